"""The command line, `dateline ...`. Thin; Prefect is imported only by the commands that run a flow."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import duckdb
import typer
from typer.core import TyperGroup

from flows import stopping, terminal
from flows.commands.backfill import backfill
from flows.commands.forget import forget
from flows.commands.move import move
from flows.commands.options import (
    DEFAULT_LAKE,
    OLDEST,
    AnyDayOption,
    DaskAddressOption,
    LakeOption,
    MemoryOption,
    OldestDayOption,
    RunnerOption,
    TaggerOption,
    WaitOption,
    WorkersOption,
)
from flows.commands.reprocess import reprocess
from flows.commands.schedule import schedule
from flows.commands.status import status
from flows.defaults import AUTO, BATCH_MB, MEMORY_MB, TAGGER, THREADS, WAIT_SECONDS, format_choices
from flows.rejects import app as rejects
from warehouse.errors import DatelineError
from warehouse.lake import Lake

if TYPE_CHECKING:
    from explore.store import Store


class _Commands(TyperGroup):
    """Where nobody reads on (`dateline query ... | head`) that is a good end; typer has exit code 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            terminal.give_up_output()
            sys.exit(0)


app = typer.Typer(
    cls=_Commands,
    help="Raw news articles in, a SQL warehouse of facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

entities = typer.Typer(help="Review entities: merge, split, block.", no_args_is_help=True)
app.add_typer(entities, name="entities")
app.add_typer(rejects, name="rejects")
for command in (status, backfill, schedule, reprocess, forget, move):
    app.command()(command)

ReasonOption = Annotated[str, typer.Option(help="Why; kept with the decision.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="File to write instead of the terminal.")]
_MOST_SQL_BYTES = 2**20


def main() -> None:
    """Run the command line; a DatelineError is one line on stderr and its exit code."""
    stopped = terminal.watch_for_interrupt()
    try:
        app()
    except DatelineError as error:
        if stopped.is_set():
            terminal.stopped()
        terminal.complain(str(error))
        terminal.details(error.detail)
        sys.exit(error.exit_code)
    except terminal.Interrupted:
        terminal.stopped()
    except duckdb.Error as error:
        if stopped.is_set():
            terminal.stopped()
        from warehouse.lake.faults import explained

        problem = f"The lake cannot be read: {' '.join(str(error).split())}"
        away = explained(error)
        terminal.complain(
            str(away) if away else f"{problem}. If this stays, restore it from a backup (docs/operations.md, Backup)"
        )
        sys.exit(DatelineError.exit_code)
    except stopping.Stopped:
        terminal.complain("Stopped. What was committed stays; run it again to finish")
        stopping.leave()
    except OSError as error:
        problem = f"The system refuses: {' '.join(str(error).split())}"
        terminal.complain(f"{problem}. Make room on the disk or repair what it names, then run again: nothing is lost")
        sys.exit(DatelineError.exit_code)
    except RuntimeError:  # DuckDB's word for a signal that came while it was at work
        if stopped.is_set():
            terminal.stopped()
        raise


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or glob patterns; {as_of} stands for the day.")],
    lake: LakeOption = DEFAULT_LAKE,
    file_format: Annotated[str, typer.Option("--format", help=f"{format_choices()}.")] = AUTO,
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Logical day of the run (UTC).")] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source.")] = None,
    batch_mb: Annotated[int, typer.Option(min=1, max=1024, help="Source text of a batch, in MB.")] = BATCH_MB,
    strict: Annotated[bool, typer.Option(help="End with exit code 1 if any record is rejected.")] = False,
    tagger: TaggerOption = TAGGER,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=FIELD", help="A column's field: body=story.text.")
    ] = None,
    oldest_day: OldestDayOption = OLDEST,
    any_day: AnyDayOption = False,
    wait: WaitOption = WAIT_SECONDS,
    runner: RunnerOption = THREADS,
    dask_address: DaskAddressOption = None,
    workers: WorkersOption = None,
    memory_mb: MemoryOption = MEMORY_MB,
) -> None:
    """Load articles into the lake; what is there already is left alone."""
    Lake(lake).check()
    from flows.cluster import cluster_of
    from flows.local_run import ingest as run
    from flows.sources.fields import parse_mapping

    run(
        paths,
        lake,
        as_of.date() if as_of else None,
        cluster_of(runner, dask_address, workers),
        file_format=file_format,
        source=source,
        batch_bytes=batch_mb * 2**20,
        strict=strict,
        tagger=tagger,
        mapping=parse_mapping(mapping or []),
        wait_seconds=wait,
        oldest_day=None if any_day else oldest_day.date(),
        memory_mb=memory_mb,
    )


