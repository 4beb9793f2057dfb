-- Where the entity is named, the newest articles first: one row per mention.
SELECT
    m.published_on,
    a.title,
    m.text,
    m.relation,
    m.type AS mention_type,
    m.source,
    m.article_id,
    m.field,
    m.start_char
FROM entity_mentions AS m
INNER JOIN articles AS a USING (article_id, revision)
WHERE
    m.entity_id = $entity_id AND m.is_current
    AND m.published_on BETWEEN $from_day::DATE AND $to_day::DATE
    AND a.published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY m.published_on DESC NULLS LAST, m.article_id, m.field DESC, m.start_char
