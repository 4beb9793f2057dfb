"""The steps of an ingest, free of Prefect: a batch is read, its facts extracted and checked, and it is committed.

flows/batches.py gives the steps their order, flows/nightly.py retries and reports.
"""

import json
import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import polars as pl

from flows import sources
from flows.entities import news_of_entities, with_decided_speakers
from flows.limits import BATCH_MB, TAGGER
from flows.tagging import chosen_tagger
from transforms.articles import articles_of, read_declared_records, read_text_records
from transforms.entities.linking.entity_ids import aliases_of, entities_of
from transforms.entities.overrides import apply_overrides
from transforms.extract import extract
from transforms.version import EXTRACTOR_VERSION
from warehouse.checks import by_severity, check_batch
from warehouse.fx import rates, rates_between
from warehouse.hashing import with_sha256
from warehouse.lake import Lake
from warehouse.load import commit, insert_rows, with_identity, without_known
from warehouse.overrides import OVERRIDES, read_overrides
from warehouse.staging import stage, staged_rows
from warehouse.tables import FACT_TABLES, TABLES

BATCH_BYTES = BATCH_MB * 2**20

# Rejected records up to this size are kept in the lake.
_KEPT_RECORD_BYTES = 2**20

# The exchange rates of a run, beside its plans.
_RATES = "fx_rates.parquet"

_READ = {"text": read_text_records, "jsonl": read_declared_records}
_ENTRY = ("record_sha256", "source_uri", "source_locator", "run_id")
_OUTCOMES = ("article", "revision", "duplicate")


@dataclass(frozen=True)
class RunContext:
    """What every step of a run must know. The same day, sources and tagger give the same run_id."""

    lake: str
    as_of: date
    sources: tuple[str, ...]
    source: str | None = None
    tagger: str = TAGGER

    @property
    def run_id(self) -> str:
        """The logical run: its day, and a hash of what was asked for."""
        asked = [self.sources, self.source]
        if self.tagger != TAGGER:
            asked.append(self.tagger)
        return f"{self.as_of.isoformat()}-{sha256(json.dumps(asked).encode()).hexdigest()[:8]}"

    @property
    def folder(self) -> Path:
        """Where the run leaves its plans and staged batches."""
        return Lake(self.lake).staging / self.run_id

    @property
    def logical_moment(self) -> datetime:
        """The run's moment in the tables: midnight UTC of its day, whenever it really ran."""
        return datetime.combine(self.as_of, time(), UTC)


