-- Entities that current articles name, one row per mention: what the other marts of entities are made of.
-- Key: article_id, field, start_char. Merged entities stand as what they became; blocked ones and names of no known
-- entity are left out. `type` is the entity's, `mention_type` that of the words (the Kremlin names Russia).
-- Copies of articles are in named_entities_all.
SELECT
    m.published_on,
    e.entity_id,
    e.name,
    e.type,
    e.country_code,
    m.text,
    m.type AS mention_type,
    m.relation,
    m.source AS article_source,
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
    e.longitude,
    m.rule,
    a.source_id
FROM entity_mentions AS m
INNER JOIN entities AS e USING (entity_id)
LEFT JOIN articles AS a USING (article_id, revision)
WHERE m.is_current
