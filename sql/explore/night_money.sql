-- The largest amounts of money in the articles of one logical day's runs; restatements, rates and what stood before are left out.
SELECT published_on, text, value, unit AS currency, value_usd, title, article_id, field, start_char
FROM of_the_night(numeric_facts)
WHERE kind = 'money' AND NOT is_repeat AND same_as_start_char IS NULL AND per_unit IS NULL AND value IS NOT NULL
ORDER BY value_usd DESC NULLS LAST, value DESC, article_id, field, start_char
