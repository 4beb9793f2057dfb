"""Which Paris: "Paris, Texas", "London, Ontario", "Georgia" beside Alabama."""

import numpy as np
import polars as pl

from transforms import spans
from transforms.entities.codes import Int64s
from transforms.entities.gazetteer import georgia_is_american
from transforms.entities.known import known
from transforms.once import once

_BETWEEN = ", "
_GEORGIA, _GEORGIA_IN_AMERICA = "country:GE", "region:US-GA"


def places_in_context(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Places that what stands beside them or in their article makes others: row, known_id.

    Takes mentions of places in reading order (row, article_no, text_no, start_byte, end_byte, whole, known_id,
    known_relation) and the texts. What comes out is to be called by its name.
    """
    changed = _before_their_country(mentions, texts)
    georgia = mentions.filter(pl.col("known_id") == _GEORGIA, pl.col("known_relation") == "name")
    if "article_no" not in texts.columns or georgia.is_empty():
        return changed
    american = georgia_is_american(texts).select(pl.col("article_no").cast(pl.UInt32))
    american = georgia.join(american, on="article_no", how="semi")
    american = american.select("row", known_id=pl.lit(_GEORGIA_IN_AMERICA))
    return pl.concat([changed, american.join(changed, on="row", how="anti")])


def _before_their_country(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """A place followed by comma and country, state or province is the one that lies there."""
    at = _before_commas(mentions, texts)
    place = mentions[at].select("row", "whole", _known_id=mentions["known_id"].gather(at + 1))
    # "region:US-TX" lies in US and its cities end in -us-tx; other provinces tell their country.
    state = pl.col("_known_id").str.extract(r"^region:(US-[A-Z]{2})$").str.to_lowercase()
    place = place.filter(pl.col("_known_id").str.contains("^(?:country|region):"), pl.col("whole") != "")
    if place.is_empty():
        return place.select("row", known_id="whole")
    countries = _countries().filter(pl.col("_known_id").is_in(place["_known_id"].unique().implode()))
    place = place.join(countries, on="_known_id", how="inner").with_columns(state=state)
    cities = _cities().filter(pl.col("whole").is_in(place["whole"].unique().implode()))
    found = place.join(cities, on=["whole", "country_code"], how="inner", maintain_order="left_right").filter(
        pl.col("state").is_null() | pl.col("known_id").str.ends_with("-" + pl.col("state")),
    )
    return (
        found.sort("row", maintain_order=True)
        .unique("row", keep="first", maintain_order=True)
        .select("row", "known_id")
    )


def _before_commas(mentions: pl.DataFrame, texts: pl.DataFrame) -> Int64s:
    """The places with a comma and a known place right behind them."""
    text = mentions["text_no"].to_numpy().astype(np.int64)
    start, end = mentions["start_byte"].to_numpy(), mentions["end_byte"].to_numpy()
    near = (text[1:] == text[:-1]) & (start[1:] == end[:-1] + len(_BETWEEN))
    at = np.flatnonzero(near & mentions["known_id"].is_not_null().to_numpy()[1:])
    beside = spans.around(mentions[at], texts, before=0, after=len(_BETWEEN))
    before_commas: Int64s = at[(beside["after"] == _BETWEEN).to_numpy()]
    return before_commas


@once
def _countries() -> pl.DataFrame:
    """The country of each entity of the table."""
    rows = known().select(_known_id="entity_id", country_code="country_code").drop_nulls()
    return rows.unique("_known_id", keep="first", maintain_order=True)


@once
def _cities() -> pl.DataFrame:
    """Cities by folded name and country, the largest first."""
    rows = known().filter(pl.col("type") == "LOC", pl.col("entity_id").str.starts_with("city:"))
    rows = rows.sort("weight", descending=True, maintain_order=True)
    return rows.select("whole", "country_code", known_id="entity_id")
