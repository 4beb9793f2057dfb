-- The persons that current articles name, one row per entity, with how often and between which days.
-- Key: entity_id. Null first_on and last_on: named only in articles without a day. Null country_code: not known. Merged
-- entities count for what they became; blocked ones are left out.
SELECT
    entity_id,
    name,
    country_code,
    count(DISTINCT article_id) AS articles,
    count(*) AS mentions,
    min(published_on) AS first_on,
    max(published_on) AS last_on,
    list_sort(list(DISTINCT text)) AS printed_as,
    source,
    wikidata_id
FROM named_entities
WHERE type = 'PER'
GROUP BY entity_id, name, country_code, source, wikidata_id
