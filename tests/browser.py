"""A headless Chromium that tells what a page asked for and complained of, over its DevTools protocol."""

import base64
import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from websockets.sync.client import ClientConnection, connect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_PATIENCE_SECONDS = 60

# How people look at a page, by name: the width of the window in pixels, the scheme of its colours, and the medium.
LOOKS = {
    "light": (1000, "light", "screen"),
    "dark": (1000, "dark", "screen"),
    "narrow": (360, "light", "screen"),
    "print": (720, "light", "print"),
}
_HEIGHT, _MOST_HEIGHT = 800, 6_000
MOST_PAGE_BYTES = 300_000
# Everything that was loaded: where from, its status, its bytes; and whether the page is wider than its window.
_LOADED = """(() => { const loaded = [...performance.getEntriesByType('navigation'),
    ...performance.getEntriesByType('resource')].map(one => [one.name, one.responseStatus, one.decodedBodySize]);
  const isPage = document.contentType === 'text/html';
  return [loaded, isPage && document.documentElement.scrollWidth > window.innerWidth,
    [...document.images].filter(image => !image.naturalWidth).map(image => image.src)]; })()"""


class Page:
    """One tab: `requests` are the addresses it asked for, `complaints` its console errors and refused loads."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")
        self.call("Emulation.setScrollbarsHidden", hidden=True)

    def call(self, method: str, **given: Any) -> dict[str, Any]:
        """Call a method of the protocol and take in the events that come before its answer."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": given}))
        while True:
            message = json.loads(self._socket.recv(timeout=_PATIENCE_SECONDS))
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self._take(message)

    def open(self, address: str) -> None:
        """Go to an address and wait until it is loaded."""
        self.call("Page.navigate", url=address)
        self._loaded()

    def click(self, selector: str) -> None:
        """Click the first element that a CSS selector finds, and wait for the page that follows."""
        assert self.value(f"!!document.querySelector({json.dumps(selector)})"), f"nothing is {selector}"
        self.value(f"document.querySelector({json.dumps(selector)}).click()")
        self._loaded()

    def look(self, name: str) -> None:
        """Show pages from now on as one of LOOKS."""
        width, scheme, medium = LOOKS[name]
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=_HEIGHT, deviceScaleFactor=1, mobile=False)
        chosen = [{"name": "prefers-color-scheme", "value": scheme}]
        self.call("Emulation.setEmulatedMedia", media=medium, features=chosen)

    def faults(self, address: str, status: int = 200) -> list[str]:
        """Open an address and say what is wrong with it: one that answers well, at once and alone gives nothing."""
        before, complained = len(self.requests), len(self.complaints)
        self.open(address)
        loaded, is_wide, missing = self.value(_LOADED)
        home = "/".join(address.split("/")[:3])
        found = [f"asked for {place}" for place in self.requests[before:] if not place.startswith((home, "data:"))]
        # A page that says that there is nothing is one that failed to load, to a browser.
        excused = () if status == 200 else (f" {address}",)
        found += [words for words in self.complaints[complained:] if not (excused and words.endswith(excused))]
        found += [f"status {told}: {place}" for place, told, _ in loaded[:1] if told != status]
        found += [f"{size:,} bytes: {place}" for place, _, size in loaded if size > MOST_PAGE_BYTES]
        found += [f"no picture: {place}" for place in missing] + ["wider than the window"] * is_wide
        return [f"{address}: {fault}" for fault in found]

    def picture(self) -> bytes:
        """The page from its head to its foot as PNG, a very long one cut."""
        size = self.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], _MOST_HEIGHT), "scale": 1}
        taken = self.call("Page.captureScreenshot", format="png", clip=clip, captureBeyondViewport=True)
        return base64.b64decode(taken["data"])

    def value(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self.call("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def _loaded(self) -> None:
        ends = time.monotonic() + _PATIENCE_SECONDS
        while time.monotonic() < ends:
            if self.value("document.readyState") == "complete" and self.value("location.href") != "about:blank":
                time.sleep(0.2)  # a click navigates a moment later
                if self.value("document.readyState") == "complete":
                    return
            time.sleep(0.1)
        raise AssertionError("the page did not load")

    def _take(self, message: dict[str, Any]) -> None:
        method, given = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(given["request"]["url"])
        if method == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.complaints.append(f"{given['entry']['text']} {given['entry'].get('url', '')}")
        if method == "Runtime.exceptionThrown":
            self.complaints.append(str(given["exceptionDetails"].get("text")))


@contextmanager
def browser() -> Iterator[Page]:
    """A page of a fresh Chromium; the caller skips where `CHROMIUM` is None."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        command += ["--no-first-run", "--disable-background-networking", f"--user-data-dir={profile}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with connect(_address(Path(profile)), max_size=2**26) as socket:
                yield Page(socket)
        finally:
            process.kill()
            process.wait()


def _address(profile: Path) -> str:
    """The address of its first tab, once it is there."""
    ends = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < ends:
        told = profile / "DevToolsActivePort"
        if told.exists() and "\n" in told.read_text():
            port = told.read_text().split("\n")[0]
            tabs = [tab for tab in httpx.get(f"http://127.0.0.1:{port}/json").json() if tab["type"] == "page"]
            if tabs:
                return str(tabs[0]["webSocketDebuggerUrl"])
        time.sleep(0.1)
    raise AssertionError("Chromium did not start")
