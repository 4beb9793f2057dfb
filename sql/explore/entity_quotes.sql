-- What the entity says, the newest first; words that it says in several articles once, where they stood first.
WITH ids AS (
    SELECT entity_id
    FROM entities
    WHERE coalesce(merged_into, entity_id) = $entity_id
),

said AS (
    SELECT q.article_id, q.revision, q.published_on, q.text, q.verb, q.field, q.start_char
    FROM quotations AS q
    SEMI JOIN ids USING (entity_id)
    WHERE
        q.is_current AND q.kind = 'direct' AND NOT q.is_fragment
        AND q.published_on BETWEEN $from_day::DATE AND $to_day::DATE
    QUALIFY row_number() OVER (
        PARTITION BY words_alone(q.text) ORDER BY q.published_on NULLS LAST, q.article_id, q.field, q.start_char
    ) = 1
)

SELECT s.published_on AS day, s.text AS words, s.verb, a.title, s.article_id, s.field, s.start_char
FROM said AS s
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY day DESC NULLS LAST, s.article_id, s.field, s.start_char
