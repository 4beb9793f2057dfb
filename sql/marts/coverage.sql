-- What each source brought on each day of publication: articles, words and facts of current articles.
-- Key: published_on, source. Null published_on: articles without a date.
SELECT
    published_on,
    source,
    count(*) AS articles,
    sum(words)::BIGINT AS words,
    sum(temporal_count + numeric_count + entity_count)::BIGINT AS facts
FROM articles
WHERE is_current
GROUP BY published_on, source
