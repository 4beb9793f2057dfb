-- severity: fail
-- Mentions whose offsets do not cut their words out of the article.
WITH mentions AS (
    SELECT article_id, revision, field, start_char, end_char, text FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM numeric_facts
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM entity_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM quotations
),

-- To cut by code points means to count them from the start; where each is one byte, the bytes are cut instead.
texts AS MATERIALIZED (
    SELECT
        article_id,
        revision,
        title,
        body,
        encode(title) AS title_bytes,
        encode(body) AS body_bytes,
        strlen(body) = length(body) AND strlen(title) IS NOT DISTINCT FROM length(title) AS is_plain
    FROM articles
)

SELECT m.*
FROM mentions AS m
INNER JOIN texts AS t USING (article_id, revision)
WHERE
    CASE
        WHEN t.is_plain
            THEN (CASE WHEN m.field = 'title' THEN t.title_bytes ELSE t.body_bytes END)[m.start_char + 1:m.end_char]
                IS DISTINCT FROM encode(m.text)
        ELSE substr(CASE WHEN m.field = 'title' THEN t.title ELSE t.body END, m.start_char + 1, m.end_char - m.start_char)
            IS DISTINCT FROM m.text
    END
