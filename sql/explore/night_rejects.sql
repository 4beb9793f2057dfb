-- Records that the runs of one logical day had to leave, with why.
SELECT j.reason::VARCHAR AS reason, j.source_uri, j.source_locator, j.detail
FROM rejects AS j
INNER JOIN runs AS r USING (run_id)
WHERE r.as_of = $night::DATE
ORDER BY reason, j.source_uri, j.source_locator
