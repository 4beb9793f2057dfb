"""The one place that decides what a number is: money, percent, duration, age, measure, count, bare number, or no fact.

"Row 21", "Boeing 737", "G7", "the S&P 500", 2:30 p.m., March 7, 1989, 555-0123 and a 3-2 win are no facts.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.numeric import lexicon
from transforms.numeric.lexicon import LETTER_UNITS
from transforms.numeric.rows import on_rows

_MONTH = (
    "(?:Jan(?:uary|[.])?|Feb(?:ruary|[.])?|Mar(?:ch|[.])|Apr(?:il|[.])?|May|June?|July?|Aug(?:ust|[.])?"
    "|Sept?(?:ember|[.])?|Oct(?:ober|[.])?|Nov(?:ember|[.])?|Dec(?:ember|[.])?)"
)
_AFTER_MONTH = f"(?:^|[^A-Za-z]){_MONTH} ?$"
_BEFORE_MONTH = f"^(?:st|nd|rd|th)?[ \n-](?:of )?{_MONTH}(?:[^a-z]|$)"
_CLOCK_AFTER = (
    "^(?: ?[ap][.]?m(?-u:\\b)| ?[AP][.]?M(?-u:\\b)| o'clock| o’clock| GMT| hours GMT| ?hrs GMT|:[0-9]|h[0-9])"
)
_ERA = "^ ?(?:- ?[0-9]+ )?(?:B[.]?C[.]?E?|A[.]?D|C[.]?E)(?-u:\\b)"
# "the 21st century", "42nd Street", "the 3rd of May".
_NO_RANK = f"^(?:[ \n-](?:[A-Z]|centur|of (?:the month|{_MONTH})|day|week|and [0-9])|-)"
_CLOCK_BEFORE = "(?:[0-9][:]|[0-9][.][0-9]*)$"
# Written against letters: "G7", "COVID-19", "3G", "1990s", a web address.
_GLUED_BEFORE = "(?:[A-Za-z_]|[0-9]%|[A-Za-z]-|[A-Za-z0-9]/|[#@_\\\\]|[A-Za-z]['’]|[=&]|v[.]|N[o0][.] ?)$"
_GLUED_NEGATIVE = (
    "(?i:(?:^|[^a-z])(?:minus|sub|negative|under|over|plus|non|pre|post|mid|nearly|about|up-to|all|top|-to|to)-)$"
)
_GLUED_AFTER = "^(?:['’]?[A-Za-z_]|-[A-Za-z]+[0-9]|/[A-Za-z]*[0-9]|&[A-Za-z]|@|%[0-9A-F])"
# Escaped characters of a web address: "search?q=30%25".
_ADDRESS = "(?:%[0-9A-F]{0,2}|[?&=/][A-Za-z0-9_=%-]*|[0-9]%[0-9A-Za-z%]*)$"
# A capitalised label: "Row 21", "Part 3", "No. 5".
_LABEL = (
    "(?i:(?:^|[^a-z])(?:row|section|part|chapter|article|page|pages|pp?[.]|room|gate|flight|route|highway"
    "|interstate|channel|unit"
    "|phase|game|round|lap|act|type|model|mach|formula|apollo|resolution|no[.]|nos[.]|number|numbers"
    "|proposition|prop|measure|amendment"
    "|title|volume|vol[.]|issue|episode|season|series|stage|step|tier|level|grade|district|precinct|ward"
    "|zone|sector|terminal|runway|exit"
    "|pier|platform|track|lane|car|bus|suite|apartment|apt[.]|floor|lot|block|box|building|house|studio"
    "|hall|pavilion|schedule|form|rule"
    "|annex|appendix|figure|fig[.]|table|exhibit|paragraph|clause|item|psalm|verse|opus|op[.]|symphony"
    "|sonata|concerto|windows|iphone"
    "|ipad|galaxy|xbox|playstation|boeing|airbus|android|ios|mark|mk|version|day|week|line|planet|area|drama|quarter|fy"
    "|super bowl|world war|covid|division|group|category|class|league|ligue|bundesliga|wave|plan"
    "|world cup|euro|olympics|games"
    "|s[&]?p|s p|p|ftse|nikkei|nasdaq|dow|russell|dax|cac|csi|asx|stoxx|ibex|tsx|topix|hsi|ta|mib|aex|smi"
    "|omx|kospi|msci|index|fortune"
    "|forbes|billboard|hot|top)[ \n])$"
)
_INDEX_LABEL = (
    "(?i:(?:s[&]?p|s p|ftse|nikkei|nasdaq|russell|cac|csi|asx|stoxx|ibex|topix|ta|dax|fortune|dow jones"
    "|euro stoxx)[ -])$"
)
# A name in front: a capitalised word that does not open the sentence.
_NAME_BEFORE = "[a-z0-9,;)&] (?:[A-Z][A-Za-z&.]*[ -]){1,3}$|(?:[A-Z][A-Za-z&]+ ){2}$"
_PREPOSITION = (
    "(?i:(?:^|[^a-z])(?:in|since|by|of|from|until|till|before|after|during|for|to|through|between|and|or"
    "|year|early|late|mid|mid-|the|than|summer|spring|autumn|fall|winter|circa|fiscal|around"
    "|about)[ -]{1,2})$"
)
_YEAR = "^(?:1[0-9]{3}|20[0-9]{2}|2100)$"
_RECENT_YEAR = "^(?:1[6-9][0-9]{2}|20[0-4][0-9])$"
_PEOPLE = (
    "person",
    "man",
    "woman",
    "child",
    "troop",
    "soldier",
    "worker",
    "job",
    "employee",
    "student",
    "police",
    "house",
    "home",
)
# Units of time as nouns, where adjectives keep them from the number: "50 previous years", "two more weeks".
TIME_NOUNS = ("second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "century")
# "one" that stands for something said before.
_PRONOUN_ONE_BEFORE = (
    "(?i:(?:^|[^a-z])(?:the|no|any|every|each|this|that|which|another|some|someone|new|old|big|bigger"
    "|good|better|best|first|last|only|other|same|right"
    "|wrong|next|day|a|an|such|loved|young|little|great|tough|hard|long|important|as|number|square|its"
    "|a different|particular|more|for)[ -])$"
)
_RATIO = (
    "^ (?:in|out of|of|over)(?: every)? (?:[0-9]|two|three|four|five|six|seven|eight|nine|ten|twelve"
    "|twenty|a hundred|one hundred)"
)
_ONE_OF = "^ of (?:the|his|her|its|their|our|my|your|these|those|them|us|four|[A-Z])"

_AGE_BEFORE = (
    "(?i:(?:^|[^a-z])(?:as young as|as old as|aged?|ages|age of|aged between|turned|turns|turning"
    "|over the age of|under the age of|people over|those over|anyone over))(?: (?:about|around|just|only"
    "|over|under|at least|between))?[ \n]$"
)
_AGE_NAME_BEFORE = "[A-Z][A-Za-z'’.-]+, (?:now |then |only )?$"
_AGE_NAME_AFTER = '^(?:,[ \n"”]|[.](?:[ \n"”]|$)|;)'
_OLD_AFTER = "^(?:[- ]olds?(?-u:\\b)| of age(?-u:\\b))"
_WILL_BE = "(?i:(?:he|she|who|i) (?:will be|is|was|are|am|turns|turned) (?:only |just )?)$"
_WILL_BE_AFTER = "^(?:[.,;]|$| (?:by|when|at|and|on|in|next|this)(?-u:\\b))"
# "the first half", "the southern half", "half-half".
_HALF_OF_A_PAIR = (
    "(?i:(?:first|second|other|better|back|half|time|one|southern|northern|eastern|western|lower|upper|top|bottom"
    "|early|latter|later|[0-9])[ -]|[a-z]-)$"
)
# "1. Make yourself a priority"; a Boeing by its number alone.
_LIST_MARK_BEFORE = "(?:^|\n)[ \t*]*$"
_AIRLINER = "^7[0-8]7$"
# Pounds that are money: a large multiple, a price, Britain.
_POUNDS = ("pound", "pounds")
_PAYS = (
    "(?i:cost|paid|pay|price|worth|fine[ds]?(?-u:\\b)|bail|spen[dt]|salar|rais|fee|fund|prize|bill|debt"
    "|tax|budget|invest|profit|loss|revenue|sales|sterling"
    "|penc|£|earn|charge|grant|donat|reward|wage|loan|bond|market|share|dollar|euro|francs|marks|yen"
    "|compensation|damages|british|london|sold|buy|bought)"
)
_WEIGHS = "(?i:weigh|heav|muscle|baby|kilo|kg|tons|carr|thrust|lift|^[ -]*(?:of[ ](?!sterling)))".replace(
    "(?!sterling)", ""
)


def kinds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Decide the kind of each number; rows that are no fact get a null `kind`.

    Takes numbers with their surroundings and nouns; adds `decided` (String) and `keeps_suffix` and
    `keeps_noun` (Boolean): whether unit and noun are the number's own.
    """
    # The patterns look at the end of what precedes and the start of what follows.
    lead, tail, rest = pl.col("lead"), pl.col("tail"), pl.col("rest")
    has_prefix = pl.col("prefix_codes").is_not_null()
    numbers = _with_pounds(numbers)
    unit_kind = pl.col("kind")
    whole = pl.col("text").str.contains("^[0-9]+$")
    value = pl.col("value")
    words = pl.col("text").str.to_lowercase()
    year, recent_year = pl.col("text").str.contains(_YEAR), pl.col("text").str.contains(_RECENT_YEAR)
    glued_before = lead.str.contains(_GLUED_BEFORE) & ~lead.str.contains(_GLUED_NEGATIVE)
    glued = glued_before | tail.str.contains(_GLUED_AFTER)
    clock = (
        tail.str.contains(_CLOCK_AFTER)
        | tail.str.contains(_ERA)
        | lead.str.contains("A[.]?D[.]? $")
        | lead.str.contains(_CLOCK_BEFORE)
    )
    month = lead.str.contains(_AFTER_MONTH) | tail.str.contains(_BEFORE_MONTH)
    name = lead.str.contains(_NAME_BEFORE)
    year_noun = recent_year & ~pl.col("noun").is_in(_PEOPLE) | year & lead.str.contains(_PREPOSITION)
    named = lead.str.contains(_AGE_NAME_BEFORE) & ~month & tail.str.contains(_AGE_NAME_AFTER)
    becomes = lead.str.contains(_WILL_BE) & tail.str.contains(_WILL_BE_AFTER) & value.is_between(5, 115)
    bare_age = (
        value.is_between(0, 115) & unit_kind.is_null() & (lead.str.contains(_AGE_BEFORE) | (whole & (named | becomes)))
    )
    pronoun = (
        (words == "one")
        & (pl.col("noun").is_null() | (lead.str.contains(_PRONOUN_ONE_BEFORE) & ~tail.str.contains(_ONE_OF)))
        & ~tail.str.contains(_RATIO)
        & ~lead.str.contains("(?i:minus|negative)[ -]$")
    )
    half_word = (
        words.str.contains("^half")
        & pl.col("sort").eq("fraction")
        & (lead.str.contains(_HALF_OF_A_PAIR) | tail.str.contains("^(?:[-][a-z]|['’ ]time)"))
    )
    weak_fraction = (
        pl.col("sort").eq("fraction")
        & words.str.contains("^an?[ -](?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|hundredth)")
        & ~(tail.str.contains("^(?:[ \n]of[ \n]|[.,;]|$|[ \n](?:more|less|as|to|from|in|the|lower|higher|year))"))
    )
    ratio = pl.col("sort").eq("fraction") & pl.col("text").str.contains(
        "^(?:24/7|9/11|50/50|20/20|7/7|[0-9]+/[0-9]{3,})$"
    )
    ordinal = pl.col("sort") == "ordinal"
    rank = pl.when(
        ~(tail.str.contains(_NO_RANK) | lead.str.contains(_AFTER_MONTH) | glued_before)
        & ~(tail.str.contains(_GLUED_AFTER) & unit_kind.is_null())
    ).then(pl.lit("ordinal"))
    with_unit = (
        pl.when(unit_kind.eq("percent") & (lead.str.contains(_ADDRESS) | rest.str.contains("^[0-9A-Z]")))
        .then(None)
        .when(glued_before & pl.col("suffix_word").is_in(LETTER_UNITS))
        .then(None)
        .when(clock & unit_kind.ne("percent"))
        .then(None)
        .when(month & ~unit_kind.is_in(["percent", "money", "dimension", "duration"]))
        .then(None)
        .when(ratio)
        .then(None)
        .when(unit_kind.eq("duration") & rest.str.contains(_OLD_AFTER))
        .then(pl.lit("age"))
        .otherwise(unit_kind)
    )
    bare = (
        pl.when(glued | clock | month | ratio)
        .then(None)
        .when(bare_age)
        .then(pl.lit("age"))
        .when(half_word | weak_fraction)
        .then(None)
        .when(pl.col("sort") == "fraction")
        .then(pl.lit("fraction"))
        .when(
            pronoun
            | lead.str.contains(_INDEX_LABEL)
            | (lead.str.contains("[a-z,] $") & pl.col("text").str.contains("^[A-Z][a-z]+$"))
        )
        .then(None)
        .when(year & (pl.col("noun").is_null() | year_noun))
        .then(None)
        .when(lead.str.contains(_LABEL) & whole)
        .then(None)
        .when(pl.col("noun").is_in(TIME_NOUNS))
        .then(pl.lit("duration"))
        .when(pl.col("noun").is_not_null() & lead.str.contains("(?:^|[ ])[-−]$"))
        .then(None)
        .when(whole & (lead.str.contains(_LIST_MARK_BEFORE) & tail.str.contains("^[.)][ \t]")))
        .then(None)
        .when(pl.col("noun").is_not_null())
        .then(pl.lit("count"))
        .when(pl.col("text").str.contains(_AIRLINER))
        .then(None)
        .when(name & whole & (value < 1000))
        .then(None)
        .when(name & pl.col("text").str.contains("^[A-Z][a-z]+$"))
        .then(None)
        .when(lead.str.contains("[A-Za-z]: $") & whole & (value < 100) & tail.str.contains("^ [A-Z]"))
        .then(None)
        .when(
            tail.str.contains("^ [A-Z][a-z]+")
            & whole
            & lead.str.contains("(?:^|[a-z] )$")
            & (value > 99)
            & ~lead.str.contains(_PREPOSITION)
        )
        .then(None)
        .otherwise(pl.lit("number"))
    )
    # A mark of money decides alone; the other questions are put to ranks, to what has a unit and to what has none.
    numbers = on_rows(numbers, ordinal, _rank=rank)
    numbers = on_rows(numbers, ~ordinal & ~has_prefix & unit_kind.is_not_null(), _with_unit=with_unit)
    numbers = on_rows(numbers, ~ordinal & ~has_prefix & unit_kind.is_null(), _bare=bare)
    money = pl.when(~ordinal & has_prefix).then(pl.lit("money"))
    numbers = numbers.with_columns(decided=pl.coalesce(money, "_rank", "_with_unit", "_bare"))
    numbers = numbers.drop("_rank", "_with_unit", "_bare")
    return numbers.with_columns(
        keeps_noun=pl.col("decided").is_in(["count", "fraction"]).fill_null(False)
        | (pl.col("decided").eq("duration") & unit_kind.is_null()).fill_null(False),
        keeps_suffix=pl.col("kind").is_not_null()
        & (pl.col("decided") != "ordinal")
        & pl.col("decided").is_not_null()
        & ~(has_prefix & pl.col("kind").ne_missing("money")),
    )


