-- What each source published on each day, copies of other articles included, one row per source and day.
-- Key: published_on, source. articles: newest texts; copies: those of them that do not head their copy_group. Articles that
-- are copied from are in `articles` of their own source. Null published_on: articles without a day.
-- A row is of many articles, so there is no source_id: articles has it.
SELECT
    published_on,
    source,
    count(*) AS articles,
    count(*) FILTER (WHERE is_copy) AS copies
FROM articles
WHERE is_current OR is_copy
GROUP BY published_on, source
