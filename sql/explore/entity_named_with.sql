-- Who and what stands in one sentence with the entity, in current articles.
WITH others AS (
    SELECT article_id, unnest(entity_ids) AS entity_id
    FROM entity_mentions
    WHERE
        entity_id = $entity_id AND is_current AND is_first_in_sentence
        AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
),

by_article AS (
    SELECT entity_id, article_id, count(*) AS sentences
    FROM others
    WHERE entity_id <> $entity_id
    GROUP BY ALL
),

counted AS (
    SELECT entity_id, sum(sentences)::BIGINT AS sentences, count(*) AS articles
    FROM by_article
    GROUP BY ALL
)

SELECT e.name, e.type, c.sentences, c.articles, e.entity_id
FROM counted AS c
INNER JOIN entities AS e USING (entity_id)
ORDER BY c.sentences DESC, c.articles DESC, e.name, e.entity_id
