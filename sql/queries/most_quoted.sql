-- The persons and bodies quoted most: whole quotations, each counted once however many articles print it.
SELECT
    speaker,
    count(*) AS quotations,
    count(DISTINCT article_id) AS articles,
    max(day) AS last_on,
    arg_max(words, (day, article_id, start_char)) AS last_words
FROM quotes
WHERE speaker_id IS NOT NULL AND NOT is_fragment AND NOT is_repeat
GROUP BY speaker_id, speaker
ORDER BY quotations DESC, articles DESC, speaker
LIMIT 15
