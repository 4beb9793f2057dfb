-- The persons that current articles name, one row per entity, with how often and between which days.
-- Key: entity_id. Null first_on and last_on: named only in articles without a day. Null country_code: not known. Merged
-- entities count for what they became; blocked ones are left out.
-- A row is of many articles, so there is no source_id: named_entities has it for each mention.
WITH words AS (
    SELECT
        m.entity_id,
        m.text,
        count(*) FILTER (WHERE m.is_first) AS articles,
        count(*) AS mentions,
        min(m.published_on) AS first_on,
        max(m.published_on) AS last_on
    FROM entity_mentions AS m
    INNER JOIN entities AS e USING (entity_id)
    WHERE e.type = 'PER' AND m.is_current
    GROUP BY m.entity_id, m.text
),

counted AS (
    SELECT
        entity_id,
        sum(articles)::BIGINT AS articles,
        sum(mentions)::BIGINT AS mentions,
        min(first_on) AS first_on,
        max(last_on) AS last_on,
        list_sort(list(text)) AS printed_as
    FROM words
    GROUP BY entity_id
)

SELECT
    e.entity_id,
    e.name,
    e.country_code,
    c.articles,
    c.mentions,
    c.first_on,
    c.last_on,
    c.printed_as,
    e.source,
    e.wikidata_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
