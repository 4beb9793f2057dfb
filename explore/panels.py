"""Panels: the lists and charts of the pages, each one SELECT of sql/explore with named parameters."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from warehouse.errors import DatelineError
from warehouse.quoting import quoted
from warehouse.sql_files import SqlObject, sql_objects

_PARAMETER = re.compile(r"\$([a-z_]+)")
# What tells quotations apart, declared once: their letters without the stops at their end.
_WORDS_ALONE = re.compile(r"words_alone\((?P<text>[\w.]+)\)")
_ALONE = r"regexp_replace(lower(\g<text>), '[.,;:!? ]+$', '')"
# What the articles of one logical day's runs say, declared once: the rows of a table of facts, with titles.
# Articles without a day are apart: only days that are equal keep DuckDB from reading the others.
_OF_THE_NIGHT = re.compile(r"of_the_night\((?P<facts>\w+)\)")
_NIGHTS_FACTS = r"""(
        WITH brought AS (
            SELECT a.article_id, a.revision, a.published_on, a.title
            FROM articles AS a
            INNER JOIN runs AS r USING (run_id)
            WHERE r.as_of = $night::DATE AND a.is_current
        )

        SELECT f.*, b.title
        FROM \g<facts> AS f
        INNER JOIN brought AS b USING (article_id, revision, published_on)
        UNION ALL
        SELECT f.*, b.title
        FROM \g<facts> AS f
        INNER JOIN brought AS b
            ON b.article_id = f.article_id AND b.revision = f.revision AND b.published_on IS NULL
    )"""
# Left out where no days are asked for: articles without a day are shown too then.
_IN_DAYS = re.compile(r"(?:\w+\.)?published_on BETWEEN \$from_day::DATE AND \$to_day::DATE")

FIRST_DAY, LAST_DAY = "0001-01-01", "9999-12-31"

# What a parameter is where the address does not give it: every day, any type, currency, speaker, source.
DEFAULTS: dict[str, str] = {
    "from_day": FIRST_DAY,
    "to_day": LAST_DAY,
    "type": "",
    "currency": "",
    "speaker": "",
    "source": "",
    "kind": "",
    "words": "",
    "entity_id": "",
    "named": "",
    "night": LAST_DAY,
}
MOST_CHARS = 200


class ParameterError(DatelineError):
    """A value of an address that cannot be used."""


@dataclass(frozen=True)
class Panel:
    """One list: its heading, and which of its columns are shown and lead on.

    `links` gives the address behind a shown column as a template over the columns of its row; a row in which one of
    them is null has no link there.
    """

    name: str
    heading: str
    shown: tuple[str, ...]
    links: Mapping[str, str]


_WORDS = "/articles/{article_id}#{field}-{start_char}"
_ARTICLE = "/articles/{article_id}"
_ENTITY = "/entities/{entity_id}"
_SOURCE = "/search?source={source}"
_NIGHT = "/nights/{as_of}"

_PANELS = (
    Panel(
        "articles_by_day",
        "Articles by day",
        ("day", "source", "articles"),
        {"articles": "/search?source={source}&from_day={first_on}&to_day={last_on}"},
    ),
    Panel(
        "newest_articles",
        "Newest articles",
        ("published_on", "title", "source", "words"),
        {"title": _ARTICLE, "source": _SOURCE},
    ),
    Panel(
        "entities_most_named",
        "Most named",
        ("name", "type", "country_code", "articles", "mentions"),
        {"name": _ENTITY},
    ),
    Panel(
        "entity_by_day",
        "Mentions by day",
        ("day", "mentions"),
        {"mentions": "/search?entity_id={entity_id}&from_day={first_on}&to_day={last_on}"},
    ),
    Panel("entity_named_with", "Named with", ("name", "type", "sentences", "articles"), {"name": _ENTITY}),
    Panel(
        "entity_mentions_newest",
        "Where it is named",
        ("published_on", "text", "relation", "title", "source"),
        {"text": _WORDS, "title": _ARTICLE, "source": _SOURCE},
    ),
    Panel(
        "entity_money",
        "Amounts in its sentences",
        ("published_on", "text", "value", "currency", "value_usd", "title"),
        {"text": _WORDS, "title": _ARTICLE},
    ),
    Panel("entity_quotes", "What it says", ("day", "words", "verb", "title"), {"words": _WORDS, "title": _ARTICLE}),
    Panel(
        "entity_quoted_about",
        "What others say about it",
        ("day", "speaker", "words", "title"),
        {"words": _WORDS, "title": _ARTICLE, "speaker": "/entities/{speaker_id}"},
    ),
    Panel("entity_aliases", "The words for it", ("text", "relation", "mentions", "articles"), {}),
    Panel("entity_merged", "Merged into it", ("name", "type", "entity_id", "first_seen"), {}),
    Panel(
        "money_by_month",
        "Sums by month",
        ("month", "currency", "amounts", "total", "total_usd"),
        {"amounts": "/panels/money_largest?currency={currency}&from_day={first_on}&to_day={last_on}"},
    ),
    Panel(
        "money_largest",
        "Largest amounts",
        ("published_on", "text", "value", "currency", "value_usd", "modifier", "title"),
        {"text": _WORDS, "title": _ARTICLE},
    ),
    Panel(
        "facts_by_kind",
        "Numbers by kind",
        ("kind", "facts", "articles", "commonest_unit", "median_value"),
        {"kind": "/search?kind={kind}"},
    ),
    Panel(
        "announced",
        "What is announced",
        ("day", "last_day", "granularity", "text", "published_on", "title"),
        {"text": _WORDS, "title": _ARTICLE},
    ),
    Panel(
        "announced_by_day",
        "Articles that speak of a day ahead",
        ("day", "articles"),
        {"articles": "/panels/announced?from_day={day}&to_day={day}"},
    ),
    Panel(
        "quoted_most",
        "Most quoted",
        ("speaker", "quotations", "articles", "last_on"),
        {"speaker": "/entities/{speaker_id}"},
    ),
    Panel(
        "quotes_newest",
        "Newest quotations",
        ("day", "speaker", "words", "verb", "title"),
        {"words": _WORDS, "title": _ARTICLE, "speaker": "/entities/{speaker_id}"},
    ),
    Panel("places_named", "Places named", ("name", "country_code", "articles", "mentions"), {"name": _ENTITY}),
    Panel(
        "nights",
        "Runs",
        (
            "as_of",
            "finished_at",
            "records_in",
            "articles",
            "revisions",
            "duplicates",
            "rejects",
            "failed_checks",
            "facts",
            "facts_per_article",
        ),
        {"as_of": _NIGHT},
    ),
    Panel(
        "facts_per_night",
        "Facts per article, last fourteen nights",
        ("day", "facts_per_article"),
        {"day": "/nights/{day}"},
    ),
    Panel("rejects_by_reason", "Rejects", ("reason", "records", "newest_uri", "newest_detail"), {}),
    Panel("sources_freshness", "Sources", ("source", "newest_day", "newest_arrival", "articles"), {"source": _SOURCE}),
    Panel(
        "night_runs",
        "Runs",
        (
            "finished_at",
            "records_in",
            "known",
            "articles",
            "revisions",
            "duplicates",
            "rejects",
            "failed_checks",
            "facts",
        ),
        {},
    ),
    Panel("night_articles_by_source", "Sources", ("source", "articles", "words"), {"source": _SOURCE}),
    Panel(
        "night_articles",
        "Articles",
        ("published_on", "title", "source", "words"),
        {"title": _ARTICLE, "source": _SOURCE},
    ),
    Panel("night_entities", "Most named", ("name", "type", "articles", "mentions"), {"name": _ENTITY}),
    Panel(
        "night_money",
        "Largest amounts",
        ("text", "value", "currency", "value_usd", "title"),
        {"text": _WORDS, "title": _ARTICLE},
    ),
    Panel(
        "night_quotes",
        "Quotations",
        ("speaker", "words", "title"),
        {"words": _WORDS, "title": _ARTICLE, "speaker": "/entities/{speaker_id}"},
    ),
    Panel("night_rejects", "Rejects", ("reason", "source_uri", "source_locator", "detail"), {}),
)

PANELS: dict[str, Panel] = {panel.name: panel for panel in _PANELS}


@cache
def statements() -> dict[str, SqlObject]:
    """The SELECTs of sql/explore by name, words_alone(...) and of_the_night(...) in them written out.

    Raises where one has no panel, or a panel has none.
    """
    found = sql_objects("explore")
    if found.keys() != PANELS.keys():
        raise ValueError(f"sql/explore and explore/panels.py differ: {sorted(found.keys() ^ PANELS.keys())}")
    return {name: replace(each, sql=_written_out(each.sql)) for name, each in found.items()}


def _written_out(sql: str) -> str:
    return _OF_THE_NIGHT.sub(_NIGHTS_FACTS, _WORDS_ALONE.sub(_ALONE, sql))


def parameters(name: str, given: Mapping[str, str]) -> dict[str, str]:
    """The parameters that a panel's SELECT names, checked.

    Raises ParameterError for a day that is none and for a text that is too long.
    """
    values = {}
    for parameter in dict.fromkeys(_PARAMETER.findall(statements()[name].sql)):
        values[parameter] = checked(parameter, given.get(parameter) or DEFAULTS[parameter])
    return values


def statement(name: str, values: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """The SELECT of a panel for these parameters, and those of them that it still names."""
    sql = statements()[name].sql
    if all(values.get(field, DEFAULTS[field]) == DEFAULTS[field] for field in ("from_day", "to_day")):
        sql = _IN_DAYS.sub("true", sql)
    return sql, {parameter: values[parameter] for parameter in dict.fromkeys(_PARAMETER.findall(sql))}


def checked(parameter: str, value: str) -> str:
    """The value; raises ParameterError for a day that is none and for a text that is too long."""
    if len(value) > MOST_CHARS:
        raise ParameterError(f"{parameter} is too long", f"At most {MOST_CHARS} characters are read")
    if parameter.endswith("_day") or parameter == "night":
        _require_day(parameter, value)
    return value


def sql_to_copy(name: str, values: Mapping[str, str]) -> str:
    """The SELECT with its values written in, to run with `dateline query`."""
    sql, named = statement(name, values)
    return _PARAMETER.sub(lambda found: quoted(named[found[1]]), sql)


def _require_day(parameter: str, value: str) -> None:
    try:
        date.fromisoformat(value)
    except ValueError as error:
        raise ParameterError(f"{parameter} is no day: {value[:40]}", "Write days as 2026-03-11") from error
