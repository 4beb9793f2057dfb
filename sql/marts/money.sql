-- Amounts of money in current articles, one row per mention, with the words they come from. Copies of articles and
-- sentences that stood in earlier articles are left out: they are in money_all.
-- Key: article_id, field, start_char. Null value: a range or an amount beyond float64 (see value_low, value_high).
-- To add up, leave out restatements ("40 billion euros ($43.5 billion)" is one amount) and rates (per_unit).
-- entity_ids: entities named in the same sentence; unnest them to group by entity.
SELECT
    published_on,
    currency,
    value,
    value_low,
    value_high,
    modifier,
    shape,
    per_unit,
    value_usd,
    value_eur,
    is_restatement,
    entity_ids,
    from_value,
    to_value,
    text,
    title,
    article_id,
    field,
    start_char,
    end_char,
    sentence_no,
    unit_from,
    fx_date,
    fx_status,
    same_as_start_char,
    role,
    source_id,
    is_repeat
FROM money_all
WHERE NOT is_copy AND NOT is_repeat
