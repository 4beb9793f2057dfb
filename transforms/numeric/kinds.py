"""Kind classification: money, percent, duration, age, measure, count, bare number, or no fact; decided here alone.

"Row 21", "Boeing 737", "G7", "the S&P 500", 2:30 p.m., March 7, 1989 and 555-0123 are no facts.
"""

from dataclasses import dataclass
from functools import partial

import polars as pl

from transforms.columns.distinct import apply_once
from transforms.columns.lazy import once
from transforms.columns.masked import Step, on_rows_each
from transforms.numeric import cues, phrases
from transforms.numeric.cues import AFTER, AFTER_MONTH, BEFORE, MONTH, ask, ask_figures
from transforms.numeric.units.currency import with_pounds
from transforms.numeric.units.lexicon import LETTER_UNITS
from transforms.text import year_figures

_ERA = "^ ?(?:- ?[0-9]+ )?(?:B[.]?C[.]?E?|A[.]?D|C[.]?E)(?-u:\\b)"
# "the 21st century", "42nd Street", "the 3rd of May", "the 20th and 21st centuries"; not "his 99th and 100th goal".
_NO_RANK = (
    f"^(?:[ \n-](?:[A-Z]|centur|of (?:the month|{MONTH})|day|week"
    "|and [0-9]+(?:[^0-9a-z]|$|(?:st|nd|rd|th)[ -](?:[A-Z]|centur|of|day|week|street)))|-)"
)
# "the 19th century and the beginning of the 20th", "the late 19th and early 20th centuries".
_CENTURY_BEFORE, _CENTURY_ENDS = (
    "[0-9](?:st|nd|rd|th)[ -]centur(?:y|ies)(?-u:\\b)[^.;:0-9]*(?:the|early|late|mid)[ -]$",
    "^(?:$|[.,;:)]| (?:and|but|or|when|with|as|was|saw|had|to|until)(?-u:\\b))",
)
_CENTURIES_AFTER = (
    "^,? (?:and|or|to|through) (?:(?:in|from|the|early|late|mid|beginning of|end of|first half of"
    "|second half of) ){0,3}"
    "[0-9]{1,2}(?:st|nd|rd|th)[ -]centur"
)
# "the protests of 11J", as some countries name a day: neither joules nor newtons.
_DAY_NAMED = "^(?:[1-9]|[12][0-9]|3[01])$"
_NAMED_ON = "(?:^|[^A-Za-z])(?i:the|of|since|after|before|on|during|from|until|by|post|pre)[ -]$"
_MEASURED_BY = "(?i:force|load|pull|thrust|tension|resistance|energy|impact|weight|work|pulse|shock|strength) of $"
_OF_A_FORCE = "^[A-Z] (?:of|per|force)(?-u:\\b)"
# Escaped characters of an address around what looks like a percentage.
_ADDRESS = "(?:%[0-9A-F]{0,2}|(?:[?&=]|(?:^|[^+])/)[A-Za-z0-9_=%-]*|[0-9]%[0-9A-Za-z%]*)$"
# Units of time as nouns, where adjectives keep them from the number: "50 previous years", "two more weeks".
TIME_NOUNS = ("second", "minute", "hour", "day", "night", "week", "weekend", "month", "year", "decade", "century")
_OLD_AFTER = "^(?:[- ]olds?(?-u:\\b)| - olds?(?-u:\\b)| of age(?-u:\\b))"


