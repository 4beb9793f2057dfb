-- Amounts of money in current articles, one row per mention, with the words they come from.
-- Key: article_id, field, start_char. Null value: a range or an amount beyond float64 (see value_low, value_high).
-- To add up, leave out restatements ("40 billion euros ($43.5 billion)" is one amount) and rates (per_unit).
-- entity_ids: entities named in the same sentence; unnest them to group by entity.
SELECT
    f.published_on,
    f.unit AS currency,
    f.value,
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    f.per_unit,
    f.value_usd,
    f.value_eur,
    f.same_as_start_char IS NOT NULL AS is_restatement,
    f.entity_ids,
    f.from_value,
    f.to_value,
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
    f.same_as_start_char,
    f.role,
    a.source_id
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
WHERE f.kind = 'money' AND f.is_current
