"""An S3 server on loopback that can be slow, refuse, hang up, go away and come back; what was put into it stays.

It answers in this process. Signatures are not looked at, but the key that a request names is seen.
"""

import logging
import re
import threading
import time
from collections.abc import Callable
from typing import Any

# What is done instead of an answer: a status and a code of S3's, or None to answer.
Fault = tuple[int, str] | None


class Request:
    """What a fault may look at."""

    def __init__(self, environ: dict[str, Any]) -> None:
        self.method = environ["REQUEST_METHOD"]
        self.path = environ["PATH_INFO"]
        found = re.search(r"Credential=([^/]+)/", environ.get("HTTP_AUTHORIZATION", ""))
        self.key = found[1] if found else None


class S3Server:
    """The server; `fault` is asked before each request, and `requests` has all that came."""

    def __init__(self, port: int) -> None:
        from moto.server import DomainDispatcherApplication, create_backend_app

        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.fault: Callable[[Request], Fault] = answer
        self.requests: list[Request] = []
        self._app = DomainDispatcherApplication(create_backend_app)
        self._server: Any = None
        self._thread: threading.Thread | None = None
        logging.getLogger("werkzeug").setLevel(logging.ERROR)

    def start(self) -> None:
        from moto.server import MotoRequestHandler
        from werkzeug.serving import make_server

        self._server = make_server(
            "127.0.0.1", self.port, self._serve, threaded=True, request_handler=MotoRequestHandler
        )
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        assert self._thread is not None
        self._thread.join()

    def _serve(self, environ: dict[str, Any], start_response: Any) -> Any:
        request = Request(environ)
        self.requests.append(request)
        fault = self.fault(request)
        if fault is None:
            return self._app(environ, start_response)
        status, code = fault
        body = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
        start_response(f"{status} {code}", [("Content-Type", "application/xml"), ("Content-Length", str(len(body)))])
        return [body] if request.method != "HEAD" else []


def answer(_: Request) -> Fault:
    """No fault."""
    return None


def slow(seconds: float) -> Callable[[Request], Fault]:
    """Every answer takes so long."""

    def late(_: Request) -> Fault:
        time.sleep(seconds)
        return None

    return late


def refuse(status: int, code: str, *methods: str, after: int = 0) -> Callable[[Request], Fault]:
    """Refuse these methods, or all, after so many requests were answered."""
    seen = [0]

    def refused(request: Request) -> Fault:
        seen[0] += 1
        return (status, code) if seen[0] > after and (not methods or request.method in methods) else None

    return refused
