#!/usr/bin/env bash
# trafilatura 2.3.1: a date marked up as <time> inside a sentence is deleted, and the sentence closes over the gap.
#
# <time datetime="..."> is how HTML marks a date in running text. One would expect the words to stay, as those of <span>,
# <abbr> and <b> do. They are taken out with the element, without a mark: "will close on 14 July for repairs" becomes
# "will close on for repairs". The text is longer than any limit of the extractor, and no option that keeps more helps.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6

cat > "$place/page.py" <<'PYTHON'
import trafilatura

PAGE = """<html><head><title>Harbour</title></head><body><article><h1>Harbour plan</h1>
<p>The harbour will close on {} for repairs that last until autumn, officials said on the quay.</p>
<p>The council of Marrow Bay met on the matter for a second time and heard from forty residents about noise.</p>
<p>Members will vote again before the summer, the chair of the council said after the meeting had closed.</p>
</article></body></html>"""
print("trafilatura", trafilatura.__version__)
for tag, inside in (("span", ""), ("b", ""), ("time", ' datetime="2026-07-14"')):
    page = PAGE.format(f"<{tag}{inside}>14 July</{tag}>")
    for name, options in (("plain", {}), ("favor_recall", {"favor_recall": True})):
        text = trafilatura.extract(page, **options)
        print(tag, name, [line for line in text.splitlines() if "close on" in line][0][:45])
PYTHON

seen="$("$place/env/bin/python" "$place/page.py" 2> /dev/null)"
printf '%s\n' "$seen"
grep -q "span plain The harbour will close on 14 July for repairs" <<< "$seen"
grep -q "b plain The harbour will close on 14 July for repairs" <<< "$seen"
grep -q "time plain The harbour will close on for repairs" <<< "$seen"
grep -q "time favor_recall The harbour will close on for repairs" <<< "$seen"
