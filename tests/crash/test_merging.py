"""Who asks while upkeep merges files sees the lake in one state, before or after."""

import os
import shutil
import subprocess
import sys
from collections import Counter
from contextlib import closing
from select import select

import pytest

from tests.builders import ingest
from tests.conftest import ROOT
from tests.crash.readers import WHOLE
from tests.crash.test_kill import revised, wire
from warehouse.lake import Lake

_TIMES = 20


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_who_asks_while_files_are_merged_sees_one_state(tmp_path):
    ingest(tmp_path / "lake", wire(tmp_path / "first.jsonl", 12))
    ingest(tmp_path / "lake", revised(tmp_path / "second.jsonl", 16))
    lakes = [tmp_path / f"lake{number}" for number in range(_TIMES)]
    for lake in lakes:
        shutil.copytree(tmp_path / "lake", lake)
    merging = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.merging", *map(str, lakes)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    seen = Counter()
    for lake in lakes:
        assert merging.stdout.readline() == "ready\n"
        with closing(Lake(lake).reader()) as reader:
            reader.execute("SET threads = 4")
            merging.stdin.write("go\n")
            merging.stdin.flush()
            while not select([merging.stdout], [], [], 0)[0]:
                seen[reader.execute(WHOLE).fetchall()[0]] += 1
        assert "articles" in merging.stdout.readline()
    assert merging.wait(timeout=60) == 0
    print(f"{seen.total()} reads in {_TIMES} merges: {dict(seen)}")
    assert seen.total() > _TIMES
    assert set(seen) == {(26, 26, 26)}