def kinds(numbers: pl.DataFrame) -> pl.DataFrame:
    """Decide the kind of each number; rows that are no fact get a null `kind`.

    Takes numbers with their surroundings and nouns; adds `decided` (String) and `keeps_suffix` and
    `keeps_noun` (Boolean): whether unit and noun are the number's own.
    """
    numbers = with_pounds(numbers)
    # The patterns look at the end of what precedes and the start of what follows, and are put to each wording once.
    numbers = apply_once(numbers, "figure_no", ["text"], ask_figures)
    numbers = apply_once(numbers, "lead_no", ["near_lead"], partial(ask, questions=BEFORE))
    numbers = apply_once(numbers, "tail_no", ["near_tail"], partial(ask, questions=AFTER))
    plan = _plan()
    for steps in plan.questions:
        numbers = on_rows_each(numbers, steps)
    numbers = on_rows_each(numbers.with_columns(plan.thousands), plan.verdicts).with_columns(plan.decisions)
    numbers = numbers.select(name for name in numbers.columns if not name.startswith("_"))
    return numbers.with_columns(plan.own)


@dataclass(frozen=True)
class _Plan:
    """The questions that are asked of numbers, each list when those before are answered, and what follows from them."""

    questions: list[list[Step]]
    thousands: list[pl.Expr]
    verdicts: list[Step]
    decisions: list[pl.Expr]
    own: list[pl.Expr]


