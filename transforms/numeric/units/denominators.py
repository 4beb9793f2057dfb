"""What an amount is counted by: " per share", " a barrel", "/sq ft", "-a-year"."""

import polars as pl

from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units import lexicon
from transforms.text.patterns import escaped

# Denominators that may follow "a", "an" or "each"; after "per" and "/" any word may.
_PER_NOUNS = (
    "share|barrel|bbl|ounce|ton|tonne|pound|gallon|litre|liter|kilogram|kilo|kg|bushel|head|person|night|day|week|month"
    "|year|quarter|hour|minute|second|square foot|square meter|square metre|square mile|sq ft|sq m|sqm"
    "|sq. ft.|seat|unit|piece|pop|game"
    "|annum|capita|mile|km|kilometer|kilometre|acre|hectare|mmbtu|kWh|MWh|megawatt hour|kilowatt hour|carat|troy ounce"
    "|million btu|million british thermal units|thousand cubic feet|dozen|bottle|head|m2|sq km|square kilometre"
    "|square kilometer|cubic meter|cubic metre|metric ton|decade|term|season|semester|ticket|vote|child"
    "|student|family|household"
)
# What a denominator cannot be followed by: "$6.78 billion a year earlier".
_NO_DENOMINATOR = "^[ \n](?:earlier|ago|later|before|after|previously|apart|on|older|or so ago)(?-u:\\b)"


def denominator() -> pl.Expr:
    """The words of the denominator behind the unit, empty without one."""
    per = pl.col("rest").str.extract(per_pattern(), 0).fill_null("")
    behind = pl.col("rest").str.slice(per.str.len_chars())
    return pl.when(~(behind.str.contains(_NO_DENOMINATOR) & per.str.contains("^[ ]a"))).then(per).fill_null("")


def per_pattern() -> str:
    """A denominator at the start of `rest`: " per share", " a barrel", "/sq ft"."""
    nouns = escaped(_PER_NOUNS.split("|"))
    return (
        f"^(?:{SPACE}(?:an?|each|every)[ \n\u00a0-]|-an?-|{SPACE}?/{SPACE}?|-?{SPACE}?per[ -])(?i:{nouns})(?-u:\\b)"
        f"|^(?:{SPACE}?-?per[ -]|/)[a-z]{{2,}}(?-u:\\b)"
    )


def per_unit(column: str) -> pl.Expr:
    """The denominator's name: "share", "square foot"; units by their own names."""
    word = (
        pl.col(column)
        .str.replace("^(?:[ \n](?:an?|each|every)[ \n-]|-an?-|[ \n]?/[ \n]?|-?[ \n]?per[ -])", "")
        .str.to_lowercase()
    )
    names = dict(
        lexicon.units().filter(pl.col("kind").is_in(["dimension", "duration"])).select("surface", "unit").iter_rows()
    )
    names |= {
        "annum": "year",
        "sq. ft.": "square foot",
        "million btu": "mega british thermal unit",
        "million british thermal units": "mega british thermal unit",
    }
    lower = {key.lower(): unit for key, unit in names.items()} | {
        key: unit for key, unit in names.items() if len(key) > 1
    }
    return pl.when(pl.col(column) != "").then(word.replace(lower))
