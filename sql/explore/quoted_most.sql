-- Who is quoted most in these days: whole quotations, each counted once however many articles print it.
SELECT
    speaker,
    count(*) AS quotations,
    count(DISTINCT article_id) AS articles,
    max(day) AS last_on,
    speaker_id
FROM quotes
WHERE speaker_id IS NOT NULL AND NOT is_fragment AND NOT is_repeat AND day BETWEEN $from_day::DATE AND $to_day::DATE
GROUP BY ALL
ORDER BY quotations DESC, articles DESC, speaker, speaker_id
