"""Which Paris: "Paris, Texas", "London, Ontario", "Georgia" next to Alabama, Tripoli where Lebanon is in the news."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import georgia_is_american
from transforms.entities.linking.knowledge_base import countries, known
from transforms.entities.linking.states import states_called_like_cities
from transforms.reference import CURATED_WEIGHT
from transforms.text import windows

_BETWEEN = ", "
# A list of places before a town or behind its country.
_LIST_BEFORE, _LIST_AFTER = r"(?:\p{L},|(?-u:\b)and|(?-u:\b)or) $", r"^,? (?:and|or|&) |^, \p{Lu}"
_LIST_BYTES = 8
# Cities and American counties, whose ids end in the land.
_CITY = "^(?:city|county):"
_IN_STATE = r"-us-([a-z]{2})(?:-[0-9]+)?$"
# A city yields to a namesake in a country that the article names when it is at most this many times as large.
_TIMES_AS_LARGE = 10
_SMALL_TOWN = 100_000  # inhabitants
# In America, which every state's news names, one in a state that the article names, if it is at most so many times.
_TIMES_AS_LARGE_IN_AMERICA = 4
# What says that not the city of the name is meant: "Jilin province", "Idlib governorate".
_OF_PROVINCE = r"^ (?i:province|governorate|prefecture|department|oblast|region|state|emirate|canton)(?-u:\b)"
_GEORGIA, _GEORGIA_IN_AMERICA = "country:GE", "region:US-GA"


def places_in_context(mentions: pl.DataFrame, texts: pl.DataFrame, lands: pl.DataFrame) -> pl.DataFrame:
    """Places that what is next to them or in their article makes others: row, known_id.

    Takes mentions of places in reading order (row, article_no, text_no, start_byte, end_byte, whole, known_id,
    known_relation), the texts, and the countries and American states that each article names, by whatever word
    (article_no, known_id). What comes out is to be called by its name.
    """
    changed = _before_their_country(mentions, texts)
    changed = pl.concat([changed, _told_elsewhere(mentions, changed), _namesakes(mentions, lands, changed)])
    states = pl.concat([states_called_like_cities(mentions, texts), _provinces(mentions, texts)])
    changed = pl.concat([changed.join(states, on="row", how="anti", maintain_order="left"), states])
    georgia = mentions.filter(pl.col("known_id") == _GEORGIA, pl.col("known_relation") == "name")
    if "article_no" not in texts.columns or georgia.is_empty():
        return changed
    american = georgia_is_american(texts).select(pl.col("article_no").cast(pl.UInt32))
    american = georgia.join(american, on="article_no", how="semi")
    american = american.select("row", known_id=pl.lit(_GEORGIA_IN_AMERICA))
    return pl.concat([changed, american.join(changed, on="row", how="anti")])


def far_towns(mentions: pl.DataFrame, entities: pl.DataFrame, lands: pl.DataFrame, told: pl.DataFrame) -> Int64s:
    """The rows of small towns whose country nothing in the article is of though it names others, but not those `told`.

    Takes what `places_in_context` takes and gave, and all entities that each article names (article_no, known_id).
    "Sava" in news of Madagascar is no town in Italy.
    """
    towns = mentions.join(_small_towns(), on="known_id", how="inner", maintain_order="left")
    towns = towns.join(told, on="row", how="anti", maintain_order="left")
    far = towns.join(lands, on="article_no", how="semi", maintain_order="left")
    others = entities.join(far, on="article_no", how="semi").join(_small_towns(), on="known_id", how="anti")
    others = others.join(countries(), on="known_id", how="inner")
    others = others.select("article_no", country=pl.col("country_code").str.to_lowercase()).unique()
    far = far.join(others, on=["article_no", "country"], how="anti", maintain_order="left")
    rows: Int64s = far["row"].to_numpy().astype(np.int64)
    return rows


def foreign_namesakes(mentions: pl.DataFrame, texts: pl.DataFrame, told: pl.DataFrame) -> Int64s:
    """The rows of cities that a land behind a comma says to be another town, one that the table does not know.

    Takes what `places_in_context` takes and gave. "Salinas, Mexico" is not the city in California, "Fairview, W.Va."
    not the one in Canada; "Boston, Mexico and Canada" is a list.
    """
    at = _before_their_land(mentions, texts)
    at = at[mentions["known_id"].gather(at).str.contains(_CITY).fill_null(value=False).to_numpy()]
    at = at[~mentions["row"].gather(at).is_in(told["row"].implode()).to_numpy()]
    place = ("text_no", "start_byte", "end_byte")
    before = windows.around(mentions.select(place)[at], texts, before=_LIST_BYTES, after=0)["before"]
    after = windows.around(mentions.select(place)[at + 1], texts, before=0, after=_LIST_BYTES)["after"]
    town, land = (mentions.select("known_id")[rows].with_row_index() for rows in (at, at + 1))
    lies = pl.col("country_code").str.head(2)
    land = land.filter(pl.col("known_id").str.contains("^(?:country:|region:US-)"))
    land = land.join(countries(), on="known_id", how="inner")
    state = pl.col("known_id").str.extract("^region:US-([A-Z]{2})$").str.to_lowercase()
    town = town.join(countries(), on="known_id", how="inner")
    both = land.select("index", said=lies, state=state).join(
        town.select("index", lies=lies, in_state=pl.col("known_id").str.extract(_IN_STATE)), on="index", how="inner"
    )
    other = pl.col("said") != pl.col("lies")
    other |= pl.col("state").is_not_null() & (pl.col("in_state") != pl.col("state"))
    other = both.filter(other)["index"].sort()
    alone = ~before.gather(other).str.contains(_LIST_BEFORE) & ~after.gather(other).str.contains(_LIST_AFTER)
    rows: Int64s = mentions["row"].gather(at).gather(other).filter(alone).to_numpy().astype(np.int64)
    return rows


@once
def _small_towns() -> pl.DataFrame:
    """Towns that no list has and few people live in: known_id, country."""
    towns = known().filter(
        pl.col("type") == "LOC", pl.col("entity_id").str.starts_with("city:"), pl.col("relation") == "name"
    )
    towns = towns.filter(pl.col("weight") < _SMALL_TOWN)
    return towns.select(known_id="entity_id", country=pl.col("country_code").str.to_lowercase()).unique("known_id")


def _told_elsewhere(mentions: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Places that the table alone does not tell and that the article tells elsewhere: "Kent County, Mich.,"."""
    unknown = mentions.filter(pl.col("known_id").is_null(), pl.col("whole") != "")
    unknown = unknown.select("row", "article_no", "whole").join(told, on="row", how="anti", maintain_order="left")
    found = _of_one_place(mentions.select("row", "article_no", "whole"), told)
    found = unknown.join(found, on=["article_no", "whole"], how="inner", maintain_order="left")
    return found.select("row", "known_id")


