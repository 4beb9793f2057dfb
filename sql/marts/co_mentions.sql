-- Pairs of entities named in the same sentence of current articles, one row per sentence and pair.
-- Key: article_id, field, sentence_no, entity_a, entity_b (entity_a sorts before entity_b). Null published_on: an
-- article without a day. Merged entities stand as what they became; blocked ones are left out.
WITH pairs AS (
    SELECT
        published_on,
        entity_id AS entity_a,
        unnest(entity_ids) AS entity_b,
        article_id,
        revision,
        field,
        sentence_no
    FROM entity_mentions
    WHERE is_current AND is_first_in_sentence AND len(entity_ids) > 1
)

SELECT
    p.published_on,
    p.entity_a,
    x.name AS name_a,
    x.type AS type_a,
    p.entity_b,
    y.name AS name_b,
    y.type AS type_b,
    p.article_id,
    p.field,
    p.sentence_no,
    a.source_id
FROM pairs AS p
INNER JOIN entities AS x ON x.entity_id = p.entity_a
INNER JOIN entities AS y ON y.entity_id = p.entity_b
LEFT JOIN articles AS a USING (article_id, revision)
WHERE p.entity_a < p.entity_b
