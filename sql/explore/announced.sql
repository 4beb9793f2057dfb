-- Days after publication that articles speak of, from a day on: what is announced, soonest first.
SELECT day, last_day, granularity, text, published_on, title, article_id, field, start_char
FROM timeline
WHERE
    day > published_on AND day BETWEEN $from_day::DATE AND $to_day::DATE
    AND granularity IN ('part_of_day', 'day', 'weekend', 'week', 'month')
ORDER BY day, last_day, title, article_id, field, start_char
