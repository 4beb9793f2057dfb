-- Shares and changes in percent, percentage points and basis points in current articles and in every copy of them, one row
-- per mention. Key: article_id, field, start_char. The rows of `percentages` are those WHERE NOT is_copy; the columns mean the
-- same. copy_group: the article that heads the copies of one story.
SELECT
    f.published_on,
    f.unit,
    f.value,
    CASE WHEN f.unit = 'basis point' THEN f.value / 100 ELSE f.value END AS "percent",
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    f.from_value,
    f.to_value,
    f.per_unit,
    f.of_text,
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
WHERE f.kind = 'percent' AND (f.is_current OR f.is_copy)
