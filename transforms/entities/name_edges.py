"""Where a name begins and ends: "The Ministry of Health", "V. Drakes", "Ilse Lind, M.B.A.", "Donald Trump Jr."."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, number, type_codes
from transforms.columns.dtypes import Bools
from transforms.entities.name_parts import may_be_parted, parts_of
from transforms.entities.span_fusion import listed_types, replaced
from transforms.entities.titles import offices_of, portfolios, titles_alone
from transforms.text import windows

_PER = TYPES.index("PER")
_DEGREE = r"^(?:[A-Z][A-Za-z]?\.){2,4}$|^(?:MBA|PhD|MD|CPA|CFA|RN|JD|DO|DDS|MPH|CFP|FRS|OBE|CBE|MBE|Esq\.?)$"
# Cut at the point within: "Ph" of "Ph.D.", "B.Sc" of "B.Sc.".
_CUT_DEGREE, _REST_OF_DEGREE = (
    r"^(?:Ph|Ed|Psy|Th|Pharm|Sc|Eng|LL|[BM]\.(?:Sc|Ed|Phil|Com|Tech|Eng)|D\.Phil)$",
    r"^\.(?:[A-Z]\.)?",
)
_DEGREES = "BA MA BS MS BSc MSc BEd MEd LLB LLM MPhil BCom BBA MFA BFA PGD".split()  # noqa: SIM905
_DEGREE_PRECEDES = (
    rf"(?-u:\b)(?:{'|'.join(_DEGREES)}|MBA|PhD|Ph\.D\.?|B\.A\.|M\.A\.|[Dd]egrees?|[Dd]iploma|[Dd]octorate|[Mm]ajor(?:ed|ing)?|"
    r"(?:[Mm]aster|[Bb]achelor|[Hh]ono(?:u)?r)(?:['’]?s)?) (?:in|of) $"
)
_NEARBY_DEGREE_BYTES = len("bachelor's in ") + 4
_ENDS_IN = utf8.table_of_pairs(("in", "of"))
_INITIALS = r"(?:^|[\s(\"“])((?:[A-Z]\.[ -]?){1,3})$"
_NO_INITIALS = r"^(?:U\.S|U\.N|U\.K|E\.U|D\.C|N\.Y)\."
_LONGEST_INITIALS_BYTES = 12
_LONGEST_DEGREES_BYTES = len(", B.A., M.B.A., ")
# "Donald Trump Jr.", "Martin Luther King III".
_SUFFIX = r"^( the (?:Elder|Younger|Great)(?-u:\b)|,? (?:Jr|Sr)\.?|(?: I?V| I{2,3})(?-u:\b))"
_LONGEST_SUFFIX_BYTES = len(" the Younger ")
_PLACE = ("text_no", "start_byte", "end_byte")


def trimmed(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give names the words that are theirs; in reading order.

    Takes names with type (see span_fusion.together). Articles, forms of address, sentence openers and the verbs of
    headlines are cut off, two names over "and" are two where the table or their last words say so, initials before a
    surname belong to it. Ratings, holidays, degrees behind a name and notions in letters ("IPO") are left out.
    What the table knows as it is written stays whole.
    """
    if found.is_empty():
        return found
    surface, surfaces = number(found["text"])
    rows = np.flatnonzero(may_be_parted(surfaces).to_numpy()[surface])
    types = type_codes(found["type"])
    words = found["text"].gather(rows).to_list()
    parts = [
        (row, first, text, kind)
        for row, word, given in zip(rows.tolist(), words, types[rows].tolist(), strict=True)
        if (read := parts_of(word, given)) is not None
        for first, text, kind in (read or ((0, None, given),))
    ]
    schema = {"row": pl.Int64, "first": pl.Int64, "text": pl.String, "type": pl.Int64}
    found = replaced(found, pl.DataFrame(parts, schema=schema, orient="row"))
    # "US$40" is money.
    data, _, end = utf8.bounds(found, texts)
    last = texts["text"].str.len_bytes().to_numpy()[found["text_no"].to_numpy()]
    money = (data[np.minimum(end, max(len(data) - 1, 0))] == ord("$")) & (found["end_byte"].to_numpy() < last)
    nobody = _super_pacs(found, texts) | _studies(found, texts) | titles_alone(found, texts) | portfolios(found, texts)
    nobody |= offices_of(found, texts)
    found = found.filter(pl.Series(~money & ~nobody))
    return _with_suffixes(_with_initials(found.filter(pl.Series(~_degrees(found, texts))), texts), texts)


def _super_pacs(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """The letters "PAC" of articles that speak of super PACs, a kind of committee and no party."""
    rows = np.flatnonzero((found["text"] == "PAC").to_numpy())
    out = np.zeros(len(found), dtype=bool)
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=len("super "), after=0)
    text = found["text_no"].to_numpy()[rows]
    said = np.unique(text[nearby["before"].str.contains("^[Ss]uper[ -]$").to_numpy()])
    out[rows[np.isin(text, said)]] = True
    return out


