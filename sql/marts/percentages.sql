-- Shares and changes in percent, percentage points and basis points in current articles, one row per mention.
-- Key: article_id, field, start_char. of_text: what it is a part of, in the text's words. percent: the figure with
-- basis points brought to hundredths; a percentage point stays a point, see unit. Copies of articles are in percentages_all.
SELECT
    published_on,
    unit,
    value,
    "percent",
    value_low,
    value_high,
    modifier,
    shape,
    from_value,
    to_value,
    per_unit,
    of_text,
    text,
    title,
    article_id,
    field,
    start_char,
    sentence_no,
    source_id
FROM percentages_all
WHERE NOT is_copy
