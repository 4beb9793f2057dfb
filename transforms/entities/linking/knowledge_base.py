"""What the reference table says of a name on a day: "President Bush" of 1991 is George H. W. Bush, of 2005 his son."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.entities.linking import name_parts
from transforms.entities.linking.gazetteer import reference
from transforms.entities.ordinary_words import common_words
from transforms.reference import CURATED_WEIGHT

# What many are called without their form: "National Bank" Holdings, "First Trust" Corp.
_OF_MANY = (
    "^(?:national|first|federal|american|united|central|community|citizens|peoples|international|general|state|commercial"
    "|southern|northern|western|eastern|pacific|atlantic|royal|global|union) (?:bank|trust|financial|energy|insurance"
    "|resources|capital|savings|power|gas|water|health|healthcare|foods|steel|oil|finance|crisis|media|holdings?)$"
)
_NO_DAY = np.iinfo(np.int32).min


@once
def known() -> pl.DataFrame:
    """The reference table by folded name: type, whole, entity_id, relation, valid_from, valid_to, weight."""
    table = reference()
    surfaces = table.select("type", text="alias").unique(maintain_order=True)
    folded = surfaces.with_columns(whole=name_parts.folded(pl.col("text")))
    organisations = name_parts.keys(surfaces.filter(pl.col("type") == "ORG")).select("type", "text", short="key")
    folded = folded.join(organisations, on=["type", "text"], how="left")
    rows = table.join(folded, left_on=["type", "alias"], right_on=["type", "text"], how="left")
    columns = ["type", "whole", "entity_id", "relation", "valid_from", "valid_to", "weight", "country_code", "guard"]
    # "Exxon Mobil Corp." is known as Exxon Mobil, but "City Holding Company" not as City.
    shorter = rows.drop_nulls("short").filter(pl.col("short") != pl.col("whole")).with_columns(whole="short")
    shorter = shorter.filter(~pl.col("short").is_in(list(common_words())) & ~pl.col("short").str.contains(_OF_MANY))
    rows = pl.concat([rows.select(columns), shorter.select(columns)])
    plain = pl.col("relation").replace_strict({"name": 2, "acronym": 1}, default=0, return_dtype=pl.Int8)
    rows = rows.sort("weight", plain, descending=True, maintain_order=True)
    return rows.unique(["type", "whole", "entity_id", "valid_from"], keep="first", maintain_order=True)


def said_of(spelled: pl.DataFrame) -> pl.DataFrame:
    """What the table says of distinct names (type, whole, key) on any day.

    known_id and known_relation are null where it says nothing or the day decides (`dated`). whole_row, key_row: where
    to look for what it says on a day.
    """
    rows = {f"{words}_row": _rows_of(spelled["type"], spelled[words]) for words in ("whole", "key")}
    is_dated = _always()["dated"].to_numpy()
    said = _of_either([_always()[row] for row in rows.values()])
    return said.with_columns(**rows, dated=pl.Series(is_dated[rows["whole_row"]] | is_dated[rows["key_row"]]))


def look_up(spelled: pl.DataFrame, name: Int64s, day: pl.Series) -> tuple[pl.DataFrame, Int64s]:
    """What the table says of mentions: answers (known_id, known_relation; null where it says nothing) and each's row.

    Takes distinct names with what is said of them on any day (see said_of), the row of each mention there and the day
    of its article. Asks once more per day only for names whose meaning has days.
    """
    said = spelled.select("known_id", "known_relation")
    rows = [spelled[column].to_numpy() for column in ("whole_row", "key_row")]
    asked = np.flatnonzero(spelled["dated"].to_numpy()[name])
    days = day.to_physical().fill_null(_NO_DAY).to_numpy()[asked].astype(np.int64)
    pairs, pair = np.unique((name[asked].astype(np.int64) << 32) + (days - _NO_DAY), return_inverse=True)
    on_day = pl.Series((pairs & 0xFFFFFFFF) + _NO_DAY, dtype=pl.Int32)
    on_day = on_day.set(on_day == _NO_DAY, None).cast(pl.Date)
    answered = _on_their_days(np.concatenate([row[pairs >> 32] for row in rows]), pl.concat([on_day, on_day]))
    answered = _of_either([answered[: len(pairs)], answered[len(pairs) :]])
    answer = name.astype(np.int64)
    answer[asked] = len(said) + pair
    return pl.concat([said, answered]), answer


def _of_either(said: list[pl.DataFrame]) -> pl.DataFrame:
    """What the table says of the whole name, else of its key."""
    columns = ("known_id", "known_relation")
    both = pl.concat(
        [part.select(pl.col(columns).name.suffix(f"_{k}")) for k, part in enumerate(said)], how="horizontal"
    )
    return both.select(pl.coalesce(f"{column}_0", f"{column}_1").alias(column) for column in columns)


@once
def _always() -> pl.DataFrame:
    """Per type and folded name: known_id and known_relation, or nulls and `dated` where the day decides.

    The last row is no name and says nothing.
    """
    # A small town is named with its state.
    rows = known().filter(pl.col("guard").ne_missing("town"))
    rows = rows.with_columns(row=pl.struct("type", "whole").rank("dense"), published_on=pl.lit(None, pl.Date))
    by_words = pl.col("valid_from", "valid_to").is_not_null().any().over("row")
    rows = rows.with_columns(dated=pl.any_horizontal(by_words))
    lasting = _heaviest(rows.filter(~pl.col("dated")))
    lasting = lasting.select("type", "whole", "known_id", "known_relation", dated=pl.lit(False))
    dated = rows.filter("dated").select("type", "whole").unique(maintain_order=True)
    nothing = pl.lit(None, pl.String)
    dated = dated.with_columns(known_id=nothing, known_relation=nothing, dated=pl.lit(True))
    return pl.concat([lasting, dated, dated[:1].with_columns(type=nothing, whole=nothing, dated=pl.lit(False))])


@once
def _row_by_words() -> dict[tuple[str, str], int]:
    return {words: row for row, words in enumerate(_always().select("type", "whole").rows())}


def _rows_of(types: pl.Series, words: pl.Series) -> Int64s:
    """The row of `_always` of each distinct name; the last one, which says nothing, where there is none."""
    rows, nothing = _row_by_words(), _always().height - 1
    return np.array([rows.get(key, nothing) for key in zip(types.to_list(), words.to_list(), strict=True)], dtype=int)


@once
def _dated() -> pl.DataFrame:
    """The rows of names whose meaning has days, each with its row in `_always`."""
    rows = _always().with_row_index("row").filter("dated").select("row", "type", "whole")
    return known().join(rows, on=["type", "whole"], how="inner", maintain_order="left")


def _heaviest(rows: pl.DataFrame) -> pl.DataFrame:
    """Of the table's rows for a name (`row`) and day, the one that is meant: known_id, known_relation."""
    # A surname that two people held on that day (or on a day nobody tells) means neither.
    lone = pl.col("relation") == "surname"
    rows = rows.filter(~lone | (pl.col("entity_id").n_unique().over("row", "published_on", "relation") == 1))
    rows = rows.sort("weight", descending=True, maintain_order=True)
    return rows.unique(["row", "published_on"], keep="first", maintain_order=True).rename(
        {"entity_id": "known_id", "relation": "known_relation"}
    )


