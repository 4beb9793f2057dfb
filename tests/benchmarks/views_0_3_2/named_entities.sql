-- Entities that current articles name, one row per mention: what the other marts of entities are made of.
-- Key: article_id, field, start_char. Merged entities stand as what they became; blocked ones and names of no known
-- entity are left out. `type` is the entity's, `mention_type` that of the words (the Kremlin names Russia).
SELECT
    m.published_on,
    e.entity_id,
    e.name,
    e.type,
    e.country_code,
    m.text,
    m.type AS mention_type,
    m.relation,
    a.source AS article_source,
    a.title,
    m.article_id,
    m.revision,
    m.field,
    m.start_char,
    m.end_char,
    m.sentence_no,
    e.source,
    e.wikidata_id,
    e.subtype,
    e.latitude,
    e.longitude
FROM entity_mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
LEFT JOIN entities AS first ON first.entity_id = m.entity_id
INNER JOIN entities AS e ON e.entity_id = coalesce(first.merged_into, m.entity_id)
WHERE a.is_current AND e.status <> 'blocked'
