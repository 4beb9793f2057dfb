-- The countries, regions and cities that current articles name, one row per entity, with how often and when.
-- Key: entity_id. Null first_on and last_on: named only in articles without a day. Null country_code: not known;
-- null latitude and longitude (degrees): no city of GeoNames. Only
-- names of the place itself count, not "Russian", "the Kremlin" or the teams of a table of results. Merged entities count for what they became; blocked
-- ones are left out.
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
    wikidata_id,
    latitude,
    longitude
FROM named_entities
WHERE type = 'LOC' AND mention_type = 'LOC' AND rule IS DISTINCT FROM 'result_row'
GROUP BY entity_id, name, country_code, source, wikidata_id, latitude, longitude