def _on_their_days(row: Int64s, day: pl.Series) -> pl.DataFrame:
    """known_id and known_relation of rows of `_always` on days."""
    asked = pl.DataFrame({"row": pl.Series(row, dtype=pl.UInt32), "published_on": day})
    day_unknown = pl.col("published_on").is_null()  # then every day's meaning is possible
    valid = ((pl.col("valid_from") <= pl.col("published_on")) | pl.col("valid_from").is_null() | day_unknown) & (
        (pl.col("valid_to") >= pl.col("published_on")) | pl.col("valid_to").is_null() | day_unknown
    )
    distinct = asked.unique(maintain_order=True)
    answers = _heaviest(distinct.join(_dated(), on="row", how="inner", maintain_order="left_right").filter(valid))
    lasting = _always()[row].select(lasting_id="known_id", lasting_relation="known_relation")
    rows = asked.join(answers, on=["row", "published_on"], how="left", maintain_order="left", nulls_equal=True)
    return rows.with_columns(*lasting).select(
        known_id=pl.coalesce("known_id", "lasting_id"), known_relation=pl.coalesce("known_relation", "lasting_relation")
    )


@once
def _full_names() -> dict[tuple[str, str], str]:
    rows = known().filter(pl.col("relation") != "surname", pl.col("guard").ne_missing("town"))
    rows = rows.unique(["type", "whole"], keep="first", maintain_order=True)
    return {(kind, whole): entity for kind, whole, entity in rows.select("type", "whole", "entity_id").rows()}


def of_full_names(types: pl.Series, names_in_full: pl.Series) -> pl.Series:
    """Who each distinct full name is, whatever the day: its entity or null."""
    known_names = _full_names()
    pairs = zip(types.to_list(), names_in_full.to_list(), strict=True)
    return pl.Series("full_id", [known_names.get(pair) for pair in pairs], dtype=pl.String)


@once
def countries() -> pl.DataFrame:
    """The country of each entity that has one: known_id, country_code."""
    rows = known().select(known_id="entity_id", country_code="country_code").drop_nulls()
    return rows.unique("known_id", keep="first", maintain_order=True)


@once
def place_words() -> pl.Series:
    """Countries, regions and demonyms, which begin the names of many organisations."""
    lands = pl.col("entity_id").str.contains("^(?:country|region):") | (pl.col("type") == "MISC")
    return (
        known()
        .filter(pl.col("type").is_in(["LOC", "MISC"]), lands, pl.col("weight") >= CURATED_WEIGHT)["whole"]
        .unique()
        .sort()
    )
