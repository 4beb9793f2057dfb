-- The persons that current articles name, one row per entity, with how often and between which days.
-- Key: entity_id. Null first_on and last_on: named only in articles without a day. Null country_code: not known. Merged
-- entities count for what they became; blocked ones are left out.
-- A row is of many articles, so there is no source_id: named_entities has it for each mention.
SELECT
    e.entity_id,
    e.name,
    e.country_code,
    count(*) FILTER (WHERE m.is_first) AS articles,
    count(*) AS mentions,
    min(m.published_on) AS first_on,
    max(m.published_on) AS last_on,
    list_sort(list(DISTINCT m.text)) AS printed_as,
    e.source,
    e.wikidata_id
FROM entity_mentions AS m
INNER JOIN entities AS e USING (entity_id)
WHERE e.type = 'PER' AND m.is_current
GROUP BY e.entity_id, e.name, e.country_code, e.source, e.wikidata_id
