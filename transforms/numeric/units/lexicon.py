"""The unit words of news, from transforms/reference: "square feet", "Swiss francs", "US$", "GWh", "basis points"."""

from pathlib import Path

import polars as pl

from transforms.columns.lazy import once

_REFERENCE = Path(__file__).parents[2] / "reference"

# Letters that are a unit only right after digits, or with a blank where nothing else fits.
LETTERS_APART = (
    "m",
    "g",
    "l",
    "L",
    "t",
    "b",
    "B",
    "C",
    "F",
    "W",
    "V",
    "J",
    "A",
    "N",
    "p",
    "kn",
    "kt",
    "gr",
    "mi",
    "LE",
    "TL",
)
LETTER_UNITS = (
    *LETTERS_APART,
    "h",
    "s",
    "K",
    "st",
    "'",
    "’",
    "′",
    '"',
    "”",
    "″",
    "''",
    "in",
    "c",
    "Re",
    "RS",
    "in.",
    "rs",
    "le",
)


@once
def units() -> pl.DataFrame:
    """Every unit surface but money: surface, is_symbol, unit, kind, si_unit, si_factor, si_offset."""
    return _read("units.csv", {"is_symbol": pl.Int8, "si_factor": pl.Float64, "si_offset": pl.Float64})


@once
def currencies() -> pl.DataFrame:
    """Every surface of money: surface, found_as (code, name, symbol, local), codes (likeliest first), factor."""
    return _read("currencies.csv", {"factor": pl.Float64})


@once
def country_words() -> pl.DataFrame:
    """Words of an article that speak for a currency: word, code."""
    return _read("currency_countries.csv", {}).filter(~pl.col("word").str.starts_with("."))


@once
def country_domains() -> dict[str, str]:
    """Currency of each country's internet domain: {".za": "ZAR"}."""
    rows = _read("currency_countries.csv", {}).filter(pl.col("word").str.starts_with("."))
    return dict(rows.iter_rows())


# Peoples of cities and regions, in addition to those of countries.
_TOWNSPEOPLE = (
    "Gazans|Londoners|Parisians|Berliners|New Yorkers|Texans|Californians|Floridians|Sicilians|Bavarians|Catalans"
    "|Crimeans|Kashmiris|Punjabis|Europeans|Africans|Asians|Americans|Arabs|Westerners|Muslims|Christians|Catholics"
    "|Protestants|Hindus|Jews|Buddhists|Sikhs|Mormons|Democrats|Republicans|Palestinians"
)


@once
def peoples() -> list[str]:
    """Peoples in the plural, which keep their capital as what is counted: "Ukrainians", "Kurds"."""
    demonyms = _read("curated/demonyms.csv", {})["forms"].str.split("|").explode()
    plurals = [form.replace("+", "s") for form in demonyms if form.endswith(("+", "s")) and form[0].isupper()]
    aliases = _read("curated/peoples.csv", {})["aliases"].fill_null("").str.split("|").explode()
    return sorted({*plurals, *(alias for alias in aliases if alias.endswith("s")), *_TOWNSPEOPLE.split("|")})


# Countries and states that are as often the name of a person.
_PERSONS_TOO = ("Jordan", "Chad", "Georgia", "Israel", "Virginia", "Montana", "Dominica")


@once
def countries() -> pl.Series:
    """Names of countries and of states of the USA that no person has."""
    names = pl.concat([_read("curated/countries.csv", {})["name"], _read("curated/states.csv", {})["name"]])
    return names.filter(~names.is_in(_PERSONS_TOO)).unique().sort()


@once
def fixed_rates() -> pl.DataFrame:
    """Currencies that the euro took the place of: unit, fixed_per_eur, from_date."""
    rates = _read("curated/fixed_rates.csv", {"units_per_eur": pl.Float64, "from_date": pl.Date})
    return rates.select(unit="code", fixed_per_eur="units_per_eur", from_date="from_date")


@once
def prefixes() -> list[str]:
    """Marks of money that may precede a figure."""
    return currencies().filter(pl.col("found_as") != "name")["surface"].to_list()


@once
def surfaces() -> pl.DataFrame:
    """All unit surfaces by `key` (names in lower case, symbols as written) with what they mean.

    key, kind, unit (null for money), si_unit, si_factor, si_offset, codes ("USD CAD", money), factor, unit_from.
    """
    other = units().select(
        "kind",
        "unit",
        "si_unit",
        "si_factor",
        "si_offset",
        key=pl.col("surface"),
        codes=pl.lit(None, pl.String),
        factor=pl.lit(1.0),
        unit_from=pl.when(pl.col("is_symbol") == 1).then(pl.lit("symbol")).otherwise(pl.lit("name")),
        rank=pl.lit(0),
    )
    # A single letter behind a figure is no money: "500 K".
    behind = (pl.col("found_as") != "local") | (pl.col("surface").str.len_chars() > 1)
    money = (
        currencies()
        .filter(behind)
        .select(
            kind=pl.lit("money"),
            unit=pl.lit(None, pl.String),
            si_unit=pl.lit(None, pl.String),
            si_factor=pl.lit(None, pl.Float64),
            si_offset=pl.lit(None, pl.Float64),
            key=pl.col("surface"),
            codes=pl.col("codes"),
            factor=pl.col("factor"),
            unit_from=pl.col("found_as"),
            rank=pl.lit(1),
        )
    )
    # "pounds" and "stone" are both; the pound is decided where the words around it are known.
    return pl.concat([other, money.select(other.columns)]).unique("key", keep="first", maintain_order=True)


def _read(name: str, types: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return pl.read_csv(
        _REFERENCE / name, comment_prefix="# ", schema_overrides=types, infer_schema=False, quote_char='"'
    ).with_columns(pl.col(column).cast(dtype) for column, dtype in types.items())
