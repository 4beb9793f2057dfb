"""Upkeep of one lake after another, each when it is told to: python -m tests.crash.merging LAKE...

Says a line when it is ready for a lake and one when it is done with it, and waits for a line in between.
"""

import sys
from pathlib import Path

from warehouse import upkeep
from warehouse.lake import Lake

if __name__ == "__main__":
    upkeep._MOST_SPARE_FILES = 1
    upkeep._TABLES_A_NIGHT = 99
    for name in sys.argv[1:]:
        place = Lake(Path(name))
        with place.writer_lock():
            print("ready", flush=True)
            sys.stdin.readline()
            print(",".join(upkeep.upkeep(place, 1_000)), flush=True)
