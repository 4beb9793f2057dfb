"""Where a lake lies: its catalog and its data, each in one of two places, whatever the other is.

catalog   <lake>/catalog.sqlite, or a PostgreSQL database: DATELINE_CATALOG=postgres:host=... dbname=...
data      <lake>/data/, or a bucket: DATELINE_DATA=s3://bucket/prefix

The folder of the lake is there in any case: batches are staged in it, and the search index lies there.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb

from warehouse.errors import DatelineError
from warehouse.lake.credentials import put_credentials

CATALOG_VARIABLE = "DATELINE_CATALOG"
DATA_VARIABLE = "DATELINE_DATA"

# What describes a finished lake; written last.
DESCRIPTION = "lake.json"


class Hold(Protocol):
    """The writer's lock while it is held."""

    def confirm(self) -> bool:
        """Make sure that it is still held; True where it had been lost and was taken again.

        Raises DatelineError where another process has it now.
        """
        ...


class Catalog(Protocol):
    """Where DuckLake keeps tables, snapshots and the names of files, and where the lake's small files lie."""

    address: str
    """What DuckLake attaches: `sqlite:` or `postgres:` and the place, without a password."""
    name: str
    """The place in messages."""
    extensions: tuple[str, ...]
    is_shared: bool
    """Whether other machines write to it too."""

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give a connection what it needs to attach the catalog."""
        ...

    def make(self) -> None:
        """Make what must be there before DuckLake makes its tables."""
        ...

    def is_there(self) -> bool:
        """Whether there is a catalog, finished or not."""
        ...

    def read(self, name: str) -> str | None:
        """The text of a small file of the lake (lake.json, entity_overrides.csv, sources.toml); None for none."""
        ...

    def write(self, name: str, text: str) -> None:
        """Put a small file in the place of the one that is there, whole or not at all."""
        ...

    def remove(self, name: str) -> None:
        """Delete a small file; one that is not there is no error."""
        ...

    def file(self, name: str) -> AbstractContextManager[Path]:
        """A small file as one on disk, while the context lasts; what is changed in it is kept after it."""
        ...

    def locked(self, patience: float) -> AbstractContextManager[Hold]:
        """Hold the writer's lock. Raises TimeoutError, with who holds it, where another does for so many seconds."""
        ...

    def landed(self, transaction_id: str) -> bool:
        """Whether the catalog has the commit of a transaction. Raises StoreAway where it cannot be asked."""
        ...

    def ask(self, sql: str) -> Sequence[Sequence[Any]]:
        """Rows of a SELECT over DuckLake's tables. Only a shared catalog can be asked beside DuckLake."""
        ...

    def known_since(self) -> float | None:
        """Since when, in seconds since 1970, this catalog is known not to come from a dump; None where nobody knows."""
        ...

    def era(self) -> str | None:
        """What changes when the catalog's server is started again; None where there is none, or it does not answer."""
        ...


class Data(Protocol):
    """Where the Parquet files lie. Names are relative to it, with `/` between the parts."""

    address: str
    """What DuckLake calls DATA_PATH, with the separator at its end."""
    folder: Path | None
    """The folder on this machine; None for a bucket."""
    extensions: tuple[str, ...]
    settings: tuple[str, ...]
    """Statements for a connection that reads and writes there."""

    def secret(self) -> str | None:
        """The statement that gives a connection what it needs to read and write there; None for nothing.

        It has keys in it, which may be others later: then it is executed again.
        """
        ...

    def make(self) -> None:
        """Make sure that files can be put there. Raises DatelineError where they cannot."""
        ...

    def publish(self, files: Mapping[Path, str]) -> None:
        """Put local files there under names, each whole or not at all; a file that is there already may stay."""
        ...

    def fetch(self, names: Mapping[str, Path]) -> None:
        """Bring files from there to places on this machine, each whole or not at all."""
        ...

    def sizes(self, below: str = "") -> dict[str, int]:
        """All files there whose names begin so, and their bytes."""
        ...

    def delete(self, names: set[str]) -> None:
        """Delete files; one that is gone is no error."""
        ...

    def written(self, after: float, before: float) -> set[str]:
        """Names of files that were written between two moments, in seconds since 1970."""
        ...


@dataclass(frozen=True)
class Store:
    """The two halves."""

    catalog: Catalog
    data: Data

    @property
    def key(self) -> tuple[str, str]:
        """Tells one lake from another within a process."""
        return self.catalog.address, self.data.address

    @property
    def extensions(self) -> tuple[str, ...]:
        """DuckDB's extensions that it takes."""
        return ("ducklake", *self.catalog.extensions, *self.data.extensions)

    def prepare(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Give a connection what both halves need."""
        self.catalog.prepare(connection)
        secret = self.data.secret()
        if secret:
            connection.execute(secret)
        for setting in self.data.settings:
            connection.execute(setting)


def local_store(folder: Path) -> Store:
    """A lake that lies in its folder."""
    from warehouse.lake.disk_data import DiskData
    from warehouse.lake.sqlite_catalog import SqliteCatalog

    return Store(SqliteCatalog(folder), DiskData(folder / "data"))


def store_at(folder: Path) -> Store:
    """Where the lake of a folder lies, by the environment. Raises DatelineError for an address that is none."""
    store = local_store(folder)
    catalog, data = os.environ.get(CATALOG_VARIABLE), os.environ.get(DATA_VARIABLE)
    if catalog or data:
        put_credentials()
    if catalog:
        store = Store(_catalog(catalog, folder), store.data)
    if data:
        store = Store(store.catalog, data_at(data))
    return store


def _catalog(said: str, folder: Path) -> Catalog:
    scheme, _, rest = said.partition(":")
    if scheme not in ("postgres", "postgresql"):
        raise DatelineError(
            f"{CATALOG_VARIABLE} names no PostgreSQL database", "Write it as postgres:host=... dbname=..., or unset it"
        )
    from warehouse.lake.postgres_catalog import PostgresCatalog

    return PostgresCatalog(said if rest.startswith("//") else rest, folder / "staging")


def data_at(said: str) -> Data:
    """Where data lies that an address or a folder names. Raises DatelineError for an address that is none."""
    if "://" not in said:
        from warehouse.lake.disk_data import DiskData

        return DiskData(Path(said).absolute())
    put_credentials()  # a worker of a cluster comes here alone
    from warehouse.lake.s3_data import S3Data

    return S3Data(said)


Resolver = Callable[[Path], Store]
