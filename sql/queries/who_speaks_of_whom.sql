-- What X said about Y: pairs of a speaker and somebody or something named in the words, most frequent first. For one pair:
-- SELECT day, words FROM quotes_about WHERE speaker = 'X' AND about = 'Y'.
SELECT
    speaker,
    about,
    count(*) AS quotations,
    max(day) AS last_on,
    arg_max(words, (day, article_id, start_char)) AS last_words
FROM quotes_about
WHERE speaker_id IS NOT NULL AND NOT is_fragment AND NOT is_repeat
GROUP BY speaker_id, speaker, about_id, about
ORDER BY quotations DESC, last_on DESC NULLS LAST, speaker, about
LIMIT 15
