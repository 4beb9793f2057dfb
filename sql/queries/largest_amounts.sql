-- The ten largest amounts of money, as stated, in each currency's own units ranked by value in US dollars where known.
SELECT published_on, currency, modifier, value, text, title
FROM money
WHERE value IS NOT NULL AND same_as_start_char IS NULL
ORDER BY value_usd DESC NULLS LAST, value DESC, title, start_char
LIMIT 10
