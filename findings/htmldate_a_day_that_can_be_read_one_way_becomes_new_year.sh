#!/usr/bin/env bash
# htmldate 1.11.0: "Published 11/12/2026" before December 2026 is neither 12 November nor refused: it is 1 January 2026.
#
# Figures alone are read day first, in pages of any language (03/04/2024 is 3 April in a page declared en-US as well).
# Where that day still lies ahead, one would expect the other reading, which is the only one that can be meant, or no
# answer. What comes is the first day of the year, in the same form as a date that was found, so that nothing tells the two
# apart. max_date is given here, so the outcome does not hang on the day this is run.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check htmldate==1.11.0 lxml==6.1.3

cat > "$place/page.py" <<'PYTHON'
from importlib.metadata import version

from htmldate import find_date

PAGE = "<html lang='{}'><head><title>Harbour</title></head><body><article><p class='date'>Published {}</p><p>Words.</p></article></body></html>"
print("htmldate", version("htmldate"))
for language in ("en-US", "en-GB"):
    for written in ("03/04/2024", "12/11/2026", "11/12/2026"):
        print(language, written, "is", find_date(PAGE.format(language, written), max_date="2026-11-29"))
PYTHON

seen="$("$place/env/bin/python" "$place/page.py")"
printf '%s\n' "$seen"
for language in en-US en-GB; do
  grep -q "$language 03/04/2024 is 2024-04-03" <<< "$seen"
  grep -q "$language 12/11/2026 is 2026-11-12" <<< "$seen"
  grep -q "$language 11/12/2026 is 2026-01-01" <<< "$seen"
done
