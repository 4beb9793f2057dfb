"""Every type of DuckDB in every format: what a format has no word for becomes text, and nothing is lost on the way.

| | table, CSV | JSON | Parquet |
|---|---|---|---|
| whole numbers of 128 bits | digits | number | DECIMAL(38, 0) |
| decimals | digits | number | DECIMAL |
| not a number, infinite | nan, inf | "nan", "inf" | as they are |
| days, moments, infinite ones | ISO 8601, infinity | text | as they are |
| INTERVAL, UUID, BIT, TIMETZ, UNION | text | text | text |
| BLOB | text, \\xAB for bytes | text | binary |
| lists of text | a; b (CSV) | array | list |
| STRUCT, MAP, other lists | text | object, array | nested, text where a part is text here |
"""

import duckdb

# Types that Arrow or Parquet has no word for, as they begin or stand inside a nested type.
_NO_PARQUET = ("INTERVAL", "UUID", "BIT", "TIME WITH TIME ZONE", "UNION", "UHUGEINT", "BIGNUM", "VARIANT", "GEOMETRY")
_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT")


def portable(relation: duckdb.DuckDBPyRelation, output_format: str) -> duckdb.DuckDBPyRelation:
    """The same rows in columns that the format can hold, each under a name of its own, in the same order.

    For `json` one column, of JSON objects as text.
    """
    write = {"table": _as_cell, "csv": _as_csv, "json": _as_json, "parquet": _as_parquet}[output_format]
    names = _distinct(relation.columns)
    columns = [write(f"#{place}", str(dtype)) for place, dtype in enumerate(relation.types, 1)]
    if output_format == "json":
        # An object of 1000 columns is more than one call can take.
        parts = ", ".join(f"{_literal(name)}: {column}" for name, column in zip(names, columns, strict=True))
        return relation.project(f"CAST(to_json({{{parts}}}) AS VARCHAR) AS row")
    return relation.project(
        ", ".join(f"{column} AS {_identifier(name)}" for name, column in zip(names, columns, strict=True))
    )


def _as_cell(column: str, dtype: str) -> str:
    if dtype in (*_NUMBERS, "FLOAT", "DOUBLE", "BOOLEAN", "VARCHAR"):
        return column
    return f"CAST({column} AS VARCHAR)"


def _as_csv(column: str, dtype: str) -> str:
    if dtype == "VARCHAR":
        return column
    if dtype == "VARCHAR[]":
        return f"CASE WHEN len({column}) = 0 THEN '' ELSE list_aggregate({column}, 'string_agg', '; ') END"
    return f"CAST({column} AS VARCHAR)"


def _as_json(column: str, dtype: str) -> str:
    if dtype in ("FLOAT", "DOUBLE"):
        return f"CASE WHEN isfinite({column}) THEN to_json({column}) ELSE to_json(CAST({column} AS VARCHAR)) END"
    if ("FLOAT" in dtype or "DOUBLE" in dtype) and not dtype.startswith("VARCHAR"):
        # JSON has no word for numbers that are none; inside a list or a struct they become text.
        plain = f"CAST(to_json({column}) AS VARCHAR)"
        return f"CAST(regexp_replace({plain}, '([:\\[,])(-?Infinity|-?NaN)', '\\1\"\\2\"', 'g') AS JSON)"
    return column


def _as_parquet(column: str, dtype: str) -> str:
    if dtype == "HUGEINT":
        return f"CAST({column} AS DECIMAL(38, 0))"
    if any(word in dtype for word in _NO_PARQUET) or dtype == '"NULL"' or "HUGEINT" in dtype:
        return f"CAST({column} AS VARCHAR)"
    return column


def _distinct(names: list[str]) -> list[str]:
    """Names that differ also for readers who see no difference between `a` and `A`."""
    used: set[str] = set()
    given = []
    for name in names:
        fresh, number = name, 1
        while fresh.lower() in used:
            fresh, number = f"{name}_{number}", number + 1
        used.add(fresh.lower())
        given.append(fresh)
    return given


def _identifier(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _literal(name: str) -> str:
    doubled = name.replace("'", "''")
    return f"'{doubled}'"
