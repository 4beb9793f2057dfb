-- Persons killed, injured, missing, arrested, rescued or displaced, as current articles count them, one row per count.
-- Key: article_id, field, start_char. Null value: a range or a vague count (see value_low, value_high).
-- Rates ("600,000 people a year") are left out. Before adding up: articles of one event repeat each other's counts, and
-- is_part marks what another count includes.
-- Copies of articles are in casualties_all.
SELECT
    published_on,
    role,
    value,
    value_low,
    value_high,
    modifier,
    shape,
    noun,
    is_part,
    entity_ids,
    text,
    title,
    article_id,
    field,
    start_char,
    sentence_no,
    source_id
FROM casualties_all
WHERE NOT is_copy
