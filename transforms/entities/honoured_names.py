"""What is called after people: "King" Faisal Specialist "Hospital", Hamad bin Khalifa "University"."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes
from transforms.columns.dtypes import Int64s
from transforms.entities.name_growth import CAPITALS, byte_at, bytes_beside, united, words_beside
from transforms.entities.span_fusion import listed_types

_PER, _ORG, _LOC = (TYPES.index(name) for name in ("PER", "ORG", "LOC"))

# Who is honoured so is part of the name.
_TITLES = (
    "King|Queen|Prince|Princess|Emperor|Empress|Emir|Sultan|Sheikh|Sheikha|Shaikh|Sir|Dame|Lord|Lady|Imam|Pope|Saint|"
    r"St\.?|Chief|Pandit|Maharaja|Rani|Nana"
)
_SITES = (
    "Hospitals?|Clinic|Airport|Mosque|Cathedral|Church|Bridge|Street|Road|Drive|Avenue|Boulevard|Lane|Stadium|Park|Port|"
    "Palace|Square|Hotel|Hall|Tower|Highway|Expressway|Causeway|Dam|Islands?|Terminal|Medical City|Memorial"
)
_BODIES = (
    "University|College|School|Foundation|Institute|Academy|Museum|Library|Cent(?:er|re)|Trust|Orchestra|Polytechnic|"
    "Endowment|Society"
)
# What two parts of one body have between them: "Aga Khan Hospital" and Medical "College".
_FIELDS = (
    "National|Central|Royal|Research|Training|Learning|Cultural|Arts|Resource|Community|Convention|Medical|Teaching|Sports?|"
    "Health|Education|Science|Technology|Conference|Business|Art|History|Wellness"
)
_NEXT_WORD = r"\p{Lu}[\p{L}.-]*(?:['’]s|s['’])?"
_NO_LETTER = r"(?:[^\p{L}\p{N}-]|$)"
_TITLED = rf"(?:^|[^\p{{L}}-])((?:(?:{_TITLES}) )+)$"
_HEAD_BEHIND_TITLED = rf"^((?: (?:{_NEXT_WORD}|bin|ibn|al|of|the)){{0,4}} (?:{_SITES}|{_BODIES})){_NO_LETTER}"
_HEAD_BEHIND = rf"^((?: (?:{_FIELDS})){{0,2}} (?:{_SITES}|{_BODIES}))(?:[^\p{{L}}\p{{N}} -]| [^\p{{Lu}}]|$)"
_SECOND_HEAD = (
    rf"^( (?:and|&) (?:(?:{_FIELDS}) )*(?:{_BODIES}|Clinic|Gallery|Gardens?|Zoo|Spa|Resort|Hotel)){_NO_LETTER}"
)
_ENDS_IN_HEAD = rf" (?:{_SITES}|{_BODIES})$"
_ENDS_IN_SITE = rf" (?:{_SITES})$"
_OPENS_AND = utf8.table_of_pairs((" a", " &"))


def with_honoured(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Let people be part of the names of what is called after them, with their titles; in reading order.

    Takes names with type (see span_fusion.together). Sites (hospitals, streets, mosques) are LOC, bodies ORG, and so is
    what is two in one: "Halden Museum and Library".
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    start, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    data, first, last = utf8.bounds(found, texts)
    titles, behind = _titled(found, texts, np.flatnonzero(byte_at(data, first - 1) == ord(" ")))
    goes_on = (byte_at(data, last) == ord(" ")) & CAPITALS[byte_at(data, last + 1)]
    people = np.flatnonzero((types == _PER) & goes_on & (titles == 0))
    behind = np.maximum(behind, bytes_beside(found, texts, people, "after", _HEAD_BEHIND))
    twofold = np.flatnonzero((types != _PER) & _OPENS_AND[utf8.two_bytes(data, last)])
    twofold = twofold[found["text"].gather(twofold).str.contains(_ENDS_IN_HEAD).to_numpy()]
    second = bytes_beside(found, texts, twofold, "after", _SECOND_HEAD)
    grown = np.flatnonzero((titles > 0) | (behind > 0))
    named = found["text"].gather(grown) + words_beside(found, texts, grown, "after", _HEAD_BEHIND_TITLED).fill_null("")
    types = types.copy()
    types[grown] = np.where(named.str.contains(_ENDS_IN_SITE).to_numpy(), _LOC, _ORG)
    types[second > 0] = _ORG
    return united(found, texts, start - titles, end + np.maximum(behind, second), types)


def _titled(found: pl.DataFrame, texts: pl.DataFrame, rows: Int64s) -> tuple[Int64s, Int64s]:
    """By how many bytes names grow that have a title before them, to the left and to the right."""
    titles = bytes_beside(found, texts, rows, "before", _TITLED)
    rows = np.flatnonzero(titles)
    names = found["text"].gather(rows)
    whole = names.str.contains(_ENDS_IN_HEAD).to_numpy() & (listed_types(names) == NONE)
    behind = bytes_beside(found, texts, rows, "after", _HEAD_BEHIND_TITLED)
    titles[rows[(behind[rows] == 0) & ~whole]] = 0
    return titles, behind
