-- Sentences of current articles and of every copy of them, one row per sentence, with its text: join it to any mart that has
-- a sentence_no for the words around a fact, USING (article_id, field, sentence_no). Key: article_id, field, sentence_no.
-- Null published_on: articles without a day. repeats: earlier current articles that have the very sentence.
SELECT
    s.published_on,
    a.source,
    a.source_id,
    substr(CASE s.field WHEN 'title' THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char)
        AS sentence,
    s.article_id,
    s.revision,
    s.field,
    s.sentence_no,
    s.start_char,
    s.end_char,
    s.repeats,
    a.is_copy
FROM sentences AS s
INNER JOIN articles AS a USING (article_id, revision)
WHERE a.is_current OR a.is_copy
