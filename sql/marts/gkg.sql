-- Current articles in the columns of GDELT's Global Knowledge Graph 2.1, by the names of its table on BigQuery, one row per
-- article, for those who come from there. Key: gkgrecordid (the article_id). Null: columns that no fact can fill (themes, tone,
-- GCAM, images and embeds) and lists with nothing in them. Lists hold what title and body name, those with offsets only what
-- the body does; offsets are code points of the body. Countries are in ISO 3166, not FIPS 10-4. `;`, `#`, `,` and `|` inside
-- names and words are blanks.
WITH named AS (
    SELECT
        m.article_id,
        m.revision,
        m.field,
        m.start_char,
        m.is_first,
        e.type,
        e.entity_id LIKE 'country:%' AS is_country,
        translate(e.name, ';#,|', '    ') AS name,
        coalesce(e.country_code, '') AS country_code,
        coalesce(e.latitude::VARCHAR, '') || '#' || coalesce(e.longitude::VARCHAR, '') AS place,
        e.latitude IS NOT NULL AS is_city
    FROM entity_mentions AS m
    INNER JOIN entities AS e USING (entity_id)
    WHERE m.is_current
),

located AS (
    SELECT
        *,
        CASE WHEN is_country THEN '1' WHEN is_city THEN '4' ELSE '5' END || '#' || name || '#' || country_code || '#' AS head
    FROM named
),

names AS (
    SELECT
        article_id,
        revision,
        string_agg(name, ';' ORDER BY field DESC, start_char) FILTER (WHERE is_first AND type = 'PER') AS persons,
        string_agg(name || ',' || start_char, ';' ORDER BY start_char) FILTER (WHERE field = 'body' AND type = 'PER') AS v2persons,
        string_agg(name, ';' ORDER BY field DESC, start_char) FILTER (WHERE is_first AND type = 'ORG') AS organizations,
        string_agg(name || ',' || start_char, ';' ORDER BY start_char)
        FILTER (WHERE field = 'body' AND type = 'ORG') AS v2organizations,
        string_agg(head || '#' || place || '#', ';' ORDER BY field DESC, start_char)
        FILTER (WHERE is_first AND type = 'LOC') AS locations,
        string_agg(head || '##' || place || '##' || start_char, ';' ORDER BY start_char)
        FILTER (WHERE field = 'body' AND type = 'LOC') AS v2locations,
        string_agg(name || ',' || start_char, ';' ORDER BY start_char) FILTER (WHERE field = 'body') AS allnames
    FROM located
    GROUP BY article_id, revision
),

figures AS (
    SELECT
        article_id,
        revision,
        field,
        start_char,
        value::VARCHAR AS figure,
        translate(coalesce(unit, ''), ';#,|', '    ') AS object,
        CASE role
            WHEN 'killed' THEN 'KILL' WHEN 'injured' THEN 'WOUND' WHEN 'arrested' THEN 'ARREST'
            WHEN 'displaced' THEN 'DISPLACED' WHEN 'missing' THEN 'MISSING' WHEN 'rescued' THEN 'RESCUED'
        END AS count_type
    FROM numeric_facts
    WHERE is_current AND value IS NOT NULL
),

amounts AS (
    SELECT
        article_id,
        revision,
        string_agg(count_type || '#' || figure || '#' || object || '#######', ';' ORDER BY field DESC, start_char) AS counts,
        string_agg(count_type || '#' || figure || '#' || object || '########' || start_char, ';' ORDER BY start_char)
        FILTER (WHERE field = 'body') AS v2counts,
        string_agg(figure || ',' || object || ',' || start_char, ';' ORDER BY start_char) FILTER (WHERE field = 'body') AS amounts
    FROM figures
    GROUP BY article_id, revision
),

days AS (
    SELECT
        article_id,
        revision,
        string_agg(
            CASE granularity
                WHEN 'day' THEN '3#' || month(first_day) || '#' || day(first_day)
                WHEN 'month' THEN '2#' || month(first_day) || '#0'
                WHEN 'year' THEN '1#0#0'
            END || '#' || year(first_day) || '#' || start_char,
            ';' ORDER BY start_char
        ) AS dates
    FROM temporal_mentions
    WHERE is_current AND field = 'body' AND granularity IN ('day', 'month', 'year')
    GROUP BY article_id, revision
),

said AS (
    SELECT
        article_id,
        revision,
        string_agg(
            start_char || '|' || (end_char - start_char) || '|' || coalesce(verb, '') || '|' || translate(text, '#|', '  '),
            '#' ORDER BY start_char
        ) AS quotations
    FROM quotations
    WHERE is_current AND field = 'body' AND kind = 'direct' AND NOT is_fragment
    GROUP BY article_id, revision
)

SELECT
    a.article_id AS gkgrecordid,
    strftime(coalesce(a.published_at, a.published_on::TIMESTAMPTZ), '%Y%m%d%H%M%S')::BIGINT AS "date",
    CASE WHEN a.url IS NOT NULL THEN 1 END AS sourcecollectionidentifier,
    a.source AS sourcecommonname,
    a.url AS documentidentifier,
    n.counts,
    n.v2counts,
    NULL::VARCHAR AS themes,
    NULL::VARCHAR AS v2themes,
    e.locations,
    e.v2locations,
    e.persons,
    e.v2persons,
    e.organizations,
    e.v2organizations,
    NULL::VARCHAR AS v2tone,
    d.dates,
    NULL::VARCHAR AS gcam,
    NULL::VARCHAR AS sharingimage,
    NULL::VARCHAR AS relatedimages,
    NULL::VARCHAR AS socialimageembeds,
    NULL::VARCHAR AS socialvideoembeds,
    q.quotations,
    e.allnames,
    n.amounts,
    NULL::VARCHAR AS translationinfo,
    NULL::VARCHAR AS extras,
    a.source_id
FROM articles AS a
LEFT JOIN names AS e USING (article_id, revision)
LEFT JOIN amounts AS n USING (article_id, revision)
LEFT JOIN days AS d USING (article_id, revision)
LEFT JOIN said AS q USING (article_id, revision)
WHERE a.is_current
