-- Dates that current articles speak of, one row per mention with a place on the calendar: join or filter on day ranges.
-- Key: article_id, field, start_char. `day` is the first day of the interval, `last_day` its last.
-- entity_ids: entities named in the same sentence; unnest them to group by entity.
SELECT
    t.first_day AS day,
    t.last_day,
    t.granularity,
    t.timex_type,
    t.timex_value,
    t.modifier,
    t.entity_ids,
    t.text,
    t.published_on,
    a.title,
    t.article_id,
    t.field,
    t.start_char,
    t.end_char,
    t.sentence_no,
    a.source_id
FROM temporal_mentions AS t
LEFT JOIN articles AS a USING (article_id, revision)
WHERE t.first_day IS NOT NULL AND t.is_current
