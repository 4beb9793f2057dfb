-- Dates that current articles and every copy of them speak of, repeated passages too, one row per mention with a place on
-- the calendar. Key: article_id, field, start_char. The rows of `timeline` are those WHERE NOT is_copy AND NOT is_repeat;
-- copy_group: the article that heads the copies of one story.
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
    a.source_id,
    t.is_repeat,
    t.is_copy,
    a.copy_group
FROM temporal_mentions AS t
LEFT JOIN articles AS a USING (article_id, revision)
WHERE t.first_day IS NOT NULL AND (t.is_current OR t.is_copy)
