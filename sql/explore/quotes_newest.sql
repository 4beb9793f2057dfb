-- The newest quotations, whole ones, of anybody or of one speaker's name; words that are printed several times in these days
-- once, where they stood first.
WITH said AS (
    SELECT
        q.published_on,
        q.article_id,
        q.revision,
        q.field,
        q.start_char,
        q.text,
        q.verb,
        coalesce(e.name, q.speaker_text) AS speaker,
        e.entity_id AS speaker_id
    FROM quotations AS q
    LEFT JOIN entities AS named ON named.entity_id = q.entity_id
    LEFT JOIN entities AS e ON e.entity_id = coalesce(named.merged_into, q.entity_id) AND e.status <> 'blocked'
    WHERE
        q.is_current AND q.kind = 'direct' AND NOT q.is_fragment
        AND q.published_on BETWEEN $from_day::DATE AND $to_day::DATE
),

-- A window would sort all of them.
once AS (
    SELECT unnest(arg_min(said, (published_on, article_id, field, start_char)))
    FROM said
    WHERE speaker IS NOT NULL AND ($speaker = '' OR contains(lower(speaker), lower($speaker)))
    GROUP BY words_alone(text)
)

SELECT
    o.published_on AS day,
    o.speaker,
    o.text AS words,
    o.verb,
    a.title,
    o.speaker_id,
    o.article_id,
    o.field,
    o.start_char
FROM once AS o
INNER JOIN articles AS a USING (article_id, revision)
ORDER BY day DESC, o.article_id, o.field, o.start_char
