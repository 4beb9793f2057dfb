"""Reading a batch: its records, what is new among them, and the articles, rejects and ledger rows they give."""

import json
import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import duckdb
import polars as pl

from flows import sources
from flows.account import Account, RunContext
from flows.defects import DEFECT, DefectsFound, note_defects, noted_defects, noted_folders, try_all
from transforms.articles import articles_of
from transforms.notes import with_notes
from transforms.publication import with_days_in_range
from transforms.version import EXTRACTOR_VERSION
from warehouse.copies.groups import MOVED
from warehouse.forgetting import is_forgotten
from warehouse.hashing import with_sha256
from warehouse.lake import Lake
from warehouse.layout import uncounted
from warehouse.load import in_copy_groups, rejected_before, with_identity, with_reused_ids_apart, without_known
from warehouse.staging import nothing_moved, validated, write_staged
from warehouse.tables import TABLES

# Rejected records up to this size are kept in the lake.
_KEPT_RECORD_BYTES = 2**20

_RECORD = (
    "source", "source_uri", "source_locator", "identity_sha256", "record", "record_sha256", "reason", "detail",
    "run_id", "_moment",
)  # fmt: skip
_ENTRY = ("record_sha256", "source_uri", "source_locator", "run_id")
# The note of the article that has the same id in the same source, and is another.
_REUSED = "same_id_as"
_OUTCOMES = ("article", "revision", "duplicate")
_DETAIL_OF_DEFECTS = (
    "The program failed on this record; report it with its bytes and the traceback. The next run reads it again"
)


def read_batch(context: RunContext, plan: Path, pending: Sequence[Path] = ()) -> tuple[Path, Account]:
    """Read a batch and decide what is new in it; leave its articles, rejects and ledger rows on disk next to its plan.

    Takes the folders of the batches that will be committed before this one. Gives this one's folder and its account,
    which has no facts yet. Records on which the program fails, here or when the batch was extracted before, are
    rejects; with too many of them nothing is left on disk, and the batch must be held back.
    """
    folder = plan.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    lake = Lake(context.lake).writer()
    try:
        account, hashes, records = _new_records(context, lake, plan, pending)
        before = rejected_before(lake, hashes, pending) if account.known else hashes.clear()
        account.known_rejects = hashes.join(before, on="record_sha256", how="semi").height
        if account.is_nothing_new():
            return folder, account
        while True:
            noted = noted_defects([folder])
            failing = records.join(noted, on="record_sha256", how="inner", maintain_order="left")
            account.defects, account.errors = failing.height, dict(failing.group_by("error").len().iter_rows())
            if account.has_too_many_defects():
                return folder, account
            good = records.join(noted, on="record_sha256", how="anti", maintain_order="left")
            read = partial(_read_records, context, lake, failing, pending)
            try:
                tables = try_all(good.height, partial(on_rows, read, good))
                break
            except DefectsFound as found:
                note_defects(folder, good, found.errors)
    finally:
        lake.close()
    outcomes = dict(tables["ledger"].group_by("outcome").len().iter_rows())
    account.articles, account.revisions, account.duplicates = (int(outcomes.get(name, 0)) for name in _OUTCOMES)
    account.rejects = tables["rejects"].height
    account.known += int(outcomes.get("forgotten", 0))  # taken down, and not read again
    bad = tables["rejects"].select("record_sha256").drop_nulls().unique()
    account.known_rejects += hashes.join(bad, on="record_sha256", how="semi").height - bad.height
    account.reasons = dict(tables["rejects"].group_by("reason").len().sort("reason").iter_rows())
    account.reused_ids = int(tables["articles"]["extra"].str.contains(f'"{_REUSED}"', literal=True).sum())
    account.characters = int(tables["articles"]["body"].str.len_chars().sum())
    write_staged(folder, tables)
    return folder, account


def on_rows(
    read: Callable[[pl.DataFrame], dict[str, pl.DataFrame]], rows: pl.DataFrame, start: int, stop: int
) -> dict[str, pl.DataFrame]:
    """Read some of the rows."""
    return read(rows.slice(start, stop - start))


