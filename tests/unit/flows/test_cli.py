"""The command line as people use it, in a process of its own where exit codes and streams are what is asked for."""

import csv
import io
import json
import subprocess
import sys

import pytest

from tests.builders import empty_lake, ingest, prepared, write_article
from tests.command_line import dateline
from warehouse.lake import Lake
from warehouse.tables import FACT_TABLES


def process(*args):
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, args)], capture_output=True, text=True, timeout=240
    )


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli")
    write_article(folder / "in", "a.txt", "It cost $5 in Oslo on Friday.", ' date 2025-03-15 "Yes", he said')
    ingest(folder / "lake", folder / "in")
    return folder / "lake"


def test_a_process_ends_with_the_code_and_the_streams_of_its_command(lake):
    failed = process("query", "select 1", "--at", "9999", "--lake", lake)
    assert (failed.returncode, failed.stdout, "snapshot" in failed.stderr) == (2, "", True)
    assert len(failed.stderr.strip().splitlines()) == 1
    done = process("query", "select title from articles", "--format", "csv", "--lake", lake)
    assert (done.returncode, done.stdout, done.stderr) == (0, 'title\n"""Yes"", he said"\n', "")


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["query", "--saved", "nope"], "largest_amounts"),
        (["query"], "Give one of"),
        (["query", "--file", "/nope.sql"], "/nope.sql"),
        (["query", "select 1", "--format", "xml"], "csv"),
        (["query", "select 1", "--at", "9999"], "snapshot"),
        (["export", "out", "--tables", "nope"], "articles"),
        (["export", "out", "--format", "xls"], "parquet"),
        (["show", "nobody"], "nobody"),
        (["tables", "nope"], "money"),
        (["tables", "articles", "--sql"], "--sql is for one of"),
        (["extract", "/nope.jsonl"], "/nope.jsonl"),
        (["ingest", "/nope"], "nothing at /nope"),
        (["ingest", "/etc/hostname", "--lake", "/proc/nope"], "writable"),
        (["ingest", "/etc/hostname", "--format", "docx"], "There are: auto, "),
        (["ingest", "/etc/hostname", "--tagger", "flair:x"], "Use crf, spacy:NAME"),
        (["ingest", "/etc/hostname", "--tagger", "gliner:x"], "gliner:x"),
        (["extract", "-", "--tagger", "transformers:x"], "transformers:x"),
        (["extract", "-", "--tagger", ""], "no tagger ''"),
    ],
)
def test_a_mistake_is_one_line_with_exit_code_2(lake, args, words):
    done = dateline(*args, DATELINE_LAKE=str(lake))
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(("sql", "words"), [("selec 1", "syntax error"), ("select nope from articles", "nope")])
def test_a_mistake_in_sql_is_shown_at_its_place(lake, sql, words):
    done = dateline("query", sql, DATELINE_LAKE=str(lake))
    said, line, mark = done.stderr.rstrip().splitlines()
    assert (done.returncode, words in said, sql in line) == (2, True, True)
    assert line[mark.index("^")] == words[0] if words == "nope" else mark.strip() == "^"


def test_a_missing_lake_is_one_line_with_exit_code_2(tmp_path):
    for command in (["query", "select 1"], ["status"], ["export", "out"], ["show", "x"], ["check"], ["maintain"]):
        done = dateline(*command, "--lake", tmp_path / "none")
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), command


def test_query_writes_csv_and_json(lake):
    sql = "select title, published_on from articles"
    rows = list(csv.DictReader(io.StringIO(dateline("query", sql, "--format", "csv", "--lake", lake).stdout)))
    assert rows == [{"title": '"Yes", he said', "published_on": "2025-03-15"}]
    assert json.loads(dateline("query", sql, "--format", "json", "--lake", lake).stdout) == rows


def test_query_writes_an_empty_result(lake):
    sql = "select title from articles where false"
    assert dateline("query", sql, "--format", "csv", "--lake", lake).stdout == "title\n"
    assert json.loads(dateline("query", sql, "--format", "json", "--lake", lake).stdout) == []


def test_query_writes_parquet_to_a_file(lake, tmp_path):
    import polars as pl

    dateline("query", "select title from articles", "-o", tmp_path / "x.parquet", "--lake", lake)
    assert pl.read_parquet(tmp_path / "x.parquet")["title"].to_list() == ['"Yes", he said']


def test_query_shows_a_table(lake):
    assert '"Yes", he said' in dateline("query", "select title from articles", "--lake", lake).stdout


def test_extract_reads_standard_input():
    line = json.dumps({"id": 1, "published": None, "text": "It cost $5."})
    done = dateline("extract", "-", stdin=line)
    assert json.loads(done.stdout)["numeric"][0]["value"] == 5.0


def test_extract_says_how_many_lines_are_bad():
    done = dateline("extract", "-", "--strict", stdin="nope\n")
    assert (done.returncode, json.loads(done.stdout)["id"]) == (1, None)
    assert "1 of 1" in done.stderr


def test_show_status_tables_and_check_speak_of_the_lake(lake):
    from warehouse.lake import Lake

    [(article_id,)] = Lake(lake).reader().execute("SELECT article_id FROM articles").fetchall()
    assert "It cost" in dateline("show", article_id, "--lake", lake).stdout
    assert "articles" in dateline("status", "--lake", lake).stdout
    assert "timex_value" in dateline("tables", "temporal_mentions").stdout
    assert "All checks pass" in dateline("check", "--lake", lake).stdout


