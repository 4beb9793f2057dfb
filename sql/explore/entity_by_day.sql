-- Mentions of one entity by day of publication; by month where it is named over more than 120 days.
WITH days AS (
    SELECT published_on, mentions
    FROM entity_daily
    WHERE entity_id = $entity_id AND published_on IS NOT NULL
)

SELECT
    date_trunc(
        CASE WHEN (SELECT max(published_on) - min(published_on) FROM days) > 120 THEN 'month' ELSE 'day' END,
        published_on
    )::DATE AS day,
    sum(mentions)::BIGINT AS mentions
FROM days
GROUP BY ALL
ORDER BY day
