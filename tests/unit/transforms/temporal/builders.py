"""Small frames for the tests of temporal expressions."""

import datetime
from typing import Any

import polars as pl

from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

SATURDAY = datetime.date(2025, 3, 15)


def read(
    *texts: str, published: datetime.date | None = SATURDAY, language: str | None = "en", source: str = "paper"
) -> list[dict[str, Any]]:
    """The temporal mentions of the texts, as dictionaries."""
    frame = pl.DataFrame(
        {
            "text": list(texts),
            "published_on": [published] * len(texts),
            "language": [language] * len(texts),
            "source": [source] * len(texts),
        },
        schema={"text": pl.String, "published_on": pl.Date, "language": pl.String, "source": pl.String},
    ).with_row_index("text_no")
    return temporal_mentions(frame, sentences(frame)).to_dicts()


def values(text: str, **context: Any) -> dict[str, str | None]:
    """Words of each mention and their value."""
    return {mention["text"]: mention["timex_value"] for mention in read(text, **context)}
