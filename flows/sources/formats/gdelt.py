"""GDELT's tables of events, mentions and the knowledge graph: no texts, so a reject says what to do."""

import re
from collections.abc import Sequence

import polars as pl

from flows.sources.format import Format, Options, Slice, register
from flows.sources.records import whole_files

# The beginning of the first row: the tables have no head.
_ROWS = {
    "knowledge graph (GKG)": re.compile(rb"[0-9]{14}-T?[0-9]{1,7}\t[0-9]{14}\t[0-9]\t"),
    "mentions": re.compile(rb"[0-9]{5,12}\t[0-9]{14}\t[0-9]{14}\t[0-9]\t"),
    "events": re.compile(rb"[0-9]{5,12}\t(?:19|20)[0-9]{6}\t(?:19|20)[0-9]{4}\t(?:19|20)[0-9]{2}\t(?:19|20)[0-9]{2}\."),
}


def table_of(head: bytes) -> str | None:
    """Which of GDELT's tables the first bytes are of."""
    return next((name for name, row in _ROWS.items() if row.match(head)), None)


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """One reject a file, without its bytes: it is told again each night until it is taken out."""
    return whole_files(slices, [(None, "no_body", _detail(part)) for part in slices], options)


def _detail(part: Slice) -> str:
    try:
        with open(part.path, "rb") as file:  # noqa: PTH123  told apart before by the same bytes
            table = table_of(file.read(512))
    except OSError:
        table = None
    named = f"GDELT's {table}" if table else "a table of GDELT"
    remedy = "fetch the pages of its addresses and ingest them as html or warc"
    return f"This is {named}: codes and addresses, no texts; {remedy}"


register(
    Format(
        name="gdelt",
        about="tables of GDELT: they hold no texts, so each file is a reject that says what to do",
        proves=lambda head: table_of(head) is not None,
        read=read,
    )
)
