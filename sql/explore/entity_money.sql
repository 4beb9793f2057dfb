-- Amounts of money in sentences that name the entity, the largest in US dollars first; restatements and what stood before are
-- left out.
WITH amounts AS (
    SELECT article_id, revision, published_on, text, value, unit AS currency, value_usd, field, start_char
    FROM numeric_facts
    WHERE
        kind = 'money' AND is_current AND NOT is_repeat AND same_as_start_char IS NULL
        AND list_contains(entity_ids, $entity_id)
        AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
)

SELECT m.published_on, m.text, m.value, m.currency, m.value_usd, a.title, m.article_id, m.field, m.start_char
FROM amounts AS m
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY m.value_usd DESC NULLS LAST, m.value DESC NULLS LAST, m.article_id, m.field, m.start_char
