-- Who and what the articles of one logical day's runs name most.
SELECT n.name, n.type, count(DISTINCT n.article_id) AS articles, count(*) AS mentions, n.entity_id
FROM named_entities AS n
INNER JOIN articles AS a USING (article_id, revision)
INNER JOIN runs AS r ON r.run_id = a.run_id
WHERE r.as_of = $night::DATE
GROUP BY ALL
ORDER BY articles DESC, mentions DESC, n.name, n.entity_id
