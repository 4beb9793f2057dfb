-- The entities named in each sentence of current articles, as a list, to join to the facts of the sentence.
-- Key: article_id, field, sentence_no. Unnest entity_ids to group by entity.
SELECT
    article_id,
    revision,
    field,
    sentence_no,
    list(DISTINCT entity_id ORDER BY entity_id) AS entity_ids
FROM named_entities
GROUP BY article_id, revision, field, sentence_no
