"""Figures that look like a date: "$1990", "No. 7", "3:15", "11/20", "in his 30s", "April 24 and 25 people"."""

import polars as pl

from transforms.temporal.detection.context import MID_SENTENCE, after_is, before_is, cased, text_is
from transforms.text import windows, year_figures

_COUNTED = (
    "people|persons?|troops|soldiers|men|women|children|dead|miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|tons|tonnes"
    "|dollars|euros|pounds|yen|points|votes|jobs|workers|employees|homes|houses|seats|members|students|police|shares"
    "|barrels|percent|per cent|hours|police|officers|civilians|refugees|delegates|acres|hectares|years|days|cases"
    "|copies|units|degrees|guests|demonstrators|protesters|others|more"
)
_YEAR_CUE = (
    r"(?:^|[(,\n-] ?|\b(?:in|since|of|by|from|to|until|till|before|after|during|and|the|for|than|early|late|about"
    r"|around|or|through|between|a|this|that|summer|winter|spring|fall|year"
    r"|its|his|her|their|into|back|circa|mid))[ \n]?$"
)
# "Between 1914 and 1918 soldiers dug trenches".
_YEARS_SPAN = r"(?:between|from)[ ](?:1[89]|20)[0-9]{2}[ ](?:and|to)"
_GOES_ON = (
    r"^(?:$|[.,;:)\n'\"-]|(?:[ ]|(?u:\x{a0}))(?:at|in|on|for|to|when|by|of|and|or|but|as|with|after|before"
    r"|during|that|which|while|will|would|is|are|was|were|has|had|the|an?|from|near|under|over|between)\b)"
)


def price() -> pl.Expr:
    """Prices and figures: "$1990", "No. 7", "3.5", "12%"."""
    money = cased("before", r"(?:[$#]|(?u:[\x{a3}\x{20ac}\x{a5}])|US\$|[0-9][.,:/-]|\b[Nn]o\. ?)$")
    return cased("text", "^[0-9]") & (money | after_is(r"^(?:[.,:][0-9]|%| ?per ?cent\b)"))


def priced_time() -> pl.Expr:
    """As a price, but "6-8 p.m." ends in a time."""
    return price() & ~text_is(r"[ap]\.?[ ]?m\b")


def counted_year() -> pl.Expr:
    """ "1989 people", "Boeing 1900", "1990-style": a figure, not a year."""
    bare = cased("text", "^[0-9]{4}$")
    recent = pl.col("year").is_between(1900, 2059)
    counted = after_is(rf"^[ ](?:[a-z]+[ ])?(?:{_COUNTED})\b") & ~before_is(rf"\b(?:in|since|of|{_YEARS_SPAN})[ \n]$")
    product = cased(
        "before",
        r"\b(?:Windows|Office|Boeing|[Ff]light|Highway|Route|[Rr]oom|Resolution|Peugeot|Nikkei|Russell|FTSE)[ ]$",
    )
    figure = bare & (after_is(r"^(?:-[a-z0-9]|/[0-9])") | (~recent & ~before_is(_YEAR_CUE)) | counted | product)
    return figure | text_is(r"^(?:two(?u:.)thousand|(?:eight|nine)teen(?u:.)hundred)$")


def score_or_verse() -> pl.Expr:
    """ "3:15" is a score or a verse unless a word leads to a time; "High Noon" is a film."""
    plain = cased("text", r"^[0-9]{1,2}[:.][0-9]{2}$")
    timely = cased("text", ":") & before_is(r"\b(?:at|by|until|from|to|till|before|after|about|around|and)[ \n]$")
    return (plain & ~timely) | ((pl.col("text") == "Noon") & MID_SENTENCE)


# "won the mile in 3:52", "a time of 14:22", "was 1:12 ahead", "lasted 0:47"
_RACED = (
    r"\b(?:in|of|time was|clock(?:ed|ing|s)|timed at|last(?:ed|s|ing)|ran(?: an?)?|runs?(?: an?)?"
    r"|swam(?: an?)?|record)[ ]$"
)
_AHEAD = r"^ (?:ahead|behind|adrift|faster|slower|quicker|clear|off the (?:lead|pace|record))\b"
_RACE = (
    r"\b(?:mile|miler|metres?|meters?|[0-9]+m|relay|races?|raced|laps?|record|heats?|finish(?:ed|ing)?|swam|ran|runner"
    r"|clocked|personal best|lasted|steeplechase|freestyle|butterfly|breaststroke|backstroke|medley|[0-9]+ ?km"
    r"|kilomet(?:er|re)s?|sprint|rower|cyclist|pole|qualifying)\b"
)
_RACE_WINDOW_BYTES = 90


