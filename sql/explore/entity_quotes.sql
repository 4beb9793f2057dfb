-- What the entity says, the newest first.
SELECT day, words, verb, title, article_id, field, start_char
FROM quotes
WHERE speaker_id = $entity_id AND NOT is_fragment AND NOT is_repeat
ORDER BY day DESC NULLS LAST, article_id, field, start_char
