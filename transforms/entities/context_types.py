"""What is next to a name says what it is: "analysts at Needham", "Cobham plc", "in Reading", "Leeds beat Everton".

An entry of the reference table is evidence, no verdict: a place that is also an ordinary word, a surname or a firm is a
place only in the company of one.
"""

from pathlib import Path

import numpy as np
import polars as pl

from transforms.columns.dictionary import TYPES, distinct_pairs, number, type_codes, type_names
from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.firm_context import FIRM_AFTER, FIRM_BEFORE
from transforms.entities.linking.gazetteer import countries, reference, states
from transforms.entities.ner.lexicon import words_of
from transforms.entities.same_names import SameNames
from transforms.reference import CURATED_WEIGHT
from transforms.text import windows

_WORDS = Path(__file__).parents[1] / "reference" / "curated" / "place_words.csv"

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))
_PLACE = ("text_no", "start_byte", "end_byte")
_NEARBY_BYTES = 48

# A place's company.
_PLACE_BEFORE = (
    r"(?:(?-u:\b)(?:in|In|at|At|from|From|near|Near|to|outside|Outside|around|across|through|via|between|toward|towards|"
    r"leave|leaves|left|leaving|reach|reached|visit|visited|downtown|central|northern|southern|eastern|western|of|off|"
    r"north|south|east|west) |(?:city|town|port|village|mayor|streets|residents|people|University|county|state) of )$"
)
_PLACE_AFTER = (
    r"^(?:, [A-Z][\p{L}.]+|['’]s (?:mayor|airport|streets)| \((?:AP|Reuters|AFP|dpa|UPI|Xinhua)\)| (?:--|–|—) |"
    r", (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)[a-z.]* [0-9])"
)
# What a person's people and office are called by: "the Bush administration", who is no town in Egypt.
_PERSONS_AFTER = (
    r"^(?:['’]s? | )(?:administration|presidency|regime|dynasty|clan|twins|"
    r"(?:[a-z]+ )?(?:brothers|sisters|siblings|famil(?:y|ies)))(?-u:\b)"
)
# "The Richter scale" and "the Beaufort scale" measure.
_SCALE_AFTER = r"^ scale(?:[.,;:)]|$| [a-z])"
_THE_BEFORE = r"(?-u:\b)[Tt]he $"
_IN_TOWN = r"(?-u:\b)(?:[Ii]n|[Nn]ear|[Oo]utside) $"
_INVESTED_IN = (
    r"(?-u:\b)(?:stakes?|shares?|[Ii]nvest[a-z]*|interests?|stocks?|holdings?|positions?|confidence|trust|faith|believes?|"
    r"partners?|engineers?|executives?) in $"
)
_AMAZON_IS_PLACE = r"(?i:rain ?forest|basin|river|jungle|deforestation|brazil)|^ (?:region|forest|fires|tribes?|delta)"

