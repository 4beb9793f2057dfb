"""An article without a day of publication takes that of its own dateline."""

import datetime

import polars as pl

from transforms.articles import articles_of

DRAFTS = pl.DataFrame(
    {
        "identity_sha256": ["a" * 64, "b" * 64, "c" * 64],
        "body": ["LERBY, May 8, 1987 - The tram left the rails on Wednesday."] * 2 + ["The tram left the rails."],
        "language": ["en"] * 3,
        "published_on": [None, datetime.date(2024, 4, 17), None],
        "published_from": [None, "field", None],
        "published_at": [None] * 3,
        "only_month": [False] * 3,
        "reason": [None] * 3,
    },
    schema_overrides={
        "published_on": pl.Date,
        "published_at": pl.Datetime("us", "UTC"),
        "published_from": pl.String,
        "reason": pl.String,
    },
)


def test_the_dateline_gives_the_day_where_none_is_declared() -> None:
    found = articles_of(DRAFTS)
    assert found["published_on"].to_list() == [datetime.date(1987, 5, 8), datetime.date(2024, 4, 17), None]
    assert found["published_from"].to_list() == ["dateline", "field", None]
    assert found["published_precision"].to_list() == ["day", "day", "none"]
