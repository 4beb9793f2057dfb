-- What was said about whom: one row per quotation or reported clause and entity that its own words name.
-- Key: article_id, field, start_char, end_char, about_id. Filter on speaker or speaker_id and on about or about_id. A
-- speaker who names himself is left out, and so is what nobody says.
WITH told AS (
    SELECT DISTINCT
        q.day,
        q.speaker_id,
        q.speaker,
        n.entity_id AS about_id,
        n.name AS about,
        q.words,
        q.kind,
        q.verb,
        q.said_on,
        q.is_repeat,
        q.is_fragment,
        q.article_id,
        q.revision,
        q.field,
        q.sentence_no,
        q.start_char,
        q.end_char
    FROM quotes_all AS q
    INNER JOIN named_entities AS n
        ON n.article_id = q.article_id AND n.revision = q.revision AND n.field = q.field
        AND n.start_char >= q.start_char AND n.end_char <= q.end_char
    WHERE q.speaker IS NOT NULL AND n.entity_id IS DISTINCT FROM q.speaker_id
)

-- The sentence is cut out of the article last, for the rows that are asked for.
SELECT
    t.day,
    t.speaker_id,
    t.speaker,
    t.about_id,
    t.about,
    t.words,
    t.kind,
    t.verb,
    t.said_on,
    t.is_repeat,
    t.is_fragment,
    substr(CASE t.field WHEN 'title' THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char)
        AS sentence,
    a.title,
    t.article_id,
    t.field,
    t.start_char,
    t.end_char,
    a.source_id
FROM told AS t
INNER JOIN articles AS a USING (article_id, revision)
LEFT JOIN sentences AS s USING (article_id, revision, field, sentence_no)
