"""States called like a city: "the New York primary", "a senator from Washington", "New York and New Jersey"."""

import polars as pl

from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.text import windows

_STATE_OF = {"city:new-york-city-us-ny": "region:US-NY", "city:washington-us-dc": "region:US-WA"}
_WORDS = ["new york", "washington"]
_BEFORE_BYTES, _AFTER_BYTES = 48, 40
_OFFICE = (
    r"(?:Rep\.|Reps\.|Representative|Sen\.|Senator|Gov\.|Governor|Congress(?:man|woman)|Republican|Democrat|"
    r"lawmaker|delegate)"
)
_BEFORE = (
    r"(?i:(?-u:\b)(?:upstate|states? of|senators? (?:from|for)|governor of|congress(?:man|woman) from|"
    rf"(?:primar(?:y|ies)|caucus(?:es)?|voters|delegates) in) $)|"
    rf"{_OFFICE}(?: [\p{{L}}.'’-]+){{1,4}},? of $"
)
_POLLS = (
    r"(?:(?:Republican|Democratic|presidential|Senate|[A-Z]?[a-z]+day) )?(?:primar(?:y|ies)|caucus(?:es)?|delegates?)|"
    r"Gov\.|Governor|governor|state (?:law|police|senator|legislature|budget|officials)|State (?:Police|Senate)|"
    r"[Ll]egislature|(?:Lt\.|Lieutenant) Gov"
)
# In the capital of the country lawmakers, attorneys general and parties are the country's.
_AFTER = rf"^(?:['’]s)? (?:[A-Z][a-z]+ [0-9]{{1,2}} )?(?:{_POLLS})(?-u:\b)?"
_AFTER_NEW_YORK = (
    r"^(?:['’]s)? (?:(?:Republican|Democratic|state|junior|senior) )?(?:[Aa]ttorney [Gg]eneral|lawmakers|voters|"
    r"Assembly|Republicans|Democrats|[Ss]enators?|[Cc]ongress(?:man|woman)|Sen\.|Rep\.)"
)
_BEFORE_NEW_YORK = r"(?i:(?-u:\b)(?:republicans?|democrats?) (?:from|in) $)"
# Behind New York any state, behind Washington those beside it.
_NEIGHBOURS = "Oregon|Idaho|Alaska|Hawaii|Montana|Utah"


def states_called_like_cities(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The places that are a state and not the city of its name: row, known_id.

    Takes mentions of places in reading order (row, text_no, start_byte, end_byte, whole, known_id).
    """
    asked = mentions.filter(pl.col("whole").is_in(_WORDS) & pl.col("known_id").is_in(list(_STATE_OF)))
    nearby = windows.around(
        asked.select("text_no", "start_byte", "end_byte"), texts, before=_BEFORE_BYTES, after=_AFTER_BYTES
    )
    before, after = pl.lit(nearby["before"]), pl.lit(nearby["after"])
    new_york = pl.col("whole") == _WORDS[0]
    listed = (
        pl.when(new_york)
        .then(after.str.contains(_listed(_states())))
        .otherwise(after.str.contains(_listed(_NEIGHBOURS)))
    )
    state = before.str.contains(_BEFORE) | after.str.contains(_AFTER) | listed
    state |= new_york & (after.str.contains(_AFTER_NEW_YORK) | before.str.contains(_BEFORE_NEW_YORK))
    return asked.filter(state).select("row", pl.col("known_id").replace_strict(_STATE_OF, return_dtype=pl.String))


def _listed(states: str) -> str:
    """A list that goes on with a state: ", Ohio and Texas", " and New Jersey"."""
    return rf"^(?:,? (?:and|or) (?:{states})|(?:, (?:{states}))+,? (?:and|or) )(?-u:\b)?"


@once
def _states() -> str:
    """The names of the other American states."""
    rows = reference().filter(pl.col("entity_id").str.contains("^region:US-[A-Z]{2}$"), pl.col("relation") == "name")
    names = rows.filter(~pl.col("alias").is_in(["New York", "Washington", "Georgia"]))["name"].unique().sort()
    return "|".join(names.to_list())


def abbreviated(words: pl.Series) -> pl.Series:
    """The states that words are the abbreviations of, point and all, else null: "Pa." is no town, "La." no city."""
    return words.replace_strict(_abbreviations(), default=None, return_dtype=pl.String)


@once
def _abbreviations() -> dict[str, str]:
    rows = reference().filter(pl.col("guard") == "state", pl.col("alias").str.ends_with("."))
    return dict(rows.select("alias", "entity_id").unique().sort("alias", "entity_id").iter_rows())
