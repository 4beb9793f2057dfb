-- severity: fail
-- Links that lead nowhere: facts that restate or time one that is not there, speakers with words but no place or a place
-- but no words, and entities without a row.
WITH ids AS (
    SELECT 'entity_mentions.entity_id' AS link, article_id, field, start_char, entity_id FROM entity_mentions
    UNION ALL
    SELECT 'quotations.entity_id', article_id, field, start_char, entity_id FROM quotations
    UNION ALL
    SELECT 'entity_aliases.entity_id', NULL, NULL, NULL, entity_id FROM entity_aliases
    UNION ALL
    SELECT 'entities.merged_into', NULL, NULL, NULL, merged_into FROM entities
)

SELECT
    'same_as_start_char' AS link,
    f.article_id,
    f.field,
    f.start_char,
    cast(f.same_as_start_char AS VARCHAR) AS leads_to
FROM numeric_facts AS f
ANTI JOIN numeric_facts AS t
    ON
        f.article_id = t.article_id
        AND f.revision = t.revision
        AND f.field = t.field
        AND f.same_as_start_char = t.start_char
WHERE f.same_as_start_char IS NOT NULL
UNION ALL
SELECT
    'temporal_start_char',
    f.article_id,
    f.field,
    f.start_char,
    cast(f.temporal_start_char AS VARCHAR)
FROM numeric_facts AS f
ANTI JOIN temporal_mentions AS t
    ON
        f.article_id = t.article_id
        AND f.revision = t.revision
        AND f.field = t.field
        AND f.temporal_start_char = t.start_char
WHERE f.temporal_start_char IS NOT NULL
UNION ALL
SELECT
    'speaker_start_char',
    q.article_id,
    q.field,
    q.start_char,
    cast(q.speaker_start_char AS VARCHAR)
FROM quotations AS q
WHERE (q.speaker_text IS NULL) <> (q.speaker_start_char IS NULL)
UNION ALL
SELECT
    i.link,
    i.article_id,
    i.field,
    i.start_char,
    i.entity_id
FROM ids AS i
ANTI JOIN entities AS e USING (entity_id)
WHERE i.entity_id IS NOT NULL
