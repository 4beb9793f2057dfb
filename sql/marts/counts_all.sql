-- Things that current articles and every copy of them count, and fractions of something, one row per mention.
-- Key: article_id, field, start_char. The rows of `counts` are those WHERE NOT is_copy; the columns mean the same.
-- copy_group: the article that heads the copies of one story.
SELECT
    f.published_on,
    f.kind,
    f.unit AS noun,
    f.unit_surface AS noun_words,
    f.value,
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    f.of_text,
    f.text,
    a.title,
    f.article_id,
    f.field,
    f.start_char,
    f.sentence_no,
    a.source_id,
    f.is_repeat,
    f.is_copy,
    a.copy_group
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
WHERE f.kind IN ('count', 'fraction') AND (f.is_current OR f.is_copy)
