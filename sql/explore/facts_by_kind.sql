-- How many numeric facts of each kind stand in current articles of these days, with their commonest unit and the median of
-- those that have it.
WITH units AS (
    SELECT
        kind,
        unit,
        count(*) AS facts,
        median(value) AS median_value
    FROM numeric_facts
    WHERE is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY ALL
),

kinds AS (
    SELECT kind, count(*) AS facts, count(DISTINCT article_id) AS articles
    FROM numeric_facts
    WHERE is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY ALL
)

SELECT
    k.kind::VARCHAR AS kind,
    k.facts,
    k.articles,
    u.unit AS commonest_unit,
    u.median_value
FROM kinds AS k
INNER JOIN units AS u USING (kind)
QUALIFY row_number() OVER (PARTITION BY k.kind ORDER BY u.facts DESC, u.unit) = 1
ORDER BY k.facts DESC, kind
