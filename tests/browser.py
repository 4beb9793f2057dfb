"""A headless Chromium that tells what a page asked for and complained of, over its DevTools protocol."""

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


class Page:
    """One tab: `requests` are the addresses it asked for, `complaints` its console errors and refused loads."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._number = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.call(f"{domain}.enable")

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
