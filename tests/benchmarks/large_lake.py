"""A lake of 300,000 articles: `python -m tests.benchmarks.large_lake LAKE TEXTS.jsonl [ARTICLES]`.

The texts (JSON lines with `text` and `published`, thousands of them) are ingested as they are. Each article of the lake
is made of some that are dense in numbers, one below the other, with common words changed for others as long: so texts,
sentences and quotations are seldom the same twice, and facts still stand where they say. Names of discovered entities
mean one of twelve. Three months are made so, the others of them with other digits. A month is a batch; its files are
sorted as staging sorts them, and added as a commit adds them. Two small nights come last, ingested as any other.
"""

import json
import sys
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import duckdb
import polars as pl

from tests.builders import empty_lake, ingest
from warehouse.lake import Lake
from warehouse.load import add_staged, insert_rows
from warehouse.quoting import quoted
from warehouse.tables import COUNT_COLUMNS, FACT_TABLES, PARTITIONED_TABLES, SORTED_BY, TABLES

ARTICLES = 300_000
FIRST_DAY, MONTHS = date(2024, 4, 1), 24
# So many months are made of texts; the later ones are these again, with other ids, days and digits.
MADE_MONTHS = 3
# Numeric facts of an article of dense news.
FACTS_AN_ARTICLE = 33
TEXTS, NAMESAKES, SOURCES, REPEATED_PERCENT = 6_000, 12, 24, 15
_NIGHT = date(2026, 4, 1)
_LAST_NIGHTS = 2

# Words and others of their length. What stands in dates and amounts ("of", "a") stays.
_CHANGED = {
    "the": "our", "and": "but", "is": "be", "we": "he", "not": "now", "are": "had", "was": "got", "that": "this",
    "have": "need", "will": "must", "it": "he", "has": "had", "in": "at", "to": "or", "with": "from", "said": "says",
}  # fmt: skip

_PLACES = ("start_char", "end_char", "same_as_start_char", "temporal_start_char", "speaker_start_char")
_DAYS = ("first_day", "last_day", "said_on")
_AMOUNTS = ("value", "value_usd", "value_eur")


