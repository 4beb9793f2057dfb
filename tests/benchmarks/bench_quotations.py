"""How fast quotations and reported speech are read.

Run as python -m tests.benchmarks.bench_quotations [ARTICLES.jsonl]. Prints CPU seconds and characters a CPU second of
the quotations step alone (sentences, dates and names come from outside) on the articles given, lines with `text` and
`published`, else on the sample articles repeated; then hostile inputs of a million marks and of twice as many, which
must take about twice as long.
"""

import json
import sys
import time
from datetime import date
from pathlib import Path

import polars as pl

from transforms.entities import entity_mentions
from transforms.extract import texts_of
from transforms.quotations import quotations
from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

SAMPLES = Path(__file__).parents[1] / "samples" / "articles"
REPEATS, ROUNDS, MARKS = 40, 7, 1_000_000
HOSTILE = ['"', "“", "”", "«", "„", "「", "``", "‘", '"\n']
# Words next to marks cost more each, so that there are fewer.
WORDY, UNITS = ['"a" said ', "“a” - Hale ", "said that ", ", who, "], 100_000
NO_NAMES = pl.DataFrame(
    schema=dict.fromkeys(["text_no", "start_char", "end_char", "start_byte", "end_byte", "sentence_no"], pl.UInt32)
    | dict.fromkeys(["text", "type", "entity_id"], pl.String)
)


def articles(lines: Path | None) -> pl.DataFrame:
    if lines:
        rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    else:
        bodies = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(SAMPLES.iterdir())]
        rows = [{"text": body, "published": "2026-03-11"} for body in bodies] * REPEATS
    frame = pl.DataFrame({"body": [row["text"] for row in rows], "day": [row.get("published") for row in rows]})
    return frame.with_row_index("article_id").select(
        pl.col("article_id").cast(pl.String),
        "body",
        revision=pl.lit(1, pl.UInt32),
        title=pl.lit(None, pl.String),
        published_on=pl.col("day").cast(pl.String).str.to_date(strict=False).fill_null(date(2026, 3, 11)),
        language=pl.lit("en"),
        source=pl.lit("bench"),
    )


def bench_articles(lines: Path | None) -> None:
    texts = texts_of(articles(lines))
    cut = sentences(texts)
    found = entity_mentions(texts, cut), temporal_mentions(texts, cut)
    took = []
    for _ in range(ROUNDS):
        started = time.process_time()
        rows = quotations(texts, cut, *found)
        took.append(time.process_time() - started)
    characters = int(texts["text"].str.len_chars().sum())
    best = min(took)
    print(f"{characters:,} characters, {rows.height:,} rows: {best:.3f} CPU s, {characters / best / 1e6:.1f} M/s")


def bench_marks() -> None:
    for unit, count in [(unit, MARKS) for unit in HOSTILE] + [(unit, UNITS) for unit in WORDY]:
        seconds = []
        for marks in (count, 2 * count):
            texts = pl.DataFrame({"text_no": pl.Series([0], dtype=pl.UInt32), "text": [unit * marks]})
            cut = sentences(texts)
            days = temporal_mentions(texts.with_columns(published_on=pl.lit(None, pl.Date)), cut)
            started = time.process_time()
            quotations(texts, cut, NO_NAMES, days)
            seconds.append(time.process_time() - started)
        print(
            f"{unit!r:16} x {count:,}: {seconds[0]:6.2f} CPU s, twice as many {seconds[1] / seconds[0]:.1f} times that"
        )


if __name__ == "__main__":
    bench_articles(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    bench_marks()
