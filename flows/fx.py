"""Fresher exchange rates for a lake: the rates themselves, and the amounts that could not be converted when loaded."""

from contextlib import closing
from pathlib import Path

import polars as pl

from transforms.numeric.units.fx_conversion import with_conversions
from warehouse.fx import rates, replace_rates
from warehouse.lake import Lake

_KEY = ("article_id", "revision", "field", "start_char", "end_char")
_CONVERTED = ("value_usd", "value_eur", "fx_date", "fx_status")


def refresh_rates(place: Lake, path: Path) -> tuple[int, int]:
    """Put the rates of a file into the lake and convert the amounts that had a stale rate or none.

    Gives the number of rates and of amounts that are converted otherwise than before. A run that was killed in between
    is completed by running it again.
    """
    return replace_rates(place, path), convert_again(place)


def convert_again(place: Lake) -> int:
    """Convert loaded amounts whose rate was stale or missing, in one commit; gives how many changed."""
    with closing(place.writer()) as lake:
        facts = lake.execute(
            f"SELECT {', '.join(_KEY)}, kind, unit, value, published_on, {', '.join(_CONVERTED)} FROM numeric_facts "
            "WHERE kind = 'money' AND value IS NOT NULL AND fx_status IN ('stale', 'no_rate')"
        ).pl()
    if facts.is_empty():
        return 0
    before = facts.select(_CONVERTED)
    fresh = with_conversions(facts.drop(_CONVERTED).with_columns(is_unsettled=pl.lit(value=False)), rates(place))
    differs = pl.any_horizontal(
        fresh[name].cast(before[name].dtype).ne_missing(before[name]).alias(name) for name in _CONVERTED
    )
    changed = fresh.select(*_KEY, *_CONVERTED).filter(pl.select(differs).to_series())
    if changed.is_empty():
        return 0
    with place.transaction() as lake:
        lake.register("converted_again", changed.to_arrow())
        lake.execute(
            f"UPDATE numeric_facts SET {', '.join(f'{name} = c.{name}' for name in _CONVERTED)} "
            f"FROM converted_again AS c WHERE {' AND '.join(f'numeric_facts.{name} = c.{name}' for name in _KEY)}"
        )
    return changed.height
