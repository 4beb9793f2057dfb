-- severity: fail
-- Mentions and speakers whose offsets do not cut their words out of the article.
-- To cut by code points means to count them from the start, for each mention. So every text is brought once to one byte a
-- code point, in which bytes are cut; only words with letters beyond ASCII are then cut out of the text itself as well.
-- A text is copied for each of its mentions there, which takes a long one full of figures its length squared: texts of
-- more than 20,000 bytes are cut once into blocks of 200 code points, and so are their mentions, at the same places.
WITH mentions AS (
    SELECT article_id, revision, field, start_char, end_char, text FROM temporal_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM numeric_facts
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM entity_mentions
    UNION ALL
    SELECT article_id, revision, field, start_char, end_char, text FROM quotations
    UNION ALL
    SELECT article_id, revision, field, speaker_start_char, speaker_start_char + length(speaker_text), speaker_text
    FROM quotations
    WHERE speaker_start_char IS NOT NULL AND speaker_text IS NOT NULL
),

texts AS (
    SELECT article_id, revision, 'title' AS field, title AS words FROM articles
    UNION ALL
    SELECT article_id, revision, 'body' AS field, body AS words FROM articles
),

short_texts AS MATERIALIZED (
    SELECT
        article_id,
        revision,
        field,
        words,
        encode(regexp_replace(words, '[^\x00-\x7F]', chr(26), 'g')) AS plain
    FROM texts
    WHERE words IS NULL OR strlen(words) <= 20000
),

long_texts AS MATERIALIZED (
    SELECT
        article_id,
        revision,
        field,
        regexp_extract_all(words, '(?s).{1,200}') AS blocks
    FROM texts
    WHERE strlen(words) > 20000
),

blocks AS (
    SELECT
        article_id,
        revision,
        field,
        unnest(blocks) AS words,
        generate_subscripts(blocks, 1) - 1 AS block_no
    FROM long_texts
),

parts AS (
    SELECT
        m.*,
        unnest(range((m.start_char // 200)::BIGINT, (m.end_char - 1) // 200 + 1)) AS block_no
    FROM mentions AS m
    SEMI JOIN long_texts AS t USING (article_id, revision, field)
)

SELECT m.*
FROM mentions AS m
INNER JOIN short_texts AS t USING (article_id, revision, field)
WHERE
    t.plain[m.start_char + 1:m.end_char] IS DISTINCT FROM encode(
        CASE WHEN strlen(m.text) = length(m.text) THEN m.text ELSE regexp_replace(m.text, '[^\x00-\x7F]', chr(26), 'g') END
    )
UNION ALL
SELECT m.*
FROM mentions AS m
INNER JOIN short_texts AS t USING (article_id, revision, field)
WHERE
    strlen(m.text) > length(m.text)
    AND substr(t.words, m.start_char + 1, m.end_char - m.start_char) IS DISTINCT FROM m.text
UNION ALL
SELECT p.* EXCLUDE (block_no)
FROM parts AS p
LEFT JOIN blocks AS b USING (article_id, revision, field, block_no)
WHERE
    length(p.text) <> p.end_char - p.start_char
    OR substr(
        b.words,
        greatest(p.start_char - 200 * p.block_no, 0) + 1,
        least(p.end_char - 200 * p.block_no, 200) - greatest(p.start_char - 200 * p.block_no, 0)
    ) IS DISTINCT FROM substr(
        p.text,
        greatest(200 * p.block_no - p.start_char, 0) + 1,
        least(p.end_char - 200 * p.block_no, 200) - greatest(p.start_char - 200 * p.block_no, 0)
    )
