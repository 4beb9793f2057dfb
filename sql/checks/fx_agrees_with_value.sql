-- severity: fail
-- Converted amounts that the stored rate of their day does not give, and statuses that do not fit their columns.
-- Dollars in dollars and euros in euros are the amount itself, whatever the status says of the other.
-- Tolerance: a billionth.
WITH rates AS (
    SELECT
        r.currency,
        r.rate_on,
        r.units_per_eur,
        d.units_per_eur AS usd_per_eur
    FROM fx_rates AS r
    LEFT JOIN fx_rates AS d ON r.rate_on = d.rate_on AND d.currency = 'USD'
    UNION ALL
    SELECT
        'EUR' AS currency,
        rate_on,
        1.0 AS units_per_eur,
        units_per_eur AS usd_per_eur
    FROM fx_rates
    WHERE currency = 'USD'
)

SELECT
    f.article_id,
    f.field,
    f.start_char,
    f.text,
    f.value,
    f.unit,
    f.value_usd,
    f.value_eur,
    f.fx_date,
    f.fx_status
FROM numeric_facts AS f
LEFT JOIN rates AS r ON f.unit = r.currency AND f.fx_date = r.rate_on
LEFT JOIN rates AS e ON e.currency = 'EUR' AND f.fx_date = e.rate_on
WHERE
    f.fx_status IS NOT NULL
    AND (
        f.kind <> 'money'
        OR (f.fx_status = 'ok' AND (f.value_eur IS NULL OR r.units_per_eur IS NULL))
        OR (f.fx_status = 'fixed' AND f.value_eur IS NULL)
        OR (f.fx_status NOT IN ('ok', 'fixed') AND f.value_eur IS NOT NULL AND f.unit <> 'EUR')
        OR (f.fx_status NOT IN ('ok', 'fixed') AND f.value_usd IS NOT NULL AND f.unit <> 'USD')
        OR (f.fx_status <> 'ambiguous' AND f.unit = 'EUR' AND f.value_eur <> f.value)
        OR (f.fx_status <> 'ambiguous' AND f.unit = 'USD' AND f.value_usd <> f.value)
        OR f.fx_date > f.published_on
        OR (
            f.fx_status = 'fixed'
            AND abs(f.value_usd - f.value_eur * e.usd_per_eur) > 1e-9 * abs(f.value_eur * e.usd_per_eur)
        )
        OR (
            f.fx_status = 'ok'
            AND (
                abs(f.value_eur * r.units_per_eur - f.value) > 1e-9 * abs(f.value)
                OR abs(f.value_usd * r.units_per_eur - f.value * r.usd_per_eur)
                > 1e-9 * abs(f.value * r.usd_per_eur)
            )
        )
    )
