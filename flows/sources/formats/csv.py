"""CSV and TSV: a head with names, quotes over several lines; commas, semicolons, tabs or bars between fields."""

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

import numpy as np
import polars as pl

from flows.sources.csv_days import day_orders, in_iso, in_words
from flows.sources.fields import ARTICLE_COLUMNS
from flows.sources.format import MAX_RECORD_BYTES, Format, Options, Slice, register
from flows.sources.json_objects import Stretch, objects_frame
from flows.sources.tables import broken_table, missing_text, rows_stretch
from warehouse.files import open_regular

_READ_BYTES = 4 * 2**20
_MOST_HEAD_BYTES = 2**20
_SAMPLE_ROWS = 1000
_DELIMITERS = ",;\t|"
_QUOTE, _NEWLINE, _RETURN = ord('"'), ord("\n"), ord("\r")


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut a file at the ends of rows, outside of quotes, into stretches of about `size` bytes below the head.

    Gives (start, end, number of the first row); the first row below the head is row 1.
    """
    stretches = []
    try:
        with open_regular(path) as file:
            whole = os.fstat(file.fileno()).st_size
            start = first = number = 0
            position, in_quotes = 0, False
            while position < whole and (chunk := file.read(min(_READ_BYTES, whole - position))):
                data = np.frombuffer(chunk, np.uint8)
                quotes = np.flatnonzero(data == _QUOTE)
                ends = _outside(quotes, np.flatnonzero(data == _NEWLINE), in_quotes) + 1 + position
                in_quotes = bool((len(quotes) + in_quotes) % 2)
                position += len(chunk)
                if not number and len(ends):
                    start, first, number, ends = int(ends[0]), 1, 1, ends[1:]
                taken = 0
                while number and (place := int(np.searchsorted(ends, start + size))) < len(ends):
                    number += place + 1 - taken
                    stretches.append((start, int(ends[place]), first))
                    start, first, taken = int(ends[place]), number, place + 1
                number += len(ends) - taken if number else 0
                if position - start > max(4 * size, 2 * MAX_RECORD_BYTES):
                    # A quote without end is cut anyway; its parts are rejected, and memory stays bounded.
                    stretches.append((start, position, first))
                    start, first, number, in_quotes = position, number, max(number, 1), False
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    if (whole > start and first) or not stretches:
        stretches.append((start, whole, max(first, 1)))
    return stretches


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the rows of each stretch; a row with more or fewer fields than the head carries its reason."""
    return objects_frame([stretch for part in slices for stretch in _stretches(part, options)], options)


def _stretches(part: Slice, options: Options) -> Iterator[Stretch]:
    try:
        with open_regular(part.path) as file:
            head = file.read(_MOST_HEAD_BYTES)
            file.seek(part.start)
            content = file.read(part.bytes)
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); repair its permissions or its link"
        yield Stretch(part, [None], [None], ("unreadable", detail))
        return
    csv.field_size_limit(2 * MAX_RECORD_BYTES)
    try:
        delimiter = _delimiter(head)
        names = next(_rows(head, delimiter), [])
        fault = missing_text(names, options.mapping)
        orders = _orders(head, delimiter, names, options.mapping)
        if fault:
            yield Stretch(part, [None], [None], fault)
            return
        names = _distinct(names)
        table = _whole_rows(content, delimiter, names) if part.start else None
        if table is not None:
            yield rows_stretch(part, _read_days(table, orders), options)
            return
        rows = [row for row in _rows(content, delimiter) if row] if part.start else []
    except (csv.Error, UnicodeDecodeError) as error:
        yield broken_table(part, error)
        return
    yield from _good_and_bad(part, names, rows, orders, options)


