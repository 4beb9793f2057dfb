"""Negative rules: what only looks like a date: "$1990", "the 22-year-old", "Theresa May", "prices fall"."""

from collections.abc import Callable

import numpy as np
import polars as pl

from transforms.text import windows, year_figures

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
_COUNTED = (
    "people|persons?|troops|soldiers|men|women|children|dead|miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|tons|tonnes"
    "|dollars|euros|pounds|yen|points|votes|jobs|workers|employees|homes|houses|seats|members|students|police|shares"
    "|barrels|percent|per cent|hours|police|officers|civilians|refugees|delegates|acres|hectares|years|days|cases"
    "|copies|units|degrees|guests|demonstrators|protesters|others|more"
)
# "Player of the year", "song of the month": prizes.
_OF_THE_YEAR = (
    "player|man|woman|person|people|artist|song|record|recording|album|film|book|car|coach|manager|rookie|athlete|team"
    "|goal|product|word|teacher|driver|actor|entertainer|newcomer|journalist|photo|game|company|employee|citizen"
)
_YEAR_CUE = (
    r"(?:^|[(,\n-] ?|\b(?:in|since|of|by|from|to|until|till|before|after|during|and|the|for|than|early|late|about"
    r"|around|or|through|between|a|this|that|summer|winter|spring|fall|year"
    r"|its|his|her|their|into|back|circa|mid))[ \n]?$"
)
# "within a year" is no rate.
_LED = (
    r"\b(?:within|in|for|over|after|during|than|about|of|nearly|almost|to|by|at|on|through|last|past|from|under|around"
    r"|into|until|before|since|and|or|just)[ ]$"
)
# Before a clock time; other figures with seconds are how long something took.
_AT_A_TIME = r"\b(?:at|until|till|from|by|before|after|about|around|since|to|between|and|[0-9]|T|on)[ \n,]$|^$"
RATE = (
    r"(?:[0-9][0-9.,]*|%|\b(?:million|billion|thousands?|hundreds?|dozens?|percent|cents?|times|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|twelve|twenty))(?:[ ][a-z-]+){0,3}[ ]$"
)
_MONTH_CUE = (
    r"\b(?:in|since|of|by|from|to|until|till|before|after|during|and|or|the|for|than|through|between|this|that"
    r"|last|next"
    r"|every|each|as|its|their|early|late|mid|on|around|about|ending|ended|with|a|past|coming"
    r"|over|was|is|at)[ \n-]$|(?:[,;(-]|(?u:\x{2014})) ?$|^$"
)

# "In May, he left": a small word with a capital begins a sentence, not a name.
_OPENING = (
    r"\b(?:In|Since|By|During|Until|From|Before|After|Between|Through|Early|Late|Last|Next|This|That|Every|Each)[ ]$"
)

NAMES_OF_PEOPLE = ["May", "March", "April", "June", "August"]
NAMES_OF_PROGRAMMES = ["This Week", "This Morning"]

_B = r"(?-u:\b)"


def _has(name: str, pattern: str) -> pl.Expr:
    """Whether a column matches, letters in either case; ASCII boundaries keep it quick."""
    return pl.col(name).str.contains("(?i-u)" + pattern.replace(r"\b", _B))


def _cased(name: str, pattern: str) -> pl.Expr:
    return pl.col(name).str.contains("(?-u)" + pattern.replace(r"\b", _B))


def text_is(pattern: str) -> pl.Expr:
    """Whether its words match, letters in either case."""
    return _has("text", pattern)


def before_is(pattern: str) -> pl.Expr:
    """Whether the text before it matches, letters in either case."""
    return _has("before", pattern)


def after_is(pattern: str) -> pl.Expr:
    """Whether the text after it matches, letters in either case."""
    return _has("after", pattern)


_CAPITAL_NEXT = _cased("after", "^ [A-Z]")
_MID_SENTENCE = _cased("before", r"[A-Za-z0-9,](?:'|(?u:\x{2019}))?[ ]$")


