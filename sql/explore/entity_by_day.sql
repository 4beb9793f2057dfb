-- Mentions of one entity by day of publication; by month where it is named over more than 120 days.
WITH days AS (
    SELECT published_on, count(*) AS mentions
    FROM entity_mentions
    WHERE entity_id = $entity_id AND is_current AND published_on IS NOT NULL
    GROUP BY published_on
)

SELECT
    date_trunc(
        CASE WHEN (SELECT max(published_on) - min(published_on) FROM days) > 120 THEN 'month' ELSE 'day' END,
        published_on
    )::DATE AS day,
    sum(mentions)::BIGINT AS mentions,
    min(published_on) AS first_on,
    max(published_on) AS last_on,
    $entity_id AS entity_id
FROM days
GROUP BY ALL
ORDER BY day
