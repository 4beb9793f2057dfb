-- The largest amounts of money in these days, by their value in US dollars: restatements and rates are left out.
SELECT published_on, text, value, currency, value_usd, modifier, title, article_id, field, start_char
FROM money
WHERE
    published_on BETWEEN $from_day::DATE AND $to_day::DATE
    AND NOT is_restatement AND per_unit IS NULL AND value IS NOT NULL
    AND ($currency = '' OR currency = $currency)
ORDER BY value_usd DESC NULLS LAST, value DESC, article_id, field, start_char