def _of_one_place(named: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Words that an article tells to be one place: article_no, whole, known_id."""
    told = told.join(named.select("row", "article_no", "whole"), on="row", how="inner")
    told = told.group_by("article_no", "whole").agg(pl.col("known_id").unique())
    return told.filter(pl.col("known_id").list.len() == 1).with_columns(pl.col("known_id").list.first())


def _namesakes(mentions: pl.DataFrame, lands: pl.DataFrame, told: pl.DataFrame) -> pl.DataFrame:
    """Cities whose namesake is meant: the one that the article tells elsewhere (`told`), or that lies where it plays.

    A namesake is meant whose country, or in America whose state, the article names, if it does not name that of the
    city that is meant otherwise.
    """
    cities = mentions.join(_namesake_cities().select("whole").unique(), on="whole", how="semi", maintain_order="left")
    cities = cities.filter(pl.col("known_id").str.contains(_CITY))
    elsewhere = _of_one_place(cities, told)
    cities = cities.select("row", "article_no", "whole", usual="known_id").join(told, on="row", how="anti")
    by_article = cities.join(elsewhere, on=["article_no", "whole"], how="inner", maintain_order="left")
    cities = cities.join(by_article, on="row", how="anti", maintain_order="left")
    usual = _namesake_cities().select("whole", usual="known_id", usual_land="land", usual_people="people")
    cities = cities.join(usual, on=["whole", "usual"], how="inner", maintain_order="left")
    named = _lands_named(lands.join(cities, on="article_no", how="semi"))
    cities = cities.join(named, left_on=["article_no", "usual_land"], right_on=["article_no", "land"], how="anti")
    others = cities.join(_namesake_cities(), on="whole", how="inner").join(named, on=["article_no", "land"], how="semi")
    # News of America names it and its states, not each town's: there a namesake must be of about the same size.
    home = others.join(
        named.rename({"land": "home"}),
        left_on=["article_no", pl.col("usual_land").str.head(2)],
        right_on=["article_no", "home"],
        how="semi",
    )
    home = home.filter(pl.col("land").str.starts_with("us-"), pl.col("usual_land").str.starts_with("us-"))
    home = home.filter(pl.col("people") * _TIMES_AS_LARGE_IN_AMERICA >= pl.col("usual_people"))
    abroad = others.filter(pl.col("people") * _TIMES_AS_LARGE >= pl.col("usual_people"))
    abroad = abroad.join(
        named.rename({"land": "home"}),
        left_on=["article_no", pl.col("usual_land").str.head(2)],
        right_on=["article_no", "home"],
        how="anti",
    )
    others = pl.concat([home, abroad])
    by_land = others.sort("row", "people", descending=[False, True], maintain_order=True)
    by_land = by_land.unique("row", keep="first", maintain_order=True)
    return pl.concat([by_article.select("row", "known_id"), by_land.select("row", "known_id")])


def _provinces(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Provinces called like a city, by the word behind them: "Jilin province" (row, known_id)."""
    cities = mentions.filter(pl.col("known_id").str.starts_with("city:"))
    nearby = windows.around(
        cities.select("text_no", "start_byte", "end_byte"), texts, before=0, after=len(" Governorate, ")
    )
    cities = cities.filter(nearby["after"].str.contains(_OF_PROVINCE))
    cities = cities.drop("known_id").join(_called_like_cities(), on="whole", how="inner", maintain_order="left")
    return cities.select("row", "known_id")


@once
def _called_like_cities() -> pl.DataFrame:
    """Provinces that the table has with the word only, by the name without it: whole, known_id."""
    rows = known().filter(pl.col("type") == "LOC", pl.col("entity_id").str.contains("^region:[A-Z]{2}-"))
    rows = rows.filter(pl.col("relation") == "alias").select(
        whole=pl.col("whole").str.extract("^(.+) province$"), known_id="entity_id"
    )
    return rows.drop_nulls("whole").unique("whole", keep="none", maintain_order=True)


def _lands_named(lands: pl.DataFrame) -> pl.DataFrame:
    """What each article names, as article_no and land: "lb" for Lebanon, "us" and "us-tx" for Texas."""
    place = pl.col("known_id").str.extract(r"^(?:country|region):([A-Z]{2}(?:-[A-Z]{2})?)$").str.to_lowercase()
    lands = lands.unique().select("article_no", land=place).drop_nulls("land")
    return pl.concat([lands, lands.with_columns(pl.col("land").str.head(2))]).unique()


def _before_their_country(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """A place followed by comma and country, state or province, or behind "Iowa's", is the one that lies there."""
    at = _before_their_land(mentions, texts)
    owned = _owned_by_their_land(mentions, texts)
    at = np.setdiff1d(at[~_lands_in_lists(mentions, at)], owned)
    at, land_at = np.append(at, owned), np.append(at + 1, owned - 1)
    place = mentions[at].select("row", "whole", _known_id=mentions["known_id"].gather(land_at))
    place = place.filter(pl.col("_known_id").str.contains("^(?:country|region):"), pl.col("whole") != "")
    if place.is_empty():
        return place.select("row", known_id="whole")
    # "Athens, Georgia" lies in America: there is none in the Caucasus.
    georgian = place.filter(pl.col("_known_id") == _GEORGIA).with_columns(_known_id=pl.lit(_GEORGIA_IN_AMERICA))
    place = pl.concat([place, georgian])
    # "region:US-TX" lies in US and its cities end in -us-tx; other provinces and England tell their country.
    state = pl.col("_known_id").str.extract(r"^region:(US-[A-Z]{2})$").str.to_lowercase()
    there = countries().select(_known_id="known_id", country_code=pl.col("country_code").str.head(2))
    there = there.filter(pl.col("_known_id").is_in(place["_known_id"].unique().implode()))
    place = place.join(there, on="_known_id", how="inner", maintain_order="left").with_columns(state=state)
    cities = _cities().filter(pl.col("whole").is_in(place["whole"].unique().implode()))
    found = place.join(cities, on=["whole", "country_code"], how="inner", maintain_order="left_right").filter(
        pl.col("state").is_null() | pl.col("known_id").str.contains("-" + pl.col("state") + "(?:-[0-9]+)?$"),
    )
    found = found.sort("row", maintain_order=True).unique("row", keep="first", maintain_order=True)
    told = found.filter(pl.col("_known_id") == _GEORGIA_IN_AMERICA).join(georgian, on="row", how="semi")
    behind = mentions["row"].to_numpy()[land_at]
    georgia = pl.DataFrame(
        {"row": mentions["row"].gather(at), "behind": pl.Series(behind, dtype=mentions["row"].dtype)}
    )
    georgia = georgia.join(told, on="row", how="semi").select(row="behind", known_id=pl.lit(_GEORGIA_IN_AMERICA))
    return pl.concat([found.select("row", "known_id"), georgia])


def _lands_in_lists(mentions: pl.DataFrame, at: Int64s) -> Bools:
    """Which of the places before a land are countries or states in a list of them: "California, Maryland, Vermont"."""
    land = mentions["known_id"].str.contains("^(?:country:|region:US-)").fill_null(value=False).to_numpy()
    text = mentions["text_no"].to_numpy().astype(np.int64)
    start, end = mentions["start_byte"].to_numpy().astype(np.int64), mentions["end_byte"].to_numpy().astype(np.int64)
    last = len(mentions) - 1
    before, behind = np.maximum(at - 1, 0), np.minimum(at + 2, last)
    listed = land[behind] & (at + 2 <= last) & (text[behind] == text[at])
    listed &= start[behind] - end[np.minimum(at + 1, last)] <= len(", and ")
    first = land[before] & (at > 0) & (text[before] == text[at]) & (start[at] - end[before] <= len(", and "))
    return np.asarray(land[at] & (listed | first))


def _owned_by_their_land(mentions: pl.DataFrame, texts: pl.DataFrame) -> Int64s:
    """The towns and counties right behind a country's or a state's possessive: "Iowa's Polk County"."""
    text = mentions["text_no"].to_numpy().astype(np.int64)
    start, end = mentions["start_byte"].to_numpy().astype(np.int64), mentions["end_byte"].to_numpy().astype(np.int64)
    gap = np.append(0, start[1:] - end[:-1])
    near = np.append(False, text[1:] == text[:-1]) & ((gap == len("'s ")) | (gap == len("’s ".encode())))
    at = np.flatnonzero(near)
    at = at[mentions["known_id"].gather(at - 1).str.contains("^(?:country|region):").fill_null(value=False).to_numpy()]
    before = windows.around(mentions.select("text_no", "start_byte", "end_byte")[at], texts, before=5, after=0)[
        "before"
    ]
    owned: Int64s = at[before.str.contains("['’]s $").to_numpy()]
    return owned


def _before_their_land(mentions: pl.DataFrame, texts: pl.DataFrame) -> Int64s:
    """The places with a comma and a known place right behind them, or a blank and an abbreviated state."""
    text = mentions["text_no"].to_numpy().astype(np.int64)
    start, end = mentions["start_byte"].to_numpy(), mentions["end_byte"].to_numpy()
    gap = start[1:].astype(np.int64) - end[:-1]
    near = (text[1:] == text[:-1]) & ((gap == len(_BETWEEN)) | (gap == 1))
    at = np.flatnonzero(near & mentions["known_id"].is_not_null().to_numpy()[1:])
    nearby = windows.around(mentions.select("text_no", "start_byte", "end_byte")[at], texts, before=0, after=8)
    after = nearby["after"]
    told = after.str.starts_with(_BETWEEN) | (
        after.str.starts_with(" ") & after.str.contains(r"^ [A-Z]{2}(?:[^A-Za-z]|$)|^ (?:[A-Z][a-z]*\.)+")
    )
    gapped = pl.Series(gap[at] == len(_BETWEEN)) == after.str.starts_with(_BETWEEN)
    before_lands: Int64s = at[(told & gapped).to_numpy()]
    return before_lands


@once
def _namesake_cities() -> pl.DataFrame:
    """Cities that share their folded name with one of another land: whole, known_id, country, land, people.

    `land` is the country ("lb"), in America with the state ("us-tx").
    """
    is_city = (pl.col("type") == "LOC") & pl.col("entity_id").str.contains(_CITY)
    cities = known().filter(is_city, pl.col("guard").ne_missing("town"))
    cities = cities.filter(pl.col("relation") == "name")  # Islamabad is an old name of Chittagong
    country = pl.col("country_code").str.to_lowercase()
    cities = cities.select(
        "whole",
        known_id="entity_id",
        country=country,
        land=pl.coalesce(pl.col("entity_id").str.extract(r"-(us-[a-z]{2})(?:-[0-9]+)?$"), country),
        people=pl.col("weight") % CURATED_WEIGHT,
    )
    return cities.filter(pl.col("land").n_unique().over("whole") > 1)


@once
def _cities() -> pl.DataFrame:
    """Cities by folded name and country, the largest first."""
    rows = known().filter(pl.col("type") == "LOC", pl.col("entity_id").str.contains(_CITY))
    rows = rows.sort("weight", descending=True, maintain_order=True)
    return rows.select("whole", "country_code", known_id="entity_id")
