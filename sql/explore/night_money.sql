-- The largest amounts of money in the articles of one logical day's runs; restatements, rates and what stood before are left out.
WITH brought AS (
    SELECT a.article_id, a.revision, a.published_on, a.title
    FROM articles AS a
    INNER JOIN runs AS r USING (run_id)
    WHERE r.as_of = $night::DATE AND a.is_current
)

SELECT
    b.published_on,
    f.text,
    f.value,
    f.unit AS currency,
    f.value_usd,
    b.title,
    b.article_id,
    f.field,
    f.start_char
FROM numeric_facts AS f
INNER JOIN brought AS b
    ON
        b.article_id = f.article_id AND b.revision = f.revision
        AND b.published_on IS NOT DISTINCT FROM f.published_on
WHERE
    f.kind = 'money' AND NOT f.is_repeat
    AND f.same_as_start_char IS NULL AND f.per_unit IS NULL AND f.value IS NOT NULL
ORDER BY f.value_usd DESC NULLS LAST, f.value DESC, b.article_id, f.field, f.start_char
