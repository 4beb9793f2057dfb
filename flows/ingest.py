"""The steps of an ingest, free of Prefect: a batch is read, its facts extracted and checked, and it is committed.

flows/batches.py gives the steps their order, flows/nightly.py retries and reports.
"""

import json
import shutil
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

import duckdb
import polars as pl

from flows import sources
from flows.account import Account, RunContext
from flows.defects import DEFECT, DefectsFound, note_defects, noted_defects, noted_folders, try_all
from flows.entities import news_of_entities, with_decided_speakers
from flows.limits import BATCH_MB
from flows.sources.names import printable
from flows.tagging import chosen_tagger
from transforms.articles import articles_of, read_declared_records, read_text_records
from transforms.entities.linking.entity_ids import aliases_of, entities_of
from transforms.entities.ner.registry import Tagger
from transforms.entities.overrides import apply_overrides
from transforms.extract import extract
from transforms.version import EXTRACTOR_VERSION
from warehouse.checks import by_severity, check_batch
from warehouse.fx import rates, rates_between
from warehouse.hashing import with_sha256
from warehouse.lake import Lake
from warehouse.load import commit, insert_rows, with_identity, without_known
from warehouse.overrides import OVERRIDES, read_overrides
from warehouse.staging import stage, staged_rows, validated, write_staged
from warehouse.tables import FACT_TABLES, TABLES

BATCH_BYTES = BATCH_MB * 2**20

# Rejected records up to this size are kept in the lake.
_KEPT_RECORD_BYTES = 2**20

# The exchange rates of a run, beside its plans.
_RATES = "fx_rates.parquet"

_READ = {"folder": read_text_records, "text": read_text_records, "jsonl": read_declared_records}
_RECORD = (
    "source", "source_uri", "source_locator", "identity_sha256", "record", "record_sha256", "reason", "detail",
    "run_id", "_moment",
)  # fmt: skip
_ENTRY = ("record_sha256", "source_uri", "source_locator", "run_id")
_OUTCOMES = ("article", "revision", "duplicate")
_DETAIL_OF_DEFECTS = (
    "The program failed on this record; report it with its bytes and the traceback. The next run reads it again"
)


def start_run(context: RunContext, slices: Iterable[sources.Slice], batch_bytes: int) -> list[Path]:
    """Write to disk what the steps of a run share, and one plan a batch; gives the plans' paths.

    Steps pass paths and not lists of files. The exchange rates are those in the lake now.
    """
    folder = context.folder
    folder.mkdir(parents=True, exist_ok=True)
    rates(Lake(context.lake)).write_parquet(folder / _RATES, compression="lz4")
    plans = []
    for number, batch in enumerate(sources.batches(list(slices), batch_bytes)):
        plan = folder / f"{number:06d}.json"
        plan.write_text(json.dumps([part.to_json() for part in batch]), encoding="utf-8")
        plans.append(plan)
    return plans


def read_batch(context: RunContext, plan: Path, pending: Sequence[Path] = ()) -> tuple[Path, Account]:
    """Read a batch and decide what is new in it; leave its articles, rejects and ledger rows on disk beside its plan.

    Takes the folders of the batches that will be committed before this one. Gives this one's folder and its account,
    which has no facts yet. Records on which the program fails, here or when the batch was extracted before, are
    rejects; with too many of them nothing is left on disk, and the batch must be held back.
    """
    folder = plan.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    lake = Lake(context.lake).writer()
    try:
        account, records = _new_records(context, lake, plan, pending)
        while True:
            noted = noted_defects([folder])
            failing = records.join(noted, on="record_sha256", how="inner", maintain_order="left")
            account.defects, account.errors = failing.height, dict(failing.group_by("error").len().iter_rows())
            if account.has_too_many_defects():
                return folder, account
            good = records.join(noted, on="record_sha256", how="anti", maintain_order="left")
            read = partial(_read_records, context, lake, failing, pending)
            try:
                tables = try_all(good.height, partial(_on_rows, read, good))
                break
            except DefectsFound as found:
                note_defects(folder, good, found.errors)
    finally:
        lake.close()
    outcomes = dict(tables["ledger"].group_by("outcome").len().iter_rows())
    account.articles, account.revisions, account.duplicates = (int(outcomes.get(name, 0)) for name in _OUTCOMES)
    account.rejects = tables["rejects"].height
    account.reasons = dict(tables["rejects"].group_by("reason").len().sort("reason").iter_rows())
    account.characters = int(tables["articles"]["body"].str.len_chars().sum())
    write_staged(folder, tables)
    return folder, account


def extract_batch(context: RunContext, folder: Path) -> Account:
    """Extract the facts of a batch that was read, stage them beside its articles, and run the checks.

    Needs neither the lake nor any other batch, so several may be under way at once. Gives an account of the facts and
    of the checks that failed: with any, the batch must not be committed. An account with defects says that the program
    fails on so many records, and nothing else: it must not be committed either, but read again.
    """
    articles = staged_rows(folder, "articles")
    first, last = articles["published_on"].min(), articles["published_on"].max()
    fx_rates = rates_between(pl.read_parquet(folder.parent / _RATES, glob=False), first, last)  # type: ignore[arg-type]
    if articles.is_empty():  # a night that brings nothing new still has rejects to check
        return _checked(folder, fx_rates)
    overrides = read_overrides(Path(context.lake) / OVERRIDES)
    read = partial(_extract_rows, fx_rates, chosen_tagger(context.tagger), overrides)
    try:
        tables = try_all(articles.height, partial(_on_rows, read, articles))
    except DefectsFound as found:
        keys = ["article_id", "revision"]
        records = articles.select(keys).join(staged_rows(folder, "ledger"), on=keys, how="left", maintain_order="left")
        note_defects(folder, records, found.errors)
        return Account(defects=len(found.errors))
    write_staged(folder, tables)
    account = _checked(folder, fx_rates)
    account.facts = {name: tables[name].height for name in FACT_TABLES}
    return account