def main() -> None:
    """Make it, with a line a month."""
    place, texts = Path(sys.argv[1]), Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else ARTICLES
    started = time.process_time()
    read = place.with_name(f"{place.name}-texts")
    if not read.exists():
        ingest(read, texts, as_of=_NIGHT, oldest_day=None)
    base = _base(Lake(read))
    print(f"{texts} read: {time.process_time() - started:.0f} s of CPU", flush=True)
    lake = Lake(place) if place.exists() else empty_lake(place)
    with lake.writer_lock():
        types = _types(lake)
        for month in range(_months_there(lake), MONTHS):
            if month < MADE_MONTHS:
                _commit_month(lake, types, base, month, count // MONTHS)
            else:
                _commit_again(lake, types, base, month)
            print(f"month {month + 1}: {time.process_time() - started:.0f} s of CPU", flush=True)
        insert_rows(lake, "runs", _runs(lake))
        insert_rows(lake, "rejects", _rejects())
    for night in range(_LAST_NIGHTS):
        _ingest_night(place, night)


def _ingest_night(place: Path, night: int) -> None:
    """A night of two articles, one of which has another text every night."""
    day = _NIGHT + timedelta(days=night)
    stories = {
        "ferry": f"The ferry between the United States and Canada has cost ${night + 4} million so far, the port said.",
        f"quay {night}": f'"We sold {night + 30} boats in March," Marit Oldane, who runs the quay, said on Monday.',
    }
    lines = [{"id": name, "title": name, "text": text, "published": str(day)} for name, text in stories.items()]
    file = place.with_name(f"{place.name}-{day}.jsonl")
    file.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    ingest(place, file, as_of=day)


def _types(lake: Lake) -> dict[str, dict[str, str]]:
    with closing(lake.writer()) as writer:
        return {name: {row[0]: row[1] for row in writer.execute(f"DESCRIBE {name}").fetchall()} for name in TABLES}


def _months_there(lake: Lake) -> int:
    """How many months a run that was stopped has made."""
    with closing(lake.writer()) as writer:
        [(there,)] = writer.execute("SELECT count(DISTINCT date_trunc('month', published_on)) FROM articles").fetchall()
        return int(there)


def _base(lake: Lake) -> duckdb.DuckDBPyConnection:
    """Texts by number and their facts, with every namesake's ids, in a database in memory."""
    base = duckdb.connect()
    with closing(lake.reader()) as reader:

        def taken(name: str, sql: str) -> None:
            base.register("rows_in", reader.execute(sql).to_arrow_table())
            base.execute(f"CREATE TABLE {name} AS FROM rows_in")

        counts = "temporal_count, numeric_count, entity_count, quotation_count"
        taken(
            "texts",
            "SELECT (row_number() OVER (ORDER BY article_id) - 1)::INTEGER AS n, * FROM (SELECT article_id, "
            f"body, words, published_on AS base_day, {counts} FROM articles WHERE is_current AND length(body) > 200 "
            f"ORDER BY numeric_count / length(body) DESC, article_id LIMIT {TEXTS})",
        )
        for name in ("sentences", *FACT_TABLES):
            taken(f"{name}_read", f"SELECT * FROM {name} WHERE field = 'body'")
        # Articles are made of bodies: what stands in titles is not counted.
        for column, name in COUNT_COLUMNS.items():
            facts = f"SELECT count(*)::INTEGER FROM {name}_read AS f WHERE f.article_id = texts.article_id"
            base.execute(f"UPDATE texts SET {column} = ({facts})")
        taken("entities", "FROM entities")
        taken("entity_aliases", "FROM entity_aliases")
    base.execute(f"CREATE TABLE variants AS SELECT range AS v FROM range({NAMESAKES})")
    base.execute(
        "CREATE TABLE namesakes AS SELECT entity_id, v, CASE WHEN v = 0 OR source = 'curated' THEN entity_id ELSE "
        "split_part(entity_id, ':', 1) || ':' || left(md5(entity_id || v), 16) END AS named FROM entities, variants"
    )
    base.execute(
        "CREATE TABLE lists AS SELECT entity_ids, v, list_sort(list(named)) AS named FROM (SELECT entity_ids, "
        "unnest(entity_ids) AS entity_id FROM (SELECT DISTINCT entity_ids FROM entity_mentions_read)) "
        "INNER JOIN namesakes USING (entity_id) GROUP BY ALL"
    )
    for name in ("sentences", *FACT_TABLES):
        columns = [row[0] for row in base.execute(f"DESCRIBE {name}_read").fetchall()]
        kept = [column for column in columns if column not in ("article_id", "revision", "published_on")]
        said = {"entity_id": "coalesce(e.named, f.entity_id) AS entity_id", "entity_ids": "l.named AS entity_ids"}
        listed = ", ".join(said.get(column, f"f.{column}") for column in kept)
        joins = " LEFT JOIN namesakes AS e ON e.entity_id = f.entity_id AND e.v = x.v" if "entity_id" in columns else ""
        joins += " LEFT JOIN lists AS l ON l.entity_ids = f.entity_ids AND l.v = x.v" if "entity_ids" in columns else ""
        base.execute(
            f"CREATE TABLE {name} AS SELECT t.n, x.v, t.base_day, {listed} FROM {name}_read AS f "
            f"INNER JOIN texts AS t USING (article_id) CROSS JOIN variants AS x{joins}"
        )
    base.execute("ALTER TABLE texts ADD COLUMN sentences INTEGER DEFAULT 0")
    base.execute(
        "UPDATE texts SET sentences = s.many FROM (SELECT n, max(sentence_no) + 1 AS many FROM sentences WHERE v = 0 "
        "GROUP BY n) AS s WHERE s.n = texts.n"
    )
    return base


def _commit_month(
    lake: Lake, types: dict[str, dict[str, str]], base: duckdb.DuckDBPyConnection, month: int, count: int
) -> None:
    first = _month_of_texts(base, month, count)
    told: dict[str, tuple[str, dict[str, str]]] = {name: _facts(base, name) for name in ("sentences", *FACT_TABLES)}
    told["articles"] = _ARTICLES
    told["ledger"] = _LEDGER
    if month == 0:
        told["entities"] = (
            "entities AS e INNER JOIN namesakes AS n USING (entity_id) WHERE n.v = 0 OR e.source = 'discovered'",
            {column: f"e.{column}" for column in types["entities"]} | {"entity_id": "n.named"},
        )
        told["entity_aliases"] = ("entity_aliases AS e", {name: f"e.{name}" for name in types["entity_aliases"]})
    _commit(lake, types, base, first, told, is_sorted=False)


def _commit_again(lake: Lake, types: dict[str, dict[str, str]], base: duckdb.DuckDBPyConnection, month: int) -> None:
    """A month that was made before, later: in its order, so that nothing is sorted again."""
    before, first = _first_day(month % MADE_MONTHS), _first_day(month)
    later, turns = (first - before).days, month // MADE_MONTHS
    digits = "123456789"
    turned = f"'{digits}', '{digits[turns:]}{digits[:turns]}'"
    article = f"left(md5(f.article_id || {month}), 16)"
    day = f"least(f.published_on + {later}, last_day(DATE '{first}'))"
    said = {name: f"translate(f.{name}, {turned})" for name in ("body", "text", "title", "speaker_text", "value_text")}
    said |= {column: f"f.{column} + {later}" for column in _DAYS}
    said |= {column: f"f.{column} * {1 + turns / 100}" for column in _AMOUNTS}
    said |= {name: f"left(md5(f.{name} || {month}), 16)" for name in ("copy_group", "duplicate_of")}
    said |= {"article_id": article, "published_on": day, "ingested_at": day, "run_id": f"'run-' || {day}"}
    said |= {"body_sha256": f"sha256(translate(f.body, {turned}))", "words_hash": f"f.words_hash + {month}"}
    told = {}
    for name in ("articles", "sentences", *FACT_TABLES):
        files = lake.data / "main" / name / f"year={before.year}" / f"month={before.month}" / "*.parquet"
        rows = f"read_parquet({quoted(str(files))}, hive_partitioning = false) AS f"
        told[name] = (rows, {column: said.get(column, f"f.{column}") for column in types[name]})
    _commit(lake, types, base, first, told, is_sorted=True)


def _commit(
    lake: Lake,
    types: dict[str, dict[str, str]],
    base: duckdb.DuckDBPyConnection,
    first: date,
    told: dict[str, tuple[str, dict[str, str]]],
    *,
    is_sorted: bool,
) -> None:
    folder = lake.staging / "large" / f"{first}"
    for name, (rows, said) in told.items():
        place = folder / name
        if name in PARTITIONED_TABLES:
            place = place / f"year={first.year}" / f"month={first.month}"
        place.mkdir(parents=True)
        listed = ", ".join(f"({said.get(column, 'NULL')})::{kind} AS {column}" for column, kind in types[name].items())
        keys = () if is_sorted else SORTED_BY.get(name, ())
        by = ", ".join(f"{column} NULLS LAST" for column in keys)
        order = f" ORDER BY {by}" if by else ""
        base.execute(
            f"COPY (SELECT {listed} FROM {rows}{order}) TO {quoted(str(place / f'{uuid4()}.parquet'))} "
            "(FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 65536)"
        )
    with lake.transaction() as connection:
        for name in told:
            add_staged(lake, connection, folder, name)


def _first_day(month: int) -> date:
    months = FIRST_DAY.month - 1 + month
    return date(FIRST_DAY.year + months // 12, months % 12 + 1, 1)


def _month_of_texts(base: duckdb.DuckDBPyConnection, month: int, count: int) -> date:
    """Tables `told`, the articles of a month, and `parts`, the texts that each is made of; gives its first day."""
    first = _first_day(month)
    [(texts, dense)] = base.execute("SELECT count(*), avg(numeric_count) FROM texts").fetchall()
    parts = max(1, round(FACTS_AN_ARTICLE / dense))
    base.execute(
        "CREATE OR REPLACE TABLE told AS SELECT i, i % 33 = 1 AND i > $start AS is_copy, "
        "i - (i % 33 = 1 AND i > $start)::INTEGER AS story, left(md5(i::VARCHAR), 16) AS article_id, "
        "$first::DATE + (hash(story) % day(last_day($first::DATE)))::INTEGER AS published_on, "
        "'source ' || hash(i, 's') % $sources AS source FROM range($start, $start + $count) AS r(i)",
        {"start": month * count, "count": count, "first": first, "sources": SOURCES},
    )
    text = "t.body"
    for bit, (word, other) in enumerate(_CHANGED.items()):
        text = f"replace({text}, ' {word} ', CASE WHEN (h // {2**bit}) % 2 = 1 THEN ' {other} ' ELSE ' {word} ' END)"
    base.execute(
        f"CREATE OR REPLACE TABLE parts AS SELECT d.*, t.n, t.words, t.sentences, t.base_day, {text} AS body, "
        "(coalesce(sum(length(t.body) + 2) OVER before, 0))::INTEGER AS chars_before, "
        "(coalesce(sum(t.sentences) OVER before, 0))::INTEGER AS sentences_before "
        "FROM (SELECT told.*, j, (hash(story, j, 'v') % 65536)::INTEGER AS h, (hash(story, j, 'e') % $namesakes) AS v, "
        "(hash(story, j) % $texts)::INTEGER AS n FROM told, range($parts) AS p(j)) AS d "
        "INNER JOIN texts AS t USING (n) "
        "WINDOW before AS (PARTITION BY d.i ORDER BY d.j ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)",
        {"parts": parts, "namesakes": NAMESAKES, "texts": texts},
    )
    return first


_HEAD = "left(md5(t.story::VARCHAR), 16)"
_TEXTS = (
    "told AS t INNER JOIN (SELECT i, string_agg(p.body, chr(10) || chr(10) ORDER BY j) AS body, sum(p.words) AS words, "
    "sum(temporal_count) AS temporal_count, sum(numeric_count) AS numeric_count, sum(entity_count) AS entity_count, "
    "sum(quotation_count) AS quotation_count FROM parts AS p INNER JOIN texts USING (n) GROUP BY i) AS p USING (i)"
)
_ARTICLES = (
    _TEXTS,
    {
        "article_id": "t.article_id",
        "revision": "1",
        "is_current": "NOT t.is_copy",
        "is_copy": "t.is_copy",
        "source": "t.source",
        "source_uri": "'inbox/' || t.published_on || '.jsonl'",
        "source_locator": "'line ' || t.i",
        "title": r"regexp_extract(p.body, '^[^\n]{1,90}')",
        "language": "'en'",
        "published_on": "t.published_on",
        "published_from": "'field'",
        "published_precision": "'day'",
        "ingested_at": "t.published_on",
        "run_id": "'run-' || t.published_on",
        "body": "p.body",
        "body_sha256": "sha256(p.body)",
        "words": "p.words",
        "copy_group": _HEAD,
        "duplicate_of": f"CASE WHEN t.is_copy THEN {_HEAD} END",
        "similarity": "CASE WHEN t.is_copy THEN 1 END",
        "extractor_version": "'0.4.1'",
        **{f"{name}_count": f"p.{name}_count" for name in ("temporal", "numeric", "entity", "quotation")},
    },
)
_LEDGER = (
    "told AS t",
    {
        "record_sha256": "sha256('record ' || t.i)",
        "bytes": "4000",
        "source_uri": "'inbox/' || t.published_on || '.jsonl'",
        "source_locator": "'line ' || t.i",
        "outcome": "CASE WHEN t.is_copy THEN 'duplicate' ELSE 'article' END",
        "article_id": "t.article_id",
        "revision": "1",
        "run_id": "'run-' || t.published_on",
        "loaded_at": "t.published_on",
    },
)


def _facts(base: duckdb.DuckDBPyConnection, name: str) -> tuple[str, dict[str, str]]:
    """SQL: where the facts, or sentences, of the articles of a month come from, and what is said of each."""
    said = {row[0]: f"f.{row[0]}" for row in base.execute(f"DESCRIBE {name}").fetchall()}
    moved = {column: f"f.{column} + p.chars_before" for column in _PLACES}
    moved |= {
        column: f"CASE WHEN f.{column} BETWEEN '1900-01-01' AND '2100-01-01' "
        f"THEN f.{column} + coalesce(p.published_on - f.base_day, 0)::INTEGER ELSE f.{column} END"
        for column in _DAYS
    }
    moved |= {column: f"f.{column} * (1 + (p.h % 997) / 10000)" for column in _AMOUNTS}  # seldom the same twice
    moved["sentence_no"] = "f.sentence_no + p.sentences_before"
    moved["text"] = "substr(p.body, f.start_char + 1, f.end_char - f.start_char)"
    moved["speaker_text"] = "substr(p.body, f.speaker_start_char + 1, length(f.speaker_text))"
    moved["is_repeat"] = f"hash(p.i, p.j, f.sentence_no) % 100 < {REPEATED_PERCENT}"
    moved["repeats"] = f"(hash(p.i, p.j, f.sentence_no) % 100 < {REPEATED_PERCENT})::INTEGER"
    moved["words_hash"] = "(hash(p.h, p.n, f.sentence_no) >> 1)"
    moved["is_first"] = (
        "f.entity_id IS NOT NULL AND row_number() OVER (PARTITION BY p.i, f.entity_id ORDER BY p.j, f.start_char) = 1"
    )
    said |= {column: value for column, value in moved.items() if column in said}
    of_article = ("article_id", "published_on", "is_copy", "source")
    said |= {column: f"p.{column}" for column in of_article}
    return f"parts AS p INNER JOIN {name} AS f USING (n, v)", {
        **said, "revision": "1", "is_current": "NOT p.is_copy", "extractor_version": "'0.4.1'"
    }  # fmt: skip


def _runs(lake: Lake) -> pl.DataFrame:
    """A run for each day."""
    with closing(lake.reader()) as reader:
        days = reader.execute(
            "SELECT run_id, published_on AS as_of, count(*) FILTER (WHERE duplicate_of IS NULL) AS articles, "
            "count(duplicate_of) AS duplicates, sum(length(body)) AS characters, "
            "sum(temporal_count + numeric_count + entity_count + quotation_count) AS facts FROM articles GROUP BY ALL "
            "ORDER BY as_of"
        ).pl()
    zeros = [column for column, declared in TABLES["runs"].columns().items() if declared.dtype.is_integer()]
    began = pl.col("as_of").cast(pl.Datetime("us", "UTC")) + timedelta(hours=28.5)
    rows = days.with_columns(
        **{column: pl.lit(0) for column in zeros if column not in days.columns},
        attempt_id="run_id",
        state=pl.lit("completed"),
        error=pl.lit(None, pl.String),
        is_night=pl.lit(value=True),
        sources=pl.lit("inbox/{as_of}"),
        started_at=began,
        finished_at=began + timedelta(minutes=4),
        host=pl.lit("desk"),
        dateline_version=pl.lit("0.4.1"),
    )
    rows = rows.with_columns(records_in=pl.col("articles") + pl.col("duplicates"), batches=pl.lit(1))
    return TABLES["runs"].cast(rows.select(TABLES["runs"].column_names()))


def _rejects() -> pl.DataFrame:
    """Two a day."""
    days = [FIRST_DAY + timedelta(days=number) for number in range(30 * MONTHS)]
    rows = [
        {
            "source_uri": f"inbox/{day}.jsonl",
            "source_locator": f"line {number}",
            "reason": reason,
            "detail": "There is no text",
            "record_sha256": f"{day.toordinal():032x}{number:032x}",
            "kept_at": None,
            "traceback": None,
            "run_id": f"run-{day}",
            "rejected_at": datetime(day.year, day.month, day.day, tzinfo=UTC),
        }
        for day in days
        for number, reason in enumerate(("empty_body", "impossible_date"))
    ]
    return TABLES["rejects"].cast(pl.DataFrame(rows, schema_overrides={"kept_at": pl.String, "traceback": pl.String}))


if __name__ == "__main__":
    main()
