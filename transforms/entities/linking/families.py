"""Names that are no one's surname: "the Rajapaksa clan" is a family, "King Salman" is not Mohammed bin Salman."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.addresses import addressed
from transforms.entities.linking.knowledge_base import known
from transforms.text import windows

_PER = TYPES.index("PER")
_BEFORE_BYTES, _AFTER_BYTES = 40, 32
# "The Kennedy family", "a powerful Bhutto clan"; "Mr. Bush's family" speaks of the man.
_FAMILY_BEFORE = r"(?-u:\b)(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat) (?:[a-z-]+ ){0,2}$"
_FAMILY_AFTER = (
    r"^ (?:(?:political|royal|ruling|crime|business) )?"
    r"(?:family|families|clan|dynasty|brothers|sisters|siblings)(?-u:\b)"
)
# Somebody's kin, who is not the one that the article speaks of: "her husband, Frank Orvane".
_KIN = (
    r"(?:wife|husband|sons?|daughters?|(?:half-)?brothers?|(?:half-)?sisters?|father|mother|parents|uncle|aunt|nephew|niece|"
    r"cousin|grandson|granddaughter|grandfather|grandmother|widow|widower|twin|fianc[eé]e?|ex-wife|ex-husband|spouse)"
)
_KIN_BEFORE = rf"(?-u:\b){_KIN},? $"
_KIN_AFTER = rf"^, (?:his|her|their|the|\p{{Lu}}\p{{L}}+['’]s) (?:[a-z-]+ ){{0,2}}{_KIN}(?-u:\b)"
# They are called by their given names.
_TITLES = "King|Queen|Emperor|Empress|Sultan|Emir|Pope|Tsar|Czar|Kaiser|Shah|Pharaoh"
_MONARCH = rf"(?-u:\b)({_TITLES}) $"
# "Queen Elizabeth I": the number tells which.
_NUMBERED = r"^ [IVX]+(?-u:\b)"


def families_and_monarchs(
    mentions: pl.DataFrame, texts: pl.DataFrame, kind: Int64s, name: Int64s, spelled: pl.DataFrame
) -> tuple[Int64s, pl.DataFrame, pl.DataFrame]:
    """The lone names that are a family's, those of monarchs with who the table says they are (row, known_id), and those
    behind a form of address (row, gender).

    Takes mentions in reading order (text_no, start_byte, end_byte), their type (place in TYPES) and name (row of
    `spelled`, see name_parts.keys). known_id is null where the table knows no such monarch, or two.
    """
    lone = spelled.select((pl.col("type") == "PER") & pl.col("first").is_null()).to_series().to_numpy()
    rows = np.flatnonzero((kind == _PER) & lone[name])
    places = mentions.select("text_no", "start_byte", "end_byte")[rows]
    nearby = windows.around(places, texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    family = nearby["after"].str.contains(_FAMILY_AFTER) & nearby["before"].str.contains(_FAMILY_BEFORE)
    title = nearby["before"].str.extract(_MONARCH).str.to_lowercase()
    reigning = (title.is_not_null() & ~nearby["after"].str.contains(_NUMBERED)).to_numpy()
    monarchs = rows[reigning]
    called = title.filter(pl.Series(reigning)) + " " + spelled["key"].gather(name[monarchs])
    person = pl.Series([_monarchs().get(words) for words in called.to_list()], dtype=pl.String)
    monarchs_known = pl.DataFrame({"row": monarchs, "known_id": person})
    return rows[family.to_numpy()], monarchs_known, addressed(rows, nearby["before"])


def kin(mentions: pl.DataFrame, texts: pl.DataFrame, rows: Int64s) -> Bools:
    """Whether these rows of mentions (text_no, start_byte, end_byte) are somebody's kin: "her son, Ian Orvane"."""
    nearby = windows.around(mentions[rows], texts, before=len("granddaughter, ") + 1, after=_BEFORE_BYTES)
    return np.asarray(nearby["before"].str.contains(_KIN_BEFORE) | nearby["after"].str.contains(_KIN_AFTER))


@once
def _monarchs() -> dict[str, str]:
    """Who is meant by a title and one name ("king salman"), where the table has one such person only."""
    rows = known().filter(pl.col("type") == "PER", pl.col("whole").str.contains(f"^(?:{_TITLES.lower()}) "))
    called = pl.concat_list("whole", pl.col("whole").str.extract(r"^([^ ]+ [^ ]+)"))
    rows = rows.select("entity_id", called=called).explode("called").unique()
    rows = rows.filter(pl.len().over("called") == 1).select("called", "entity_id")
    return dict(rows.rows())


def by_given_name(full: Int64s, name: Int64s, rows: Int64s, spelled: pl.DataFrame) -> Bools:
    """Whether the full names that rows were taken to mean begin with the lone names that they are."""
    given = pl.concat([spelled["given"], pl.Series([None], dtype=pl.String)]).gather(
        np.where(full[rows] == NONE, len(spelled), full[rows])
    )
    return (given == spelled["key"].gather(name[rows])).fill_null(value=False).to_numpy()
