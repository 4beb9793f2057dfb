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

texts AS (
    SELECT article_id, revision, 'title' AS field, title AS text FROM articles
    UNION ALL
    SELECT article_id, revision, 'body', body FROM articles
),

-- To cut by code points means to count them from the start; where each is one byte, the bytes are cut instead.
plain AS MATERIALIZED (
    SELECT article_id, revision, field, encode(text) AS bytes FROM texts WHERE strlen(text) = length(text)
),

other AS MATERIALIZED (
    SELECT article_id, revision, field, text FROM texts WHERE strlen(text) > length(text)
)

SELECT m.*
FROM mentions AS m
INNER JOIN -- To cut by code points means to count them from the start; where each is one byte, the bytes are cut instead.
plain AS t USING (article_id, revision, field)
WHERE t.bytes[m.start_char + 1:m.end_char] <> encode(m.text)
UNION ALL
SELECT m.*
FROM mentions AS m
INNER JOIN other AS t USING (article_id, revision, field)
WHERE substr(t.text, m.start_char + 1, m.end_char - m.start_char) <> m.text
