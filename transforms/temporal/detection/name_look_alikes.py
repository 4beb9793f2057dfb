"""Names that hold the word for a day, month or year: "Black Monday", "Theresa May", "Easter Island", "USA Today"."""

import polars as pl

from transforms.temporal.detection.context import CAPITAL_NEXT, MID_SENTENCE, after_is, before_is, cased, text_is

NAMES_OF_PEOPLE = ["May", "March", "April", "June", "August"]
NAMES_OF_PROGRAMMES = ["This Week", "This Morning"]
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
_MONTH_CUE = (
    r"\b(?:in|since|of|by|from|to|until|till|before|after|during|and|or|the|for|than|through|between|this|that"
    r"|last|next"
    r"|every|each|as|its|their|early|late|mid|on|around|about|ending|ended|with|a|past|coming"
    r"|over|was|is|at|come)[ \n-]$|(?:[,;(-]|(?u:\x{2014})) ?$|^$"
)
# "In May, he left": a small word with a capital begins a sentence, not a name.
_OPENING = (
    r"\b(?:In|Since|By|During|Until|From|Before|After|Between|Through|Early|Late|Last|Next|This|That|Every|Each)[ ]$"
)


def weekday_name() -> pl.Expr:
    """ "Black Monday", "Sheffield Wednesday", "the Mail on Sunday", "Monday Night Football" are no days to be found."""
    news = cased(
        "before",
        r"\b(?:Fox News|NBC News|CBS News|Sky News|Mail on|Observer on|Independent on|Scotland on|Wales on"
        r"|Ireland on|Business on)[ ]$",
    )
    return (
        cased("before", r"\b" + _NAMED_WEEKDAYS)
        | cased("after", _NAMES_BEHIND)
        | (news & text_is("^(?:Sun|Satur)day$"))
    )


def place_of_holiday() -> pl.Expr:
    """ "Easter Island", "the Easter Rising", "Christmas Island", "Thanksgiving Square" are no days."""
    return (
        (
            cased(
                "after",
                r"^[ ](?:Island|Rising|Uprising|Rebellion|Road|Bunny|Parade|Carol|Seals?|Stakes|Term|Tree|Lily|Egg"
                r"|Act|Proclamation"
                r"|Square|Park|Street|Avenue|Lane|Steps|Oratorio|Truce|Markets?|Cracker|Story|Present|Past|Special"
                r"|Chronicles|Movie)\b",
            )
            & ~text_is("(?:eve|day|[0-9]{4})$")
            & ~cased("after", r"^[ ](?:Markets?|Parade|Tree|Truce|Egg)\b")
        )
        | person_called_like_a_holiday()
        | _treaty()
    )


NAMES_OF_HOLIDAYS_AND_PEOPLE = ["Ramadan", "Ramzan", "Tet"]


def person_called_like_a_holiday() -> pl.Expr:
    """ "Tariq Ramadan", "Ramadan Shallah"."""
    opening = (
        r"\b(?:In|During|Since|By|Before|After|Until|This|Last|Next|Every|Each|For|Throughout|Happy|Holy|The|And|But|As"
        r"|When|With|On|At|Fasting|Observing|Celebrating|Muslim|Islamic|Of|From|To|While|Because|Once|If|Although) $"
    )
    named = cased("before", r"[A-Z][a-z]+ $") & ~cased("before", opening)
    months = r"^ (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
    return pl.col("text").is_in(NAMES_OF_HOLIDAYS_AND_PEOPLE) & (named | (CAPITAL_NEXT & ~cased("after", months)))


def _treaty() -> pl.Expr:
    """ "The Good Friday Agreement"."""
    return (pl.col("text") == "Good Friday") & cased("after", r"^[ ](?:Agreement|Accords?|[Pp]eace)\b")


# "April, May and June 1999"
_MONTH_BEFORE = (
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: [0-9]{1,2})?,?[ ]$"
)


