-- Records that became no article, by reason, with the newest of each.
SELECT
    reason::VARCHAR AS reason,
    count(*) AS records,
    arg_max(source_uri, run_id) AS newest_uri,
    arg_max(detail, run_id) AS newest_detail
FROM rejects
GROUP BY ALL
ORDER BY records DESC, reason
