-- The words that name the entity in current articles, the commonest first.
SELECT text, relation, count(*) AS mentions, count(DISTINCT article_id) AS articles
FROM entity_mentions
WHERE
    entity_id = $entity_id AND is_current
    AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
GROUP BY ALL
ORDER BY mentions DESC, text, relation
