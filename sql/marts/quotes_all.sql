-- What current articles and every copy of them quote or report, one row per quotation, with who said it and the sentence it
-- opens in.
-- Key: article_id, field, start_char, end_char. kind: direct (words between marks) or indirect (a reported clause, which
-- may hold words between marks that are rows of their own). speaker: the entity's name, else the words next to the quotation;
-- null where the text does not tell. is_repeat: the same words stand in an earlier row, and
-- not in a copy of an article alone; of few words, by the same speaker. copy_group: the article that heads the copies.
WITH said AS (
    SELECT
        -- Rows of versions before 0.4 are words between marks.
        q.* REPLACE (coalesce(q.kind, 'direct') AS kind, coalesce(q.is_fragment, false) AS is_fragment),
        e.entity_id AS speaker_id,
        coalesce(e.name, q.speaker_text) AS speaker,
        -- What is neither letter nor figure becomes one space. '[^\pL\pN]+' does the same, and changes each space for a space.
        trim(regexp_replace(lower(q.text), ' *[^\pL\pN ][^\pL\pN]*|  +', ' ', 'g')) AS plain
    FROM quotations AS q
    LEFT JOIN entities AS first ON first.entity_id = q.entity_id
    LEFT JOIN entities AS e ON e.entity_id = coalesce(first.merged_into, q.entity_id) AND e.status <> 'blocked'
    WHERE q.is_current OR q.is_copy
),

compared AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY kind, plain, CASE WHEN length(plain) < 30 THEN coalesce(speaker_id, speaker) END
            ORDER BY is_copy, published_on NULLS LAST, article_id, field, start_char
        ) > 1 AS is_repeat
    FROM said
)

-- The sentence is cut out of the article last, for the rows that are asked for.
SELECT
    c.published_on AS day,
    c.speaker_id,
    c.speaker,
    c.text AS words,
    c.verb,
    c.said_on,
    substr(CASE c.field WHEN 'title' THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char)
        AS sentence,
    a.title,
    c.is_repeat,
    c.is_fragment,
    c.kind,
    c.on_behalf_of,
    c.speaker_text,
    a.source,
    c.article_id,
    c.revision,
    c.field,
    c.start_char,
    c.end_char,
    c.sentence_no,
    a.source_id,
    c.is_copy,
    a.copy_group
FROM compared AS c
INNER JOIN articles AS a USING (article_id, revision)
LEFT JOIN sentences AS s USING (article_id, revision, field, sentence_no)
