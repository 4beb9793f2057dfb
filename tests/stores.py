"""The places where a lake may lie, for tests: its folder, and PostgreSQL with S3, both started here on free ports.

A test of one of the modules in SUITE runs against both; against the second it is slow. Each lake of a test, by its
folder, has a database and a prefix of its own.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import pytest

from tests.s3_server import S3Server, answer
from warehouse.tables import FACT_TABLES

# Tables that a night fills, whoever runs it.
FILLED = ("articles", "sentences", *FACT_TABLES, "entities", "entity_aliases", "rejects", "ledger")

# How much of the slow tests is run, from 0 to 1.
SLOW_SHARE = float(os.environ.get("DATELINE_SLOW_SHARE", "1"))

# Modules whose tests are about the lake, and not about what its folder looks like.
SUITE = (
    "unit/warehouse/test_lake.py", "unit/warehouse/test_load.py", "unit/warehouse/test_query.py",
    "unit/warehouse/test_export.py", "unit/warehouse/test_maintenance.py", "unit/warehouse/test_forgetting.py",
    "unit/warehouse/test_revisions.py", "unit/warehouse/test_search.py", "unit/flows/test_reprocess.py",
)  # fmt: skip

ROOT = Path(__file__).parent.parent

KEYS = {"AWS_ACCESS_KEY_ID": "AKTEST", "AWS_SECRET_ACCESS_KEY": "key-that-must-not-show", "AWS_REGION": "us-east-1"}
PASSWORD = "word-that-must-not-show"
BUCKET = "dateline-tests"
# What must be seen in no message.
SECRETS = (PASSWORD, KEYS["AWS_SECRET_ACCESS_KEY"])


class Postgres:
    """A PostgreSQL of its own, that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            pytest.skip("needs PostgreSQL (Debian's package postgresql)")
        self._bin, self._folder, self.port = found[-1].parent, folder, free_port()
        folder.chmod(0o755)
        data = folder / "data"
        data.mkdir()
        if os.geteuid() == 0:  # PostgreSQL does not run as root
            shutil.chown(folder, "postgres")
            shutil.chown(data, "postgres")
        secret = folder / "secret"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        self._run("initdb", "-D", str(data), "-U", "dateline", "-A", "scram-sha-256", "--pwfile", str(secret))
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-o", options, "-l", log, "-w", "start")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", mode, "-w", "stop")

    def restart(self) -> None:
        self.stop("immediate")
        self.start()

    def address(self, database: str, password: str = PASSWORD) -> str:
        return f"host=127.0.0.1 port={self.port} dbname={database} user=dateline password={password}"

    def make(self, database: str) -> str:
        """A database, made where it is not there; gives what DATELINE_CATALOG says of it."""
        import psycopg

        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchall()
            if not there:
                connection.execute(f"CREATE DATABASE {database}")
        return f"postgres:{self.address(database)}"

    def ask(self, database: str, sql: str) -> list:
        import psycopg

        with psycopg.connect(self.address(database), autocommit=True) as connection:
            done = connection.execute(sql)
            return done.fetchall() if done.description else []

    def _run(self, command: str, *arguments: str) -> None:
        words = [str(self._bin / command), *arguments]
        if os.geteuid() == 0:
            words = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", *words]
        done = subprocess.run(words, cwd=self._folder, stdout=subprocess.PIPE if command == "initdb" else None,
                              stderr=subprocess.DEVNULL, check=False, stdin=subprocess.DEVNULL)  # fmt: skip
        assert done.returncode == 0, f"{words}: {(self._folder / 'log').read_text() if command == 'pg_ctl' else done}"


class Servers(NamedTuple):
    """Both servers."""

    postgres: Postgres
    s3: S3Server

    def environment(self, name: str) -> dict[str, str]:
        """The environment of a lake that lies on them."""
        return {
            **KEYS,
            "AWS_ENDPOINT_URL": self.s3.address,
            "DATELINE_CATALOG": self.postgres.make(name),
            "DATELINE_DATA": f"s3://{BUCKET}/{name}",
        }

    def client(self):
        import boto3

        return boto3.session.Session().client(
            "s3", endpoint_url=self.s3.address, region_name="us-east-1",
            aws_access_key_id="AKTEST", aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )  # fmt: skip


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def database_of(folder: Path) -> str:
    """The name of the database and prefix for the lake of a folder."""
    return f"lake_{sha256(str(folder).encode()).hexdigest()[:16]}"


