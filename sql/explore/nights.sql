-- The runs, the newest first.
SELECT
    as_of,
    finished_at,
    records_in,
    articles,
    revisions,
    duplicates,
    rejects,
    failed_checks,
    facts,
    round(facts / nullif(articles + revisions, 0), 1) AS facts_per_article,
    run_id
FROM runs
ORDER BY finished_at DESC, run_id
