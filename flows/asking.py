"""`dateline search`, `cite` and `open`: what is not SQL but answers questions too."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from typing import Any

from flows import terminal
from warehouse.errors import DatelineError, LakeUnreadable
from warehouse.lake import Lake, extension_path
from warehouse.lake.sqlite_catalog import ONE_STATE
from warehouse.quoting import quoted


def print_hits(lake: Lake, words: str, limit: int, filters: dict[str, Any], output_format: str) -> None:
    """Search and print, as a list to read or as JSON."""
    from warehouse.search import Filters, search

    entity = filters.pop("entity")
    chosen = Filters(**filters, entity_id=entity_id_of(lake, entity) if entity else None)
    found = search(lake, words, limit, chosen)
    if output_format == "json":
        rows = ",\n".join(found.write_ndjson().splitlines())
        with terminal.byte_output(None) as sink:
            sink.write(f"[\n{rows}\n]\n".encode() if rows else b"[]\n")
        return
    if output_format != "table":
        raise DatelineError(f"There is no output format {output_format}", "There are: table, json")
    for row in found.iter_rows(named=True):
        terminal.say(f"{row['published_on'] or '(no day)'}  {row['source']}  {row['title'] or '(no title)'}")
        terminal.say(f"    {row['snippet']}")
        terminal.say(f"    dateline show {row['article_id']}")
    if found.is_empty():
        terminal.say("No article has these words.")


def entity_id_of(lake: Lake, wanted: str) -> str:
    """The entity that an id or a canonical name means. Raises DatelineError where none is, or several are."""
    reader = lake.reader()
    rows = reader.execute(
        "SELECT coalesce(merged_into, entity_id), name, type FROM entities WHERE entity_id = $wanted OR name = $wanted "
        "ORDER BY entity_id <> $wanted, ALL",
        {"wanted": wanted},
    ).fetchall()
    ids = list(dict.fromkeys(row[0] for row in rows))
    if not ids:
        raise DatelineError(f"There is no entity {wanted}", "`select entity_id, name from people` lists persons")
    if len(ids) > 1 and ids[0] != wanted:
        raise DatelineError(f"Several entities are called {wanted}", f"Give the id: {', '.join(ids[:5])}")
    return str(ids[0])


def print_citation(lake: Lake, wanted: str, snapshot: int | None) -> None:
    """Print where a fact stands; of an article, the ids of its facts."""
    from warehouse.citation import cite, facts_of

    listed = facts_of(lake, wanted)
    if listed:
        terminal.table([{"id": name, "words": text} for name, text in listed], "Facts")
        return
    found = cite(lake, wanted, snapshot)
    for name in ("id", "text", "sentence", "title", "published_on", "source", "address", "table", "field"):
        terminal.say(f"{name + ':':<19}{found[name] if found[name] is not None else ''}")
    terminal.say(f"{'characters:':<19}{found['start_char']} to {found['end_char']}, sentence {found['sentence_no']}")
    terminal.say(f"{'revision:':<19}{found['revision']}{'' if found['is_current'] else ' (no longer current)'}")
    terminal.say(f"{'snapshot:':<19}{found['snapshot']}")
    terminal.say(f"{'made by:':<19}{found['rule']}, version {found['extractor_version']}")


def attach_lines(lake: Lake, at: int | None = None) -> str:
    """SQL that opens the lake, read-only, in a DuckDB of one's own; the same version of it as Dateline's."""
    import duckdb

    options = ["READ_ONLY", f"DATA_PATH {quoted(lake.store.data.address)}", "OVERRIDE_DATA_PATH true"]
    options += [] if at is None else [f"SNAPSHOT_VERSION {at}"]
    loads = [f"LOAD {quoted(str(extension_path(name)))};" for name in lake.store.extensions]
    return "\n".join(
        [
            f"-- For DuckDB {duckdb.__version__}, started with -unsigned",
            "-- (in Python: duckdb.connect(config={'allow_unsigned_extensions': True}))",
            *loads,
            *_needed(lake),
            f"ATTACH {quoted(f'ducklake:{lake.store.catalog.address}')} AS lake ({', '.join(options)});",
            "USE lake;",
        ]
    )


def _needed(lake: Lake) -> list[str]:
    """What those who open it must bring: Dateline prints no password and no keys."""
    lines = (
        ["-- The password of the database is read from PGPASSWORD or ~/.pgpass."]
        if lake.store.catalog.is_shared
        else ["-- So that a question that meets a commit sees one state:", f"{ONE_STATE};"]
    )
    if lake.store.data.folder is None:
        lines.append(
            "CREATE SECRET (TYPE s3, KEY_ID '...', SECRET '...');  -- yours, with ENDPOINT and REGION if need be"
        )
    return lines


def day(text: Any) -> date | None:
    """The day of a moment that typer has read."""
    return text.date() if text else None


@contextmanager
def naming_damage(place: Lake) -> Iterator[None]:
    """Have the error of a question that meets a damaged file name the file: DuckDB's own often does not.

    Every file of the lake may be read for it, up to the first that is damaged.
    """
    from warehouse.lake.damage import unreadable_files

    try:
        yield
    except LakeUnreadable as error:
        with closing(place.reader()) as connection:
            found = next(unreadable_files(place.store.data.folder, connection), None)
        if found is None:
            raise
        raise LakeUnreadable(f"The lake cannot be read: {found}", error.remedy) from error
