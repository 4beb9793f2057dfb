"""`dateline shell`: one question after another, in one session that reads the lake and nothing else."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import duckdb

from flows import terminal
from flows.asking import naming_damage
from flows.output import write_result
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import ask, saved_parameters, saved_queries, saved_query, session, stopped_when_left

_HELP = """End a SELECT with a semicolon. Each one sees the newest snapshot.
.tables           tables and marts        .columns NAME     columns of one
.saved            saved queries           .saved NAME       run one with its defaults
.help             this                    .quit or Ctrl-D   leave"""
_HISTORY_LINES = 2000


def run_shell(lake: Lake) -> None:
    """Read statements from the terminal, or from standard input, until it ends. A fault is told and the next is read.

    Where no terminal is there, the first fault ends it, as in a script.
    """
    connection = session(lake)
    interactive = sys.stdin.isatty()
    if interactive:
        _with_history(connection)
        terminal.note(f"Lake {lake.name}. .help tells what there is; Ctrl-D leaves")
    waiting = ""
    while True:
        try:
            line = _line(interactive, bool(waiting))
        except EOFError:
            break
        except terminal.Interrupted:
            waiting = ""
            terminal.note("")
            continue
        if not waiting and line.strip() in (".quit", ".exit"):
            return
        waiting = f"{waiting}\n{line}" if waiting else line
        is_command = waiting.lstrip().startswith(".")
        if not waiting.strip() or not (is_command or waiting.rstrip().endswith(";")):
            continue
        _answered(lake, connection, waiting.strip().removesuffix(";"), interactive)
        waiting = ""
    if waiting.strip():
        _answered(lake, connection, waiting.strip(), interactive)


def _line(interactive: bool, continued: bool) -> str:
    if interactive:
        return input("      ...> " if continued else "dateline> ")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def _answered(lake: Lake, connection: duckdb.DuckDBPyConnection, text: str, interactive: bool) -> None:
    started = time.perf_counter()
    try:
        sql = _expanded(text) if text.startswith(".") else text
        if sql is None:
            terminal.say(_HELP)
            return
        word, _, name = text.partition(" ")
        values = saved_parameters(name.strip(), {}) if word == ".saved" and name.strip() else {}
        with naming_damage(lake), stopped_when_left(connection):
            write_result(ask(connection, sql, values, lake), "table", None)
    except DatelineError as error:
        if not interactive:
            raise
        terminal.complain(str(error))
        terminal.details(error.detail)
    except (terminal.Interrupted, RuntimeError):
        if not interactive:
            raise
        terminal.complain("Stopped")
    else:
        if interactive:
            terminal.note(f"{time.perf_counter() - started:.3f} s")


def _expanded(command: str) -> str | None:
    """The SELECT that a command means; None for help."""
    word, _, name = command.partition(" ")
    name = name.strip()
    if word == ".help":
        return None
    if word == ".tables":
        return "SELECT table_name, table_type FROM information_schema.tables WHERE table_catalog = 'lake' ORDER BY ALL"
    if word == ".columns" and name.isidentifier():
        return f"DESCRIBE {name}"
    if word == ".saved" and name:
        return saved_query(name)
    if word == ".saved":
        names = ", ".join(f"('{query}')" for query in saved_queries())
        return f"SELECT * FROM (VALUES {names}) AS q(saved)"
    raise DatelineError(f"There is no command {command}", "`.help` lists them")


def _with_history(connection: duckdb.DuckDBPyConnection) -> None:
    """Lines of before, and completion of words with the tab key; without readline there are none."""
    try:
        import atexit
        import readline
    except ImportError:
        return
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state")
    history = state / "dateline" / "history"
    with suppress(OSError):
        readline.read_history_file(history)
    readline.set_history_length(_HISTORY_LINES)

    def keep() -> None:
        with suppress(OSError):
            history.parent.mkdir(parents=True, exist_ok=True)
            readline.write_history_file(history)

    atexit.register(keep)
    words = completions(connection)
    readline.set_completer_delims(" \t\n,()=<>;'\"")

    def complete(text: str, number: int) -> str | None:
        fitting = [word for word in words if word.startswith(text.lower())]
        return fitting[number] if number < len(fitting) else None

    readline.set_completer(complete)
    readline.parse_and_bind("tab: complete")


def completions(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Words a question is made of: SQL's, tables, marts and columns."""
    found = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_catalog = 'lake' "
        "UNION SELECT column_name FROM information_schema.columns WHERE table_catalog = 'lake' "
        "UNION SELECT lower(keyword_name) FROM duckdb_keywords() WHERE keyword_category = 'reserved' ORDER BY 1"
    ).fetchall()
    return [str(row[0]) for row in found]
