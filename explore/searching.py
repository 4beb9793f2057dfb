"""Search as the pages ask it: the fields of an address as words and filters, and the SELECT that finds the same."""

from collections.abc import Mapping
from datetime import date

from explore.panels import DEFAULTS, checked
from warehouse.quoting import quoted
from warehouse.search import Filters

FIELDS = ("words", "from_day", "to_day", "source", "entity_id", "kind")


def filters_of(asked: Mapping[str, str]) -> Filters:
    """The filters among the fields; raises ParameterError for a day that is none and for a text that is too long."""
    given = {field: checked(field, asked[field] or DEFAULTS[field]) for field in FIELDS}
    return Filters(
        first_day=date.fromisoformat(given["from_day"]) if asked["from_day"] else None,
        last_day=date.fromisoformat(given["to_day"]) if asked["to_day"] else None,
        source=given["source"] or None,
        entity_id=given["entity_id"] or None,
        kind=given["kind"] or None,
    )


def sql_to_copy(asked: Mapping[str, str]) -> str:
    """The SELECT that `dateline query` answers with the same articles, its first thousand where there are words."""
    found = f"search({quoted(asked['words'])})" if asked["words"] else "articles"
    conditions = [] if asked["words"] else ["is_current"]
    conditions += [f"published_on >= {quoted(asked['from_day'])}"] if asked["from_day"] else []
    conditions += [f"published_on <= {quoted(asked['to_day'])}"] if asked["to_day"] else []
    conditions += [f"source = {quoted(asked['source'])}"] if asked["source"] else []
    for table, column in (("entity_mentions", "entity_id"), ("numeric_facts", "kind")):
        if asked[column]:
            holding = (
                f"SELECT f.article_id FROM {table} AS f WHERE f.is_current AND f.{column} = {quoted(asked[column])}"
            )
            conditions.append(f"article_id IN ({holding})")
    where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    order = "score DESC, article_id" if asked["words"] else "published_on DESC NULLS LAST, article_id"
    return f"SELECT published_on, title, source, article_id\nFROM {found}{where}\nORDER BY {order}"
