"""What DuckDB says of a catalog or of data that lie elsewhere, as a line with its cause and a remedy."""

import re

import duckdb

from warehouse.errors import DatelineError, StoreAway
from warehouse.lake.store import Store

# What DuckDB and libpq say of a connection that is gone. DuckLake's own word names no cause at all: its ROLLBACK fails.
_GONE = re.compile(
    r"server closed the connection|terminating connection|connection to server|no connection to the server|"
    r"SSL connection has been closed|the database system is (?:starting|shutting)|"
    r'Failed to execute query "(?:ROLLBACK|COMMIT|BEGIN[^"]*)": *$'
)
_REFUSED = re.compile(r"\b40[13]\b|InvalidAccessKeyId|AccessDenied|ExpiredToken")
_MISSING = re.compile(r"\b404\b|NoSuchBucket")
_UNREACHED = re.compile(r"\bHTTP\b|Could not establish connection|Connection (?:refused|error)|[Tt]imeout")
# The first is also what SQLite says where it has no room for the index that a reader makes.
_NO_ROOM = re.compile(r"disk I/O error|database or disk is full|No space left on device")
_NEWER = re.compile(r"catalog version|DuckLake version", re.IGNORECASE)


def explained(error: duckdb.Error, store: Store | None = None) -> DatelineError | None:
    """The error as one that a user can repair, where a place is away, refuses or is full; None otherwise."""
    # Errors of the SQL itself have classes of their own; what they quote is anybody's words.
    if not isinstance(error, duckdb.IOException | duckdb.TransactionException) and type(error) is not duckdb.Error:
        return None
    text = " ".join(str(error).split())
    if _GONE.search(text):
        catalog = store.catalog.name if store else "PostgreSQL"
        return StoreAway(f"{catalog} went away in the middle of it", "Nothing was lost; try again when it is back")
    if has_no_room(error):
        return DatelineError(
            f"A disk is full, or not sound ({text})", "Make room or look at the disk, then try again: nothing is lost"
        )
    if not (isinstance(error, duckdb.HTTPException) or "s3://" in text):
        return None
    data = store.data.address if store else "The bucket of the lake"
    if _REFUSED.search(text):
        return DatelineError(
            f"{data} refuses to be read or written",
            "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and the rights of these keys there",
        )
    if _MISSING.search(text):
        return DatelineError(
            f"{data} lacks a file of the lake, or is not there",
            "Check DATELINE_DATA and AWS_ENDPOINT_URL, or restore the bucket (docs/operations.md, Backup)",
        )
    if _UNREACHED.search(text):
        return StoreAway(
            f"{data} did not answer", "See that the server runs, and check AWS_ENDPOINT_URL; then try again"
        )
    return None


def has_no_room(error: BaseException | None) -> bool:
    """Whether DuckDB could not read or write since the disk is full, or is not sound."""
    return isinstance(error, duckdb.Error) and bool(_NO_ROOM.search(str(error)))


def is_of_newer_catalog(error: duckdb.Error) -> bool:
    """Whether DuckLake refuses a catalog because a newer DuckLake has made it."""
    return bool(_NEWER.search(str(error)))
