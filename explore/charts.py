"""Charts as SVG, drawn by Vega-Lite in a process of its own.

In its own process, because a control character in a label ends the process that draws, and with TZ=UTC, because a day
without a zone is drawn a day early west of Greenwich.
"""

import json
import math
import os
import re
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from importlib.util import find_spec
from itertools import count, pairwise
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import Any

_WIDTH, _HEIGHT = 640, 180
_MOST_POINTS = 5_000
_MOST_SECONDS = 20.0
_MOST_LABEL_CHARS = 60
COLOURS = ["#1b5e8c", "#b3541e", "#3d7a3d", "#7a3d7a", "#8c6d1b", "#5b5b5b", "#a0305a", "#2f7d7d"]

_OTHERS = "all others"
_DAY, _MONTH = "%-d %b %Y", "%b %Y"
# Up to so many an axis counts in ones: Vega's ticks would be halves.
_FEW = 6
_TICKS_ACROSS = 8
# Names are written in the reader's font, which may be wider than the one they are measured by.
_PADDING = {"left": 12, "right": 24, "top": 5, "bottom": 5}
# More days than this that are all the first of a month stand for months.
_FEW_DAYS = 3
# An axis of so many days has a tick a day: Vega's would be hours, all with the same label.
_SHORT_SPAN_DAYS = 8
# Labels of an axis by the value it reaches: 8,000; then 2k to 12k, 500M, 2B; then 500T, 1,500T.
_LABELS = (
    (1e4, "format(datum.value, ',')"),
    (1e15, "replace(format(datum.value, '~s'), 'G', 'B')"),
    (math.inf, "datum.value ? format(datum.value / 1e12, ',.0f') + 'T' : '0'"),
)

# The renderer; absent without the extra `explore`.
_RENDERER = "vl_convert"


class ChartError(Exception):
    """No picture could be drawn; the rows under it are there all the same."""


def can_draw() -> bool:
    """Whether the renderer is installed."""
    return find_spec(_RENDERER) is not None


def by_day(rows: Sequence[dict[str, Any]], day: str, value: str, colour: str | None, title: str) -> dict[str, Any]:
    """A Vega-Lite chart of bars over days, stacked by `colour` where it is given, the smallest of many as one."""
    shown = [{name: plain(row[name]) for name in (day, value, colour) if name} for row in rows if row[day]]
    totals: Counter[str] = Counter()
    for row in shown:
        totals[row[day]] += row[value] or 0
    bar_width = max(1.0, min(24.0, 0.7 * _WIDTH / max(1, _slots(shown, day))))
    dated = {"title": None, "format": _DAY, "labelOverlap": True, "labelSeparation": 8}
    if all(at[8:10] == "01" for at in totals) and (day == "month" or len(totals) > _FEW_DAYS):
        # Sums of months: no day is meant.
        dated |= {"format": _MONTH, "tickCount": "month"}
    elif totals and _days_between(min(totals), max(totals)) <= _SHORT_SPAN_DAYS:
        dated["tickCount"] = "day"
    encoding: dict[str, Any] = {
        "x": {"field": day, "type": "temporal", "axis": dated, "scale": {"padding": bar_width / 2 + 2}},
        "y": {"field": value, "type": "quantitative", "axis": _figures(totals.values(), title)},
    }
    if colour and len({row[colour] for row in shown}) > 1:
        shown, names = _with_others(shown, day, value, colour)
        scale = {"domain": names, "range": COLOURS[: len(names)]}
        encoding["color"] = {"field": colour, "type": "nominal", "scale": scale, "title": colour}
    mark = {"type": "bar", "color": COLOURS[0], "width": bar_width}
    return _chart(shown, mark, encoding)


def _with_others(
    rows: list[dict[str, Any]], day: str, value: str, colour: str
) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows with as many names as there are colours, the last of them for all that are smaller; and the names."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row[colour]] += row[value]
    names = [name for name, _ in sums.most_common()]
    if len(names) <= len(COLOURS):
        return rows, names
    kept = names[: len(COLOURS) - 1]
    others: Counter[str] = Counter()
    for row in rows:
        if row[colour] not in kept:
            others[row[day]] += row[value]
    made = [row for row in rows if row[colour] in kept]
    return [*made, *({day: at, value: of, colour: _OTHERS} for at, of in others.items())], [*kept, _OTHERS]


