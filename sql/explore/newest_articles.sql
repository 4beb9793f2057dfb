-- The newest current articles.
SELECT published_on, title, source, words, article_id
FROM articles
WHERE is_current AND published_on BETWEEN $from_day::DATE AND $to_day::DATE
ORDER BY published_on DESC NULLS LAST, article_id
