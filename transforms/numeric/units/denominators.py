"""Denominators of rates: " per share", " a barrel", "/sq ft", "-a-year", " per 100,000 people", " each"."""

import numpy as np
import polars as pl

from transforms.columns.lazy import once
from transforms.columns.masked import on_rows
from transforms.columns.utf8 import place
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units import lexicon
from transforms.text.patterns import escaped

_TIMES = "second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|annum|season|term|semester"
# Denominators that may follow "a", "an" or "each"; after "per" and "/" any word may.
_PER_NOUNS = (
    f"{_TIMES}|share|barrel|bbl|ounce|ton|tonne|pound|gallon|litre|liter|kilogram|kilo|kg|bushel|head|person"
    f"|square foot"
    "|square meter|square metre|square mile|sq ft|sq m|sqm|sq. ft.|seat|unit|piece|pop|game|capita|mile|km|kilometer"
    "|kilometre|acre|hectare|mmbtu|kWh|MWh|megawatt hour|kilowatt hour|megawatt-hour|kilowatt-hour|carat|troy ounce"
    "|million btu|million british thermal units|thousand cubic feet|dozen|bottle|m2|sq km|square kilometre"
    "|square kilometer|cubic meter|cubic metre|metric ton|metric tonne|ticket|vote|child|student|pupil|family"
    "|household|pint|can|pack|packet|bag|crate|box|pair|copy|phone|room|car|vehicle|passenger|customer|user|patient"
    "|visit|trip|ride|flight|shift|shot|episode|match|pill|dose|test|mask|gram|tola|quintal|sack|cylinder|vial|tree"
    "|plant|cow|sheep|house|home|flat"
)
_A, _PER = f"{SPACE}(?:an?|each|every|for each|for every)[ \n\u00a0-]|-an?-", f"{SPACE}?/{SPACE}?|-?{SPACE}?per[ -]"
# "$15 extra per phone".
_BETWEEN = f"(?:{SPACE}(?:extra|more|less|net|gross|on average|in cash|cash|plus VAT|tax-free)(?-u:\\b))?"
# A figure of people or things: "4.5 per 100,000 people".
# And of a bag: "per 20kg bag", "per 12.5kg cylinder", "per 5 kg".
_WEIGHED = (
    "[ -]?(?:kg|kilograms?|kilos?|g|grams?|lb|pounds?|lit(?:re|er)s?|[lL]|ml|tonnes?|tons?|km|gallons?|oz|ounces?"
    "|millilit(?:re|er)s?|metres?|meters?)(?:[ -](?:bag|sack|cylinder|bottle|carton|crate|box|tin|can|jar|drum|pack"
    "|packet|bale|keg|tub|bucket|loaf|jerrycan)s?)?"
)
_OF_MANY = (
    f"{SPACE}(?:per|for every)[ ](?P<many>[$€£]?[0-9][0-9,]*(?:[.][0-9]+)?(?:[ ](?:hundred|thousand|million))?"
    f"(?:{_WEIGHED}|[ ][a-z]{{3,}}s|[ ]people)?)(?-u:\\b)"
)
# "312 micrograms of PM2.5 per cubic metre", "200 litres of water per day".
# "900 doors daily", "$400 annually".
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
    "pcm": "month",
    "pw": "week",
}
_OF_A_STUFF = f"{SPACE}of[ ](?:[A-Za-z][A-Za-z0-9.]{{1,14}}[ ]){{1,2}}?"
_STUFF_BY_TIME = f"(?:an?|each|every)[ ](?P<time>(?i:{_TIMES}))"
_ADVERB = f"{SPACE}(?P<adverb>{'|'.join(_ADVERBS)})(?-u:\\b)"
# Any word may follow "per", and two of an area or volume: "340 people per square km".
_WORD = "(?:square|cubic|sq[.]?|cu[.]?) (?:[a-z]+|m2|m3)|[a-z]{2,}"
# A quick first look: the words that a denominator or what precedes one may begin with.
_MAY_BEGIN = (
    f"^-?{SPACE}?-?(?:an?[ \n\u00a0-]|each|every|for e|per[ -]|/|extra|more|less|net|gross|on average"
    "|in cash|cash|plus VAT|tax-free|apiece|of [A-Za-z][A-Za-z0-9. ]{1,26} (?:per|an?|each|every) |[a-z]{3,} per "
    f"|{'|'.join(_ADVERBS)})"
)
_EACH = f"^{SPACE}(?:each|apiece)(?-u:\\b)"
_EACH_ENDS = "^(?:$|[.,;:)]|[ \n](?:for|to|from|in|and|or|on|at|by|when|if|last|this|before|after|with)(?-u:\\b))"
# What a length of time is followed by where it measures a distance: "$6.78 billion a year earlier", "$3 million a
# year on."
_APART = "^[ \n](?:earlier|ago|later|previously|apart|older|or so ago|before|after|on|hence)(?-u:\\b)"
_APART_ALWAYS = "^[ \n](?:earlier|ago|later|previously|apart|older|or so ago|hence|(?:before|after|on)(?:$|[.,;:)]))"

