"""The small Python face, facts that can be cited, and the lines that open a lake in a DuckDB of one's own."""

import subprocess
import sys
from datetime import date

import duckdb
import pytest

import dateline
from tests.builders import ingest, write_article
from tests.command_line import dateline as command
from warehouse.citation import cite, facts_of
from warehouse.lake import Lake


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("face")
    write_article(
        folder / "in", "a.txt", "It rained. The bridge cost $5 million on Sunday.", " date 2026-03-02 A bridge"
    )
    ingest(folder / "lake", folder / "in")
    return folder / "lake"


def test_answers_come_as_rows_polars_and_arrow(lake):
    with dateline.connect(lake) as connection:
        asked = connection.sql("SELECT value, currency FROM money WHERE value > $least", least=1)
        assert asked.columns == ["value", "currency"]
        assert asked.rows() == [(5e6, "USD")]
        assert asked.pl().to_dicts() == [{"value": 5e6, "currency": "USD"}]
        assert asked.arrow().to_pylist() == [{"value": 5e6, "currency": "USD"}]
        assert "money" in connection.tables()
        assert connection.search("bridge")["title"].to_list() == ["A bridge"]


def test_a_past_snapshot_is_read(lake):
    with dateline.connect(lake, at=1) as connection:
        assert connection.sql("SELECT count(*) FROM articles").rows() == [(0,)]


@pytest.mark.parametrize(
    "sql",
    [
        "COPY articles TO 'x.csv'",
        "ATTACH 'x.db' AS x",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "INSERT INTO runs SELECT * FROM runs",
        "DELETE FROM articles",
        "CREATE TABLE x (a INTEGER)",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "SELECT * FROM sqlite_scan('catalog.sqlite', 'x')",
        "EXPLAIN ANALYZE COPY articles TO 'x.csv'",
        "EXPLAIN ANALYZE SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM search('a') JOIN read_csv('/etc/hostname') ON true",
        "SELECT 1; SELECT 2",
        "PRAGMA database_list",
        "CALL ducklake_snapshots('lake')",
    ],
)
def test_nothing_but_reading_the_lake_gets_through_face_or_shell(lake, sql):
    with dateline.connect(lake) as connection, pytest.raises(dateline.DatelineError):
        connection.sql(sql).rows()


def test_the_shell_refuses_what_is_no_read_and_answers_what_is(lake):
    asked = "SELECT value FROM money;\n.saved\nCOPY articles TO 'x.csv';\n"
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "shell", "--lake", str(lake)],
        input=asked, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "5,000,000" in done.stdout
    assert "largest_amounts" in done.stdout
    assert "Only reading is allowed" in done.stderr


def test_a_fact_is_cited_with_its_sentence_and_place(lake):
    place = Lake(lake)
    [(article,)] = place.reader().execute("SELECT article_id FROM articles").fetchall()
    [wanted] = [name for name, text in facts_of(place, article) if text == "$5 million"]
    found = cite(place, wanted)
    assert (found["text"], found["sentence"]) == ("$5 million", "The bridge cost $5 million on Sunday.")
    assert (found["start_char"], found["end_char"], found["published_on"]) == (27, 37, date(2026, 3, 2))
    printed = command("cite", wanted, "--lake", lake)
    assert "The bridge cost $5 million on Sunday." in printed.stdout
    for wrong in (wanted[:-6] + "000000", "nonsense"):
        refused = command("cite", wrong, "--lake", lake)
        assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)


def test_a_duckdb_of_ones_own_opens_the_lake_with_the_printed_lines(lake):
    lines = command("open", "--lake", lake).stdout
    own = duckdb.connect(config={"allow_unsigned_extensions": True})
    own.execute(lines)
    assert own.execute("SELECT value FROM money").fetchall() == [(5e6,)]


def test_parameters_of_the_command_line_are_bound(lake):
    sql = "SELECT value FROM money WHERE currency = $code AND published_on >= $day"
    given = ("--param", "code=USD", "--param", "day=2026-01-01", "--format", "csv", "--lake", lake)
    assert command("query", sql, *given).stdout.split() == ["value", "5000000.0"]
    for wrong, said in (
        (("SELECT $code",), "no value"),
        (("SELECT 1", "--param", "a=1"), "no parameter a"),
        (("SELECT 1", "--param", "a"), "no parameter"),
    ):
        refused = command("query", *wrong, "--lake", lake)
        assert (refused.returncode, said in refused.stderr) == (2, True), refused.stderr


def test_a_fault_is_shown_in_its_line_and_a_plan_is_given(lake):
    wrong = command("query", "SELECT vale FROM money", "--lake", lake)
    assert wrong.returncode == 2
    assert wrong.stderr.splitlines()[1:] == ["LINE 1: SELECT vale FROM money", "               ^"]
    assert "Did you mean money" in command("query", "SELECT 1 FROM mony", "--lake", lake).stderr
    assert "PROJECTION" in command("query", "EXPLAIN SELECT text FROM money", "--lake", lake).stdout


def test_a_query_ends_at_its_time(lake):
    long = "SELECT count(*) FROM range(10000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3"
    stopped = command("query", long, "--timeout", "1", "--lake", lake)
    assert (stopped.returncode, "longer than 1 seconds" in stopped.stderr) == (2, True)
