"""Names that a table knows: "Ukrainian", "the Group of Seven", "U.S.", "Kiev", "the Kremlin"."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dictionary import TYPE
from transforms.columns.lazy import once
from transforms.entities.linking import phrase_matcher
from transforms.entities.linking.firm_context import FIRM_AFTER, FIRM_BEFORE, FIRM_IN_LIST
from transforms.text import spans, windows
from transforms.text.pretokens import Chunk, chunked

_TABLE = Path(__file__).parents[2] / "reference" / "entities.parquet"

# The word next to a name, where white space of one line is between them.
_WORD_BEFORE = r"(?:^|[^A-Za-z.'’-])([A-Z][A-Za-z'’-]*\.?) $"
_WORD_AFTER = r"^ ([A-Z][a-z][A-Za-z'’-]*)"
# Words that begin sentences and headlines, or come before surnames, without being first names.
_ORDINARY_WORDS = """
The A An In On At But And Or He She It They We I His Her Its Their Our This That These Those There Here When
While After Before As If For From With By To Of Since Although Though However Meanwhile Both Some Many Most
All Not No Yes Why What Who How Where Will Can Could Would Should Did Does Is Was Were Are Has Have Had Then
Now So Says Said Tells Told Asks Calls Like Under Over Against Between Into Via Versus Because Until Unless
Even Only President Vice Prime Minister Chancellor King Queen Prince Princess Pope Senator Sen. Sen Gov. Gov
Governor Mr. Mr Mrs. Mrs Ms. Ms Dr. Dr Secretary Chairman Chairwoman Leader Premier General Gen. Gen
Ayatollah Sheikh Sir Lord Lady Judge Justice Rep. Rep Ambassador Mayor Director Commissioner Envoy Spokesman
Spokeswoman Colonel Col. Candidate Dictator Presidents Republican Democrat Monday Tuesday Wednesday Thursday
Friday Saturday Sunday January February March April May June July August September October November December
One Two Three Four Five Six Seven Eight Nine Ten Hundreds Thousands Young Old New East West North South
Former Late Rival Veteran Champion"""
_NO_FIRST_NAMES = _ORDINARY_WORDS.split()
_OTHER_WORDS = ["Polish", "Pole", "Poles"]
_PLACE = ("text_no", "start_byte", "end_byte")
_AMERICA = (
    r"(?-u:\b)(?:Atlanta|Alabama|Florida|Tennessee|South Carolina|North Carolina|Savannah|Mississippi|Republicans?|"
    r"Democrats?|Democratic|Bulldogs|Augusta|Macon|U\.S\. Senate|Texas|Ohio|Virginia)(?-u:\b)"
)
_CAUCASUS = (
    r"(?-u:\b)(?:Tbilisi|Abkhaz|Abkhazia|Ossetia|Georgians?|Caucasus|Saakashvili|Shevardnadze|Armenia|Azerbaijan)"
)


@once
def reference() -> pl.DataFrame:
    """The alias table as transforms/reference/build/entities.py wrote it."""
    return pl.read_parquet(_TABLE)


@once
def _searched() -> pl.DataFrame:
    """One row per alias that may be looked for in a text: alias, type, guard and whether its meaning needs the day."""
    rows = reference().filter("searched").sort("weight", descending=True, maintain_order=True)
    return rows.group_by("alias", maintain_order=True).agg(
        pl.col("type").first().cast(TYPE),
        pl.col("guard").first(),
        dated=(pl.col("valid_from").is_not_null() | pl.col("valid_to").is_not_null()).all(),
    )


# What only a word within a sentence has before it, and what believers have: "a Christian school".
_WITHIN = r"[\p{L}0-9,;:)”\"’'][,;:]? $|[\p{L}0-9]-$"
_PARTISANS = (
    r"^(?:-(?:led|controlled|held|backed|leaning|run|dominated)| (?:primar(?:y|ies)|nominees?|[Ss]enators?|"
    r"presidential|"
    r"candidates?|voters?|lawmakers?|(?:vice )?presidential|front-?runners?|strategists?|conventions?|debates?|"
    r"nomination|"
    r"leaders?|governors?|congress(?:man|woman|ional)|caucus(?:es)?|contenders?|rivals?|opponents?|socialists?|"
    r"[Ss]en\.|[Rr]ep\.|[Gg]ov\.|operatives?|officials?|establishment|ticket|(?:mega)?donors?|base|"
    r"politicians?|mayors?|(?:super-?)?delegates?|pollsters?|fundraisers?|activists?|insiders?|colleagues?|counterparts?|"
    r"staffers?|electorate|leadership|members?|majority|super PACs?|stalwarts?|pundits?|allies|"
    r"turnout))(?-u:\b)?"
)
_BELIEVERS = (
    r"^ (?:faith|church(?:es)?|communit(?:y|ies)|values|conservatives?|right|left|leaders?|groups?|voters?|pilgrims?|"
    r"famil(?:y|ies)|minorit(?:y|ies)|population|girls?|boys?|"
    r"wom[ae]n|sentiments?|couples?|pastors?|preachers?|schools?|nations?|beliefs?|evangelicals?|militias?|"
    r"missionar(?:y|ies)|worshipp?(?:ers?)?|symbols?|holidays?|traditions?|theolog(?:y|ians?)|religion|world|organi[sz]ations?|"
    r"fundamentalis[tm]s?|nationalis[tm]s?|refugees?|women|men|people|music|broadcasters?|denominations?|converts?|"
    r"doctrine|colleges?|cemeter(?:y|ies)|villages?|areas?|neighbou?rhoods?|residents?|clergy|priests?|era|lobby|"
    r"charit(?:y|ies)|ministr(?:y|ies)|identity|heritage|teachings?|prayers?|hymns?|monks?|saints?)(?-u:\b)"
)
# The words before an abbreviated state, with or without a comma: "Athens, Ga.", "Springfield IL".
_TOWN = r"((?:\p{Lu}[\p{L}.'’-]+ ){0,2}\p{Lu}[\p{L}'’-]+\.?)(,?) $"
_STATE_GUARDS = ["state", "postal"]
# The words before a hyphen, and what two lands have: "Saudi Arabia-Iran" ties.
_PAIRED = r"(?:(\p{Lu}\p{L}+) )?(\p{Lu}[\p{L}.]+)-$"
_BETWEEN_TWO = (
    r"^ (?:[a-z-]+ )?(?:relations?|relationship|ties|summit|talks|alliance|conflict|war|agreement|treaty|deal|trade|"
    r"border|cooperation|friendship|partnership|rivalry|tensions?|dispute|clique|axis)(?-u:\b)"
)
_PREFIXES = ["Franco", "Sino", "Russo", "Italo", "Turco", "Israelo", "Greco"]
_LARGE_TOWN = 200_000  # inhabitants
# Firms whose names are ordinary words, or words and surnames too.
_FIRM_GUARDS = ["firm", "firm or surname"]


@once
def states() -> pl.DataFrame:
    """The abbreviations of American states: text, state ("ga"), guard."""
    rows = reference().filter(pl.col("guard").is_in(_STATE_GUARDS))
    return rows.select("guard", text="alias", state=pl.col("entity_id").str.tail(2).str.to_lowercase())


@once
def _towns() -> pl.DataFrame:
    """The towns of each state: town (small letters), state."""
    rows = reference().filter(
        pl.col("type") == "LOC", pl.col("entity_id").str.contains(r"^(?:city|county):.*-us-[a-z]{2}(?:-|$)")
    )
    state = pl.col("entity_id").str.extract(r"-us-([a-z]{2})(?:-[0-9]+)?$")
    return rows.select(town=pl.col("alias").str.to_lowercase(), state=state).unique().sort("town", "state")


def _lacks_town(found: pl.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether names are abbreviated states that come after no town."""
    states_at = np.flatnonzero(found["guard"].is_in(_STATE_GUARDS).fill_null(value=False))
    lacking = np.zeros(len(found), dtype=bool)
    lacking[states_at] = _no_state(found[states_at]).to_numpy()
    return lacking