@once
def _plan() -> _Plan:
    """Made once: to put some hundreds of expressions together takes as long as to ask them of a small batch."""
    has_prefix, ordinal = pl.col("prefix_codes").is_not_null(), pl.col("sort") == "ordinal"
    unit_kind, value = pl.col("kind"), pl.col("value")
    asked = ~ordinal & ~has_prefix
    # "May 8 - 11": the wording begins at the day before.
    days = pl.col("lead").str.contains(f"(?:^|[^A-Za-z]){MONTH} ?[0-9]{{1,2}} ?[-–] ?$")
    address = pl.col("lead").str.contains(_ADDRESS) | pl.col("rest").str.contains("^[0-9A-Z]")
    aged = pl.col("rest").str.contains(_OLD_AFTER) | pl.col("lead").str.contains(
        "(?i:(?-u:\\b)(?:age (?:of|is|was)|aged)) $"
    )
    era, whole = pl.col("_era").fill_null(value=False), pl.col("_whole")
    glued_before = pl.col("_glued") & ~pl.col("_joined")
    glued = glued_before | pl.col("_glued_after")
    clock = pl.col("_clock_after") | era | pl.col("_clock_before")
    month = pl.col("_after_month") | pl.col("_before_month") | pl.col("_last_day").fill_null(value=False)
    counts = year_figures.counts("lead", "text", "tail")
    bare_year = asked & unit_kind.is_null() & pl.col("_year")
    of_a_person = pl.col("_of_a_person").fill_null(value=False) & value.is_between(10, 115)
    of_a_country = pl.col("_of_a_country").fill_null(value=False)
    named = (pl.col("_age_name_before") | of_a_person) & ~month & pl.col("_age_name_after") & ~of_a_country
    becomes = pl.col("_will_be") & pl.col("_will_be_after")
    becomes |= pl.col("_at_the_age") & pl.col("_of_whom_after")
    becomes |= pl.col("_at_an_age").fill_null(value=False)
    becomes &= (whole & value.is_between(5, 115)) | (pl.col("_small_word") & (value >= _SPOKEN_AGE))
    bare_age = (
        value.is_between(0, 115)
        & unit_kind.is_null()
        & (
            (pl.col("_age_before") & ~pl.col("_turned_over"))
            | becomes
            | (pl.col("_of_a_child").fill_null(value=False) & value.is_between(1, 20) & (whole | pl.col("_small_word")))
            | (whole & pl.col("_in_brackets").fill_null(value=False))
            | (whole & (named | pl.col("_young") | pl.col("_older")))
        )
    )
    pronoun = (
        pl.col("_one")
        & ~pl.col("_victim").fill_null(value=False)
        & (
            pl.col("noun").is_null()
            | (pl.col("_pronoun_before") & ~pl.col("_one_of") & ~pl.col("_counting_one").fill_null(value=False))
        )
        & ~pl.col("_in_every")
        & ~pl.col("_one_to")
        & ~pl.col("_of_figure")
        & ~pl.col("_minus_before")
    )
    fraction = pl.col("sort").eq("fraction")
    half_word = pl.col("_half") & fraction & (pl.col("_pair_before") | pl.col("_half_time"))
    a_part = cues.a_part(pl.col("near_lead"), pl.col("near_tail"))
    weak_fraction = fraction & pl.col("_weak") & ~(pl.col("_whole_after") & pl.col("_a_part"))
    weak_fraction |= pl.col("_and_half").fill_null(value=False)
    ratio = pl.col("_set_phrase") | (pl.col("_day_of_month") & pl.col("_on_a_day"))
    no_rank = pl.col("tail").str.contains(_NO_RANK) | pl.col("lead").str.contains(AFTER_MONTH)
    no_rank |= pl.col("_century").fill_null(value=False)
    rank = pl.when(~(no_rank | glued_before) & ~(pl.col("_glued_after") & unit_kind.is_null())).then(pl.lit("ordinal"))
    no_unit = (
        (pl.col("_address") | pl.col("_page"))
        | (glued_before & pl.col("suffix_word").is_in(LETTER_UNITS))
        | (clock & unit_kind.ne("percent"))
        | (month & ~unit_kind.is_in(["percent", "money", "dimension", "duration"]))
        | ratio
    )
    digits = (
        pl.col("text").str.contains("^[0-9]+(?: [0-9]{3})*$")
        & asked
        & (unit_kind.is_null() | pl.col("suffix_word").is_in(LETTER_UNITS))
    )
    # Words of calling are looked for with the figures that they may belong to only.
    callable_ = digits & pl.col("noun").is_null() & (value > 99)
    telephone = (
        pl.col("_dialled").fill_null(value=False)
        | pl.col("lead").str.contains(cues.DIALLING)
        | (pl.col("_opens_number") & pl.col("tail").str.contains(cues.DIALLED_ON))
    )
    # Only these windows are read with their figures.
    near = pl.col("_dialled") | pl.col("_beside_figure") | pl.col("_opens_number")
    label = pl.col("_label") | pl.col("_listed_label").fill_null(value=False)
    headline = pl.col("_headline_verb")
    alone = (pl.col("lead") == "") & (pl.col("tail") == "")
    called = pl.col("_called").fill_null(value=False) | (pl.col("_nought") & ~alone) | (pl.col("_street") & digits)
    lettered = pl.col("suffix_word").is_in(LETTER_UNITS)
    no_unit |= called | (label & lettered & ~pl.col("suffix").str.contains("^ "))
    # "Section 66 A", "Rules 12 B and 14 C".
    of_a_law = pl.col("_legal_label") | pl.col("_listed_legal").fill_null(value=False)
    no_unit |= of_a_law & lettered & pl.col("suffix").str.contains("^ [A-Z]$")
    # "a third-year student", "a tenth-round knockout": a rank.
    no_unit |= fraction & pl.col("suffix").str.starts_with("-") & pl.col("text").str.contains(_RANK_OF_ONE)
    no_unit |= pl.col("_no_quantity").fill_null(value=False) & pl.col("text").str.contains("^(?:60|48)$")
    no_unit |= pl.col("_day_named").fill_null(value=False)
    with_unit = pl.when(no_unit).then(None).when(pl.col("_old")).then(pl.lit("age")).otherwise(unit_kind)
    has_noun = pl.col("noun").is_not_null()
    opening = pl.col("_opening_name").fill_null(value=False) & (whole | pl.col("_version")) & (value < 10_000)
    opening &= ~pl.col("_headline_verb")
    verb = pl.col("noun_words").str.contains("^[a-z]+s$")
    named_before = (
        called
        | (pl.col("_apostrophe") & pl.col("_two_digits"))
        | (pl.col("_opens_with_article") & (whole | pl.col("_version")) & (value < 10_000))
        | (opening & (~has_noun | (verb & pl.col("_version"))))
        | (pl.col("_capitals_before") & (whole | pl.col("_version")) & ~has_noun & (pl.col("power") == 0) & ~headline)
        | (pl.col("_capitals_before") & pl.col("_version") & verb)
        | (pl.col("_version") & pl.col("_name_before") & (value >= 1))
    )
    # "round seven match"; a singular behind a label is not what the figure counts.
    of_the_label = pl.col("noun_words").str.contains("^[a-z]*[a-rt-z]$") & ~pl.col("_one")
    of_a_label = pl.col("_of_a_label") & (~has_noun | of_the_label | pl.col("noun_words").str.contains("^of "))
    vehicle = pl.col("is_attributive") & pl.col("noun").is_in(_VEHICLES)
    known_phrase = pl.col("_no_quantity") | pl.col("_by_four") | pl.col("_idiom") | of_a_label | vehicle
    said_before = (
        pronoun
        | known_phrase
        | pl.col("_label_bracketed").fill_null(value=False)
        | pl.col("_index_label")
        | (pl.col("_goes_before") & pl.col("_capital") & ~headline)
        | (pl.col("_year") & (pl.col("letter") == "") & ~pl.col("_counts").fill_null(value=False))
        | (label & (whole | pl.col("_version") | pl.col("_with_slash")) & ~(has_noun & pl.col("_clause_before")))
        | (pl.col("_number_before") & pl.col("_small_word"))
        | ((pl.col("_in_a_sum") | pl.col("_goes_into_a_sum")) & (whole | has_noun))
        | (pl.col("_plural_label") & (whole | pl.col("_small_word")) & ~has_noun)
        | (pl.col("_listed_label").fill_null(value=False) & pl.col("_small_word") & ~has_noun)
    )
    dash = pl.col("_dash_before") & ~pl.col("_signed").fill_null(value=False)
    # "Four: What the study found" opens a chapter.
    chapter = pl.col("_list_mark_before") & pl.col("_heads") & pl.col("_small_word")
    listed = (has_noun & dash) | chapter | pl.col("_item").fill_null(value=False)
    listed |= whole & pl.col("_list_mark_before") & pl.col("_list_mark_after")
    named_after = (
        pl.col("_airliner")
        | (
            pl.col("_name_before")
            & ~pl.col("_hedged").fill_null(value=False)
            & ((whole & (value < 1000)) | pl.col("_capital"))
            & ~headline
        )
        | (pl.col("_colon_before") & whole & (value < 100) & pl.col("_capital_after"))
        | (pl.col("_name_after") & whole & pl.col("_opens") & (value > 99) & ~pl.col("_preposition"))
    )
    bare = _first_of(
        (glued | clock | month | ratio | pl.col("_page"), None),
        (bare_age, "age"),
        (half_word | weak_fraction, None),
        (pl.col("_in_order").fill_null(value=False), "duration"),
        (fraction, "fraction"),
        (said_before | named_before, None),
        (pl.col("noun").is_in(TIME_NOUNS), "duration"),
        (listed, None),
        (has_noun, "count"),
        (named_after | pl.col("_of_a_list"), None),
        (pl.lit(value=True), "number"),
    )
    # "1.000 persons": what is counted has no thousandths, so the point parts thousands.
    thousands = has_noun & pl.col("text").str.contains("^[1-9][0-9]{0,2}[.]000$")
    whole_text = (pl.col("_thousand").cast(pl.Int64)).cast(pl.String)
    near_century = pl.any_horizontal(pl.col(name).str.contains("centur", literal=True) for name in ("lead", "tail"))
    century = pl.col("lead").str.contains(_CENTURY_BEFORE) & pl.col("tail").str.contains(_CENTURY_ENDS)
    century |= pl.col("tail").str.contains(_CENTURIES_AFTER)
    day_named = pl.col("text").str.contains(_DAY_NAMED) & pl.col("near_lead").str.contains(_NAMED_ON)
    day_named &= ~pl.col("near_lead").str.contains(_MEASURED_BY) & ~pl.col("near_tail").str.contains(_OF_A_FORCE)
    # A mark of money decides alone; the other questions are put to ranks, to what has a unit and to what has none.
    money = pl.when(~ordinal & has_prefix & ~_code_of_something()).then(pl.lit("money"))
    multiple = pl.col("sort") == "multiple"
    times = pl.when(multiple & ~glued).then(pl.lit("count"))
    quarters = pl.col("_in_order").fill_null(value=False)
    questions = [
        [
            Step(pl.col("_dash_from_figure"), {"_last_day": days}),
            Step(asked & pl.col("_may_be_era"), {"_era": pl.col("tail").str.contains(_ERA)}),
            Step(asked & (unit_kind == "percent"), {"_address": address}),
            Step(asked & (unit_kind == "duration"), {"_old": aged}),
            Step(bare_year, {"_may_count": year_figures.may_count("lead", "tail")}),
            Step(
                pl.col("_age_name_after"),
                {
                    "_of_a_person": cues.of_a_person(pl.col("near_lead")),
                    "_of_a_child": cues.of_a_child(pl.col("near_lead")),
                },
            ),
            Step(
                pl.col("_age_name_after") & pl.col("_age_name_before"),
                {"_of_a_country": cues.of_a_country(pl.col("near_lead"))},
            ),
            Step(
                pl.col("_name_in_brackets") & pl.col("_whole"),
                {"_in_brackets": cues.in_brackets(pl.col("lead"), pl.col("tail"))},
            ),
            *phrases.steps(),
            Step(asked & pl.col("_dash_before"), {"_signed": pl.col("near_lead").str.contains(cues.SIGNED)}),
            Step(ordinal & near_century, {"_century": century}),
            Step(
                pl.col("suffix_word").is_in(["J", "N"]) & ~pl.col("suffix").str.contains("^ "),
                {"_day_named": day_named},
            ),
            Step(
                pl.any_horizontal(pl.col("near_lead").str.ends_with(end) for end in ("t ", *cues.A_PERSON_OF))
                & pl.col("_whole"),
                {"_at_an_age": cues.at_an_age(pl.col("near_lead"), pl.col("near_tail"), value)},
            ),
            Step(pl.col("_three_quarters"), {"_in_order": pl.col("near_lead").str.contains(cues.IN_ORDER)}),
            Step(
                fraction & pl.col("_weak"),
                {"_a_part": a_part, "_and_half": pl.col("near_lead").str.contains(cues.AND_HALF)},
            ),
            Step(pl.col("_name_before"), {"_hedged": pl.col("near_lead").str.contains(cues.HEDGED)}),
            Step(
                asked & pl.col("_may_be_listed"),
                {
                    "_listed_label": pl.col("lead").str.contains(cues.LABEL_AND),
                    "_listed_legal": pl.col("lead").str.contains(cues.LISTED_LEGAL),
                },
            ),
            Step(
                asked & pl.col("_bracketed") & pl.col("_whole"),
                {
                    "_label_bracketed": pl.col("lead").str.contains(cues.LABEL_BRACKETED)
                    & pl.col("near_tail").str.starts_with(")")
                },
            ),
            Step(callable_, {"_may_be_dialled": cues.may_be_dialled(pl.col("near_lead"))}),
            Step(asked & unit_kind.is_null(), {"_opening_name": cues.opening_name(pl.col("near_lead"))}),
            Step(thousands & asked, {"_thousand": value * 1000.0}),
        ],
        [
            Step(pl.col("_may_count"), {"_counts": counts}),
            Step(pl.col("_may_be_dialled"), {"_dialled": cues.dialled(pl.col("near_lead"))}),
        ],
        [
            Step(digits & near, {"_called": telephone}),
        ],
    ]
    thousand_words = pl.coalesce(whole_text, "exact").alias("exact")
    thousands_read = [pl.coalesce("_thousand", "value").alias("value"), thousand_words]
    verdicts = [
        Step(ordinal, {"_rank": rank}),
        Step(asked & unit_kind.is_not_null(), {"_with_unit": with_unit}),
        Step(asked & unit_kind.is_null(), {"_bare": bare}),
        Step(multiple, {"_times": times}),
    ]
    decisions = [
        (pl.when(multiple).then("_times").otherwise(pl.coalesce(money, "_rank", "_with_unit", "_bare"))).alias(
            "decided"
        ),
        (pl.when(multiple).then(pl.lit("time")).when(quarters).then(pl.lit("quarter")).otherwise("noun")).alias("noun"),
        (pl.when(~multiple & ~quarters).then("noun_words")).alias("noun_words"),
        (pl.when(quarters).then(3.0).otherwise("value")).alias("value"),
        (pl.when(quarters).then(pl.lit("3")).otherwise("exact")).alias("exact"),
        (pl.when(~multiple).then("kind")).alias("kind"),
    ]
    own = [
        (
            pl.col("decided").is_in(["count", "fraction"]).fill_null(False)
            | (pl.col("decided").eq("duration") & unit_kind.is_null()).fill_null(False)
        ).alias("keeps_noun"),
        (
            pl.col("kind").is_not_null()
            & (pl.col("decided") != "ordinal")
            & pl.col("decided").is_not_null()
            & ~(has_prefix & pl.col("kind").ne_missing("money"))
        ).alias("keeps_suffix"),
    ]
    return _Plan(questions, thousands_read, verdicts, decisions, own)


