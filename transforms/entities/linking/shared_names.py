"""Names that several bodies share: "ABC" in news of Sydney, "LSE" before a ticker, the "Western states" of America."""

from pathlib import Path

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.knowledge_base import countries
from transforms.text import windows

_SHARED = Path(__file__).parents[2] / "reference" / "curated" / "shared_names.csv"
_SCHOOL, _EXCHANGE = "org:london-school-of-economics", "org:lse-exchange"
_BEFORE_BYTES, _AFTER_BYTES = 24, 16
_EXCHANGE_BEFORE = (
    r"(?-u:\b)(?:list(?:ed|ing)|quoted|trad(?:ed|ing)|float(?:ed|s)?|flotation|shares) (?:on|to) (?:the )?$"
)
_EXCHANGE_AFTER = r"^(?: ?: ?[A-Z0-9]|-(?:listed|quoted|traded)| listing)"
# "The Western part of Kenya" is no part of the West, nor are the "Midwest and Western states" of America.
_WEST = "misc:western"
_PART_AFTER = (
    r"^ (?:half|part|parts|side|edge|end|section|province|district|coast|slope|border|flank|suburbs?|outskirts|front|"
    r"Conference|Division|Slope|caucus(?:es)?|primar(?:y|ies)|governors?)(?-u:\b)"
)
_STATES_AFTER = r"^ states?(?-u:\b)"
_AMERICAN_STATE = r"^region:US-"
_LEAST_STATES = 2


def shared_names(
    mentions: pl.DataFrame, texts: pl.DataFrame, known_id: pl.Series, answer: Int64s, article: Int64s
) -> pl.DataFrame:
    """The mentions whose name means another here than the table says: row, known_id (null: nobody the table knows).

    Takes mentions in reading order (text_no, start_byte, end_byte), the entities (null where the table knows none) that
    `answer` points into, and the row there and the article of each mention.
    """
    parts = [
        _of_other_lands(known_id, answer, article),
        _exchange(mentions, texts, known_id, answer, article),
        _parts_of_lands(mentions, texts, known_id, answer, article),
    ]
    return pl.concat(parts)


def _of_other_lands(known_id: pl.Series, answer: Int64s, article: Int64s) -> pl.DataFrame:
    """Bodies of a land of which the article names nothing else, or less than of the land of a namesake."""
    shared = known_id.is_in(_shared()["known_id"].implode()).fill_null(value=False).to_numpy()
    rows = np.flatnonzero(shared[answer])
    asked = pl.DataFrame({"row": rows, "article": article[rows], "known_id": known_id.gather(answer[rows])})
    asked = asked.join(_shared(), on="known_id", how="inner", maintain_order="left")
    if asked.is_empty():
        return _changed(asked, pl.lit(None, pl.String))
    of_articles = asked.drop("row").unique(maintain_order=True)
    others = np.flatnonzero(~shared[answer] & np.isin(article, article[rows]))
    named = pl.DataFrame({"article": article[others], "known_id": known_id.gather(answer[others])})
    named = named.join(countries(), on="known_id", how="inner")
    named = named.group_by("article", named_land=pl.col("country_code").str.head(2)).len()
    seen = of_articles.join(named, on="article", how="inner")

    def mentions_of(land: pl.Expr) -> pl.Expr:
        return pl.col("len").filter(pl.col("named_land") == land).sum()

    own = mentions_of(pl.col("own").first()).alias("of_own")
    other = pl.when(pl.col("land").first().is_null()).then(pl.len()).otherwise(mentions_of(pl.col("land").first()))
    told = seen.group_by("article", "known_id", "land", "other", maintain_order=True).agg(own, of_other=other)
    # Of any land there are always more; a namesake without one needs an article that names nothing of the body's.
    elsewhere = (
        pl.when(pl.col("land").is_null()).then(pl.col("of_own") == 0).otherwise(pl.col("of_other") > pl.col("of_own"))
    )
    told = told.filter(elsewhere, pl.col("of_other") > 0)
    told = told.unique(["article", "known_id"], keep="first", maintain_order=True)
    of_rows = asked.select("row", "article", "known_id").unique(maintain_order=True)
    found = of_rows.join(told, on=["article", "known_id"], how="inner", maintain_order="left")
    return _changed(found, pl.col("other"))


def _exchange(
    mentions: pl.DataFrame, texts: pl.DataFrame, known_id: pl.Series, answer: Int64s, article: Int64s
) -> pl.DataFrame:
    """ "LSE" as the London Stock Exchange, where one mention in the article is before a ticker or of listed shares."""
    rows, nearby = _nearby(mentions, texts, known_id, answer, _SCHOOL)
    exchange = nearby["before"].str.contains(_EXCHANGE_BEFORE) | nearby["after"].str.contains(_EXCHANGE_AFTER)
    letters = (mentions["text"].gather(rows) == "LSE").to_numpy()
    told = np.isin(article[rows], article[rows[exchange.to_numpy() & letters]])
    return _changed(pl.DataFrame({"row": rows[told & letters]}), pl.lit(_EXCHANGE))


def _parts_of_lands(
    mentions: pl.DataFrame, texts: pl.DataFrame, known_id: pl.Series, answer: Int64s, article: Int64s
) -> pl.DataFrame:
    """ "Western" as a direction in a land."""
    rows, nearby = _nearby(mentions, texts, known_id, answer, _WEST)
    state = known_id.str.contains(_AMERICAN_STATE).fill_null(value=False).to_numpy()
    american = _several(article[rows], article[np.isin(article, article[rows]) & state[answer]])
    part = nearby["after"].str.contains(_PART_AFTER).to_numpy()
    part |= nearby["after"].str.contains(_STATES_AFTER).to_numpy() & american
    return _changed(pl.DataFrame({"row": rows[part]}), pl.lit(None, pl.String))


def _several(asked: Int64s, held: Int64s) -> Bools:
    """Whether each number that is asked for is held several times."""
    numbers, count = np.unique(held, return_counts=True)
    return np.isin(asked, numbers[count >= _LEAST_STATES])


def _nearby(
    mentions: pl.DataFrame, texts: pl.DataFrame, known_id: pl.Series, answer: Int64s, entity: str
) -> tuple[Int64s, pl.DataFrame]:
    """The mentions that the table takes for an entity, and what is next to them."""
    rows = np.flatnonzero((known_id == entity).fill_null(value=False).to_numpy()[answer])
    places = mentions.select("text_no", "start_byte", "end_byte")[rows]
    return rows, windows.around(places, texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)


def _changed(rows: pl.DataFrame, known_id: pl.Expr) -> pl.DataFrame:
    return rows.select(pl.col("row").cast(pl.Int64), known_id=known_id.cast(pl.String))


@once
def _shared() -> pl.DataFrame:
    """Bodies that share their name: known_id, own (their land), land and other (null where not told)."""
    rows = pl.read_csv(_SHARED, comment_prefix="#", infer_schema=False).rename({"entity": "known_id"})
    own = countries().select("known_id", own=pl.col("country_code").str.head(2))
    return rows.join(own, on="known_id", how="inner", maintain_order="left")
