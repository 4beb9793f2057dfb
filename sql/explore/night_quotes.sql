-- Whole quotations in the articles of one logical day's runs, the same words once.
WITH said AS (
    SELECT
        q.published_on AS day,
        coalesce(e.name, q.speaker_text) AS speaker,
        q.text AS words,
        q.title,
        e.entity_id AS speaker_id,
        q.article_id,
        q.field,
        q.start_char
    FROM of_the_night(quotations) AS q
    LEFT JOIN entities AS named ON named.entity_id = q.entity_id
    LEFT JOIN entities AS e ON e.entity_id = coalesce(named.merged_into, q.entity_id) AND e.status <> 'blocked'
    WHERE q.kind = 'direct' AND NOT q.is_fragment
)

SELECT day, speaker, words, title, speaker_id, article_id, field, start_char
FROM said
WHERE speaker IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY words_alone(words) ORDER BY day NULLS LAST, article_id, field, start_char
) = 1
ORDER BY day DESC NULLS LAST, article_id, field, start_char
