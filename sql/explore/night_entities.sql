-- Who and what the articles of one logical day's runs name most.
WITH counted AS (
    SELECT entity_id, count(*) FILTER (WHERE is_first) AS articles, count(*) AS mentions
    FROM of_the_night(entity_mentions)
    WHERE entity_id IS NOT NULL
    GROUP BY entity_id
)

SELECT e.name, e.type, c.articles, c.mentions, e.entity_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
ORDER BY c.articles DESC, c.mentions DESC, e.name, e.entity_id
