-- How often each entity is named on each day of publication, in current articles.
-- Key: entity_id, published_on. Null published_on: articles without a day. Merged entities count for what they became;
-- blocked ones and names of no known entity are left out.
SELECT
    published_on,
    entity_id,
    name,
    type,
    country_code,
    count(*) AS mentions,
    count(DISTINCT article_id) AS articles,
    count(*) FILTER (WHERE field = 'title') AS mentions_in_titles,
    count(DISTINCT article_source) AS sources
FROM named_entities
GROUP BY ALL
