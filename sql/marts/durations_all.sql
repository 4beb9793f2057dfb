-- Lengths of time and ages in current articles and in every copy of them, one row per mention.
-- Key: article_id, field, start_char. The rows of `durations` are those WHERE NOT is_copy; the columns mean the same.
-- copy_group: the article that heads the copies of one story.
SELECT
    f.published_on,
    f.kind,
    f.unit,
    f.value,
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    CASE WHEN f.si_unit = 's' THEN f.si_value END AS seconds,
    CASE f.unit
        WHEN 'month' THEN f.value
        WHEN 'quarter' THEN 3 * f.value
        WHEN 'year' THEN 12 * f.value
        WHEN 'decade' THEN 120 * f.value
        WHEN 'century' THEN 1200 * f.value
    END AS months,
    t.timex_value,
    f.text,
    a.title,
    f.article_id,
    f.field,
    f.start_char,
    f.sentence_no,
    a.source_id,
    f.is_repeat,
    f.is_copy,
    a.copy_group
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
LEFT JOIN temporal_mentions AS t
    ON
        f.article_id = t.article_id
        AND f.revision = t.revision
        AND f.field = t.field
        AND f.temporal_start_char = t.start_char
WHERE f.kind IN ('duration', 'age') AND (f.is_current OR f.is_copy)
