"""What questions of every day cost, and cost in 0.3.2: `python -m tests.benchmarks.bench_answers [ARTICLES | LAKE]`.

Rows are made by SQL, in the numbers that dense news gives (33 numeric facts, 66 names and 15 dates an article, a third
of the names of 2,000 entities), in two schemas of one lake: as an upgrade lays them out now, and as 0.3.2 left them, by
article and without the columns of warehouse/layout.py. Its views are kept in views_0_3_2. Each question is asked in
alternation, both answers are compared, and what is printed is user and system time of this process.

With a lake (tests/benchmarks/large_lake.py), the views of 0.3.2 are asked over its tables as they are, so the layout's
part of the difference is not seen. Answers differ where sentences are repeated: marts have left them out since.
"""

import math
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from warehouse.copies.backfill import COPIES
from warehouse.ddl import create_table
from warehouse.lake import Lake
from warehouse.layout import filled_columns, rewritten_by_month
from warehouse.sql_files import in_building_order, sql_objects

ARTICLES = 30_000
ROUNDS = 3
_OLD_VIEWS = Path(__file__).parent / "views_0_3_2"
_OF_BEFORE = ("is_current", "similarity")
_FACTS = {"temporal_mentions": 15, "numeric_facts": 33, "entity_mentions": 66}

# Names are printed in a few ways each, other words seldom twice.
_ANY_TEXT = "left(md5(f || article_id), 8)"
_TEXTS = {"entity_mentions": "entity_id || ' ' || (f % 5)"}

QUESTIONS = {
    "money by month": "SELECT date_trunc('month', published_on) AS m, currency, sum(value_usd), count(*) FROM money "
    "WHERE NOT is_restatement GROUP BY ALL ORDER BY ALL",
    "money by entity": "SELECT e, count(*) FROM (SELECT unnest(entity_ids) AS e FROM money) GROUP BY e "
    "ORDER BY 2 DESC, 1 LIMIT 20",
    "an entity's days": "SELECT published_on, mentions, articles, sources FROM entity_daily "
    "WHERE entity_id = '{entity}' ORDER BY 1",
    "co-mentions": "SELECT entity_b, count(*) FROM co_mentions WHERE entity_a = '{entity}' GROUP BY 1 "
    "ORDER BY 2 DESC, 1 LIMIT 20",
    "timeline of 30 days": "SELECT day, count(*) FROM timeline WHERE day BETWEEN DATE '2026-02-01' AND "
    "DATE '2026-03-02' GROUP BY 1 ORDER BY 1",
    "people": "SELECT entity_id, articles, mentions, len(printed_as) FROM people ORDER BY mentions DESC, 1 LIMIT 20",
    "coverage": "SELECT source, sum(articles), sum(facts) FROM coverage GROUP BY 1 ORDER BY 1",
}


def main() -> None:
    """Make the lake unless one is given, ask, print."""
    given = sys.argv[1] if len(sys.argv) > 1 else str(ARTICLES)
    if not given.isdigit():
        _ask_all(Lake(given), _named_most(Lake(given)), once=True)
        return
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        lake = Lake(Path(folder) / "lake")
        started = time.process_time()
        make(lake, int(given))
        print(f"{int(given):,} articles made in {time.process_time() - started:.0f} s of CPU", flush=True)
        for schema in ("old", "main"):
            size = sum(file.stat().st_size for file in (lake.data / schema).rglob("*.parquet"))
            print(f"{schema}: {size / 1e6:,.0f} MB")
        _ask_all(lake, "per:7", once=False)


def _named_most(lake: Lake) -> str:
    people = "SELECT entity_id FROM entity_mentions WHERE entity_id LIKE 'per%' GROUP BY 1 ORDER BY count(*) DESC, 1"
    with closing(lake.reader()) as reader:
        [(entity,)] = reader.execute(f"{people} LIMIT 1").fetchall()
        return str(entity)


def _ask_all(lake: Lake, entity: str, *, once: bool) -> None:
    """Ask about an entity; the old views `once`, since over a large lake they take minutes."""
    print(f"{'':<22}{'0.3.2':>8}{'now':>8}{'ratio':>8}   CPU seconds, best of {ROUNDS}; wall of now")
    for name, sql in QUESTIONS.items():
        _compare(lake, name, sql.replace("{entity}", entity), {"old": 1 if once else ROUNDS, "main": ROUNDS})


