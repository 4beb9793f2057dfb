-- Sums of money by month of publication and currency, in the currency and in US dollars: restatements and rates are left out.
SELECT
    date_trunc('month', published_on)::DATE AS month,
    currency,
    count(*) AS amounts,
    sum(value) AS total,
    sum(value_usd) AS total_usd,
    min(published_on) AS first_on,
    max(published_on) AS last_on
FROM money
WHERE
    published_on BETWEEN $from_day::DATE AND $to_day::DATE
    AND NOT is_restatement AND per_unit IS NULL AND currency IS NOT NULL
GROUP BY ALL
ORDER BY month DESC NULLS LAST, total_usd DESC NULLS LAST, currency
