"""A web hook on loopback, that notices are posted to."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer


@contextmanager
def receiving() -> Iterator[HTTPServer]:
    """A server with its address in `url`, and what was posted to it in `came`."""
    came = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self):
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.came, server.url = came, f"http://127.0.0.1:{server.server_port}/hook"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
