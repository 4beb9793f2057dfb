-- Facts per article of each of the newest fourteen runs that loaded some.
SELECT as_of AS day, round(sum(facts) / sum(articles + revisions), 1) AS facts_per_article
FROM runs
WHERE articles + revisions > 0
GROUP BY as_of
ORDER BY day DESC
LIMIT 14
