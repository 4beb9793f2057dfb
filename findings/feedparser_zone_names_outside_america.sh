#!/usr/bin/env bash
# feedparser 6.0.14: the same hour under BST, IST, JST and CET is read as if it were UTC; under EST it is moved as it should.
#
# RSS dates name their zone in letters, and papers in Britain, India, Japan and Germany write their own. feedparser knows
# the American names of the mail standard and moves their hours to UTC. Names that it does not know are neither refused nor
# marked: `published_parsed`, which is said to be in UTC, holds the local hour. A morning in Tokyo is nine hours late,
# so an item of before 09:00 falls on the day after the one it is from. With an offset in digits the hour is right.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check feedparser==6.0.14

cat > "$place/zones.py" <<'PYTHON'
import feedparser

print("feedparser", feedparser.__version__)
FEED = "<rss version='2.0'><channel><title>Harbour news</title><item><title>Ferry</title><pubDate>{}</pubDate></item></channel></rss>"
for zone in ("EST", "BST", "IST", "JST", "CET", "+0900"):
    parsed = feedparser.parse(FEED.format(f"Tue, 14 Jul 2026 21:30:00 {zone}"))
    moment = parsed.entries[0].published_parsed
    print(f"21:30 {zone} is {moment.tm_mday} July {moment.tm_hour:02}:{moment.tm_min:02}, complaint: {bool(parsed.bozo)}")
PYTHON

seen="$("$place/env/bin/python" "$place/zones.py")"
printf '%s\n' "$seen"
grep -q "EST is 15 July 02:30, complaint: False" <<< "$seen"
for zone in BST IST JST CET; do grep -q "$zone is 14 July 21:30, complaint: False" <<< "$seen"; done
grep -q "+0900 is 14 July 12:30, complaint: False" <<< "$seen"
