"""The command line, `dateline ...`. Thin; Prefect is imported only by the commands that run a flow."""

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import terminal
from flows.limits import BATCH_MB, TAGGER
from warehouse.errors import DatelineError
from warehouse.lake import Lake

app = typer.Typer(
    help="Raw news articles in, a SQL warehouse of facts out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

entities = typer.Typer(help="Review entities: merge, split, block.", no_args_is_help=True)
app.add_typer(entities, name="entities")

ReasonOption = Annotated[str, typer.Option(help="Why; kept with the decision.")]
LakeOption = Annotated[Path, typer.Option("--lake", envvar="DATELINE_LAKE", help="Folder of the lake.")]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="File to write instead of the terminal.")]
TaggerOption = Annotated[str, typer.Option(help="crf, spacy:NAME, gliner:NAME or transformers:NAME.")]
DEFAULT_LAKE = Path("lake")


def main() -> None:
    """Run the command line; a DatelineError is one line on stderr and its exit code."""
    try:
        app()
    except DatelineError as error:
        terminal.complain(str(error))
        sys.exit(error.exit_code)
    except BrokenPipeError:  # `dateline query ... | head`
        sys.stderr.close()
        sys.exit(0)


@app.command()
def ingest(
    paths: Annotated[list[str], typer.Argument(help="Files, folders or glob patterns; {as_of} stands for the day.")],
    lake: LakeOption = DEFAULT_LAKE,
    file_format: Annotated[str, typer.Option("--format", help="auto, text or jsonl.")] = "auto",
    as_of: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Logical day of the run (UTC).")] = None,
    source: Annotated[str | None, typer.Option(help="Name of the source.")] = None,
    batch_mb: Annotated[int, typer.Option(min=1, max=1024, help="Source text of a batch, in MB.")] = BATCH_MB,
    strict: Annotated[bool, typer.Option(help="End with exit code 1 if any record is rejected.")] = False,
    tagger: TaggerOption = TAGGER,
) -> None:
    """Load articles into the lake; what is there already is left alone."""
    from flows.run import run_nightly  # Prefect takes 1.5 s to import

    run_nightly(paths, lake, file_format, as_of.date() if as_of else None, source, batch_mb * 2**20, strict, tagger)


@app.command()
def extract(
    lines: Annotated[str, typer.Argument(metavar="IN.jsonl", help="JSON lines; - is standard input.")],
    output: Annotated[str, typer.Option("--output", "-o", help="- is standard output.")] = "-",
    strict: Annotated[bool, typer.Option(help="End with exit code 1 if any line cannot be read.")] = False,
    tagger: TaggerOption = TAGGER,
) -> None:
    """Give the facts of each line {"id", "published", "title", "text"}, without a warehouse."""
    from flows.extracting import extract_lines
    from flows.tagging import chosen_tagger

    chosen = chosen_tagger(tagger)
    try:
        source = sys.stdin.buffer if lines == "-" else Path(lines).open("rb")  # noqa: SIM115  closed with the process
    except OSError as error:
        raise DatelineError(f"{lines} cannot be read ({error.strerror})", "Check the path") from error
    with terminal.byte_output(None if output == "-" else Path(output)) as sink:
        count, errors = extract_lines(source, sink, chosen)
    if errors:
        terminal.complain(f'{errors:,} of {count:,} lines could not be read; their output has an "error"')
        raise typer.Exit(1 if strict else 0)


@app.command()
def query(
    sql: Annotated[str | None, typer.Argument(help="One SELECT.")] = None,
    lake: LakeOption = DEFAULT_LAKE,
    file: Annotated[Path | None, typer.Option("--file", help="Read the SELECT from a file.")] = None,
    saved: Annotated[str | None, typer.Option("--saved", help="Run a query of sql/queries by name.")] = None,
    output_format: Annotated[str, typer.Option("--format", help="table, csv, json or parquet.")] = "table",
    output: OutputOption = None,
    at: Annotated[
        int | None, typer.Option("--at", help="Snapshot to read; `dateline status` shows the newest.")
    ] = None,
) -> None:
    """Ask the lake."""
    from flows.output import write_result
    from warehouse.query import run, saved_query

    if sum(given is not None for given in (sql, file, saved)) != 1:
        raise DatelineError("Give one of: a SELECT, --file FILE, --saved NAME", f"Saved: {', '.join(_saved_names())}")
    text = saved_query(saved) if saved else _read(file) if file else sql
    write_result(run(Lake(lake), text or "", at), output_format, output)


@app.command()
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write to.")],
    lake: LakeOption = DEFAULT_LAKE,
    tables: Annotated[str, typer.Option(help="Tables and marts, separated by commas; all where none is named.")] = "",
    file_format: Annotated[str, typer.Option("--format", help="parquet, csv or duckdb.")] = "parquet",
    since: Annotated[int | None, typer.Option(help="Only rows added after this snapshot.")] = None,
) -> None:
    """Write tables as files to take home, with a manifest of rows and checksums."""
    from warehouse.export import FORMATS
    from warehouse.export import export as write

    if file_format not in FORMATS:
        raise DatelineError(f"There is no export format {file_format}", f"There are: {', '.join(FORMATS)}")
    chosen = [name.strip() for name in tables.split(",") if name.strip()]
    manifest = write(Lake(lake), folder, chosen, file_format, since)
    rows = [
        {"table": name, "rows": f"{entry['rows']:,}", "file": entry["file"]}
        for name, entry in manifest["tables"].items()
    ]
    terminal.table(rows, f"Snapshot {manifest['snapshot']} in {folder}")


