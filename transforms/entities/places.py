"""Which Paris: "Paris, Texas", "London, Ontario", "Georgia" beside Alabama."""

import polars as pl

from transforms import spans
from transforms.entities.gazetteer import georgia_is_american


def places_in_context(rows: pl.DataFrame, known: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Correct known_id of places by what stands beside them and in their article.

    Takes resolved rows (row, article_no, text_no, start_byte, end_byte, type, whole, known_id, known_relation), the
    known aliases (type, whole, entity_id, country_code, weight) and the texts; gives the rows again.
    """
    rows = _before_their_country(rows, known, texts)
    if "article_no" not in texts.columns:
        return rows
    american = georgia_is_american(texts).with_columns(_state=pl.lit("region:US-GA"), known_id=pl.lit("country:GE"))
    american = american.with_columns(pl.col("article_no").cast(pl.UInt32), known_relation=pl.lit("name"))
    rows = rows.join(american, on=["article_no", "known_id", "known_relation"], how="left", maintain_order="left")
    return rows.with_columns(known_id=pl.coalesce("_state", "known_id")).drop("_state")


def _before_their_country(rows: pl.DataFrame, known: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """A place followed by comma and country, state or province is the one that lies there."""
    place = rows.filter(pl.col("type") == "LOC").select("row", "text_no", "start_byte", "end_byte", "whole", "known_id")
    place = place.sort("text_no", "start_byte")
    onward = [pl.col(name).shift(-1).over("text_no").alias(f"_{name}") for name in ("start_byte", "known_id")]
    place = place.with_columns(onward).filter(
        pl.col("_start_byte") == pl.col("end_byte") + 2, pl.col("_known_id").is_not_null()
    )
    place = spans.around(place, texts, before=0, after=2).filter(pl.col("after") == ", ")
    # "region:US-TX" lies in US and its cities end in -us-tx; other provinces tell their country.
    inside = known.filter(pl.col("type") == "LOC").sort("weight", descending=True, maintain_order=True)
    countries = (
        known.select(_known_id="entity_id", country_code="country_code").drop_nulls().unique(maintain_order=True)
    )
    state = pl.col("_known_id").str.extract(r"^region:(US-[A-Z]{2})$").str.to_lowercase()
    place = place.join(countries.unique("_known_id"), on="_known_id", how="inner").with_columns(state=state)
    place = place.filter(pl.col("_known_id").str.contains("^(?:country|region):"), pl.col("whole") != "")
    found = place.join(
        inside.select("whole", "country_code", there="entity_id"), on=["whole", "country_code"], how="inner"
    ).filter(
        pl.col("state").is_null() | pl.col("there").str.ends_with("-" + pl.col("state")),
        pl.col("there").str.starts_with("city:"),
    )
    found = found.sort("row").unique("row", keep="first", maintain_order=True).select("row", "there")
    rows = rows.join(found, on="row", how="left", maintain_order="left")
    return rows.with_columns(
        known_id=pl.coalesce("there", "known_id"),
        known_relation=pl.when(pl.col("there").is_not_null()).then(pl.lit("name")).otherwise("known_relation"),
    ).drop("there")
