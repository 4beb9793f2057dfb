"""Layouts that the open data lack and news is full of: "LONDON (Reuters) -", headlines in capitals, tables of results.

Everything is made from the open articles themselves and from the lexicon's own lists, with one seed.
"""

import calendar
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl

from transforms.entities.ner.lexicon import BIT, LEXICON_FILE
from transforms.entities.training.data import Document

_SEED = 5
_CURATED = Path(__file__).parents[2] / "reference" / "lexicon_curated.toml"
_HEADLINE_SHARE, _HEADLINE_WORDS = 0.22, (5, 12)
_MONTHS = tuple(calendar.month_name)[1:]
_TABLES = 250
_SPORTS = ("soccer", "football", "tennis", "cricket", "golf", "baseball", "basketball", "cycling", "athletics")
_OPENINGS = (
    "Results of matches on Saturday:",
    "Standings after weekend games (tabulate under games played, won, drawn, lost, points):",
    "Leading results in the first round on Monday:",
    "Summaries of matches played on Sunday:",
    "Final placings after the second leg:",
    "Scores from the opening day:",
    "Results of games played on Tuesday (home team in capitals):",
)
_AGENCIES = ("Reuters", "AP", "AFP", "dpa", "Xinhua", "UPI")


@dataclass
class Text:
    """A text under construction and the names in it."""

    parts: list[str] = field(default_factory=list)
    names: list[tuple[int, int, str]] = field(default_factory=list)
    size: int = 0

    def add(self, words: str, kind: str | None = None) -> "Text":
        """Append words, as a name if a type is given."""
        if kind:
            self.names.append((self.size, self.size + len(words), kind))
        self.parts.append(words)
        self.size += len(words)
        return self

    def document(self, source: str) -> Document:
        """The finished text."""
        return Document(source, "".join(self.parts), tuple(self.names))


def with_headlines(documents: list[Document]) -> list[Document]:
    """Copies of some articles with a headline, in capitals or in a title's case, and often a dateline."""
    random = np.random.default_rng(_SEED)
    made = []
    for document in documents:
        if random.random() >= _HEADLINE_SHARE or len(document.text) < 200:
            continue
        text = Text()
        _headline(text, document, random)
        if random.random() < 0.7:
            _dateline(text, document, random)
        base = text.size
        text.add(document.text)
        text.names += [(base + start, base + end, kind) for start, end, kind in document.names]
        made.append(text.document(f"{document.source}+headline"))
    return made


def _headline(text: Text, document: Document, random: np.random.Generator) -> None:
    """The first words of a sentence, never ending inside a name."""
    first = document.text.split("\n", 1)[0]
    words, place, wanted = [], 0, int(random.integers(*_HEADLINE_WORDS))
    for word in first.split(" "):
        words.append((place, place + len(word)))
        place += len(word) + 1
    end = words[min(wanted, len(words)) - 1][1]
    for start, stop, _ in document.names:
        if start < end < stop:
            end = stop
    case = random.choice(["upper", "upper", "title", "plain"])
    shown = first[:end].rstrip(" .,;:-")
    shown = shown.upper() if case == "upper" else shown.title() if case == "title" else shown
    if len(shown) != len(first[:end].rstrip(" .,;:-")):
        return
    base = text.size
    text.add(shown + ("." if random.random() < 0.3 else "") + "\n")
    text.names += [(base + a, base + b, kind) for a, b, kind in document.names if b <= len(shown)]


def _dateline(text: Text, document: Document, random: np.random.Generator) -> None:
    """A place in capitals, and a day, an agency or both."""
    places = [document.text[a:b] for a, b, kind in document.names if kind == "LOC"]
    place = str(random.choice(places)) if places and random.random() < 0.5 else str(random.choice(_listed("place")))
    style, day = random.integers(5), f"{random.choice(_MONTHS)} {random.integers(1, 29)}"
    text.add(place.upper() if random.random() < 0.85 else place.title(), "LOC")
    agency = str(random.choice(_AGENCIES))
    if style == 0:
        text.add(f" {random.integers(1990, 2026)}-{random.integers(1, 13):02}-{random.integers(1, 29):02}\n")
    elif style == 1:
        text.add(" (").add(agency, "ORG").add(") - ")
    elif style == 2:
        text.add(f", {day} (").add(agency, "ORG").add(") - ")
    elif style == 3:
        text.add(f", {day}\n")
    else:
        text.add(" -- ")