# Sport: a city that beats another is its club.
_SPORT_WORDS = (
    r"(?i)(?-u:\b)(?:match|matches|league|season|coach|striker|goals?|midfielder|defender|goalkeeper|innings|wickets?|"
    r"tournament|championship|play-?offs?|standings|scored|scorers?|soccer|football|cricket|rugby|baseball|basketball|"
    r"hockey|nba|nfl|nhl|mlb|halftime|relegation|transfer window|fixtures?|kick-?off|penalty|quarterback|"
    r"inning|touchdown)"
    r"(?-u:\b)"
)
_CLUB_AFTER = (
    r"^(?:['’]s)?(?:,? (?:beat|beats|defeated|thrashed|edged|routed|overcame|hammered|lost to|lost at|drew|held|won at|"
    r"won [0-9]+-[0-9]+|lost [0-9]+-[0-9]+|host|hosted|signed)(?-u:\b)| (?:striker|midfielder|defender|"
    r"goalkeeper|coach|"
    r"manager|captain|forward|fans|winger|keeper)(?-u:\b)|,? [0-9]{1,3}-[0-9]{1,3}(?-u:\b))"
)
_CLUB_BEFORE = (
    r"(?:(?:beat|beating|defeated|thrashed|lost to|defeat by|defeat to|win over|victory over|draw with|"
    r"drew with|drew at|"
    r"won at|win at|lost at|defeat at|draw at|signed from|signed for|joined|plays? for|played for|loan (?:to|from|at)|"
    r"transfer (?:to|from)|move (?:to|from)|moved to|against|fans of|coach of|manager of|captain of)|"
    r"signed (?:[a-z]+ ){1,3}(?:[A-Z]\S+ ){0,2}from) $"
)
# A row of results or of a table: "NEW YORK 74 59 .556", "Leeds 1 Everton 2".
_ROW_AFTER = r"^ (?:\([A-Z0-9]+\) )?[0-9]{1,3}(?:[ ,\n]|$)"
_ROW_BEFORE = r"(?:^|\n|[0-9] |[0-9], )$"
_MATCH_AFTER = r"^ (?:AT|VS\.?|V) [A-Z]{3}"
_CLUB_NEARBY = (
    r"(?i)(?-u:\b)(?:clubs?|teams?|fans?|football|stadium|fc|premier league|goalkeeper|striker|rivals?)(?-u:\b)"
)
_NO_CLUB_BEFORE = r"(?-u:\b)(?:in|In|near|around|downtown|outside) $"
_NO_CLUB_AFTER = r"^(?:, \p{Lu}| (?:neighbou?rhood|district|streets?|residents?)(?-u:\b))"
_LEAST_SPORT_WORDS = 3
_ROW_BYTES, _LEAST_ROWS = 16, 3


def typed_by_context(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Correct types by what is next to the names, and leave out ordinary words that only look like places.

    Takes names with type in reading order, gives the same rows with other types, some left out. Firms and clubs become
    ORG, places that are in no place's company ORG (where a firm is called so) or nothing (where a word is).
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    words, surfaces = number(found["text"])
    surface = words.astype(np.int64)
    traits = _traits(surfaces)[surface]
    nearby = windows.around(found.select(_PLACE), texts, before=_NEARBY_BYTES, after=_NEARBY_BYTES)
    before, after = nearby["before"], nearby["after"]
    land = (traits & _LAND) != 0
    may_be_firm = ~land & ((types == _PER) | (types == _LOC) | (types == _MISC)) & ((traits & _SURE) == 0)
    scale = (types != _ORG) & ~land & after.str.contains(_SCALE_AFTER).to_numpy()
    scale &= before.str.contains(_THE_BEFORE).to_numpy()
    firm = _either(before, after, may_be_firm & ~scale, FIRM_BEFORE, FIRM_AFTER)
    types[firm] = _ORG
    types[scale] = _MISC
    types = _towns_before_states(found, texts, types, before, after, (words, surfaces))
    types = _towns_before_lands(found, types, before, after)
    # "Meta said": a firm whose name is no surname is no person.
    types[((traits & _NO_SURNAME) != 0) & (types == _PER)] = _ORG
    doubted = np.flatnonzero(
        ((traits & _DOUBTFUL) != 0) & ~firm & ((types == _LOC) | ((traits & (_WORD | _RIVER)) != 0))
    )
    keep = np.ones(len(found), dtype=bool)
    if len(doubted):
        sure = _either(before.gather(doubted), after.gather(doubted), None, _PLACE_BEFORE, _PLACE_AFTER)
        sure |= _sure_elsewhere(found, texts, surface, doubted, sure)
        is_place = types[doubted] == _LOC
        firms = (traits[doubted] & _FIRM) != 0
        amazon = (found["text"].gather(doubted) == "Amazon").to_numpy()
        # Nobody is in "the Republic, Ana Lind".
        sure &= ~(before.gather(doubted).str.contains(_THE_BEFORE).to_numpy() & ((traits[doubted] & _WORD) != 0))
        river = before.gather(doubted).str.contains(r"[Tt]he $") & ~after.gather(doubted).str.contains(
            r"^ (?:app|unit)"
        )
        river |= after.gather(doubted).str.contains(_AMAZON_IS_PLACE)
        sure = np.where(amazon, river.to_numpy(), sure)
        types[doubted[amazon & sure]] = _LOC
        types[doubted[is_place & ~sure & firms]] = _ORG
        people = before.gather(doubted).str.contains(_THE_BEFORE) & after.gather(doubted).str.contains(_PERSONS_AFTER)
        people = is_place & people.to_numpy() & ((traits[doubted] & _SURNAME) != 0)
        types[doubted[people]], sure = _PER, sure | people
        keep[doubted[is_place & ~sure & ~firms & ((traits[doubted] & _WORD) != 0)]] = False
        types[doubted[~is_place & sure & ((traits[doubted] & _WORD) != 0) & ~firms & (types[doubted] == _PER)]] = _LOC
    clubs = _clubs(found, texts, types, traits, surface, before, after)
    types[clubs], keep[clubs] = _ORG, True
    types = _no_clubs(found, texts, types, traits, surface, before, after)
    return found.with_columns(type=type_names(types)).filter(pl.Series(keep))


def _either(before: pl.Series, after: pl.Series, asked: Bools | None, pattern: str, behind: str) -> Bools:
    """Whether what comes before or behind matches, among those asked for (None: all)."""
    out = np.zeros(len(before), dtype=bool)
    rows = np.arange(len(before)) if asked is None else np.flatnonzero(asked)
    said = before.gather(rows).str.contains(pattern) | after.gather(rows).str.contains(behind)
    out[rows[said.to_numpy()]] = True
    return out


def _towns_before_states(
    found: pl.DataFrame,
    texts: pl.DataFrame,
    types: Int64s,
    before: pl.Series,
    after: pl.Series,
    numbered: tuple[Int32s, pl.Series],
) -> Int64s:
    """A name before an abbreviated state is a town, and so is who is called like it and like nobody of the article."""
    state = found["text"].is_in(states()["text"].implode()).to_numpy() & (types == _LOC)
    at = np.flatnonzero(state[1:])
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in _PLACE)
    at = at[(text[at] == text[at + 1]) & (start[at + 1] - end[at] == len(", "))]
    at = at[
        after.gather(at).str.starts_with(", ").to_numpy() & ~found["text"].gather(at).str.contains(r"\.").to_numpy()
    ]
    same, people = SameNames(found, texts, numbered), types == _PER
    types = types.copy()
    types[at] = _LOC
    types[same.no_surnames(same.like(at, people), people)] = _LOC
    return types


