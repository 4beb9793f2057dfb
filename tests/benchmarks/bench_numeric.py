"""How fast numeric facts are read, next to quantulum3 where it is installed: python -m tests.benchmarks.bench_numeric.

Prints characters a second of the numeric transform alone over the GMB news texts repeated to 200 MB in batches of
64 MB, then the same on the texts read once (no repetition to gain from), then hostile inputs of 10 MB.
"""

import gzip
import json
import sys
import time
from pathlib import Path

import polars as pl

from tests.quality.quant_scoring import score
from transforms.extract import texts_of
from transforms.numeric import numeric_facts
from transforms.text.sentences import sentences

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
NEWS = SHARED / "training" / "entities" / "gmb_train.jsonl.gz"
GOLD = SHARED / "gold" / "numeric" / "newsquant_dev.jsonl"
BATCH_BYTES, TOTAL_BYTES, ROUNDS = 64_000_000, 200_000_000, 3
HOSTILE_CHARS = 10_000_000

_PLACE = {"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32, "text": pl.String}
_NO_TEMPORAL = pl.DataFrame(schema=_PLACE | {"sentence_no": pl.UInt32, "rule": pl.String})


def texts_frame(bodies: list[str]) -> pl.DataFrame:
    articles = pl.DataFrame(
        {
            "article_id": [str(number) for number in range(len(bodies))],
            "revision": [1] * len(bodies),
            "title": [None] * len(bodies),
            "body": bodies,
            "published_on": [None] * len(bodies),
            "language": ["en"] * len(bodies),
            "source": ["benchmark"] * len(bodies),
        },
        schema_overrides={"revision": pl.UInt32, "title": pl.String, "published_on": pl.Date},
    )
    return texts_of(articles)


def seconds(texts: pl.DataFrame) -> float:
    cut = sentences(texts)
    started = time.perf_counter()
    numeric_facts(texts, cut, _NO_TEMPORAL)
    return time.perf_counter() - started


def news_batches(bodies: list[str]) -> list[list[str]]:
    size = sum(len(body.encode()) for body in bodies)
    batch = bodies * max(1, BATCH_BYTES // size)
    return [batch] * max(1, TOTAL_BYTES // BATCH_BYTES)


def bench_news() -> None:
    if not NEWS.exists():
        print("news texts are not beside the repository: skipped")
        return
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        bodies = [json.loads(line)["text"] for line in file]
    batches = [texts_frame(batch) for batch in news_batches(bodies)]
    characters = sum(int(texts["text"].str.len_chars().sum()) for texts in batches)
    best = min(sum(seconds(texts) for texts in batches) for _ in range(ROUNDS))
    print(f"news, repeated: {characters:,} characters, {characters / best / 1e6:.1f} M characters/s")
    once = texts_frame(bodies)
    characters = int(once["text"].str.len_chars().sum())
    best = min(seconds(once) for _ in range(ROUNDS))
    print(f"news, once:     {characters:,} characters, {characters / best / 1e6:.1f} M characters/s")


def bench_hostile() -> None:
    inputs = {
        "one number of 10 MB": "9" * HOSTILE_CHARS,
        "digits and blanks": "1 " * (HOSTILE_CHARS // 2),
        "thousand-digit numbers": ("7" * 1000 + " ") * (HOSTILE_CHARS // 1001),
        "dollars only": "$" * HOSTILE_CHARS,
        "number words": "one hundred and " * (HOSTILE_CHARS // 16),
        "hyphened digits": "1-" * (HOSTILE_CHARS // 2),
    }
    for name, words in inputs.items():
        whole, tenth = seconds(texts_frame([words])), seconds(texts_frame([words[: len(words) // 10]]))
        print(f"{name}: 10 MB {whole:.2f} s, 1 MB {tenth:.2f} s")


def bench_quantulum() -> None:
    try:
        from quantulum3 import parser
    except ImportError:
        print("quantulum3 is not installed: skipped")
        return
    if not GOLD.exists():
        print("newsquant_dev is not beside the repository: skipped")
        return
    from tests.quality.test_numeric_quality import predicted

    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    bodies = [row["text"] for row in rows]
    characters = sum(map(len, bodies))
    parser.parse("5 km")  # loads its units
    started = time.perf_counter()
    theirs = [[_quantity(found) for found in parser.parse(body)] for body in bodies]
    their_seconds = time.perf_counter() - started
    ours = predicted([None] * len(rows), bodies, [None] * len(rows))
    our_seconds = min(seconds(texts_frame(bodies * 100)) for _ in range(ROUNDS)) / 100
    for name, found, spent in (("quantulum3", theirs, their_seconds), ("dateline", ours, our_seconds)):
        result = score(zip((row["quantities"] for row in rows), found, strict=True))
        scores = " ".join(f"{measure} {result.f1(measure)}" for measure in ("value", "unit", "modifier"))
        print(f"newsquant_dev, {name}: F1 {scores}; {characters / spent:,.0f} characters/s")


# quantulum3's names for what Dateline calls otherwise.
_THEIR_UNITS = {
    "percentage": "percent",
    "dimensionless": "",
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "cent": "USD",
    "japanese yen": "JPY",
    "kilometre per hour": "kilometre per hour",
    "pound-mass": "pound",
    "degree celsius": "celsius",
    "degree fahrenheit": "fahrenheit",
}


def _quantity(found) -> dict:
    name = found.unit.name
    unit = _THEIR_UNITS.get(name, name)
    value = found.value / 100 if name == "cent" else found.value
    kinds = {"currency": "money", "time": "duration", "temperature": "temperature"}
    kind = kinds.get(found.unit.entity.name, "number" if not unit else "percent" if unit == "percent" else "dimension")
    start, end = found.span
    return {"start": start, "end": end, "value": value, "unit": unit, "modifier": "=", "kind": kind}


def main() -> int:
    bench_news()
    bench_hostile()
    bench_quantulum()
    return 0


if __name__ == "__main__":
    sys.exit(main())
