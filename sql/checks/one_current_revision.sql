-- severity: fail
-- Articles with more than one current revision, or a revision that is there twice.
SELECT article_id, count(*) AS current_revisions
FROM articles
WHERE is_current
GROUP BY article_id
HAVING count(*) > 1
UNION ALL
SELECT article_id, count(*)
FROM articles
GROUP BY article_id, revision
HAVING count(*) > 1
