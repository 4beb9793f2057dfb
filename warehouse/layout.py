"""What facts say of their article and sentence, stored in their own rows, so that no question has to join for it.

A fact has `is_current` of its article's revision, and the entities that its sentence names; a mention of an entity also
says whether it is the first one, and the article's source; an article counts its facts. All of it repeats what other
rows say (docs/decisions/0070-facts-carry-their-context.md), is said here once, as SQL, and is proved by
sql/checks/facts_agree_with_articles.sql.
"""

from collections.abc import Collection, Iterator
from datetime import date

import duckdb
import polars as pl

from warehouse.quoting import quoted
from warehouse.tables import COPY_COLUMNS, COUNT_COLUMNS, FACT_TABLES, LAYOUT_COLUMNS, MOST_NAMED, TABLES

# A list of more days than this is no shorter to read than the range from the first to the last.
_MOST_DAYS = 400

# A fact's place, which no other row of its table has.
_PLACE = ("article_id", "revision", "field", "start_char", "end_char")
_PLACES = ", ".join(_PLACE)
_SENTENCE = "article_id, revision, field, sentence_no"

_FIRST = (
    "f.entity_id IS NOT NULL AND row_number() OVER (PARTITION BY f.article_id, f.revision, f.entity_id "
    "ORDER BY f.field = 'body', f.start_char, f.end_char) = 1"
)
_FIRST_IN_SENTENCE = (
    "f.entity_id IS NOT NULL AND row_number() OVER (PARTITION BY f.article_id, f.revision, f.field, f.sentence_no, "
    "f.entity_id ORDER BY f.start_char, f.end_char) = 1"
)


def layout_columns(name: str) -> list[str]:
    """Those of LAYOUT_COLUMNS that a fact table has."""
    return [column for column in LAYOUT_COLUMNS if column in TABLES[name].column_names()]


def in_context(name: str, facts: str, mentions: str, articles: str, sentences: str | None = None) -> str:
    """SQL: the rows of `facts` with the table's LAYOUT_COLUMNS.

    Takes SQL relations of the same articles: facts of table `name` without these columns, mentions of entities,
    articles with is_current, is_copy and source, and sentences with `repeats`, without which nothing is a repeat.
    """
    has_repeats = sentences is not None and "is_repeat" in layout_columns(name)
    said = {
        "is_current": "coalesce(a.is_current, false)",
        "is_copy": "coalesce(a.is_copy, false)",
        "is_repeat": "coalesce(r.repeats > 0, false)" if has_repeats else "false",
        "entity_ids": "l.entity_ids",
        "is_first": _FIRST,
        "is_first_in_sentence": _FIRST_IN_SENTENCE,
        "source": "coalesce(a.source, '')",
    }
    listed = ", ".join(f"{said[column]} AS {column}" for column in layout_columns(name))
    sql = f"SELECT f.*, {listed} FROM {facts} AS f LEFT JOIN {articles} AS a USING (article_id, revision)"
    if "entity_ids" in layout_columns(name):
        lists = (
            f"SELECT {_SENTENCE}, list_sort(list(DISTINCT entity_id))[1:{MOST_NAMED}] AS entity_ids "
            f"FROM {mentions} AS m WHERE entity_id IS NOT NULL GROUP BY {_SENTENCE}"
        )
        sql += f" LEFT JOIN ({lists}) AS l USING ({_SENTENCE})"
    if has_repeats:
        sql += f" LEFT JOIN {sentences} AS r USING ({_SENTENCE})"
    return sql


