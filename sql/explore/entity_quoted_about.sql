-- What others say about the entity, the newest first.
SELECT day, speaker, words, title, speaker_id, article_id, field, start_char
FROM quotes_about
WHERE about_id = $entity_id AND NOT is_fragment AND NOT is_repeat
ORDER BY day DESC NULLS LAST, article_id, field, start_char
