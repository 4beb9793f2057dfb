"""Reading the articles in the lake again with this version of the transforms, month by month."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import polars as pl

from flows.account import RunContext
from flows.defects import noted_defects
from flows.ingest import extract_batch, stage_entities
from flows.run import put_rates
from flows.stopping import stop_if_asked, unbroken
from transforms.version import EXTRACTOR_VERSION
from warehouse.errors import RunFailed
from warehouse.lake import Lake
from warehouse.reprocessing import months_to_do, next_articles, replace_facts, rows_of
from warehouse.row_diff import by_rule, row_diff
from warehouse.staging import staged_rows, sweep, write_staged
from warehouse.tables import FACT_TABLES

_MOST_EXAMPLES = 20


@dataclass
class Reprocessed:
    """What reading a month again did: articles, those the program fails on, and what differs, by table and rule."""

    month: str
    articles: int = 0
    defects: int = 0
    counts: pl.DataFrame = field(default_factory=pl.DataFrame)
    examples: pl.DataFrame = field(default_factory=pl.DataFrame)


def reprocess(
    place: Lake, months: list[str], batch_bytes: int, *, tagger: str, dry_run: bool, wait_seconds: float
) -> Iterator[Reprocessed]:
    """Read months again, the oldest first, all with older facts where none is named; gives what each did.

    A month is one commit, or several where its text is larger than `batch_bytes`. The lock is taken for each commit, so
    that a night comes in between. An article that is done has the version of this program, so a run that was stopped
    goes on where it was. With `dry_run` nothing is changed. Raises RunFailed where checks find faults in what was made;
    nothing of that month is changed then.
    """
    with closing(place.reader()) as lake:
        waiting = [month for month, _ in months_to_do(lake, EXTRACTOR_VERSION) if not months or month in months]
    for month in waiting:
        done, differences, after = Reprocessed(month), [], ("", 0)
        while True:
            stop_if_asked()
            with place.writer_lock(wait_seconds):
                sweep(place)
                context = RunContext(str(place.path), datetime.now(UTC).date(), (f"reprocess {month}",), tagger=tagger)
                made = _read_again(place, context, month, after, batch_bytes)
                if made is None:
                    break
                folder, articles, defects = made
                done.articles += articles.height - defects
                done.defects += defects
                differences.append(_differences(place, folder))
                if not dry_run:
                    stage_entities(place, folder)
                    with unbroken():
                        replace_facts(place, folder)
                after = articles.select("article_id", "revision").row(-1)
                sweep(place)
        _sum_up(done, differences)
        yield done


def _read_again(
    place: Lake, context: RunContext, month: str, after: tuple[str, int], batch_bytes: int
) -> tuple[Path, pl.DataFrame, int] | None:
    """Extract the next articles of a month into a staged batch; gives its folder, the articles, and how many failed."""
    with closing(place.writer()) as lake:
        articles = next_articles(lake, month, EXTRACTOR_VERSION, batch_bytes, after)
        if articles.is_empty():
            return None
        ledger = rows_of(lake, "ledger", articles)
    folder = context.folder / "000000"
    put_rates(context)
    good = articles.with_columns(extractor_version=pl.lit(EXTRACTOR_VERSION))
    while True:
        rmtree(folder, ignore_errors=True)
        write_staged(folder, {"articles": good, "ledger": ledger})
        account = extract_batch(context, folder)
        if not account.defects:
            break
        failing = ledger.join(noted_defects([folder]), on="record_sha256", how="semi")
        good = good.join(failing, on=["article_id", "revision"], how="anti", maintain_order="left")
        ledger = ledger.join(failing, on="record_sha256", how="anti")
    if account.failed_checks:
        found = ", ".join(f"{name} {rows:,} rows" for name, rows in account.failed_checks.items())
        raise RunFailed(f"{month} stays as it was, checks failed: {found}", "Please report it")
    return folder, articles, articles.height - good.height


def _differences(place: Lake, folder: Path) -> pl.DataFrame:
    """What differs in the fact tables, with the column `table`."""
    articles = staged_rows(folder, "articles")
    parts = []
    with closing(place.writer()) as lake:
        for name in FACT_TABLES:
            before = rows_of(lake, name, articles)
            after = before.clear() if before.is_empty() else before
            after = staged_rows(folder, name).cast(dict(after.schema))  # type: ignore[arg-type]
            parts.append(row_diff(before, after).with_columns(table=pl.lit(name)))
    return pl.concat(parts)


def _sum_up(done: Reprocessed, differences: list[pl.DataFrame]) -> None:
    if not differences:
        return
    found = pl.concat(differences)
    counts = [
        by_rule(found.filter(table=name)).select(pl.lit(name).alias("table"), pl.all())
        for name in FACT_TABLES
        if (found["table"] == name).any()
    ]
    done.counts = pl.concat(counts) if counts else pl.DataFrame()
    done.examples = found.sample(min(_MOST_EXAMPLES, found.height), seed=1).sort("table", "article_id", "start_char")