def _towns_before_lands(found: pl.DataFrame, types: Int64s, before: pl.Series, after: pl.Series) -> Int64s:
    """What somebody is in, before its country, is a town: "in Toyota, Japan", not "stakes in Toyota, Japan's big"."""
    at = np.flatnonzero((types[:-1] == _ORG) & (types[1:] == _LOC))
    text, start, end = (found[name].to_numpy().astype(np.int64) for name in _PLACE)
    at = at[(text[at] == text[at + 1]) & (start[at + 1] - end[at] == len(", "))]
    at = at[found["text"].gather(at + 1).is_in(countries().implode()).to_numpy()]
    before = before.gather(at)
    town = before.str.contains(_IN_TOWN) & ~before.str.contains(_INVESTED_IN)
    town &= after.gather(at).str.starts_with(", ") & ~after.gather(at + 1).str.contains("^['’]s")
    types = types.copy()
    types[at[town.to_numpy()]] = _LOC
    return types


def _sure_elsewhere(found: pl.DataFrame, texts: pl.DataFrame, surface: Int64s, rows: Int64s, sure: Bools) -> Bools:
    """Whether another mention of the same words in the article is surely a place."""
    article = _articles(found, texts)[rows] * (int(surface.max(initial=0)) + 1) + surface[rows]
    return np.isin(article, article[sure])


def _articles(found: pl.DataFrame, texts: pl.DataFrame) -> Int64s:
    text = found["text_no"].to_numpy()
    return (texts["article_no"].to_numpy()[text] if "article_no" in texts.columns else text).astype(np.int64)


