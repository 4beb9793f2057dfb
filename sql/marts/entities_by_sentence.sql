-- The entities named in each sentence of current articles, as a list, to join to the facts of the sentence.
-- Key: article_id, field, sentence_no. Unnest entity_ids to group by entity.
SELECT
    m.article_id,
    m.revision,
    m.field,
    m.sentence_no,
    m.entity_ids,
    a.source_id
FROM entity_mentions AS m
LEFT JOIN articles AS a USING (article_id, revision)
WHERE m.is_current AND m.is_first_in_sentence AND m.entity_id = m.entity_ids[1]