# Words in front of a weekday that make it the name of something else.
_NAMED_WEEKDAYS = (
    r"(?:Black|Bloody|Fat|Giving|Casual|Ruby|Sheffield|Holy|Spy|Red|Blue|Green|White|Golden|Freaky|Manic|Sad"
    r"|Stir-up|Man|Girl"
    r"|Super|Cyber|Dress-[Dd]own|Plough|Pancake|Remembrance|Mothering|Good|Easter|Whit|Palm|Shrove|Ash|Maundy|Happy"
    r"|Stormy|Collop|Advent|Gaudete|Laetare|Sunny|Taco|Meatless|Bank Holiday|Small Business|Gray|Grey"
    r"|Crimson|Dark|Wild|Silent|Gloomy|Throwback|Friendly|Wicked|Mail on|Blackout|Orange|Tragic|Trinity|Low"
    r"|Souls|Prayer)[ ]$"
)
# And behind it: papers, programmes, surnames of people called Tuesday or Wednesday, songs.
_NAMES_BEHIND = (
    r"^[ ](?:(?:Night[ ])?(?:Football|Live|Fever|Lights|Baseball|Raw|SmackDown|Takeaway)|Times|Telegraph|Mirror"
    r"|Express|Post|Mail|Herald|Sun|World"
    r"|Independent|Star|Tribune|Business|Review|Magazine|Gazette|Courier|Addams|Weld|Morning[ ](?:Quarterback"
    r"|Post|Herald)"
    r"|Evening[ ]Post|People|Sport|Politics|Brunch|Feast|Supplement|Service|Sermon|Next|After[ ]the|Kitchen"
    r"|Politics|Cafe"
    r"|Club|Boys?|Girls?|Project|Group|Inc|Corp|Ltd)\b"
)


def _weekday_name() -> pl.Expr:
    """ "Black Monday", "Sheffield Wednesday", "the Mail on Sunday", "Monday Night Football" are no days to be found."""
    news = _cased(
        "before",
        r"\b(?:Fox News|NBC News|CBS News|Sky News|Mail on|Observer on|Independent on|Scotland on|Wales on"
        r"|Ireland on|Business on)[ ]$",
    )
    return (
        _cased("before", r"\b" + _NAMED_WEEKDAYS)
        | _cased("after", _NAMES_BEHIND)
        | (news & text_is("^(?:Sun|Satur)day$"))
    )


def _other_easter() -> pl.Expr:
    """ "Easter Island", "the Easter Rising", "Christmas Island", "Thanksgiving Square" are no days."""
    return (
        _cased(
            "after",
            r"^[ ](?:Island|Rising|Uprising|Rebellion|Road|Bunny|Parade|Carol|Seals?|Stakes|Term|Tree|Lily|Egg"
            r"|Act|Proclamation"
            r"|Square|Park|Street|Avenue|Lane|Steps|Oratorio|Truce|Markets?|Cracker|Story|Present|Past|Special"
            r"|Chronicles|Movie)\b",
        )
        & ~text_is("(?:eve|day|[0-9]{4})$")
        & ~_cased("after", r"^[ ](?:Markets?|Parade|Tree|Truce|Egg)\b")
    )


def _price() -> pl.Expr:
    """Prices and figures: "$1990", "No. 7", "3.5", "12%"."""
    money = _cased("before", r"(?:[$#]|(?u:[\x{a3}\x{20ac}\x{a5}])|US\$|[0-9][.,:/-]|\b[Nn]o\. ?)$")
    return _cased("text", "^[0-9]") & (money | after_is(r"^(?:[.,:][0-9]|%| ?per ?cent\b)"))


def _year() -> pl.Expr:
    bare = _cased("text", "^[0-9]{4}$")
    recent = pl.col("year").is_between(1900, 2059)
    counted = after_is(rf"^[ ](?:[a-z]+[ ])?(?:{_COUNTED})\b") & ~before_is(r"\b(?:in|since|of)[ \n]$")
    product = _cased(
        "before",
        r"\b(?:Windows|Office|Boeing|[Ff]light|Highway|Route|[Rr]oom|Resolution|Peugeot|Nikkei|Russell|FTSE)[ ]$",
    )
    figure = bare & (after_is(r"^(?:-[a-z0-9]|/[0-9])") | (~recent & ~before_is(_YEAR_CUE)) | counted | product)
    return figure | text_is(r"^(?:two(?u:.)thousand|(?:eight|nine)teen(?u:.)hundred)$")


