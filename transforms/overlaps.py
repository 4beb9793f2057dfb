"""The one place that decides what a number is: money, percent, duration, age, measure, count, bare number, or no fact.

"Row 21", "Boeing 737", "G7", "the S&P 500", 2:30 p.m., March 7, 1989, 555-0123 and a 3-2 win are no facts.
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.numeric import lexicon
from transforms.numeric.figures import SMALL_WORDS
from transforms.numeric.lexicon import LETTER_UNITS
from transforms.numeric.rows import on_rows
from transforms.numeric.wordings import once_each

_MONTH = (
    "(?:Jan(?:uary|[.])?|Feb(?:ruary|[.])?|Mar(?:ch|[.])|Apr(?:il|[.])?|May|June?|July?|Aug(?:ust|[.])?"
    "|Sept?(?:ember|[.])?|Oct(?:ober|[.])?|Nov(?:ember|[.])?|Dec(?:ember|[.])?)"
)
_AFTER_MONTH = f"(?:^|[^A-Za-z]){_MONTH} ?$"
_BEFORE_MONTH = f"^(?:st|nd|rd|th)?[ \n-](?:of )?{_MONTH}(?:[^a-z]|$)"
_CLOCK_AFTER = (
    "^(?: ?[ap][.]?m(?-u:\\b)| ?[AP][.]?M(?-u:\\b)| o'clock| o’clock| GMT| UTC| hours GMT| ?hrs GMT|:[0-9]|h[0-9])"
)
_ERA = "^ ?(?:- ?[0-9]+ )?(?:B[.]?C[.]?E?|A[.]?D|C[.]?E)(?-u:\\b)"
# "the 21st century", "42nd Street", "the 3rd of May".
_NO_RANK = f"^(?:[ \n-](?:[A-Z]|centur|of (?:the month|{_MONTH})|day|week|and [0-9])|-)"
_CLOCK_BEFORE = "(?:[0-9][:]|[0-9][.][0-9]*)$"
# Written against letters: "G7", "COVID-19", "3G", "1990s", a web address.
_GLUED_BEFORE = "(?:[A-Za-z_]|[A-Za-z0-9]%|[A-Za-z]-|[A-Za-z0-9]/|[#@_^\\\\]|[A-Za-z]['’]|[=&]|v[.]|N[o0][.] ?)$"
_GLUED_NEGATIVE = (
    "(?i:(?:^|[^a-z])(?:minus|sub|negative|under|over|plus|non|pre|post|mid|nearly|about|up-to|all|top|-to|to)-)$"
)
_GLUED_AFTER = "^(?:['’]?[A-Za-z_]|-[A-Za-z]+[0-9]|/[A-Za-z]*[0-9]|&[A-Za-z]|@|%[0-9A-F])"
# The address of a page; escaped characters of one: "search?q=30%25".
_PAGE = "(?:https?://|www[.])[^ \n]*$|[A-Za-z]%$"
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
# "one or two", "one to three".
_ONE_TO = "^[ -](?:to|or)[ -](?:[0-9]|two|three|four|five|six|seven|ten)"
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
    numbers = _with_pounds(numbers)
    # The patterns look at the end of what precedes and the start of what follows, and are put to each wording once.
    numbers = once_each(numbers, "figure_no", ["text"], _ask_figures)
    numbers = once_each(numbers, "lead_no", ["near_lead"], _ask_before)
    numbers = once_each(numbers, "tail_no", ["near_tail"], _ask_after)
    has_prefix, ordinal = pl.col("prefix_codes").is_not_null(), pl.col("sort") == "ordinal"
    unit_kind, value = pl.col("kind"), pl.col("value")
    asked = ~ordinal & ~has_prefix
    # "May 8 - 11": the wording begins at the day before.
    days = pl.col("lead").str.contains(f"(?:^|[^A-Za-z]){_MONTH} ?[0-9]{{1,2}} ?[-–] ?$")
    numbers = on_rows(numbers, pl.col("_dash_from_figure"), _last_day=days)
    numbers = on_rows(numbers, asked & pl.col("_may_be_era"), _era=pl.col("tail").str.contains(_ERA))
    address = pl.col("lead").str.contains(_ADDRESS) | pl.col("rest").str.contains("^[0-9A-Z]")
    numbers = on_rows(numbers, asked & (unit_kind == "percent"), _address=address)
    numbers = on_rows(numbers, asked & (unit_kind == "duration"), _old=pl.col("rest").str.contains(_OLD_AFTER))
    era, whole = pl.col("_era").fill_null(value=False), pl.col("_whole")
    glued = pl.col("_glued_before") | pl.col("_glued_after")
    clock = pl.col("_clock_after") | era | pl.col("_clock_before")
    month = pl.col("_after_month") | pl.col("_before_month") | pl.col("_last_day").fill_null(value=False)
    year_noun = pl.col("_recent_year") & ~pl.col("noun").is_in(_PEOPLE) | pl.col("_year") & pl.col("_preposition")
    named = pl.col("_age_name_before") & ~month & pl.col("_age_name_after")
    becomes = pl.col("_will_be") & pl.col("_will_be_after") & value.is_between(5, 115)
    bare_age = value.is_between(0, 115) & unit_kind.is_null() & (pl.col("_age_before") | (whole & (named | becomes)))
    pronoun = (
        pl.col("_one")
        & (pl.col("noun").is_null() | (pl.col("_pronoun_before") & ~pl.col("_one_of")))
        & ~pl.col("_in_every")
        & ~pl.col("_one_to")
        & ~pl.col("_minus_before")
    )
    fraction = pl.col("sort").eq("fraction")
    half_word = pl.col("_half") & fraction & (pl.col("_pair_before") | pl.col("_half_time"))
    weak_fraction = fraction & pl.col("_weak") & ~pl.col("_whole_after")
    ratio = fraction & pl.col("_set_phrase")
    no_rank = pl.col("tail").str.contains(_NO_RANK) | pl.col("lead").str.contains(_AFTER_MONTH)
    rank = pl.when(~(no_rank | pl.col("_glued_before")) & ~(pl.col("_glued_after") & unit_kind.is_null())).then(
        pl.lit("ordinal")
    )
    no_unit = (
        (pl.col("_address") | pl.col("_page"))
        | (pl.col("_glued_before") & pl.col("suffix_word").is_in(LETTER_UNITS))
        | (clock & unit_kind.ne("percent"))
        | (month & ~unit_kind.is_in(["percent", "money", "dimension", "duration"]))
        | ratio
    )
    with_unit = pl.when(no_unit).then(None).when(pl.col("_old")).then(pl.lit("age")).otherwise(unit_kind)
    has_noun = pl.col("noun").is_not_null()
    said_before = (
        pronoun
        | pl.col("_index_label")
        | (pl.col("_goes_before") & pl.col("_capital"))
        | (pl.col("_year") & (pl.col("letter") == "") & (~has_noun | year_noun))
        | (pl.col("_label") & whole & ~(has_noun & pl.col("_clause_before")))
        | (pl.col("_number_before") & pl.col("_small_word"))
    )
    listed = (has_noun & pl.col("_dash_before")) | (whole & pl.col("_list_mark_before") & pl.col("_list_mark_after"))
    named_after = (
        pl.col("_airliner")
        | (pl.col("_name_before") & whole & (value < 1000))
        | (pl.col("_name_before") & pl.col("_capital"))
        | (pl.col("_colon_before") & whole & (value < 100) & pl.col("_capital_after"))
        | (pl.col("_name_after") & whole & pl.col("_opens") & (value > 99) & ~pl.col("_preposition"))
    )
    bare = _first_of(
        (glued | clock | month | ratio | pl.col("_page"), None),
        (bare_age, "age"),
        (half_word | weak_fraction, None),
        (fraction, "fraction"),
        (said_before, None),
        (pl.col("noun").is_in(TIME_NOUNS), "duration"),
        (listed, None),
        (has_noun, "count"),
        (named_after, None),
        (pl.lit(value=True), "number"),
    )
    # A mark of money decides alone; the other questions are put to ranks, to what has a unit and to what has none.
    numbers = on_rows(numbers, ordinal, _rank=rank)
    numbers = on_rows(numbers, asked & unit_kind.is_not_null(), _with_unit=with_unit)
    numbers = on_rows(numbers, asked & unit_kind.is_null(), _bare=bare)
    money = pl.when(~ordinal & has_prefix).then(pl.lit("money"))
    numbers = numbers.with_columns(decided=pl.coalesce(money, "_rank", "_with_unit", "_bare"))
    numbers = numbers.select(name for name in numbers.columns if not name.startswith("_"))
    return numbers.with_columns(
        keeps_noun=pl.col("decided").is_in(["count", "fraction"]).fill_null(False)
        | (pl.col("decided").eq("duration") & unit_kind.is_null()).fill_null(False),
        keeps_suffix=pl.col("kind").is_not_null()
        & (pl.col("decided") != "ordinal")
        & pl.col("decided").is_not_null()
        & ~(has_prefix & pl.col("kind").ne_missing("money")),
    )


def _first_of(*verdicts: tuple[pl.Expr, str | None]) -> pl.Expr:
    """The verdict of the first condition that holds. A chain of small figures costs a fraction of one of words."""
    place = pl.coalesce(
        pl.when(condition).then(pl.lit(place, pl.UInt8)) for place, (condition, _) in enumerate(verdicts)
    )
    return pl.lit(pl.Series([verdict for _, verdict in verdicts], dtype=pl.String)).gather(place)


def _ask_figures(figures: pl.DataFrame) -> pl.DataFrame:
    """What the figure itself says."""
    text, words = pl.col("text"), pl.col("text").str.to_lowercase()
    return figures.with_columns(
        _whole=text.str.contains("^[0-9]+$"),
        _year=text.str.contains(_YEAR),
        _recent_year=text.str.contains(_RECENT_YEAR),
        _one=words == "one",
        _small_word=words.is_in([*SMALL_WORDS]),
        _half=words.str.starts_with("half"),
        _weak=words.str.contains(
            "^an?[ -](?:[a-z]+ty-)?(?:first|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|half|hundredth)"
        ),
        _set_phrase=text.str.contains("^(?:24/7|9/11|50/50|20/20|7/7|[0-9]+/[0-9]{3,})$"),
        _capital=text.str.contains("^[A-Z][a-z]+$"),
        _airliner=text.str.contains(_AIRLINER),
    )


def _ask_before(wordings: pl.DataFrame) -> pl.DataFrame:
    """What the words before a figure say."""
    lead = pl.col("near_lead").str
    return wordings.with_columns(
        _glued_before=lead.contains(_GLUED_BEFORE) & ~lead.contains(_GLUED_NEGATIVE),
        _page=lead.contains(_PAGE),
        _clock_before=lead.contains("A[.]?D[.]? $") | lead.contains(_CLOCK_BEFORE),
        _after_month=lead.contains(_AFTER_MONTH),
        _dash_from_figure=lead.contains("^[0-9] ?[-–] ?$"),
        _name_before=lead.contains(_NAME_BEFORE),
        _preposition=lead.contains(_PREPOSITION),
        _age_name_before=lead.contains(_AGE_NAME_BEFORE),
        _will_be=lead.contains(_WILL_BE),
        _age_before=lead.contains(_AGE_BEFORE),
        _pronoun_before=lead.contains(_PRONOUN_ONE_BEFORE),
        _minus_before=lead.contains("(?i:minus|negative)[ -]$"),
        _pair_before=lead.contains(_HALF_OF_A_PAIR),
        _index_label=lead.contains(_INDEX_LABEL),
        _goes_before=lead.contains("[a-z,] $"),
        _label=lead.contains(_LABEL),
        _clause_before=lead.contains("(?:day|week|quarter) $"),
        _number_before=lead.contains("(?i:(?:^|[^a-z])number )$"),
        _dash_before=lead.contains("(?:^|[ ])[-−]$"),
        _list_mark_before=lead.contains(_LIST_MARK_BEFORE),
        _colon_before=lead.contains("[A-Za-z]: $"),
        _opens=lead.contains("(?:^|[a-z] )$"),
    )


def _ask_after(wordings: pl.DataFrame) -> pl.DataFrame:
    """What the words after a figure say."""
    tail = pl.col("near_tail").str
    return wordings.with_columns(
        _glued_after=tail.contains(_GLUED_AFTER),
        _clock_after=tail.contains(_CLOCK_AFTER),
        _may_be_era=tail.contains("^ ?[ABC0-9-]"),
        _before_month=tail.contains(_BEFORE_MONTH),
        _age_name_after=tail.contains(_AGE_NAME_AFTER),
        _will_be_after=tail.contains(_WILL_BE_AFTER),
        _in_every=tail.contains(_RATIO),
        _one_of=tail.contains(_ONE_OF),
        _one_to=tail.contains(_ONE_TO),
        _half_time=tail.contains("^(?:[-][a-z]|['’ ]time)"),
        _whole_after=tail.contains("^(?:[ \n]of[ \n]|[.,;]|$|[ \n](?:more|less|as|to|from|in|the|lower|higher|year))"),
        _list_mark_after=tail.contains("^[.)][ \t]"),
        _capital_after=tail.contains("^ [A-Z]"),
        _name_after=tail.contains("^ [A-Z][a-z]+"),
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

    Takes facts with text_no, start_char, end_char, kind, figure_chars (how long the first figure is), and temporal
    mentions (which may lack timex_type); adds temporal_start_char (UInt32).
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
    # Nor does a figure that goes beyond the date: "two thousand and two hundred".
    figure_end = begin + facts["figure_chars"].to_numpy().astype(np.int64)
    is_covered = ends[np.maximum(last, 0)] >= figure_end
    in_date = touches & (starts[np.maximum(last, 0)] <= begin) & is_point & is_covered
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
