-- Lengths of time and ages in current articles, one row per mention.
-- Key: article_id, field, start_char. seconds: null for months and years, which are no fixed number of seconds.
-- months: null for anything shorter than a month. timex_value: of the temporal mention with the same words, if any.
-- Copies of articles are in durations_all.
SELECT
    published_on,
    kind,
    unit,
    value,
    value_low,
    value_high,
    modifier,
    shape,
    seconds,
    months,
    timex_value,
    text,
    title,
    article_id,
    field,
    start_char,
    sentence_no,
    source_id
FROM durations_all
WHERE NOT is_copy
