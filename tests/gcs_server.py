"""A Google Cloud Storage on loopback, as far as gcsfs asks it: what is in a bucket, and an object's bytes."""

import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit


class GcsServer(ThreadingHTTPServer):
    """Serves `objects`, bytes by their names, as one bucket."""

    daemon_threads = True

    def __init__(self, bucket: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.bucket = bucket
        self.objects: dict[str, bytes] = {}

    @property
    def address(self) -> str:
        """What STORAGE_EMULATOR_HOST takes."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: GcsServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        bucket, _, name = parts.path.partition("/b/")[2].partition("/o")
        name = unquote(name.removeprefix("/"))
        if bucket != self.server.bucket or (name and name not in self.server.objects):
            self._send(404, json.dumps({"error": {"code": 404, "message": "not found"}}).encode())
        elif not name:
            found = [key for key in sorted(self.server.objects) if key.startswith(asked.get("prefix", ""))]
            self._send(200, json.dumps(self._listed(found, asked)).encode())
        elif asked.get("alt") == "media":
            self._send_bytes(self.server.objects[name])
        else:
            self._send(200, json.dumps(self._about(name)).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _listed(self, found: list[str], asked: dict[str, str]) -> dict[str, object]:
        prefix, end = asked.get("prefix", ""), asked.get("delimiter")
        here = [name for name in found if not end or end not in name[len(prefix) :]]
        folders = {prefix + name[len(prefix) :].partition(end)[0] + end for name in found if end and name not in here}
        return {"kind": "storage#objects", "items": [self._about(name) for name in here], "prefixes": sorted(folders)}

    def _about(self, name: str) -> dict[str, str]:
        size = str(len(self.server.objects[name]))
        return {"kind": "storage#object", "name": name, "bucket": self.server.bucket, "size": size, "generation": "1"}

    def _send_bytes(self, content: bytes) -> None:
        first, last = 0, len(content) - 1
        if asked := self.headers.get("Range"):
            begun, _, ended = asked.removeprefix("bytes=").partition("-")
            first, last = int(begun), min(int(ended or last), last)
        self._send(206 if asked else 200, content[first : last + 1])

    def _send(self, status: int, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
