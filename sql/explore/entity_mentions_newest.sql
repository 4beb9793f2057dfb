-- Where the entity is named, the newest articles first: one row per mention.
SELECT published_on, title, text, relation, mention_type, article_source AS source, article_id, field, start_char
FROM named_entities
WHERE entity_id = $entity_id
ORDER BY published_on DESC NULLS LAST, article_id, field DESC, start_char
