"""Full-text search over the current articles: BM25 in a tantivy index next to the lake, brought up to date when asked.

<lake>/search/index/          the index: title and body under the analyser below, day and source; and what is shown of
                              an article, since to read twenty from the lake's files takes far longer than to find them
<lake>/search/keys.parquet    the revisions that are in it
<lake>/search/state.json      the snapshot it agrees with, and of what make it is; written last

The index is derived (docs/decisions/0081-search.md): where it is lost, of another make, or was left half-written by a
killed process, it is built again. Where only the snapshot is older, revisions that came are added and those that went
are taken out.
"""

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import tantivy

from warehouse.errors import DatelineError
from warehouse.files import whole_file
from warehouse.lake import Lake
from warehouse.load import newest_snapshot
from warehouse.parquet import write_parquet

# Raise it when the analyser or the fields change: older indexes are then built again.
_MAKE = 4
_ANALYSER = "dateline"
_HEAP_BYTES = 64_000_000
_ROWS = 2_000
_MOST_WORDS = 64
_SNIPPET_CHARS = 240

# Figures with their points and commas, words with apostrophes inside.
_WORD = r"[0-9]+(?:[.,][0-9]+)*|[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*"
_QUOTES = str.maketrans("\u2018\u2019\u201b\u02bc\u201c\u201d", "''''\"\"")
# U.S. is US, "the firm's" is "the firm".
_POINTS = re.compile(r"\b((?:[^\W\d_]\.){2,})")
_POSSESSIVE = re.compile(r"'s\b", re.IGNORECASE)
# What is asked: "a phrase", -without, words.
_ASKED = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

_HIT = {
    "article_id": pl.String,
    "score": pl.Float64,
    "published_on": pl.Date,
    "source": pl.String,
    "title": pl.String,
    "snippet": pl.String,
}
COLUMNS = tuple(_HIT)
_MOST_SOURCES = 20

# An article_id is sixteen hexadecimal digits: as a number it is a column of the index, read for all hits at once.
_NUMBER = "('0x' || article_id)::UBIGINT AS number"
_NAMING = f"SELECT {_NUMBER}, source FROM entity_mentions WHERE is_current AND is_first AND entity_id = ?"
_COUNTING = (
    f"SELECT {_NUMBER}, source FROM articles WHERE is_current AND article_id IN "
    "(SELECT article_id FROM numeric_facts WHERE is_current AND kind::VARCHAR = ?)"
)


class QueryError(DatelineError):
    """Nothing is left to search for in what was asked."""


@dataclass(frozen=True)
class Filters:
    """What narrows a search: days of publication (both included), a source, an entity by id, a kind of numeric fact."""

    first_day: date | None = None
    last_day: date | None = None
    source: str | None = None
    entity_id: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class Hits:
    """Some of the articles found, in COLUMNS, best first; how many there are, and how many of each source."""

    articles: pl.DataFrame
    total: int
    by_source: list[tuple[str, int]]


def search(lake: Lake, words: str, limit: int = 20, filters: Filters | None = None) -> pl.DataFrame:
    """The articles that have all of the words, best first, in COLUMNS; `snippet` is the stretch with most of them.

    `"a phrase"` stands together, `-word` must not be there; nothing in the words is an error. Raises DatelineError
    (QueryError) where no word is left, and where the index can neither be used nor made.
    """
    with closing(lake.reader()) as reader:
        return hits(lake, reader, words, filters or Filters(), limit).articles


