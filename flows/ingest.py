"""The steps of an ingest that need the transforms: facts extracted and checked, the commit.

flows/reading.py is the step before, flows/batches.py gives them their order. A night that brings nothing new does not
load this module.
"""

from functools import partial
from pathlib import Path

import polars as pl

from flows.account import Account, RunContext
from flows.batches import AT_ONCE
from flows.defects import MOST_DEFECTS, DefectsFound, note_defects, try_all
from flows.entities import news_of_entities, with_decided_speakers
from flows.gathering import Gathering
from flows.reading import in_contract, on_rows
from flows.run import RATES
from flows.stopping import unbroken
from flows.tagging import chosen_tagger
from transforms.entities.linking.entity_ids import aliases_of, entities_of
from transforms.entities.ner.registry import Tagger
from transforms.entities.overrides import apply_overrides
from transforms.extract import extract
from transforms.languages import without_language_bound
from transforms.parts import Part, in_the_whole_text, parts
from warehouse.checks import by_severity, check_batch
from warehouse.copies.repeats import with_hashes
from warehouse.fx import rates_between
from warehouse.lake import Lake
from warehouse.layout import filled
from warehouse.load import commit
from warehouse.overrides import OVERRIDES, read_overrides
from warehouse.staging import stage, staged_rows, validated
from warehouse.tables import FACT_TABLES

# What a run holds besides the facts that are read: the program, its word lists, the input and what checks need.
_IDLE_MB = 800
# Rows take so many times their size in memory while they are sorted and written.
_TIMES_WRITTEN = 6


def extract_batch(context: RunContext, folder: Path) -> Account:
    """Extract the facts of a batch that was read, stage them next to its articles, and run the checks.

    Needs neither the lake nor any other batch, so several may be under way at once. Gives an account of the facts and
    of the checks that failed: with any, the batch must not be committed. An account with defects says that the program
    fails on so many records, and nothing else: it must not be committed either, but read again.
    """
    articles, most = staged_rows(folder, "articles"), most_at_once(context.memory_mb)
    first, last = articles["published_on"].min(), articles["published_on"].max()
    fx_rates = rates_between(pl.read_parquet(folder.parent / RATES, glob=False), first, last)  # type: ignore[arg-type]
    if articles.is_empty():  # a night that brings nothing new still has rejects to check
        return _checked(context, folder, fx_rates)
    overrides = read_overrides(folder.parent / OVERRIDES)
    read = partial(_extract_rows, fx_rates, chosen_tagger(context.tagger), overrides)
    gathering, errors = Gathering(folder, most // _TIMES_WRITTEN), dict[int, BaseException]()
    for part in parts(articles, most):
        gathering.begin(part)
        try:
            rows = try_all(part.articles.height, partial(on_rows, partial(read, part, gathering), part.articles))
        except DefectsFound as found:
            errors |= {part.first_row + number: error for number, error in found.errors.items()}
            if len(errors) > MOST_DEFECTS:
                break
        else:
            if not errors:  # with any, the batch will be read again
                gathering.add(part, rows)
    if errors:
        keys = ["article_id", "revision"]
        records = articles.select(keys).join(staged_rows(folder, "ledger"), on=keys, how="left", maintain_order="left")
        note_defects(folder, records, errors)
        return Account(defects=len(errors))
    gathering.finish(articles)
    account = _checked(context, folder, fx_rates)
    account.facts = {name: gathering.rows[name] for name in FACT_TABLES}
    return account


def most_at_once(memory_mb: int) -> int:
    """How many bytes facts that are read at once may be expected to take, so that a run stays below so many MB."""
    return _room_mb(memory_mb) * 2**20


def _room_mb(memory_mb: int) -> int:
    return (memory_mb - _IDLE_MB) // (AT_ONCE + 1)


def commit_batch(context: RunContext, folder: Path) -> bool:
    """Make a staged batch visible, in one transaction. False where it was already."""
    place = Lake(context.lake)
    stage_entities(place, folder)
    with unbroken():
        return commit(place, folder, retry=context.retry)


def stage_entities(place: Lake, folder: Path) -> None:
    """Leave of a batch's entities and aliases those that are new in the lake, or changed."""
    lake = place.writer()
    try:
        named = {name: staged_rows(folder, name) for name in ("entities", "entity_aliases")}
        stage(folder, in_contract(news_of_entities(lake, named["entities"], named["entity_aliases"])))
    finally:
        lake.close()


def _checked(context: RunContext, folder: Path, fx_rates: pl.DataFrame) -> Account:
    failed, warned = by_severity(check_batch(folder, fx_rates, _room_mb(context.memory_mb)))
    return Account(failed_checks=failed, check_warnings=warned)


def _extract_rows(
    fx_rates: pl.DataFrame,
    tagger: Tagger,
    overrides: pl.DataFrame,
    part: Part,
    before: Gathering,
    articles: pl.DataFrame,
) -> dict[str, pl.DataFrame]:
    """The tables that extraction gives, valid, and the articles' keys with what was found in them counted."""
    facts = without_language_bound(extract(articles, fx_rates, tagger), articles)
    facts["sentences"] = with_hashes(facts["sentences"], articles)
    if part.starts:
        facts = in_the_whole_text(facts, part.starts, before.sentences_before)
    mentions, entities = apply_overrides(
        facts["entity_mentions"], entities_of(facts["entity_mentions"], articles), overrides
    )
    facts["entity_mentions"] = mentions
    facts["quotations"] = with_decided_speakers(facts["quotations"], overrides)
    tables = filled(facts, articles)
    counted = tables.pop("articles")
    if part.starts:  # the first mention of an entity may be in a piece before
        is_new = ~pl.col("entity_id").is_in(before.entities_before.implode()).fill_null(False)
        tables["entity_mentions"] = tables["entity_mentions"].with_columns(is_first=pl.col("is_first") & is_new)
    tables |= {"entities": entities, "entity_aliases": aliases_of(mentions)}
    return {**validated(in_contract(tables)), "articles": counted}
