"""Counts by where they went or lead: "Vacancies dropped by 63,000 to 736,000", "leads the race for goals with 14"."""

import polars as pl

from transforms.columns.distinct import apply_once, encode
from transforms.numeric.relations.told_counts import are_told, rows_with
from transforms.numeric.units.lemmas import singular_of
from transforms.numeric.units.person_nouns import is_person

BOUND = (
    "(?:about|around|some|nearly|almost|at least|more than|over|roughly|approximately|fewer than|less than"
    "|just(?: (?:above|below|over|under))?|only|above|below|under)"
)
# "Vacancies dropped by 63,000 to 736,000", "Homicides fell to 41", "a rise in dengue cases to 20,000", "cap cruise
# passengers at 8,000": what is counted, and where it went.
_WENT_TO = (
    "(?:dropp(?:ed|ing)|drops?|fell|fall(?:s|en|ing)?|r[oi]se[sn]?|rising|clim(?:b|bs|bed|bing)|jump(?:s|ed|ing)?"
    "|increas(?:e|es|ed|ing)|decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|grew|grow(?:s|n|ing)?|surg(?:e|es|ed|ing)"
    "|soar(?:s|ed|ing)?|slipp(?:ed|ing)|swell(?:s|ed|ing)?|swollen|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)"
    "|plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?|eas(?:e|es|ed|ing)|edged (?:up|down)|went up|came down|capped|limited)"
)
_MOVED = (
    "(?:(?-u:\\b)(?i:rise|increase|jump|surge|spike|drop|fall|decline|decrease|reduction"
    "|slump) in (?:[A-Za-z0-9-]+ ){0,2}?"
    f"([a-z]+s)|(?-u:\\b)(?i:cap|limit|restrict|keep)[a-z]* (?:[a-z-]+ ){{0,3}}?([a-z]+s)"
    '|(?:[.,;:!?"”’)\n] +|(?:and|while|but|as|that|when|if|where|since|after|the|its|their|weekly|monthly|annual|daily'
    "|total|net|overall) )(?:[A-Za-z-]+ ){0,2}?([A-Za-z]+s|(?i:[a-z]*migration))"
    "(?: (?:in|across|at|on|to|from|of|for) (?:the )?[A-Za-z’' -]{2,20}?)?(?: (?:has|have|had|also|then|later|were"
    "|since|would|will|could))*"
    f" (?:{_WENT_TO}(?: (?:by|to|from|at))?|reached|reach|hit|passed|topped|exceeded|surpassed|stood at|numbered"
    "|total(?:s|l?ed)?)|(?-u:\\b)(?:leaving|bringing|brings|brought|putting|puts|taking|pushing"
    "|pushed) (?:[A-Za-z’'-]+ ){0,3}?([a-z]+s))"
    f"(?: (?:to|at|from))?(?: {BOUND})? $"
)
# A quick first look: parts of words that move or set counts, and how what precedes the figure ends.
_MAY_MOVE = (
    *("drop", "fell", "fall", "ris", "rose", "increas", "jump", "surg", "spik", "decline", "decreas", "reduc", "slump"),
    *("clim", "grew", "grow", "soar", "slipp", "sw", "doubl", "tripl", "plung", "eas", "edged", "went", "came", "cap"),
    *("limit", "restrict", "keep", "kept", "leaving", "bring", "brought", "put", "taking", "push", "reach", "hit"),
    *("passed", "topped", "exceed", "surpass", "stood", "number", "total", "declin"),
)
_MOVES = f"(?: (?:to|by|at|from)|reach(?:ed)?|hit|passed|topped|exceeded|surpassed|numbered|total[a-z]*)(?: {BOUND})? $"
# "a week or two", "a stumble or two".
_OR_TWO, _TWO = "(?-u:\\b)(?:[Aa]n?|[Tt]his|[Ll]ast|[Nn]ext) ([a-z]+) or $", 2.0
# "Firefighters, some 1,400 of them, battled".
_SET_OFF, _OF_THEM = f"(?:^|[^0])([A-Za-z]+s), (?:{BOUND} )?$", "^ of (?:them|whom)(?-u:\\b)"
# A window of so many bytes is cut at its beginning.
_SHORT = 40
# "leads the race for goals with 14".
_RACE = (
    "(?-u:\\b)(?:race|hunt|battle|contest|tally|standings|table|list) (?:for|in|of) (?:the )?(?:[a-z]+ )?([a-z]+s)"
    " (?:with|at) $"
)
# What is counted and told so: events and things whose plural is no sum of money, price or index.
EVENTS_AND_THINGS = (
    "case",
    "death",
    "infection",
    "vehicle",
    "flight",
    "arrival",
    "admission",
    "job",
    "ship",
    "aircraft",
)
_MOVING = (
    *(
        "vacancy",
        "departure",
        "birth",
        "fatality",
        "homicide",
        "murder",
        "killing",
        "burglary",
        "robbery",
        "theft",
        "arrest",
    ),
    *("crossing", "claim", "layoff", "bankruptcy", "insolvency", "permit", "registration", "application", "complaint"),
    *("download", "delivery", "opening", "crime", "offence", "offense", "incident", "accident", "suicide", "marriage"),
    *(
        "divorce",
        "abortion",
        "execution",
        "eviction",
        "foreclosure",
        "visit",
        "goal",
        "medal",
        "seat",
        "vote",
        "delegate",
    ),
    *("win", "title", "tweet", "post", "drone", "strike", "closure", "hospitalization", "hospitalisation", "user"),
    *(
        "enrolment",
        "enrollment",
        "deportation",
        "acre",
        "surgery",
        "operation",
        "fatality",
        "organization",
        "organisation",
        "unit",
        "home",
        "tournament",
        "overdose",
        "drowning",
        "injury",
        "earthquake",
    ),
)
_EVENTS, _BY = ("death", "fatality", "arrest", "drowning"), f" by (?:{BOUND} )?$"


