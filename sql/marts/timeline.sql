-- Dates that current articles speak of, one row per mention with a place on the calendar: join or filter on day ranges.
-- Copies of articles and sentences that stood in earlier articles are left out: they are in timeline_all.
-- Key: article_id, field, start_char. `day` is the first day of the interval, `last_day` its last.
-- entity_ids: entities named in the same sentence; unnest them to group by entity.
SELECT
    day,
    last_day,
    granularity,
    timex_type,
    timex_value,
    modifier,
    entity_ids,
    text,
    published_on,
    title,
    article_id,
    field,
    start_char,
    end_char,
    sentence_no,
    source_id,
    is_repeat
FROM timeline_all
WHERE NOT is_copy AND NOT is_repeat
