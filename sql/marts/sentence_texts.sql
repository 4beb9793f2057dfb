-- Sentences of current articles and of every copy of them, one row per sentence, with its text: the words around a fact of
-- any mart that has a sentence_no. Key: article_id, field, sentence_no. For some facts ask for it in a subquery where a column
-- stands: (SELECT s.sentence FROM sentence_texts AS s WHERE s.article_id = m.article_id AND s.field = m.field AND
-- s.sentence_no = m.sentence_no). A join cuts out every sentence of the days asked for before it looks for those it joins.
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
