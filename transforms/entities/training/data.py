"""Openly licensed articles with marked names, brought to one convention: "President [Bush]" PER, "[Iraqi]" MISC.

Each source keeps its own habits; the differences that matter are repaired here: the Groningen Meaning Bank puts titles
inside the names of persons and knows a type for nationalities.
"""

import gzip
import json
import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import polars as pl

from transforms.columns.dictionary import TYPE, TYPES
from transforms.entities.ner.lexicon import words_of
from transforms.entities.offices import without_offices
from transforms.entities.type_rules import typed_by_words
from transforms.text import spans

SOURCES = (
    "gmb_train",
    "wikigold",
    "uner_ewt_dev",
    "uner_ewt_test",
    "crossner_politics_train",
    "crossner_politics_dev",
    "wnut17_train",
    "wnut17_dev",
    "wnut17_test",
)

# Lower-case and capitalised words that come before the name of a person.
_BEFORE_PERSON_LISTED = (
    "state of the for affairs deputy former u.s. us u.n. republican democratic security and - vice presidential "
    "supreme crown first opposition rebel party then army retired late acting interim ex outgoing fellow foreign "
    "defense defence interior finance chief chief-of-staff"
)
_BEFORE_PERSON = frozenset(_BEFORE_PERSON_LISTED.split())
_ORGS_LIKE_PEOPLES = {"taliban", "taleban", "democrats", "republicans"}
# Countries to the lists of territories, organisations to news.
_UNIONS = {"eu", "european union", "un", "united nations"}
# Lands that the Groningen Meaning Bank takes for banks and other bodies.
_LANDS = {"west bank", "gaza strip"}
# Left over where the Groningen Meaning Bank cut a longer name.
_FRAGMENTS = {"II", "I", "Paul", "Please", "Canal"}
_SMALL_WORD = re.compile(r"([a-z]\S*)\s+(?=.*[A-Z])")
_AFTER_MISTER = re.compile(r"(?:^|[\s\"(])(?:Mr|Mrs|Ms)\.? $")
_LONGEST_MISTER = 6
# "U.N. Secretary-General", "Secretary of [State]": an office is no organisation.
_OFFICES = "[Ss]ecretary-[Gg]eneral|Secretary of State|Secretary|Undersecretary|Ambassador|Representative|Advis[eo]r"
_OFFICE_AT_END = re.compile(rf"\s*\b(?:{_OFFICES})$")
_SECRETARY_OF = "Secretary of "
_SMALL_NAME_STARTS = re.compile(r"(?:al|el|de|bin|van|von|du|la|le|ul|ibn|abu)\b")


@dataclass(frozen=True)
class Document:
    """A text and the names in it: (start, end, type), in code points."""

    source: str
    text: str
    names: tuple[tuple[int, int, str], ...]


def load(folder: Path, source: str) -> list[Document]:
    """Read one source of training or development data (JSON lines, gzipped or not)."""
    packed = folder / f"{source}.jsonl.gz"
    stored = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{source}.jsonl").read_bytes()
    documents = [_document(source, json.loads(line)) for line in stored.splitlines()]
    return reworded([repaired(document) for document in documents]) if source.startswith("gmb") else documents


def reworded(documents: list[Document]) -> list[Document]:
    """Let the words of names correct their marks as they correct the tagger's (see offices and wording)."""
    texts = pl.DataFrame({"text": [document.text for document in documents]}, schema={"text": pl.String})
    texts = texts.with_row_index("text_no")
    rows = [
        (number, *place, *(len(document.text[:at].encode()) for at in place), document.text[slice(*place)], kind)
        for number, document in enumerate(documents)
        for *place, kind in sorted(document.names)
    ]
    names = pl.DataFrame(rows, schema=spans.MENTION_COLUMNS | {"type": TYPE}, orient="row")
    names = typed_by_words(without_offices(names, texts), texts)
    by_document: list[list[tuple[int, int, str]]] = [[] for _ in documents]
    for number, start, end, kind in names.select("text_no", "start_char", "end_char", "type").rows():
        by_document[number].append((start, end, kind))
    return [replace(document, names=tuple(held)) for document, held in zip(documents, by_document, strict=True)]


def repaired(document: Document) -> Document:
    """Bring one text of the Groningen Meaning Bank to the common convention."""
    names = (_repaired(document.text, *name) for name in document.names)
    return replace(document, names=tuple(name for name in names if name))


def _document(source: str, line: dict) -> Document:
    keep = (*TYPES, "GPE")
    names = tuple((e["start"], e["end"], e["type"]) for e in line["entities"] if e["type"] in keep)
    return Document(source, line["text"], names)


def _repaired(text: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    while end > start and text[end - 1] in ' "':
        end -= 1
    if kind == "PER":
        start = _without_titles(text, start, end)
        words = text[start:end]
        if words.lower().rstrip(".") in _titles() or not re.search("[A-Z]", words):
            return None
    if kind in ("LOC", "ORG"):
        while (word := _SMALL_WORD.match(text[start:end])) and not _SMALL_NAME_STARTS.match(word[1]):
            start += word.end()
    if kind == "ORG":
        end -= len(office[0]) if (office := _OFFICE_AT_END.search(text[start:end])) else 0
        if text[start:end] == "State" and text[:start].endswith(_SECRETARY_OF):
            return None
    words = text[start:end]
    small = words.lower()
    peoples = small in words_of("demonym") or small in words_of("creed")
    if small in _LANDS or (small in words_of("country") and small not in _UNIONS):
        kind = "LOC"
    elif kind == "GPE" or (kind in ("ORG", "LOC") and peoples and small not in _ORGS_LIKE_PEOPLES):
        kind = "MISC"
    if small in _UNIONS or words in ("U.N.", "Taleban"):
        kind = "ORG"
    if kind in ("ORG", "LOC") and _AFTER_MISTER.search(text[max(0, start - _LONGEST_MISTER) : start]):
        kind = "PER"
    if words in _FRAGMENTS and kind == "MISC":
        return None
    return (start, end, kind) if end > start else None


def _without_titles(text: str, start: int, end: int) -> int:
    while word := re.match(r"(\S+)\s+", text[start:end]):
        if word[1].lower().rstrip(".") not in _titles() and word[1].lower() not in _BEFORE_PERSON:
            break
        start += word.end()
    return start


@cache
def _titles() -> frozenset[str]:
    return frozenset(word for title in words_of("title") for word in title.split())
