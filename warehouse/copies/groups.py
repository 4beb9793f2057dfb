"""Groups of copies: who heads each, what new articles join, and what becomes of known ones when a head comes late.

A group is what links connect, and the revisions of an article are always of one: who copied a text that was corrected
since has copied that article. Its head is the article published first (published_at, else the start of published_on in
UTC; then the day of the run that loaded it and its place in the source, as in warehouse/revisions.py). Links only ever
bring groups together, so the groups do not depend on the order in which articles are loaded.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import polars as pl

from warehouse import layout
from warehouse.copies.links import candidates, similarity, verified
from warehouse.copies.words import Int64s
from warehouse.staging import parquet_relation, staged_files

# The frame that a staged batch keeps next to its tables: group `copy_group` of the lake goes into that of `head`.
MOVED = "moved_groups"
_MOVED = {"copy_group": pl.String, "head": pl.String}

_KEY = ["article_id", "revision"]
# What tells which of two articles heads the other.
_AGE = ("published_on", "ingested_at", "source_uri", "source_locator")
_COMPARED = [*_KEY, "body_sha256", "body"]
NODE_COLUMNS = [*_COMPARED, "published_at", *_AGE]


def with_copies(
    lake: duckdb.DuckDBPyConnection, articles: pl.DataFrame, signatures: pl.DataFrame, known: tuple[str, str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Articles with copy_group, similarity, is_current and is_copy, and the groups of known articles that move.

    Takes articles with is_newest, duplicate_of and what the Article contract has, their signatures, row by row, and
    what is known as SQL: articles and signatures. Moved groups have copy_group, and the `head` of the one they go into.
    """
    articles = articles.cast({"revision": pl.Int32}).with_row_index("n")
    new = articles.select("n", *NODE_COLUMNS)
    pairs = candidates(lake, signatures.with_columns(articles["n"]), known[1])
    others = _known_articles(lake, known[0], pairs, articles)
    links = verified(pairs, new, pl.concat([others.select(_COMPARED), new.select(_COMPARED)]))
    links = pl.concat([links.select("n", "article_id"), _equal_bodies(articles)]).unique(maintain_order=True)
    heads = _heads(lake, known[0], others["copy_group"].unique())
    heads = heads.with_row_index("n", offset=new.height)
    nodes = _in_order(pl.concat([new, heads.select(new.columns)])).with_row_index("rank")
    joined = _joined(links, new, others, heads)
    first = pl.col("article_id").first().over("group", order_by="rank")
    nodes = nodes.with_columns(group=pl.Series(joined)[nodes["n"]]).with_columns(copy_group=first)
    groups = nodes.filter(pl.col("n") >= new.height, pl.col("copy_group") != pl.col("article_id"))
    moves = groups.select(copy_group="article_id", head="copy_group").sort("copy_group")
    articles = articles.join(nodes.select("n", "copy_group"), on="n", how="left", maintain_order="left")
    return _with_similarity(articles, nodes), moves.cast(_MOVED)  # type: ignore[arg-type]


def staged_moves(folders: Sequence[Path]) -> pl.DataFrame:
    """What the batches in these folders, committed one after the other, make of groups: copy_group, head."""
    moves = _moves()
    for folder in folders:
        for file in staged_files(folder, MOVED):
            later = pl.read_parquet(file, hive_partitioning=False, glob=False)
            onward = later.select(head="copy_group", onward="head")
            moves = moves.join(onward, on="head", how="left", maintain_order="left")
            moves = pl.concat([moves.select("copy_group", head=pl.coalesce("onward", "head")), later])
    return moves.unique("copy_group", keep="first", maintain_order=True)


def with_moves(lake: duckdb.DuckDBPyConnection, articles: str, moves: pl.DataFrame) -> str:
    """SQL: articles with the groups that these moves give them. Registers the moves as `moves_in`."""
    if moves.is_empty():
        return articles
    lake.register("moves_in", moves.to_arrow())
    return (
        "(SELECT a.* REPLACE (coalesce(m.head, a.copy_group) AS copy_group) "
        f"FROM {articles} AS a LEFT JOIN moves_in AS m USING (copy_group))"
    )


