-- severity: warn
-- Current revisions of which the source declares a newer one. Lakes written before 0.4.0 may have some: there the
-- revision loaded last was current. The order is that of docs/decisions/0005-ledger-revisions-duplicates.md.
WITH moments AS (
    SELECT
        article_id,
        revision,
        is_current,
        published_on,
        coalesce(modified_at, published_at, cast(published_on AS TIMESTAMPTZ)) AS moment
    FROM articles
)

SELECT
    c.article_id,
    c.revision,
    c.moment,
    n.revision AS newer_revision,
    n.moment AS newer_moment
FROM moments AS c
INNER JOIN moments AS n ON c.article_id = n.article_id
WHERE
    c.is_current
    AND (n.moment > c.moment OR (n.moment IS NOT NULL AND c.moment IS NULL))
