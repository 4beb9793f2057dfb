import os
import signal
import subprocess
import sys
from datetime import date

import psutil
import pytest

from explore import charts

pytestmark = pytest.mark.skipif(not charts.can_draw(), reason="needs the extra `explore`")


@pytest.fixture(scope="module")
def artist():
    made = charts.Artist()
    yield made
    made.close()


def test_a_day_stands_under_its_own_name_west_of_greenwich(artist, monkeypatch):
    monkeypatch.setenv("TZ", "America/Los_Angeles")
    rows = [{"day": date(2026, 3, day), "articles": 2} for day in (11, 12, 13)]
    svg = artist.draw(charts.by_day(rows, "day", "articles", None, "articles"))
    assert ">11 Mar 2026<" in svg
    assert ">10 Mar 2026<" not in svg


@pytest.mark.parametrize("days", [(11,), (11, 12), (11, 14)])
def test_of_few_days_each_has_its_label_once(artist, days):
    rows = [{"day": date(2026, 3, day), "articles": 2.5} for day in days]
    svg = artist.draw(charts.by_day(rows, "day", "articles", None, "articles"))
    assert [svg.count(f">{day} Mar 2026<") for day in days] == [1] * len(days)


def test_labels_lose_what_ends_the_drawing(artist):
    rows = [{"name": "A\x00B\x07C \u202e <b>D</b>", "n": 1}]
    svg = artist.draw(charts.by_name(rows, "name", "n", "n"))
    assert "ABC  &lt;b&gt;D" in svg


def test_namesakes_have_a_bar_each():
    rows = [{"name": name, "n": 2} for name in ("Ann Berg", "Ann Berg (2)", "Ann Berg", None, None, "Ann Berg")]
    shown = [row["name"] for row in charts.by_name(rows, "name", "n", "n")["data"]["values"]]
    assert shown == ["Ann Berg", "Ann Berg (2)", "Ann Berg (3)", "None", "None (2)", "Ann Berg (4)"]


def test_after_a_chart_that_failed_the_next_is_drawn(artist):
    with pytest.raises(charts.ChartError):
        artist.draw({"mark": "no such mark", "encoding": {}})
    rows = [{"day": date(2026, 3, 11), "articles": 2}]
    assert artist.draw(charts.by_day(rows, "day", "articles", None, "articles")).startswith("<svg")


def test_the_drawing_process_ends_with_the_one_that_started_it():
    code = (
        "import os, time\n"
        "from datetime import date\n"
        "from explore import charts\n"
        "if __name__ == '__main__':\n"
        "    artist = charts.Artist()\n"
        "    artist.draw(charts.by_day([{'day': date(2026, 3, 11), 'n': 1}], 'day', 'n', None, 'n'))\n"
        "    print(*artist._pool._processes, flush=True)\n"
        "    time.sleep(600)\n"
    )
    started = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert started.stdout
    drawing = psutil.Process(int(started.stdout.readline()))
    os.kill(started.pid, signal.SIGKILL)
    started.wait()
    drawing.wait(timeout=60)


def test_of_more_names_than_colours_the_smallest_are_one():
    days = [date(2026, 3, 11), date(2026, 3, 12)]
    rows = [{"day": day, "source": f"s{number}", "n": number + 1} for day in days for number in range(12)]
    chart = charts.by_day(rows, "day", "n", "source", "articles")
    names = chart["encoding"]["color"]["scale"]["domain"]
    assert names == ["s11", "s10", "s9", "s8", "s7", "s6", "s5", "all others"]
    others = [row["n"] for row in chart["data"]["values"] if row["source"] == "all others"]
    assert others == [1 + 2 + 3 + 4 + 5] * 2


def test_large_figures_on_an_axis_are_short(artist):
    svg = artist.draw(charts.by_day([{"day": date(2026, 3, 11), "n": 2e12}], "day", "n", None, "US dollars"))
    assert ">2T<" in svg
    assert ">500B<" in svg
    assert ">2,000T<" in artist.draw(charts.by_day([{"day": date(2026, 3, 11), "n": 2e15}], "day", "n", None, "n"))


def test_months_are_called_months_and_few_are_counted_in_ones(artist):
    months = [{"month": date(2026, month, 1), "n": 2} for month in (1, 2)]
    svg = artist.draw(charts.by_day(months, "month", "n", None, "articles"))
    assert ">Jan 2026<" in svg
    assert ">0.5<" not in svg
    assert ">1.5<" not in svg


def test_one_name_needs_no_legend():
    rows = [{"day": date(2026, 3, 11), "source": "one", "n": 2}]
    assert "color" not in charts.by_day(rows, "day", "n", "source", "articles")["encoding"]
