-- Entities that current articles and every copy of them name, one row per mention. Key: article_id, field, start_char. The
-- rows of `named_entities` are those WHERE NOT is_copy; the columns mean the same. copy_group: the article that heads the
-- copies of one story.
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
    a.source_id,
    m.is_copy,
    a.copy_group
FROM entity_mentions AS m
INNER JOIN entities AS e USING (entity_id)
LEFT JOIN articles AS a USING (article_id, revision)
WHERE m.is_current OR m.is_copy
