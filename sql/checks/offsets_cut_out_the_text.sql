-- Mentions whose offsets do not cut their words out of the article.
WITH mentions AS (
    SELECT article_id, revision, field, start_char, end_char, text FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM numeric_facts
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM entity_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM quotations
)

SELECT m.*
FROM mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
WHERE substr(CASE WHEN m.field = 'title' THEN a.title ELSE a.body END, m.start_char + 1, m.end_char - m.start_char) <> m.text
