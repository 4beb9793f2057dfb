"""Keys and passwords from a Secret block of Prefect, where they shall not lie in the environment of each machine.

DATELINE_CREDENTIALS=secret/NAME names the block as Prefect does. Its value is an object of the usual variables,
{"PGPASSWORD": ..., "AWS_ACCESS_KEY_ID": ..., "AWS_SECRET_ACCESS_KEY": ...}. They are put into the environment of this
process, where libpq and boto3 look for them, and workers that it starts. No error and no log repeats a value.
"""

import os
import sys
import threading
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from warehouse.errors import DatelineError, StoreAway

CREDENTIALS_VARIABLE = "DATELINE_CREDENTIALS"

# Nothing else can be set by a block: whoever may write it must not choose what this process loads or where it writes.
_OF_S3 = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")
_NAMES = ("PGUSER", "PGPASSWORD", *_OF_S3)
_KIND = "secret/"
# Keys that are exchanged while a run is under way are seen after so long.
_FRESH_SECONDS = 60.0

_READ_AT: dict[str, float] = {}
_ONE_AT_A_TIME = threading.Lock()


def put_credentials() -> None:
    """Put what the block says, if one is named, into the environment. Raises DatelineError for a block that is none.

    Does nothing where it was read a moment ago. A server that is away while a run has its keys already is no error.
    """
    said = os.environ.get(CREDENTIALS_VARIABLE)
    if not said:
        return
    with _ONE_AT_A_TIME:
        read_at = _READ_AT.get(said)
        if read_at is not None and time.monotonic() - read_at < _FRESH_SECONDS:
            return
        try:
            values = _read(said)
        except StoreAway:
            if read_at is None:
                raise
        else:
            _put(values)
        _READ_AT[said] = time.monotonic()


def quiet_prefect() -> None:
    """Set, before Prefect is imported, that it neither calls home nor writes to the terminal. What is set stays."""
    if "prefect" not in sys.modules:
        os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
        os.environ.setdefault("DO_NOT_TRACK", "1")
        os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")


def _read(said: str) -> dict[str, str]:
    name = said.removeprefix(_KIND)
    if name == said or not name:
        raise DatelineError(f"{CREDENTIALS_VARIABLE} names no Secret block", f"Write it as {_KIND}NAME")
    value = _value(name)
    remedy = f"Its value is an object of {', '.join(_NAMES)}, or some of them, and nothing else"
    if not isinstance(value, Mapping) or not value or not all(isinstance(each, str) for each in value.values()):
        raise DatelineError(f"The block {said} holds no credentials", remedy)
    others = sorted(str(each) for each in value if each not in _NAMES)
    if others:
        raise DatelineError(f"The block {said} sets {', '.join(others)}", remedy)
    return dict(value)


def _value(name: str) -> Any:
    quiet_prefect()
    import httpx
    from prefect.blocks.system import Secret
    from prefect.exceptions import PrefectHTTPStatusError
    from prefect.settings import PREFECT_API_URL

    if not PREFECT_API_URL.value():  # Prefect would start a server of its own, which knows no blocks
        raise DatelineError(f"{CREDENTIALS_VARIABLE} needs a Prefect server", "Name it in PREFECT_API_URL")
    load: Any = Secret.load  # a coroutine where an event loop runs, unless it is told
    where = f"The Prefect server at {urlsplit(PREFECT_API_URL.value()).netloc.rpartition('@')[2]}"
    # The causes are left out: they may quote what the server answered.
    try:
        return load(name, _sync=True).get()
    except PrefectHTTPStatusError as error:
        code = error.response.status_code
        if code < 500:
            remedy = "Check PREFECT_API_KEY or PREFECT_API_AUTH_STRING"
            raise DatelineError(f"{where} refuses ({code})", remedy) from None
        raise StoreAway(f"{where} does not answer ({code})", "See that it runs") from None
    except httpx.HTTPError as error:
        raise StoreAway(f"{where} does not answer ({type(error).__name__})", "See that it runs") from None
    except ValueError:
        remedy = "Make it, or name another in DATELINE_CREDENTIALS"
        raise DatelineError(f"{where} has no Secret block {name}", remedy) from None


def _put(values: Mapping[str, str]) -> None:
    """Set what the block has. Keys of S3 are one thing: a token of other keys must not stay beside them."""
    if any(name in values for name in _OF_S3):
        for name in set(_OF_S3) - set(values):
            os.environ.pop(name, None)
    os.environ.update(values)
