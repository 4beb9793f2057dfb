# The demo: the sample articles into a lake of their own, three questions, Parquet to take home.
set -eu
D="$BIN/dateline"
export DATELINE_LAKE=demo/lake
rm -rf demo
echo
echo "1. Ingesting the sample articles (three of them are broken on purpose) ..."
"$D" ingest tests/samples/articles --as-of 2026-03-23
echo
echo "   Some of them once more, in the shapes in which news arrives: each is linked to the one that is there"
"$D" ingest tests/samples/shapes --as-of 2026-03-23
echo
echo "2. The largest amounts of money"
"$D" query --saved largest_amounts
echo
echo "   What lies ahead"
"$D" query --saved days_ahead
echo
echo "   Countries in the news"
"$D" query --saved countries_in_the_news
echo
echo "3. Exporting Parquet to demo/export ..."
"$D" export demo/export
echo
echo "Try next:"
echo "  export DATELINE_LAKE=demo/lake PATH=\"$BIN:\$PATH\""
echo "  dateline tables"
echo "  dateline query \"select reason, detail from rejects\""
echo "  dateline query \"select day, text, title from timeline where day between '2026-03-10' and '2026-03-12'\""
echo "  dateline show \$(dateline query \"select article_id from articles limit 1\" --format csv | tail -1)"
echo "  dateline ingest YOUR/ARTICLES"
echo "  dateline explore      # a page to look at, in your browser"
