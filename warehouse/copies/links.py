"""Which articles are alike: pairs of a new article and another one, new or known.

Candidates come from the bands of their signatures, within 30 days of publication, and are then compared by their
shingles. Articles of other sources with the same headline on the same day are links too, and so are equal bodies,
whatever their days.
"""

from datetime import date

import duckdb
import numpy as np
import polars as pl

from warehouse.copies.shingles import jaccard, sets_of
from warehouse.quoting import quoted

DAYS, LEAST = 30, 0.8

# Boilerplate: of the articles of a month that agree in a band only so many are compared with a new one, others in each
# band, and a new article is compared with so many in all. What is alike is then still connected through these.
_MOST_OF_BAND, _MOST_COMPARED = 32, 16

_EPOCH = "DATE '2000-01-01'"
_KEY = ["article_id", "revision"]


def candidates(lake: duckdb.DuckDBPyConnection, new: pl.DataFrame, signatures: str) -> pl.DataFrame:
    """Pairs to compare: n (of `new`), article_id, revision, is_headline (agrees in source, day and headline).

    Takes the signatures of new articles, with a number `n`, and those of known ones as SQL.
    """
    days = days_between(new["published_on"], DAYS, DAYS)
    lake.register("signatures_in", new.to_arrow())
    columns = "article_id, revision, published_on, source, bands, headline"
    all_of_them = (
        f"(SELECT {columns} FROM {signatures} WHERE {days} UNION ALL SELECT {columns} FROM signatures_in WHERE {days})"
    )
    alike = (
        "WITH mine AS (SELECT n, published_on, unnest(bands) AS band FROM signatures_in), "
        "others AS (FROM (SELECT article_id, revision, published_on, unnest(bands) AS band "
        f"FROM {all_of_them}) SEMI JOIN mine USING (band) "
        f"QUALIFY row_number() OVER (PARTITION BY band, (published_on - {_EPOCH}) // 31 "
        f"ORDER BY md5(article_id || band), revision) <= {_MOST_OF_BAND}) "
        "SELECT n, article_id, revision, false AS is_headline FROM mine INNER JOIN others AS o USING (band) "
        f"WHERE abs(mine.published_on - o.published_on) <= {DAYS} GROUP BY n, article_id, revision, o.published_on "
        "QUALIFY row_number() OVER (PARTITION BY n ORDER BY count(*) DESC, o.published_on, article_id, revision) "
        f"<= {_MOST_COMPARED + 1}"
    )
    same_headline = (
        f"WITH others AS (FROM {all_of_them} SEMI JOIN signatures_in USING (headline, published_on) "
        "QUALIFY row_number() OVER (PARTITION BY headline, published_on, source ORDER BY article_id, revision) = 1) "
        "SELECT n, o.article_id, o.revision, true AS is_headline FROM signatures_in AS s INNER JOIN others AS o "
        "USING (headline, published_on) WHERE o.source <> s.source "
        f"QUALIFY row_number() OVER (PARTITION BY n ORDER BY o.article_id, o.revision) <= {_MOST_COMPARED}"
    )
    found = [lake.execute(sql).pl() for sql in (alike, same_headline)]
    lake.unregister("signatures_in")
    pairs = pl.concat(found).join(new.select("n", *_KEY), on=["n", *_KEY], how="anti", nulls_equal=True)
    return pairs.group_by("n", *_KEY).agg(pl.col("is_headline").any()).sort("n", *_KEY)


def days_between(days: pl.Series, before: int, after: int) -> str:
    """SQL: published_on is at most so many days before the first of these days, or behind the last."""
    known = days.drop_nulls()
    if known.is_empty():
        return "false"
    first, last = known.min().toordinal(), known.max().toordinal()  # type: ignore[union-attr]
    first, last = max(first - before, date.min.toordinal()), min(last + after, date.max.toordinal())
    first_day, last_day = (quoted(date.fromordinal(day).isoformat()) for day in (first, last))
    return f"published_on BETWEEN DATE {first_day} AND DATE {last_day}"


def similarity(left: pl.DataFrame, right: pl.DataFrame) -> pl.Series:
    """The true Jaccard similarity of two texts in each row (body and body_sha256; equal bodies are alike by 1)."""
    both = pl.concat([left.select("body_sha256", "body"), right.select("body_sha256", "body")])
    number = both["body_sha256"].rank("dense").cast(pl.Int64).to_numpy() - 1
    texts = both.unique("body_sha256").sort("body_sha256")["body"]
    mine, other = number[: left.height], number[left.height :]
    shares = jaccard(sets_of(texts), mine, other)
    return pl.Series("similarity", np.where(mine == other, 1.0, shares), dtype=pl.Float64)


def verified(pairs: pl.DataFrame, new: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Those of the candidates that are links: alike enough, or of one headline; with their `similarity`.

    Takes `new` and `others` with article_id, revision, body and body_sha256.
    """
    other = pairs.join(others.select(*_KEY, "body_sha256", "body"), on=_KEY, how="left", maintain_order="left")
    mine = pairs.select("n").join(new.select("n", "body_sha256", "body"), on="n", how="left", maintain_order="left")
    compared = pairs.with_columns(similarity(mine, other))
    return compared.filter((pl.col("similarity") >= LEAST) | pl.col("is_headline"))
