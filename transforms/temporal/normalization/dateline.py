"""Datelines: the day a text says it was written on: "LERBY, July 3, 1998 - The ferry sank on Wednesday".

An archive may print an old text under a new day; what the text counts from is the day in its own dateline.
"""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.temporal.normalization.calendar import NONE, civil, dates, ints
from transforms.temporal.rules.lexicon import MONTH
from transforms.text import windows

# A dateline is looked for in so many bytes at the front of a text.
HEAD_BYTES = 400
_BEFORE_BYTES, _AFTER_BYTES = 120, 40

_WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]? )?"
# "LERBY, ", "NEW YORK (", "VELSUND, Norland (Reuters), ", "Lerby, Norland, "
_CAPITALS = r"(?:[A-Z][A-Z.'/-]+|[A-Z]\.)"
_PLACE = (
    rf"(?:^|\n)[ \t]*(?:{_CAPITALS}(?:,? (?:[A-Z][A-Za-z.'/-]+|[A-Z]\.|de|of)){{0,4}}"
    rf"|[A-Z][a-z'-]+(?:,? [A-Z][A-Za-z.'-]+){{0,3}}(?-u:\b))"
    rf"(?: ?\([A-Za-z .]{{2,20}}\))?(?:, ?| ?\(|,? --? )(?:[A-Z][A-Za-z]+, )?{_WEEKDAY}$"
)
_NOTHING = rf"^\s*\(?{_WEEKDAY}$"
# " - ", " (Reuters) -- ", "): ", or the end of the line or of the sentence.
_DASH = (
    r"^\)?(?:[,.]? ?\([^()\n]{2,24}\))?(?:[,.]? ?(?u:[\x{2013}\x{2014}])| --? ?|-- ?|: |\. ?|[ \t]*\n)[ \n]*"
    r"(?u:[\"'\x{201c}\x{2018}])?[A-Z]"
)
# "Ilse Marten (July 3, 1920 - May 4, 1998)": a life.
_LIFE = rf"^\s*(?:-|--|(?u:[\x{{2013}}\x{{2014}}])|to)\s*(?:{MONTH}(?-u:\b)|[0-9]|died)"
# "July 3, 1998, LERBY - "
_PLACE_BEHIND = (
    rf"^\)?[,.]? ?{_CAPITALS}(?:,? [A-Z][A-Za-z.'/-]+){{0,3}}(?: ?\([^()\n]{{2,24}}\))?(?: ?(?u:[\x{{2013}}\x{{2014}}])"
    rf"| --? |-- ?|: )"
)
# "This report was first published on ", "Posted: ", "Last updated at 08:15 on ", "From the archive, "
_OUT = r"(?:published|printed|posted|issued|filed|written|appeared|ran|dated|updated)"
_PIECE = (
    r"(?:this|the) (?:report|article|story|column|piece|text|dispatch|despatch|editorial|interview|review|obituary"
    r"|item|page)"
)
_ISSUED = (
    rf"(?i)(?:^|\n)[ \t(*]*(?:{_PIECE}(?: below| here)? )?(?:was |were |has been |is |originally |first |last "
    rf"|re|date )*{_OUT}"
    rf"(?:[: ]+(?:in|by) [A-Z][^.\n,]{{1,40}}?)?(?:[:, ]+(?:on|at [0-9:.apm ]{{3,10}} on)?[: ]*)(?-i:{_WEEKDAY})$"
    rf"|(?:^|\n)(?:from (?:the|our) )?archives?(?: of [^.\n,:]{{1,40}})?[,:( ]+(?-i:{_WEEKDAY})$"
)
# A line of its own, with nothing but the day and perhaps a clock time.
_LINE_BEFORE = r"(?:^|\n)[ \t]*(?-i:" + _WEEKDAY + r")$"
_LINE_AFTER = r"^(?:[,|]? ?(?:at )?[0-9]{1,2}[:.][0-9]{2}[^\n]{0,12})?[ \t]*\n"


def dateline_days(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Find the days that texts give themselves.

    Takes mentions in reading order with `kind`, `year`, `month` and `day`, and the texts; gives text_no and
    `dateline_on` (Date) of each text with a full date in its dateline, in a line of its own in front, or behind
    "first published on".
    """
    full = (
        (pl.col("kind") == "day") & pl.col("year").is_not_null() & pl.col("day").is_not_null()
        & (pl.col("start_byte") < HEAD_BYTES)
    )  # fmt: skip
    near = mentions.select("text_no", "start_byte", "end_byte", "kind", "year", "month", "day").filter(
        mentions.select(full.fill_null(False)).to_series()
    )
    if not near.height:
        return pl.DataFrame(schema={"text_no": pl.UInt32, "dateline_on": pl.Date})
    context = windows.around(near, texts, before=_BEFORE_BYTES, after=_AFTER_BYTES)
    before, after = pl.col("before"), pl.col("after")
    line = before.str.contains(_LINE_BEFORE) & after.str.contains(_LINE_AFTER)
    # Days at the head of line after line are the entries of a chronicle.
    alone = line & (line.cast(pl.Int32).sum().over("text_no") == 1)
    placed = (before.str.contains(_PLACE) & ~after.str.contains(_LIFE) & after.str.contains(_DASH)) | (
        before.str.contains(_NOTHING) & after.str.contains(_PLACE_BEHIND)
    )
    chosen = context.filter(placed | alone | before.str.contains(_ISSUED))
    chosen = chosen.unique("text_no", keep="first", maintain_order=True)
    day: Int64s = civil(*(ints(chosen[name]) for name in ("year", "month", "day")))
    found = pl.DataFrame({"text_no": chosen["text_no"], "dateline_on": dates(day)})
    return found.filter(pl.Series(np.asarray(day != NONE)))


def by_dateline(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Count from the dateline where a text has one of another day than its publication.

    Takes mentions with `anchor_on` and `counted_from`, sets both. The dateline of an article's body (texts with
    `article_no`) is that of its title too.
    """
    found = dateline_days(mentions, texts)
    if not found.height:
        return mentions
    if "article_no" in texts.columns:
        of_article = texts.select("text_no", "article_no")
        found = found.join(of_article, on="text_no").unique("article_no", keep="last", maintain_order=True)
        found = of_article.join(found.select("article_no", "dateline_on"), on="article_no", how="inner")
    mentions = mentions.join(found.select("text_no", "dateline_on"), on="text_no", how="left", maintain_order="left")
    other = pl.col("dateline_on").is_not_null() & pl.col("dateline_on").ne_missing(pl.col("anchor_on"))
    return mentions.with_columns(
        anchor_on=pl.when(other).then(pl.col("dateline_on")).otherwise(pl.col("anchor_on")),
        counted_from=pl.when(other).then(pl.lit("dateline")).otherwise(pl.col("counted_from")),
    ).drop("dateline_on")
