-- Who is quoted most in these days: whole quotations, the words of each speaker counted once however many articles print them.
WITH said AS (
    SELECT
        coalesce(e.merged_into, q.entity_id) AS speaker_id,
        count(DISTINCT words_alone(q.text)) AS quotations,
        count(DISTINCT q.article_id) AS articles,
        max(q.published_on) AS last_on
    FROM quotations AS q
    INNER JOIN entities AS e USING (entity_id)
    WHERE
        q.is_current AND q.kind = 'direct' AND NOT q.is_fragment
        AND q.published_on BETWEEN $from_day::DATE AND $to_day::DATE
    GROUP BY ALL
)

SELECT e.name AS speaker, s.quotations, s.articles, s.last_on, s.speaker_id
FROM said AS s
INNER JOIN entities AS e ON e.entity_id = s.speaker_id
WHERE e.status <> 'blocked'
ORDER BY s.quotations DESC, s.articles DESC, speaker, s.speaker_id
