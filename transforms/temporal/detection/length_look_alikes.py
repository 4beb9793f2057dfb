"""Lengths and references that are none: "three-quarters of", "60 Minutes", "the man of the year", "wait a second"."""

import polars as pl

from transforms.temporal.detection.context import after_is, before_is, cased, text_is
from transforms.temporal.detection.name_look_alikes import programme

# Things that are so many years old; whatever else is, is a person or a beast.
_OLD_THINGS = (
    "war|conflict|crisis|dispute|feud|strike|stalemate|standoff|cease-?fire|truce|agreement|deal|pact|treaty|law|ban"
    "|embargo|blockade|siege|insurgency|uprising|rebellion|revolt|campaign|government|administration|coalition|regime"
    "|republic|state|nation|country|kingdom|program|programme|project|policy|plan|rule|tradition|company|firm|business"
    "|building|institution|organi[sz]ation|group|party|movement|union|league|club|team|school|university|church"
    "|cathedral|temple|mosque|bridge|tower|house|home|ship|plane|jet|aircraft|fleet|car|vehicle|train|scheme|system"
    "|standard|technology|record|mark|monarchy|dynasty|empire|alliance|partnership|marriage|relationship|friendship"
    "|case|lawsuit|investigation|probe|inquiry|trial|slump|recession|expansion|recovery|drought|famine|epidemic"
    "|pandemic"
    "|outbreak|contract|software|magazine|newspaper|paper|airline|museum|theat(?:er|re)|hotel|factory|plant|mine"
    "|occupation|intifada|struggle|effort|process|constitution|legislation|restriction|sanctions|bull market"
)
# "Player of the year", "song of the month": prizes.
_OF_THE_YEAR = (
    "player|man|woman|person|people|artist|song|record|recording|album|film|book|car|coach|manager|rookie|athlete|team"
    "|goal|product|word|teacher|driver|actor|entertainer|newcomer|journalist|photo|game|company|employee|citizen"
)
_PAST_VERB = (
    r"^[ ](?:[a-z]+[a-df-z]ed|was|were|had|became|came|went|found|began|grew|left|took|made|fell|rose|gave|lost|won|got"
    r"|ran|saw|met|followed|afterwards?|thereafter)\b"
)
_OF_SOMETHING = r"^ of (?:the|a|an|his|her|its|their|our|my|this|that)\b"


def no_length() -> pl.Expr:
    """ "three-quarters of", "60 Minutes", "12 years his senior", and the ages of people."""
    unit = pl.col("unit")
    share = (unit == "quarter") & (text_is("-quarters") | (after_is("^ of ") & text_is("(?:three|two) quarters$")))
    programme = cased("text", "^[0-9]+ (?:Minutes|Hours|Days)$")
    as_many = text_is("^many") & before_is(r"\bas $")
    senior = after_is(r"^(?:[ ](?:of age|(?:his|her|my) (?:senior|junior))|-olds?)\b")
    thing = text_is("old$") & after_is(rf"^[ ](?:[a-z-]+[ ])?(?:{_OLD_THINGS})s?\b")
    return share | programme | as_many | senior | ((pl.col("kind") == "age") & ~thing)


def no_unit() -> pl.Expr:
    """ "Wait a second", "a quarter of them"."""
    unit = pl.col("unit")
    return (unit == "second") | ((unit == "quarter") & ~text_is("past"))


def no_period() -> pl.Expr:
    """ "The Day After", "player of the year", "the day that"."""
    return (
        text_is("^the (?:day|decade|century)$")
        | cased("text", "^[Tt]he [A-Z][a-z]")
        | before_is(rf"\b(?:{_OF_THE_YEAR})s? of $")
        | (after_is(r"^(?:-|[ ](?:before|after|when|that|in which)\b)") & ~text_is(" (?:before|after)$"))
        | (text_is(" (?:before|after)$") & ~after_is(r"^(?:[,.;:!?)]|$)"))
        | (pl.col("unit") == "second")
    )


def no_part_of_day() -> pl.Expr:
    """ "The night shift", "the evening of", "the night the wall fell", but "the next morning the gates were shut"."""
    relative = after_is(r"^[ ]the\b") & ~text_is("next|following|previous")
    return text_is("^(?:the|that)") & (relative | after_is(r"^[ ](?:of|before|after|shift|train|sky)\b"))


def no_bare_units() -> pl.Expr:
    """Units without a figure that no word makes a length: "days of rage"."""
    told = before_is(
        r"\b(?:for|in|after|within|over|lasted|last|took|takes?|spent|spend|despite|through|throughout|many"
        r"|follow(?:s|ed|ing)?|end(?:s|ed|ing)?|endur(?:ed|ing)|amid|needs?|br(?:eaks|oke)|faces?|faced)[ \n]$"
    )
    # "It came just days after the vote."
    told = told | (cased("text", "^[a-z]+$") & after_is(r"^ (?:after|before)\b") & ~before_is(r"\bof $"))
    return text_is("^[a-z]+$") & ~told


def no_reference() -> pl.Expr:
    """ "As soon as", "past five", "soon came", "the future of", "now-famous"."""
    soon = text_is("^soon$") & (before_is(r"\bas[ \n]$") | after_is(r"^(?:-|[ ](?:after|enough|as)\b)"))
    summers = text_is("past$") & after_is(
        "^[ ](?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+|few|several)[ ]"
    )
    soon = soon | (text_is("^soon$") & after_is(_PAST_VERB))
    return soon | summers | (text_is("(?:future|past)$") & after_is("^ of ")) | after_is("^-") | programme()


def geological() -> pl.Expr:
    """ "290 million years ago" is no time of news."""
    return text_is("^years ") & before_is(r"\b(?:million|billion|trillion|thousand|hundred)[ ]$")


def part_of_something() -> pl.Expr:
    """ "The last night of the tour", "the first week of the trial": no night or week of the calendar."""
    return before_is(r"\bthe[ ]$|^the[ ]$") & after_is(_OF_SOMETHING) | (text_is("^the ") & after_is(_OF_SOMETHING))
