"""Parts of years and runs of them: "the third quarter", "fiscal 1990", "the early 1980s", "summer 2008", "2012-13"."""

import polars as pl

from transforms.temporal.dates import POINT_MODIFIER, RELATIVE_YEAR, WHICH, year_number
from transforms.temporal.grammar import Family, modifier, step
from transforms.temporal.words import (
    APOSTROPHE,
    DASH,
    EDGE,
    GAP,
    HYPHEN,
    ORDINAL,
    ORDINAL_NUMBERS,
    SEASON,
    SEASON_CODES,
    SHORT_YEAR,
    YEAR,
    YEAR_IN_WORDS,
    any_of,
    by_prefix,
    year_in_words,
)

_FISCAL = any_of("fiscal financial tax calendar")
_PERIOD_YEAR = rf"(?:(?:{HYPHEN}|{GAP}of{GAP}(?:the{GAP})?|,{GAP})(?:{_FISCAL}{GAP}(?:year{GAP})?)?"
_POSSESSIVE = rf"{APOSTROPHE}s"

QUARTERS = Family(
    "quarter",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?:(?<of_year>last|this|next){GAP}year{_POSSESSIVE}|(?:the{GAP})?(?<year_a>{YEAR})(?:{_POSSESSIVE})?|the){GAP})?"
    rf"(?:(?<which>last|next|this){GAP}year{_POSSESSIVE}{GAP})?(?:(?<ago>year[ -](?:ago|earlier)){GAP})?"
    rf"(?:{_FISCAL}{HYPHEN})?(?:(?<ordinal>{ORDINAL}){HYPHEN}(?<period>quarter|half)|(?<short>(?-i:Q[1-4]|[1-4]Q|H[12]|[12]H))){EDGE}"
    rf"{_PERIOD_YEAR}(?:(?<year_b>{YEAR}|{SHORT_YEAR})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        "kind": pl.lit("part"),
        "year": pl.coalesce(year_number("year_a"), year_number("year_b")),
        "year_step": pl.coalesce(
            step("of_year"), step("which"), step("relative_year"), pl.when(pl.col("ago").is_not_null()).then(-1)
        ),
        "part": pl.coalesce(
            pl.concat_str(
                pl.when(pl.col("period").str.to_lowercase() == "half").then(pl.lit("H")).otherwise(pl.lit("Q")),
                by_prefix("ordinal", ORDINAL_NUMBERS, 2).cast(pl.String),
            ),
            pl.concat_str(pl.col("short").str.extract("([QH])"), pl.col("short").str.extract("([1-4])")),
        ),
        "modifier": modifier("mod"),
    },
)

SEASONS = Family(
    "season",
    rf"(?<mod>{POINT_MODIFIER})?(?:(?<which>{WHICH}){GAP}|the{GAP})?(?<season>{SEASON}){EDGE}"
    rf"{_PERIOD_YEAR}(?:(?<year>{YEAR}|{SHORT_YEAR})|(?<words>{YEAR_IN_WORDS})|(?<relative_year>{RELATIVE_YEAR})))?",
    {
        "kind": pl.lit("part"),
        "year": pl.coalesce(year_number("year"), year_in_words("words")),
        "year_step": step("relative_year"),
        "part": by_prefix("season", SEASON_CODES, 2),
        "step": step("which"),
        "modifier": modifier("mod"),
    },
)

YEAR_RANGE = Family(
    "year_range",
    rf"(?<year>{YEAR})(?:{DASH}(?<short>[0-9]{{2}}){EDGE}|/(?<slash>[0-9]{{2}}){EDGE}|{DASH}(?<end>{YEAR}))",
    {
        "kind": pl.lit("year"),
        "year": year_number("year"),
        "end_year": pl.coalesce(
            year_number("end"),
            year_number("year") // 100 * 100 + pl.coalesce("short", "slash").cast(pl.Int32, strict=False),
        ),
    },
)

YEARS = Family(
    "year",
    rf"(?<mod>{POINT_MODIFIER}|(?:pre|post)-)?"
    rf"(?:(?:the{GAP})?(?:{_FISCAL}(?:{GAP}year)?|year)(?:{GAP}ended)?{GAP}|(?-i:FY)[ ]?)?"
    rf"(?:(?<year>{YEAR})|(?<words>{YEAR_IN_WORDS}){EDGE})|(?-i:FY)(?<short>[0-9]{{2}}){EDGE}",
    {
        "kind": pl.lit("year"),
        "year": pl.coalesce(year_number("year"), year_in_words("words"), year_number("short")),
        "modifier": modifier("mod"),
    },
)

ERAS = Family(
    "era",
    rf"(?:(?<year>[1-9][0-9]{{0,3}}){GAP}(?<era>(?-i:BCE?|B\.C\.|CE|AD|A\.D\.))|(?-i:AD|A\.D\.){GAP}(?<ad>[1-9][0-9]{{0,3}}){EDGE})",
    {
        "kind": pl.lit("year"),
        "year": pl.when(pl.col("era").str.starts_with("B"))
        .then(-pl.col("year").cast(pl.Int32, strict=False))
        .otherwise(pl.coalesce("year", "ad").cast(pl.Int32, strict=False)),
    },
)

_DECADE_WORDS = "twenties thirties forties fifties sixties seventies eighties nineties"
_DECADES = {word[:4]: 1900 + 10 * n for n, word in enumerate(_DECADE_WORDS.split(), 2)}

DECADES = Family(
    "decade",
    rf"(?<mod>{POINT_MODIFIER})?(?:the{GAP})?(?<mid>(?:early|mid|late)(?:{HYPHEN}to{HYPHEN}(?:mid|late))?{HYPHEN})?"
    rf"(?:(?<year>(?:1[0-9]|20)[0-9]0){APOSTROPHE}?s|{APOSTROPHE}?(?<short>[2-9]0)s|(?:nineteen{HYPHEN})?(?<words>{any_of(_DECADE_WORDS)})){EDGE}",
    {
        "kind": pl.lit("decade"),
        "year": pl.coalesce(
            pl.col("year").cast(pl.Int32, strict=False),
            pl.col("short").cast(pl.Int32, strict=False) + 1900,
            by_prefix("words", _DECADES, 4),
        ),
        "modifier": modifier("mod", "mid"),
    },
)

_CENTURY_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
)
_CENTURIES = {word: n for n, word in enumerate(_CENTURY_WORDS.split(), 1)}

CENTURIES = Family(
    "century",
    rf"(?<mod>{POINT_MODIFIER})?(?:the{GAP})?(?<mid>(?:early|mid|late){HYPHEN})?"
    rf"(?:(?<digits>[12]?[0-9])(?:st|nd|rd|th)|(?<words>{any_of(_CENTURY_WORDS)})){HYPHEN}century{EDGE}",
    {
        "kind": pl.lit("century"),
        "year": 100
        * (
            pl.coalesce(
                pl.col("digits").cast(pl.Int32, strict=False),
                pl.col("words").str.to_lowercase().replace_strict(_CENTURIES, default=None, return_dtype=pl.Int32),
            )
            - 1
        ),
        "modifier": modifier("mod", "mid"),
    },
)

PERIODS = [QUARTERS, SEASONS, YEAR_RANGE, DECADES, CENTURIES, ERAS, YEARS]
