-- Amounts of money in current articles and in every copy of them, repeated passages too, one row per mention.
-- Key: article_id, field, start_char. The rows of `money` are those WHERE NOT is_copy AND NOT is_repeat; for one article a
-- story with its repeated passages leave out is_copy alone. copy_group: the article that heads the copies of one story.
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
    a.source_id,
    f.is_repeat,
    f.is_copy,
    a.copy_group
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
WHERE f.kind = 'money' AND (f.is_current OR f.is_copy)
