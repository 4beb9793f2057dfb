-- What was said about whom: one row per quotation or reported clause and entity that its own words name.
-- Key: article_id, field, start_char, end_char, about_id. Filter on speaker or speaker_id and on about or about_id. A
-- speaker who names himself is left out, and so is what nobody says.
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
    q.sentence,
    q.title,
    q.article_id,
    q.field,
    q.start_char,
    q.end_char,
    q.source_id
FROM quotes_all AS q
INNER JOIN named_entities AS n
    ON n.article_id = q.article_id AND n.revision = q.revision AND n.field = q.field
    AND n.start_char >= q.start_char AND n.end_char <= q.end_char
WHERE q.speaker IS NOT NULL AND n.entity_id IS DISTINCT FROM q.speaker_id
