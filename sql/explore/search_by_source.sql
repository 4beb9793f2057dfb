-- How many current articles of each source hold all of the words.
WITH hits AS (
    SELECT article_id, revision, source, published_on, title, body
    FROM articles
    WHERE
        is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
        AND ($source = '' OR source = $source)
        AND list_bool_and([
            contains(lower(coalesce(title, '') || chr(10) || body), word)
            FOR word IN string_split(lower($words), ' ') IF word <> ''
        ])
        AND (
            $entity_id = ''
            OR article_id IN (SELECT n.article_id FROM named_entities AS n WHERE n.entity_id = $entity_id)
        )
        AND (
            $kind = ''
            OR article_id IN (SELECT f.article_id FROM numeric_facts AS f WHERE f.kind::VARCHAR = $kind)
        )
)

SELECT source, count(*) AS articles
FROM hits
GROUP BY source
ORDER BY articles DESC, source
