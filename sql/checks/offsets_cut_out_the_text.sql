-- severity: fail
-- Mentions whose offsets do not cut their words out of the article.
-- To cut by code points means to count them from the start, for each mention. So every text is brought once to one byte a
-- code point, in which bytes are cut; only words with letters beyond ASCII are then cut out of the text itself as well.
WITH mentions AS (
    SELECT article_id, revision, field, start_char, end_char, text FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM numeric_facts
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM entity_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM quotations
),

texts AS MATERIALIZED (
    SELECT
        article_id,
        revision,
        field,
        encode(regexp_replace(words, '[^\x00-\x7F]', chr(26), 'g')) AS plain
    FROM (
        SELECT article_id, revision, 'title' AS field, title AS words FROM articles
        UNION ALL
        SELECT article_id, revision, 'body' AS field, body AS words FROM articles
    )
)

SELECT m.*
FROM mentions AS m
INNER JOIN texts AS t USING (article_id, revision, field)
WHERE
    t.plain[m.start_char + 1:m.end_char] IS DISTINCT FROM encode(
        CASE WHEN strlen(m.text) = length(m.text) THEN m.text ELSE regexp_replace(m.text, '[^\x00-\x7F]', chr(26), 'g') END
    )
UNION ALL
SELECT m.*
FROM mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
WHERE
    strlen(m.text) > length(m.text)
    AND substr(CASE WHEN m.field = 'title' THEN a.title ELSE a.body END, m.start_char + 1, m.end_char - m.start_char)
    IS DISTINCT FROM m.text
