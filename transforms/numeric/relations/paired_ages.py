"""Ages told together: "Two teenagers, 15 and 17, were held", "Jo Berg, 41, of Lund, and Ann Lund (38)"."""

import polars as pl

from transforms.numeric.relations.told_counts import bare_rows, places_where, rows_with
from transforms.numeric.units.lemmas import singular_of
from transforms.numeric.units.person_nouns import is_person

# "the couple's daughters, 12, 14 and 17, attend": nouns of persons before the first, the end of what is set off behind
# the last.
_PERSONS, _GOES_ON, _CLOSES = "([a-z]+), (?:aged )?$", "^0(?:,|,? and) $", "^(?:[,;]|[.](?:$|[ \n]))"
_AGES = 3
# "The couple, 70 and 68", "Brothers Ola and Per Lund, 33 and 36"; not "the clubs of Lund and North Malmo, 12 and 14".
_PAIR = "(?:^|[^A-Za-z])(?i:couple|pair|duo|trio|twins|siblings|newlyweds), $"
_TWO_NAMES = (
    "(?:^|[.;:,] |[a-z] |(?i:brothers|sisters|twins) )[A-Z][A-Za-z'’.-]+ (?:[A-Z][A-Za-z'’.-]+ )?and"
    " (?:[A-Z][A-Za-z'’.-]+ ){1,2}[A-Z][A-Za-z'’.-]+, $"
)
_OF_NAMES = "(?i:(?:^|[^a-z])(?:of|in|at|from|between|for|to|near)) [A-Z][A-Za-z'’. -]+, $"
# "and Ann Lund (38)" behind an age.
_AND_NAME, _IN_BRACKETS = "(?:^|[^A-Za-z])(?:and|,|;) (?:[A-Z][A-Za-z'’.-]* ){1,4}[(]$", "^[)]"
_OLDEST, _FARTHEST = 110, 90


def with_paired_ages(numbers: pl.DataFrame) -> pl.DataFrame:
    """Make ages of bare figures that are set off behind persons in the plural, or stand in brackets behind an age.

    Takes numbers in reading order with text_no, start_char, decided, text, value, lead, near_lead and near_tail;
    changes decided.
    """
    rows = bare_rows(numbers)
    young = pl.col("text").str.contains("^[0-9]{1,3}$") & (pl.col("value") <= _OLDEST)
    rows = rows.filter(numbers.select("text", "value")[rows].select(young).to_series())
    lead = numbers["near_lead"].gather(rows)
    last = rows_with(numbers["near_tail"].gather(rows), places_where(lead.str.contains("^0(?:,| and)")), _CLOSES)
    ages = pl.concat([_behind_persons(numbers, rows.gather(last)), _behind_an_age(numbers, rows, lead)])
    if ages.is_empty():
        return numbers
    told = numbers["decided"].scatter(ages, pl.repeat("age", len(ages), dtype=pl.String, eager=True))
    return numbers.with_columns(decided=told)


def _behind_persons(numbers: pl.DataFrame, last: pl.Series) -> pl.Series:
    """The rows of all ages of the lists that these rows end."""
    ages = [pl.Series([], dtype=pl.UInt32)]
    row = last.cast(pl.Int64)
    is_list, text_no = pl.DataFrame({"row": row, "last": row}), numbers["text_no"]
    for _ in range(_AGES - 1):
        lead = numbers["near_lead"].gather(is_list["row"].cast(pl.UInt32))
        before = is_list["row"] - 1
        at = before.clip(0).cast(pl.UInt32)
        linked = lead.str.contains(_GOES_ON) & (before >= 0)
        linked &= text_no.gather(at) == text_no.gather(is_list["last"].cast(pl.UInt32))
        linked &= (numbers["decided"].gather(at) == "number").fill_null(value=False)
        is_list = is_list.with_columns(row=before).filter(linked)
        if is_list.is_empty():
            break
        lead = numbers["lead"].gather(is_list["row"].cast(pl.UInt32))
        opens = lead.str.extract(_PERSONS, 1)
        nouns = pl.DataFrame({"noun": [word and singular_of(word) for word in opens]}, schema={"noun": pl.String})
        plural = nouns.select((pl.col("noun") != opens) & is_person(pl.col("noun"))).to_series()
        pair = lead.str.contains(_PAIR) | (lead.str.contains(_TWO_NAMES) & ~lead.str.contains(_OF_NAMES))
        lists = is_list.filter(plural.fill_null(value=False) | pair)
        ages.append(lists.select(pl.int_ranges("row", pl.col("last") + 1)).to_series().explode().cast(pl.UInt32))
    return pl.concat(ages)


def _behind_an_age(numbers: pl.DataFrame, rows: pl.Series, lead: pl.Series) -> pl.Series:
    """The rows in brackets behind a name, not far from an age."""
    named = rows_with(lead, places_where(lead.str.ends_with("(")), _AND_NAME)
    found = rows.gather(rows_with(numbers["near_tail"].gather(rows), named, _IN_BRACKETS))
    found = found.filter(found > 0)
    before = found - 1
    aged = (numbers["decided"].gather(before) == "age").fill_null(value=False)
    aged &= numbers["text_no"].gather(before) == numbers["text_no"].gather(found)
    start = numbers["start_char"].cast(pl.Int64)
    return found.filter(aged & (start.gather(found) - start.gather(before) <= _FARTHEST))
