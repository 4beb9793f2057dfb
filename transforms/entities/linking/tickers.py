"""Tickers: in "Velmar Inc. (NYSE: VLMR) fell. VLMR lost 3 percent" every VLMR is the company."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES, first_places, number_with_nulls, place_of
from transforms.columns.dtypes import Bools, Int64s
from transforms.text import windows

_ORG = TYPES.index("ORG")
_TICKER = r"^[A-Z]{1,5}(?:\.[A-Z]{1,2})?$"
_EXCHANGES = "NYSE|NASDAQ|Nasdaq|LSE|LON|TSX|ASX|OTC|OTCQB|OTCMKTS|NSE|BSE|AMEX|EPA|ETR|HKG|TYO|AIM|CVE|BIT|SWX|AMS"
_BEFORE = rf"\( ?(?:((?:{_EXCHANGES})[A-Za-z ]{{0,16}}): ?)?\$?$"
_AFTER = r"^(?:\.[A-Z]{1,2})?(?:[),;]| - news \)| \))"
_EXCHANGE = rf"^(?:{_EXCHANGES})$"
# Nine of nine lone tickers so short in news were other bodies.
_SHORT_TICKER = 3
_QUOTED = rf"(?:\$|(?-u:\b)(?:{_EXCHANGES})(?: [A-Z][A-Za-z]+)?: ?)$"
# "Velmar Inc. shares (NYSE American: VLMR)": as far as a ticker stands from the end of its company.
_MOST_BYTES_APART = 36
_OTHERS_BETWEEN = r"\n|(?-u:\b)(?:and|with|by|from|for)(?-u:\b)"


def companies_of(
    mentions: pl.DataFrame, texts: pl.DataFrame, kind: Int64s, article: Int64s, name: Int64s
) -> tuple[Int64s, Int64s]:
    """The mentions that are tickers, and for each the mention of its company.

    Takes mentions in reading order with their type (place in TYPES), article and name (number of their words). A ticker
    is in brackets behind an organisation; the same letters elsewhere in the article are the ticker too.
    """
    none = np.zeros(0, dtype=np.int64)
    letters = np.flatnonzero((kind == _ORG) & mentions["text"].str.contains(_TICKER).to_numpy())
    if not len(letters):
        return none, none
    places = mentions.select("text_no", "start_byte", "end_byte")
    nearby = windows.around(places[letters], texts, before=24, after=12)
    exchange = nearby["before"].str.extract(_BEFORE, 1).is_not_null().to_numpy()
    inside = (nearby["before"].str.contains(_BEFORE) & nearby["after"].str.contains(_AFTER)).to_numpy()
    firms = np.flatnonzero((kind == _ORG) & ~mentions["text"].str.contains(_EXCHANGE).to_numpy())
    at, company = letters[inside], _nearest_before(places, firms, letters[inside])
    told = company != NONE
    # Without an exchange, letters that begin the words before them are an acronym: "Velmar Trade Union (VTU)", and
    # those with a line or another name between them and the firm are an agency's: "WASHINGTON (AFP) -".
    beside = (company == at - 1) & _right_behind(places, texts, at, company)
    # "Velmar and its partners (BP, Petrosen)" is a list.
    beside &= ~nearby["after"].gather(np.flatnonzero(inside)).str.starts_with(",").to_numpy()
    told &= exchange[inside] | (beside & ~_initials(mentions, at, company))
    at, company = at[told], company[told]
    base = int(name.max(initial=0)) + 1
    key, first = first_places(article[at] * base + name[at])
    place = place_of(article[letters] * base + name[letters], key)
    found = place != NONE
    return letters[found], company[first][place[found]]


def lone_tickers(
    mentions: pl.DataFrame, texts: pl.DataFrame, answers: pl.DataFrame, answer: Int64s, article: Int64s
) -> Int64s:
    """The rows of up to three letters that the table knows as a ticker only, in articles that never name its company.

    Takes what the table says (known_id, known_relation), and the row there and the article of each mention. "KDP" in
    news of Iraq is no maker of soft drinks; "$KDP" and "NASDAQ: KDP" are.
    """
    ticker = (answers["known_relation"] == "ticker").fill_null(value=False).to_numpy()
    rows = np.flatnonzero(ticker[answer])
    rows = rows[(mentions["text"].gather(rows).str.len_chars() <= _SHORT_TICKER).to_numpy()]
    if not len(rows):
        return np.zeros(0, dtype=np.int64)
    entity = number_with_nulls(answers["known_id"])
    base = int(entity.max(initial=0)) + 2
    key = article * base + entity[answer]
    lone = rows[~np.isin(key[rows], key[np.isin(article, article[rows]) & ~ticker[answer]])]
    before = windows.around(mentions.select("text_no", "start_byte", "end_byte")[lone], texts, before=24, after=0)
    unquoted: Int64s = lone[~before["before"].str.contains(_QUOTED).to_numpy()]
    return unquoted


def _nearest_before(places: pl.DataFrame, firms: Int64s, at: Int64s) -> Int64s:
    """The firm that ends shortly before each place in the same text; NONE without."""
    text, begin, end = (places[column].to_numpy().astype(np.int64) for column in places.columns)
    before = np.searchsorted(firms, at) - 1
    firm = np.where(before >= 0, firms[np.maximum(before, 0)], NONE)
    near = (firm != NONE) & (text[firm] == text[at]) & (begin[at] - end[firm] <= _MOST_BYTES_APART)
    return np.where(near, firm, NONE)


def _right_behind(places: pl.DataFrame, texts: pl.DataFrame, at: Int64s, company: Int64s) -> Bools:
    """Whether no line ends and nobody else is named between each firm (NONE: no firm) and the letters behind it."""
    begin, end = (places[column].to_numpy().astype(np.int64) for column in ("start_byte", "end_byte"))
    bytes_apart = np.where(company == NONE, 0, begin[at] - end[company])
    before = windows.around(places[at], texts, before=_MOST_BYTES_APART, after=0)["before"]
    between = before.to_frame("before").select(pl.col("before").str.tail(pl.Series(bytes_apart)))
    return ~between.to_series().str.contains(_OTHERS_BETWEEN).to_numpy()


def _initials(mentions: pl.DataFrame, at: Int64s, company: Int64s) -> Bools:
    """Whether the letters are the initials of the words before them."""
    pairs = zip(mentions["text"].gather(at).to_list(), mentions["text"].gather(company).to_list(), strict=True)
    return np.array([_are_initials(letters, words) for letters, words in pairs], dtype=bool)


def _are_initials(letters: str, words: str) -> bool:
    # "US" and "U.S." are two letters: "US Geological Survey (USGS)", "U.S. Securities and Exchange Commission (SEC)".
    parts = words.replace("-", " ").replace("U.S.", "US").split()
    initials = "".join(word if word == "US" else word[0] for word in parts if word[0].isupper())
    several = len(letters) > 1 and len(words.split()) > 1
    return several and (initials.startswith(letters) or initials.endswith(letters))
