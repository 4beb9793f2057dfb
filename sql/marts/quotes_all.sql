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
        a.title,
        a.source,
        a.source_id,
        a.copy_group,
        e.entity_id AS speaker_id,
        coalesce(e.name, q.speaker_text) AS speaker,
        trim(regexp_replace(lower(q.text), '[^\pL\pN]+', ' ', 'g')) AS plain,
        substr(
            CASE q.field WHEN 'title' THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char
        ) AS sentence
    FROM quotations AS q
    INNER JOIN articles AS a USING (article_id, revision)
    LEFT JOIN sentences AS s USING (article_id, revision, field, sentence_no)
    LEFT JOIN entities AS first ON first.entity_id = q.entity_id
    LEFT JOIN entities AS e ON e.entity_id = coalesce(first.merged_into, q.entity_id) AND e.status <> 'blocked'
    WHERE q.is_current OR q.is_copy
)

SELECT
    published_on AS day,
    speaker_id,
    speaker,
    text AS words,
    verb,
    said_on,
    sentence,
    title,
    row_number() OVER (
        PARTITION BY kind, plain, CASE WHEN length(plain) < 30 THEN coalesce(speaker_id, speaker) END
        ORDER BY is_copy, published_on NULLS LAST, article_id, field, start_char
    ) > 1 AS is_repeat,
    is_fragment,
    kind,
    on_behalf_of,
    speaker_text,
    source,
    article_id,
    revision,
    field,
    start_char,
    end_char,
    sentence_no,
    source_id,
    is_copy,
    copy_group
FROM said
