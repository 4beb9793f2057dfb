"""What the pages of `dateline explore` cost: `python -m tests.benchmarks.bench_explore LAKE`, a line a page.

Each page is asked for twice under several addresses: `cold` is the first time after the start (of the server, not
of the machine), `warm` the second. CPU is user and system time of the server, which tells more than seconds on a
machine that others use. Then fifty pages at once. With a folder behind the lake, a headless Chromium goes through the
pages and charts instead, in wide, dark and narrow windows and as printed: it says what is wrong and keeps the pictures.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx

from explore.pages import CHARTS, PAGES
from tests.browser import LOOKS, browser
from warehouse.lake import Lake

ROUNDS = 2
# Addresses that have a page to say so, with its status.
NOT_THERE = {"/nowhere": 404, "/articles/none": 404, "/money?from_day=soon": 400, "/search?words=-": 400}
_TICKS = os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Start it, ask, print."""
    lake = Lake(sys.argv[1])
    if len(sys.argv) > 2:
        with served(lake) as (home, _, _):
            print(*walk(lake, home, Path(sys.argv[2])), sep="\n")
        return
    pages = addresses(lake)
    with served(lake) as (home, pid, seconds):
        print(f"start: {seconds:.2f} s, {_cpu(pid):.2f} s of CPU")
        print(f"{'':<22}{'cold s':>14}{'CPU':>7}{'warm s':>16}{'CPU':>7}{'kB':>8}   worst address")
        with httpx.Client(timeout=300) as client:
            for name, listed in pages.items():
                _print_costs(client, home, pid, name, listed)
        print(f"peak so far: {_peak(pid):,.0f} MB")
        places = [home + address for listed in pages.values() for address in listed]
        asked = [places[number * len(places) // 50] for number in range(50)]
        began = time.perf_counter()
        with ThreadPoolExecutor(50) as pool:
            answers = list(pool.map(lambda place: httpx.get(place, timeout=300), asked))
        wrong = [f"{answer.status_code} {answer.url}" for answer in answers if answer.status_code != 200]
        print(f"50 at once: {time.perf_counter() - began:.1f} s, not well {wrong}, peak {_peak(pid):,.0f} MB")


@contextmanager
def served(lake: Lake) -> Iterator[tuple[str, int, float]]:
    """A server over the lake: its address, its process, and seconds until it answered."""
    command = [sys.executable, "-m", "flows.cli", "explore", "--lake", str(lake.path), "--port", "0"]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONUNBUFFERED": "1"})
    try:
        assert process.stdout
        found = re.match(r"http://localhost:[0-9]+", process.stdout.readline())
        assert found
        httpx.Client(transport=httpx.HTTPTransport(retries=50)).get(f"{found[0]}/style.css")
        yield found[0], process.pid, time.perf_counter() - began
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def walk(lake: Lake, home: str, pictures: Path | None = None, looks: Iterable[str] = LOOKS) -> list[str]:
    """Open every page and chart in a browser, in each of the LOOKS: what is wrong with them."""
    asked = {address: 200 for listed in addresses(lake).values() for address in listed} | NOT_THERE
    faults = []
    with browser() as page:
        for look in looks:
            page.look(look)
            for number, (address, status) in enumerate(asked.items()):
                faults += [f"{look}: {fault}" for fault in page.faults(home + address, status)]
                if pictures:
                    pictures.mkdir(parents=True, exist_ok=True)
                    name = re.sub(r"\W+", "-", address).strip("-")[:60] or "overview"
                    (pictures / f"{look}-{number:03}-{name}.png").write_bytes(page.picture())
    return faults


def addresses(lake: Lake) -> dict[str, list[str]]:
    """Addresses of each kind of page."""
    reader = lake.reader()

    def listed(sql: str) -> list[str]:
        return [str(row[0]) for row in reader.execute(sql).fetchall()]

    mentions = "SELECT entity_id, count(*) AS n FROM entity_mentions WHERE entity_id IS NOT NULL GROUP BY 1"
    named = f"SELECT entity_id FROM ({mentions}) "
    entities = listed(f"{named} ORDER BY n DESC, 1 LIMIT 2") + listed(
        f"{named} WHERE n < 500 ORDER BY n DESC, 1 LIMIT 2"
    )
    articles = listed("SELECT article_id FROM articles WHERE is_current ORDER BY hash(article_id) LIMIT 4")
    articles += listed("SELECT article_id FROM articles ORDER BY length(body) DESC LIMIT 1")
    copied = listed("SELECT copy_group FROM articles WHERE is_copy ORDER BY 1 LIMIT 1")
    revised = listed("SELECT article_id FROM articles WHERE is_current AND revision > 1 ORDER BY 1 LIMIT 1")
    nights = [
        day
        for first in ("articles", "as_of")
        for day in listed(f"SELECT as_of FROM runs ORDER BY {first} DESC LIMIT 1")
    ]
    [source] = listed("SELECT coalesce(min(source), '') FROM articles")
    [(last,)] = reader.execute("SELECT max(published_on) FROM articles").fetchall()
    last = last or date(2026, 3, 31)  # of an empty lake
    a_month = f"from_day={last.replace(day=1)}&to_day={last}"
    reader.close()
    found = {name: [f"/{'' if name == 'overview' else name}"] for name in PAGES}
    found["article"] = [f"/articles/{article}" for article in [*articles, *copied]]
    found["a revision"] = [f"/articles/{article}{which}" for article in revised for which in ("?revision=1", "/diff")]
    found["a night"] = [f"/nights/{night}" for night in nights]
    found["entity, named most"] = [f"/entities/{quote(entity)}" for entity in entities[:2]]
    found["entity, seldom"] = [f"/entities/{quote(entity)}" for entity in entities[2:]]
    found["a list's second page"] = ["/panels/money_largest?page=2", "/panels/entities_most_named?page=2"]
    for name in PAGES:
        if PAGES[name].fields:
            found[f"{name}, a month"] = [f"{found[name][0]}?{a_month}"]
    of_chart = f"entity_id={quote(next(iter(entities), ''))}&night={next(iter(nights), last)}"
    found["charts"] = [f"/charts/{name}.svg?{of_chart}" for name in CHARTS]
    words = ["government", "minister said", '"prime minister"', "oslo -strike", "of the", "zzzz"]
    found["search"] = [f"/search?words={quote(word)}" for word in words]
    found["search, facets"] = [
        f"/search?words=police&source={quote(source)}",
        f"/search?words=police&{a_month}",
        "/search?words=police&kind=money",
        "/search?kind=percent",
        *(f"/search?words=police&entity_id={quote(entity)}" for entity in entities),
    ]
    for name in PAGES:
        if PAGES[name].fields:
            found[f"{name}, all days"] = [f"{found[name][0]}?from_day=0001-01-01"]
    return found


def _print_costs(client: httpx.Client, home: str, pid: int, name: str, addresses: list[str]) -> None:
    cold, warm, sizes = [], [], []
    for address in addresses:
        for number in range(ROUNDS):
            before, began = _cpu(pid), time.perf_counter()
            answer = client.get(home + address)
            taken = time.perf_counter() - began, _cpu(pid) - before
            if answer.status_code != 200:
                print(f"{answer.status_code} {address}: {re.sub('<[^>]+>', ' ', answer.text)[-200:]}")
            (warm if number else cold).append((*taken, address))
            sizes.append(len(answer.content))
    worst = max(cold)
    print(
        f"{name:<22}{median(row[0] for row in cold):>6.2f} ({worst[0]:>5.2f}){max(row[1] for row in cold):>7.2f}"
        f"{median(row[0] for row in warm):>8.2f} ({max(warm)[0]:>5.2f}){max(row[1] for row in warm):>7.2f}"
        f"{max(sizes) / 1000:>8.0f}   {worst[2]}",
        flush=True,
    )


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _peak(pid: int) -> float:
    """The most memory that the server had, in MB."""
    [line] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    main()
