"""`dateline extract`: facts for JSON lines, without a warehouse."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from flows.sources import MAX_RECORD_BYTES, jsonl
from transforms.entities.ner.registry import CRF, Tagger
from transforms.extract import extract_in_parts
from warehouse.fx import carried_rates
from warehouse.tables import FACT_TABLES

# The lists of an output line, and the tables they come from.
OUTPUT_LISTS = dict(zip(("temporal", "numeric", "entities", "quotations"), FACT_TABLES, strict=True))

# Columns that speak of the article, which is the line itself here.
_ARTICLE_KEYS = ("article_id", "revision", "published_on")
_CHUNK_BYTES = 16 * 2**20


def extract_lines(
    lines: BinaryIO, output: BinaryIO, tagger: Tagger = CRF, *, indirect: bool = False
) -> tuple[int, int]:
    """Write one line of facts for each input line, in order.

    An input line is {"id", "published": "YYYY-MM-DD" or null, "title"?, "text"}; an output line is {"id", "temporal",
    "numeric", "entities", "quotations"}, each fact with the columns of its table and its offsets into "text" (field
    `body`) or "title", exactly as they came. Quotations are the words between marks, and with `indirect` reported
    clauses too. A line that cannot be read gives empty lists and an "error". Returns the
    number of lines and of errors.
    """
    count = errors = 0
    for chunk in _chunks(lines):
        written, failed = _extract_chunk(chunk, count, tagger, indirect)
        output.write(written)
        count += len(chunk)
        errors += failed
    return count, errors


def _chunks(lines: BinaryIO) -> Iterator[list[bytes]]:
    while chunk := lines.readlines(_CHUNK_BYTES):
        yield chunk


def _extract_chunk(chunk: list[bytes], before: int, tagger: Tagger, indirect: bool) -> tuple[bytes, int]:
    raw = pl.Series(chunk, dtype=pl.Binary)
    large = raw.bin.size() > MAX_RECORD_BYTES
    parsed = jsonl.parse(pl.select(pl.when(~large).then(raw)).to_series()).with_row_index("line_no", offset=before + 1)
    day = pl.col("published").str.to_date("%Y-%m-%d", strict=False)
    parsed = parsed.with_columns(
        published_on=day,
        error=pl.coalesce(
            pl.when(pl.Series(large)).then(pl.lit(f"The line is longer than {MAX_RECORD_BYTES:,} bytes")),
            "detail",
            pl.when(pl.col("published").is_not_null() & day.is_null()).then(
                pl.lit("'published' is no day of the calendar; write it as YYYY-MM-DD or null")
            ),
        ),
    )
    articles = parsed.filter(pl.col("error").is_null()).select(
        article_id=pl.col("line_no").cast(pl.String),
        revision=pl.lit(1, pl.UInt32),
        title="title",
        body="text",
        published_on="published_on",
        language="language",
        source=pl.col("source").fill_null("extract"),
    )
    facts = extract_in_parts(articles, carried_rates(), tagger)
    if not indirect:
        facts["quotations"] = facts["quotations"].filter(pl.col("kind") == "direct")
    rows = parsed.select("id_json", "error", article_id=pl.col("line_no").cast(pl.String))
    for name, table in OUTPUT_LISTS.items():
        rows = rows.join(_lists(facts[table], name), on="article_id", how="left", maintain_order="left")
    columns = [pl.col(name).fill_null([]) for name in OUTPUT_LISTS]
    buffer = io.BytesIO()
    rows.select(*columns).write_ndjson(buffer)
    bodies = pl.Series("body", buffer.getvalue().decode("utf-8").splitlines(), dtype=pl.String)
    problem = pl.format("line {}: {}", "article_id", "error").map_batches(_json_strings)
    error = pl.when(pl.col("error").is_not_null()).then(pl.format(',"error":{}', problem))
    written = rows.with_columns(bodies).select(
        pl.concat_str(
            pl.lit('{"id":'),
            pl.col("id_json").fill_null("null"),
            error.fill_null(""),
            pl.lit(","),
            pl.col("body").str.slice(1),
            pl.lit("\n"),
        )
    )
    return "".join(written.to_series()).encode("utf-8"), rows["error"].count()


def _lists(facts: pl.DataFrame, name: str) -> pl.DataFrame:
    """Facts gathered to one list of structs per article."""
    enums = [pl.col(column).cast(pl.String) for column, dtype in facts.schema.items() if dtype == pl.Enum]
    fact = pl.struct(pl.exclude(_ARTICLE_KEYS))
    return facts.with_columns(enums).group_by("article_id", maintain_order=True).agg(fact.alias(name))


def _json_strings(texts: pl.Series) -> pl.Series:
    return (
        texts.to_frame("text")
        .select(pl.struct("text").struct.json_encode().str.slice(8).str.strip_suffix("}"))
        .to_series()
    )
