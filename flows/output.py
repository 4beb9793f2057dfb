"""Results of queries in the format asked for, and an article with its facts."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import duckdb

from flows import terminal
from flows.portable import portable
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import batches_of, explaining, first_rows

# A terminal is for looking; more rows than this go to a file.
TERMINAL_ROWS = 200

# What EXPLAIN gives: pictures, which no cell of a table can hold.
_PLAN = ["explain_key", "explain_value"]

# The fact tables with their style, and what is said of a row next to its words.
_SHOWN = {
    "temporal_mentions": ("bold cyan", "concat_ws(' ', timex_type, timex_value, modifier)"),
    "numeric_facts": ("bold green", "concat_ws(' ', kind, modifier, value, value_low, value_high, unit)"),
    "entity_mentions": ("magenta", "concat_ws(' ', type, entity_id, relation)"),
    "quotations": ("italic", "concat_ws(' ', speaker_text, verb)"),
}


def write_result(relation: duckdb.DuckDBPyRelation, output_format: str, path: Path | None) -> None:
    """Print a query's result as a table, or write it as CSV, JSON (an array of objects), Parquet or a workbook.

    Everything but a table is streamed, so that a large result need not fit in memory.
    """
    if output_format == "table" and path is None:
        _print_table(portable(relation, "table"))
        return
    writers = {"csv": _write_csv, "json": _write_json, "parquet": _write_parquet, "xlsx": _write_xlsx}
    if output_format == "table" and path:
        output_format = _format_of(path)
    if output_format not in writers:
        raise DatelineError(f"There is no output format {output_format}", "There are: table, csv, json, parquet, xlsx")
    with terminal.byte_output(path) as sink:
        writers[output_format](relation if output_format == "xlsx" else portable(relation, output_format), sink)


def _format_of(path: Path) -> str:
    """The format that a file's ending names; a device or pipe has none and gets CSV."""
    if path.suffix:
        return path.suffix.lstrip(".")
    if path.exists() and not path.is_file():
        return "csv"
    raise DatelineError(f"The name {path} tells no format", "Add --format csv, json, parquet or xlsx")


def show_article(lake: Lake, article_id: str) -> None:
    """Print the newest revision of an article with its facts highlighted and listed."""
    reader = lake.reader()
    found = reader.execute(
        "SELECT title, body, published_on, source_uri, revision FROM articles WHERE article_id = ? "
        "ORDER BY revision DESC LIMIT 1",
        [article_id],
    ).fetchone()
    if not found:
        raise DatelineError(f"There is no article {article_id}", "`select article_id, title from articles` lists them")
    title, body, published_on, source_uri, revision = found
    highlights, listed = [], []
    for name, (style, meaning) in _SHOWN.items():
        rows = reader.execute(
            f"SELECT field, start_char, end_char, text, {meaning} FROM {name} WHERE article_id = ? AND revision = ? "
            "ORDER BY field DESC, start_char",
            [article_id, revision],
        ).fetchall()
        highlights += [(start, end, style) for field, start, end, _, _ in rows if field == "body"]
        listed += [{"table": name, "words": text, "reading": reading} for _, _, _, text, reading in rows]
    terminal.article(f"{title or '(no title)'}\n{published_on}  {source_uri}\n", body, highlights)
    terminal.table(listed, "Facts")


def _print_table(relation: duckdb.DuckDBPyRelation) -> None:
    found = first_rows(relation, TERMINAL_ROWS + 1)
    if relation.columns == _PLAN:
        for row in found:
            terminal.say(row[1])
        return
    rows = [dict(zip(relation.columns, row, strict=True)) for row in found]
    terminal.result(rows[:TERMINAL_ROWS])
    if not rows:
        terminal.say(f"No rows. Columns: {', '.join(relation.columns)}")
    if len(rows) > TERMINAL_ROWS:
        terminal.note(f"The first {TERMINAL_ROWS} rows; write them all with --format csv -o FILE")


def _write_csv(relation: duckdb.DuckDBPyRelation, sink: BinaryIO) -> None:
    import polars as pl

    sink.write(pl.DataFrame(schema=dict.fromkeys(relation.columns, pl.String)).write_csv().encode())
    for batch in batches_of(relation):
        sink.write(pl.DataFrame(pl.from_arrow(batch)).write_csv(include_header=False).encode())


def _write_json(relation: duckdb.DuckDBPyRelation, sink: BinaryIO) -> None:
    separator = b"[\n"
    for batch in batches_of(relation):
        for text in batch.column(0).to_pylist():
            sink.write(separator + text.encode("utf-8"))
            separator = b",\n"
    sink.write(b"[]\n" if separator == b"[\n" else b"\n]\n")


def _write_xlsx(relation: duckdb.DuckDBPyRelation, sink: BinaryIO) -> None:
    from warehouse.spreadsheets import write_xlsx

    with TemporaryDirectory(prefix="dateline-") as folder:
        book = Path(folder) / "query.xlsx"
        with explaining():
            _, cut = write_xlsx(relation, book, "query")
        with book.open("rb") as file:
            shutil.copyfileobj(file, sink)
    if cut:
        terminal.note(f"{cut:,} cells were cut to 32,767 characters, and marked [cut]; Parquet has the whole texts")


def _write_parquet(relation: duckdb.DuckDBPyRelation, sink: BinaryIO) -> None:
    import pyarrow.parquet as pq

    writer = None
    for batch in batches_of(relation):
        writer = writer or pq.ParquetWriter(sink, batch.schema)
        writer.write_batch(batch)
    if writer is None:
        writer = pq.ParquetWriter(sink, relation.limit(0).to_arrow_table().schema)
    writer.close()
