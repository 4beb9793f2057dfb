"""Who may ask: a browser on this machine that reads a page of ours. Everything else is refused before it is read."""

import re

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_MOST_ADDRESS_BYTES = 8_000
_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?")

# No script, nothing from elsewhere, no frame around it.
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: refuses foreign hosts, cross-site requests, other methods and endless addresses.

    The host, because another site's name may be made to point at this machine; a link followed from elsewhere is a
    cross-site request too, and is let through as it only shows a page.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an application."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on and set the headers of what comes back."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        refused = _refused(scope)
        answer = self._app if refused is None else PlainTextResponse(refused[1], refused[0])
        await answer(scope, receive, with_headers)


def _refused(scope: Scope) -> tuple[int, str] | None:
    headers = Headers(scope=scope)
    if not _HOST.fullmatch(headers.get("host", "")):
        return 421, "These pages are for this machine: open them by the address that `dateline explore` prints.\n"
    if scope["method"] not in ("GET", "HEAD"):
        return 405, "These pages are only read.\n"
    if len(scope["query_string"]) + len(scope.get("raw_path") or b"") > _MOST_ADDRESS_BYTES:
        return 414, "This address is too long; search for fewer words.\n"
    followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
    if headers.get("sec-fetch-site") == "cross-site" and not followed:
        return 403, "Another site asked for this; it is not given.\n"
    if headers.get("origin", "null") not in ("null", f"http://{headers['host']}"):
        return 403, "Another site asked for this; it is not given.\n"
    return None
