-- Who and what stands in one sentence with the entity, in current articles.
WITH others AS (
    SELECT article_id, unnest(entity_ids) AS entity_id
    FROM entity_mentions
    WHERE
        entity_id = $entity_id AND is_current AND is_first_in_sentence
        AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
)

SELECT e.name, e.type, count(*) AS sentences, count(DISTINCT o.article_id) AS articles, e.entity_id
FROM others AS o
INNER JOIN entities AS e USING (entity_id)
WHERE e.entity_id <> $entity_id
GROUP BY ALL
ORDER BY sentences DESC, articles DESC, e.name, e.entity_id
