-- Discovered entities of one type whose names are nearly the same, the likeliest first: proposals for
-- `dateline entities merge`, never applied by themselves. Candidates share a surname or first word, so the work stays small.
WITH named AS (
    SELECT
        e.entity_id,
        e.type,
        e.name,
        lower(strip_accents(e.name)) AS folded,
        string_split(lower(strip_accents(e.name)), ' ') AS words,
        count(DISTINCT m.article_id) AS articles
    FROM entities AS e
    INNER JOIN entity_mentions AS m USING (entity_id)
    WHERE e.status = 'active' AND length(e.name) > 4
    GROUP BY e.entity_id, e.type, e.name
),

blocked AS (
    SELECT *, CASE WHEN type = 'PER' THEN words[-1] ELSE words[1] END AS block FROM named
)

SELECT
    x.entity_id AS entity_id,
    x.name AS name,
    y.entity_id AS into_entity_id,
    y.name AS into_name,
    round(jaro_winkler_similarity(x.folded, y.folded), 3) AS likeness,
    x.articles AS articles,
    y.articles AS into_articles
FROM blocked AS x
INNER JOIN blocked AS y
    ON x.type = y.type
    AND x.block = y.block
    AND (x.articles, x.entity_id) < (y.articles, y.entity_id)
WHERE
    jaro_winkler_similarity(x.folded, y.folded) >= 0.9
    AND (x.entity_id NOT LIKE 'person:%' OR y.entity_id NOT LIKE 'person:%')
    AND (x.entity_id NOT LIKE 'city:%' OR y.entity_id NOT LIKE 'city:%')
ORDER BY likeness DESC, name, into_name, entity_id, into_entity_id
LIMIT 100
