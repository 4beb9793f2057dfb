-- Places that current articles of these days name, with where they lie where that is known.
WITH counted AS (
    SELECT entity_id, count(DISTINCT article_id) AS articles, count(*) AS mentions
    FROM entity_mentions
    WHERE
        is_current AND type = 'LOC' AND entity_id IS NOT NULL
        AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY entity_id
)

SELECT e.name, e.country_code, c.articles, c.mentions, e.latitude, e.longitude, e.entity_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
WHERE e.type = 'LOC'
ORDER BY c.articles DESC, c.mentions DESC, e.name, e.entity_id
