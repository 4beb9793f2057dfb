"""What people see: tables, lines and highlighted articles, with everything foreign escaped."""

import os
import signal
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from rich.console import Console
from rich.table import Table
from rich.text import Text

from warehouse.errors import DatelineError
from warehouse.files import output_file

_OUT = Console(highlight=False, width=None if sys.stdout.isatty() else 160)
_ERR = Console(stderr=True, highlight=False, soft_wrap=True)

# A column of a table narrower than this, and than its own words, is hard to read.
_READABLE = 12

# Control characters can drive a terminal; each becomes one visible character, so that offsets still hold.
_CONTROL = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)], "\N{REPLACEMENT CHARACTER}"
)
_CONTROL_IN_CELL = _CONTROL | {ord("\n"): " ", ord("\t"): " ", ord("\r"): " "}
_CONTROL_IN_TEXT = _CONTROL | {ord("\n"): "\n", ord("\t"): "\t"}


def say(text: str) -> None:
    """Print a line."""
    _OUT.print(Text(text.translate(_CONTROL_IN_TEXT)))


def complain(text: str) -> None:
    """Print one line on standard error."""
    _ERR.print(Text(f"dateline: {' '.join(text.translate(_CONTROL_IN_CELL).split())}"))


def details(text: str) -> None:
    """Print lines that belong to a complaint, as they are: a line of SQL with a mark under the place."""
    if text:
        _ERR.print(Text(text.translate(_CONTROL_IN_TEXT)))


class Interrupted(BaseException):
    """Somebody pressed Ctrl-C. No KeyboardInterrupt, for which typer has words of its own."""


def watch_for_interrupt() -> threading.Event:
    """Have Ctrl-C raise Interrupted; gives an event that is set then, whatever libraries make of the exception."""
    pressed = threading.Event()

    def interrupted(*_: object) -> None:
        pressed.set()
        raise Interrupted

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, interrupted)
    return pressed


def stopped() -> NoReturn:
    """Say that Ctrl-C was heard, and end with the exit code of shells for it."""
    complain("Stopped")
    sys.exit(130)


def give_up_output() -> None:
    """Nobody reads what is printed any more: `dateline query ... | head`. What is left to be written goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def note(text: str) -> None:
    """Print a line about progress on standard error."""
    _ERR.print(Text(text.translate(_CONTROL_IN_CELL)))


def table(rows: Sequence[Mapping[str, Any]], title: str = "") -> None:
    """Print rows under the names of the first one; nothing where there is none."""
    if not rows:
        return
    printed = Table(title=Text(title.translate(_CONTROL_IN_CELL)) if title else None, title_justify="left")
    numeric = [isinstance(value, int | float) for value in rows[0].values()]
    for name, is_number in zip(rows[0], numeric, strict=True):
        printed.add_column(Text(name), justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        printed.add_row(*(_cell(value) for value in row.values()))
    _OUT.print(printed)


def result(rows: Sequence[Mapping[str, Any]]) -> None:
    """Print rows of any columns: as a table, or one below the other with a line per column where there is no room."""
    if not rows or _least_width(rows) <= _OUT.width:
        table(rows)
        return
    for number, row in enumerate(rows, 1):
        record = Table(title=f"Row {number}", title_justify="left", show_header=False)
        record.add_column(style="bold", no_wrap=True)
        record.add_column(overflow="fold")
        for name, value in row.items():
            record.add_row(Text(name), _cell(value))
        _OUT.print(record)


def _least_width(rows: Sequence[Mapping[str, Any]]) -> int:
    """What a table needs so that no name of a column is folded, and no cell that is hardly longer than a name."""
    longest = [max(len(_cell(row[name])) for row in rows) for name in rows[0]]
    return sum(max(len(name), min(cell, _READABLE)) + 3 for name, cell in zip(rows[0], longest, strict=True)) + 1


def article(heading: str, text: str, highlights: Sequence[tuple[int, int, str]]) -> None:
    """Print a text with stretches of it in a style: (start_char, end_char, style)."""
    say(heading)
    styled = Text(text.translate(_CONTROL_IN_TEXT))
    for start, end, style in highlights:
        styled.stylize(style, start, end)
    _OUT.print(styled)


@contextmanager
def byte_output(path: Path | None) -> Iterator[BinaryIO]:
    """A file for writing, by the rules of warehouse.files.output_file, or standard output."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        with output_file(path) as file:
            yield file
    except BrokenPipeError:  # who reads a pipe has enough
        raise
    except OSError as error:
        raise DatelineError(f"{path} cannot be written ({error.strerror or error})", "Choose another place") from error


def _cell(value: Any) -> Text:
    if value is None:
        return Text("")
    if isinstance(value, float):
        return Text(f"{value:,.2f}" if abs(value) < 1e15 and value != int(value) else f"{value:,.0f}")
    if isinstance(value, datetime):
        return Text(value.isoformat(sep=" ", timespec="seconds"))
    if isinstance(value, int) and not isinstance(value, bool):
        return Text(str(value))
    return Text(str(value).translate(_CONTROL_IN_CELL))