# What a date, time or recurring time leaves no room for; money, percent, durations, ages and measures keep theirs.
_BARE = ("number", "count", "fraction", "ordinal", "score")


def _with_pounds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Read "pounds" as money where the words beside it are about money, else as a weight."""
    word = pl.col("suffix_word").str.to_lowercase().is_in(_POUNDS)
    beside = pl.concat_str(pl.col("lead").str.tail(30), pl.lit(" "), pl.col("rest").str.head(25))
    of = pl.col("rest").str.contains("^[ \n]of[ \n]")
    money = (pl.col("power") >= 6) | (
        beside.str.contains(_PAYS) & ~beside.str.contains(_WEIGHS) & ~of & ~pl.col("suffix").str.contains("-")
    )
    families = lexicon.currencies().filter(pl.col("surface") == "pounds")["codes"].item()
    # Pounds are rare: only their own rows are read.
    numbers = on_rows(numbers, word, _paid=money)
    numbers = numbers.with_columns(pl.col("_paid").fill_null(value=False))
    paid_for = pl.col("_paid")
    return numbers.with_columns(
        kind=pl.when(paid_for).then(pl.lit("money")).otherwise(pl.col("kind")),
        unit=pl.when(~paid_for).then(pl.col("unit")),
        codes=pl.when(paid_for).then(pl.lit(families)).otherwise(pl.col("codes")),
        si_unit=pl.when(~paid_for).then(pl.col("si_unit")),
        factor=pl.when(paid_for).then(1.0).otherwise(pl.col("factor")),
    ).drop("_paid")


def without_dates(facts: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Drop counts and bare numbers whose figure stands in a date, and link durations to their temporal mention.

    Takes facts with text_no, start_char, end_char, kind, and temporal mentions (which may lack timex_type); adds
    temporal_start_char (UInt32).
    """
    kinds = pl.col("timex_type").cast(pl.String) if "timex_type" in temporal.columns else pl.lit("DATE")
    found = temporal.select("text_no", "start_char", "end_char", timex_type=kinds).sort("text_no", "start_char")
    if found.is_empty() or facts.is_empty():
        return facts.with_columns(temporal_start_char=pl.lit(None, pl.UInt32))
    # The last mention that begins before the fact ends; mentions do not overlap each other.
    starts, ends = (_place(found, name) for name in ("start_char", "end_char"))
    begin, end = (_place(facts, name) for name in ("start_char", "end_char"))
    last = np.searchsorted(starts, end, side="left") - 1
    touches = (last >= 0) & (ends[np.maximum(last, 0)] > begin)
    mention = pl.Series(np.maximum(last, 0), dtype=pl.UInt32)
    # The figure opens the fact, so a date that only its noun touches does not count.
    is_point = (found["timex_type"].gather(mention) != "DURATION").fill_null(value=True).to_numpy()
    in_date = touches & (starts[np.maximum(last, 0)] <= begin) & is_point
    facts = facts.with_columns(
        _in_date=pl.Series(in_date), _touches=pl.Series(touches), _from=found["start_char"].gather(mention)
    )
    linked = pl.col("_touches") & pl.col("kind").is_in(["duration", "age"])
    return (
        facts.filter(~(pl.col("_in_date") & pl.col("kind").is_in(_BARE)))
        .with_columns(temporal_start_char=pl.when(linked).then(pl.col("_from")))
        .drop("_in_date", "_touches", "_from")
    )


def _place(mentions: pl.DataFrame, column: str) -> npt.NDArray[np.int64]:
    """One number that sorts mentions by text and then by place."""
    place: npt.NDArray[np.int64] = (mentions["text_no"].to_numpy().astype(np.int64) << 33) + mentions[column].to_numpy()
    return place
