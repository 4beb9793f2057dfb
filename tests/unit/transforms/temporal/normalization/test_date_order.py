import polars as pl
import pytest

from transforms.temporal.normalization.date_order import ordered


def read(words: list[str], rule: str = "slashed", **article: str | None) -> list[tuple[int, int, int]]:
    """Month, day and variant of dates of one text, whose first figure is taken for the month."""
    figures = [[int(figure) for figure in date.replace(".", "/").split("/")] for date in words]
    mentions = pl.DataFrame(
        {
            "text_no": [0] * len(words),
            "rule": [rule] * len(words),
            "text": words,
            "month": [first for first, *_ in figures],
            "day": [second for _, second, *_ in figures],
            "variant": [1] * len(words),
        },
        schema_overrides={"text_no": pl.UInt32, "variant": pl.UInt32},
    )
    texts = pl.DataFrame({"text_no": [0], **article}, schema_overrides={"text_no": pl.UInt32})
    texts = texts.with_columns(pl.col(list(article)).cast(pl.String)) if article else texts
    return ordered(mentions, texts).select("month", "day", "variant").rows()


@pytest.mark.parametrize(
    ("words", "month", "day"),
    [
        ("12/11/2025", 12, 11),
        ("13/11/2025", 11, 13),
        ("11/12/2025", 11, 12),
        ("11/13/2025", 11, 13),
        ("1.2.2025", 2, 1),
    ],
)
def test_figures_tell_their_own_order_where_one_is_no_month(words, month, day):
    assert [row[:2] for row in read([words])] == [(month, day)]


@pytest.mark.parametrize(
    "article", [{}, {"language": None, "source": None}, {"language": "en-US", "source": "news.example.com"}]
)
def test_the_month_comes_first_where_nothing_tells(article):
    assert read(["1/2/2025"], **article) == [(1, 2, 1)]


@pytest.mark.parametrize(
    "article", [{"language": "en-GB"}, {"language": None, "source": "news.example.uk"}, {"source": "x.ie/a"}]
)
def test_the_language_or_the_source_tells(article):
    assert read(["1/2/2025"], **article) == [(2, 1, 5)]


def test_a_date_that_tells_its_order_tells_that_of_the_others_before_the_country_does():
    assert read(["1/2/2025", "3/14/2025"], language="en-GB") == [(1, 2, 1), (3, 14, 1)]
    assert read(["1/2/2025", "14/3/2025"], language="en-US") == [(2, 1, 5), (3, 14, 5)]


def test_other_rules_keep_what_they_read():
    assert read(["1/2/2025"], rule="iso", language="en-GB") == [(1, 2, 1)]
    mixed = ["13/2/2025"]
    assert read(mixed, rule="iso") == [(13, 2, 1)]
