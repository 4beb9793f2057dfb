-- Places that current articles of these days name, with where they lie where that is known.
SELECT
    name,
    country_code,
    count(DISTINCT article_id) AS articles,
    count(*) AS mentions,
    latitude,
    longitude,
    entity_id
FROM named_entities
WHERE type = 'LOC' AND mention_type = 'LOC' AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
GROUP BY ALL
ORDER BY articles DESC, mentions DESC, name, entity_id
