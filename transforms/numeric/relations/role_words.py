"""Role words: which role a few words tell, "wounded", "the death toll", "a $4 million fine"."""

import re
from collections.abc import Mapping
from functools import cached_property, lru_cache

import polars as pl

# Words that a batch of news says of casualties and of money.
_KEPT = 1 << 12


class RoleWords:
    """The words of some roles: a pattern each, which a wording matches whole, letters in either case.

    Wordings are few and come again, so they are read once each by Python's engine, which keeps its patterns; that of
    Polars would compile a dozen of them for every batch.
    """

    def __init__(self, patterns: Mapping[str, str]) -> None:
        self._by_role = patterns
        self._role = lru_cache(_KEPT)(self._first_role)

    def roles(self, words: pl.Series) -> pl.Series:
        """The first role whose pattern each wording matches; null where none does or there are no words."""
        known = words.unique().drop_nulls()
        roles = pl.Series([self._role(wording) for wording in known], dtype=pl.String)
        return words.replace_strict(known, roles, default=None, return_dtype=pl.String)

    def _first_role(self, wording: str) -> str | None:
        return next((role for role, pattern in self._patterns if pattern.fullmatch(wording)), None)

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str]]]:
        return [(role, re.compile(pattern, re.IGNORECASE)) for role, pattern in self._by_role.items()]
