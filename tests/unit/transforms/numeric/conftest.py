import datetime
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.numeric import numeric_facts
from transforms.text.sentences import sentences

NO_TEMPORAL = pl.DataFrame(
    schema={
        "text_no": pl.UInt32,
        "start_char": pl.UInt32,
        "end_char": pl.UInt32,
        "text": pl.String,
        "sentence_no": pl.UInt32,
        "rule": pl.String,
    }
)

Facts = Callable[..., list[dict[str, Any]]]


def texts_frame(
    words: list[str], *, source: str = "example.com", published: datetime.date | None = None
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "article_no": range(len(words)),
            "text": words,
            "published_on": [published] * len(words),
            "source": [source] * len(words),
        },
        schema={"article_no": pl.UInt32, "text": pl.String, "published_on": pl.Date, "source": pl.String},
    ).with_row_index("text_no")


def without_nulls(found: pl.DataFrame) -> list[dict[str, Any]]:
    return [{name: value for name, value in row.items() if value is not None} for row in found.iter_rows(named=True)]


@pytest.fixture(scope="module")
def of_all_cases(request: pytest.FixtureRequest) -> dict[str, list[dict[str, Any]]]:
    """Facts by text of every case of the module that has `words`, read in one call, as a batch is."""
    cases = [item for item in request.session.items if getattr(item, "module", None) is request.module]
    given = [item.callspec.params.get("words") for item in cases if hasattr(item, "callspec")]
    words = list(dict.fromkeys(text for text in given if isinstance(text, str)))
    found: dict[str, list[dict[str, Any]]] = {text: [] for text in words}
    texts = texts_frame(words)
    for row in without_nulls(numeric_facts(texts, sentences(texts), NO_TEMPORAL, None)):
        found[words[row["text_no"]]].append(row)
    return found


@pytest.fixture
def facts(of_all_cases: dict[str, list[dict[str, Any]]]) -> Facts:
    """Facts of one text, as rows without nulls."""

    def read(
        words: str,
        *,
        source: str = "example.com",
        published: datetime.date | None = None,
        temporal: pl.DataFrame | None = None,
        fx_rates: pl.DataFrame | None = None,
    ) -> list[dict[str, Any]]:
        plain = source == "example.com" and published is None and temporal is None and fx_rates is None
        if plain and words in of_all_cases:
            return of_all_cases[words]
        texts = texts_frame([words], source=source, published=published)
        found = numeric_facts(texts, sentences(texts), NO_TEMPORAL if temporal is None else temporal, fx_rates)
        return without_nulls(found)

    return read


@pytest.fixture
def many_facts() -> Facts:
    """Facts of several texts, each its own article, read in one call; rows without nulls."""

    def read(words: list[str]) -> list[dict[str, Any]]:
        texts = texts_frame(words)
        return without_nulls(numeric_facts(texts, sentences(texts), NO_TEMPORAL, None))

    return read


@pytest.fixture
def said(facts: Facts) -> Callable[..., list[tuple[Any, str | None]]]:
    """Value (or its two ends) and unit of the facts of one text, in reading order."""

    def read(words: str, **circumstances: Any) -> list[tuple[Any, str | None]]:
        rows = facts(words, **circumstances)
        return [(row.get("value", (row.get("value_low"), row.get("value_high"))), row.get("unit")) for row in rows]

    return read
