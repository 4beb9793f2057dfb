#!/usr/bin/env bash
# trafilatura 2.3.1: 10<sup>6</sup> comes out as 106, a different number, unless formatting is asked for.
#
# A superscript behind digits changes what they mean. One would expect plain text to keep a trace of it, a caret or a blank.
# "10<sup>6</sup> shells" reads 106 shells, and a raised footnote 2 behind "in 2025" makes the year 20252. With
# include_formatting the element is written out as it stood.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6

cat > "$place/page.py" <<'PYTHON'
import trafilatura

PAGE = """<html><head><title>Reef</title></head><body><article><h1>Reef survey</h1>
<p>The reef holds 10<sup>6</sup> shells per hectare, as the divers of the survey found in 2025<sup>2</sup> off the bay.</p>
<p>The council of Marrow Bay met on the matter for a second time and heard from forty residents about noise.</p>
<p>Members will vote again before the summer, the chair of the council said after the meeting had closed.</p>
</article></body></html>"""
print("trafilatura", trafilatura.__version__)
for name, options in (("plain", {}), ("formatting", {"include_formatting": True})):
    print(name, [line for line in trafilatura.extract(PAGE, **options).splitlines() if "shells" in line][0])
PYTHON

seen="$("$place/env/bin/python" "$place/page.py" 2> /dev/null)"
printf '%s\n' "$seen"
grep -q "plain The reef holds 106 shells per hectare, as the divers of the survey found in 20252 off the bay" <<< "$seen"
grep -q "^formatting The reef holds 10<sup>6</sup> shells" <<< "$seen"