@dataclass
class Account:
    """What became of the records of a batch, or of a run."""

    records_in: int = 0
    known: int = 0
    articles: int = 0
    revisions: int = 0
    duplicates: int = 0
    rejects: int = 0
    held_back: int = 0
    characters: int = 0
    bytes: int = 0
    batches: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    failed_checks: dict[str, int] = field(default_factory=dict)
    check_warnings: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Account") -> None:
        """Add another account's figures to this one."""
        for name, figure in asdict(other).items():
            if isinstance(figure, dict):
                setattr(self, name, dict(Counter(getattr(self, name)) + Counter(figure)))
            else:
                setattr(self, name, getattr(self, name) + figure)

    def balances(self) -> bool:
        """Nothing is lost: what came in is what came out."""
        return self.records_in == self.records_out()

    def records_out(self) -> int:
        """Records of which it is known what became of them."""
        return self.known + self.articles + self.revisions + self.duplicates + self.rejects + self.held_back

    def unpublished(self) -> "Account":
        """The account of a batch whose checks failed: it was read, and is held back until it is run again."""
        held_back = self.records_in - self.known
        return Account(
            records_in=self.records_in,
            known=self.known,
            held_back=held_back,
            bytes=self.bytes,
            failed_checks=self.failed_checks,
            check_warnings=self.check_warnings,
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
    which has no facts yet.
    """
    batch = [sources.Slice(**part) for part in json.loads(plan.read_text(encoding="utf-8"))]
    folder = plan.with_suffix("")
    shutil.rmtree(folder, ignore_errors=True)
    account = Account(batches=1, bytes=sum(part.bytes for part in batch))
    lake = Lake(context.lake).writer()
    try:
        parts = []
        for file_format, found in sources.read(batch, context.source):
            records = with_sha256(found, record_sha256="record", identity_sha256="identity")
            account.records_in += records.height
            fresh = without_known(lake, records, pending)
            account.known += records.height - fresh.height
            parts.append(_READ[file_format](fresh))
        drafts = pl.concat(parts, how="diagonal").with_columns(
            run_id=pl.lit(context.run_id), _moment=pl.lit(context.logical_moment).cast(pl.Datetime("us", "UTC"))
        )
        good = with_sha256(articles_of(drafts), body_sha256="body").with_columns(
            ingested_at="_moment", extractor_version=pl.lit(EXTRACTOR_VERSION)
        )
        articles = with_identity(lake, good, pending)
    finally:
        lake.close()
    rejects = drafts.filter(pl.col("reason").is_not_null())
    outcomes = dict(articles.group_by("outcome").len().iter_rows())
    account.articles, account.revisions, account.duplicates = (int(outcomes.get(name, 0)) for name in _OUTCOMES)
    account.rejects = rejects.height
    account.reasons = dict(rejects.group_by("reason").len().sort("reason").iter_rows())
    account.characters = int(articles["body"].str.len_chars().sum())
    stage(folder, _in_contract({"articles": articles, **_rejected(rejects), "ledger": _entries(articles, rejects)}))
    return folder, account


def extract_batch(context: RunContext, folder: Path) -> Account:
    """Extract the facts of a batch that was read, stage them beside its articles, and run the checks.

    Needs neither the lake nor any other batch, so several may be under way at once. Gives an account of the facts and
    of the checks that failed: with any, the batch must not be committed.
    """
    articles = staged_rows(folder, "articles")
    first, last = articles["published_on"].min(), articles["published_on"].max()
    fx_rates = rates_between(pl.read_parquet(folder.parent / _RATES, glob=False), first, last)  # type: ignore[arg-type]
    if articles.is_empty():  # a night that brings nothing new still has rejects to check
        return _checked(folder, fx_rates)
    facts = extract(articles, fx_rates, chosen_tagger(context.tagger))
    overrides = read_overrides(Path(context.lake) / OVERRIDES)
    mentions, entities = apply_overrides(
        facts["entity_mentions"], entities_of(facts["entity_mentions"], articles), overrides
    )
    facts["entity_mentions"] = mentions
    facts["quotations"] = with_decided_speakers(facts["quotations"], overrides)
    stage(folder, _in_contract({**facts, "entities": entities, "entity_aliases": aliases_of(mentions)}))
    account = _checked(folder, fx_rates)
    account.facts = {name: facts[name].height for name in FACT_TABLES}
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
        "sources": "\n".join(context.sources),
        "started_at": started_at,
        "finished_at": datetime.now(UTC),
        **{name: getattr(account, name) for name in ("batches", "records_in", "known", "articles", "revisions")},
        **{name: getattr(account, name) for name in ("duplicates", "rejects", "characters")},
        "facts": sum(account.facts.values()),
        "failed_checks": len(account.failed_checks),
        "check_warnings": len(account.check_warnings),
        "dateline_version": version("dateline"),
    }
    insert_rows(Lake(context.lake), "runs", TABLES["runs"].cast(pl.DataFrame([row])))


def _checked(folder: Path, fx_rates: pl.DataFrame) -> Account:
    failed, warned = by_severity(check_batch(folder, fx_rates))
    return Account(failed_checks=failed, check_warnings=warned)


def _rejected(rejects: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Rejected records: why, and the bytes of those that are not too large to keep."""
    kept = pl.col("record_sha256").is_not_null() & (pl.col("record").bin.size() <= _KEPT_RECORD_BYTES)
    return {
        "rejects": rejects.with_columns(rejected_at="_moment", kept_at=pl.when(kept).then(pl.lit("rejected_bytes"))),
        "rejected_bytes": rejects.filter(kept).select("record_sha256", "record"),
    }


def _entries(articles: pl.DataFrame, rejects: pl.DataFrame) -> pl.DataFrame:
    """The ledger's rows: what became of each record whose bytes could be read."""
    size = pl.col("record").bin.size().cast(pl.UInt64)
    entries = [
        articles.select(*_ENTRY, "outcome", "article_id", "revision", bytes=size, loaded_at="_moment"),
        rejects.filter(pl.col("record_sha256").is_not_null()).select(
            *_ENTRY, outcome=pl.lit("reject"), bytes=size, loaded_at="_moment"
        ),
    ]
    return pl.concat(entries, how="diagonal")


def _in_contract(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    return {name: TABLES[name].cast(frame) for name, frame in tables.items()}
