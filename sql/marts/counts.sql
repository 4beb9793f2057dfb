-- Things that current articles count, and fractions of something, one row per mention.
-- Key: article_id, field, start_char. noun: singular head of what is counted. Null value: see value_low, value_high.
-- Copies of articles are in counts_all.
SELECT
    published_on,
    kind,
    noun,
    noun_words,
    value,
    value_low,
    value_high,
    modifier,
    shape,
    of_text,
    text,
    title,
    article_id,
    field,
    start_char,
    sentence_no,
    source_id
FROM counts_all
WHERE NOT is_copy
