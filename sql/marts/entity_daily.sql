-- How often each entity is named on each day of publication, in current articles.
-- Key: entity_id, published_on. Null published_on: articles without a day. Merged entities count for what they became;
-- blocked ones and names of no known entity are left out.
SELECT
    m.published_on,
    e.entity_id,
    e.name,
    e.type,
    e.country_code,
    count(*) AS mentions,
    count(DISTINCT m.article_id) AS articles,
    count(*) FILTER (WHERE m.field = 'title') AS mentions_in_titles,
    count(DISTINCT a.source) AS sources
FROM entity_mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
LEFT JOIN entities AS first ON first.entity_id = m.entity_id
INNER JOIN entities AS e ON e.entity_id = coalesce(first.merged_into, m.entity_id)
WHERE a.is_current AND e.status <> 'blocked'
GROUP BY ALL