@cache
def _listed(kind: str) -> tuple[str, ...]:
    listed = tomllib.loads(_CURATED.read_text())[kind].replace("\n", " ").split(",")
    return tuple(sorted({name.strip() for name in listed if name.strip()}))


def tables(count: int) -> list[Document]:
    """Pages of results as news agencies send them, of clubs, countries and persons from the lexicon's lists."""
    random = np.random.default_rng(_SEED + 1)
    clubs, countries, cups = _listed("team"), _countries(), _listed("event")
    firsts, lasts = _names("first"), _names("last")

    def pick(names: tuple[str, ...]) -> str:
        return str(names[int(random.integers(len(names)))]).title()

    made = []
    for number in range(count):
        text = Text()
        teams, kind = (countries, "LOC") if random.random() < 0.35 else (clubs, "ORG")
        sport = str(random.choice(_SPORTS))
        text.add(f"{sport.upper()} - ")
        if random.random() < 0.5:
            cup, gentile = pick(cups), str(random.choice(_listed("demonym")[::7]))
            text.add(*((cup.upper(), "MISC") if random.random() < 0.5 else (gentile.upper(), "MISC")))
        text.add(" RESULTS.\n" if random.random() < 0.5 else " STANDINGS.\n")
        _dateline(text, Document("", "", ()), random)
        if text.parts[-1][-1] != "\n":
            text.add("\n")
        text.add(str(random.choice(_OPENINGS)) + "\n")
        style = int(random.integers(5))
        for row in range(int(random.integers(6, 16))):
            one, two = int(random.integers(0, 9)), int(random.integers(0, 9))
            if style == 0:
                text.add(pick(teams), kind).add(f" {one} ").add(pick(teams), kind).add(f" {two}\n")
            elif style == 1:
                figures = " ".join(str(random.integers(0, 40)) for _ in range(int(random.integers(3, 8))))
                text.add(pick(teams), kind).add(f" {figures}\n")
            elif style == 2:
                text.add(f"{row + 1}. " if random.random() < 0.8 else "")
                text.add(f"{pick(firsts)} {pick(lasts)}", "PER").add(" (").add(pick(countries), "LOC")
                text.add(f") {random.integers(1, 60)}.{random.integers(10, 99)}\n")
            elif style == 3:
                text.add(f"{row + 1} - " if random.random() < 0.3 else "")
                text.add(f"{pick(firsts)} {pick(lasts)}", "PER").add(" (").add(pick(countries), "LOC").add(") beat ")
                text.add(f"{pick(firsts)} {pick(lasts)}", "PER").add(" (").add(pick(countries), "LOC")
                text.add(f") 6-{one % 5} 6-{two % 5}\n")
            else:
                text.add(pick(teams), kind).add(f" {one + two} (").add(pick(lasts), "PER").add(
                    f" {random.integers(1, 90)}) "
                )
                text.add(pick(teams), kind).add(f" {one}. Halftime {one}-0. Attendance {random.integers(2, 60)},000\n")
        made.append(text.document(f"table {number}"))
    return made


@cache
def _names(kind: str) -> tuple[str, ...]:
    entries = pl.read_parquet(LEXICON_FILE).filter((pl.col("kinds") & int(BIT[kind])) != 0)
    return tuple(entries["phrase"].filter(entries["phrase"].str.contains("^[a-z]{3,}$")))


@cache
def _countries() -> tuple[str, ...]:
    entries = pl.read_parquet(LEXICON_FILE).filter((pl.col("kinds") & int(BIT["country"])) != 0)
    return tuple(entries["phrase"].filter(entries["phrase"].str.contains("^[a-z]+( [a-z]+)?$")))


def made_from(documents: list[Document]) -> list[Document]:
    """All made documents."""
    return with_headlines(documents) + tables(_TABLES)
