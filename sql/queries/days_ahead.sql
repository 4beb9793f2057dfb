-- What lies ahead: days after publication that articles speak of, soonest first.
SELECT day, last_day, granularity, text, published_on, title
FROM timeline
WHERE day > published_on AND granularity IN ('part_of_day', 'day', 'weekend', 'week', 'month')
ORDER BY day, title, start_char
LIMIT 15