def filled(tables: dict[str, pl.DataFrame], articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Fact tables with their LAYOUT_COLUMNS, and `articles` with COUNT_COLUMNS.

    Takes the facts of whole articles after every decision about their entities, and these articles in the columns of
    their contract. Rows stay in their order.
    """
    connection = duckdb.connect(config={"threads": 1})  # another batch is extracted meanwhile
    connection.register(
        "articles", articles.select("article_id", "revision", "is_current", "is_copy", "source").to_arrow()
    )
    keys = [*_PLACE, "sentence_no"]
    done = dict(tables)
    for name in ("entity_mentions", *(name for name in FACT_TABLES if name != "entity_mentions")):
        places = tables[name].select(*keys, *(["entity_id"] if name == "entity_mentions" else []))
        connection.register(name, places.cast({"field": pl.String}).with_row_index("_row").to_arrow())
        columns = ", ".join(layout_columns(name))
        said = in_context(name, name, "entity_mentions", "articles")
        found = connection.execute(f"SELECT {columns} FROM ({said}) ORDER BY _row").pl()
        done[name] = tables[name].with_columns(found.get_columns())
    connection.close()
    return {**done, "articles": _counted(tables, articles)}


def uncounted(articles: pl.DataFrame) -> pl.DataFrame:
    """Articles whose facts are still to be found: COUNT_COLUMNS are 0."""
    return articles.with_columns(pl.lit(0, dtype=pl.Int32).alias(name) for name in COUNT_COLUMNS)


def retire(lake: duckdb.DuckDBPyConnection, retired: pl.DataFrame) -> None:
    """Take is_current from revisions and their facts. Call in a transaction.

    Takes article_id, revision and published_on of each.
    """
    if retired.is_empty():
        return
    lake.register("retired_in", retired.select("article_id", "revision").to_arrow())
    for name in ("articles", *FACT_TABLES):
        for days in _days(retired["published_on"]):
            lake.execute(
                f"UPDATE {name} SET is_current = false, is_copy = false WHERE (is_current OR is_copy) AND {days} "
                "AND (article_id, revision) IN (SELECT (article_id, revision) FROM retired_in)"
            )
    lake.unregister("retired_in")


def regroup(lake: duckdb.DuckDBPyConnection, moved: pl.DataFrame) -> None:
    """Give articles another group of copies, and their facts what follows. Call in a transaction.

    Takes article_id, revision, published_on and COPY_COLUMNS of each.
    """
    if moved.is_empty():
        return
    lake.register("moved_in", moved.to_arrow())
    for name in ("articles", *FACT_TABLES):
        columns = COPY_COLUMNS if name == "articles" else ("is_current", "is_copy")
        differs = " OR ".join(f"{name}.{column} IS DISTINCT FROM m.{column}" for column in columns)
        for days in _days(moved["published_on"]):
            lake.execute(
                f"UPDATE {name} SET {', '.join(f'{column} = m.{column}' for column in columns)} FROM moved_in AS m "
                f"WHERE {name}.{days} AND {name}.article_id = m.article_id AND {name}.revision = m.revision "
                f"AND ({differs})"
            )
    lake.unregister("moved_in")


def move_mentions(lake: duckdb.DuckDBPyConnection, moved: pl.DataFrame) -> None:
    """Give mentions another entity, or none, and the facts of their articles what follows. Call in a transaction.

    Takes article_id, revision, published_on, field, start_char and the new entity_id of each mention.
    """
    if moved.is_empty():
        return
    lake.register("moved_in", moved.to_arrow())
    lake.register("touched_in", moved.select("article_id", "revision").unique().to_arrow())
    for days in _days(moved["published_on"]):
        mentions = (
            f"(SELECT {_PLACES}, sentence_no, CASE WHEN moved.start_char IS NULL THEN m.entity_id ELSE moved.entity_id "
            f"END AS entity_id FROM (FROM entity_mentions SEMI JOIN touched_in USING (article_id, revision) "
            f"WHERE {days}) AS m LEFT JOIN moved_in AS moved USING (article_id, revision, field, start_char))"
        )
        articles = f"(SELECT article_id, revision, is_current, is_copy, source FROM articles WHERE {days})"
        lake.register("mentions_in", lake.execute(f"FROM {mentions}").to_arrow_table())
        for name in ("temporal_mentions", "numeric_facts", "entity_mentions"):
            _update(lake, name, articles, days)
        lake.unregister("mentions_in")
    lake.unregister("touched_in")
    lake.unregister("moved_in")


def _update(lake: duckdb.DuckDBPyConnection, name: str, articles: str, days: str) -> None:
    """Bring the rows of touched articles in line with the mentions of `mentions_in`."""
    is_mentions = name == "entity_mentions"
    facts = "mentions_in"
    if not is_mentions:
        facts = (
            f"(SELECT {_PLACES}, sentence_no FROM {name} SEMI JOIN touched_in USING (article_id, revision) "
            f"WHERE {days})"
        )
    changed = ["entity_id", "entity_ids", "is_first", "is_first_in_sentence"] if is_mentions else ["entity_ids"]
    said = lake.execute(in_context(name, facts, "mentions_in", articles)).to_arrow_table()
    lake.register("said_in", said)
    differs = " OR ".join(f"{name}.{column} IS DISTINCT FROM s.{column}" for column in changed)
    lake.execute(
        f"UPDATE {name} SET {', '.join(f'{column} = s.{column}' for column in changed)} FROM said_in AS s "
        f"WHERE {name}.{days} AND {' AND '.join(f'{name}.{key} = s.{key}' for key in _PLACE)} AND ({differs})"
    )
    lake.unregister("said_in")


def lacks_layout(name: str, columns: Collection[str]) -> bool:
    """Whether a table of an older lake, which has these columns, must get the layout's."""
    return not set(filled_columns(name)) <= set(columns)


def filled_columns(name: str) -> list[str]:
    """The columns of a table that repeat what others say or follow from other rows; none of tables without such."""
    if name == "articles":
        return [*COUNT_COLUMNS, *COPY_COLUMNS]
    return layout_columns(name) if name in ("sentences", *FACT_TABLES) else []


def rewritten_by_month(lake: duckdb.DuckDBPyConnection, name: str, there: Collection[str]) -> list[str]:
    """SQL that selects the rows which a table of an older lake has, with its filled_columns.

    Takes the columns that it has. A statement a month, none of which is large; they read the table under the name
    NAME_before, the tables before it in TABLES as they are written by then, and the months that it has now. A mention
    of an entity that was merged or blocked names what it has become. Needs COPIES and REPEATS of warehouse/copies.
    """
    months = lake.execute(
        f"SELECT DISTINCT date_trunc('month', published_on)::DATE FROM {name} ORDER BY ALL NULLS LAST"
    ).fetchall()
    return [_rewritten_month(name, there, month) for (month,) in months]


def _rewritten_month(name: str, there: Collection[str], month: date | None) -> str:
    days = "published_on IS NULL"
    if month is not None:
        first = f"DATE {quoted(month.isoformat())}"
        days = f"published_on BETWEEN {first} AND last_day({first})"
    stale = [column for column in filled_columns(name) if column in there]
    columns = f"* EXCLUDE ({', '.join(stale)})" if stale else "*"
    before = f"(SELECT {columns} FROM {name}_before WHERE {days})"
    if name == "articles":
        counted = ", ".join(f"coalesce(c.{column}, 0) AS {column}" for column in COUNT_COLUMNS)
        copies = ", ".join(f"g.{column}" for column in COPY_COLUMNS)
        return (
            f"SELECT b.*, {counted}, {copies} FROM {before} AS b LEFT JOIN ({_counts(days)}) AS c "
            "USING (article_id, revision) LEFT JOIN copies_in AS g USING (article_id, revision)"
        )
    if name == "sentences":
        return (
            f"SELECT b.*, r.words_hash, coalesce(r.repeats, 0) AS repeats FROM {before} AS b "
            f"LEFT JOIN repeats_in AS r USING ({_SENTENCE})"
        )
    is_mentions = name == "entity_mentions"
    table = "entity_mentions_before" if is_mentions else "entity_mentions"
    mentions = (
        "(SELECT m.* REPLACE (CASE WHEN e.status = 'blocked' THEN NULL ELSE coalesce(b.merged_into, m.entity_id) END "
        f"AS entity_id) FROM (SELECT {columns if is_mentions else '*'} FROM {table} WHERE {days}) AS m "
        "LEFT JOIN entities AS b ON b.entity_id = m.entity_id "
        "LEFT JOIN entities AS e ON e.entity_id = coalesce(b.merged_into, m.entity_id))"
    )
    articles = f"(SELECT article_id, revision, is_current, is_copy, source FROM articles WHERE {days})"
    sentences = f"(SELECT {_SENTENCE}, repeats FROM sentences WHERE {days})"
    return in_context(name, mentions if is_mentions else before, mentions, articles, sentences)


def _counts(days: str) -> str:
    """SQL: COUNT_COLUMNS of the articles of some days that have facts, with article_id and revision."""
    parts = [
        f"SELECT article_id, revision, {', '.join(f'{int(name == column)} AS {name}' for name in COUNT_COLUMNS)} "
        f"FROM {table} WHERE {days}"
        for column, table in COUNT_COLUMNS.items()
    ]
    sums = ", ".join(f"sum({name})::INTEGER AS {name}" for name in COUNT_COLUMNS)
    return f"SELECT article_id, revision, {sums} FROM ({' UNION ALL '.join(parts)}) GROUP BY article_id, revision"


def _counted(tables: dict[str, pl.DataFrame], articles: pl.DataFrame) -> pl.DataFrame:
    keys = ["article_id", "revision"]
    articles = articles.drop(COUNT_COLUMNS, strict=False)
    for name, table in COUNT_COLUMNS.items():
        found = tables[table].group_by(keys).len(name).with_columns(pl.col(name).cast(pl.Int32))
        found = found.cast({key: articles.schema[key] for key in keys})
        articles = articles.join(found, on=keys, how="left", maintain_order="left").with_columns(
            pl.col(name).fill_null(0)
        )
    return articles


def _days(days: pl.Series) -> Iterator[str]:
    """Conditions on published_on that between them hold for these days, so that files of others are not read."""
    known = days.drop_nulls().unique().sort()
    if days.null_count():
        yield "published_on IS NULL"
    if 0 < known.len() <= _MOST_DAYS:
        yield f"published_on IN ({', '.join(f'DATE {quoted(day.isoformat())}' for day in known)})"
    elif known.len():
        yield f"published_on BETWEEN DATE {quoted(known[0].isoformat())} AND DATE {quoted(known[-1].isoformat())}"
