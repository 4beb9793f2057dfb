-- severity: fail
-- Facts whose stored context is not what their article and sentence say: is_current, is_copy, is_repeat, source, entity_ids, the flags of first
-- mentions, the counts in articles, and mentions of entities that were merged or blocked (docs/decisions/0070).
-- Lists are held to each other by their hashes: a sentence without an end has thousands of entities, and its list would be
-- copied for each of its facts.
WITH facts AS (
    SELECT 'temporal_mentions' AS table_name, article_id, revision, is_current, is_copy FROM temporal_mentions
    UNION ALL
    SELECT 'numeric_facts', article_id, revision, is_current, is_copy FROM numeric_facts
    UNION ALL
    SELECT 'entity_mentions', article_id, revision, is_current, is_copy FROM entity_mentions
    UNION ALL
    SELECT 'quotations', article_id, revision, is_current, is_copy FROM quotations
),

by_article AS (
    SELECT
        article_id,
        revision,
        count(*) FILTER (WHERE is_current) AS current_facts,
        count(*) FILTER (WHERE is_copy) AS facts_of_copies,
        count(*) AS facts,
        count(*) FILTER (WHERE table_name = 'temporal_mentions') AS temporal_count,
        count(*) FILTER (WHERE table_name = 'numeric_facts') AS numeric_count,
        count(*) FILTER (WHERE table_name = 'entity_mentions') AS entity_count,
        count(*) FILTER (WHERE table_name = 'quotations') AS quotation_count
    FROM facts
    GROUP BY article_id, revision
),

by_sentence AS (
    SELECT
        article_id,
        revision,
        field,
        sentence_no,
        hash(entity_ids[1:100], least(len(entity_ids), 100)) AS first_ids,
        hash(entity_ids, len(entity_ids)) AS all_ids
    FROM (
        SELECT
            article_id,
            revision,
            field,
            sentence_no,
            array_agg(DISTINCT entity_id ORDER BY entity_id) AS entity_ids
        FROM entity_mentions
        WHERE entity_id IS NOT NULL
        GROUP BY article_id, revision, field, sentence_no
    )
),

lists AS (
    SELECT
        'temporal_mentions' AS table_name,
        article_id,
        revision,
        field,
        sentence_no,
        start_char,
        hash(entity_ids, len(entity_ids)) AS ids
    FROM temporal_mentions
    UNION ALL
    SELECT 'numeric_facts', article_id, revision, field, sentence_no, start_char, hash(entity_ids, len(entity_ids))
    FROM numeric_facts
    UNION ALL
    SELECT 'entity_mentions', article_id, revision, field, sentence_no, start_char, hash(entity_ids, len(entity_ids))
    FROM entity_mentions
)

SELECT
    'is_current' AS problem,
    a.article_id,
    a.revision,
    NULL AS place
FROM articles AS a
INNER JOIN by_article AS b USING (article_id, revision)
WHERE b.current_facts <> CASE WHEN a.is_current THEN b.facts ELSE 0 END
UNION ALL
SELECT
    'is_copy',
    a.article_id,
    a.revision,
    NULL
FROM articles AS a
INNER JOIN by_article AS b USING (article_id, revision)
WHERE b.facts_of_copies <> CASE WHEN a.is_copy THEN b.facts ELSE 0 END
UNION ALL
SELECT
    'is_repeat',
    f.article_id,
    f.revision,
    f.start_char
FROM (
    SELECT article_id, revision, field, sentence_no, start_char, is_repeat FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, sentence_no, start_char, is_repeat FROM numeric_facts
) AS f
INNER JOIN sentences AS s USING (article_id, revision, field, sentence_no)
WHERE f.is_repeat <> (s.repeats > 0)
UNION ALL
SELECT
    'counts',
    a.article_id,
    a.revision,
    NULL
FROM articles AS a
LEFT JOIN by_article AS b USING (article_id, revision)
WHERE
    (a.temporal_count, a.numeric_count, a.entity_count, a.quotation_count)
    <> (
        coalesce(b.temporal_count, 0), coalesce(b.numeric_count, 0),
        coalesce(b.entity_count, 0), coalesce(b.quotation_count, 0)
    )
UNION ALL
SELECT
    'source',
    m.article_id,
    m.revision,
    m.start_char
FROM entity_mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
WHERE m.source <> a.source
UNION ALL
SELECT
    'entity_ids of ' || l.table_name,
    l.article_id,
    l.revision,
    l.start_char
FROM lists AS l
LEFT JOIN by_sentence AS s USING (article_id, revision, field, sentence_no)
WHERE
    -- Facts that were loaded before version 0.4.2 list all entities of their sentence.
    l.ids <> coalesce(s.first_ids, hash(NULL::VARCHAR [], NULL::BIGINT))
    AND l.ids <> coalesce(s.all_ids, hash(NULL::VARCHAR [], NULL::BIGINT))
UNION ALL
SELECT
    'is_first',
    article_id,
    revision,
    NULL
FROM entity_mentions
GROUP BY article_id, revision, entity_id
HAVING
    count(*) FILTER (WHERE is_first) <> CASE WHEN entity_id IS NULL THEN 0 ELSE 1 END
    OR min((field = 'body', start_char)) <> min((field = 'body', start_char)) FILTER (WHERE is_first)
UNION ALL
SELECT
    'is_first_in_sentence',
    article_id,
    revision,
    NULL
FROM entity_mentions
GROUP BY article_id, revision, field, sentence_no, entity_id
HAVING
    count(*) FILTER (WHERE is_first_in_sentence) <> CASE WHEN entity_id IS NULL THEN 0 ELSE 1 END
    OR min(start_char) <> min(start_char) FILTER (WHERE is_first_in_sentence)
UNION ALL
SELECT
    'entity no longer active',
    m.article_id,
    m.revision,
    m.start_char
FROM entity_mentions AS m
INNER JOIN entities AS e USING (entity_id)
WHERE e.status <> 'active'
