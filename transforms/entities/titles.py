"""Titles are no names: "the Amir" names nobody, "the Sultan of Oman" Oman, "Judge Okonjo" Okonjo."""

import re

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES, number
from transforms.columns.dtypes import Bools
from transforms.entities.ner.lexicon import heads
from transforms.entities.ordinary_words import common_words
from transforms.entities.span_fusion import listed_type, listed_types
from transforms.text import windows

_PER, _ORG, _LOC = (TYPES.index(name) for name in ("PER", "ORG", "LOC"))
_PLACE = ("text_no", "start_byte", "end_byte")

_ALONE = (
    r"(?:Crown |Grand |Lord |Chief |Prime |Deputy |Vice )?(?:Amir|Ameer|Emir|Sultan|King|Queen|Prince|Princess|Pope|"
    r"Pontiff|Emperor|Empress|Sheikha?|Shaikh|Ayatollah|Caliph|Shah|[TC]zar|Maharaja|Nizam|Nawab|Premier|Chancellor|"
    r"Archbishop|Bishop|Cardinal|Patriarch|Imam|Mufti|Rabbi|Mayor|Governor|Ambassador|Duke|Duchess|Regent|Viceroy|"
    r"Minister|Speaker|Justice)"
)
_TITLE_ALONE = rf"^{_ALONE}$"
_TITLE_OF = re.compile(rf"{_ALONE} of (?:the )?(?P<place>\S.*)")
_BEFORE_TITLE = r"(?-u:\b)(?:[Tt]he|[Hh]is|[Hh]er|[Oo]ur|[Tt]heir|[Aa]n?)(?: late| new| then| former| next)? $"
# "The King family" is called King.
_NO_TITLE = (
    r"^(?:-|['’]s [A-Z]| (?:[A-Z]|family|families|clan|brothers|sisters|estate|government|administration|era|camp|"
    r"campaign|case|trial)(?-u:\b))"
)
_BEFORE_BYTES, _AFTER_BYTES = len(" their former "), len(" administration ")
# Before a name; in Bengal and Pakistan a Sheikh may be called so.
_STYLES = (
    "Judge|Cardinal|Archbishop|Bishop|Emperor|Empress|Imam|Ayatollah|(?P<sheikh>Sheikha?|Shaikh)|Rabbi|Detective|"
    "Inspector|Commissioner|Councillor|Pastor|Reverend|Professor|Archduke|[TC]zar|Admiral|Brigadier|Captain|Colonel|"
    "Sergeant|Lieutenant|Judges|Justices|Senators|Professors|Generals|Ministers|Ambassadors|Councillors|Bishops|Cardinals|"
    "Colonels|Doctors|Governors|Captains|Inspectors|Detectives|Pastors|Officers|Sergeants"
)
_STYLED = re.compile(
    rf"(?:{_STYLES}) (?P<person>[A-Z][\w.'’-]+(?: (?:(?:bin|al|el|de|van|von|di) )?[A-Z][\w.'’-]+){{0,4}})"
)
# What somebody is minister of, the second field of it too.
_PORTFOLIO_BEFORE = (
    r"(?-u:\b)[Mm]inisters? (?:of|for) (?:the )?(?:\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*,? (?:and |& )?)?$"
)
_PORTFOLIO_BYTES = 72
# "National Director of Public Prosecutions", "Chief of Cabinet Secretariat"; "Commander of the Order" is an award.
_OFFICE_OF = (
    r"^(?:(?:Deputy|Vice|Assistant|Additional|Joint|Acting|Chief|National|Federal|State|Prime|First|Second|Third|Permanent|"
    r"Country|Provincial|Regional|Group|Executive|Parliamentary|Cabinet|Principal|Honourable) )*(?:Ministers?|"
    r"Secretary|"
    r"Director|Superintendent|Inspector General|Commissioners?|Heads?|Chief|Governor|Chair(?:man|woman|person)?|"
    r"Registrar|"
    r"Dean|Rector|Judge|Vice-Chancellor|President|Manager|Comptroller) of "
)
_OF_OFFICE = r"(?-u:\b)(?:[Oo]ffice|[Dd]epartment|[Bb]ureau|[Cc]ouncil|[Bb]oard) of (?:the )?$"
_BODY = (
    r" (?:Party|Government|Authority|Agency|State|University|Council|Committee|Bank|Union|Association|Institute|Court|"
    r"Parliament|Group|Ltd\.?|Inc\.?)$"
)
# What `without_title` may change.
TITLED = rf"^(?:{_ALONE} of |(?:{_STYLES}) )"


def without_title(words: str, kind: int) -> tuple[int, str, int] | None:
    """What is left of a name without its title: first character, words and type (place in TYPES); None: all of it.

    "Bishop Museum" and "Detective Branch" are bodies.
    """
    if (titled := _TITLE_OF.fullmatch(words)) and listed_type(titled["place"]) == _LOC:
        return titled.start("place"), titled["place"], _LOC
    styled = _STYLED.fullmatch(words) if kind in (_ORG, _PER) else None
    if styled is None or (kind == _PER and styled["sheikh"]):
        return None
    parts = styled["person"].lower().split()
    if not heads().isdisjoint(parts) or (kind == _ORG and parts[-1] in common_words()):
        return None
    return styled.start("person"), styled["person"], _PER


def portfolios(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """Which names are the fields of a minister: "Minister of Water Resources, Irrigation and Electricity"."""
    rows = np.flatnonzero((found["type"] == "ORG").to_numpy())
    before = windows.around(found.select(_PLACE)[rows], texts, before=_PORTFOLIO_BYTES, after=0)["before"]
    told = np.flatnonzero(before.str.contains(_PORTFOLIO_BEFORE).to_numpy())
    words = found["text"].gather(rows[told])
    listed = before.gather(told).str.ends_with(", ")
    field = ~words.str.contains(_BODY) & (~listed | words.str.contains(" and ", literal=True))
    field &= pl.Series(listed_types(words) == NONE)
    out = np.zeros(len(found), dtype=bool)
    out[rows[told[field.to_numpy()]]] = True
    return out


def offices_of(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """Which names, places apart, are offices and what they are of; "Office of the Director of" something is a body."""
    rows = np.flatnonzero(found["text"].str.contains(" of ", literal=True).to_numpy())
    words = found["text"].gather(rows)
    office = words.str.contains(_OFFICE_OF) & ~words.str.contains(r"(?-u:\b)Order(?-u:\b)")
    office &= found["type"].gather(rows) != "LOC"
    rows = rows[office.to_numpy() & (listed_types(words) == NONE)]
    before = windows.around(found.select(_PLACE)[rows], texts, before=len("Department of the "), after=0)["before"]
    out = np.zeros(len(found), dtype=bool)
    out[rows[~before.str.contains(_OF_OFFICE).to_numpy()]] = True
    return out


def titles_alone(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """Which names are titles behind an article or a pronoun: "the Amir"; "Amir said" may be a person's name."""
    word, words = number(found["text"])
    rows = np.flatnonzero(words.str.contains(_TITLE_ALONE).to_numpy()[word])
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    title = nearby["before"].str.contains(_BEFORE_TITLE) & ~nearby["after"].str.contains(_NO_TITLE)
    out = np.zeros(len(found), dtype=bool)
    out[rows[title.to_numpy()]] = True
    return out
