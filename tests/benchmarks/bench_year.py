"""A year of small nights: what a night costs, how many files each table has, what a month of `money` costs.

    python -m tests.benchmarks.bench_year [NIGHTS]

Beside each line's nights and question, the nights after the first week and the question are measured again in a copy of
the lake of that week: the ratios do not tell how busy the machine was.

Every seventh night `maintain` runs as the weekly deployment does; snapshots of nights more than thirty nights ago
are forgotten by their numbers, since all nights of the simulation happen on one day.
"""

import calendar
import random
import shutil
import sys
import tempfile
import time
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from flows.local_run import Silent, plain_steps
from flows.night import Asked
from flows.nights import run_nights
from tests.builders import write_article
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.maintenance import maintain

FIRST = date(2025, 1, 1)
ARTICLES = 11
KEPT_NIGHTS = 30
DAYS = list(calendar.day_name)


_NAMES = "Varnes Holm Lindal Orsted Karvik Belsen Tromoy Nesland Rakvere Sandor Elsted Murvik Dahlen Ostby Fjelde"
_FIRST = "Kari Per Anna Olav Ingrid Jens Marit Tor Liv Nils Eva Arne Siri Hans Berit"
_THINGS = "harbour bridge school tunnel ferry mill road library dam quay market station museum clinic park"
_DEEDS = "closed reopened sold repaired widened flooded painted rented cleaned insured measured photographed guarded"
_WHY = "storms strikes repairs debts visitors floods budgets elections inspections holidays fires snow"


def text(night, number):
    """Ten sentences that no other article has."""
    draw = random.Random(night * ARTICLES + number)  # the same each time
    names, first, things, deeds, why = (words.split() for words in (_NAMES, _FIRST, _THINGS, _DEEDS, _WHY))

    def sentence():
        town, surname, person = draw.choice(names), draw.choice(names), draw.choice(first)
        thing, other, deed = draw.choice(things), draw.choice(things), draw.choice(deeds)
        return draw.choice(
            [
                f"The {thing} of {town} was {deed} for {draw.randint(2, 900)} million euros after {draw.choice(why)}.",
                f"{person} {surname} said the {thing} and the {other} of {town} will be {deed} on {draw.choice(DAYS)}.",
                f'"We {deed} the {thing} in {draw.randint(2, 40)} weeks," {person} {surname} said in {town}.',
                f"Traffic past the {thing} rose {draw.randint(2, 80)} percent to {draw.randint(1000, 99999):,} cars.",
                f"Because of {draw.choice(why)}, the {other} in {town} was {deed} in {draw.randint(1950, 2024)}.",
            ]
        )

    return " ".join(sentence() for _ in range(10))


def cpu_of(action):
    began = time.process_time()
    action()
    return time.process_time() - began


def money(lake):
    with closing(lake.reader()) as reader:
        reader.execute("SELECT published_on, sum(value) FROM money GROUP BY 1 ORDER BY 1").fetchall()


def files(lake):
    with closing(lake.reader()) as reader:
        catalog = "__ducklake_metadata_lake.ducklake"
        return dict(
            reader.execute(
                f"SELECT table_name, count(*) FROM {catalog}_data_file f JOIN {catalog}_table t USING (table_id) "
                "WHERE f.end_snapshot IS NULL AND t.end_snapshot IS NULL GROUP BY 1"
            ).fetchall()
        )


def forget(lake, snapshot):
    with lake.writer_lock(), closing(lake.writer()) as connection:
        old = f"SELECT snapshot_id FROM ducklake_snapshots('lake') WHERE snapshot_id < {snapshot}"
        numbers = [row[0] for row in connection.execute(old).fetchall()]
        if numbers:
            connection.execute(f"CALL ducklake_expire_snapshots('lake', versions => {numbers})").fetchall()


def night(lake, inbox, day):
    asked = Asked((f"{inbox}/{{as_of}}",), str(lake.path), day, is_night=True)
    with plain_steps() as steps:
        run_nights(asked, steps, Silent(), catch_up=True)


def costs_of(lake, inbox, days):
    """CPU seconds of a night, the median of these days, and of the question, the best of three."""
    nights = sorted(cpu_of(lambda: night(lake, inbox, day)) for day in days)  # noqa: B023
    return nights[len(nights) // 2], min(cpu_of(lambda: money(lake)) for _ in range(3))


def costs_after_a_week(folder):
    """The same for three nights after the first week, in a copy of the lake of that week."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        copy = Path(place) / "lake"
        shutil.copytree(folder / "week", copy)
        return costs_of(Lake(copy), folder / "in", [FIRST + timedelta(days=number) for number in (7, 8, 9)])


def write_night(inbox, number):
    day = FIRST + timedelta(days=number)
    for article in range(ARTICLES):
        header = f" date {day.isoformat()} Ships {number}-{article}"
        write_article(inbox / day.isoformat(), f"{article}.txt", text(number, article), header)
    return day


def main(nights):
    folder = Path(tempfile.mkdtemp(prefix="dateline-year-"))
    lake, inbox, costs, snapshots = Lake(folder / "lake"), folder / "in", [], []
    print("night   night s   a week's   ratio   money s   a week's   ratio   most files   table", flush=True)
    for number in range(nights):
        day = write_night(inbox, number)
        costs.append(cpu_of(lambda: night(lake, inbox, day)))  # noqa: B023
        with closing(lake.reader()) as reader:
            snapshots.append(newest_snapshot(reader))
        if number % 7 == 6:
            if number > KEPT_NIGHTS:
                forget(lake, snapshots[number - KEPT_NIGHTS])
            maintain(lake, keep_days=30)
        if number == 6:
            shutil.copytree(lake.path, folder / "week")
        if number == 13 or number % 30 == 29 or number == nights - 1:
            table, most = max(files(lake).items(), key=lambda item: item[1])
            cost, asked = sorted(costs[-3:])[1], min(cpu_of(lambda: money(lake)) for _ in range(3))
            cost_then, asked_then = costs_after_a_week(folder)
            print(
                f"{number + 1:5}   {cost:7.2f}   {cost_then:8.2f}   {cost / cost_then:5.2f}   {asked:7.3f}   "
                f"{asked_then:8.3f}   {asked / asked_then:5.2f}   {most:10}   {table}",
                flush=True,
            )
    shutil.rmtree(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 365)