def rows(lake, sql: str) -> list:
    """What a reader of a lake gets."""
    with closing(lake.reader()) as reader:
        return reader.execute(sql).fetchall()


def contents(lake) -> dict[str, tuple]:
    """The number of rows of each table that a night fills, and a digest of all that they say."""
    digest = "SELECT count(*), md5(string_agg(t::VARCHAR, '|' ORDER BY t::VARCHAR)) FROM (SELECT * FROM {}) t"
    with closing(lake.reader()) as reader:
        return {table: reader.execute(digest.format(table)).fetchone() for table in FILLED}


def values(lake) -> list:
    """The amounts of money in a lake."""
    return [row[0] for row in rows(lake, "SELECT value FROM money ORDER BY 1")]


def variables(lake) -> dict[str, str]:
    """What a process needs in its environment to find a lake where it lies, beside the name of its folder."""
    if lake.is_in_its_folder:
        return {}
    store = lake.store
    return {"DATELINE_CATALOG": store.catalog.address, "PGPASSWORD": PASSWORD, "DATELINE_DATA": store.data.address}


def command(servers: Servers, name: str, *words: str, **environment: str) -> subprocess.Popen:
    """A process of its own that has the lake of that name by its environment, as one on another machine has."""
    return subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **servers.environment(name), "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """PostgreSQL and an S3 server, for the session."""
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    postgres = Postgres(folder)
    server = S3Server(free_port())
    server.start()
    both = Servers(postgres, server)
    both.client().create_bucket(Bucket=BUCKET)
    yield both
    server.stop()
    postgres.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def lying_on(servers: Servers) -> Iterator[None]:
    """Each lake, by its folder, lies in PostgreSQL and S3."""
    from warehouse.lake import place
    from warehouse.lake.postgres_catalog import PostgresCatalog
    from warehouse.lake.s3_data import S3Data
    from warehouse.lake.store import Store

    def store_at(folder: Path) -> Store:
        name = database_of(folder)
        said = servers.postgres.make(name).removeprefix("postgres:")
        return Store(PostgresCatalog(said, folder / "staging"), S3Data(f"s3://{BUCKET}/{name}"))

    with pytest.MonkeyPatch.context() as patch:
        for name, value in (*KEYS.items(), ("AWS_ENDPOINT_URL", servers.s3.address)):
            patch.setenv(name, value)
        patch.setattr(place, "STORE_AT", store_at)
        servers.s3.fault = answer
        yield
        servers.s3.fault = answer


@pytest.fixture
def on_servers(servers) -> Iterator[Servers]:
    """The servers, with the lakes of the test on them."""
    with lying_on(servers):
        yield servers


@pytest.fixture(autouse=True, scope="module")
def where_lakes_lie(request) -> Iterator[str]:
    """In their folders; for the modules of SUITE, once more in PostgreSQL and S3.

    A lake that several tests of a module share must name this fixture, or those on servers would be given the one in a
    folder.
    """
    said = getattr(request, "param", "folder")
    with lying_on(request.getfixturevalue("servers")) if said == "servers" else nullcontext():
        yield said


@pytest.fixture(autouse=True)
def lake_lies_there(request, where_lakes_lie) -> Iterator[None]:
    """A test on servers whose lake lies in a folder would prove nothing."""
    yield
    lake = request.node.funcargs.get("lake")
    assert where_lakes_lie != "servers" or lake is None or not lake.is_in_its_folder


def pytest_generate_tests(metafunc) -> None:
    """Run the modules of SUITE against both places."""
    if not str(metafunc.definition.path).endswith(SUITE):
        return
    if metafunc.definition.get_closest_marker("in_its_folder"):
        return
    places = ["folder"]
    if crc32(metafunc.definition.nodeid.encode()) % 100 < SLOW_SHARE * 100:
        places.append(pytest.param("servers", marks=pytest.mark.slow))
    metafunc.parametrize("where_lakes_lie", places, indirect=True, scope="module")
