-- severity: fail
-- Measures whose SI value is not their value: one unit must have one factor, whatever the article.
-- Temperatures are left out (their zero is not zero). Tolerance: a billionth; by half where a country or a crop has a
-- measure of its own: gallons, tons, bushels.
WITH factors AS (
    SELECT
        unit,
        si_unit,
        median(si_value / value) AS factor
    FROM numeric_facts
    WHERE kind IN ('dimension', 'duration', 'age') AND si_value IS NOT NULL AND value <> 0
    GROUP BY unit, si_unit
)

SELECT
    f.article_id,
    f.field,
    f.start_char,
    f.text,
    f.value,
    f.unit,
    f.si_value,
    f.si_unit
FROM numeric_facts AS f
LEFT JOIN factors AS s USING (unit, si_unit)
WHERE
    (f.si_value IS NULL) <> (f.si_unit IS NULL)
    OR (f.si_value IS NOT NULL AND f.value IS NULL)
    OR (
        f.kind IN ('dimension', 'duration', 'age')
        AND abs(f.si_value - f.value * s.factor) > abs(f.si_value) * CASE
            WHEN f.unit IN (
                'gallon', 'quart', 'pint', 'fluid ounce', 'mile per gallon', 'hundredweight', 'ton', 'bushel', 'horsepower'
            ) THEN 0.9
            ELSE 1e-9
        END
    )
