"""How long the questions of docs/questions.md take: `python -m tests.benchmarks.bench_questions LAKE`.

Each is asked three times in one session; printed are the seconds of the first time, and the best of the others in
seconds and in seconds of the processor. Those that name people and places of the samples find little elsewhere.
"""

import sys
import time

from tests.questions import questions
from warehouse.lake import Lake
from warehouse.query import ask, session


def timed(lake: Lake) -> list[tuple[str, float, float, float]]:
    """What is asked, seconds of the first time, least seconds and least processor seconds afterwards."""
    rows = []
    with session(lake) as connection:
        for question in questions():
            walls, cpus = [], []
            for _ in range(3):
                wall, cpu = time.perf_counter(), time.process_time()
                ask(connection, question.sql, {}, lake).fetchall()
                walls.append(time.perf_counter() - wall)
                cpus.append(time.process_time() - cpu)
            rows.append((question.asked, walls[0], min(walls[1:]), min(cpus[1:])))
    return rows


if __name__ == "__main__":
    print(f"{'first':>8} {'again':>8} {'cpu':>8}")
    for asked, first, again, cpu in timed(Lake(sys.argv[1])):
        print(f"{first:8.3f} {again:8.3f} {cpu:8.3f}  {asked}")
