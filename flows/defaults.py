"""What a run does where nothing else is asked, declared where the command line can read it without loading the flow."""

from datetime import date
from functools import cache
from pathlib import Path
from pkgutil import iter_modules
from typing import Literal, get_args

from warehouse.limits import MEMORY_MB as MEMORY_MB

# Source text of a batch, in MB. Two batches are extracted at once; everything a run holds grows with them.
BATCH_MB = 10

# The least memory that any record can be read with, in MB; a run may hold MEMORY_MB.
LEAST_MEMORY_MB = 1_000

# How long a command waits for another writer. Nights and backfills, which meet each other, wait longer.
WAIT_SECONDS = 5.0
LONG_WAIT_SECONDS = 6 * 3600.0

# The tagger that ships with the project; transforms/entities/ner/registry.py has the others.
TAGGER = "crf"

# Who extracts: threads of the process, or the workers of a Dask cluster.
Runner = Literal["threads", "dask"]
RUNNERS: tuple[Runner, ...] = get_args(Runner)
THREADS: Runner = "threads"

# The oldest day of publication that is not taken for a mistake.
OLDEST_DAY = date(1800, 1, 1)

# The format that is recognised file by file.
AUTO = "auto"


@cache
def format_names() -> tuple[str, ...]:
    """Names of the formats that can be read, which are those of their modules."""
    return tuple(sorted(module.name for module in iter_modules([str(Path(__file__).parent / "sources" / "formats")])))


def format_choices() -> str:
    """What `--format` takes, in words."""
    *most, last = (AUTO, *format_names())
    return f"{', '.join(most)} or {last}"
