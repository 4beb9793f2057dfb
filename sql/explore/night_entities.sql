-- Who and what the articles of one logical day's runs name most.
WITH brought AS (
    SELECT a.article_id, a.revision, a.published_on
    FROM articles AS a
    INNER JOIN runs AS r USING (run_id)
    WHERE r.as_of = $night::DATE AND a.is_current
),

-- Those without a day apart: only days that are equal keep DuckDB from reading the others.
named AS (
    SELECT m.entity_id, m.is_first
    FROM entity_mentions AS m
    INNER JOIN brought AS b USING (article_id, revision, published_on)
    WHERE m.entity_id IS NOT NULL
    UNION ALL
    SELECT m.entity_id, m.is_first
    FROM entity_mentions AS m
    INNER JOIN brought AS b
        ON b.article_id = m.article_id AND b.revision = m.revision AND b.published_on IS NULL
    WHERE m.entity_id IS NOT NULL
),

counted AS (
    SELECT entity_id, count(*) FILTER (WHERE is_first) AS articles, count(*) AS mentions
    FROM named
    GROUP BY entity_id
)

SELECT e.name, e.type, c.articles, c.mentions, e.entity_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
ORDER BY c.articles DESC, c.mentions DESC, e.name, e.entity_id
