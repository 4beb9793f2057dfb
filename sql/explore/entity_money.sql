-- Amounts of money in sentences that name the entity, the largest in US dollars first.
SELECT m.published_on, m.text, m.value, m.currency, m.value_usd, m.title, m.article_id, m.field, m.start_char
FROM money AS m
WHERE
    list_contains(m.entity_ids, $entity_id) AND NOT m.is_restatement
    AND m.published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY m.value_usd DESC NULLS LAST, m.value DESC NULLS LAST, m.article_id, m.field, m.start_char