def of_the_moved(numbers: pl.DataFrame, bare: pl.Series) -> pl.DataFrame:
    """The bare rows (Boolean) that say where a count went or leads: row, noun, noun_words (null), is_beyond (false).

    Takes numbers with value, near_lead and near_tail. The noun is one that is counted, told in the words before.
    """
    rows = bare.arg_true()
    lead = _opened(numbers["near_lead"].gather(rows))
    them = are_told(numbers["near_tail"].gather(rows), lead.str.contains(", ", literal=True), _OF_THEM)
    questions = {
        _MOVED: are_told(lead, lead.str.contains_any([*_MAY_MOVE], ascii_case_insensitive=True), _MOVES),
        _RACE: lead.str.contains("(?:with|at) $"),
        _OR_TWO: lead.str.ends_with(" or ") & (numbers["value"].gather(rows) == _TWO),
        _SET_OFF: them & ~lead.str.starts_with("0"),
    }
    found = [_words(lead, asked, pattern) for pattern, asked in questions.items()]
    told = pl.concat(found).drop_nulls().unique("place", keep="last", maintain_order=True)
    told = apply_once(told, encode(told["word"]).number, ["word"], _with_nouns)
    lead = lead.gather(told["place"])
    # Who adds up deaths must not find what they rose by.
    by = are_told(lead, told["noun"].is_in([*_EVENTS]), _BY)
    counted = told["is_counted"] | lead.str.ends_with(" or ")
    told = told.filter(counted & ~by)
    return told.select(
        row=rows.gather(told["place"]),
        noun="noun",
        noun_words=pl.lit(None, pl.String),
        is_beyond=pl.lit(value=False),
    )


def _opened(lead: pl.Series) -> pl.Series:
    """The words before figures, with a stop before those that open a text.

    What is counted opens its clause: in "people tried for crimes dropped to 59,000" no crimes are.
    """
    opens = (lead.str.len_bytes() < _SHORT) & ~lead.str.contains("^[0 ]")
    return pl.select(pl.when(opens).then(". " + lead).otherwise(lead)).to_series()


def _words(lead: pl.Series, asked: pl.Series, pattern: str) -> pl.DataFrame:
    """The word that a pattern finds in those asked: place, word."""
    places = rows_with(lead, asked.fill_null(value=False).arg_true(), pattern)
    if places.is_empty():  # the pattern would be compiled for nothing
        return pl.DataFrame(schema={"place": pl.UInt32, "word": pl.String})
    groups = lead.gather(places).str.extract_groups(pattern).struct.unnest()
    return pl.DataFrame({"place": places, "word": groups.select(pl.coalesce(pl.all())).to_series()})


def _with_nouns(words: pl.DataFrame) -> pl.DataFrame:
    """Add `noun`, the singular of `word`, and `is_counted`, whether such are counted where they move."""
    singular = [singular_of(word.lower()) for word in words["word"]]
    noun = pl.Series(["person" if word.endswith("migration") else word for word in singular], dtype=pl.String)
    words = words.with_columns(noun=noun)
    return words.with_columns(
        is_counted=is_person(pl.col("noun")) | pl.col("noun").is_in([*EVENTS_AND_THINGS, *_MOVING])
    )
