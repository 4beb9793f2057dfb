"""docs/explore.png: an article as `dateline explore` shows it, drawn by `python -m tests.samples.picture`."""

import base64
import tempfile
import threading
from pathlib import Path

from explore.serve import bound_socket, serve
from explore.store import Store
from tests.browser import browser
from tests.builders import ingest
from tests.conftest import ROOT, SAMPLES
from warehouse.lake import Lake

PICTURE = ROOT / "docs" / "explore.png"
_TITLE = "G7 ministers agree debt 'fast lane' for storm-hit states"
_WIDTH, _HEIGHT = 1000, 760


def draw() -> bytes:
    """The picture as PNG."""
    with tempfile.TemporaryDirectory() as place:
        lake = Path(place) / "lake"
        ingest(lake, SAMPLES)
        store, listening = Store(Lake(lake)), bound_socket(0)
        threading.Thread(target=serve, args=(store, listening), daemon=True).start()
        _, rows = store.select("SELECT article_id FROM articles WHERE title = ?", [_TITLE])
        with browser() as page:
            page.call(
                "Emulation.setDeviceMetricsOverride", width=_WIDTH, height=_HEIGHT, deviceScaleFactor=1, mobile=False
            )
            page.open(f"http://127.0.0.1:{listening.getsockname()[1]}/articles/{rows[0][0]}")
            return base64.b64decode(page.call("Page.captureScreenshot", format="png")["data"])


if __name__ == "__main__":
    PICTURE.write_bytes(draw())
