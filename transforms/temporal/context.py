"""What the words around a date tell: "will meet Friday" looks ahead, "$1990" and "the 22-year-old" are no dates."""

import polars as pl

from transforms import spans

_FUTURE = (
    r"will|shall|won't|'ll|to be|is to|are to|was to|were to|due|scheduled?|slated|plans?|planned|planning|expect(?:s|ed)?"
    r"|set to|set for|going to|next|upcoming|until|till|by|would|should|could|may|might|can|must|hopes? to|intends?|wants?"
    r"|aims?|ready to|about to|begins?|starts?|opens?|deadline|ahead of|starting|beginning|later"
)
_PAST = (
    r"said|was|were|had|did|has|have|told|[a-z]{2,}ed|came|went|made|took|met|left|fell|rose|won|lost|got|gave|held|began"
    r"|saw|found|sent|spoke|wrote|became|shot|struck|sold|bought|paid|led|ran|put|hit|cut|since|last|on|spent|broke"
)
_LAST_CUE = rf"(?is)^.*\b(?:(?<future>{_FUTURE})|(?<past>{_PAST}))\b"

# Kinds whose direction hangs on the tense around them.
_TENSED = ["weekday", "month", "part", "day"]


def tenses(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `tense` (Int32): 1 where the nearest cue before the mention speaks of the future, -1 of the past."""
    mentions = mentions.with_row_index("_row")
    asked = mentions.filter(
        pl.col("kind").is_in(_TENSED), pl.col("step").is_null(), pl.col("year").is_null(), pl.col("year_step").is_null()
    )
    beside = spans.around(asked.select("_row", "start_byte", "end_byte", "text_no"), texts, before=60, after=40)
    before = pl.col("before").str.replace(r"(?s)^.*[.!?][\"')]?\s", "")
    cues = beside.select("_row", _cue=before.str.extract_groups(_LAST_CUE))
    tense = (
        pl.when(pl.col("_cue").struct.field("future").is_not_null())
        .then(1)
        .when(pl.col("_cue").struct.field("past").is_not_null())
        .then(-1)
        .cast(pl.Int32)
    )
    return mentions.join(cues.select("_row", tense=tense), on="_row", how="left", maintain_order="left").drop("_row")


def without_look_alikes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Drop what only looks like a date: prices, quantities, scores, ages, verbs and names."""
    mentions = mentions.filter(~((pl.col("kind") == "age")))
    beside = spans.around(mentions, texts, before=12, after=16)
    before, after = pl.col("before"), pl.col("after")
    bare_year = (pl.col("rule") == "year") & pl.col("text").str.contains(r"^[0-9]{4}$")
    number_before = before.str.contains(r"(?:[$£€#]|[0-9][.,:/-]|[Nn]o\. ?)$")
    number_after = after.str.contains(r"^(?:[.,:][0-9]|%| ?percent|-[a-z]|/[0-9])")
    in_front = before.str.contains(r"(?i)\b(?:in|since|of|by|from|to|until|till|before|after|during|and|the|for|than|early|late|about|around|or|through|between|a|this|that|summer|winter|spring|fall|year|,|\()[ \n]?$")
    no_year = bare_year & (number_before | number_after | ~(in_front | before.str.contains(r"[(,\n-] ?$") | (before == "")))
    no_figure = pl.col("text").str.contains("^[0-9]") & before.str.contains(r"(?:[$£€#]|[0-9][.,])$")
    plain_clock = (pl.col("rule") == "clock") & pl.col("text").str.contains(r"^[0-9]{1,2}[:.][0-9]{2}$")
    no_clock = plain_clock & ~(before.str.contains(r"(?i)\b(?:at|by|until|from|till|before|after|about)[ \n]$") & pl.col("text").str.contains(":"))
    return beside.filter(~(no_year | no_figure | no_clock)).drop("before", "after")
