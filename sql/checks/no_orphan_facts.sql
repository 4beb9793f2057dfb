-- severity: fail
-- Facts, sentences and signatures of an article that is not there.
WITH keys AS (
    SELECT 'temporal_mentions' AS table_name, article_id, revision FROM temporal_mentions
    UNION ALL
    SELECT 'numeric_facts', article_id, revision FROM numeric_facts
    UNION ALL
    SELECT 'entity_mentions', article_id, revision FROM entity_mentions
    UNION ALL
    SELECT 'quotations', article_id, revision FROM quotations
    UNION ALL
    SELECT 'sentences', article_id, revision FROM sentences
    UNION ALL
    SELECT 'signatures', article_id, revision FROM signatures
)

SELECT *
FROM keys
ANTI JOIN articles USING (article_id, revision)
