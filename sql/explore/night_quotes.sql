-- Whole quotations in the articles of one logical day's runs, each once.
SELECT q.day, q.speaker, q.words, q.title, q.speaker_id, q.article_id, q.field, q.start_char
FROM quotes AS q
INNER JOIN articles AS a USING (article_id, revision)
INNER JOIN runs AS r ON r.run_id = a.run_id
WHERE r.as_of = $night::DATE AND NOT q.is_fragment AND NOT q.is_repeat AND q.speaker IS NOT NULL
ORDER BY q.day DESC NULLS LAST, q.article_id, q.field, q.start_char
