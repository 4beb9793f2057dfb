"""Names by their last words: "Star Market 50 Index", "Lisbon Fashion Week", "Planting Hope, INC", "JHA" President."""

import polars as pl

from transforms.columns.dictionary import TYPES
from transforms.entities.common_nouns import common_words
from transforms.entities.foreign_bodies import FOREIGN_BODY
from transforms.entities.no_names import is_no_name
from transforms.text import spans

_ORG, _LOC, _MISC = (TYPES.index(name) for name in ("ORG", "LOC", "MISC"))

# "Star Market 50 Index"; generations: "Gen Z".
_INDEX = r"(?-u:\b)(?:[A-Z][A-Za-z&/.]+[ -]){1,5}(?:[0-9]{2,4} )?Index(?-u:\b)"
_EVENT = (
    r"(?-u:\b)(?:[A-Z][A-Za-z'’&-]+ ){1,4}(?:Fashion Week|Film Festival|Book Fair|Motor Show|Auto Show|Air Show|"
    r"Biennale|"
    r"Grand Prix|Olympiad|Regatta|(?:Half )?Marathon|Jazz Festival|Music Festival|Food Festival|"
    r"Literary Festival)(?-u:\b)"
)
_GENERATION = r"(?-u:\b)(?:Gen|Generation) (?:[XYZ]|Alpha)(?-u:\b)"
# "Planting Hope, INC", "Brescia Acciai S.p.A.": a firm by its form.
_FIRM_WORD = r"[A-Z][^ \n,.-]*(?:-[A-Z][^ \n,.-]*)?"
_FIRM_WORDS = rf"(?-u:\b){_FIRM_WORD}(?: (?:& )?{_FIRM_WORD})*"
_FORMED = rf"{_FIRM_WORDS},? (?:(?:INC|LLC|LLP|LTD|PLC|Plc|plc)(?-u:\b)|(?:Inc|Ltd)(?-u:\b)\.?)"
# No other name ends so.
_FORMED_ABROAD = (
    rf"{_FIRM_WORDS},? (?:S\.p\.A\.|N\.V\.|[eE]\.V\.|K\.K\.|W\.L\.L\.|S\.r\.l\.|Q\.P\.S\.C\.|S\.A\. de C\.V\.|"
    rf"(?:GmbH|SpA|WLL|"
    r"Sdn\.? Bhd|Pty\.? Ltd|Pte\.? Ltd|PJSC|OJSC|QPSC|Oyj)(?-u:\b)|Co\.?,? (?:Ltd|Inc|LLC|LLP)(?-u:\b)\.?)"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPENERS = (
    rf"^(?:(?:In|On|By|Since|From|For|Until) (?:{_MONTH}) (?:[0-9]+,? )?|"
    r"(?:The|In|On|At|And|But|By|For|With|From|As|If|When|While|After|Its|Their|Our|His|That|This|Both) )+"
)
# "JHA President Abdul Hindi": letters before an office within.
_OFFICES = (
    "President|Chair(?:man|woman|person)|CEO|Managing Director|Secretary[- ]General|Director[- ]General|Director|"
    "Commissioner|General Manager|spokes(?:man|woman|person)|chief executive|chairman|president|officials?|"
    "Executive Director|Deputy Director|leader"
)
_HEADED_LETTERS = rf"(?-u:\b)[A-Z]{{3,7}} (?:{_OFFICES})(?-u:\b)"
_OFFICE = f" (?:{_OFFICES})$"
# Squares by their days: "Plaza 5 de Mayo".
_SQUARE = (
    r"(?-u:\b)(?:Plaza|Avenida|Calle|Rua|Rue|Place|Parque|Praça|Paseo|Puente|Barrio|Largo|Avenue|"
    r"Boulevard) (?:du |de |del )?"
    r"[0-9]{1,2} (?:de )?[A-Za-z][a-z]{2}[a-z]*(?-u:\b)"
)

# One pattern is compiled and put to the texts instead of several.
_FORMED_NAME = f"{_INDEX}|{_EVENT}|{_GENERATION}|{_SQUARE}|{_FORMED_ABROAD}|{FOREIGN_BODY}"
_BODY_NAME = f"{_FORMED}|{_HEADED_LETTERS}"


def formed(texts: pl.DataFrame) -> list[tuple[pl.DataFrame, int]]:
    """Names that take the place of shorter ones inside: mentions frames and the type of each (place in TYPES)."""
    rows = spans.without_edges(spans.find_in_few(texts, _FORMED_NAME), _OPENERS, "")
    if rows.is_empty():
        return []
    square = rows["text"].str.contains(f"^{_SQUARE}$")
    thing = rows["text"].str.contains(f"^(?:{_INDEX}|{_EVENT}|{_GENERATION})$")
    return [(rows.filter(square), _LOC), (rows.filter(thing), _MISC), (rows.filter(~square & ~thing), _ORG)]


def bodies(texts: pl.DataFrame) -> pl.DataFrame:
    """Organisations where nothing else is found: firms by their form, letters before an office; a mentions frame."""
    rows = spans.find_in_few(texts, _BODY_NAME)
    if rows.is_empty():
        return rows
    return _letters(spans.without_edges(rows, _OPENERS, _OFFICE))


def _letters(rows: pl.DataFrame) -> pl.DataFrame:
    """Letters without words in capitals, numbers and notions ("FORMER President", "VII", "PPP")."""
    said = [word.lower() not in common_words() and not is_no_name(word, _ORG) for word in rows["text"].to_list()]
    return rows.filter(pl.Series(said, dtype=pl.Boolean), ~pl.col("text").str.contains("^[IVXLC]+$"))
