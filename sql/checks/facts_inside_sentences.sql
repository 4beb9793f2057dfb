-- severity: fail
-- Facts whose sentence number is not a sentence of their field.
WITH facts AS (
    SELECT article_id, revision, field, sentence_no, text FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, sentence_no, text FROM numeric_facts
    UNION ALL
    SELECT article_id, revision, field, sentence_no, text FROM entity_mentions
    UNION ALL
    SELECT article_id, revision, field, sentence_no, text FROM quotations
)

SELECT *
FROM facts
ANTI JOIN sentences USING (article_id, revision, field, sentence_no)
