-- Amounts of money in current articles, one row per mention, with the words they come from.
-- Key: article_id, field, start_char. Null value: a range or an amount beyond float64 (see value_low, value_high).
SELECT
    a.published_on,
    f.unit AS currency,
    f.value,
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    f.per_unit,
    f.value_usd,
    f.value_eur,
    f.text,
    a.title,
    f.article_id,
    f.field,
    f.start_char,
    f.end_char,
    f.sentence_no,
    f.unit_from,
    f.fx_date,
    f.fx_status,
    f.same_as_start_char
FROM numeric_facts AS f
INNER JOIN articles AS a USING (article_id, revision)
WHERE f.kind = 'money' AND a.is_current