def in_contract(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Each frame in the columns and types of its table's contract."""
    return {name: TABLES[name].cast(frame) for name, frame in tables.items()}


def _new_records(
    context: RunContext, lake: duckdb.DuckDBPyConnection, plan: Path, pending: Sequence[Path]
) -> tuple[Account, pl.DataFrame, pl.DataFrame]:
    """An account of a batch, the hashes of all of its records (record_sha256), and those that are new.

    Bytes that another batch of the run has failed on are known: they are listed with that one.
    """
    batch = [sources.Slice(**part) for part in json.loads(plan.read_text(encoding="utf-8"))]
    options = sources.Options(context.source, dict(context.mapping), latest=context.latest_day)
    parts = [found.with_columns(_format=pl.lit(file_format)) for file_format, found in sources.read(batch, options)]
    records = with_sha256(pl.concat(parts, how="diagonal"), record_sha256="record", identity_sha256="identity")
    fresh = without_known(lake, records, pending, retry=context.retry)
    elsewhere = noted_defects([other for other in noted_folders(plan.parent) if other != plan.with_suffix("")])
    fresh = fresh.join(elsewhere, on="record_sha256", how="anti", maintain_order="left").with_columns(
        run_id=pl.lit(context.run_id), _moment=pl.lit(context.logical_moment).cast(pl.Datetime("us", "UTC"))
    )
    account = Account(
        batches=1,
        bytes=sum(part.bytes for part in batch),
        records_in=records.height,
        known=records.height - fresh.height,
    )
    return account, records.select("record_sha256"), fresh


def _read_records(
    context: RunContext,
    lake: duckdb.DuckDBPyConnection,
    failing: pl.DataFrame,
    pending: Sequence[Path],
    records: pl.DataFrame,
) -> dict[str, pl.DataFrame]:
    """The tables that reading records gives, valid; `failing` are those to reject as defects, with their traceback."""
    formats = records["_format"].unique(maintain_order=True).to_list() or ["text"]
    drafts = pl.concat([_drafts(name, records.filter(_format=name)) for name in formats], how="diagonal")
    if context.oldest_day:
        drafts = with_days_in_range(drafts, context.oldest_day, context.latest_day)
    good = with_sha256(articles_of(drafts), body_sha256="body").with_columns(
        ingested_at="_moment", extractor_version=pl.lit(EXTRACTOR_VERSION)
    )
    is_gone = is_forgotten(lake, good)
    gone, good = good.filter(is_gone), good.filter(~is_gone)
    with nothing_moved():  # the articles of pending batches are counted meanwhile, and put where these are looked at
        articles = with_identity(lake, with_reused_ids_apart(lake, good, pending, _note_id), pending)
        articles, for_commit = in_copy_groups(lake, uncounted(articles), pending)
    defects = failing.select(*_RECORD, "traceback").with_columns(
        reason=pl.lit(DEFECT), detail=pl.lit(_DETAIL_OF_DEFECTS)
    )
    rejects = pl.concat([drafts.filter(pl.col("reason").is_not_null()), defects], how="diagonal")
    tables = {"articles": articles, **_rejected(rejects), "ledger": _entries(articles, rejects, gone)}
    moved = for_commit.pop(MOVED)
    return {**validated(in_contract(tables | for_commit)), MOVED: moved}


def _note_id(extra: str | None, article_id: str) -> str | None:
    return with_notes(extra, {_REUSED: article_id})


def _drafts(name: str, records: pl.DataFrame) -> pl.DataFrame:
    """Records of one format, read. They have what their format declares, and not what others in the batch do."""
    file_format = sources.format_of(name)
    return file_format.drafts(records.select(*_RECORD, *file_format.columns))


def _rejected(rejects: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rejected records: why, and the bytes of those that are not too large to keep."""
    kept = pl.col("record_sha256").is_not_null() & (pl.col("record").bin.size() <= _KEPT_RECORD_BYTES)
    return {
        "rejects": rejects.with_columns(rejected_at="_moment", kept_at=pl.when(kept).then(pl.lit("rejected_bytes"))),
        "rejected_bytes": rejects.filter(kept).select("record_sha256", "record"),
    }


def _entries(articles: pl.DataFrame, rejects: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """The ledger's rows: what became of each record whose bytes could be read, and that the program did not fail on."""
    size = pl.col("record").bin.size().cast(pl.UInt64)
    entries = [
        articles.select(*_ENTRY, "outcome", "article_id", "revision", bytes=size, loaded_at="_moment"),
        gone.select(*_ENTRY, "article_id", outcome=pl.lit("forgotten"), bytes=size, loaded_at="_moment"),
        rejects.filter(pl.col("record_sha256").is_not_null(), pl.col("reason") != DEFECT).select(
            *_ENTRY, outcome=pl.lit("reject"), bytes=size, loaded_at="_moment"
        ),
    ]
    return pl.concat(entries, how="diagonal")