def _whole_rows(content: bytes, delimiter: str, names: Sequence[str]) -> pl.DataFrame | None:
    """The rows of a stretch, all at once by Polars; None where it might read them otherwise than Python's csv does.

    Polars fills rows that are too short without a word, and takes quotes inside of fields for others than csv does. So
    all rows must be as long as the head, quotes stand round whole fields only, and line ends be of one kind.
    """
    data = np.frombuffer(content, np.uint8)
    if not len(data):
        return None
    separator = ord(delimiter)
    quotes = np.flatnonzero(data == _QUOTE)
    ends = _outside(quotes, np.flatnonzero(data == _NEWLINE))
    if data[-1] != _NEWLINE:
        ends = np.append(ends, len(data))
    returns = _outside(quotes, np.flatnonzero(data == _RETURN))
    padded = np.pad(data, 1, constant_values=_NEWLINE)  # what stands before and behind each place
    around = (separator, _NEWLINE, _QUOTE)
    fields = np.searchsorted(_outside(quotes, np.flatnonzero(data == separator)), ends)
    sure = (
        len(quotes) % 2 == 0
        and np.isin(padded[quotes[0::2]], around).all()
        and np.isin(padded[quotes[1::2] + 2], (*around, _RETURN)).all()
        and (padded[returns + 2] == _NEWLINE).all()
        and (np.diff(fields, prepend=0) == len(names) - 1).all()
        and (np.diff(ends, prepend=-1) > 2).all()  # no empty lines
    )
    if not sure:
        return None
    try:
        table = pl.read_csv(content, has_header=False, schema=dict.fromkeys(names, pl.String), separator=delimiter)
    except pl.exceptions.PolarsError:  # no UTF-8
        return None
    return table if table.height == len(ends) else None


def _outside(quotes: np.ndarray, places: np.ndarray, in_quotes: bool = False) -> np.ndarray:
    """The places that are not between quotes."""
    outside: np.ndarray = places[(np.searchsorted(quotes, places) + in_quotes) % 2 == 0]
    return outside


def day_notes(path: str, mapping: Mapping[str, str]) -> list[str]:
    """What the sample of a file tells of its columns of days, to be printed."""
    try:
        with open_regular(path) as file:
            head = file.read(_MOST_HEAD_BYTES)
        delimiter = _delimiter(head)
        return in_words(path, _orders(head, delimiter, next(_rows(head, delimiter), []), mapping))
    except (OSError, csv.Error, UnicodeDecodeError):
        return []  # reading it tells the reason


def _orders(head: bytes, delimiter: str, names: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Which columns of a table are days in figures, by its first rows."""
    return day_orders(names, islice(_rows(head, delimiter), 1, _SAMPLE_ROWS + 1), mapping)


def _good_and_bad(
    part: Slice, names: list[str], rows: list[list[str]], orders: Mapping[str, str], options: Options
) -> Iterator[Stretch]:
    """Rows as long as the head, in their order, and apart from them the others, which are rejects."""
    numbers = [number for number, row in enumerate(rows, part.first_line) if len(row) == len(names)]
    good = pl.DataFrame(
        [row for row in rows if len(row) == len(names)], schema=dict.fromkeys(names, pl.String), orient="row"
    )
    yield replace(rows_stretch(part, _read_days(good, orders), options), places=[f"row {number}" for number in numbers])
    for number, row in enumerate(rows, part.first_line):
        if len(row) != len(names):
            detail = f"The row has {len(row)} fields, the head {len(names)}; put quotes round fields with delimiters"
            yield Stretch(part, ["\x1f".join(row).encode()], [f"row {number}"], ("ragged_row", detail))


def _read_days(rows: pl.DataFrame, orders: Mapping[str, str]) -> pl.DataFrame:
    """The rows of a table with their days in ISO 8601. An empty field of a CSV is none."""
    rows = rows.select(pl.all().replace("", None))
    return rows.with_columns(in_iso(name, order) for name, order in orders.items() if order != "unknown")


def _rows(content: bytes, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(_text(content), newline=""), delimiter=delimiter, strict=False)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":  # the head is cut off somewhere
            return content[: error.start].decode("utf-8-sig")
        return content.decode("cp1252", "replace")  # what spreadsheets write


def _delimiter(head: bytes) -> str:
    """The delimiter that is most often in the head of the table."""
    line = _text(head).split("\n", 1)[0]
    return max(_DELIMITERS, key=line.count)


def _distinct(names: list[str]) -> list[str]:
    """Names of columns, each once: a second `text` becomes `text_2`."""
    seen: dict[str, int] = {}
    distinct: list[str] = []
    for name in (name.strip() or "column" for name in names):
        seen[name] = seen.get(name, 0) + 1
        distinct.append(name if seen[name] == 1 and name not in distinct else f"{name}_{len(distinct) + 1}")
    return distinct


register(
    Format(
        name="csv",
        about="a table with a head; commas, semicolons, tabs or bars between fields as for `jsonl`",
        suffixes=(".csv", ".tsv"),
        columns=ARTICLE_COLUMNS,
        read=read,
        cut=cut,
    )
)
