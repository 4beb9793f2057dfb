"""Which country's day it is: Thanksgiving in a Canadian story, Mother's Day in a British one."""

import polars as pl

from transforms.temporal.normalization.calendar import dates
from transforms.temporal.normalization.placing_days import of_holiday
from transforms.temporal.rules.local_holidays import LOCAL_NAMES, local_name
from transforms.temporal.rules.rule import with_fields
from transforms.temporal.rules.story_country import COUNTRY_OF, PLACE, country_of_paper
from transforms.text import windows

# Places are looked for so many bytes around the name, and so many at the head of the text, where the dateline is.
_AROUND_BYTES, _HEAD_CHARS = 160, 300
# A full stop behind a capital ends no sentence: "the eve of the U.S. Independence Day".
_EARLIER_SENTENCES = r"(?s)^.*(?:[a-z0-9)\]\"'][.!?][\"')]?[ \n]|\n)"
# "OTTAWA, Sept. 3 (Norpress) - "
_DATELINE = r"^\s*([A-Z][A-Z .'-]{2,30})(?:,|\(| ?(?u:[\x{2013}\x{2014}-]))"


def by_country(mentions: pl.DataFrame, surfaces: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Put named days that countries keep on different days on that of the story's country.

    Takes placed mentions and the texts (with `source`, if known). The country is that of a place named near the day,
    or at the head of the text, or of the paper; `rule` then ends in its code ("holiday_gb"). A day whose country is
    not known stays as it is.
    """
    local = surfaces.select((pl.col("kind") == "holiday") & pl.col("holiday").is_in(LOCAL_NAMES)).to_series()
    asked = local.fill_null(False).gather(mentions["surface_no"]).arg_true()
    if not len(asked):
        return mentions
    rows = with_fields(mentions[asked], surfaces)
    rows = windows.around(rows, texts, before=_AROUND_BYTES, after=_AROUND_BYTES)
    head = ["source"] if "source" in texts.columns else []
    of_text = texts.select("text_no", *head, _head=pl.col("text").str.head(_HEAD_CHARS))
    rows = rows.join(of_text, on="text_no", how="left", maintain_order="left")
    behind = pl.col("after").str.replace(r"(?s)[.!?][ \n].*$|\n.*$", "")
    places = [
        pl.col("before").str.replace(_EARLIER_SENTENCES, "").str.extract_all(PLACE).list.last(),
        behind.str.extract_all(PLACE).list.first(),
        pl.coalesce(
            pl.col("_head").str.extract(_DATELINE, 1).str.to_titlecase().str.extract_all(PLACE).list.first(),
            pl.col("_head").str.extract_all(PLACE).list.first(),
        ),
        pl.col("before").str.extract_all(PLACE).list.last(),
    ]
    countries = [place.replace_strict(COUNTRY_OF, default=None, return_dtype=pl.String) for place in places]
    papers = [country_of_paper(source) for source in rows["source"]] if head else None
    rows = rows.with_columns(_paper=pl.Series(papers, dtype=pl.String) if head else pl.lit(None, pl.String))
    rows = rows.with_columns(_country=pl.coalesce(*countries[:3], "_paper", countries[3]))
    known = rows.select("holiday", "_country").unique().drop_nulls()
    names = [local_name(name, country) for name, country in known.iter_rows()]
    known = known.with_columns(_local=pl.Series(names, dtype=pl.String)).drop_nulls()
    rows = rows.with_columns(_at=pl.Series(asked)).join(
        known, on=["holiday", "_country"], how="inner", maintain_order="left"
    )
    if not rows.height:
        return mentions
    rows = rows.with_columns(holiday="_local")
    days = dates(of_holiday(rows))
    anchor = rows.select(
        pl.when(pl.col("year").is_not_null()).then(pl.lit("none")).otherwise(pl.col("counted_from"))
    ).to_series()
    at = rows["_at"]
    rule = rows.select(pl.format("{}_{}", "rule", pl.col("_country").str.to_lowercase())).to_series()
    return mentions.with_columns(
        mentions["first"].scatter(at, days),
        mentions["anchor"].scatter(at, anchor),
        mentions["rule"].scatter(at, rule),
    )
