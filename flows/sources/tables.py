"""Rows of tables: each becomes a JSON object, so that fields are found, mapped and kept as in other records."""

from collections.abc import Mapping, Sequence
from urllib.parse import unquote

import polars as pl

from flows.sources.fields import field_names
from flows.sources.format import Options, Slice
from flows.sources.json_objects import Stretch

_MOST_LISTED = 20


def rows_stretch(part: Slice, rows: pl.DataFrame, options: Options) -> Stretch:
    """The rows of a table as records. A table without a text is one reject, which lists its columns.

    What the folders are named has a column in each row that has none of that name: day=2026-03-11/.
    """
    named = partition_columns(part)
    rows = rows.with_columns(pl.lit(value).alias(name) for name, value in named.items() if name not in rows.columns)
    fault = missing_text(rows.columns, options.mapping)
    if fault:
        return Stretch(part, [None], [None], fault)
    plain = rows.select(_plain(name, dtype) for name, dtype in rows.schema.items() if dtype != pl.Binary)
    objects = plain.select(pl.struct(pl.all()).struct.json_encode()).to_series().cast(pl.Binary)
    numbers = range(part.first_line, part.first_line + rows.height)
    return Stretch(part, objects, [f"row {number}" for number in numbers], table=plain)


def partition_columns(part: Slice) -> dict[str, str]:
    """Columns that are in the names of folders, as Hive and Spark write them: day=2026-03-11/."""
    pairs = (step.partition("=") for step in part.name.parts[:-1])
    named = {name: unquote(value) for name, sign, value in pairs if sign and name.isidentifier() and value}
    return {name: value for name, value in named.items() if value != "__HIVE_DEFAULT_PARTITION__"}


def missing_text(columns: Sequence[str], mapping: Mapping[str, str]) -> tuple[str, str] | None:
    """Reason and detail for a table none of whose columns can be the text of an article."""
    there = {column.split(".", 1)[0] for column in columns}
    if any(name.split(".", 1)[0].split("[", 1)[0] in there for name in field_names(mapping)["body"]):
        return None
    listed = ", ".join(str(column)[:40] for column in columns[:_MOST_LISTED])
    return "no_body", f"The table has no column that looks like a text: {listed}; name it with --map body=COLUMN"


def broken_table(part: Slice, error: BaseException) -> Stretch:
    """The reject for a table that its library cannot read."""
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return Stretch(
        part, [None], [None], ("broken_table", f"The table cannot be read ({words}); fetch or write it again")
    )


def _plain(name: str, dtype: pl.DataType) -> pl.Expr:
    """A column in types that JSON has; moments as ISO 8601, in UTC where they have a zone."""
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        if dtype.time_zone:
            return column.dt.convert_time_zone("UTC").dt.strftime("%Y-%m-%dT%H:%M:%SZ")
        return column.dt.strftime("%Y-%m-%dT%H:%M:%S")
    if dtype == pl.Date:
        return column.dt.strftime("%Y-%m-%d")
    if dtype.is_nested() or (dtype.is_numeric() and not isinstance(dtype, pl.Decimal)) or dtype == pl.Boolean:
        return column
    return column.cast(pl.String, strict=False)