@app.command()
def extract(
    lines: Annotated[str, typer.Argument(metavar="IN.jsonl", help="JSON lines; - is standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", help="- is standard output.")] = "-",
    strict: Annotated[bool, typer.Option(help="End with exit code 1 if any line cannot be read.")] = False,
    tagger: TaggerOption = TAGGER,
    indirect: Annotated[
        bool, typer.Option("--indirect", help='Reported speech too: "Hale said that the plan was dead".')
    ] = False,
) -> None:
    """Give the facts of each line {"id", "published", "title", "text"}, without a warehouse."""
    from flows.extracting import extract_lines
    from flows.tagging import chosen_tagger
    from warehouse.files import open_input

    chosen = chosen_tagger(tagger)
    try:
        source = sys.stdin.buffer if lines == "-" else open_input(lines)
    except OSError as error:
        remedy = "Check the path; - is standard input"
        raise DatelineError(f"{lines} cannot be read ({error.strerror})", remedy) from error
    with terminal.byte_output(None if output == "-" else Path(output)) as sink:
        count, errors = extract_lines(source, sink, chosen, indirect=indirect)
    if errors:
        terminal.complain(f'{errors:,} of {count:,} lines could not be read; their output has an "error"')
        raise typer.Exit(1 if strict else 0)