def _no_state(found: pl.DataFrame) -> pl.Series:
    """Whether an abbreviated state comes after no town: two letters need one of that state, "Ga." a comma will do."""
    parts = found["before"].str.extract_groups(_TOWN).struct
    rows = found.select("text", town=parts.field("1"), comma=parts.field("2")).with_row_index("row")
    rows = rows.join(states(), on="text", how="left", maintain_order="left").unique("row", keep="first")
    lowered = pl.col("town").str.to_lowercase()
    suffixes = pl.concat_list(lowered, lowered.str.extract(r"([^ ]+ [^ ]+)$"), lowered.str.extract(r"([^ ]+)$"))
    asked = rows.select("row", "state", town=suffixes).explode("town").drop_nulls("town")
    in_state = asked.join(_towns(), on=["town", "state"], how="semi")["row"].unique()
    told = pl.col("row").is_in(in_state.implode()) | ((pl.col("guard") == "state") & (pl.col("comma") == ","))
    # "Mark Holm (D-Mass.)".
    told |= pl.col("row").is_in(np.flatnonzero(found["before"].str.contains(r"\((?:[DRI]|Dem|Rep)[-–]$").to_numpy()))
    return rows.sort("row").select(~told.fill_null(value=False)).to_series()


@once
def _listed() -> phrase_matcher.Listed:
    return phrase_matcher.listed(_searched()["alias"])


