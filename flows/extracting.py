"""`dateline extract`: facts for JSON lines, without a warehouse."""

import io
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, NamedTuple

import polars as pl

from flows.batches import side_by_side
from flows.defects import DefectsFound, place_of, try_all
from flows.sources import MAX_RECORD_BYTES
from flows.sources.json_objects import parse_objects
from transforms.entities.ner.registry import CRF, Tagger
from transforms.extract import extract
from transforms.publication import day_of_publication
from warehouse.errors import DatelineError
from warehouse.fx import carried_rates
from warehouse.tables import FACT_TABLES, FIRST_DAY, LAST_DAY

# The lists of an output line, and the tables they come from.
OUTPUT_LISTS = dict(zip(("temporal", "numeric", "entities", "quotations"), FACT_TABLES, strict=True))

# Columns that speak of the article, which is the line itself here.
_ARTICLE_KEYS = ("article_id", "revision", "published_on")
# Batches grow from the first size to the second: a small input has work for every thread as well, and a large one
# few batches, each of which costs some time of its own.
_FIRST_BYTES, _BATCH_BYTES = 2 * 2**20, 8 * 2**20


class _Batch(NamedTuple):
    before: int  # lines of the input that come before it
    lines: list[bytes]


def extract_lines(
    lines: BinaryIO, output: BinaryIO, tagger: Tagger = CRF, *, indirect: bool = False
) -> tuple[int, int]:
    """Write one line of facts for each input line, in order.

    An input line is {"id", "published": "YYYY-MM-DD" or null, "title"?, "text"}; an output line is {"id", "temporal",
    "numeric", "entities", "quotations"}, each fact with the columns of its table and its offsets into "text" (field
    `body`) or "title", exactly as they came. Quotations are the words between marks, and with `indirect` reported
    clauses too. A line that cannot be read, or on which the program fails, gives empty lists and an "error". Returns
    the number of lines and of errors. Raises DatelineError if the input breaks off.
    """
    count = errors = 0
    for written, read, failed in side_by_side(partial(_extract_batch, tagger, indirect), _batches(lines)):
        output.write(written)
        count += read
        errors += failed
    return count, errors


def _batches(lines: BinaryIO) -> Iterator[_Batch]:
    """Lines in batches of bounded size; one that is too long is cut behind the most that a line may have.

    Where the input breaks off, the lines before that are a batch, and DatelineError is raised for the next.
    """
    batch, size, full = _Batch(0, []), 0, _FIRST_BYTES
    try:
        while line := _line(lines):
            batch.lines.append(line)
            size += len(line)
            if size >= full:
                yield batch
                batch, size, full = _Batch(batch.before + len(batch.lines), []), 0, min(2 * full, _BATCH_BYTES)
    except DatelineError:
        if batch.lines:
            yield batch
        raise
    if batch.lines:
        yield batch


def _line(lines: BinaryIO) -> bytes:
    most = MAX_RECORD_BYTES + 1
    try:
        line = rest = lines.readline(most)
        while len(rest) == most and not rest.endswith(b"\n"):
            rest = lines.readline(most)
    except OSError as error:
        raise DatelineError(f"The input breaks off ({error.strerror})", "What was read is written") from error
    return line


def _extract_batch(tagger: Tagger, indirect: bool, batch: _Batch) -> tuple[bytes, int, int]:
    """The lines to write, how many they are, and how many have an error."""
    raw = pl.Series(batch.lines, dtype=pl.Binary)
    large = raw.bin.size() > MAX_RECORD_BYTES
    parsed = parse_objects(pl.select(pl.when(~large).then(raw)).to_series()).with_row_index(
        "line_no", offset=batch.before + 1
    )
    day = day_of_publication(pl.col("published"))
    parsed = parsed.with_columns(
        published_on=day,
        error=pl.coalesce(
            pl.when(pl.Series(large)).then(pl.lit(f"The line is longer than {MAX_RECORD_BYTES:,} bytes")),
            "detail",
            pl.when(pl.col("published").is_not_null() & day.is_null()).then(
                pl.lit(f"'published' is no day from {FIRST_DAY} to {LAST_DAY}; write it as YYYY-MM-DD or null")
            ),
        ),
    )
    articles = parsed.filter(pl.col("error").is_null()).select(
        article_id=pl.col("line_no").cast(pl.String),
        revision=pl.lit(1, pl.UInt32),
        title="title",
        body="body",
        published_on="published_on",
        language="language",
        source=pl.col("source").fill_null("extract"),
    )
    lists, failed = _extracted(articles, tagger, indirect)
    rows = parsed.select("id_json", "error", article_id=pl.col("line_no").cast(pl.String))
    for found in lists.values():
        rows = rows.join(found, on="article_id", how="left", maintain_order="left")
    rows = rows.join(failed, on="article_id", how="left", maintain_order="left")
    rows = rows.with_columns(error=pl.coalesce("error", "defect"))
    columns = [pl.col(name).fill_null([]) for name in OUTPUT_LISTS]
    buffer = io.BytesIO()
    rows.select(*columns).write_ndjson(buffer)
    bodies = pl.Series("body", buffer.getvalue().decode("utf-8").removesuffix("\n").split("\n"), dtype=pl.String)
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
    return "".join(written.to_series()).encode("utf-8"), rows.height, rows["error"].count()


def _extracted(articles: pl.DataFrame, tagger: Tagger, indirect: bool) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """The lists of facts by article, and the articles on which the program fails, with a `defect` in words."""
    failed = pl.DataFrame(schema={"article_id": pl.String, "defect": pl.String})
    while True:
        good = articles.join(failed, on="article_id", how="anti", maintain_order="left")

        def attempt(start: int, stop: int, good: pl.DataFrame = good) -> dict[str, pl.DataFrame]:
            facts = extract(good.slice(start, stop - start), carried_rates(), tagger)
            if not indirect:
                facts["quotations"] = facts["quotations"].filter(pl.col("kind") == "direct")
            return {name: _lists(facts[table], name) for name, table in OUTPUT_LISTS.items()}

        try:
            return try_all(good.height, attempt, most=max(good.height, 1)), failed
        except DefectsFound as found:
            said = [
                f"The program failed on it ({place_of(error)}); please report it" for error in found.errors.values()
            ]
            ids = good["article_id"].gather(list(found.errors))
            failed = pl.concat([failed, pl.DataFrame({"article_id": ids, "defect": said}, schema=failed.schema)])


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
