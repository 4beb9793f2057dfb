-- How many numeric facts of each kind stand in current articles of these days, with their commonest units.
SELECT
    kind::VARCHAR AS kind,
    count(*) AS facts,
    count(DISTINCT article_id) AS articles,
    mode(unit) AS commonest_unit,
    median(value) AS median_value
FROM numeric_facts
WHERE is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
GROUP BY ALL
ORDER BY facts DESC, kind
