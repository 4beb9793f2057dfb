import datetime
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from transforms.numeric import numeric_facts
from transforms.sentences import sentences

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


@pytest.fixture
def facts() -> Facts:
    """Facts of one text, as rows without nulls."""

    def read(
        words: str,
        *,
        source: str = "example.com",
        published: datetime.date | None = None,
        temporal: pl.DataFrame = NO_TEMPORAL,
        fx_rates: pl.DataFrame | None = None,
    ) -> list[dict[str, Any]]:
        texts = texts_frame([words], source=source, published=published)
        found = numeric_facts(texts, sentences(texts), temporal, fx_rates)
        return [
            {name: value for name, value in row.items() if value is not None} for row in found.iter_rows(named=True)
        ]

    return read
