"""explore/outlines.json: the outlines of the lands and where their names stand, for the map of places.

From Natural Earth 1:110m countries (public domain), in the shapefile that the wheel of geopandas 0.14.4 carries:

    pip download --no-deps geopandas==0.14.4
    python -m transforms.reference.build.outlines geopandas-0.14.4-py3-none-any.whl
"""

import io
import json
import sys
import zipfile
from itertools import pairwise
from pathlib import Path

import shapefile

_SHAPES = "geopandas/datasets/naturalearth_lowres/naturalearth_lowres"
OUTLINES = Path(__file__).parents[3] / "explore" / "outlines.json"

# A tenth of a degree is a third of a pixel on the map; what is smaller than this is not seen.
_DECIMALS = 1
_LEAST_SQUARE_DEGREES = 0.5

# Names that the source cuts short.
_NAMES = {
    "United States of America": "United States",
    "Dem. Rep. Congo": "DR Congo",
    "Central African Rep.": "Central African Republic",
    "S. Sudan": "South Sudan",
    "Dominican Rep.": "Dominican Republic",
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "W. Sahara": "Western Sahara",
    "Eq. Guinea": "Equatorial Guinea",
    "Solomon Is.": "Solomon Islands",
    "Falkland Is.": "Falkland Islands",
    "N. Cyprus": "Northern Cyprus",
    "Fr. S. Antarctic Lands": "French Southern Lands",
    "eSwatini": "Eswatini",
    "Macedonia": "North Macedonia",
}


def outlines(wheel: Path) -> dict[str, object]:
    """The outlines as one GeoJSON feature a land, in degrees, with its `name`, `area` and `label` (where it stands).

    Shapefiles and spherical GeoJSON go round a land clockwise and round a hole the other way. Holes are left out: what
    lies in them is drawn as a land of its own.
    """
    with zipfile.ZipFile(wheel) as archive:
        parts = {part: io.BytesIO(archive.read(f"{_SHAPES}.{part}")) for part in ("shp", "shx", "dbf")}
    features = []
    for land in shapefile.Reader(**parts, encoding="latin-1").shapeRecords():
        shape = land.shape
        bounds = [*shape.parts, len(shape.points)]
        polygons = []
        for start, end in pairwise(bounds):
            corners = [[round(x, _DECIMALS), round(y, _DECIMALS)] for x, y in shape.points[start:end]]
            kept = [corner for corner, before in zip(corners, [None, *corners], strict=False) if corner != before]
            if _clockwise_area(kept) >= _LEAST_SQUARE_DEGREES:
                polygons.append([kept])
        if polygons:
            geometry = {"type": "MultiPolygon", "coordinates": polygons}
            [largest] = max(polygons, key=lambda polygon: _clockwise_area(polygon[0]))
            name = _NAMES.get(land.record["name"], land.record["name"])
            said = {"name": name, "label": _middle(largest), "area": round(_clockwise_area(largest))}
            features.append({"type": "Feature", "properties": said, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def _middle(ring: list[list[float]]) -> list[float]:
    """The centre of what the ring encloses, in degrees."""
    area = 3 * sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring))
    x = sum((x0 + x1) * (x1 * y0 - x0 * y1) for (x0, y0), (x1, y1) in pairwise(ring)) / area
    y = sum((y0 + y1) * (x1 * y0 - x0 * y1) for (x0, y0), (x1, y1) in pairwise(ring)) / area
    return [round(x, _DECIMALS), round(y, _DECIMALS)]


def _clockwise_area(ring: list[list[float]]) -> float:
    """Square degrees inside the ring, below zero where it goes round the other way."""
    return sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring)) / 2


if __name__ == "__main__":
    OUTLINES.write_text(json.dumps(outlines(Path(sys.argv[1])), separators=(",", ":")) + "\n", encoding="utf-8")