@once
def _suspects() -> npt.NDArray[np.bool_]:
    """Which aliases what stands around them can make another word."""
    suspect = pl.col("guard").is_not_null() | pl.col("alias").is_in(_OTHER_WORDS)
    return np.asarray(_searched().select(suspect).to_series().to_numpy())


def known_names(texts: pl.DataFrame, chunks: list[Chunk] | None = None) -> pl.DataFrame:
    """Find the names of the reference table.

    Takes a texts frame, and its pieces if they are cut already; gives a mentions frame with type (PER, ORG, LOC,
    MISC), never overlapping. Matching is case-sensitive: "turkey" is a bird and "us" a pronoun.
    """
    table = _searched()
    parts = [_found(chunk) for chunk in (chunked(texts) if chunks is None else chunks)]
    text, start, end, name, suspect = (np.concatenate(column) for column in zip(*parts, strict=True))
    found = pl.DataFrame(
        {"text_no": text, "start_byte": start, "end_byte": end}, schema=dict.fromkeys(_PLACE, pl.UInt32)
    )
    # Few names need to see more than the marks next to them.
    doubted = np.flatnonzero(suspect)
    near = found[doubted].with_columns(
        text=table["alias"].gather(name[doubted]), guard=table["guard"].gather(name[doubted])
    )
    kept = np.ones(len(name), dtype=bool)
    kept[doubted] = ~_guarded(windows.around(near, texts, before=40, after=40)).to_numpy()
    rows = np.flatnonzero(kept)
    found = found[rows].with_columns(text=table["alias"].gather(name[rows]), type=table["type"].gather(name[rows]))
    return spans.with_chars(found, texts).select(*spans.MENTION_COLUMNS, "type")


def _found(chunk: Chunk) -> tuple[npt.NDArray, npt.NDArray, npt.NDArray, npt.NDArray, npt.NDArray]:
    """Text, first and last byte and number of the aliases in texts, and whether what is next to them may matter."""
    pieces = chunk.pieces
    begin, end, name = phrase_matcher.find(pieces, _listed())
    row = np.searchsorted(pieces.offsets, begin, side="right") - 1
    low, high = pieces.offsets[row], pieces.offsets[row + 1]
    hyphen = ord("-")
    nearby = ((begin > low) & (pieces.data[begin - 1] == hyphen)) | ((end < high) & (pieces.data[end] == hyphen))
    return row + chunk.first_text, begin - low, end - low, name, nearby | _suspects()[name]


