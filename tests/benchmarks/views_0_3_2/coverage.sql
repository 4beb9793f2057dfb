-- What each source brought on each day of publication: articles, words and facts of current articles.
-- Key: published_on, source. Null published_on: articles without a date.
WITH facts AS (
    SELECT article_id, revision, count(*) AS facts FROM (
        SELECT article_id, revision FROM temporal_mentions
        UNION ALL
        SELECT article_id, revision FROM numeric_facts
        UNION ALL
        SELECT article_id, revision FROM entity_mentions
    )
    GROUP BY article_id, revision
)

SELECT
    a.published_on,
    a.source,
    count(*) AS articles,
    sum(a.words)::BIGINT AS words,
    coalesce(sum(f.facts), 0)::BIGINT AS facts
FROM articles AS a
LEFT JOIN facts AS f USING (article_id, revision)
WHERE a.is_current
GROUP BY a.published_on, a.source
