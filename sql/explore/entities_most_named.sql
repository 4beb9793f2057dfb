-- Who and what current articles name most in these days; the type is PER, ORG, LOC or MISC, empty for all of them.
SELECT
    name,
    type,
    country_code,
    sum(articles)::BIGINT AS articles,
    sum(mentions)::BIGINT AS mentions,
    entity_id
FROM entity_daily
WHERE published_on BETWEEN $from_day::DATE AND $to_day::DATE AND ($type = '' OR type::VARCHAR = $type)
GROUP BY name, type, country_code, entity_id
ORDER BY articles DESC, mentions DESC, name, entity_id
