-- What each source brought on each day of publication: articles, words and facts of current articles, and how many are not in English.
-- Key: published_on, source. Null published_on: articles without a date.
-- A row is of many articles, so there is no source_id: articles has it.
SELECT
    published_on,
    source,
    count(*) AS articles,
    sum(words)::BIGINT AS words,
    sum(temporal_count + numeric_count + entity_count)::BIGINT AS facts,
    count(*) FILTER (WHERE language <> 'en') AS other_language
FROM articles
WHERE is_current
GROUP BY published_on, source
