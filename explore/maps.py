"""The map of places: circles over the lands, with the names of as many places and lands as do not cover each other."""

import json
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from explore.charts import COLOURS, CONFIG, plain

_WIDTH, _HEIGHT = 960, 420
_MOST_PLACES, _MOST_NAMED = 1_000, 40
# The whole world but Antarctica, in the units of the projection; and the least width that is shown of it.
_WORLD = (-2.7, 2.7, -1.02, 1.31)
_LEAST_SPAN, _MARGIN = 0.5, 0.12
_LETTER, _LINE, _BESIDE = 6.4, 14, 9
_COLUMNS = ("latitude", "longitude", "name")


class _Box(NamedTuple):
    """Where a name stands, in pixels."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        """Whether the two cover each other."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


class _View(NamedTuple):
    """The part of the projection that is shown."""

    scale: float
    across: float
    down: float

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point is drawn."""
        x, y = equal_earth(longitude, latitude)
        return self.across + self.scale * x, self.down - self.scale * y


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """A point in degrees on the Equal Earth projection of a globe of radius 1."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    half_root = math.sqrt(3) / 2
    angle = math.asin(half_root * math.sin(math.radians(latitude)))
    square = angle * angle
    power = square**3
    x = (
        math.radians(longitude)
        * math.cos(angle)
        / (half_root * (a1 + 3 * a2 * square + power * (7 * a3 + 9 * a4 * square)))
    )
    return x, angle * (a1 + a2 * square + power * (a3 + a4 * square))


def on_map(rows: Sequence[dict[str, Any]], value: str) -> dict[str, Any]:
    """A Vega-Lite map of the rows with `latitude` and `longitude`, with their `name`; a circle's area is `value`."""
    places = [
        {name: plain(row[name]) for name in (*_COLUMNS, value)}
        for row in rows
        if row["latitude"] is not None and row["longitude"] is not None
    ][:_MOST_PLACES]
    view = _view(places)
    named, lands = _names(view, places)
    most = max((place[value] for place in places), default=1)
    size = {
        "field": value,
        "type": "quantitative",
        "scale": {"domain": [0, most], "range": [20, 500]},
        "legend": {"values": sorted({1, max(1, most // 2), most}), "orient": "bottom-left", "title": value},
    }
    ground = {"type": "geoshape", "fill": "#e4e4e0", "stroke": "#ffffff", "strokeWidth": 0.7, "clip": True}
    at_lands = {"type": "text", "color": "#595959", "fontSize": 11, "fontStyle": "italic"}
    at_places = {"type": "text", "color": "#1c1c1c", "fontSize": 11, "align": "left", "dx": _BESIDE}
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "projection": {"type": "equalEarth", "scale": view.scale, "translate": [view.across, view.down]},
        # The picture has its words in the page; with some for each circle it is half as large again.
        "config": {**CONFIG, "aria": False},
        "layer": [
            {"data": {"values": outlines(), "format": {"property": "features"}}, "mark": ground},
            _at(places, {"type": "circle", "color": COLOURS[1], "opacity": 0.7, "clip": True}, size=size),
            _at(lands, at_lands, text={"field": "name"}),
            # A rim under the letters, so that they can be read over circles.
            _at(named, {**at_places, "stroke": "#ffffff", "strokeWidth": 3, "opacity": 0.8}, text={"field": "name"}),
            _at(named, at_places, text={"field": "name"}),
        ],
    }


def _at(rows: list[dict[str, Any]], mark: dict[str, Any], **more: dict[str, Any]) -> dict[str, Any]:
    places = {name: {"field": name, "type": "quantitative"} for name in ("latitude", "longitude")}
    return {"data": {"values": rows}, "mark": mark, "encoding": {**places, **more}}


def _view(places: Sequence[dict[str, Any]]) -> _View:
    """What shows all places, and a margin; of places in all parts of the world the world."""
    points = [equal_earth(place["longitude"], place["latitude"]) for place in places]
    left, right, bottom, top = _WORLD
    if points:
        xs, ys = zip(*points, strict=True)
        span = max(_LEAST_SPAN, (1 + 2 * _MARGIN) * max(max(xs) - min(xs), (max(ys) - min(ys)) * _WIDTH / _HEIGHT))
        if span < right - left:
            x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
            left, right, bottom, top = x - span / 2, x + span / 2, y, y
    scale = _WIDTH / (right - left)
    return _View(scale, -left * scale, _HEIGHT / 2 + scale * (top + bottom) / 2)


def _names(view: _View, places: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The names that have room: of places, those first that come first, then of lands, the largest first."""
    taken: list[_Box] = []
    named = [place for place in places if len(taken) < _MOST_NAMED and _has_room(taken, view, place, beside=True)]
    lands = sorted((land["properties"] for land in outlines()["features"]), key=lambda land: -land["area"])
    labels = [{"name": land["name"], "longitude": land["label"][0], "latitude": land["label"][1]} for land in lands]
    return named, [label for label in labels if _has_room(taken, view, label, beside=False)]


def _has_room(taken: list[_Box], view: _View, label: dict[str, Any], *, beside: bool) -> bool:
    """Whether a name covers none of those that are there; it is then one of them."""
    x, y = view.pixel(label["longitude"], label["latitude"])
    width = len(label["name"]) * _LETTER
    left = x - _BESIDE if beside else x - width / 2
    box = _Box(left, left + width + 2 * _BESIDE * beside, y - _LINE / 2, y + _LINE / 2)
    inside = box.left >= 0 and box.right <= _WIDTH and box.top >= 0 and box.bottom <= _HEIGHT
    if not inside or any(box.meets(other) for other in taken):
        return False
    taken.append(box)
    return True


@cache
def outlines() -> dict[str, Any]:
    """The lands of the world but Antarctica as GeoJSON; from Natural Earth, which is in the public domain."""
    read: dict[str, Any] = json.loads(files("explore").joinpath("outlines.json").read_text(encoding="utf-8"))
    lands = [land for land in read["features"] if land["properties"]["name"] != "Antarctica"]
    return {**read, "features": lands}
