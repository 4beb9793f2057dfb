-- Amounts of money in one currency by the month of publication, restatements and rates left out. It takes parameters:
-- $currency VARCHAR = USD: ISO 4217 code
SELECT
    date_trunc('month', published_on)::DATE AS month,
    count(*) AS amounts,
    median(value) AS median,
    max(value) AS largest
FROM money
WHERE currency = $currency AND value IS NOT NULL AND NOT is_restatement AND per_unit IS NULL
GROUP BY month
ORDER BY month