def _guarded(found: pl.DataFrame) -> pl.Series:
    """Whether what is next to the words says that they mean something else."""
    before = pl.col("before").str.extract(_WORD_BEFORE)
    after = pl.col("after").str.extract(_WORD_AFTER)
    after_a_name = (before.is_not_null() & ~before.is_in(_NO_FIRST_NAMES)).fill_null(False)
    before_a_name = (after.is_not_null() & ~after.is_in(_NO_FIRST_NAMES)).fill_null(False)
    person, surname = pl.col("guard") == "person", pl.col("guard") == "surname"
    within, after_it = pl.col("before").str.contains(_WITHIN), pl.col("after").str
    adjective = pl.col("guard") == "adjective"
    no_adjective = after_a_name | before_a_name | ~(within | after_it.contains(_PARTISANS))
    firm = pl.col("guard").is_in(_FIRM_GUARDS) & ~_firms_company()
    shouting = (pl.col("before") + pl.col("after")).str.contains(r"[A-Z]{2}") & ~(
        pl.col("before") + pl.col("after")
    ).str.contains(r"[a-z]")
    return found.select(
        (
            (person & (after_a_name | before_a_name))
            | (adjective & no_adjective)
            | ((pl.col("guard") == "creed") & (after_a_name | ~after_it.contains(_BELIEVERS)))
            | (surname & after_a_name)
            | firm
            | ((pl.col("guard") == "capitals") & shouting)
            | pl.Series(_lacks_town(found))
            # "US$40" is money, "pro-Russian" half of another word; "Chinese-funded" still names China.
            | pl.col("after").str.starts_with("$")
            | (pl.col("before").str.contains(r"[a-z]-$") & ~pl.Series(_paired(found)))
            # "Polish the silver": the verb opens a sentence and takes an object.
            | ((pl.col("text") == "Polish") & pl.col("after").str.contains(r"^ (?:the|your|it|up|off)(?-u:\b)"))
            | (pl.col("text").is_in(["Pole", "Poles"]) & pl.col("before").str.contains(r"(?:North|South) $"))
        ).fill_null(False)
    ).to_series()


def _paired(found: pl.DataFrame) -> npt.NDArray[np.bool_]:
    """Whether names are the second of two lands or two peoples with a hyphen between: "the Russia-Ukraine war"."""
    rows = np.flatnonzero(found["before"].str.contains(r"[a-z]-$") & found["text"].is_in(_lands().implode()))
    parts = found["before"].gather(rows).str.extract_groups(_PAIRED).struct
    first = parts.field("2").is_in(_lands().implode())
    first |= parts.field("2").is_in(_PREFIXES)
    first |= (parts.field("1") + " " + parts.field("2")).is_in(_lands().implode())
    # A Palestinian-American is one; Saudi-American ties are those of two.
    american = found["text"].gather(rows).str.contains("^American")
    two = first & (~american | found["after"].gather(rows).str.contains(_BETWEEN_TWO))
    out = np.zeros(len(found), dtype=bool)
    out[rows] = two.fill_null(value=False).to_numpy()
    return out


@once
def _lands() -> pl.Series:
    """Names of countries, regions and cities, and of the peoples of the countries."""
    rows = reference().filter(
        pl.col("entity_id").str.contains("^(?:country|region|city):"),
        pl.col("type").is_in(["LOC", "MISC"]),
        pl.col("guard").is_null() | (pl.col("guard") == "capitals"),
        pl.col("weight") >= _LARGE_TOWN,
    )
    return rows["alias"].unique().sort()


def _firms_company() -> pl.Expr:
    """Whether a word that is also a firm is next to what a firm has, or in mid-sentence with a capital."""
    before, after = pl.col("before"), pl.col("after")
    company = before.str.contains(FIRM_BEFORE) | after.str.contains(FIRM_AFTER) | after.str.contains(FIRM_IN_LIST)
    lone = before.str.contains(r"[a-z][,;:]? $") & after.str.contains(r"^(?:['’]s)?(?:[.,;:)]? ?$|[.,;:)]| [a-z])")
    return company | (
        lone & (pl.col("guard") == "firm") & ~before.str.contains(r"(?-u:\b)(?:the|a|an|in|at|from|near|of|to|on) $")
    )


def georgia_is_american(texts: pl.DataFrame) -> pl.DataFrame:
    """Articles whose "Georgia" is the American state: article_no."""
    said = texts.filter(pl.col("text").str.contains("Georgia", literal=True))
    said = said.group_by("article_no").agg(
        america=pl.col("text").str.contains(_AMERICA).any(), caucasus=pl.col("text").str.contains(_CAUCASUS).any()
    )
    return said.filter(pl.col("america") & ~pl.col("caucasus")).select("article_no")


@once
def countries() -> pl.Series:
    """Names of countries that are no words of another kind."""
    rows = reference().filter(pl.col("entity_id").str.starts_with("country:"), pl.col("type") == "LOC")
    return rows["alias"].unique().sort()
