-- severity: fail
-- Ledger entries without the article or reject they speak of, articles without a ledger entry, and bytes loaded twice.
SELECT 'no article' AS problem, l.record_sha256 AS key
FROM ledger AS l
ANTI JOIN articles AS a USING (article_id, revision)
WHERE l.outcome NOT IN ('reject', 'forgotten')
UNION ALL
SELECT 'no reject', l.record_sha256
FROM ledger AS l
ANTI JOIN rejects AS r USING (record_sha256)
WHERE l.outcome = 'reject'
UNION ALL
SELECT 'no ledger entry', a.article_id
FROM articles AS a
ANTI JOIN ledger AS l USING (article_id, revision)
UNION ALL
SELECT 'loaded twice', record_sha256
FROM ledger
GROUP BY record_sha256
HAVING count(*) > 1
