-- Shares and changes in percent, percentage points and basis points in current articles, one row per mention.
-- Key: article_id, field, start_char. of_text: what it is a part of, in the text's words. percent: the figure with
-- basis points brought to hundredths; a percentage point stays a point, see unit.
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
    a.source_id
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
WHERE f.kind = 'percent' AND f.is_current
