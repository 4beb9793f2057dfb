-- The largest amounts of money in the articles of one logical day's runs; restatements, rates and what stood before are left out.
WITH brought AS (
    SELECT a.article_id, a.revision, a.published_on, a.title
    FROM articles AS a
    INNER JOIN runs AS r USING (run_id)
    WHERE r.as_of = $night::DATE AND a.is_current
),

-- Those without a day apart: only days that are equal keep DuckDB from reading the others.
told AS (
    SELECT f.*, b.title
    FROM numeric_facts AS f
    INNER JOIN brought AS b USING (article_id, revision, published_on)
    UNION ALL
    SELECT f.*, b.title
    FROM numeric_facts AS f
    INNER JOIN brought AS b
        ON b.article_id = f.article_id AND b.revision = f.revision AND b.published_on IS NULL
)

SELECT published_on, text, value, unit AS currency, value_usd, title, article_id, field, start_char
FROM told
WHERE kind = 'money' AND NOT is_repeat AND same_as_start_char IS NULL AND per_unit IS NULL AND value IS NOT NULL
ORDER BY value_usd DESC NULLS LAST, value DESC, article_id, field, start_char