def _studies(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """What somebody has a degree in, and the degree's letters: "her BA in Sociology"."""
    data, begin, _ = utf8.bounds(found, texts)
    rows = np.flatnonzero(
        _ENDS_IN[utf8.two_bytes(data, np.maximum(begin - 3, 0))] | found["text"].is_in(_DEGREES).to_numpy()
    )
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_NEARBY_DEGREE_BYTES, after=len(" from "))
    words = found["text"].gather(rows)
    subject = nearby["before"].str.contains(_DEGREE_PRECEDES) & pl.Series(listed_types(words) == NONE)
    letters = words.is_in(_DEGREES) & nearby["after"].str.contains(r"^,? (?:in|from|at|and) ")
    letters &= nearby["before"].str.contains(r"(?-u:\b)(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Aa]n?|[Tt]he|and) $")
    out = np.zeros(len(found), dtype=bool)
    out[rows[(subject | letters).to_numpy()]] = True
    return out


def _degrees(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """The letters behind the name of a person: "Ilse Lind, M.B.A."."""
    cut = found["text"].str.contains(_CUT_DEGREE).to_numpy()
    degrees = np.flatnonzero(found["text"].str.contains(_DEGREE).to_numpy() | cut)
    out = np.zeros(len(found), dtype=bool)
    if not len(degrees):
        return out
    nearby = windows.around(found.select(_PLACE)[degrees], texts, before=24, after=len(".D."))
    goes_on = nearby["after"].str.contains(_REST_OF_DEGREE).to_numpy() | ~cut[degrees]
    behind = goes_on & nearby["before"].str.contains(r"[\p{L}.],? (?:[A-Z][A-Za-z.]*\.?,? ){0,3}$").to_numpy()
    people = type_codes(found["type"]) == _PER
    ends = utf8.place(found.filter(pl.Series(people)), "end_byte")
    begin = utf8.place(found, "start_byte")[degrees]
    nearest = np.append(ends, np.int64(-1 << 40))[np.searchsorted(ends, begin, side="right") - 1]
    out[degrees[behind & (begin - nearest <= _LONGEST_DEGREES_BYTES)]] = True
    return out


def _with_initials(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Persons with the initials that come before them: "V. Drakes" of "Drakes"."""
    people = np.flatnonzero(type_codes(found["type"]) == _PER)
    nearby = windows.around(found.select(_PLACE)[people], texts, before=_LONGEST_INITIALS_BYTES, after=0)
    initials = nearby["before"].str.extract(_INITIALS)
    initials = initials.set(initials.str.contains(_NO_INITIALS).fill_null(value=False), None)
    size = initials.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    start, end = found["start_byte"].to_numpy().astype(np.int64), found["end_byte"].to_numpy().astype(np.int64)
    text = found["text_no"].to_numpy()
    before = np.where((people > 0) & (text[people - 1] == text[people]), end[people - 1], 0)
    free = (size > 0) & (start[people] - size >= before)
    rows, size = people[free], size[free]
    if not len(rows):
        return found
    grown = np.zeros(len(found), dtype=np.int64)
    grown[rows] = size
    whole = pl.Series(initials.fill_null("").filter(pl.Series(free))) + found["text"].gather(rows)
    by = pl.Series(grown, dtype=pl.UInt32)
    return found.with_columns(
        start_byte=pl.col("start_byte") - by,
        start_char=pl.col("start_char") - by,
        text=found["text"].scatter(rows, whole),
    )


def _with_suffixes(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Persons of two words with the junior or the number behind them, and "Yahoo" with its exclamation mark."""
    people = np.flatnonzero(
        ((found["type"] == "PER") & found["text"].str.contains(" ", literal=True)).to_numpy()
        | (found["text"] == "Yahoo").to_numpy()
    )
    nearby = windows.around(found.select(_PLACE)[people], texts, before=0, after=_LONGEST_SUFFIX_BYTES)
    suffix = nearby["after"].str.extract(_SUFFIX)
    suffix = suffix.fill_null("").zip_with(
        found["text"].gather(people) != "Yahoo", nearby["after"].str.extract("^(!)").fill_null("")
    )
    size = suffix.str.len_bytes().to_numpy().astype(np.int64)
    rows, words = people[size > 0], suffix.filter(pl.Series(size > 0))
    if not len(rows):
        return found
    grown = np.zeros(len(found), dtype=np.int64)
    grown[rows] = size[size > 0]
    by = pl.Series(grown, dtype=pl.UInt32)
    whole = found["text"].gather(rows) + words
    found = found.with_columns(
        end_byte=pl.col("end_byte") + by, end_char=pl.col("end_char") + by, text=found["text"].scatter(rows, whole)
    )
    # What the tagger had taken for a name of its own is in another now.
    inside = utf8.place(found, "start_byte")[1:] < np.maximum.accumulate(utf8.place(found, "end_byte"))[:-1]
    return found.filter(pl.Series(np.append(True, ~inside)))
