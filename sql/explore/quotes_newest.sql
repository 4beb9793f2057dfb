-- The newest quotations, whole ones and each once, of anybody or of one speaker's name.
SELECT day, speaker, words, verb, title, speaker_id, article_id, field, start_char
FROM quotes
WHERE
    NOT is_fragment AND NOT is_repeat AND speaker IS NOT NULL AND day BETWEEN $from_day::DATE AND $to_day::DATE
    AND ($speaker = '' OR contains(lower(speaker), lower($speaker)))
ORDER BY day DESC NULLS LAST, article_id, field, start_char
