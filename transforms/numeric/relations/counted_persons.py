"""Counts of persons of whom only is told what they did or what befell them: "dozens gathered", "the 80 wounded"."""

import numpy as np
import polars as pl

from transforms.numeric.relations.persons_untold import are_persons
from transforms.numeric.relations.told_counts import as_counts, bare_rows
from transforms.numeric.units.person_nouns import is_person

# "a mother of six"; what befell her did not befall them.
PARENT_OF = "(?:^|[^A-Za-z])(?i:(?:grand|step)?(?:mother|father|parent|dad|mum|mom)s?(?:[ ]of[ ]|-of-))$"
# "the 80 wounded", of whom something may be said.
THE = (
    "(?:^|[^A-Za-z])(?i:the|all|all the|those|these|their|its|his|her|our)"
    " (?:(?:about|some|more than|at least|nearly) )?$"
)
BEFALLEN = (
    "^ (?:dead|wounded|injured|missing|killed|arrested|detained|accused|convicted|condemned|displaced|homeless"
    "|rescued|hospitali[sz]ed|infected|unemployed|disappeared|deceased|indicted|sentenced)"
    "(?:$|[.,;:)!?]| (?:were|was|are|is|have|had|has|in|on|at|from|by|who|and|or|will|would|could|remain|remained|died"
    "|pleaded|include|included|appeared|denied|still|had|of|to|with|as|during|after)(?-u:\\b))"
)
# What persons alone do: "Dozens gathered", "a thousand more cheered", "12 who stayed".
_ACTED = (
    "^(?: more| others| of (?:them|whom))?(?: (?:have|had|were|are|will|would|also|still|later|then|even|quickly"
    "|peacefully))*"
    " (?:who|gathered|gathering|marched|marching|protested|protesting|demonstrated|demonstrating|rallied|attended"
    "|settled|moved to|cheered|mourned|mourning|queued|queuing|chanted|prayed|sang|danced|volunteered|enrolled"
    "|enlisted|applied"
    "|signed up|turned (?:up|out)|showed up|took part|taken part|(?:took|taken) to the streets|participated|testified"
    "|pleaded|voted|abstained|fled|survived|escaped|tuned in|watched|camped|converged|thronged|flocked|said|complained"
    "|responded|resigned|emigrated|streamed|spilled into|filed past|wept|knelt|surged|celebrated|paid tribute"
    "|lined (?:the|up)|poured into|crowded|descended on|stormed"
    "|clashed|walked out|staged"
    "|to (?:attend|take part|participate|turn out|show up|march|protest|demonstrate|crowd into|volunteer|testify)"
    ")(?-u:\\b)"
)
# "Dozens gathered dust", "300 attended by few": things do so, or it was done to them.
_OF_THINGS = (
    "^ (?:gathered (?:dust|pace|speed|steam|momentum|moss|cobwebs)"
    "|(?:attended|watched|staged|descended on|celebrated|mourned|crowded|escaped|abstained) by"
    "|(?:crowded|staged|mourning|marching|celebrated|queuing) [a-z-]+s)(?-u:\\b)"
)
# "sales of 300 gathered pace": not who did it.
_NO_SUBJECT = "(?:^|[^A-Za-z])(?:of|at|for|by|from|to|in|on|with|against|number|no[.]) (?:[a-z]+ )?$"
# Code points from what was counted to who acted.
_FARTHEST = 160


def with_children(numbers: pl.DataFrame) -> pl.DataFrame:
    """Count the children of "a mother of six".

    Takes numbers with decided, noun, value and near_lead; changes what told_counts.as_counts does.
    """
    parent = pl.col("near_lead").str.contains(PARENT_OF) & pl.col("value").is_between(1, 30)
    rows = bare_rows(numbers)
    rows = rows.filter(numbers.select("near_lead", "value")[rows].select(parent.fill_null(value=False)).to_series())
    if rows.is_empty():
        return numbers
    grand = numbers["near_lead"].gather(rows).str.contains("(?i:grand[a-z]+[ -]of[ -])$")
    noun = pl.select(pl.when(grand).then(pl.lit("grandchild")).otherwise(pl.lit("child"))).to_series()
    return as_counts(numbers, rows, noun)


def with_persons(numbers: pl.DataFrame) -> pl.DataFrame:
    """Count those who did or suffered what persons do.

    Takes numbers in reading order with text_no, start_char, decided, noun, value, near_lead and near_tail; changes what
    told_counts.as_counts does.
    """
    return _befallen(_who_acted(numbers))


def _who_acted(numbers: pl.DataFrame) -> pl.DataFrame:
    """Count the persons of "dozens gathered", unless what else could have done it was counted right before."""
    rows = bare_rows(numbers)
    acted = pl.col("near_tail").str.contains(_ACTED) & ~pl.col("near_lead").str.contains(_NO_SUBJECT)
    acted &= ~pl.col("near_tail").str.contains(_OF_THINGS)
    acted &= pl.col("value").is_null() | (pl.col("value") == pl.col("value").floor())
    few = numbers.select("near_lead", "near_tail", "value", "text", "sort")[rows]
    rows = rows.filter(few.select(acted.fill_null(value=False)).to_series() | are_persons(few))
    if rows.is_empty():
        return numbers
    at = rows.to_numpy().astype(np.int64)
    text_no, start = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char"))
    things = (pl.col("decided") == "count") & pl.col("noun").is_not_null() & ~is_person(pl.col("noun"))
    told = numbers.select(things.fill_null(value=False)).to_series().to_numpy()
    last = np.maximum.accumulate(np.where(told, np.arange(len(told)), -1))[at]
    beside = (last >= 0) & (text_no[last] == text_no[at]) & (start[at] - start[last] <= _FARTHEST)
    rows = pl.Series(at[~beside])
    return as_counts(numbers, rows, pl.repeat("person", len(rows), eager=True))


def _befallen(numbers: pl.DataFrame) -> pl.DataFrame:
    """Count the persons of "the 80 wounded" and "all 12 accused"."""
    rows = bare_rows(numbers)
    few = numbers.select("near_lead", "near_tail")[rows]
    told = few.select(pl.col("near_tail").str.contains(BEFALLEN) & pl.col("near_lead").str.contains(THE)).to_series()
    rows = rows.filter(told)
    if rows.is_empty():
        return numbers
    return as_counts(numbers, rows, pl.repeat("person", len(rows), eager=True))
