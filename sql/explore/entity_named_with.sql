-- Who and what stands in one sentence with the entity, in current articles.
SELECT
    CASE WHEN entity_a = $entity_id THEN name_b ELSE name_a END AS name,
    CASE WHEN entity_a = $entity_id THEN type_b ELSE type_a END AS type,
    count(*) AS sentences,
    count(DISTINCT article_id) AS articles,
    CASE WHEN entity_a = $entity_id THEN entity_b ELSE entity_a END AS entity_id
FROM co_mentions
WHERE $entity_id IN (entity_a, entity_b)
GROUP BY ALL
ORDER BY sentences DESC, articles DESC, name, entity_id
