-- Countries by the number of articles that name them or their people.
SELECT
    e.entity_id AS country,
    count(DISTINCT e.article_id) AS articles,
    count(*) AS mentions,
    mode(e.text) AS usual_words
FROM entity_mentions AS e
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.is_current AND e.entity_id LIKE 'country:%'
GROUP BY e.entity_id
ORDER BY articles DESC, mentions DESC, country
LIMIT 15