def _product() -> pl.Expr:
    """ "The Norlit 2000 pump": a year behind a name is part of it."""
    bare = _cased("text", "^(?:19|20)[0-9]{2}$")
    return (
        bare
        & _cased("before", r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|new|old)[ ][A-Z][a-z]+[ ]$")
        & after_is(
            r"^[ ](?:pump|car|model|engine|truck|plane|jet|phone|laptop|series|van|bike|motorcycle|tractor"
            r"|camera|printer|console"
            r"|server|missile|rocket|drone|tank|rifle|boat|yacht|loudspeaker|speaker|system|device|machine"
            r"|robot|chip|processor"
            r"|sedan|coupe|bus|train|tram|airliner|helicopter|watch|guitar|mower|drill|oven|fridge)s?\b"
        )
    )


def _clock() -> pl.Expr:
    """ "3:15" is a score or a verse unless it stands where a time does; "High Noon" is a film."""
    plain = _cased("text", r"^[0-9]{1,2}[:.][0-9]{2}$")
    timely = _cased("text", ":") & before_is(r"\b(?:at|by|until|from|to|till|before|after|about|around|and)[ \n]$")
    return (plain & ~timely) | ((pl.col("text") == "Noon") & _MID_SENTENCE)


def _month() -> pl.Expr:
    """The verbs may and march, and people called April, June, August and May."""
    text = pl.col("text")
    named = text.str.replace("^(?:[Aa]bout|[Aa]round) ", "").is_in(NAMES_OF_PEOPLE)
    led = before_is(r"\b(?:in|since|until|by|during)[ \n]$") & ~text.str.contains("^(?i:about|around) ")
    person = _CAPITAL_NEXT & ~led
    march = (
        (text == "March")
        & _cased("after", r"^[ ](?:for|of the|on|against|to)[ ][A-Z]")
        & ~after_is("^[ ]to[ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
    )
    may = (
        (text == "May") & _cased("before", r"(?:(?:^|\n|[.!?\"] ?)|[A-Z][a-z]+\.?,?[ ])$") & ~_cased("before", _OPENING)
    )
    return named & (~before_is(_MONTH_CUE) | person | march | may)


def _season() -> pl.Expr:
    bare = pl.col("year").is_null() & pl.col("step").is_null() & pl.col("year_step").is_null()
    told = before_is(r"\b(?:in|by|since|until|during|early|late|each|every|mid|of)[ \n-]$")
    article = text_is(r"^(?:the|early|late|mid)")
    decline = text_is("fall$") & after_is(r"^[ ](?:in|of|to|from)\b")
    name = _cased("after", r"^[ ](?:Olympi|Games|capital|[A-Z])|^-") | (_cased("text", "^[A-Z]") & _MID_SENTENCE)
    this_fall = text_is("^(?:this|that|the) fall$") & after_is("^ (?:in|of|to) ")
    return (bare & (decline | name | (~told & ~article))) | this_fall


def _length() -> pl.Expr:
    """ "three-quarters of", "60 Minutes", "12 years his senior", and the ages of people."""
    unit = pl.col("unit")
    share = (unit == "quarter") & (text_is("-quarters") | (after_is("^ of ") & text_is("(?:three|two) quarters$")))
    programme = _cased("text", "^[0-9]+ (?:Minutes|Hours|Days)$")
    as_many = text_is("^many") & before_is(r"\bas $")
    senior = after_is(r"^(?:[ ](?:of age|(?:his|her|my) (?:senior|junior))|-olds?)\b")
    thing = text_is("old$") & after_is(rf"^[ ](?:[a-z-]+[ ])?(?:{_OLD_THINGS})s?\b")
    return share | programme | as_many | senior | ((pl.col("kind") == "age") & ~thing)


def _one_unit() -> pl.Expr:
    unit = pl.col("unit")
    return (unit == "second") | ((unit == "quarter") & ~text_is("past"))


def _in_focus() -> pl.Expr:
    return (
        text_is("^the (?:day|decade|century)$")
        | _cased("text", "^[Tt]he [A-Z][a-z]")
        | before_is(rf"\b(?:{_OF_THE_YEAR})s? of $")
        | (after_is(r"^(?:-|[ ](?:before|after|when|that|in which)\b)") & ~text_is(" (?:before|after)$"))
        | (text_is(" (?:before|after)$") & ~after_is(r"^(?:[,.;:!?)]|$)"))
        | (pl.col("unit") == "second")
    )


def _part_of_day() -> pl.Expr:
    return text_is("^(?:the|that)") & after_is(r"^[ ](?:of|before|after|the|shift|train|sky)\b")


def _bare_units() -> pl.Expr:
    told = before_is(
        r"\b(?:for|in|after|within|over|lasted|last|took|takes?|spent|spend|despite|through|throughout|many"
        r"|follow(?:s|ed|ing)?|end(?:s|ed|ing)?|endur(?:ed|ing)|amid|needs?|br(?:eaks|oke)|faces?|faced)[ \n]$"
    )
    # "It came just days after the vote."
    told = told | (_cased("text", "^[a-z]+$") & after_is(r"^ (?:after|before)\b") & ~before_is(r"\bof $"))
    return text_is("^[a-z]+$") & ~told


_PAST_VERB = (
    r"^[ ](?:[a-z]+[a-df-z]ed|was|were|had|became|came|went|found|began|grew|left|took|made|fell|rose|gave|lost|won|got"
    r"|ran|saw|met|followed|afterwards?|thereafter)\b"
)


def _reference() -> pl.Expr:
    soon = text_is("^soon$") & (before_is(r"\bas[ \n]$") | after_is(r"^(?:-|[ ](?:after|enough|as)\b)"))
    summers = text_is("past$") & after_is(
        "^[ ](?:one|two|three|four|five|six|seven|eight|nine|ten|[0-9]+|few|several)[ ]"
    )
    soon = soon | (text_is("^soon$") & after_is(_PAST_VERB))
    return soon | summers | (text_is("(?:future|past)$") & after_is("^ of ")) | after_is("^-") | _programme()


def _programme() -> pl.Expr:
    """Names: "USA Today"."""
    capital = pl.col("text").is_in(["Today", "Tomorrow", "Tonight", "Now"])
    return capital & _cased("before", r"[A-Za-z](?:'|(?u:\x{2019}))?s?[ ]$")


def _geological() -> pl.Expr:
    """ "290 million years ago" is no time of news."""
    return text_is("^years ") & before_is(r"\b(?:million|billion|trillion|thousand|hundred)[ ]$")


def _of_something() -> pl.Expr:
    """ "The last night of the tour", "the first week of the trial": no night or week of the calendar."""
    return before_is(r"\bthe[ ]$|^the[ ]$") & after_is(_OF_SOMETHING) | (text_is("^the ") & after_is(_OF_SOMETHING))


_OF_SOMETHING = r"^ of (?:the|a|an|his|her|its|their|our|my|this|that)\b"


def _week() -> pl.Expr:
    return pl.col("text").is_in(NAMES_OF_PROGRAMMES) & _cased("before", r"(?:[\"'`]|(?u:\x{201c})) ?$")


def _often() -> pl.Expr:
    """ "The party daily Granma", "the annual meeting", "a quarterly dividend": names of things."""
    thing = text_is("^(?:annual|quarterly)$") & after_is(r"^[ ](?:[a-z-]+[ ])?(?:dividend|meeting|report)")
    paper = before_is(r"\b(?:the|party|newspaper|owned|run|language)[ ]$") | _cased("text", "^[A-Z]")
    titled = _cased("text", "^[A-Z]") & _cased("before", r"(?:^|[ ])[A-Z][a-z]+(?:(?:'|(?u:\x{2019}))s)?[ ]$")
    return thing | titled | (_CAPITAL_NEXT & paper)


def _decade() -> pl.Expr:
    """Ages and temperatures: "in his 30s", "in the low 60s"."""
    age = before_is(r"\b(?:his|her|their|my|our|your|low|high|upper|lower)[ -](?:early[ -]|mid[ -]|late[ -])?$")
    bare = _cased("text", "^[0-9]0s$")
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


def _century() -> pl.Expr:
    """A hundred runs: "his first century at the ground", but not "a 17th-century fort"."""
    return before_is(r"\b(?:his|her|their|my|a|an|test|one-day|maiden|day)[ -]$") & ~text_is("-")


def _priced_time() -> pl.Expr:
    """As a price, but "6-8 p.m." ends in a time."""
    return _price() & ~text_is(r"[ap]\.?[ ]?m\b")


_GOES_ON = (
    r"^(?:$|[.,;:)\n'\"-]|(?:[ ]|(?u:\x{a0}))(?:at|in|on|for|to|when|by|of|and|or|but|as|with|after|before"
    r"|during|that|which|while|will|would|is|are|was|were|has|had|the|an?|from|near|under|over|between)\b)"
)


def _bare_day() -> pl.Expr:
    """ "April 24 and 25 people": a second day is followed by a stop or a small word."""
    return _cased("text", "^[0-9]{1,2}(?:st|nd|rd|th)?$") & ~after_is(_GOES_ON)


def _fraction() -> pl.Expr:
    """ "11/20" is a day only where one would be named: "on 11/20"."""
    bare = _cased("text", r"^[0-9]{1,2}/[0-9]{1,2}$")
    return bare & (
        ~before_is(r"\b(?:on|by|until|since|dated|before|after|due)[ \n]$") | after_is(r"^(?:/|[ ](?:of|cup|inch))")
    )


def _shortened_year() -> pl.Expr:
    """ "3 Aug 96 people" counts people."""
    return _cased("text", "^[0-9][0-9a-z ]*[A-Z][A-Za-z.]* [0-9]{2}$") & ~after_is(_GOES_ON)


def _short_year() -> pl.Expr:
    """ "'82" is a year only where one would be named: "since '82"."""
    asked = before_is(
        r"\b(?:in|since|of|from|until|till|before|after|by|during|class of|summer|spring|winter|fall|and|to|or)[ \n]$"
    )
    return ~asked | ~after_is(r"^(?:$|[.,;:)\n-]|[ ](?:[a-z]+))") | after_is(rf"^[ ](?:[a-z]+[ ])?(?:{_COUNTED})\b")


def _ordinal() -> pl.Expr:
    """ "The 5th" is a day after words that lead to one: not "the 5th floor"."""
    bare = _cased("text", "[0-9](?:st|nd|rd|th)$")
    led = before_is(r"\b(?:on|by|until|till|before|since|from|to|and|between|after|through)[ \n]$")
    return bare & (~led | ~after_is(_GOES_ON) | after_is(r"^(?:-|[ ]of[ ])"))


_PRICED = (_price,)
CHECKS: dict[str, tuple[Callable[[], pl.Expr], ...]] = {
    "holiday": (_other_easter,),
    "year": (_price, _year, _product),
    "short_year": (_short_year,),
    "day_of_month": (_ordinal,),
    "slashed": (_price, _fraction),
    "date": (_price, _bare_day, _shortened_year),
    "day_range": _PRICED,
    "year_range": _PRICED,
    "shift": (_price, _geological),
    "times_a": _PRICED,
    "century": (_price, _century),
    "clock": (_priced_time, _clock),
    "month": (_month,),
    "season": (_season,),
    "duration": (_price, _length),
    "attributive": (_price, _length),
    "one_unit": (_one_unit,),
    "unit_long": (_length,),
    "in_focus": (_in_focus,),
    "part_of_day": (_part_of_day, _week, _of_something),
    "period": (_week, _of_something),
    "bare_units": (_bare_units,),
    "reference": (_reference,),
    "deictic": (_programme,),
    "adverb_of_frequency": (_often,),
    "decade": (_price, _decade),
}


_RULES_OF = {
    check: [rule for rule, checks in CHECKS.items() if check in checks]
    for check in dict.fromkeys(check for checks in CHECKS.values() for check in checks)
}

_NEEDED = [
    "_row",
    "text_no",
    "start_byte",
    "end_byte",
    "text",
    "rule",
    "kind",
    "unit",
    "year",
    "step",
    "year_step",
    "month",
    "day",
]


def without_look_alikes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Drop what only looks like a date: prices, quantities, scores, ages, verbs, names of people and of programmes.

    Takes mentions with the fields of the grammar. Lengths that are rates ("$5 a year") become sets, "the year ended
    June 30" a length, "the quarter ended June 30" one of kind quarter_ended, "the Sept. 11 attacks" those of 2001.
    """
    mentions = mentions.with_row_index("_row")
    # Names of days and months that stand for nothing else need no look around.
    weekday = pl.col("rule") == "weekday"
    plain = (
        weekday
        | ((pl.col("rule") == "month") & ~pl.col("text").str.contains("(?:May|March|April|June|August)$"))
        | ((pl.col("rule") == "period") & ~pl.col("text").str.contains("(?i)^(?:the|this|last) "))
    )
    of_days = mentions.select("_row", "text_no", "start_byte", "end_byte", "text").filter(
        mentions.select(weekday).to_series()
    )
    named = windows.around(of_days, texts, before=18, after=24).filter(_weekday_name())["_row"]
    beside = windows.around(mentions.select(_NEEDED).filter(~plain), texts, before=24, after=24)
    wrong: list[pl.Series] = [named]
    rates: list[pl.Series] = []
    compared: list[pl.Series] = []
    years: list[pl.Series] = []
    quarters: list[pl.Series] = []
    attacks: list[pl.Series] = []
    by_rule = {str(rule): rows for (rule,), rows in beside.partition_by("rule", as_dict=True).items()}
    # One query a check: the patterns are compiled once for all the rules that share it.
    for check, rules in _RULES_OF.items():
        parts = [by_rule[rule] for rule in rules if rule in by_rule]
        if parts:
            wrong.append(pl.concat(parts).filter(check())["_row"])
    figures = [by_rule[rule] for rule in _OF_YEARS if rule in by_rule]
    if figures:
        wrong.append(_counts(pl.concat(figures), texts)["_row"])
    for rule, rows in by_rule.items():
        if rule == "one_unit":
            rates.append(rows.filter(text_is("^an? [a-z]+$") & before_is(RATE) & ~before_is(_LED))["_row"])
        if rule == "shift":
            compared.append(rows.filter(text_is("(?:earlier|later)$") & after_is(r"^ than\b"))["_row"])
        if rule == "clock":
            timed = _cased("text", r"^[0-9]{1,2}:[0-9]{2}:[0-9]{2}$") & ~before_is(_AT_A_TIME)
            compared.append(rows.filter(timed)["_row"])
        if rule == "in_focus":
            years.append(rows.filter((pl.col("unit") == "year") & after_is(r"^[ ](?:ended|ending|to)\b"))["_row"])
            quarters.append(rows.filter((pl.col("unit") == "quarter") & after_is(r"^[ ](?:ended|ending)\b"))["_row"])
        if rule == "date":
            attacks.append(rows.filter(_attacks())["_row"])
    rate, year_long = _marked(mentions, rates), _marked(mentions, years)
    length = _marked(mentions, compared)
    kept = mentions.with_columns(
        kind=pl.when(rate)
        .then(pl.lit("set"))
        .when((pl.col("kind") == "age") | year_long | length)
        .then(pl.lit("duration"))
        .when(_marked(mentions, quarters))
        .then(pl.lit("quarter_ended"))
        .otherwise(pl.col("kind")),
        amount=pl.when(year_long).then(1.0).otherwise(pl.col("amount")),
        focus=pl.when(year_long).then(None).otherwise(pl.col("focus")),
        year=pl.when(_marked(mentions, attacks)).then(2001).otherwise(pl.col("year")),
    )
    # Words that were given another meaning are no longer the same words.
    variant = 2 * rate.cast(pl.UInt32) + year_long.cast(pl.UInt32) + 3 * _marked(mentions, attacks).cast(pl.UInt32)
    kept = kept.with_columns(variant=variant)
    return kept.filter(~_marked(mentions, wrong)).drop("_row")


_OF_YEARS = ("year", "year_range")
# "About 1800", "1500 to 1800": what stands before the figure, and the figure.
_LED_FIGURE = "(?s)^(.*?)([0-9]{4})(?:[^0-9].*)?$"


def _counts(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The years that are figures of something: "about 1800 jobs"."""
    bare = _cased("text", "^[0-9]")
    rows = rows.filter(_cased("text", "[0-9]{4}") & (~bare | year_figures.may_count("before")))
    if not rows.height:
        return rows
    wide = windows.around(rows.drop("before", "after"), texts, before=48, after=48)
    words = pl.col("text").str
    led = pl.concat_str("before", words.extract(_LED_FIGURE, 1))
    return wide.with_columns(_lead=led, _figure=words.extract(_LED_FIGURE, 2)).filter(
        year_figures.counts("_lead", "_figure", "after")
    )


def _attacks() -> pl.Expr:
    the_day = (pl.col("month") == 9) & (pl.col("day") == 11) & pl.col("year").is_null()
    return the_day & after_is("^,? (?:attack|terror|hijack|commission|strike|plot|victim|suicide)")


def _marked(mentions: pl.DataFrame, rows: list[pl.Series]) -> pl.Series:
    """A truth value per mention: whether its row number is in one of the lists."""
    mask = np.zeros(mentions.height, dtype=bool)
    for numbers in rows:
        mask[numbers.to_numpy()] = True
    return pl.Series(mask)