_RANK_OF_ONE = "(?i:^an?[ -](?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$)"
# "he was two when": what is said of one is hardly an age.
_SPOKEN_AGE = 2
# "a two-wheeler", "a three-pointer".
_VEHICLES = ("wheeler", "pointer", "timer")


# Codes that are other letters before a small figure: chips, flaws, laws; the goals of the United Nations.
_OTHER_LETTERS = (
    "AMD",
    "CVE",
    "ARM",
    "MAD",
    "DOP",
    "SOS",
    "STD",
    "ANG",
    "ADP",
    "GEL",
    "PEN",
    "MOP",
    "SCR",
    "XAF",
    "SDG",
)
_NAMED_BY = (
    "(?i:(?:^|[^a-z])(?:the|an?|route|road|highway|motorway|unit|bus|line|room|model|on|along|via|called|named) ?)$"
)


def _code_of_something() -> pl.Expr:
    """Whether letters before a small whole figure are no money: "ARM64", "the R21 near Pretoria"."""
    small = pl.col("text").str.contains("^[0-9]{1,3}$") & (pl.col("power") == 0) & (pl.col("letter") == "")
    glued = pl.col("prefix").str.contains("^[A-Za-z]+[.]?$")
    code = (pl.col("prefix_from") == "code") & pl.col("prefix_key").is_in(_OTHER_LETTERS)
    road = (pl.col("prefix_from") == "local") & (pl.col("value") < 100) & pl.col("lead").str.contains(_NAMED_BY)
    goal = (pl.col("prefix_key") == "SDG") & (pl.col("value") <= 17)
    # "The COP 28 talks".
    conference = (pl.col("prefix_key") == "COP") & (pl.col("value") < 100)
    return (small & ((glued & (code | road)) | goal | conference)).fill_null(value=False)


def _first_of(*verdicts: tuple[pl.Expr, str | None]) -> pl.Expr:
    """The verdict of the first condition that holds. A chain of small figures costs a fraction of one of words."""
    place = pl.coalesce(
        pl.when(condition).then(pl.lit(place, pl.UInt8)) for place, (condition, _) in enumerate(verdicts)
    )
    return pl.lit(pl.Series([verdict for _, verdict in verdicts], dtype=pl.String)).gather(place)
