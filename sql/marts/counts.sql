-- Things that current articles count, and fractions of something, one row per mention.
-- Key: article_id, field, start_char. noun: singular head of what is counted. Null value: see value_low, value_high.
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
    a.source_id
FROM numeric_facts AS f
LEFT JOIN articles AS a USING (article_id, revision)
WHERE f.kind IN ('count', 'fraction') AND f.is_current
