-- The newest day of publication and the newest arrival of each source.
SELECT
    source,
    max(published_on) AS newest_day,
    max(ingested_at) AS newest_arrival,
    count(*) AS articles
FROM articles
WHERE is_current
GROUP BY source
ORDER BY newest_arrival DESC, source
