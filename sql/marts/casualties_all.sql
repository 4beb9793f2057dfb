-- Persons killed, injured, missing, arrested, rescued or displaced, as current articles and every copy of them count them,
-- one row per count. Key: article_id, field, start_char. The rows of `casualties` are those WHERE NOT is_copy; the columns
-- mean the same. copy_group: the article that heads the copies of one story.
SELECT
    f.published_on,
    f.role,
    f.value,
    f.value_low,
    f.value_high,
    f.modifier,
    f.shape,
    f.unit AS noun,
    regexp_matches(
        substr(if(f.field = 'title', a.title, a.body), greatest(1, f.start_char - 29), least(f.start_char, 30)),
        -- "including at least 3 children"; "three workers - two women and a man - died"
        '(?i)\b(including|among them|of them|of whom)(\s+(at least|about|some|nearly|another|the))?\s*$'
        || '|\b([0-9]+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|dozen)'
        || '(\s+[a-z-]+){1,3}\s+[-–—(]\s?$'
    ) AS is_part,
    f.entity_ids,
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
WHERE
    f.role IN ('killed', 'injured', 'missing', 'arrested', 'rescued', 'displaced')
    AND f.per_unit IS NULL
    AND (f.is_current OR f.is_copy)
