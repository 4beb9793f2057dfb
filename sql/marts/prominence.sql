-- How central each entity is to each current article, one row per article and entity.
-- Key: article_id, entity_id. `prominence` is 0 to 1: four tenths for the share of mentions (against the entity that the
-- article names most), three tenths for a name in the title, three tenths for how early the first name stands (1 in the
-- title or at the first character of the body, 0 at its last). Null published_on: articles without a day.
WITH named AS (
    SELECT
        published_on,
        article_id,
        revision,
        title,
        entity_id,
        name,
        type,
        country_code,
        count(*) AS mentions,
        count(*) FILTER (WHERE field = 'title') AS mentions_in_title,
        min(CASE WHEN field = 'title' THEN 0 ELSE start_char END) AS first_char
    FROM named_entities
    GROUP BY ALL
),

placed AS (
    SELECT
        n.*,
        n.mentions / sum(n.mentions) OVER article AS share_of_mentions,
        n.mentions / max(n.mentions) OVER article AS share_of_most,
        a.source_id,
        greatest(0, 1 - n.first_char / greatest(1, length(a.body))) AS earliness
    FROM named AS n
    INNER JOIN articles AS a USING (article_id, revision)
    -- An article has one day; where it stands here too, a question about some days reads those days alone.
    WINDOW article AS (PARTITION BY n.article_id, n.published_on)
)

SELECT
    published_on,
    article_id,
    title,
    entity_id,
    name,
    type,
    country_code,
    mentions,
    round(share_of_mentions, 4) AS share_of_mentions,
    mentions_in_title > 0 AS in_title,
    first_char,
    round(0.4 * share_of_most + 0.3 * (mentions_in_title > 0)::INTEGER + 0.3 * earliness, 4) AS prominence,
    source_id
FROM placed
