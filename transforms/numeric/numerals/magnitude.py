"""Sign, multiplier and minor unit of a figure: "minus 5", "$3m", "75 USD million", "63 cents"."""

from decimal import Decimal

import polars as pl

from transforms.columns.distinct import apply_once
from transforms.columns.masked import on_rows
from transforms.numeric.numerals import trailing_fractions
from transforms.numeric.numerals.decimals import scaled, to_float
from transforms.numeric.numerals.lexicon import SCALES


def with_scales(numbers: pl.DataFrame) -> pl.DataFrame:
    """Apply signs, multiplying letters and minor units to the value and its exact decimal."""
    numbers = apply_once(
        numbers,
        "lead_no",
        ["near_lead"],
        lambda leads: leads.with_columns(_minus=_ends_in_a_sign(), _lone_sign=_is_a_sign()),
    )
    minus = pl.col("_minus") | pl.col("prefix").str.contains("[-−]$") | (pl.col("_lone_sign") & (pl.col("rest") == ""))
    # "-One poll" opens a list.
    in_digits = pl.col("text").str.contains("^[0-9.½⅓⅔¼¾]")
    said = pl.col("_minus") & pl.col("near_lead").str.contains("(?i:minus|negative)[ \n-]$")
    letter = pl.col("letter").str.strip_chars().str.to_lowercase()
    behind = pl.col("scale_behind").str.strip_chars().str.to_lowercase()
    letters = {"k": 3, "m": 6, "mm": 6, "b": 9, "g": 9, "t": 12}
    shift = letter.replace_strict(letters, default=0) + behind.replace_strict(SCALES, default=0, return_dtype=pl.Int64)
    numbers = on_rows(numbers, (pl.col("letter") != "") | (pl.col("scale_behind") != ""), _shift=shift)
    numbers = numbers.with_columns(pl.col("_shift").fill_null(0))
    minor = (
        pl.when(pl.col("prefix_codes").is_null())
        .then(pl.col("factor"))
        .otherwise(pl.col("prefix_factor"))
        .fill_null(1.0)
    )
    numbers = numbers.with_columns(
        is_minus=((minus & in_digits) | said | trailing_fractions.is_below_zero()) & pl.col("decided").is_not_null(),
        power=pl.col("power") + pl.col("_shift"),
        _minor=minor,
    )
    changed = (pl.col("_shift") != 0) | (pl.col("_minor") != 1.0) | pl.col("is_minus")
    keys = ["exact", "_shift", "_minor", "is_minus"]
    distinct = numbers.filter(changed & pl.col("exact").is_not_null()).select(keys).unique(maintain_order=True)
    exact = [_rescaled(*row) for row in distinct.iter_rows()]
    distinct = distinct.with_columns(
        _exact=pl.Series(exact, dtype=pl.String), _value=pl.Series([to_float(x) for x in exact], dtype=pl.Float64)
    )
    numbers = numbers.join(distinct, on=keys, how="left", maintain_order="left")
    added = pl.concat_str("text", "letter", "suffix", "scale_behind", "per")
    longer = pl.any_horizontal(pl.col("letter", "suffix", "scale_behind", "per") != "")
    numbers = on_rows(numbers, longer, words=added)
    # Words of the fact: the sign, the figure, what multiplies it.
    return numbers.with_columns(
        exact=pl.coalesce("_exact", "exact"),
        value=pl.when(pl.col("_exact").is_not_null()).then(pl.col("_value")).otherwise(pl.col("value")),
        words=pl.coalesce("words", "text"),
    )


def _ends_in_a_sign() -> pl.Expr:
    lead = pl.col("near_lead").str
    # A margin is no sign: "plus or minus 3 percent", "+/-3.1 points".
    margin = lead.contains("(?i:or[ \n-]minus[ \n-]|[+] ?/ ?[-−] ?)$")
    # A dash with a blank is one before degrees: "froze at - 15"; behind a figure it is a range: "40 -90mm".
    return (
        lead.contains(
            r"(?:^ ?|[^A-Za-z0-9)%. ]|[^0-9] )[-−]$|(?i:(?:^|[^a-z])(?:at|to|of|reached|was|hit)) [-−] $"
            r"|(?i:(?:^|[^a-z])(?:minus|negative)[ \n-])$"
        )
        & ~margin
    )


def _is_a_sign() -> pl.Expr:
    """Whether nothing but a sign precedes, as in a cell of a table: "- 1,200"."""
    return pl.col("near_lead").str.contains("^ ?[-−] $")


def _rescaled(exact: str, power: int, minor: float, is_minus: bool) -> str:
    exact = scaled(exact, power) if power else exact
    if minor != 1.0:
        exact = scaled(exact, -2) if minor == 0.01 else format(Decimal(exact[:400]) * Decimal(str(minor)), "f")
    return "-" + exact if is_minus and exact.strip("0.") else exact