def _clubs(
    found: pl.DataFrame,
    texts: pl.DataFrame,
    types: Int64s,
    traits: Int64s,
    surface: Int64s,
    before: pl.Series,
    after: pl.Series,
) -> Int64s:
    """The rows of cities that are named for their clubs, in articles on sport; of a listed club's name, any rows."""
    article = _articles(found, texts)
    club_name = (traits & _CLUB) != 0
    rows = np.flatnonzero(((types == _LOC) & ((traits & _LAND) == 0)) | (club_name & (types != _ORG)))
    sport = _sport_articles(texts, article[rows])[article[rows]]
    after, before = after.gather(rows), before.gather(rows)
    score = (before + after).str.contains(r"[^0-9][0-9]{1,2}-[0-9]{1,2}(?:[^0-9]|$)")
    verb = after.str.contains(r"^ (?:beat|thrashed|drew|lost (?:to|at))(?-u:\b)")
    verb |= before.str.contains(r"(?:beat|drew at|lost at) $")
    asked = np.flatnonzero(sport | (score | verb).to_numpy())
    rows, after, before = rows[asked], after.gather(asked), before.gather(asked)
    club = after.str.contains(_CLUB_AFTER) | before.str.contains(_CLUB_BEFORE) | after.str.contains(_MATCH_AFTER)
    club |= after.str.contains(_ROW_AFTER) & before.str.contains(_ROW_BEFORE)
    club = club.to_numpy() & ~after.str.contains(r"^ [0-9]{4}-").to_numpy()
    clubs: Int64s = rows[club]
    # A club stays one in the rest of the article, but "in Leeds" is the city.
    articles, names = distinct_pairs(article[clubs], surface[clubs])
    base = int(surface.max(initial=0)) + 1
    again = np.isin(article[rows] * base + surface[rows], articles * base + names)
    city = before.str.contains(r"(?-u:\b)(?:in|In|near|of|outside) $") | before.str.contains(r"(?:^|\n)$")
    city &= ~after.str.contains(_ROW_AFTER)
    out: Int64s = np.union1d(clubs, rows[again & ~city.to_numpy()])
    return out


def _no_clubs(
    found: pl.DataFrame,
    texts: pl.DataFrame,
    types: Int64s,
    traits: Int64s,
    surface: Int64s,
    before: pl.Series,
    after: pl.Series,
) -> Int64s:
    """Types in which a club's name that is a given name too is a person or a place in articles not on sport."""
    rows = np.flatnonzero((types == _ORG) & ((traits & _CLUB) != 0) & ((traits & _GIVEN) != 0))
    article = _articles(found, texts)[rows]
    rows = rows[~_sport_articles(texts, article)[article]]
    said = (before.gather(rows) + after.gather(rows)).str.contains(_CLUB_NEARBY).to_numpy()
    club = said | _either(before.gather(rows), after.gather(rows), None, _CLUB_BEFORE, _CLUB_AFTER)
    rows = rows[~club & ~_sure_elsewhere(found, texts, surface, rows, club)]
    near = before.gather(rows).str.contains(_NO_CLUB_BEFORE) | after.gather(rows).str.contains(_NO_CLUB_AFTER)
    place = near.to_numpy()
    place = place | _sure_elsewhere(found, texts, surface, rows, place)
    types = types.copy()
    types[rows] = np.where(place, _LOC, _PER)
    return types


def _sport_articles(texts: pl.DataFrame, asked: Int64s) -> Bools:
    """Whether each of the articles that are asked is about sport: three words of sport, one in a short text."""
    article = texts["article_no"].to_numpy() if "article_no" in texts.columns else np.arange(len(texts))
    count = int(article.max(initial=0)) + 1
    rows = np.flatnonzero(np.isin(article, asked))
    article, texts = article[rows], texts[rows]
    words = texts["text"].str.count_matches(_SPORT_WORDS).to_numpy().astype(np.int64)
    size = np.bincount(article, weights=texts["text"].str.len_bytes().to_numpy(), minlength=count)
    needed = np.where(size < 400, 1, np.maximum(_LEAST_SPORT_WORDS, size / 600))
    return np.asarray(np.bincount(article, weights=words, minlength=count) >= needed)