@app.command()
def show(
    article_id: Annotated[str, typer.Argument(help="As in the column article_id.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Show an article in the terminal, its facts highlighted."""
    from flows.output import show_article

    show_article(Lake(lake), article_id)


@app.command()
def status(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Show what the lake holds, its last runs and its rejects."""
    from warehouse.status import status as read

    state = read(Lake(lake))
    first, last = state["days"] or (None, None)
    terminal.say(f"Lake {state['lake']}, snapshot {state['snapshot']}, articles from {first} to {last}")
    terminal.table([{"table": name, "rows": f"{count:,}"} for name, count in state["rows"].items()], "Rows")
    terminal.table(state["runs"], "Newest runs")
    terminal.table(
        [{"reason": reason, "rejects": f"{count:,}"} for reason, count in state["rejects"].items()], "Rejects"
    )


@app.command()
def tables(name: Annotated[str | None, typer.Argument(help="A table, to see its columns.")] = None) -> None:
    """List the tables and marts, or the columns of one table."""
    from warehouse.ddl import about, duckdb_type, meaning
    from warehouse.objects import sql_objects
    from warehouse.tables import TABLES

    marts = sql_objects("marts")
    if name in TABLES:
        columns = TABLES[name].columns().items()
        rows = [
            {"column": column, "type": duckdb_type(declared.dtype), "meaning": meaning(declared)}
            for column, declared in columns
        ]
        terminal.table(rows, f"{name}: {about(TABLES[name])}")
    elif name in marts:
        terminal.say(f"{name}: {marts[name].about}\n\n{marts[name].sql}")
    elif name:
        raise DatelineError(f"There is no table {name}", f"There are: {', '.join([*TABLES, *marts])}")
    else:
        terminal.table([{"table": table, "a row is": about(contract)} for table, contract in TABLES.items()], "Tables")
        terminal.table([{"mart": mart.name, "what it is": mart.about} for mart in marts.values()], "Marts")
        terminal.table(
            [{"query": name, "what it asks": _about_saved(name)} for name in _saved_names()], "Saved queries"
        )


@app.command()
def check(lake: LakeOption = DEFAULT_LAKE) -> None:
    """Run the checks of sql/checks over the whole lake."""
    from warehouse.checks import run_checks
    from warehouse.errors import RunFailed

    found = run_checks(Lake(lake).reader())
    if found:
        listed = ", ".join(f"{name} {rows:,} rows" for name, rows in found.items())
        raise RunFailed(f"Checks failed: {listed}", "Each file of sql/checks selects the rows it found")
    terminal.say("All checks pass.")


@app.command()
def rates(
    file: Annotated[Path, typer.Argument(help="eurofxref-hist.zip or .csv of the European Central Bank.")],
    lake: LakeOption = DEFAULT_LAKE,
) -> None:
    """Replace the exchange rates in the lake by those of a fresher file, and convert the amounts that had none."""
    from flows.fx import refresh_rates

    place = Lake(lake)
    place.require()
    with place.writer_lock():
        stored, converted = refresh_rates(place.writer(), file)
        terminal.say(f"{stored:,} rates are in the lake; {converted:,} amounts were converted with them.")


@app.command()
def maintain(
    lake: LakeOption = DEFAULT_LAKE,
    keep_days: Annotated[int, typer.Option(min=1, help="Snapshots younger than this stay readable.")] = 30,
) -> None:
    """Merge small files, forget old snapshots and delete files nobody reads any more."""
    from warehouse.maintenance import maintain as run

    terminal.table(
        [{"step": step, "files": f"{count:,}"} for step, count in run(Lake(lake), keep_days).items()], "Maintenance"
    )


@entities.command()
def suggest(
    lake: LakeOption = DEFAULT_LAKE,
    least: Annotated[float, typer.Option(min=0, max=100, help="Least likeness of two names.")] = 90,
    limit: Annotated[int, typer.Option(min=1, help="Pairs to show.")] = 50,
) -> None:
    """Propose entities to merge, the likeliest first; nothing is changed."""
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


def _decide(lake: Path, decision: Callable[[Path], object]) -> None:
    """Write one decision to the overrides file and apply all of them to what is loaded."""
    from flows.entities import apply_to_lake
    from warehouse.overrides import OVERRIDES

    place = Lake(lake)
    place.require()
    with place.writer_lock():
        try:
            decision(place.path / OVERRIDES)
        except ValueError as error:
            raise DatelineError(str(error), f"Decisions are in {place.path / OVERRIDES}") from error
        moved = apply_to_lake(place)
    terminal.say(f"Written to {place.path / OVERRIDES}; {moved:,} mentions changed.")


def _today() -> date:
    return datetime.now(UTC).date()


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
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
