"""How long the questions of docs/questions.md take: `python -m tests.benchmarks.bench_questions LAKE`, a line each.

Each is asked three times in one session; printed are the seconds of the first time, and the best of the others in
seconds and in seconds of the processor. One that takes longer than _PATIENCE seconds is given up, and one that takes
long is asked once. Those that name people and places of the samples find little elsewhere.
"""

import sys
import time

import duckdb

from tests.questions import Question, questions
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import ask, session, time_limit

ROUNDS = 3
_LONG, _PATIENCE = 5.0, 60.0


def timed(lake: Lake, connection: duckdb.DuckDBPyConnection, question: Question) -> tuple[float, float, float]:
    """Seconds of the first time; least seconds and least processor seconds afterwards, or of the one time."""
    walls: list[float] = []
    cpus: list[float] = []
    while len(walls) < ROUNDS and (not walls or walls[0] < _LONG):
        wall, cpu = time.perf_counter(), time.process_time()
        with time_limit(connection, _PATIENCE):
            ask(connection, question.sql, {}, lake).fetchall()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return walls[0], min(walls[1:] or walls), min(cpus[1:] or cpus)


def main() -> None:
    """Ask, and print."""
    lake = Lake(sys.argv[1])
    print(f"{'first':>8} {'again':>8} {'cpu':>8}")
    with session(lake) as connection:
        for question in questions():
            cpu = time.process_time()
            try:
                seconds = "".join(f"{of:8.3f} " for of in timed(lake, connection, question))
            except DatelineError as error:
                seconds = f"given up at {time.process_time() - cpu:.1f} s of CPU, {error}: "
            print(f"{seconds} {question.asked}", flush=True)


if __name__ == "__main__":
    main()
