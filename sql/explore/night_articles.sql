-- The current articles that the runs of one logical day brought.
SELECT a.published_on, a.title, a.source, a.words, a.article_id
FROM articles AS a
INNER JOIN runs AS r USING (run_id)
WHERE r.as_of = $night::DATE AND a.is_current
ORDER BY a.published_on DESC NULLS LAST, a.article_id
