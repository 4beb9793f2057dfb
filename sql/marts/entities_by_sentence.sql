-- The entities named in each sentence of current articles, as a list, to join to the facts of the sentence.
-- Key: article_id, field, sentence_no. Unnest entity_ids to group by entity.
SELECT
    article_id,
    revision,
    field,
    sentence_no,
    entity_ids
FROM entity_mentions
WHERE is_current AND is_first_in_sentence AND entity_id = entity_ids[1]