def in_result_rows(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """Whether each name is a place in a row of results or of a table of sport: "Spain 2 Italy 1"."""
    places = np.flatnonzero(type_codes(found["type"]) == _LOC)
    out = np.zeros(len(found), dtype=bool)
    nearby = windows.around(found.select(_PLACE)[places], texts, before=_ROW_BYTES, after=_ROW_BYTES)
    row = nearby["after"].str.contains(_ROW_AFTER) & nearby["before"].str.contains(_ROW_BEFORE)
    places = places[row.to_numpy()]
    text = found["text_no"].to_numpy()[places]
    several = np.bincount(text, minlength=len(texts))[text] >= _LEAST_ROWS
    places = places[several]
    article = _articles(found, texts)[places]
    places = places[_sport_articles(texts, article)[article]]
    out[places] = True
    return out


# A city of so many people is one whatever else bears its name.
_BIG_CITY = 1_000_000
_LAND, _SURE, _DOUBTFUL, _FIRM, _WORD, _RIVER, _CLUB, _NO_SURNAME, _GIVEN = 1, 2, 4, 8, 16, 32, 64, 128, 256
_SURNAME = 512


def _traits(surfaces: pl.Series) -> Int64s:
    """What the table and the lexicon say of distinct words: bits."""
    known = _known_traits()
    return np.array([known.get(word, 0) for word in surfaces.to_list()], dtype=np.int64)


@once
def _known_traits() -> dict[str, int]:
    rows = reference().filter(pl.col("guard").ne_missing("town"), pl.col("guard").ne_missing("postal"))
    rows = rows.sort("weight", descending=True, maintain_order=True)
    first = rows.unique("alias", keep="first", maintain_order=True).select("alias", "type", "entity_id", "weight")
    out: dict[str, int] = {}
    # The short name of a club is its city's: sport decides, below.
    of_club = (pl.col("source") == "curated/clubs.csv") & ~pl.col("searched")
    firms = set(rows.filter(pl.col("type") == "ORG", pl.col("relation") != "ticker", ~of_club)["alias"].to_list())
    towns = set(rows.filter(pl.col("type") == "LOC")["alias"].to_list())
    words = _place_words()
    surnames = words_of("last") | words_of("first")
    for alias, kind, entity, weight in first.rows():
        bits = 0
        if entity.startswith(("country:", "region:")) and alias not in ("Amazon",):
            bits |= _LAND
        if alias in towns:
            if kind == "LOC" and (weight >= CURATED_WEIGHT or weight > _BIG_CITY):
                bits |= _SURE
            small = alias.lower()
            if small in words:
                bits |= _DOUBTFUL | _WORD
                bits &= ~_SURE
            if alias in firms or (small in surnames and not bits & _SURE):
                bits |= _DOUBTFUL
            if small in surnames and not bits & _SURE:
                bits |= _SURNAME
        if kind == "PER":
            bits |= _SURE
        if alias in firms:
            bits |= _FIRM
        out[alias] = bits
    for alias in rows.filter(pl.col("guard") == "firm")["alias"].to_list():
        out[alias] = out.get(alias, 0) | _NO_SURNAME
    for alias in rows.filter(of_club)["alias"].to_list():
        out[alias] = out.get(alias, 0) | _CLUB | (_GIVEN if alias.lower() in words_of("first") else 0)
    out["Amazon"] = _DOUBTFUL | _FIRM | _RIVER
    return out


def is_land_or_word(names: pl.Series) -> pl.Series:
    """Whether names are countries, regions or ordinary words."""
    return pl.Series((_traits(names) & (_LAND | _WORD)) != 0)


@once
def _place_words() -> frozenset[str]:
    """Places that are ordinary words too, in small letters: "Reading", "Nice", "Plaque"."""
    rows = pl.read_csv(_WORDS, comment_prefix="#", infer_schema=False)
    return frozenset(rows["word"].to_list())
