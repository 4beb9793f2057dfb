#!/usr/bin/env bash
# py3langid 0.4.0: an English headline that 0.3.0 knows for English is Nigerian Pidgin, because of the names in it.
#
# Version 0.4 has a new model with many more languages. "Mayor ... and ... meet in Badajoz" has nothing but English words and
# Spanish names. One would expect English from both, or Spanish at worst; a pipeline that stores English apart loses the
# article with the upgrade. With the model held to English and Spanish, 0.4.0 says English as well.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3.11 -m venv "$place/env"

cat > "$place/headline.py" <<'PYTHON'
from importlib.metadata import version

from py3langid import langid

headline = "Mayor Juan Carlos Ibarra and Jose Luis Fernandez meet in Badajoz"
print(version("py3langid"), "any language:", langid.classify(headline)[0])
langid.set_languages(["en", "es"])
print(version("py3langid"), "English or Spanish:", langid.classify(headline)[0])
PYTHON

seen=""
for version in 0.3.0 0.4.0; do
  "$place/env/bin/python" -m pip install --quiet --disable-pip-version-check "py3langid==$version"
  seen+="$("$place/env/bin/python" "$place/headline.py")"$'\n'
done
printf '%s' "$seen"
grep -q "0.3.0 any language: en" <<< "$seen"
grep -q "0.4.0 any language: pcm" <<< "$seen"
grep -q "0.4.0 English or Spanish: en" <<< "$seen"
