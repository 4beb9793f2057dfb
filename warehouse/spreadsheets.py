"""What spreadsheets open: xlsx workbooks, and CSV of which a program makes no formulas and nothing unreadable.

Text stays text, whatever it begins with; web addresses too, since a sheet has no more than 65,530 links. Lists are
text with "; " between. Moments are in UTC, without a zone; days before 1900 are text. Numbers of more than 15 digits,
which a spreadsheet rounds, are text. A cell has 32,767 characters (of UTF-16) at most: longer ones are cut, end in
CUT_MARK and are counted.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from warehouse.errors import DatelineError

MOST_ROWS = 2**20 - 1  # and one with the names of the columns
MOST_CHARACTERS = 32_767
CUT_MARK = " [cut]"

# The same for every workbook, as zip files have it where no time is told: the same rows are the same bytes.
_MADE = datetime(1980, 1, 1)
_LARGEST_WHOLE = 10**15
# What a program may take for the beginning of a formula, or of another cell.
_FORMULA = r"^[=+\-@\t\r\n\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]"
# Characters that UTF-16, in which cells are measured, writes as two.
_ASTRAL = r"[\x{10000}-\x{10FFFF}]"

_INTEGERS = frozenset(
    {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"}
    | {"UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"}
)
_MOMENTS = ("TIMESTAMP", "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE")
_WIDTHS = {"date": 11, "moment": 19, "number": 12, "text": 30}


def write_xlsx(
    relation: duckdb.DuckDBPyRelation, path: Path, sheet: str, meanings: Mapping[str, str] | None = None
) -> tuple[int, int]:
    """Write rows as a workbook of one sheet, with a second one for what the columns mean where that is given.

    The same rows make the same bytes. Returns the numbers of rows and of cells that were cut. Raises DatelineError for
    more than MOST_ROWS rows; the file is not whole then.
    """
    import xlsxwriter

    options = {"constant_memory": True, "tmpdir": str(path.parent), "strings_to_urls": False}
    book = xlsxwriter.Workbook(str(path), options)
    book.set_properties({"created": _MADE})
    bold = book.add_format({"bold": True})
    formats = {
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    page = book.add_worksheet(sheet[:31])
    page.freeze_panes(1, 0)
    kinds = [_kind(str(dtype)) for dtype in relation.types]
    for place, (name, kind) in enumerate(zip(relation.columns, kinds, strict=True)):
        page.set_column(place, place, _WIDTHS[kind])
        page.write_string(0, place, _as_text(name)[0], bold)
    count = cut = 0
    for row in _rows(relation):
        count += 1
        if count > MOST_ROWS:
            book.close()
            raise DatelineError(
                f"{sheet} has more than the {MOST_ROWS:,} rows that a spreadsheet holds",
                "Take fewer (--from, --to, --where, LIMIT), or another format",
            )
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            if value is None:
                continue
            if isinstance(value, bool):
                page.write_boolean(count, place, value)
            elif isinstance(value, (int, float)):
                page.write_number(count, place, value)
            elif isinstance(value, date):
                page.write_datetime(count, place, value, formats[kind])
            else:
                text, is_cut = _as_text(value)
                page.write_string(count, place, text)
                cut += is_cut
    if count and relation.columns:
        page.autofilter(0, 0, count, len(relation.columns) - 1)
    if meanings:
        _write_meanings(book.add_worksheet("columns"), meanings, bold)
    book.close()
    return count, cut


def csv_columns(relation: duckdb.DuckDBPyRelation) -> str:
    """What to SELECT of these rows for CSV: an apostrophe before what looks like a formula, and no text too long.

    A byte order mark, without which programs take UTF-8 for another encoding, stands before the first name.
    """
    columns = []
    for place, (name, dtype) in enumerate(zip(relation.columns, relation.types, strict=True), 1):
        column, kind = f"#{place}", str(dtype)
        if kind in _MOMENTS:
            column = f"strftime({_in_utc(column, kind)}, '%Y-%m-%d %H:%M:%S')"
        elif kind not in _INTEGERS and kind not in ("DOUBLE", "FLOAT", "BOOLEAN", "DATE") and "DECIMAL" not in kind:
            column = _guarded(_text_of(column, kind))
        marked = f"\ufeff{name}" if place == 1 else name
        columns.append(f"{column} AS {_identifier(marked)}")
    return ", ".join(columns)


def cut_cells(relation: duckdb.DuckDBPyRelation) -> int:
    """How many cells of these rows are too long for a spreadsheet."""
    long = [
        f"count(*) FILTER (WHERE {_is_long(_text_of(f'#{place}', str(dtype)))})"
        for place, dtype in enumerate(relation.types, 1)
        if _kind(str(dtype)) == "text"
    ]
    if not long:
        return 0
    row = relation.aggregate(" + ".join(long)).fetchone()
    return int(row[0]) if row else 0


def _write_meanings(page: Any, meanings: Mapping[str, str], bold: Any) -> None:
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 100)
    for place, name in enumerate(("column", "meaning")):
        page.write_string(0, place, name, bold)
    for number, (name, meaning) in enumerate(meanings.items(), 1):
        page.write_string(number, 0, name)
        page.write_string(number, 1, meaning)


def _rows(relation: duckdb.DuckDBPyRelation) -> Iterator[tuple[Any, ...]]:
    """Rows of None, truth, numbers, days, moments and text, as cells are to have them."""
    columns, doubled = [], []
    for place, dtype in enumerate(relation.types, 1):
        column, kind = f"#{place}", str(dtype)
        is_time = _kind(kind) in ("date", "moment")
        doubled.append(is_time)
        if is_time:
            # Two columns: what a cell can hold as a day or moment, and the others as text.
            moment = _in_utc(column, kind) if kind != "DATE" else column
            bounds = f"isfinite({moment}) AND year({moment}) BETWEEN 1900 AND 9999"
            columns += [
                f"CASE WHEN {bounds} THEN {moment} END",
                f"CASE WHEN NOT ({bounds}) THEN CAST({moment} AS VARCHAR) END",
            ]
        elif kind in _INTEGERS or kind in ("BOOLEAN", "DOUBLE", "FLOAT"):
            columns.append(column)
        else:
            columns.append(_text_of(column, kind))
    if not columns:
        return
    kinds = [str(dtype) for dtype in relation.types]
    found = relation.project(", ".join(f"{column} AS c{place}" for place, column in enumerate(columns)))
    while batch := found.fetchmany(10_000):
        for values in batch:
            cells = iter(values)
            row = []
            for kind, is_two in zip(kinds, doubled, strict=True):
                value = next(cells)
                if is_two:
                    other = next(cells)
                    value = other if value is None else value
                row.append(_number(value, kind))
            yield tuple(row)


def _number(value: Any, kind: str) -> Any:
    """Numbers that a cell holds as they are, the others as text."""
    if kind in _INTEGERS and value is not None and abs(value) >= _LARGEST_WHOLE:
        return str(value)
    if kind in ("DOUBLE", "FLOAT") and value is not None and not abs(value) < float("inf"):
        return str(value)
    if kind.startswith("DECIMAL") and value is not None:
        return float(value) if sum(sign.isdigit() for sign in value.lstrip("-0.")) <= 15 else value
    return value


def _as_text(text: str) -> tuple[str, bool]:
    """A text as a cell can hold it, and whether it was cut."""
    if len(text) <= MOST_CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text, False
    units = text.encode("utf-16-le")[: 2 * (MOST_CHARACTERS - len(CUT_MARK))]
    return units.decode("utf-16-le", "ignore") + CUT_MARK, True


def _kind(dtype: str) -> str:
    """What the cells of a column are shown as."""
    if dtype == "DATE":
        return "date"
    if dtype in _MOMENTS:
        return "moment"
    if dtype in _INTEGERS or dtype in ("DOUBLE", "FLOAT", "BOOLEAN") or dtype.startswith("DECIMAL"):
        return "number"
    return "text"


def _in_utc(column: str, dtype: str) -> str:
    return f"timezone('UTC', {column})" if dtype == "TIMESTAMP WITH TIME ZONE" else f"CAST({column} AS TIMESTAMP)"


def _text_of(column: str, dtype: str) -> str:
    if dtype == "VARCHAR":
        return column
    if dtype == "VARCHAR[]":
        return f"CASE WHEN len({column}) = 0 THEN '' ELSE list_aggregate({column}, 'string_agg', '; ') END"
    return f"CAST({column} AS VARCHAR)"


def _guarded(text: str) -> str:
    most = MOST_CHARACTERS - len(CUT_MARK) - 1
    short = (
        f"CASE WHEN NOT {_is_long(text)} THEN {text} "
        f"ELSE left({text}, if(regexp_matches({text}, '{_ASTRAL}'), {most // 2}, {most})) || '{CUT_MARK}' END"
    )
    return f"CASE WHEN regexp_matches({text}, '{_FORMULA}') THEN chr(39) || {short} ELSE {short} END"


def _is_long(text: str) -> str:
    """Whether a text has more characters of UTF-16 than a cell; those of most texts need not be counted."""
    pairs = f"length({text}) - length(regexp_replace({text}, '{_ASTRAL}', '', 'g'))"
    return f"(length({text}) > {MOST_CHARACTERS // 2} AND length({text}) + {pairs} > {MOST_CHARACTERS})"


def _identifier(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
