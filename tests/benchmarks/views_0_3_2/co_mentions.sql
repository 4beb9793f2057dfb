-- Pairs of entities named in the same sentence of current articles, one row per sentence and pair.
-- Key: article_id, field, sentence_no, entity_a, entity_b (entity_a sorts before entity_b). Null published_on: an
-- article without a day. Merged entities stand as what they became; blocked ones are left out.
WITH named AS (
    SELECT DISTINCT published_on, article_id, revision, field, sentence_no, entity_id, name, type
    FROM named_entities
)

SELECT
    x.published_on,
    x.entity_id AS entity_a,
    x.name AS name_a,
    x.type AS type_a,
    y.entity_id AS entity_b,
    y.name AS name_b,
    y.type AS type_b,
    x.article_id,
    x.field,
    x.sentence_no
FROM named AS x
INNER JOIN named AS y
    ON x.article_id = y.article_id
    AND x.revision = y.revision
    AND x.field = y.field
    AND x.sentence_no = y.sentence_no
    AND x.entity_id < y.entity_id
