-- Words between marks in current articles, one row per quotation, with who said them and the sentence they open in.
-- Key: article_id, field, start_char. Rankings leave out fragments (words set apart, terms, titles of works):
-- WHERE NOT is_fragment. Reported clauses, copies and words that stand in an earlier row are in quotes_all. speaker is null
-- where the text does not tell.
SELECT
    day,
    speaker_id,
    speaker,
    words,
    verb,
    said_on,
    sentence,
    title,
    is_repeat,
    is_fragment,
    on_behalf_of,
    speaker_text,
    source,
    article_id,
    revision,
    field,
    start_char,
    end_char,
    sentence_no,
    source_id
FROM quotes_all
WHERE kind = 'direct' AND NOT is_copy AND NOT is_repeat