def month_name() -> pl.Expr:
    """The verbs may and march, and people called April, June, August and May."""
    text = pl.col("text")
    named = text.str.replace("^(?:[Aa]bout|[Aa]round) ", "").is_in(NAMES_OF_PEOPLE)
    led = before_is(r"\b(?:in|since|until|by|during|come)[ \n]$") & ~text.str.contains("^(?i:about|around) ")
    person = CAPITAL_NEXT & ~led
    march = (
        (text == "March")
        & cased("after", r"^[ ](?:(?:for|of the|on|against|to)[ ][A-Z]|of[ ][A-Z][a-z])")
        & ~after_is("^[ ]to[ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)")
    )
    may = (
        (text == "May")
        & cased("before", r"(?:(?:^|\n|[.!?\"] ?)|[A-Z][a-z]+\.?,?[ ])$")
        & ~cased("before", _OPENING)
        & ~cased("before", _MONTH_BEFORE)
    )
    return named & (~before_is(_MONTH_CUE) | person | march | may)


def product() -> pl.Expr:
    """ "The Norlit 2000 pump": a year behind a name is part of it."""
    bare = cased("text", "^(?:19|20)[0-9]{2}$")
    return (
        bare
        & cased("before", r"\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|new|old)[ ][A-Z][a-z]+[ ]$")
        & after_is(
            r"^[ ](?:pump|car|model|engine|truck|plane|jet|phone|laptop|series|van|bike|motorcycle|tractor"
            r"|camera|printer|console"
            r"|server|missile|rocket|drone|tank|rifle|boat|yacht|loudspeaker|speaker|system|device|machine"
            r"|robot|chip|processor"
            r"|sedan|coupe|bus|train|tram|airliner|helicopter|watch|guitar|mower|drill|oven|fridge)s?\b"
        )
    )


def programme() -> pl.Expr:
    """Names: "USA Today"."""
    capital = pl.col("text").is_in(["Today", "Tomorrow", "Tonight", "Now"])
    return capital & cased("before", r"[A-Za-z](?:'|(?u:\x{2019}))?s?[ ]$")


def programme_of_week() -> pl.Expr:
    """Programmes: "This Week"."""
    return pl.col("text").is_in(NAMES_OF_PROGRAMMES) & cased("before", r"(?:[\"'`]|(?u:\x{201c})) ?$")


def name_with_frequency() -> pl.Expr:
    """ "The party daily Granma", "the annual meeting", "a quarterly dividend": names of things."""
    thing = text_is("^(?:annual|quarterly)$") & after_is(r"^[ ](?:[a-z-]+[ ])?(?:dividend|meeting|report)")
    paper = before_is(r"\b(?:the|party|newspaper|owned|run|language)[ ]$") | cased("text", "^[A-Z]")
    titled = cased("text", "^[A-Z]") & cased("before", r"(?:^|[ ])[A-Z][a-z]+(?:(?:'|(?u:\x{2019}))s)?[ ]$")
    return thing | titled | (CAPITAL_NEXT & paper)


def season_name() -> pl.Expr:
    """ "Prices fall", "Winter Olympics", "they spring a trap"."""
    bare = pl.col("year").is_null() & pl.col("step").is_null() & pl.col("year_step").is_null()
    told = before_is(r"\b(?:in|by|since|until|during|early|late|each|every|mid|of)[ \n-]$")
    article = text_is(r"^(?:the|early|late|mid)")
    decline = text_is("fall$") & after_is(r"^[ ](?:in|of|to|from)\b")
    name = cased("after", r"^[ ](?:Olympi|Games|capital|[A-Z])|^-") | (cased("text", "^[A-Z]") & MID_SENTENCE)
    this_fall = text_is("^(?:this|that|the) fall$") & after_is("^ (?:in|of|to) ")
    return (bare & (decline | name | (~told & ~article))) | this_fall
