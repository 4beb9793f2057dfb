-- How many current articles and words each source brought to the runs of one logical day.
SELECT a.source, count(*) AS articles, sum(a.words)::BIGINT AS words
FROM articles AS a
INNER JOIN runs AS r USING (run_id)
WHERE r.as_of = $night::DATE AND a.is_current
GROUP BY a.source
ORDER BY articles DESC, a.source
