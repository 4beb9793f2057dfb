-- The largest amounts of money in the articles of one logical day's runs.
SELECT m.published_on, m.text, m.value, m.currency, m.value_usd, m.title, m.article_id, m.field, m.start_char
FROM money AS m
INNER JOIN articles AS a ON a.article_id = m.article_id AND a.is_current
INNER JOIN runs AS r ON r.run_id = a.run_id
WHERE r.as_of = $night::DATE AND NOT m.is_restatement AND m.per_unit IS NULL AND m.value IS NOT NULL
ORDER BY m.value_usd DESC NULLS LAST, m.value DESC, m.article_id, m.field, m.start_char
