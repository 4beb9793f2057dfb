-- Sentences of current articles in which something was found, one row per sentence, with its text and what it holds.
-- Key: article_id, field, sentence_no. dates, numbers, names, quotations: its rows in the tables of facts. entity_ids: who and
-- what it names, null where nothing. Null published_on: articles without a day.
WITH facts AS (
    SELECT article_id, revision, field, sentence_no, 1 AS dates, 0 AS numbers, 0 AS names, 0 AS quotations
    FROM temporal_mentions
    WHERE is_current
    UNION ALL
    SELECT article_id, revision, field, sentence_no, 0, 1, 0, 0 FROM numeric_facts WHERE is_current
    UNION ALL
    SELECT article_id, revision, field, sentence_no, 0, 0, 1, 0 FROM entity_mentions WHERE is_current
    UNION ALL
    SELECT article_id, revision, field, sentence_no, 0, 0, 0, 1 FROM quotations WHERE is_current
),

counted AS (
    SELECT
        article_id,
        revision,
        field,
        sentence_no,
        sum(dates)::BIGINT AS dates,
        sum(numbers)::BIGINT AS numbers,
        sum(names)::BIGINT AS names,
        sum(quotations)::BIGINT AS quotations
    FROM facts
    GROUP BY article_id, revision, field, sentence_no
)

SELECT
    a.published_on,
    a.source,
    a.title,
    substr(
        CASE c.field WHEN 'title' THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char
    ) AS sentence,
    c.dates,
    c.numbers,
    c.names,
    c.quotations,
    e.entity_ids,
    c.article_id,
    c.revision,
    c.field,
    c.sentence_no,
    a.source_id
FROM counted AS c
INNER JOIN articles AS a USING (article_id, revision)
INNER JOIN sentences AS s USING (article_id, revision, field, sentence_no)
LEFT JOIN entities_by_sentence AS e USING (article_id, revision, field, sentence_no)
