-- The words that name the entity in current articles, the commonest first.
SELECT text, relation, count(*) AS mentions, count(DISTINCT article_id) AS articles
FROM named_entities
WHERE entity_id = $entity_id
GROUP BY ALL
ORDER BY mentions DESC, text, relation