def test_check_prints_a_warning_and_fails_for_a_fault(tmp_path):
    """A lake of an older version, where the revision loaded last was current."""
    lines = [{"id": 1, "published": f"2025-03-{day}", "text": f"It cost ${day}."} for day in (15, 16)]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    ingest(tmp_path / "lake", tmp_path / "a.jsonl")
    older = Lake(tmp_path / "lake").writer()
    for table in ("articles", *FACT_TABLES):
        older.execute(f"UPDATE {table} SET is_current = NOT is_current")
    warned = dateline("check", "--lake", tmp_path / "lake")
    assert (warned.returncode, warned.stdout.splitlines()) == (
        0, ["Warning: current_is_newest 1 rows.", "No check fails."]
    )  # fmt: skip
    for table in ("articles", *FACT_TABLES):
        older.execute(f"UPDATE {table} SET is_current = true")
    failed = dateline("check", "--lake", tmp_path / "lake")
    assert (failed.returncode, "one_current_revision 1 rows" in failed.stderr) == (1, True)
    assert "current_is_newest" in failed.stdout


def test_tables_shows_the_columns_of_a_mart_and_its_select_when_asked():
    shown = dateline("tables", "money").stdout
    assert "Denominator of a rate" in shown
    assert "DOUBLE" in shown
    assert "SELECT" not in shown
    assert "FROM numeric_facts AS f" in dateline("tables", "money_all", "--sql").stdout


def test_maintain_merges_and_loses_nothing(lake):
    assert dateline("maintain", "--lake", lake).returncode == 0
    assert dateline("query", "select count(*) from articles", "--format", "csv", "--lake", lake).stdout.split() == [
        "count_star()",
        "1",
    ]


def test_prefect_is_not_imported_where_no_flow_runs(lake):
    slow = "{'prefect', 'polars', 'dataframely'}"
    code = f"import sys; import flows.cli, warehouse.query; assert not {slow} & set(sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


@pytest.mark.slow
def test_without_a_server_an_ingest_does_not_import_prefect(tmp_path, monkeypatch):
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    write_article(tmp_path / "in", "a.txt", "It cost $5.")
    empty_lake(tmp_path / "lake")
    code = (
        "import sys; from flows.cli import app; "
        f"app(['ingest', {str(tmp_path / 'in')!r}, '--lake', {str(tmp_path / 'lake')!r}], standalone_mode=False); "
        "assert 'flows.ingest' in sys.modules; assert 'prefect' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL).returncode == 0


def with_people(folder):
    write_article(folder / "in", "a.txt", "Olav Tveit and Nils Aamodt met in Oslo. Mr. Tveit left.")
    write_article(folder / "in", "b.txt", "Olena Kovalenko met Olena Kowalenko. Olena Kovalenko left.")
    ingest(folder / "lake", folder / "in")


def test_a_reviewed_merge_moves_mentions_and_leaves_a_tombstone(tmp_path):
    prepared(with_people, tmp_path)
    ids = "select distinct entity_id from entity_mentions where text = '{}'"
    one, two = (
        dateline("query", ids.format(name), "--format", "csv", "--lake", tmp_path / "lake").stdout.split()[1]
        for name in ("Olav Tveit", "Nils Aamodt")
    )
    done = dateline("entities", "merge", one, two, "--reason", "the same", "--lake", tmp_path / "lake")
    assert done.returncode == 0, done.stderr
    state = f"select status, merged_into from entities where entity_id = '{one}'"
    assert dateline("query", state, "--format", "csv", "--lake", tmp_path / "lake").stdout.split()[1] == f"merged,{two}"
    left = f"select count(*) as n from entity_mentions where entity_id = '{one}'"
    assert dateline("query", left, "--format", "csv", "--lake", tmp_path / "lake").stdout.split() == ["n", "0"]
    back = dateline("entities", "merge", two, one, "--reason", "no", "--lake", tmp_path / "lake")
    assert (back.returncode, len(back.stderr.strip().splitlines())) == (2, 1)


def test_merges_are_proposed_as_a_table_or_in_a_word(tmp_path):
    prepared(with_people, tmp_path)
    proposed = dateline("entities", "suggest", "--lake", tmp_path / "lake")
    assert "Olena Kowalenko" in proposed.stdout
    assert "No two names" in dateline("entities", "suggest", "--least", "100", "--lake", tmp_path / "lake").stdout


def test_fresher_rates_take_the_place_of_the_old(lake, tmp_path):
    (tmp_path / "rates.csv").write_text("Date,USD,SEK,\n2030-01-02,1.5,10,\n2030-01-01,1.25,N/A,\n")
    assert dateline("rates", tmp_path / "rates.csv", "--lake", lake).returncode == 0
    sql = "select currency, rate_on, units_per_eur from fx_rates order by all"
    lines = dateline("query", sql, "--format", "csv", "--lake", lake).stdout.splitlines()[1:]
    assert lines == ["SEK,2030-01-02,10.0", "USD,2030-01-01,1.25", "USD,2030-01-02,1.5"]
    (tmp_path / "bad.zip").write_bytes(b"PK nonsense")
    assert dateline("rates", tmp_path / "bad.zip", "--lake", lake).returncode == 2


def test_a_full_disk_is_one_line_with_exit_code_2(monkeypatch, capsys):
    from flows import cli

    def fails():
        raise OSError(28, "No space left on device", "/srv/lake/staging/x.parquet")

    monkeypatch.setattr(cli, "app", fails)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    told = capsys.readouterr().err
    assert "No space left on device" in told.replace("\n", " ")
    assert "/srv/lake/staging/x.parquet" in told.replace("\n", "")
