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
    SELECT kind, row_number() OVER (ORDER BY kind) AS number, sum(facts)::BIGINT AS facts
    FROM units
    GROUP BY kind
),

-- Articles are told apart once, each with the kinds it has as bits, and not once for each kind.
articles_of AS (
    SELECT
        article_id,
        bit_or(1::BIGINT << list_position((SELECT list(kind ORDER BY number) FROM kinds), kind)) AS has
    FROM numeric_facts
    WHERE is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY article_id
),

counted AS (
    SELECT k.kind, k.facts, count(*) AS articles
    FROM kinds AS k
    INNER JOIN articles_of AS a ON (a.has >> k.number) & 1 = 1
    GROUP BY ALL
)

SELECT
    c.kind::VARCHAR AS kind,
    c.facts,
    c.articles,
    u.unit AS commonest_unit,
    u.median_value
FROM counted AS c
INNER JOIN units AS u USING (kind)
QUALIFY row_number() OVER (PARTITION BY c.kind ORDER BY u.facts DESC, u.unit) = 1
ORDER BY c.facts DESC, kind
