-- Entities that were merged into this one.
SELECT name, type, entity_id, first_seen
FROM entities
WHERE merged_into = $entity_id
ORDER BY name, entity_id
