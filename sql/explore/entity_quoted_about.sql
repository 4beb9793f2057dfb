-- What others say about the entity, in whole quotations and reported clauses whose words name it, the newest first; the same
-- words once.
WITH named AS MATERIALIZED (
    SELECT article_id, revision, field, start_char, end_char
    FROM entity_mentions
    WHERE
        entity_id = $entity_id AND is_current
        AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
),

-- First the articles alone: to compare places of all quotations takes much longer.
near AS MATERIALIZED (
    SELECT article_id, revision, published_on, field, start_char, end_char, text, entity_id, speaker_text
    FROM quotations
    WHERE
        is_current AND NOT is_fragment AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
        AND article_id IN (SELECT article_id FROM named)
),

said AS MATERIALIZED (
    SELECT q.*
    FROM near AS q
    SEMI JOIN named AS n
        ON
            n.article_id = q.article_id AND n.revision = q.revision AND n.field = q.field
            AND n.start_char >= q.start_char AND n.end_char <= q.end_char
),

speakers AS (
    SELECT e.entity_id, coalesce(became.entity_id, e.entity_id) AS speaker_id, coalesce(became.name, e.name) AS name
    FROM entities AS e
    SEMI JOIN said USING (entity_id)
    LEFT JOIN entities AS became ON became.entity_id = e.merged_into
    WHERE coalesce(became.status, e.status) <> 'blocked'
),

once AS (
    SELECT s.*, coalesce(e.name, s.speaker_text) AS speaker, e.speaker_id
    FROM said AS s
    LEFT JOIN speakers AS e USING (entity_id)
    WHERE coalesce(e.name, s.speaker_text) IS NOT NULL AND e.speaker_id IS DISTINCT FROM $entity_id
    QUALIFY row_number() OVER (
        PARTITION BY words_alone(s.text)
        ORDER BY s.published_on NULLS LAST, s.article_id, s.field, s.start_char
    ) = 1
)

SELECT o.published_on AS day, o.speaker, o.text AS words, a.title, o.speaker_id, o.article_id, o.field, o.start_char
FROM once AS o
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY day DESC NULLS LAST, o.article_id, o.field, o.start_char