# "$2 million a month before tax", "$3 million a year on fuel": no distance in time.
_OF_A_SUM = (
    "^[ \n](?:before|after) (?:tax|taxes|deductions?|interest|expenses|costs|rent|inflation|benefits)(?-u:\\b)"
    "|^[ \n]on (?:[a-z]{3,})(?-u:\\b)"
)


@once
def _pattern() -> str:
    nouns = escaped(_PER_NOUNS.split("|"))
    named = (
        f"(?:{_BETWEEN}(?:{_A}|{_PER})|{_BETWEEN}{SPACE}?per[ -](?:[a-z]+[ -]){{1,2}}?)(?P<noun>(?i:{nouns}))(?-u:\\b)"
    )
    # "4kg feed per day".
    of_stuff = f"(?:{_OF_A_STUFF}|{SPACE}[a-z]{{3,}}[ ])per[ ](?P<unit>(?i:{nouns}))|{_OF_A_STUFF}{_STUFF_BY_TIME}"
    of_stuff = f"(?:{of_stuff})(?-u:\\b)"
    named = f"{named}|{_ADVERB}|{of_stuff}|{_OF_MANY}"
    return f"^(?P<words>{named}|(?:{_BETWEEN}{SPACE}?-?per[ -]|/)(?P<word>{_WORD})(?-u:\\b))"


@once
def _time_pattern() -> str:
    return (
        f"^(?P<words>(?:{_A}|{_PER})(?P<noun>(?i:{_TIMES}))(?-u:\\b)|{_ADVERB}|{_OF_MANY}"
        f"|{_OF_A_STUFF}(?:per[ ](?P<unit>(?i:{_TIMES}))|{_STUFF_BY_TIME})(?-u:\\b)"
        f"|{SPACE}per[ ](?P<word>{_WORD})(?-u:\\b))"
    )


_BOUND = "(?:about|around|nearly|almost|over|just|just over|just under|more than|less than|only|as much as|up to)"
_OTHER_FIGURE = "(?-u:\\b)(?:as|while|and|but|although|after|when|which|whose|that|since|because|total)(?-u:\\b)"
# "per" and "/" of a count come before few words; those that begin no denominator.
_NO_WORD = ("cent", "se", "cents", "diem", "that", "the", "an", "its", "our")


