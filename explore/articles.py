"""One article as a page shows it: its newest or another revision, its facts, its copies, what a revision changed."""

import difflib
import re
from dataclasses import dataclass
from typing import Any

from explore.highlight import Fact
from explore.shown import MODIFIERS
from explore.store import Store
from warehouse.quoting import quoted

# What is read from each table: the words that tell what the fact says, and the entity it leads to.
_DAYS = "(first_day || CASE WHEN last_day <> first_day THEN concat(' to ', last_day) ELSE '' END)"
_FIGURE = (
    "CASE WHEN abs(value) BETWEEN 10000 AND 1e30 AND value = trunc(value) THEN format('{:,}', value::HUGEINT) "
    "WHEN length(value_text) > 12 AND abs(value) < 1e30 THEN round(value, 4)::VARCHAR ELSE value_text END"
)
_RANGE = "CASE WHEN value_low IS NOT NULL THEN concat({}, ' to ', {}) END".format(
    *(
        f"CASE WHEN abs({end}) < 1e15 AND {end} = trunc({end}) THEN "
        f"format(CASE WHEN abs({end}) < 10000 THEN '{{}}' ELSE '{{:,}}' END, {end}::BIGINT) ELSE {end}::VARCHAR END"
        for end in ("value_low", "value_high")
    )
)
_MEANT_AS = " ".join(f"WHEN {quoted(sign)} THEN {quoted(words)}" for sign, words in MODIFIERS.items() if sign != "=")
_READINGS = {
    "temporal": (
        "temporal_mentions AS f",
        "concat_ws(', ', concat_ws(' ', lower(timex_type::VARCHAR), timex_value), "
        "lower(replace(modifier::VARCHAR, '_', ' ')), "
        f"CASE WHEN timex_value <> {_DAYS} THEN {_DAYS} END)",
        "NULL",
    ),
    "numeric": (
        "numeric_facts AS f",
        f"concat_ws(' ', kind, CASE modifier {_MEANT_AS} END, "
        f"coalesce({_FIGURE}, {_RANGE}), unit, "
        "CASE WHEN per_unit IS NOT NULL THEN concat('per ', per_unit) END)",
        "NULL",
    ),
    "entity": (
        "entity_mentions AS f LEFT JOIN (SELECT entity_id, name FROM entities) AS e USING (entity_id)",
        "concat_ws(', ', coalesce(e.name, f.type::VARCHAR), entity_id, nullif(f.relation::VARCHAR, 'name'))",
        "entity_id",
    ),
    "quotation": ("quotations AS f", "concat_ws(' ', speaker_text, verb, said_on)", "entity_id"),
}
KINDS = tuple(_READINGS)

_PIECES = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_PIECES = 4_000


@dataclass(frozen=True)
class Article:
    """An article with the facts of its title and of its body."""

    columns: dict[str, Any]
    facts: dict[str, list[Fact]]
    revisions: list[dict[str, Any]]
    copies: list[dict[str, Any]]

    @property
    def title(self) -> str:
        """Its headline, or words for none."""
        return self.columns["title"] or "(no title)"


def article(store: Store, article_id: str, revision: int | None) -> Article | None:
    """One revision of an article, where none is named the current one, of a copy the last; None where there is none."""
    names, revisions = store.select(
        "SELECT revision, is_current, published_on, coalesce(modified_at, published_at) AS dated, ingested_at, run_id "
        "FROM articles WHERE article_id = ? ORDER BY revision",
        [article_id],
    )
    listed = [dict(zip(names, row, strict=True)) for row in revisions]
    if not listed or (revision is not None and revision not in [row["revision"] for row in listed]):
        return None
    current = [row for row in listed if row["is_current"]] or listed[-1:]  # a copy of another article has none
    shown = current[0]["revision"] if revision is None else revision
    # By the day too: files of other months are not read for it.
    day = next(row["published_on"] for row in listed if row["revision"] == shown)
    of_it = "article_id = ? AND revision = ? AND " + ("published_on IS NULL" if day is None else "published_on = ?")
    values = [article_id, shown, *([] if day is None else [day])]
    names, rows = store.select(f"SELECT * FROM articles WHERE {of_it}", values)
    columns = dict(zip(names, rows[0], strict=True))
    facts: dict[str, list[Fact]] = {"title": [], "body": []}
    for kind, (table, reading, entity) in _READINGS.items():
        _, found = store.select(
            f"SELECT field::VARCHAR, start_char, end_char, text, {reading}, rule, extractor_version, {entity} "
            f"FROM {table} WHERE {of_it} ORDER BY field DESC, start_char",
            values,
        )
        for field, *rest in found:
            facts[field].append(Fact(kind, *rest))
    if "copy_group" not in columns:  # at a snapshot of an older version
        return Article(columns, facts, listed, [])
    names, copies = store.select(
        "SELECT article_id, title, source, published_on, similarity FROM articles "
        "WHERE (is_current OR is_copy) AND article_id <> ? AND copy_group = ? "
        "ORDER BY published_on, article_id LIMIT 100",
        [article_id, columns["copy_group"]],
    )
    return Article(columns, facts, listed, [dict(zip(names, row, strict=True)) for row in copies])


def differences(older: str, newer: str) -> list[tuple[str, str]]:
    """What became of a text, as pieces in reading order: (same, words), (gone, words), (new, words).

    Line by line, and word by word inside lines that changed; lines too long for that are given as gone and new.
    """
    made: list[tuple[str, str]] = []
    a, b = older.splitlines(keepends=True), newer.splitlines(keepends=True)
    for change, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b).get_opcodes():
        gone, new = "".join(a[a0:a1]), "".join(b[b0:b1])
        if change == "replace":
            made += _by_words(gone, new)
        else:
            made += _pieces(change, gone, new)
    return made


def _by_words(older: str, newer: str) -> list[tuple[str, str]]:
    a, b = _PIECES.findall(older), _PIECES.findall(newer)
    if len(a) > _MOST_PIECES or len(b) > _MOST_PIECES:
        return [("gone", older), ("new", newer)]
    made: list[tuple[str, str]] = []
    for change, a0, a1, b0, b1 in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        made += _pieces(change, "".join(a[a0:a1]), "".join(b[b0:b1]))
    return made


def _pieces(change: str, gone: str, new: str) -> list[tuple[str, str]]:
    if change == "equal":
        return [("same", new)]
    return [(kind, words) for kind, words in (("gone", gone), ("new", new)) if words]
