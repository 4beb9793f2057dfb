-- Who and what current articles name most in these days; the type is PER, ORG, LOC or MISC, empty for all of them, and a part
-- of the name may be asked for.
WITH counted AS (
    SELECT entity_id, count(*) FILTER (WHERE is_first) AS articles, count(*) AS mentions
    FROM entity_mentions
    WHERE is_current AND entity_id IS NOT NULL AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY entity_id
)

SELECT e.name, e.type, e.country_code, c.articles, c.mentions, e.entity_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
WHERE ($type = '' OR e.type::VARCHAR = $type) AND contains(lower(e.name), lower($named))
ORDER BY c.articles DESC, c.mentions DESC, e.name, e.entity_id