def move_groups(lake: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Give the lake's articles the heads that a staged batch brings, before it is added. Call in a transaction."""
    moves = staged_moves([folder])
    if moves.is_empty():
        return
    columns = ", ".join(NODE_COLUMNS)
    staged = parquet_relation(staged_files(folder, "articles"))
    heads = f"(SELECT {columns} FROM articles UNION ALL SELECT {columns} FROM {staged})"
    layout.regroup(lake, moved_members(lake, moves, "articles", heads))


def head_anew(lake: duckdb.DuckDBPyConnection, gone: str) -> None:
    """Give groups whose head is not there any more the next article as head. Call in a transaction.

    Takes SQL that selects the article_id of what is gone.
    """
    columns = ", ".join([*NODE_COLUMNS, "copy_group"])
    left = lake.execute(f"SELECT {columns} FROM articles WHERE copy_group IN ({gone})").pl()
    heads = _in_order(left).unique("copy_group", keep="first", maintain_order=True)
    moves = heads.select("copy_group", head="article_id")
    if moves.height:
        layout.regroup(lake, moved_members(lake, moves, "articles", "articles"))


def moved_members(lake: duckdb.DuckDBPyConnection, moves: pl.DataFrame, articles: str, heads: str) -> pl.DataFrame:
    """What becomes of the articles whose groups move: article_id, revision, published_on and COPY_COLUMNS.

    Takes what the lake has and the articles among which the new heads are, as SQL.
    """
    lake.register("moves_in", moves.to_arrow())
    members = lake.execute(
        "SELECT a.article_id, a.revision, a.published_on, a.is_current OR a.is_copy AS is_newest, m.head AS copy_group"
        f", a.body_sha256, a.body FROM {articles} AS a INNER JOIN moves_in AS m USING (copy_group)"
    ).pl()
    lake.unregister("moves_in")
    head = members.select(article_id="copy_group").join(
        _heads(lake, heads, moves["head"].unique(), "true"), on="article_id", how="left", maintain_order="left"
    )
    is_head = pl.col("article_id") == pl.col("copy_group")
    members = members.with_columns(similarity(members, head)).with_columns(
        similarity=pl.when(~is_head).then("similarity"),
        is_current=pl.col("is_newest") & is_head,
        is_copy=pl.col("is_newest") & ~is_head,
    )
    return members.drop("body", "body_sha256", "is_newest")


def _moves() -> pl.DataFrame:
    return pl.DataFrame(schema=_MOVED)


def _with_similarity(articles: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """Articles with what follows from their group."""
    is_head = pl.col("copy_group") == pl.col("article_id")
    copies = articles.filter(~is_head)
    head = nodes.unique("article_id", keep="first", maintain_order=True)
    head = copies.select(article_id="copy_group").join(head, on="article_id", how="left", maintain_order="left")
    shares = copies.select("n").with_columns(similarity(copies, head))
    articles = articles.drop("similarity", strict=False).join(shares, on="n", how="left", maintain_order="left")
    flags = {"is_current": pl.col("is_newest") & is_head, "is_copy": pl.col("is_newest") & ~is_head}
    return articles.with_columns(**flags).drop("n")


def _joined(links: pl.DataFrame, new: pl.DataFrame, others: pl.DataFrame, heads: pl.DataFrame) -> Int64s:
    """For each node the least node that it is connected with. Nodes are new articles and, behind them, known groups."""
    of_group = heads.select(other="n", copy_group="article_id")
    known = others.select("article_id", "copy_group").unique().join(of_group, on="copy_group", how="inner")
    fresh = new.group_by("article_id", maintain_order=True).agg(other=pl.col("n").first())
    nodes = pl.concat([known.select("article_id", "other"), fresh])
    # A new revision is linked with its own article too.
    links = pl.concat([links, new.select("n", "article_id")]).join(nodes, on="article_id", how="inner")
    left, right = (links[column].to_numpy().astype(np.int64) for column in ("n", "other"))
    return connected(new.height + heads.height, left, right)


def connected(count: int, left: Int64s, right: Int64s) -> Int64s:
    """The least of the nodes 0 to `count` that each is connected with, by links from `left` to `right`."""
    least = np.arange(count, dtype=np.int64)
    while True:
        lower = np.minimum(least[left], least[right])
        nearer = least.copy()
        for side in (left, right):
            np.minimum.at(nearer, least[side], lower)
            np.minimum.at(nearer, side, lower)
        nearer = nearer[nearer]
        if np.array_equal(nearer, least):
            return least
        least = nearer


def _known_articles(
    lake: duckdb.DuckDBPyConnection, known: str, pairs: pl.DataFrame, articles: pl.DataFrame
) -> pl.DataFrame:
    """What is known of articles that new ones are compared with, that had their body, or whose revisions they are."""
    columns = ", ".join([*_COMPARED, "copy_group"])
    wanted = pairs.select(_KEY).unique()
    whole = pl.concat([articles["duplicate_of"].drop_nulls(), articles.filter(pl.col("revision") > 1)["article_id"]])
    found = []
    for name, rows in (("pairs_in", wanted), ("whole_in", whole.unique().alias("article_id").to_frame())):
        if rows.height:
            lake.register(name, rows.to_arrow())
            keys = ", ".join(rows.columns)
            found.append(lake.execute(f"SELECT {columns} FROM {known} SEMI JOIN {name} USING ({keys})").pl())
            lake.unregister(name)
    empty = pl.DataFrame(schema=dict.fromkeys(columns.split(", "), pl.String)).cast({"revision": pl.Int32})
    return pl.concat(found).unique(_KEY, maintain_order=True) if found else empty


def _equal_bodies(articles: pl.DataFrame) -> pl.DataFrame:
    """Links of articles to the one that had their body before, known or new."""
    return articles.filter(pl.col("duplicate_of").is_not_null()).select("n", article_id="duplicate_of")


def _heads(
    lake: duckdb.DuckDBPyConnection, articles: str, groups: pl.Series, own: str = "copy_group = article_id"
) -> pl.DataFrame:
    """A row of the article that heads each of these groups: of those that are its `own`, the first by their order."""
    lake.register("groups_in", groups.alias("article_id").to_frame().to_arrow())
    columns = ", ".join(NODE_COLUMNS)
    found = lake.execute(f"SELECT {columns} FROM {articles} SEMI JOIN groups_in USING (article_id) WHERE {own}").pl()
    lake.unregister("groups_in")
    return _in_order(found).unique("article_id", keep="first", maintain_order=True)


def _in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows as they head each other."""
    moment = pl.coalesce("published_at", pl.col("published_on").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))
    locator = pl.col("source_locator").str.len_chars()
    order = [moment, *(pl.col(column) for column in _AGE[:-1]), locator, *(pl.col(key) for key in (_AGE[-1], *_KEY))]
    return rows.sort(order, nulls_last=True, maintain_order=True)
