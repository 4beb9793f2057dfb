"""Small frames for the tests of temporal expressions."""

import datetime
from typing import Any

import polars as pl

from tests.together import Together
from transforms.temporal import temporal_mentions
from transforms.text.sentences import sentences

SATURDAY = datetime.date(2025, 3, 15)

# Text, day, language and source.
Article = tuple[str, datetime.date | None, str | None, str]


def read(
    *texts: str, published: datetime.date | None = SATURDAY, language: str | None = "en", source: str = "paper"
) -> list[dict[str, Any]]:
    """The temporal mentions of the texts, as dictionaries."""
    if len(texts) == 1:
        return TOGETHER((texts[0], published, language, source))
    return _mentions([(text, published, language, source) for text in texts])


def _mentions(articles: list[Article]) -> list[dict[str, Any]]:
    schema = {"text": pl.String, "published_on": pl.Date, "language": pl.String, "source": pl.String}
    frame = pl.DataFrame(articles, schema=schema, orient="row").with_row_index("text_no")
    return temporal_mentions(frame, sentences(frame)).to_dicts()


def _one_by_one(articles: list[Article]) -> list[list[dict[str, Any]]]:
    found: list[list[dict[str, Any]]] = [[] for _ in articles]
    for mention in _mentions(articles):
        found[mention["text_no"]].append(mention | {"text_no": 0})
    return found


TOGETHER = Together(_one_by_one)


def values(text: str, **context: Any) -> dict[str, str | None]:
    """Words of each mention and their value."""
    return {mention["text"]: mention["timex_value"] for mention in read(text, **context)}
