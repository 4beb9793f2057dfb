"""The command line in this process: what `dateline ARGUMENTS` would print, and the code it would end with."""

import io
import os
import signal
import sys
from contextlib import redirect_stderr, redirect_stdout
from typing import NamedTuple

import pytest

from flows import cli


class Ended(NamedTuple):
    """A command that has ended, named as subprocess names it."""

    returncode: int
    stdout: str
    stderr: str


def dateline(*arguments: object, stdin: str = "", **environment: str) -> Ended:
    """Run `main` with these arguments. A start of Python and Polars, two seconds, is all that a process adds."""
    out, err, given = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(3))
    given.buffer.write(stdin.encode())
    given.buffer.seek(0)
    on_interrupt = signal.getsignal(signal.SIGINT)
    code = 0
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(sys, "argv", ["dateline", *map(str, arguments)])
        patch.setattr(sys, "stdin", given)
        for name, value in environment.items():
            patch.setitem(os.environ, name, value)
        try:
            cli.main()
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            signal.signal(signal.SIGINT, on_interrupt)
    printed, complained = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return Ended(code, printed, complained)
