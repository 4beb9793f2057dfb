-- severity: fail
-- Copies that are counted as current, heads that are counted as copies, and articles whose revisions are of two groups.
SELECT
    'flags' AS problem,
    article_id,
    copy_group
FROM articles
WHERE (is_current AND copy_group <> article_id) OR (is_copy AND copy_group = article_id) OR (is_current AND is_copy)
UNION ALL
SELECT
    'two groups',
    article_id,
    min(copy_group)
FROM articles
GROUP BY article_id
HAVING count(DISTINCT copy_group) > 1
