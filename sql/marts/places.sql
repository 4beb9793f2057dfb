-- The countries, regions and cities that current articles name, one row per entity, with how often and when.
-- Key: entity_id. Null first_on and last_on: named only in articles without a day. Null country_code: not known. Only
-- names of the place itself count, not "Russian" or "the Kremlin". Merged entities count for what they became; blocked
-- ones are left out.
SELECT
    e.entity_id,
    e.name,
    e.country_code,
    count(DISTINCT m.article_id) AS articles,
    count(*) AS mentions,
    min(m.published_on) AS first_on,
    max(m.published_on) AS last_on,
    list_sort(list(DISTINCT m.text)) AS printed_as,
    e.source,
    e.wikidata_id
FROM entity_mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
LEFT JOIN entities AS first ON first.entity_id = m.entity_id
INNER JOIN entities AS e ON e.entity_id = coalesce(first.merged_into, m.entity_id)
WHERE a.is_current AND e.status <> 'blocked' AND e.type = 'LOC' AND m.type = 'LOC'
GROUP BY e.entity_id, e.name, e.country_code, e.source, e.wikidata_id
