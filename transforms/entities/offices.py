"""Offices that are taken for organisations: in "U.S. Defense Secretary Robert Gates" only "U.S." is a name."""

import re

import numpy as np
import polars as pl

from transforms import context, text_bytes
from transforms.entities import codes
from transforms.entities.codes import NONE, TYPES, type_codes, type_names
from transforms.entities.found import listed_types

_ORG = TYPES.index("ORG")

# What ministers and secretaries are there for, and what stands before it. "Treasury" and "Homeland Security" are left
# out: news calls the departments so, without the office.
_CHARGES = """Defen[cs]e|Foreign|Interior|Justice|Finance|Trade|Commerce|Economy|Economic|Energy|Oil|Petroleum|Labou?r
|Agriculture|Education|Health|Environment|Transport|Transportation|Information|Culture|Tourism|Housing|Planning
|International|Internal|External|Development|Relations|Affairs|Industry|Science|Technology|Sports?|Communications
|Social|Welfare|Human|Services|National|Security|Deputy|Assistant|Acting"""
_CHARGE = _CHARGES.replace("\n", "")
_OFFICE = (
    r"^ (?:[Ss]ecretary|[Uu]ndersecretary|[Mm]inisters?|[Aa]dvis[eo]rs?|[Cc]ommissioner|[Rr]epresentative)(?-u:\b)"
)
_OFFICE_BYTES = 24
# Longer than any charge; what is longer is not read, so that reading stays linear.
_MOST_CHARS = 100
_PLACE = ("text_no", "start_byte", "end_byte")
_BEGINS_OFFICE = text_bytes.table_of_pairs(("Se", "se", "Un", "un", "Mi", "mi", "Ad", "ad", "Co", "co", "Re", "re"))
# The country or body that the office belongs to, and the charge.
_HOLDER = re.compile(rf"(?:(?P<holder>.+?)(?:['’]s)? )??(?:{_CHARGE})(?:(?: and)? (?:{_CHARGE}))*")


def without_offices(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Cut the charge of an office off the name before it, and leave out one that stands alone; in reading order.

    Takes names with type (see found.together). What is left of "Sudan's Justice" has the type the table gives "Sudan";
    a name whose beginning the table does not know stays whole, and so does one that the table knows.
    """
    data, end = text_bytes.ends(found, texts)
    types = type_codes(found["type"])
    rows = np.flatnonzero((types == _ORG) & _BEGINS_OFFICE[text_bytes.two_bytes(data, end + 1)])
    number, different = codes.number(found["text"].gather(rows))
    # Few different names stand before an office: Polars would take longer to compile the pattern than to read them.
    read = [_HOLDER.fullmatch(name) if len(name) <= _MOST_CHARS else None for name in different.to_list()]
    charged = np.array([name is not None for name in read], dtype=bool) & (listed_types(different) == NONE)
    rows, number = rows[charged[number]], number[charged[number]]
    beside = context.around(found.select(_PLACE)[rows], texts, before=0, after=_OFFICE_BYTES)
    is_office = beside["after"].str.contains(_OFFICE).to_numpy()
    rows, number = rows[is_office], number[is_office]
    if not len(rows):
        return found
    holders = pl.Series([name and name["holder"] for name in read], dtype=pl.String)
    type_of, alone = listed_types(holders)[number], holders.is_null().to_numpy()[number]
    cut = type_of != NONE
    types[rows[cut]] = type_of[cut]
    short = holders.gather(number[cut])
    ends = {}
    for unit, length in (("char", short.str.len_chars()), ("byte", short.str.len_bytes())):
        end_at = found[f"start_{unit}"].gather(rows[cut]) + length
        ends[f"end_{unit}"] = found[f"end_{unit}"].scatter(rows[cut], end_at)
    kept = np.ones(found.height, dtype=bool)
    kept[rows[alone]] = False
    found = found.with_columns(**ends, text=found["text"].scatter(rows[cut], short), type=type_names(types))
    return found.filter(kept)