def hits(
    lake: Lake, reader: duckdb.DuckDBPyConnection, words: str, filters: Filters, limit: int, offset: int = 0
) -> Hits:
    """As `search`, by a reader that is there. Without any words, the articles that the filters leave, newest first."""
    index = up_to_date(lake, reader)
    analyser = _analyser()
    is_listed = not words.strip() and filters != Filters()
    wanted = tantivy.Query.all_query() if is_listed else _query(index.schema, analyser, words)
    query = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), *_filtered(index.schema, filters)])
    searcher = index.searcher()
    order = "day" if is_listed else None
    held = _held(reader, filters)
    if held is None:
        found = searcher.search(query, limit, offset=offset, order_by_field=order)
        total: int = found.count  # type: ignore[attr-defined]  # its stub leaves it out
        places, by_source = found.hits, _by_source(searcher, query)
    else:
        places, of_hits = _among(searcher, query, order, held)
        total, by_source = len(places), _counted(of_hits)
        places = places[offset : offset + limit]
    terms = _terms(analyser, words)
    rows = [(float(score), _shown(searcher.doc(place)["shown"][0], terms)) for score, place in places]
    articles = pl.DataFrame([{"score": score, **shown} for score, shown in rows], schema=_HIT)
    return Hits(articles.select(COLUMNS), total, by_source)


def marked(text: str, words: str) -> list[tuple[bool, str]]:
    """A text in pieces: whether each is one of the words that are asked for, and the piece."""
    analyser = _analyser()
    terms = _terms(analyser, words)
    pieces, at = [], 0
    for word in re.finditer(r"[^\s\-\u2013\u2014/]+", text):
        if terms.intersection(analyser.analyze(normalised(word[0]))):
            pieces += [(False, text[at : word.start()]), (True, word[0])]
            at = word.end()
    return [*pieces, (False, text[at:])]


def up_to_date(lake: Lake, reader: duckdb.DuckDBPyConnection) -> tantivy.Index:
    """The index of the lake's newest snapshot, made or brought up to date where it is not."""
    from filelock import FileLock

    folder = lake.path / "search"
    snapshot = newest_snapshot(reader)
    if _is_of(folder, snapshot):
        index = _opened(folder)
        if index is not None:
            return index
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "writer.lock"):
            return _brought_up_to_date(folder, reader, snapshot)
    except OSError as error:
        problem = f"The search index {folder} cannot be written ({error.strerror or error})"
        raise DatelineError(problem, "Make room or give yourself the permission; it is made again") from error


def is_up_to_date(lake: Lake, reader: duckdb.DuckDBPyConnection) -> bool:
    """Whether the index there is of the lake's newest snapshot."""
    return _is_of(lake.path / "search", newest_snapshot(reader))


def drop(lake: Lake) -> None:
    """Delete the index, since what is taken out of it stands in its files for a while; the next search makes one."""
    from filelock import FileLock

    folder = lake.path / "search"
    if not folder.is_dir():
        return
    with FileLock(folder / "writer.lock"):
        (folder / "state.json").unlink(missing_ok=True)
        (folder / "keys.parquet").unlink(missing_ok=True)
        shutil.rmtree(folder / "index", ignore_errors=True)


def normalised(text: str) -> str:
    """The text as it is cut into words: straight quotes, letters with points as one word, no possessive."""
    text = _POINTS.sub(lambda found: found[0].replace(".", ""), text.translate(_QUOTES))
    return _POSSESSIVE.sub("", text)


def _analyser() -> tantivy.TextAnalyzer:
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.regex(_WORD))
    return builder.filter(tantivy.Filter.lowercase()).filter(tantivy.Filter.ascii_fold()).build()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article_id", tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("number", fast=True)
    builder.add_text_field("source", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYSER)
    builder.add_text_field("body", tokenizer_name=_ANALYSER)
    builder.add_bytes_field("shown", stored=True, indexed=False)
    return builder.build()


def _opened(folder: Path) -> tantivy.Index | None:
    """The index there, or None where it cannot be read. Only the analyser's name is in it: it is given each time."""
    try:
        index = tantivy.Index(_schema(), path=str(folder / "index"), reuse=True)
    except (ValueError, OSError):
        return None
    index.register_tokenizer(_ANALYSER, _analyser())
    return index


