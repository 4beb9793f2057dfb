-- How many numeric facts of each kind stand in current articles of these days, with their commonest units.
SELECT
    f.kind::VARCHAR AS kind,
    count(*) AS facts,
    count(DISTINCT f.article_id) AS articles,
    mode(f.unit) AS commonest_unit,
    median(f.value) AS median_value
FROM numeric_facts AS f
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.is_current AND a.published_on BETWEEN $from_day::DATE AND $to_day::DATE
GROUP BY ALL
ORDER BY facts DESC, kind
