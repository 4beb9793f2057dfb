"""Mutation testing in bounds: `python -m tests.mutations named` and `python -m tests.mutations sample [LIMIT [SEED]]`.

Works on a copy of the checkout, so that nothing is left behind when it is stopped. `named` makes every mutation of
named.py; `sample` draws LIMIT changes of numbers, comparisons and signs from the modules of SAMPLED. Prints one line a
mutation and ends with exit code 1 if a named one survived.
"""

import ast
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.mutations.named import NAMED, Mutation

ROOT = Path(__file__).parent.parent.parent
PARTS = ("flows", "transforms", "warehouse", "sql", "tests", "pyproject.toml", "README.md", "docs", "prefect.yaml")

_TEMPORAL = "tests/unit/transforms/temporal"
_NUMERIC = "tests/unit/transforms/numeric"

# Thirteen modules that decide what users get, and the tests that should notice.
SAMPLED = {
    "transforms/temporal/normalization/placing_days.py": _TEMPORAL,
    "transforms/temporal/normalization/placing_periods.py": _TEMPORAL,
    "transforms/temporal/normalization/calendar.py": _TEMPORAL,
    "transforms/temporal/normalization/reference_time.py": _TEMPORAL,
    "transforms/temporal/normalization/date_order.py": _TEMPORAL,
    "transforms/numeric/passages.py": _NUMERIC,
    "transforms/numeric/units/currency.py": _NUMERIC,
    "transforms/numeric/units/fx_conversion.py": _NUMERIC,
    "transforms/numeric/relations/restatements.py": _NUMERIC,
    "transforms/quotations/__init__.py": "tests/unit/transforms/quotations",
    "transforms/text/filter_spans.py": "tests/unit/transforms/text",
    "warehouse/fx.py": "tests/unit/warehouse/test_fx.py",
    "transforms/text/sentences.py": "tests/unit/transforms/text",
}

_OTHER = {
    ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "==",
    ast.Add: "-", ast.Sub: "+", ast.BitAnd: "|", ast.BitOr: "&",
}  # fmt: skip


def mutations_of(file: str, source: str) -> Iterator[tuple[int, str, str]]:
    """Changes of one module: line, what is changed, and the module's text with it."""
    tree = ast.parse(source)
    lines = source.splitlines(keepends=True)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode()))
    raw = source.encode()

    def place(line: int, column: int) -> int:
        return starts[line - 1] + column

    def changed(start: int, end: int, new: str) -> str:
        return (raw[:start] + new.encode() + raw[end:]).decode()

    for node in ast.walk(tree):
        pairs = []
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            pairs = [(node.left, node.ops[0], node.comparators[0])]
        elif isinstance(node, ast.BinOp):
            pairs = [(node.left, node.op, node.right)]
        for left, operator, right in pairs:
            new = _OTHER.get(type(operator))
            start, end = place(left.end_lineno, left.end_col_offset), place(right.lineno, right.col_offset)
            between = raw[start:end].decode()
            old = between.strip(" ()\n")
            if new and old and len(old) <= 2 and between.count(old) == 1:
                yield node.lineno, f"{old} -> {new}", changed(start, end, between.replace(old, new))
        if isinstance(node, ast.Constant) and type(node.value) in (int, float, bool):
            new = str(not node.value) if isinstance(node.value, bool) else repr(node.value + 1)
            start, end = place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset)
            yield node.lineno, f"{node.value} -> {new}", changed(start, end, new)


def is_caught(copy: Path, file: str, mutated: str, tests: str, seconds: float = 300) -> bool:
    """Whether the tests fail with the mutated text in the place of the file; the copy is as before afterwards."""
    target = copy / file
    before = target.read_text(encoding="utf-8")
    target.write_text(mutated, encoding="utf-8")
    # Also slow ones: -m "" takes all.
    command = [sys.executable, "-B", "-m", "pytest", "-x", "-q", "-m", "", "-p", "no:cacheprovider", *tests.split()]
    try:
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(before, encoding="utf-8")
    if done.returncode not in (0, 1):  # neither passed nor failed: the tests did not run
        raise RuntimeError(f"{command}\n{done.stdout}{done.stderr}")
    return done.returncode == 1


def copied(folder: Path) -> Path:
    """The checkout without its environment and history."""
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy2(source, folder / part)
    return folder


def apply(mutation: Mutation, copy: Path) -> str:
    """The text of the file with the mutation. Raises ValueError where the words do not are there once."""
    source = (copy / mutation.file).read_text(encoding="utf-8")
    if source.count(mutation.old) != 1:
        raise ValueError(f"{mutation.file} has {source.count(mutation.old)} times {mutation.old!r}")
    return source.replace(mutation.old, mutation.new)


def run_named(copy: Path, only: str = "") -> int:
    """Make every named mutation; gives the number that survived."""
    survived = 0
    for mutation in NAMED:
        if only not in mutation.about + mutation.file:
            continue
        caught = is_caught(copy, mutation.file, apply(mutation, copy), mutation.test)
        survived += not caught
        print(f"{'caught  ' if caught else 'SURVIVED'} {mutation.file}: {mutation.about}", flush=True)
    return survived


def run_sample(copy: Path, limit: int, seed: int) -> None:
    """Make a fair sample of all changes of the sampled modules, as many of each module as of any other."""
    chosen = []
    for file in SAMPLED:
        every = list(mutations_of(file, (copy / file).read_text(encoding="utf-8")))
        share = random.Random(f"{seed} {file}").sample(every, min(len(every), -(-limit // len(SAMPLED))))
        chosen += [(file, len(every), *mutation) for mutation in sorted(share)]
    caught = 0
    begun = time.monotonic()
    for file, every, line, change, mutated in chosen:
        is_killed = is_caught(copy, file, mutated, SAMPLED[file])
        caught += is_killed
        print(f"{'caught  ' if is_killed else 'SURVIVED'} {file}:{line}: {change} (1 of {every})", flush=True)
    print(f"{caught} of {len(chosen)} caught, {time.monotonic() - begun:.0f} s")


def main(arguments: list[str]) -> int:
    """Run what is asked for; gives the exit code."""
    way, *rest = arguments or ["named"]
    with tempfile.TemporaryDirectory(prefix="dateline-mutations-") as folder:
        copy = copied(Path(folder))
        if way == "sample":
            run_sample(copy, int(rest[0]) if rest else 60, int(rest[1]) if len(rest) > 1 else 14)
            return 0
        return 1 if run_named(copy, *rest[:1]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
