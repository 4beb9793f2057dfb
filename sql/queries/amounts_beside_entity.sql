-- Amounts of money in sentences that name an entity, newest first. It takes parameters:
-- $entity VARCHAR = country:US: id of the entity
-- $since DATE = 2000-01-01: first day of publication
SELECT
    published_on,
    currency,
    value,
    text,
    title
FROM money
WHERE list_contains(entity_ids, $entity) AND published_on >= $since
ORDER BY published_on DESC, article_id, field, start_char
LIMIT 50
