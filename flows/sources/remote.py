"""Input that lies elsewhere, s3://bucket/wire/, gs://, https://: listed, and copied to the run's folder to be read.

Keys, regions and endpoints are those of the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ~/.aws,
GOOGLE_APPLICATION_CREDENTIALS, STORAGE_EMULATOR_HOST and the like), as the libraries below fsspec read them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any

from warehouse.errors import DatelineError

# What each kind of address needs; one extra brings all.
_NEEDS = {"s3": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "http": "aiohttp", "https": "aiohttp"}
_EXTRA = "pip install 'dateline[remote]'"
_PAGES = ("http", "https")
_PATTERN = "*?["


def is_remote(path: str) -> bool:
    """Whether a path is an address of a kind that is read."""
    return path.partition("://")[0] in _NEEDS and "://" in path


def objects_at(address: str) -> list[tuple[str, int, bool]]:
    """The objects that an address names, as (address, bytes, whether it was named itself), in their order.

    A prefix is a folder, and `*` and `?` make a pattern, but not in addresses of the web. Raises DatelineError where
    nothing is there, and where the address or a library is at fault.
    """
    files, path = _file_system(address)
    scheme = address.partition("://")[0]
    if scheme in _PAGES:
        return [(address, 0, True)]
    try:
        if any(sign in path for sign in _PATTERN):
            found = files.glob(path, detail=True)
        elif files.isfile(path):
            return [(address, int(files.info(path).get("size") or 0), True)]
        else:
            found = files.find(path, detail=True)
    except Exception as error:  # each file system has errors of its own
        raise _refused(address, error) from error
    listed = [
        (f"{scheme}://{name}", int(about.get("size") or 0), False)
        for name, about in sorted(found.items())
        if about.get("type") == "file" and not any(step.startswith(".") for step in name.split("/"))
    ]
    if not listed:
        raise DatelineError(f"There is nothing at {address}", "Check the address, or quote the pattern")
    return listed


@contextmanager
def opened(address: str) -> Iterator[Any]:
    """An object as a stream of bytes. Raises OSError for whatever keeps it from being read."""
    try:
        files, path = _file_system(address)
        # Pages are read in one go: their servers need not tell a size.
        options = {"block_size": 0} if address.partition("://")[0] in _PAGES else {}
        with files.open(path, "rb", **options) as stream:
            yield stream
    except OSError:
        raise
    except Exception as error:
        raise OSError(0, " ".join(str(error).split())[:200] or type(error).__name__) from error


def _file_system(address: str) -> tuple[Any, str]:
    scheme = address.partition("://")[0]
    module = _NEEDS[scheme]
    if find_spec("fsspec") is None or find_spec(module) is None:
        raise DatelineError(f"Reading {scheme}:// needs {module}", _EXTRA)
    import fsspec

    try:
        # What was listed before may be out of date.
        files, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except Exception as error:
        raise _refused(address, error) from error
    return files, path


def _refused(address: str, error: Exception) -> DatelineError:
    words = " ".join(str(error).split())[:200] or type(error).__name__
    return DatelineError(f"{address} cannot be read ({words})", "Check the address, and the keys in the environment")
