"""Values that a query leaves open: $name in its SQL, always bound and never pasted into the text.

A saved query declares its own in comments below its first one, a line each:
-- $since DATE = 2026-01-01: the first day
-- $name VARCHAR: whom to look for
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

import duckdb

from warehouse.errors import DatelineError
from warehouse.sql_files import SqlObject

_DECLARED = re.compile(r"^-- \$(?P<name>\w+) (?P<type>[A-Z]+)(?: = (?P<default>.*?))?: (?P<about>.+)$", re.MULTILINE)
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _boolean(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


_READ: dict[str, Callable[[str], Any]] = {
    "VARCHAR": str,
    "BIGINT": int,
    "DOUBLE": float,
    "DECIMAL": Decimal,
    "BOOLEAN": _boolean,
    "DATE": dt.date.fromisoformat,
    "TIMESTAMP": dt.datetime.fromisoformat,
}


def read_parameters(given: list[str]) -> dict[str, str]:
    """The texts of `name=value`, as the command line has them. Raises DatelineError."""
    found: dict[str, str] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier():
            raise DatelineError(f"{text} is no parameter", "Write --param name=value")
        if name in found:
            raise DatelineError(f"The parameter {name} is given twice", "Give it once")
        found[name] = value
    return found


def guessed(texts: Mapping[str, str]) -> dict[str, Any]:
    """Values of the type they look like: whole numbers, decimals, days, truth; all else, or 'quoted', is text."""
    return {name: _guessed(text) for name, text in texts.items()}


def declared_parameters(query: SqlObject, given: Mapping[str, str]) -> dict[str, Any]:
    """Values of the types that a saved query declares; see `warehouse.query.saved_parameters`."""
    declared = {found["name"]: found for found in _DECLARED.finditer(query.sql)}
    strange = [name for name in given if name not in declared]
    if strange:
        there = ", ".join(declared) or "none"
        raise DatelineError(f"The query {query.name} has no parameter {strange[0]}", f"It has: {there}")
    values = {}
    for name, found in declared.items():
        text = given.get(name, found["default"])
        if text is None:
            raise DatelineError(f"The parameter {name} has no value", f"Give --param {name}=... ({found['about']})")
        try:
            values[name] = _READ[found["type"]](text)
        except (ValueError, KeyError, InvalidOperation) as error:
            problem = f"The parameter {name} is of type {found['type']}, which {text!r} is not"
            raise DatelineError(problem, found["about"]) from error
    return values


def bound(sql: str, values: Mapping[str, Any]) -> dict[str, Any] | None:
    """The values that a statement needs, by name. Raises DatelineError where it needs others than there are."""
    needed = duckdb.extract_statements(sql)[0].named_parameters
    missing = sorted(needed - values.keys())
    if missing:
        raise DatelineError(f"The parameter {missing[0]} has no value", f"Give --param {missing[0]}=...")
    strange = sorted(values.keys() - needed)
    if strange:
        raise DatelineError(f"The query has no parameter {strange[0]}", f"Write ${strange[0]} where it belongs")
    return dict(values) or None


def _guessed(text: str) -> Any:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text):
        return float(text)
    if text.lower() in ("true", "false"):
        return _boolean(text)
    if _DAY.fullmatch(text):
        try:
            return dt.date.fromisoformat(text)
        except ValueError:
            return text
    return text