def by_name(rows: Sequence[dict[str, Any]], name: str, value: str, title: str) -> dict[str, Any]:
    """A Vega-Lite chart of one bar a row, in the order of the rows; the second of the same name is "Ann Berg (2)"."""
    labels = _told_apart([plain(row[name]) for row in rows])
    shown = [{name: label, value: plain(row[value])} for label, row in zip(labels, rows, strict=True)]
    encoding = {
        "y": {"field": name, "type": "nominal", "sort": None, "axis": {"title": None, "labelLimit": 240}},
        "x": {
            "field": value,
            "type": "quantitative",
            "axis": {"tickCount": _TICKS_ACROSS, **_figures([row[value] for row in rows], title)},
        },
    }
    chart = _chart(shown, {"type": "bar", "color": COLOURS[0]}, encoding)
    chart["height"] = {"step": 18}
    chart["padding"] = _PADDING | {"left": 24}
    return chart


def _told_apart(labels: Sequence[Any]) -> list[str]:
    """Labels of which no two are the same: bars of one label would stand on each other."""
    made: list[str] = []
    for label in labels:
        others = (f"{label} ({number})" for number in count(2))
        made.append(str(label) if str(label) not in made else next(each for each in others if each not in made))
    return made


class Artist:
    """Draws charts, one at a time, in a process that is started with the first and again whenever it died."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._pool: ProcessPoolExecutor | None = None
        self._one_at_a_time = threading.Lock()

    def draw(self, chart: dict[str, Any]) -> str:
        """The chart as the text of an SVG document. Raises ChartError."""
        if not can_draw():
            raise ChartError("Charts need the extra `explore`: pip install 'dateline[explore]'")
        with self._one_at_a_time:
            self._pool = self._pool or ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_begin)
            try:
                return self._pool.submit(_drawn, json.dumps(chart)).result(_MOST_SECONDS)
            except (BrokenProcessPool, TimeoutError, ValueError) as error:
                self._stop()
                raise ChartError("This chart could not be drawn; its rows are below") from error

    def close(self) -> None:
        """End the process."""
        with self._one_at_a_time:
            self._stop()

    def _stop(self) -> None:
        if self._pool:
            for process in list((self._pool._processes or {}).values()):
                process.kill()
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _begin() -> None:
    """What the process does first: draw in UTC, and end with the process that started it, however that ends."""
    os.environ["TZ"] = "UTC"
    parent = parent_process()
    if parent:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)


# Where marks are drawn: a tenth of a pixel will do, and takes a third less than six more digits.
_PLACES = re.compile(r' (?:d|transform)="(?:M|translate\()[^"]*"')
_BELOW_A_TENTH = re.compile(r"(\.[0-9])[0-9]+")


def _drawn(chart: str) -> str:
    import vl_convert

    svg = str(vl_convert.vegalite_to_svg(chart))
    return _PLACES.sub(lambda found: _BELOW_A_TENTH.sub(r"\1", found[0]), svg)


# As large as the words of a list; a chart is as wide in pixels as it is shown.
_LETTERS = {"labelColor": "#333333", "titleColor": "#333333", "labelFontSize": 12, "titleFontSize": 12}
CONFIG = {
    "background": "#ffffff",
    "font": "sans-serif",
    "axis": {**_LETTERS, "gridColor": "#e4e4e0", "titlePadding": 12},
    "legend": {**_LETTERS, "labelLimit": 160},
    "view": {"stroke": None},
}


def _chart(rows: list[dict[str, Any]], mark: dict[str, Any], encoding: dict[str, Any]) -> dict[str, Any]:
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": rows[:_MOST_POINTS]},
        "mark": mark,
        "encoding": encoding,
        "padding": _PADDING,
        "config": CONFIG,
    }


def _figures(totals: Iterable[float], title: str) -> dict[str, Any]:
    """An axis of the heights of bars; of few that are counted, in ones."""
    heights = list(totals)
    highest = max(heights, default=0)
    label = next(label for below, label in _LABELS if highest < below or below == math.inf)
    axis: dict[str, Any] = {"title": title, "tickMinStep": 1, "labelExpr": label}
    if highest <= _FEW and all(height == int(height) for height in heights):
        axis["values"] = list(range(int(highest) + 1))
    return axis


def _slots(rows: list[dict[str, Any]], day: str) -> int:
    """How many bars the axis has room for: as many as the shortest distance of two days fits into all of them."""
    days = sorted({date.fromisoformat(row[day][:10]) for row in rows})
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return (days[-1] - days[0]).days // min(gaps) + 1 if gaps else 1


def _days_between(first: str, last: str) -> int:
    return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days


def plain(value: Any) -> Any:
    """What JSON and the renderer take: days as moments in UTC, labels without control characters."""
    if isinstance(value, date):
        return f"{value.isoformat()[:10]}T00:00:00Z"
    if isinstance(value, str):
        return "".join(character for character in value if character.isprintable())[:_MOST_LABEL_CHARS]
    return value