def race_times(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.Series:
    """The `_row` of clock times without hours that tell how long something took: "won the mile in 3:52"."""
    plain = cased("text", r"^[0-9]{1,2}:[0-9]{2}$")
    rows = rows.filter(plain & (before_is(_RACED) | after_is(_AHEAD)))
    if not rows.height:
        return rows["_row"]
    rows = windows.around(rows.drop("before", "after"), texts, before=_RACE_WINDOW_BYTES, after=_RACE_WINDOW_BYTES)
    clause_before = pl.col("before").str.replace(r"(?s)^.*[.!?\n]", "")
    clause_after = pl.col("after").str.replace(r"(?s)[.!?\n].*$", "")
    rows = rows.with_columns(before=clause_before, after=clause_after)
    return rows.filter(before_is(_RACE) | after_is(_RACE) | after_is(_AHEAD))["_row"]


def bare_day() -> pl.Expr:
    """ "April 24 and 25 people": a second day is followed by a stop or a small word."""
    return cased("text", "^[0-9]{1,2}(?:st|nd|rd|th)?$") & ~after_is(_GOES_ON)


def fraction() -> pl.Expr:
    """ "11/20" is a day only behind a word that leads to one: "on 11/20"."""
    bare = cased("text", r"^[0-9]{1,2}/[0-9]{1,2}$")
    return bare & (
        ~before_is(r"\b(?:on|by|until|since|dated|before|after|due)[ \n]$") | after_is(r"^(?:/|[ ](?:of|cup|inch))")
    )


def shortened_year_count() -> pl.Expr:
    """ "3 Aug 96 people" counts people."""
    return cased("text", "^[0-9][0-9a-z ]*[A-Z][A-Za-z.]* [0-9]{2}$") & ~after_is(_GOES_ON)


def bare_short_year() -> pl.Expr:
    """ "'82" is a year only behind a word that leads to one: "since '82"."""
    asked = before_is(
        r"\b(?:in|since|of|from|until|till|before|after|by|during|class of|summer|spring|winter|fall|and|to|or)[ \n]$"
    )
    return ~asked | ~after_is(r"^(?:$|[.,;:)\n-]|[ ](?:[a-z]+))") | after_is(rf"^[ ](?:[a-z]+[ ])?(?:{_COUNTED})\b")


def bare_ordinal() -> pl.Expr:
    """ "The 5th" is a day after words that lead to one: not "the 5th floor"."""
    bare = cased("text", "[0-9](?:st|nd|rd|th)$")
    led = before_is(r"\b(?:on|by|until|till|before|since|from|to|and|between|after|through)[ \n]$")
    return bare & (~led | ~after_is(_GOES_ON) | after_is(r"^(?:-|[ ]of[ ])"))


def age_or_temperature() -> pl.Expr:
    """Ages and temperatures: "in his 30s", "in the low 60s"."""
    age = before_is(r"\b(?:his|her|their|my|our|your|low|high|upper|lower)[ -](?:early[ -]|mid[ -]|late[ -])?$")
    bare = cased("text", "^[0-9]0s$")
    paired = before_is(r"[0-9]0s(?: (?:and|or|to) |-)(?:the |early |late |mid-)?(?:'|(?u:\x{2019}))?$") | after_is(
        r"^(?: (?:and|or|to) |-)(?:the |early |late |mid-)?(?:'|(?u:\x{2019}))?[0-9]0s\b"
    )
    return age | (
        bare
        & ~(
            paired
            & before_is(r"\b(?:from|of|in|since|during|the|and|or|to|through)[ ](?:the[ ])?(?:'|(?u:\x{2019}))?$")
        )
    )


def hundred_runs() -> pl.Expr:
    """A hundred runs: "his first century at the ground", but not "a 17th-century fort"."""
    return before_is(r"\b(?:his|her|their|my|a|an|test|one-day|maiden|day)[ -]$") & ~text_is("-")


OF_YEARS = ("year", "year_range")
# "About 1800", "1500 to 1800": the words before the figure, and the figure.
_LED_FIGURE = "(?s)^(.*?)([0-9]{4})(?:[^0-9].*)?$"


def figures_that_count(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The years that are figures of something: "about 1800 jobs"."""
    bare = cased("text", "^[0-9]")
    rows = rows.filter(cased("text", "[0-9]{4}") & (~bare | year_figures.may_count("before", "after")))
    if not rows.height:
        return rows
    wide = windows.around(rows.drop("before", "after"), texts, before=48, after=48)
    words = pl.col("text").str
    led = pl.concat_str("before", words.extract(_LED_FIGURE, 1))
    wide = wide.with_columns(_lead=led, _figure=words.extract(_LED_FIGURE, 2))
    # A lazy query works out once what the many patterns are asked of; an eager one does it for each.
    counts = wide.lazy().select(year_figures.counts("_lead", "_figure", "after")).collect(engine="in-memory")
    return wide.filter(counts.to_series())
