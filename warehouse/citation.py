"""Citing a fact: an id made of its place and words, and what is at that place.

An id is ARTICLE:KIND:FIELD:START:END:HASH, such as `9af0a94a8e4c7c3e:numeric:body:38:48:5d41f4`: the article, what it
is, the offsets, and the first six digits of the MD5 of the words. It says nothing of the revision, nor of what a
version of the program read in the words, so a fact that stays at its place keeps its id when articles are read again.
"""

import re
from contextlib import closing
from hashlib import md5
from typing import Any

from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.load import newest_snapshot

KINDS = {
    "temporal": "temporal_mentions",
    "numeric": "numeric_facts",
    "entity": "entity_mentions",
    "quotation": "quotations",
}

_ID = re.compile(
    r"(?P<article>.+):(?P<kind>temporal|numeric|entity|quotation):(?P<field>title|body):"
    r"(?P<start>[0-9]{1,9}):(?P<end>[0-9]{1,9}):(?P<hash>[0-9a-f]{6})"
)


def fact_id(article_id: str, kind: str, field: str, start_char: int, end_char: int, text: str) -> str:
    """The id of a fact; `kind` is a key of KINDS."""
    digest = md5(text.encode("utf-8"), usedforsecurity=False).hexdigest()[:6]
    return f"{article_id}:{kind}:{field}:{start_char}:{end_char}:{digest}"


def fact_ids(table: str) -> str:
    """The same as a SQL expression over the columns of a fact table."""
    kind = next(kind for kind, name in KINDS.items() if name == table)
    return f"concat_ws(':', article_id, '{kind}', field, start_char, end_char, left(md5(text), 6))"


def cite(lake: Lake, wanted: str, snapshot: int | None = None) -> dict[str, Any]:
    """What a fact says and where it stands: the newest revision that has it, its sentence, offsets, snapshot and rule.

    Raises DatelineError for what is no id and for a fact that is not there.
    """
    found = _ID.fullmatch(wanted)
    if not found:
        raise DatelineError(
            f"{wanted[:200]} is no id of a fact", "`dateline cite ARTICLE_ID` lists those of an article"
        )
    table = KINDS[found["kind"]]
    with closing(lake.reader(snapshot)) as reader:
        place = [found["article"], found["field"], int(found["start"]), int(found["end"]), found["hash"]]
        rows = reader.execute(
            "SELECT f.text, f.revision, a.is_current, f.sentence_no, f.rule, f.extractor_version, f.published_on, "
            "a.title, a.source, coalesce(a.url, a.source_uri) AS address, substr(CASE f.field WHEN 'title' "
            "THEN a.title ELSE a.body END, s.start_char + 1, s.end_char - s.start_char) AS sentence "
            f"FROM {table} AS f INNER JOIN articles AS a USING (article_id, revision) "
            "LEFT JOIN sentences AS s USING (article_id, revision, field, sentence_no) WHERE f.article_id = ? "
            "AND f.field = ? AND f.start_char = ? AND f.end_char = ? AND left(md5(f.text), 6) = ? "
            "ORDER BY a.is_current DESC, f.revision DESC LIMIT 1",
            place,
        )
        row = rows.fetchone()
        if row is None:
            raise DatelineError(f"There is no fact {wanted}", "`dateline cite ARTICLE_ID` lists those of an article")
        names = [column[0] for column in rows.description or []]
        return {
            "id": wanted,
            "table": table,
            "field": found["field"],
            "start_char": int(found["start"]),
            "end_char": int(found["end"]),
            "snapshot": snapshot if snapshot is not None else newest_snapshot(reader),
            **dict(zip(names, row, strict=True)),
        }


def facts_of(lake: Lake, article_id: str) -> list[tuple[str, str]]:
    """The ids and words of the facts of an article's current revision, in reading order."""
    parts = [
        f"SELECT {fact_ids(table)} AS id, text, field, start_char FROM {table} SEMI JOIN "
        "(FROM articles WHERE is_current AND article_id = $article) USING (article_id, revision)"
        for table in KINDS.values()
    ]
    with closing(lake.reader()) as reader:
        rows = reader.execute(
            f"SELECT id, text FROM ({' UNION ALL '.join(parts)}) ORDER BY field = 'body', start_char, id",
            {"article": article_id},
        ).fetchall()
    return [(str(name), str(text)) for name, text in rows]
