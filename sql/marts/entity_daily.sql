-- How often each entity is named on each day of publication, in current articles.
-- Key: entity_id, published_on. Null published_on: articles without a day. Merged entities count for what they became;
-- blocked ones and names of no known entity are left out.
-- A row is of many articles, so there is no source_id: named_entities has it for each mention.
SELECT
    m.published_on,
    e.entity_id,
    e.name,
    e.type,
    e.country_code,
    count(*) AS mentions,
    count(*) FILTER (WHERE m.is_first) AS articles,
    count(*) FILTER (WHERE m.field = 'title') AS mentions_in_titles,
    count(DISTINCT m.source) AS sources
FROM entity_mentions AS m
INNER JOIN entities AS e USING (entity_id)
WHERE m.is_current
GROUP BY ALL
