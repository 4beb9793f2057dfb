-- The runs of one logical day.
SELECT
    as_of,
    finished_at,
    records_in,
    known,
    articles,
    revisions,
    duplicates,
    rejects,
    failed_checks,
    facts,
    sources,
    run_id
FROM runs
WHERE as_of = $night::DATE
ORDER BY finished_at, run_id
