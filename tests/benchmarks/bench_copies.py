"""What it costs to tell copies: `python -m tests.benchmarks.bench_copies TEXTS.jsonl [NEW] [KNOWN]`.

Articles are made of twelve sentences each, drawn from those of the texts (JSON lines with `text`), so that they share
phrases and no story. Of the new ones three in ten are copies of known ones or of each other: one sentence is another,
and a line of their source stands behind them. Known articles are put into a lake by a process of its own; new ones
come in batches, are told by their days and joined to their groups as a night does it, and are put into the lake too.
Printed are seconds of the processor and what memory the process held at most.
"""

import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import duckdb
import polars as pl

from tests.benchmarks.bench_answers import used_seconds
from tests.builders import empty_lake
from warehouse.copies.shingles import signatures
from warehouse.lake import Lake
from warehouse.load import in_copy_groups

NEW, KNOWN = 20_000, 200_000
BATCH, SENTENCES, DAYS, SOURCES, COPIED_PERCENT = 10_000, 12, 100, 40, 30
_STEPS = 20_000


def main() -> None:
    """Make the known ones, bring the new ones, print."""
    texts = Path(sys.argv[1])
    new, known = [int(given) for given in sys.argv[2:4]] if len(sys.argv) > 3 else (NEW, KNOWN)
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as folder:
        place = Path(folder) / "lake"
        command = [sys.executable, "-m", "tests.benchmarks.bench_copies", str(texts), str(known), "known", str(place)]
        subprocess.run(command, check=True)
        lake, made = Lake(place), _made(texts)
        costs, copies, moved, characters = 0.0, 0, 0, 0
        with closing(lake.writer()) as writer:
            for first in range(known, known + new, BATCH):
                articles = _articles(made, first, min(BATCH, known + new - first), known)
                before = used_seconds()
                grouped, staged = in_copy_groups(writer, articles)
                costs += used_seconds() - before
                copies += grouped["is_copy"].sum()
                moved += staged["moved_groups"].height
                characters += int(articles["body"].str.len_chars().sum())
                _put(writer, grouped, staged["signatures"])
                print(f"{first - known + grouped.height:,} new: {costs:.1f} s, {peak_mb():,.0f} MB", flush=True)
        print(
            f"{new:,} articles ({characters / 1e6:.0f} M characters) against {known:,}: {costs:.1f} s of CPU, "
            f"{copies:,} copies, {moved} groups with another head, at most {peak_mb():,.0f} MB"
        )


def make_known(texts: Path, count: int, place: Path) -> None:
    """Put the known articles, each its own head, and their signatures into a new lake."""
    lake, made, costs = empty_lake(place), _made(texts), 0.0
    with closing(lake.writer()) as writer:
        for first in range(0, count, _STEPS):
            articles = _articles(made, first, min(_STEPS, count - first), 0).with_columns(
                is_current=True, is_copy=False, copy_group="article_id", similarity=pl.lit(None, pl.Float64)
            )
            before = used_seconds()
            marks = signatures(articles)
            costs += used_seconds() - before
            _put(writer, articles, marks)
    print(f"{count:,} known: signatures {costs:.1f} s of CPU", flush=True)


def peak_mb() -> float:
    """The most memory that this process held."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / 1000


def _made(texts: Path) -> duckdb.DuckDBPyConnection:
    """The sentences, numbered."""
    made = duckdb.connect(config={"threads": 1})
    made.execute(
        "CREATE TABLE said AS SELECT row_number() OVER (ORDER BY sentence) - 1 AS k, sentence FROM ("
        r"SELECT DISTINCT unnest(string_split_regex(text, '[.!?]\s+')) AS sentence FROM read_json_auto($texts)) "
        "WHERE length(sentence) BETWEEN 60 AND 400",
        {"texts": str(texts)},
    )
    return made


def _articles(made: duckdb.DuckDBPyConnection, first: int, count: int, known: int) -> pl.DataFrame:
    """Articles by number, as `in_copy_groups` takes them; those after the first `known` ones may be copies."""
    utc = pl.Datetime("us", "UTC")
    rows = made.execute(
        "WITH told AS (SELECT i, CASE WHEN $known > 0 AND hash(i, 'c') % 100 < $copied "
        "THEN (hash(i, 'o') % i)::BIGINT ELSE i END AS story FROM range($first, $first + $count) AS r(i)), "
        "parts AS (SELECT i, story, j, CASE WHEN i <> story AND j = hash(i, 'j') % $sentences THEN hash(i, 'x') "
        "ELSE hash(story, j) END % (SELECT count(*) FROM said) AS k FROM told, range($sentences) AS p(j)), "
        "bodies AS (SELECT i, story, string_agg(sentence, '. ' ORDER BY j) AS body FROM parts INNER JOIN said "
        "USING (k) GROUP BY ALL) "
        "SELECT left(md5(i::VARCHAR), 16) AS article_id, 1::INTEGER AS revision, true AS is_newest, "
        "NULL::VARCHAR AS duplicate_of, 'source ' || (hash(i, 's') % $sources) AS source, left(body, 70) AS title, "
        "DATE '2026-01-01' + ((hash(story, 'd') % $days) + (i <> story)::INTEGER)::INTEGER AS published_on, "
        "NULL::TIMESTAMPTZ AS published_at, '2026-05-01'::TIMESTAMPTZ AS ingested_at, 'inbox/a.jsonl' AS source_uri, "
        "'line ' || i AS source_locator, body || CASE WHEN i <> story THEN chr(10) || 'Copied by source ' || "
        "(hash(i, 's') % $sources) ELSE '' END AS body, sha256(body || i) AS body_sha256 FROM bodies ORDER BY i",
        {"first": first, "count": count, "known": known, "copied": COPIED_PERCENT}
        | {"sentences": SENTENCES, "sources": SOURCES, "days": DAYS},
    ).pl()
    return rows.cast({"published_at": utc, "ingested_at": utc})


def _put(writer: duckdb.DuckDBPyConnection, articles: pl.DataFrame, marks: pl.DataFrame) -> None:
    kept = articles.drop("is_newest").with_columns(
        words=pl.lit(SENTENCES * 20), published_from=pl.lit("field"), published_precision=pl.lit("day"),
        run_id=pl.lit("run"), extractor_version=pl.lit("0"), language=pl.lit("en"),
        **{f"{name}_count": pl.lit(0) for name in ("temporal", "numeric", "entity", "quotation")},
    )  # fmt: skip
    for name, rows in (("articles", kept), ("signatures", marks)):
        writer.register("rows_in", rows.to_arrow())
        writer.execute(f"INSERT INTO {name} BY NAME FROM rows_in")
        writer.unregister("rows_in")


if __name__ == "__main__":
    if sys.argv[3:4] == ["known"]:
        make_known(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[4]))
    else:
        main()
