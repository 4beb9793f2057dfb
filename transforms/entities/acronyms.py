"""Letters in brackets: "(GERD)" behind a dam is the dam, "(FIR)" behind a report nobody, "(ESP)" behind one Spain."""

import re
from functools import cache

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes, type_names
from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.entities.linking.spelled_out import are_others
from transforms.entities.span_fusion import listed_types, sharing_bytes
from transforms.text import windows
from transforms.text.letters import CAPITAL, CAPITALS

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))
_PLACE = ("text_no", "start_byte", "end_byte")
_LETTERS = rf"^(?:{CAPITAL}[{CAPITALS}&-]{{1,7}}s?|{CAPITAL}{{1,3}}[a-z]{{1,2}}{CAPITAL}{{1,4}})$"
_INSIDE = r"^ \(([A-Z][A-Z&-]+)[);,]"
_BEFORE_BYTES = 90
_OPENS = utf8.table_of_pairs((" (",))
# Nine letters of at most four bytes each.
_MOST_BYTES = 36
_MOST_LETTERS_OF_A_WORD = 3
_WORD = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "a",
        "an",
        "at",
        "by",
        "de",
        "la",
        "du",
        "des",
        "e",
        "y",
        "i",
        "et",
        "und",
    ]
)


def with_long_forms(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Let what comes before letters in brackets say what they are, everywhere in the article; in reading order.

    Takes names with type. Letters that shorten the name before them get its type; letters that shorten other words are
    no names and left out; the code of a country behind a person is the country. What the table lists stays, unless the
    words are of nobody whom it lists: "Upazila Nirbahi Officer (UNO)".
    """
    found = _with_letters(found, texts)
    data, begin, end = utf8.bounds(found, texts)
    letters = np.flatnonzero(_OPENS[utf8.two_bytes(data, np.maximum(begin - 2, 0))] & (end - begin <= _MOST_BYTES))
    letters = letters[found["text"].gather(letters).str.contains(_LETTERS).to_numpy()] if len(letters) else letters
    if not len(letters):
        return found
    nearby = windows.around(found.select(_PLACE)[letters], texts, before=_BEFORE_BYTES, after=1)
    inside = nearby["before"].str.ends_with(" (") & nearby["after"].is_in([")", ";", ","])
    rows = letters[inside.to_numpy()]
    before = nearby["before"].filter(inside).to_list()
    types = type_codes(found["type"]).copy()
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in _PLACE)
    follows = (rows > 0) & (text[rows - 1] == text[rows]) & (start[rows] - end[rows - 1] == len(" ("))
    open_letters = listed_types(found["text"].gather(rows)) == NONE
    told = np.full(len(rows), NONE, dtype=np.int64)
    for at, (row, words) in enumerate(zip(rows.tolist(), before, strict=True)):
        short = found["text"][row]
        if follows[at] and types[row - 1] == _PER:
            told[at] = _LOC if short in _country_codes() else NONE
        elif open_letters[at] and follows[at] and types[row] == _PER and types[row - 1] in (_ORG, _MISC):
            told[at] = types[row - 1]
        elif open_letters[at] and (not follows[at] or types[row - 1] != types[row]) and _shortened(short, words):
            # "Office on Latin America (WOLA)" is not the land that its name ends in.
            if follows[at] and types[row - 1] == _LOC and not _shortened(short, found["text"][row - 1]):
                continue
            told[at] = types[row - 1] if follows[at] else _NOBODY
        elif not follows[at] and (long := _shortened(short, words)) and are_others(short, long):
            told[at] = _NOBODY
    return _told(found, texts, types, rows[told != NONE], told[told != NONE])


def _with_letters(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Names and the letters in brackets behind those that they shorten, where those are not found yet."""
    data, _, end = utf8.bounds(found, texts)
    kinds = type_codes(found["type"])
    rows = np.flatnonzero(
        _OPENS[utf8.two_bytes(data, np.minimum(end, max(len(data) - 2, 0)))] & ((kinds == _ORG) | (kinds == _MISC))
    )
    short = windows.around(found.select(_PLACE)[rows], texts, before=0, after=_MOST_BYTES)["after"].str.extract(_INSIDE)
    names = found["text"].gather(rows).to_list()
    told = [bool(said) and bool(_shortened(said, name)) for said, name in zip(short.to_list(), names, strict=True)]
    rows, short = rows[np.array(told, dtype=bool)], short.filter(pl.Series(told, dtype=pl.Boolean))
    if not len(rows):
        return found
    new = found[rows].with_columns(
        start_char=pl.col("end_char") + len(" ("),
        start_byte=pl.col("end_byte") + len(" ("),
        end_char=pl.col("end_char") + len(" (") + pl.Series(short.str.len_chars()),
        end_byte=pl.col("end_byte") + len(" (") + pl.Series(short.str.len_bytes()),
        text=pl.Series(short),
    )
    new = new.select(pl.col(name).cast(dtype) for name, dtype in found.schema.items())
    every = pl.concat([found, new.filter(pl.Series(~sharing_bytes(new, found)))], rechunk=True)
    return pl.DataFrame(every[np.argsort(utf8.place(every, "start_byte"), kind="stable")])


_NOBODY = -2


def _told(found: pl.DataFrame, texts: pl.DataFrame, types: Int64s, rows: Int64s, told: Int64s) -> pl.DataFrame:
    """Apply what brackets tell to all mentions of the same letters in the article."""
    if not len(rows):
        return found
    article = texts["article_no" if "article_no" in texts.columns else "text_no"]
    asked = found.select("text", article=article.gather(found["text_no"]))
    answers = (
        asked[rows].with_columns(told=pl.Series(told)).unique(["text", "article"], keep="first", maintain_order=True)
    )
    answer = asked.join(answers, on=["text", "article"], how="left", maintain_order="left")["told"]
    known = answer.is_not_null().to_numpy()
    types[known] = answer.drop_nulls().to_numpy()
    kept = types != _NOBODY
    return found.filter(pl.Series(kept)).with_columns(type=type_names(types[kept]))


@cache
def _shortened(short: str, before: str) -> str:
    """The words right before letters that have them as initials, or nothing; small words may be passed over."""
    letters = [letter for letter in short.removesuffix("s").lower() if letter.isalpha()]
    said = _WORD.findall(before)[-2 * len(letters) :]
    words = [word.lower() for word in said]
    # How many letters may be left once the words from here on stand for the others.
    left, taken = {len(letters)}, len(words)
    while left and 0 not in left and taken:
        taken -= 1
        # Of a word in small letters there may be more than the first: "radio frequency identification (RFID)".
        most = 1 if said[taken] != words[taken] else _MOST_LETTERS_OF_A_WORD
        passed = left if words[taken] in _SMALL else set()
        left = passed | {
            count - size
            for count in left
            for size in range(1, min(count, most) + 1)
            if _stands_for(words[taken], letters[count - size : count])
        }
    return " ".join(words[taken:]) if 0 in left else ""


def _stands_for(word: str, letters: list[str]) -> bool:
    """Whether a word has these letters in their order, the first of them first."""
    rest = iter(word)
    return word[0] == letters[0] and all(letter in rest for letter in letters)


@once
def _country_codes() -> frozenset[str]:
    """Codes of three letters for countries, of ISO 3166 and the Olympic Committee."""
    codes = reference().filter(
        pl.col("entity_id").str.starts_with("country:"), pl.col("alias").str.contains("^[A-Z]{3}$")
    )
    return frozenset(codes["alias"].to_list())