def make(lake: Lake, count: int) -> None:
    """A lake with both layouts."""
    connection = lake.writer()
    connection.execute("CREATE SCHEMA old")
    connection.execute("USE lake.old")
    for table in ("articles", *_FACTS, "entities", "sentences"):
        for statement in create_table(table):
            if not statement.startswith("COMMENT") and "SORTED" not in statement:
                connection.execute(statement.replace(" NOT NULL", ""))
        gone = [] if table in ("entities", "sentences") else filled_columns(table)
        gone = [column for column in gone if table != "articles" or column not in _OF_BEFORE]
        for column in gone:
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    connection.execute(
        "INSERT INTO articles BY NAME SELECT left(md5(range::VARCHAR), 16) AS article_id, 1 AS revision, "
        "range % 20 <> 0 AS is_current, 'source ' || range % 20 AS source, 'Title ' || md5('t' || range) AS title, "
        "md5('b' || range) AS body, 600 AS words, DATE '2026-01-01' + (range * 90 // $n)::INTEGER AS published_on "
        "FROM range($n)",
        {"n": count},
    )
    connection.execute(
        "INSERT INTO entities BY NAME SELECT 'per:' || range AS entity_id, 'PER' AS type, 'Person ' || range AS name, "
        "'discovered' AS source, 'active' AS status FROM range(200000)"
    )
    rare = "hash(article_id, f) % 200000"
    famous = "(2000 * pow((hash(f, article_id) % 100000) / 100000.0, 2))::BIGINT"
    more = {
        "temporal_mentions": "published_on + (hash(article_id, f) % 60)::INTEGER - 30 AS first_day, "
        "first_day AS last_day, 'day' AS granularity, 'DATE' AS timex_type, '=' AS modifier",
        "numeric_facts": "CASE WHEN f % 10 = 0 THEN 'money' WHEN f % 3 = 0 THEN 'percent' ELSE 'count' END AS kind, "
        "'USD' AS unit, (hash(article_id, f) % 100000) / 7.0 AS value, value AS value_usd, 'point' AS shape, "
        "'=' AS modifier",
        "entity_mentions": f"'per:' || CASE WHEN f % 3 = 0 THEN {famous} ELSE {rare} END AS entity_id, 'PER' AS type, "
        "'tagger' AS method, 'name' AS relation",
    }
    for table, rows in _FACTS.items():
        connection.execute(
            f"INSERT INTO {table} BY NAME SELECT article_id, revision, published_on, 'body' AS field, "
            f"f * 40 AS start_char, f * 40 + 8 AS end_char, "
            f"(f * 25) // {rows} AS sentence_no, 'rule' AS rule, '0.3.2' AS extractor_version, {more[table]}, "
            f"{_TEXTS.get(table, _ANY_TEXT)} AS text "
            f"FROM articles, range({rows}) AS n(f) ORDER BY published_on, article_id, f"
        )
    for path in (_OLD_VIEWS / f"{name}.sql" for name in _old_order()):
        connection.execute(f"CREATE VIEW {path.stem} AS {path.read_text(encoding='utf-8')}")
    _lay_out(connection)
    connection.close()


def _old_order() -> list[str]:
    first = ["named_entities", "entities_by_sentence"]
    return first + sorted(path.stem for path in _OLD_VIEWS.glob("*.sql") if path.stem not in first)


def _lay_out(connection) -> None:
    """The same rows as an upgrade writes them."""
    connection.execute("INSERT INTO main.entities BY NAME FROM old.entities")
    connection.execute(
        f"CREATE TEMP TABLE {COPIES} AS SELECT article_id, revision, article_id AS copy_group, similarity, is_current, "
        "false AS is_copy FROM articles"
    )
    there = {"articles": _OF_BEFORE}
    filled = {name: rewritten_by_month(connection, name, there.get(name, ())) for name in ("articles", *_FACTS)}
    connection.execute("USE lake.main")
    for name in filled:
        connection.execute(f"ALTER TABLE {name} RENAME TO {name}_kept")
        for statement in create_table(name):
            connection.execute(statement.replace(" NOT NULL", ""))
        connection.execute(f"DROP TABLE {name}_kept")
    connection.execute("USE lake.old")
    connection.execute("CREATE TABLE quotations (article_id VARCHAR, revision INTEGER, published_on DATE)")
    for name, selects in filled.items():
        for select in selects:
            rows = select.replace("FROM articles WHERE", "FROM main.articles WHERE").replace(f"{name}_before", name)
            connection.execute(f"INSERT INTO main.{name} BY NAME {rows}")
    connection.execute("USE lake.main")
    for mart in in_building_order(sql_objects("marts")):
        connection.execute(f"CREATE OR REPLACE VIEW {mart.name} AS {mart.sql}")


def _compare(lake: Lake, name: str, sql: str, rounds: dict[str, int]) -> None:
    cost = {"old": float("inf"), "main": float("inf")}
    wall, answers = float("inf"), {}
    for number in range(ROUNDS):
        for schema in (schema for schema in cost if number < rounds[schema]):
            connection = _reader(lake, schema)
            before, begun = used_seconds(), time.perf_counter()
            try:
                answers[schema] = connection.execute(sql).fetchall()
                cost[schema] = min(cost[schema], used_seconds() - before)
            except Exception as error:  # out of memory, at 2 GB
                answers[schema] = str(error).split("\n")[0]
            if schema == "main":
                wall = min(wall, time.perf_counter() - begun)
            connection.close()
    same = "" if _alike(answers["old"], answers["main"]) else f"  NOT THE SAME: {str(answers['old'])[:80]}"
    ratio = cost["main"] / cost["old"]
    print(f"{name:<22}{cost['old']:>8.3f}{cost['main']:>8.3f}{ratio:>8.3f}   {wall:.3f} s{same}", flush=True)


def _reader(lake: Lake, schema: str) -> duckdb.DuckDBPyConnection:
    """A session with the marts of one of the two; those of 0.3.2 over the lake's own tables where it has no others."""
    connection = lake.reader()
    has_old = connection.execute(
        "SELECT 1 FROM duckdb_schemas() WHERE database_name = 'lake' AND schema_name = 'old'"
    ).fetchone()
    if schema == "main" or has_old:
        connection.execute(f"USE lake.{schema}")
        return connection
    for view in _old_order():
        connection.execute(f"CREATE TEMP VIEW {view} AS {(_OLD_VIEWS / f'{view}.sql').read_text(encoding='utf-8')}")
    return connection


def _alike(old: Any, now: Any) -> bool:
    """Whether two answers are the same; sums of floats depend on their order in the last digits."""
    if isinstance(old, float) and isinstance(now, float):
        return math.isclose(old, now, rel_tol=1e-9)
    if isinstance(old, list | tuple) and isinstance(now, list | tuple):
        return len(old) == len(now) and all(map(_alike, old, now))
    return bool(old == now)


def used_seconds() -> float:
    """User and system time of this process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
