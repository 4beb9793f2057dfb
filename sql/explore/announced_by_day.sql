-- How many articles speak of each day after their publication.
SELECT day, count(DISTINCT article_id) AS articles
FROM timeline
WHERE day > published_on AND day BETWEEN $from_day::DATE AND $to_day::DATE AND granularity IN ('part_of_day', 'day')
GROUP BY ALL
ORDER BY day