@app.command()
def query(
    sql: Annotated[str | None, typer.Argument(help="One SELECT.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
    file: Annotated[Path | None, typer.Option("--file", help="Read the SELECT from a file.")] = None,
    saved: Annotated[str | None, typer.Option("--saved", help="Run a query of sql/queries by name.")] = None,
    param: Annotated[
        list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="The value of $NAME in the SELECT.")
    ] = None,
    output_format: Annotated[str, typer.Option("--format", help="table, csv, json, parquet or xlsx.")] = "table",
    output: OutputOption = None,
    at: Annotated[
        int | None, typer.Option("--at", help="Snapshot to read; `dateline status` shows the newest.")
    ] = None,
    timeout: Annotated[float | None, typer.Option(min=0.001, help="Stop after so many seconds.")] = None,
    memory: Annotated[str | None, typer.Option(help="What it may hold in memory, such as 2GB.")] = None,
) -> None:
    """Ask the lake."""
    Lake(lake).require()
    from flows.asking import naming_damage
    from flows.output import write_result
    from warehouse.parameters import guessed, read_parameters
    from warehouse.query import ask, saved_parameters, saved_query, session, stopped_when_left, time_limit

    if sum(given is not None for given in (sql, file, saved)) != 1:
        raise DatelineError("Give one of: a SELECT, --file FILE, --saved NAME", f"Saved: {', '.join(_saved_names())}")
    text = saved_query(saved) if saved else _read(file) if file else sql
    given = read_parameters(param or [])
    values = saved_parameters(saved, given) if saved else guessed(given)
    connection = session(Lake(lake), at, memory)
    with naming_damage(Lake(lake)), time_limit(connection, timeout), stopped_when_left(connection):
        write_result(ask(connection, text or "", values, None if at else Lake(lake)), output_format, output)


@app.command()
def shell(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Ask the lake one question after another, with history, completion and the time each took."""
    Lake(lake).require()
    from flows.shell import run_shell

    run_shell(Lake(lake))


@app.command()
def search(
    words: Annotated[list[str], typer.Argument(help='Words, "a phrase", -word for what must not be there.')],
    lake: LakeOption = DEFAULT_LAKE,
    first_day: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Published since.")] = None,
    last_day: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Published until.")] = None,
    source: Annotated[str | None, typer.Option(help="Only this source.")] = None,
    entity: Annotated[str | None, typer.Option(help="Only articles that name it: an id or a canonical name.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="The most articles to show.")] = 20,
    output_format: Annotated[str, typer.Option("--format", help="table or json.")] = "table",
) -> None:
    """Find the articles that have these words, best first."""
    Lake(lake).require()
    from flows.asking import day, print_hits

    filters = {"first_day": day(first_day), "last_day": day(last_day), "source": source, "entity": entity}
    print_hits(Lake(lake), " ".join(words), limit, filters, output_format)


@app.command()
def cite(
    fact: Annotated[str, typer.Argument(help="Id of a fact, or of an article to list those of its facts.")],
    lake: LakeOption = DEFAULT_LAKE,
    at: Annotated[int | None, typer.Option("--at", help="Snapshot to read.")] = None,
) -> None:
    """Say where a fact stands: its sentence, offsets, snapshot, version and rule."""
    Lake(lake).require()
    from flows.asking import print_citation

    print_citation(Lake(lake), fact, at)


@app.command("open")
def open_in_duckdb(
    lake: LakeOption = DEFAULT_LAKE,
    at: Annotated[int | None, typer.Option("--at", help="Snapshot to read.")] = None,
) -> None:
    """Print the lines that open the lake in a DuckDB of your own."""
    Lake(lake).require()
    from flows.asking import attach_lines

    with terminal.byte_output(None) as sink:
        sink.write(f"{attach_lines(Lake(lake), at)}\n".encode())


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    lake: LakeOption = DEFAULT_LAKE,
    tables: Annotated[str, typer.Option(help="Tables and marts, separated by commas; all where none is named.")] = "",
    file_format: Annotated[
        str, typer.Option("--format", help="parquet, csv, csv-spreadsheet, xlsx or duckdb.")
    ] = "parquet",
    since: Annotated[
        int | None, typer.Option(help="One row a key that is new or changed after this snapshot, and the keys gone.")
    ] = None,
    first_day: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="Published since.")] = None,
    last_day: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Published until.")] = None,
    sources: Annotated[str, typer.Option(help="Sources, separated by commas; all where none is named.")] = "",
    where: Annotated[str | None, typer.Option(help="A condition on the columns of the tables named.")] = None,
    force: Annotated[bool, typer.Option(help="Replace files that are not an export's.")] = False,
) -> None:
    """Write tables as files to take home, with a manifest of rows and checksums."""
    Lake(lake).require()  # before the imports: a lake that cannot be used is said at once
    from warehouse.export import FORMATS
    from warehouse.export import export as write
    from warehouse.selection import Selection

    if file_format not in FORMATS:
        raise DatelineError(f"There is no export format {file_format}", f"There are: {', '.join(FORMATS)}")
    chosen = [name.strip() for name in tables.split(",") if name.strip()]
    selection = Selection(
        first_day.date() if first_day else None,
        last_day.date() if last_day else None,
        tuple(name.strip() for name in sources.split(",") if name.strip()),
        where,
    )
    manifest = write(Lake(lake), folder, chosen, file_format, since, selection, force=force)
    rows = [
        {"table": name, "rows": f"{entry['rows']:,}", "file": entry["file"]}
        for name, entry in manifest["tables"].items()
    ]
    terminal.table(rows, f"Snapshot {manifest['snapshot']} in {folder}")
    cut = {name: entry["cut_cells"] for name, entry in manifest["tables"].items() if entry.get("cut_cells")}
    if cut:
        listed = ", ".join(f"{name} {cells:,}" for name, cells in cut.items())
        terminal.note(f"Cells cut to 32,767 characters, and marked [cut]: {listed}. Parquet has the whole texts")


@app.command()
def show(
    article_id: Annotated[str, typer.Argument(help="As in the column article_id.")],
    lake: LakeOption = DEFAULT_LAKE,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page to send instead.")] = None,
) -> None:
    """Show an article in the terminal, its facts highlighted."""
    Lake(lake).require()
    if html:
        from explore.report import article_page

        _write_page(lake, html, lambda store: article_page(store, article_id))
        return
    from flows.output import show_article

    show_article(Lake(lake), article_id)


@app.command()
def report(
    night: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Logical day of the run: 2026-03-23.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="HTML file to write.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Write what a night brought as one HTML file to send."""
    Lake(lake).require()
    from explore.report import night_report

    _write_page(lake, output, lambda store: night_report(store, night.date()))


@app.command()
def explore(
    lake: LakeOption = DEFAULT_LAKE,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8321,
) -> None:
    """Open a read-only page over the lake in a browser of this machine; Ctrl-C ends it."""
    Lake(lake).require()
    from explore.serve import bound_socket, serve
    from explore.store import Store

    store, listening = Store(Lake(lake)), bound_socket(port)
    store.require_layout()
    terminal.say(f"http://localhost:{listening.getsockname()[1]}/ shows the lake {Lake(lake).name}. Ctrl-C ends it.")
    serve(store, listening)


@app.command()
def tables(
    name: Annotated[str | None, typer.Argument(help="A table or mart, to see its columns.")] = None,
    sql: Annotated[bool, typer.Option("--sql", help="Show the SELECT of a mart instead.")] = False,
) -> None:
    """List the tables and marts, or the columns of one of them."""
    from warehouse.ddl import about, contract, duckdb_type, meaning
    from warehouse.marts import MARTS
    from warehouse.sql_files import sql_objects
    from warehouse.tables import TABLES

    marts = sql_objects("marts")
    if sql:
        if name not in marts:
            raise DatelineError(f"There is no mart {name}", f"--sql is for one of: {', '.join(marts)}")
        terminal.say(marts[name].sql)
    elif name in TABLES or name in MARTS:
        row, columns = contract(name)
        rows = [
            {
                "column": column,
                "type": duckdb_type(declared.dtype),
                "null": "yes" if declared.nullable else "no",
                "meaning": meaning(declared),
            }
            for column, declared in columns.items()
        ]
        terminal.table(rows, f"{name}: {row}")
    elif name:
        raise DatelineError(f"There is no table {name}", f"There are: {', '.join([*TABLES, *marts])}")
    else:
        terminal.table([{"table": table, "a row is": about(schema)} for table, schema in TABLES.items()], "Tables")
        terminal.table([{"mart": mart.name, "what it is": mart.about} for mart in marts.values()], "Marts")
        terminal.table(
            [{"query": name, "what it asks": _about_saved(name)} for name in _saved_names()], "Saved queries"
        )


@app.command()
def check(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Read every row and run the checks of sql/checks; a warning is printed, a fault ends with exit code 1."""
    Lake(lake).require()
    from warehouse.checks import by_severity, run_checks
    from warehouse.errors import RunFailed
    from warehouse.lake.damage import RESTORE, unreadable_files

    connection = Lake(lake).reader()
    unreadable = list(unreadable_files(Lake(lake).store.data.folder, connection))
    if unreadable:
        more = f" and {len(unreadable) - 1:,} more files" if len(unreadable) > 1 else ""
        raise RunFailed(f"{unreadable[0]}{more}", RESTORE)
    failed, warned = by_severity(run_checks(connection))
    for name, rows in warned.items():
        terminal.say(f"Warning: {name} {rows:,} rows.")
    if failed:
        listed = ", ".join(f"{name} {rows:,} rows" for name, rows in failed.items())
        raise RunFailed(f"Checks failed: {listed}", "Each file of sql/checks selects the rows it found")
    terminal.say("No check fails." if warned else "All checks pass.")


@app.command()
def rates(
    file: Annotated[Path, typer.Argument(help="eurofxref-hist.zip or .csv of the European Central Bank.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Replace the exchange rates in the lake by those of a fresher file, and convert the amounts that had none."""
    place = Lake(lake)
    place.require(for_writing=True)
    from flows.fx import refresh_rates

    with place.writer_lock():
        stored, converted = refresh_rates(place, file)
        terminal.say(f"{stored:,} rates are in the lake; {converted:,} amounts were converted with them.")


@app.command()
def maintain(
    lake: LakeOption = DEFAULT_LAKE,
    keep_days: Annotated[int, typer.Option(min=1, help="Snapshots younger than this stay readable.")] = 30,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would go; change nothing.")] = False,
    memory_mb: MemoryOption = MEMORY_MB,
) -> None:
    """Merge small files, forget old snapshots and delete files nobody reads any more."""
    Lake(lake).require(for_writing=True)
    from warehouse.maintenance import maintain as run

    done = run(Lake(lake), keep_days, memory_mb=memory_mb, dry_run=dry_run)
    if not dry_run:
        terminal.table([{"step": step, "number": f"{len(names):,}"} for step, names in done.items()], "Maintenance")
        return
    going = [(step.rpartition(" ")[0], name) for step, names in done.items() for name in names]
    terminal.table([{"what": what, "would go": name} for what, name in going], "Nothing was changed")
    if not going:
        terminal.say("Nothing would go.")


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(help="Folder to make; it must not exist, or be empty.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Copy the lake to a folder that is a lake itself; a writer is waited for, readers are not disturbed."""
    Lake(lake).require(for_writing=True)
    from warehouse.lake.backup import backup as copy

    made = copy(Lake(lake), folder)
    terminal.say(
        f"Snapshot {made['snapshot']}: {made['rows']:,} rows in {made['files']:,} files, {made['bytes']:,} bytes, "
        f"copied to {folder} and read there."
    )


@entities.command()
def suggest(
    lake: LakeOption = DEFAULT_LAKE,
    least: Annotated[float, typer.Option(min=0, max=100, help="Least likeness of two names.")] = 90,
    limit: Annotated[int, typer.Option(min=1, help="Pairs to show.")] = 50,
) -> None:
    """Propose entities to merge, the likeliest first; nothing is changed."""
    Lake(lake).require()
    from flows.suggestions import suggested_merges

    pairs = suggested_merges(Lake(lake), least, limit)
    if pairs.is_empty():
        terminal.say("No two names are that much alike.")
        return
    terminal.table(
        [{name: str(cell) for name, cell in row.items()} for row in pairs.iter_rows(named=True)],
        "Merge with `dateline entities merge ENTITY_ID INTO_ENTITY_ID --reason ...`",
    )


@entities.command()
def merge(
    entity_id: Annotated[str, typer.Argument(help="Entity that goes.")],
    into: Annotated[str, typer.Argument(help="Entity that stays.")],
    reason: ReasonOption,
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Say that two entities are one."""
    from warehouse import overrides

    _decide(lake, lambda path: overrides.merge(path, entity_id, into, reason=reason, reviewed_on=_today()))


@entities.command()
def split(
    entity_id: Annotated[str, typer.Argument(help="Entity the words do not name.")],
    alias: Annotated[str, typer.Argument(help="The words as printed.")],
    reason: ReasonOption,
    into: Annotated[str | None, typer.Option(help="Entity they name instead.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Say that words name another entity, or none."""
    from warehouse import overrides

    _decide(lake, lambda path: overrides.split(path, entity_id, alias, into=into, reason=reason, reviewed_on=_today()))


@entities.command()
def block(
    entity_id: Annotated[str, typer.Argument(help="What is no entity.")],
    reason: ReasonOption,
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Say that something is no entity."""
    from warehouse import overrides

    _decide(lake, lambda path: overrides.block(path, entity_id, reason=reason, reviewed_on=_today()))


def _write_page(lake: Path, file: Path, page: "Callable[[Store], str]") -> None:
    """Write a page about the lake to a file."""
    from explore.store import Store

    store = Store(Lake(lake))
    try:
        written = page(store).encode("utf-8")
    finally:
        store.close()
    with terminal.byte_output(file) as sink:
        sink.write(written)
    terminal.say(f"{file}, {len(written):,} bytes, opens in any browser.")


def _decide(lake: Path, decision: Callable[[Path], object]) -> None:
    """Write one decision to the overrides file and apply all of them to what is loaded."""
    place = Lake(lake)
    place.require(for_writing=True)
    from flows.entities import apply_to_lake
    from warehouse.overrides import OVERRIDES

    where = f"{OVERRIDES} of {place.name}" if place.store.catalog.is_shared else place.path / OVERRIDES
    with place.writer_lock():
        try:
            with place.file(OVERRIDES) as file:
                decision(file)
        except ValueError as error:
            raise DatelineError(str(error), f"Decisions are in {where}") from error
        moved = apply_to_lake(place)
    terminal.say(f"Written to {where}; {moved:,} mentions changed.")


def _today() -> date:
    return datetime.now(UTC).date()


def _read(file: Path) -> str:
    from warehouse.files import open_input, read_bounded

    try:
        with open_input(file) as sql:
            return read_bounded(sql, _MOST_SQL_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DatelineError(f"{file} cannot be read", "Check the path; SQL files are UTF-8") from error


def _saved_names() -> list[str]:
    from warehouse.query import saved_queries

    return list(saved_queries())


def _about_saved(name: str) -> str:
    from warehouse.query import saved_queries

    return saved_queries()[name].about


if __name__ == "__main__":
    main()