def commit_batch(context: RunContext, folder: Path) -> bool:
    """Make a staged batch visible, in one transaction. False where it was already."""
    place = Lake(context.lake)
    lake = place.writer()
    try:
        named = {name: staged_rows(folder, name) for name in ("entities", "entity_aliases")}
        stage(folder, _in_contract(news_of_entities(lake, named["entities"], named["entity_aliases"])))
    finally:
        lake.close()
    return commit(place, folder)


def record_run(context: RunContext, account: Account, started_at: datetime) -> None:
    """Write the run's row, once everything else is done."""
    row = {
        "run_id": context.run_id,
        "as_of": context.as_of,
        "sources": printable("\n".join(context.sources)),
        "started_at": started_at,
        "finished_at": datetime.now(UTC),
        **{name: getattr(account, name) for name in ("batches", "records_in", "known", "articles", "revisions")},
        **{name: getattr(account, name) for name in ("duplicates", "rejects", "defects", "held_back", "characters")},
        "facts": sum(account.facts.values()),
        "failed_checks": len(account.failed_checks),
        "check_warnings": len(account.check_warnings),
        "dateline_version": version("dateline"),
    }
    insert_rows(Lake(context.lake), "runs", TABLES["runs"].cast(pl.DataFrame([row])))


def _checked(folder: Path, fx_rates: pl.DataFrame) -> Account:
    failed, warned = by_severity(check_batch(folder, fx_rates))
    return Account(failed_checks=failed, check_warnings=warned)


def _new_records(
    context: RunContext, lake: duckdb.DuckDBPyConnection, plan: Path, pending: Sequence[Path]
) -> tuple[Account, pl.DataFrame]:
    """The records of a batch that are new, of all formats together, and an account of the rest.

    Bytes that another batch of the run has failed on are known: they are listed with that one.
    """
    batch = [sources.Slice(**part) for part in json.loads(plan.read_text(encoding="utf-8"))]
    parts = [
        found.with_columns(_format=pl.lit(file_format)) for file_format, found in sources.read(batch, context.source)
    ]
    records = with_sha256(pl.concat(parts, how="diagonal"), record_sha256="record", identity_sha256="identity")
    fresh = without_known(lake, records, pending)
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
    return account, fresh


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
    good = with_sha256(articles_of(drafts), body_sha256="body").with_columns(
        ingested_at="_moment", extractor_version=pl.lit(EXTRACTOR_VERSION)
    )
    articles = with_identity(lake, good, pending)
    defects = failing.select(*_RECORD, "traceback").with_columns(
        reason=pl.lit(DEFECT), detail=pl.lit(_DETAIL_OF_DEFECTS)
    )
    rejects = pl.concat([drafts.filter(pl.col("reason").is_not_null()), defects], how="diagonal")
    tables = {"articles": articles, **_rejected(rejects), "ledger": _entries(articles, rejects)}
    return validated(_in_contract(tables))


def _drafts(file_format: str, records: pl.DataFrame) -> pl.DataFrame:
    """Records of one format, read; those of raw text have nothing of what others declare."""
    return _READ[file_format](records if file_format == "jsonl" else records.select(_RECORD))


def _extract_rows(
    fx_rates: pl.DataFrame, tagger: Tagger, overrides: pl.DataFrame, articles: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The tables that extraction gives, valid."""
    facts = extract(articles, fx_rates, tagger)
    mentions, entities = apply_overrides(
        facts["entity_mentions"], entities_of(facts["entity_mentions"], articles), overrides
    )
    facts["entity_mentions"] = mentions
    facts["quotations"] = with_decided_speakers(facts["quotations"], overrides)
    return validated(_in_contract({**facts, "entities": entities, "entity_aliases": aliases_of(mentions)}))


def _on_rows(
    read: Callable[[pl.DataFrame], dict[str, pl.DataFrame]], rows: pl.DataFrame, start: int, stop: int
) -> dict[str, pl.DataFrame]:
    return read(rows.slice(start, stop - start))


def _rejected(rejects: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rejected records: why, and the bytes of those that are not too large to keep."""
    kept = pl.col("record_sha256").is_not_null() & (pl.col("record").bin.size() <= _KEPT_RECORD_BYTES)
    return {
        "rejects": rejects.with_columns(rejected_at="_moment", kept_at=pl.when(kept).then(pl.lit("rejected_bytes"))),
        "rejected_bytes": rejects.filter(kept).select("record_sha256", "record"),
    }


def _entries(articles: pl.DataFrame, rejects: pl.DataFrame) -> pl.DataFrame:
    """The ledger's rows: what became of each record whose bytes could be read, and that the program did not fail on."""
    size = pl.col("record").bin.size().cast(pl.UInt64)
    entries = [
        articles.select(*_ENTRY, "outcome", "article_id", "revision", bytes=size, loaded_at="_moment"),
        rejects.filter(pl.col("record_sha256").is_not_null(), pl.col("reason") != DEFECT).select(
            *_ENTRY, outcome=pl.lit("reject"), bytes=size, loaded_at="_moment"
        ),
    ]
    return pl.concat(entries, how="diagonal")


def _in_contract(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: TABLES[name].cast(frame) for name, frame in tables.items()}
