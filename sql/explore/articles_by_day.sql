-- Articles of each source on each day of publication; by month where more than 120 days have some.
WITH days AS (
    SELECT published_on, source, articles
    FROM coverage
    WHERE published_on BETWEEN $from_day::DATE AND $to_day::DATE
)

SELECT
    date_trunc(
        CASE WHEN (SELECT max(published_on) - min(published_on) FROM days) > 120 THEN 'month' ELSE 'day' END,
        published_on
    )::DATE AS day,
    source,
    sum(articles)::BIGINT AS articles,
    min(published_on) AS first_on,
    max(published_on) AS last_on
FROM days
GROUP BY ALL
ORDER BY day, source