def _state(folder: Path) -> Any:
    try:
        return json.loads((folder / "state.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _is_of(folder: Path, snapshot: int) -> bool:
    return bool(_state(folder) == {"make": _MAKE, "snapshot": snapshot})


def _brought_up_to_date(folder: Path, reader: duckdb.DuckDBPyConnection, snapshot: int) -> tantivy.Index:
    state, keys = _state(folder), folder / "keys.parquet"
    index, known = None, None
    if isinstance(state, dict) and state.get("make") == _MAKE and keys.exists():
        index, known = _opened(folder), pl.read_parquet(keys, glob=False)
    (folder / "state.json").unlink(missing_ok=True)  # killed from here on, it is built again
    if index is None or known is None:
        shutil.rmtree(folder / "index", ignore_errors=True)
        (folder / "index").mkdir()
        index, known = _opened(folder), pl.DataFrame(schema={"article_id": pl.String, "revision": pl.Int32})
        if index is None:
            raise OSError(f"no index can be made in {folder}")
    current = reader.execute("SELECT article_id, revision FROM articles WHERE is_current ORDER BY ALL").pl()
    gone, new = known.join(current, on=known.columns, how="anti"), current.join(known, on=known.columns, how="anti")
    if gone.height or new.height:
        writer = index.writer(_HEAP_BYTES, 1)
        for article_id in gone["article_id"]:
            writer.delete_documents_by_term("article_id", article_id)
        for document in _documents(reader, new):
            writer.add_document(tantivy.Document.from_dict(document, index.schema))
        writer.commit()
        writer.wait_merging_threads()
        index.reload()
    write_parquet(current, keys)
    with whole_file(folder / "state.json") as fresh:
        fresh.write_text(json.dumps({"make": _MAKE, "snapshot": snapshot}) + "\n", encoding="utf-8")
    return index


def _documents(reader: duckdb.DuckDBPyConnection, new: pl.DataFrame) -> Iterator[dict[str, Any]]:
    reader.register("new_in", new.to_arrow())
    rows = reader.execute(
        "SELECT article_id, source, published_on, title, body FROM articles "
        "SEMI JOIN new_in USING (article_id, revision)"
    )
    while part := rows.fetchmany(_ROWS):
        for article_id, source, published_on, title, body in part:
            shown = {"article_id": article_id, "published_on": published_on, "source": source, "title": title}
            yield {
                "article_id": [article_id],
                "number": [int(article_id, 16)],
                "source": [source],
                "day": [_number(published_on) if published_on else 0],
                "title": [normalised(title or "")],
                "body": [normalised(body)],
                "shown": [json.dumps({**shown, "body": body}, default=date.isoformat).encode()],
            }


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _wanted(words: str) -> list[tuple[str, bool]]:
    """The words and phrases that are asked for, and whether each must be there."""
    found = list(_ASKED.finditer(words.translate(_QUOTES)))[:_MOST_WORDS]
    return [(match["phrase"] or match["word"] or "", not match["minus"]) for match in found]


def _terms(analyser: tantivy.TextAnalyzer, words: str) -> set[str]:
    """The words, as they stand in the index, that a hit must have."""
    wanted = [text for text, is_wanted in _wanted(words) if is_wanted]
    return {token for text in wanted for token in analyser.analyze(normalised(text))}


def _query(schema: tantivy.Schema, analyser: tantivy.TextAnalyzer, words: str) -> tantivy.Query:
    parts = []
    for text, is_wanted in _wanted(words):
        tokens = analyser.analyze(normalised(text))
        if tokens:
            occur = tantivy.Occur.Must if is_wanted else tantivy.Occur.MustNot
            parts.append((occur, _in_either_field(schema, tokens)))
    if not any(occur == tantivy.Occur.Must for occur, _ in parts):
        raise QueryError("There is no word to search for", 'Write words, "a phrase", and -word for what must not be')
    return tantivy.Query.boolean_query(parts)


def _in_either_field(schema: tantivy.Schema, tokens: Sequence[str]) -> tantivy.Query:
    """Words that stand together in the title or in the body; the title counts double."""
    fields = []
    for field, boost in (("title", 2.0), ("body", 1.0)):
        query = (
            tantivy.Query.term_query(schema, field, tokens[0])
            if len(tokens) == 1
            else tantivy.Query.phrase_query(schema, field, list(tokens))
        )
        fields.append((tantivy.Occur.Should, tantivy.Query.boost_query(query, boost)))
    return tantivy.Query.boolean_query(fields)


def _filtered(schema: tantivy.Schema, filters: Filters) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The filters that the index knows."""
    queries = []
    if filters.first_day or filters.last_day:
        first, last = filters.first_day or date.min, filters.last_day or date.max
        lower, upper = _number(first), _number(last)
        queries.append(tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, lower, upper))
    if filters.source:
        queries.append(tantivy.Query.term_query(schema, "source", filters.source))
    return [(tantivy.Occur.Must, tantivy.Query.const_score_query(query, 0.0)) for query in queries]


def _held(reader: duckdb.DuckDBPyConnection, filters: Filters) -> pl.DataFrame | None:
    """Number and source of the articles that the filters leave which the lake alone knows; None without such."""
    asked = [(_NAMING, filters.entity_id), (_COUNTING, filters.kind)]
    held = [reader.execute(statement, [about]).pl() for statement, about in asked if about]
    if len(held) > 1:
        return held[0].join(held[1], on="number", how="semi")
    return held[0] if held else None


def _among(
    searcher: tantivy.Searcher, query: tantivy.Query, order: str | None, held: pl.DataFrame
) -> tuple[list[tuple[Any, tantivy.DocAddress]], pl.Series]:
    """The hits among the articles held, in the order of all hits, and the source of each.

    To give the index a list of 70,000 articles takes seconds; to get all hits from it and leave out others, tenths.
    """
    hits = searcher.search(query, max(1, searcher.num_docs), count=False, order_by_field=order).hits
    numbers = searcher.fast_field_values("number", [place for _, place in hits])
    found = pl.DataFrame({"number": pl.Series(numbers, dtype=pl.UInt64)}).with_row_index("rank")
    found = found.join(held, on="number", maintain_order="left")
    return [hits[rank] for rank in found["rank"]], found["source"]


def _by_source(searcher: tantivy.Searcher, query: tantivy.Query) -> list[tuple[str, int]]:
    counts = searcher.aggregate(query, {"sources": {"terms": {"field": "source", "size": _MOST_SOURCES}}})
    found = [(bucket["key"], bucket["doc_count"]) for bucket in counts["sources"]["buckets"]]
    return sorted(found, key=lambda row: (-row[1], row[0]))


def _counted(sources: pl.Series) -> list[tuple[str, int]]:
    counts = sources.value_counts().sort("count", "source", descending=[True, False])
    return counts.head(_MOST_SOURCES).rows()


def _shown(stored: bytes, terms: set[str]) -> dict[str, Any]:
    """What is shown of an article."""
    article = json.loads(stored)
    day = article["published_on"]
    snippet = _snippet(article.pop("body"), terms)
    return {**article, "published_on": date.fromisoformat(day) if day else None, "snippet": snippet}


def _snippet(body: str, terms: set[str]) -> str:
    """The stretch of the body with most of the terms, in whole words, with dots where it is cut."""
    analyser = _analyser()
    places = []
    for word in re.finditer(r"\S+", body):
        tokens = set(analyser.analyze(normalised(word[0]))) & terms
        if tokens:
            places.append((word.start(), tokens))
    best, most = 0, 0
    for number, (start, _) in enumerate(places):
        near: set[str] = set()
        for place, tokens in places[number:]:
            if place - start > _SNIPPET_CHARS:
                break
            near |= tokens
        if len(near) > most:
            best, most = start, len(near)
    first = max(0, body.rfind(" ", 0, max(0, best - 40)) + 1) if best > 40 else 0
    end = first + _SNIPPET_CHARS
    if end < len(body):
        space = body.rfind(" ", first + _SNIPPET_CHARS // 2, end + 1)
        end = space if space > 0 else end
    cut = " ".join(body[first:end].split())
    return f"{'... ' if first else ''}{cut}{' ...' if end < len(body) else ''}"