def with_denominators(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add per_unit (String, what the amount is per, else null) and `per` (its words, else empty), and cut `rest`.

    Takes numbers with decided, rest, power, noun_words. Amounts, shares and measures take any denominator behind their
    unit; counts and bare figures a time or what "per" names ("32 ships a day", "4.5 per 100,000 people"). A count's
    words follow its noun and are given in `noun_per` instead.
    """
    kind, rest = pl.col("decided"), pl.col("rest")
    owns = kind.is_in(["money", "percent", "dimension", "duration"])
    # A share of something per year keeps what it is a share of.
    begins = rest.str.contains(_MAY_BEGIN) & ~((kind == "percent") & rest.str.starts_with(" of"))
    numbers = on_rows(numbers, owns & begins, **_denominators())
    counted = kind.is_in(["count", "number"])
    beyond = rest.str.slice(1 + pl.col("noun_words").str.len_chars())
    own_noun = rest.str.slice(1).str.starts_with(pl.col("noun_words"))
    behind = pl.when(pl.col("noun_words").is_null()).then(rest).when(own_noun).then(beyond)
    numbers = on_rows(numbers, counted, _behind=behind)
    numbers = on_rows(
        numbers,
        pl.col("_behind").str.contains(
            f"^ (?:a|per|each|every|for every|of [A-Za-z][A-Za-z0-9. ]{{1,26}} (?:per|an?|each|every) )|^/|^{_ADVERB}"
        ),
        **_denominators_of_counts(),
    )
    # "passengers at 8,000 a day": a noun that stands elsewhere has no words behind the figure.
    bare = (kind == "number") | pl.col("noun_words").is_null()
    per = pl.coalesce("_per", pl.when(bare).then("_of__per")).fill_null("")
    numbers = numbers.with_columns(
        per=per,
        per_unit=pl.coalesce("_unit", "_of__unit"),
        noun_per=pl.when(~bare).then("_of__per"),
        rest=pl.when(per != "").then(rest.str.slice(per.str.len_chars())).otherwise(rest),
    )
    # "9 million euros ($10 million) per season": of what follows the bracket there are no words here.
    numbers = on_rows(
        numbers,
        (kind == "money") & pl.col("rest").str.contains("^[)] ?(?:a|per|each)"),
        _outer=_outer_denominator(),
    )
    # "300 million cubic feet (MMcf) per day": the unit again, in brackets.
    abbreviated = pl.col("per_unit").is_null() & kind.is_in(["dimension", "count"])
    abbreviated &= pl.col("rest").str.contains(_ABBREVIATED_PER)
    numbers = on_rows(numbers, abbreviated, _beyond=_beyond_abbreviation())
    # "The price per barrel rose to $84".
    before = (kind == "money") & pl.col("per_unit").is_null() & pl.col("near_lead").str.contains("(?i:per) ")
    numbers = on_rows(numbers, before, _before=_denominator_before())
    numbers = numbers.with_columns(per_unit=pl.coalesce("per_unit", "_outer", "_beyond", "_before"))
    numbers = _with_carried_denominators(numbers)
    return numbers.drop("_before", "_beyond", "_per", "_unit", "_behind", "_of__per", "_of__unit", "_outer")


# "now $9.50 an hour, will rise to $11": what went elsewhere is per the same, within four times.
_WENT_TO = (
    "^0 ?(?:an?|per|each|every|/)[ a-z][^.;:0-9]{1,40}?(?:ris(?:e|es|ing|en)|rose|rais(?:e|es|ed|ing)|increas(?:e|es"
    "|ed|ing)"
    "|go|goes|going|went|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|grow(?:s|ing)?|grew|fall(?:s|ing|en)?|fell|drop(?:s"
    "|ped|ping)?"
    "|eas(?:e|es|ed|ing)|cut|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|slip(?:s|ped|ping)?|slid|retreat(?:s|ed|ing)?"
    "|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|soar(?:s|ed|ing)?|surg(?:e|es|ed|ing)|declin(?:e|es|ed|ing)"
    "|tumbl(?:e|ed|ing)"
    f") (?:back |up |down )?to (?:{_BOUND} )?$"
)
_GOES_NO_FURTHER = (
    "^(?:$|[.,;:)]| (?:in|on|by|at|last|this|next|from|and|before|after|as|when|with|over|for|a year)(?-u:\\b))"
)
_CARRIED = 4.0


def _with_carried_denominators(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give an amount without per_unit that of the amount right before it, where the words say what that became."""
    lead = pl.col("near_lead").str
    may = (pl.col("decided") == "money") & pl.col("per_unit").is_null() & (pl.col("decided").shift(1) == "money")
    may &= pl.col("per_unit").shift(1).is_not_null() & (pl.col("text_no") == pl.col("text_no").shift(1))
    codes, ratio = pl.coalesce("prefix_codes", "codes"), pl.col("value") / pl.col("value").shift(1)
    may &= (codes == codes.shift(1)) & ratio.is_between(1 / _CARRIED, _CARRIED)
    may &= lead.starts_with("0") & lead.contains(" to ", literal=True)
    rows = numbers.select(may.fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return numbers
    told = numbers["near_lead"].gather(rows).str.contains(_WENT_TO) & numbers["rest"].gather(rows).str.contains(
        _GOES_NO_FURTHER
    )
    rows = rows.filter(told)
    return numbers.with_columns(per_unit=numbers["per_unit"].scatter(rows, numbers["per_unit"].gather(rows - 1)))


def without_figures_of_denominators(facts: pl.DataFrame) -> pl.DataFrame:
    """Drop facts that are the denominator of another: the 1,000 of "3.2 deaths per 1,000 births".

    Takes facts with text_no, start_char, end_char and per_unit; gives the others.
    """
    whole = facts.filter(pl.col("per_unit").str.contains("^[$€£]?[0-9]"))
    if whole.is_empty():
        return facts
    # By place, never by pairs: a text may have as many of one as of the other.
    starts, ends = place(whole, "start_char"), place(whole, "end_char")
    order = np.argsort(starts)
    starts, ends = starts[order], np.maximum.accumulate(ends[order])
    at = place(facts, "start_char")
    begun = np.searchsorted(starts, at, side="left")
    inside = (begun > 0) & (at < ends[np.maximum(begun - 1, 0)])
    return facts.filter(pl.Series(~inside))


@once
def _denominators() -> dict[str, pl.Expr]:
    return _read(pl.col("rest"), _pattern())


@once
def _denominators_of_counts() -> dict[str, pl.Expr]:
    read = _read(pl.col("_behind"), _time_pattern(), of_count=True)
    return {f"_of_{name}": column for name, column in read.items()}


@once
def _outer_denominator() -> pl.Expr:
    return _read(pl.col("rest").str.slice(1), _pattern())["_unit"]


# The abbreviation may end in the "d" of "per day".
_ABBREVIATED_PER = "^ ?[(][A-Za-z]{1,6}[.]?(?:/[a-z])?[)],? (?:an?|per|each|every) "


@once
def _beyond_abbreviation() -> pl.Expr:
    return _read(pl.col("rest").str.replace("^[^)]*[)],?", ""), _time_pattern())["_unit"]


@once
def _denominator_before() -> pl.Expr:
    nouns = escaped(_PER_NOUNS.split("|"))
    stated = "to|at|of|is|was|were|reach(?:ed|es)|hit|averaged?|topped|exceed(?:ed|s)|around|about"
    told = f"(?:^|[^A-Za-z])(?i:per) ((?i:{nouns}))(?-u:\\b)([^.;:0-9]{{0,40}})? (?:{stated})(?: {_BOUND})?{SPACE}?$"
    # "Revenue per user grew as sales hit $400 million".
    other = pl.col("near_lead").str.extract(told, 2).str.contains(_OTHER_FIGURE)
    return _named(pl.when(~other).then(pl.col("near_lead").str.extract(told, 1).str.to_lowercase()))


def _read(rest: pl.Expr, pattern: str, *, of_count: bool = False) -> dict[str, pl.Expr]:
    """The words of a denominator at the start of `rest` (_per) and its name (_unit)."""
    groups = rest.str.extract_groups(pattern)
    words, noun, word, many = (groups.struct.field(name) for name in ("words", "noun", "word", "many"))
    unit, time, adverb = (groups.struct.field(name) for name in ("unit", "time", "adverb"))
    noun = pl.coalesce(noun, unit, time, adverb.replace(_ADVERBS))
    behind = rest.str.slice(words.str.len_chars())
    is_time = noun.str.to_lowercase().is_in(_TIMES.split("|")) & words.str.contains("^(?:[ \n]|-)an?[ \n-]")
    apart = behind.str.contains(_APART_ALWAYS) & ~behind.str.contains(_OF_A_SUM) | (
        behind.str.contains(_APART) & ~behind.str.contains(_OF_A_SUM) & (pl.col("power") >= 6)
    )
    if of_count:
        apart = behind.str.contains(_APART) & ~behind.str.contains("^ on average")
    holds = (
        words.is_not_null() & ~(is_time & apart).fill_null(value=False) & ~word.is_in(_NO_WORD).fill_null(value=False)
    )
    each = rest.str.extract(_EACH, 0)
    is_each = each.is_not_null() & rest.str.slice(each.str.len_chars()).str.contains(_EACH_ENDS) & (not of_count)
    name = pl.coalesce(_named(noun.str.to_lowercase()), many, _named(word))
    return {
        "_per": pl.when(holds).then(words).when(is_each).then(each),
        "_unit": pl.when(holds).then(name).when(is_each).then(pl.lit("each")),
    }


def _named(word: pl.Expr) -> pl.Expr:
    """Units of measure by their own names."""
    return word.replace(_unit_names())


@once
def _unit_names() -> dict[str, str]:
    units = lexicon.units().filter(pl.col("kind").is_in(["dimension", "duration"]), pl.col("si_unit") != "count")
    names = dict(units.select("surface", "unit").iter_rows())
    names |= {
        "annum": "year",
        "sq. ft.": "square foot",
        "million btu": "mega british thermal unit",
        "million british thermal units": "mega british thermal unit",
        "megawatt-hour": "megawatt hour",
        "kilowatt-hour": "kilowatt hour",
    }
    return {key.lower(): unit for key, unit in names.items()} | {
        key: unit for key, unit in names.items() if len(key) > 1
    }
