"""Narrative texts: "Work began in September 1887. On 30 July a flood broke the lock" means July 30 of 1887.

News counts its bare dates from publication, a history from the last year it stated. Read the wrong way round either
goes wrong throughout, so a text, or a paragraph of it, is asked first which of the two it is.
"""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.temporal.normalization.antecedents import masks
from transforms.temporal.normalization.calendar import NONE, dates, ints, year_of
from transforms.temporal.normalization.story_time import story_days
from transforms.text import windows
from transforms.text.paragraphs import Lines, lines

# The tense of a date whose year is that of the day it counts from.
YEAR_OF_ANCHOR = 4

# A history states so many old years, so many times as many as words that count from publication, and so many with a
# month or season.
_OLD_YEARS, _TIMES_HERE, _OLD_DATES = 4, 4, 3
# A year is old if it lies so many years before that of publication.
_OLD = 2
# A lone old date makes its paragraph a history only if it is so many years old and nothing there is news.
_A_GENERATION = 25
# In a text with news in it, if it has so many of them.
_DATES_OF_A_LIFE = 2
# A date opens its paragraph if so many bytes come before it ("On ", "In early "), its line if so many do.
_OPENING_BYTES, _LINE_OPENING_BYTES = 12, 4
# A heading is a year or date with at most so many other bytes on its line.
_HEADING_BYTES = 3
# Words of news: who said it, and what is so until today or will be.
_NEWS = (
    r"(?i-u)(?-u:\b)(?:said|reported|reports|says|saying|told|tells|according to|announced|will|won't|has been"
    r"|have been|is due"
    r"|is expected)(?-u:\b)"
)
# What leads a year that opens a paragraph, and what the day of a birth.
_LED_BY = r"^(?:In|By|During|Since|From|Until|Around|Throughout)[ ](?:the |early |late |mid-)*$"
_BORN = r"(?-u:\b)born(?: [^.;:]{1,40})? (?:on|in) (?:the |early |late )?$"
# What is to come in a history comes after the paper is out: "The museum will open in May".
_TO_COME = (
    r"(?i-u)(?-u:\b)(?:(?:will|won't)(?-u:\b)(?:[ ][a-z]+){1,2}"
    r"|(?:is|are) (?:to|due|expected|set|scheduled|planned)(?-u:\b)"
    r"|(?:plans?|hopes?|intends?) to(?-u:\b))(?u:[^.;:\"\n]*)$"
)
_TO_COME_BYTES = 80
_PARAGRAPH_BYTES = 1200
_VOICES = r"(?i-u)(?-u:\b)(?:said|says|told|according to)(?-u:\b)"
_YEARS_A_VOICE = 2

_COLUMNS = [
    "_row", "text_no", "sentence_no", "start_byte", "end_byte", "rule", "kind", "unit", "year", "year_step", "month",
    "day", "step", "focus", "tense", "anchor_on", "surface_no",
]  # fmt: skip


def narrated(mentions: pl.DataFrame, surfaces: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Let the dates of histories count from the years they state.

    Takes mentions in reading order with `sentence_no`, `tense`, `anchor_on` (Date) and `counted_from` (String), their
    surfaces and the texts; sets the three for the bare dates of a history, and the last two for what counts from
    another mention there ("the next day", "at 5 p.m.").
    """
    text_no = mentions["text_no"].to_numpy()
    said = masks(mentions, **_kinds())
    asking, stated = (np.zeros(texts.height, dtype=bool) for _ in range(2))
    asking[text_no[said["bare"] | said["counts"]]] = True
    stated[text_no[said["stated"]]] = True
    concerned = (asking & stated)[text_no]
    near = mentions.with_row_index("_row").select(_COLUMNS).filter(pl.Series(concerned))
    if not near.height:
        return mentions
    marks = {name: mask[concerned] for name, mask in said.items()}
    place = lines(near, texts)
    age = _ages(near)
    old = marks["stated"] & (age >= _OLD)
    opens_line = marks["stated"] & (place.from_line_start <= _LINE_OPENING_BYTES)
    heading = opens_line & (place.to_line_end <= _HEADING_BYTES)
    entry = opens_line & place.followed_by(b":", b"-\xe2")
    text_no = ints(near["text_no"])
    whole = _histories(near, texts, marks, old, age, heading)
    chronicle = _of_group(place.paragraph, entry)
    member, told = _told_paragraphs(near, texts, place, marks, old, age)
    parted = ~whole & (chronicle | member)
    in_story = whole | chronicle | told
    # A paragraph of its own knows only the years in it; numbers below 0 keep them from those of texts.
    group = np.where(parted, -1 - place.paragraph, text_no)
    story = story_days(near, surfaces, texts, marks, group, opens_line)
    bare = marks["bare"] & (story.year != NONE) & in_story
    counts = marks["counts"] & (story.day != NONE) & in_story
    ahead = (ints(near["tense"]) == 1) & ~whole & ~chronicle
    to_come = _to_come(near, texts, (bare | counts) & ~chronicle)
    bare, counts = bare & ~ahead & ~to_come, counts & ~to_come
    chosen = np.flatnonzero(bare | counts)
    rows = near["_row"][pl.Series(chosen)]
    day = np.where(bare, story.year_day, story.day)[chosen]
    return mentions.with_columns(
        mentions["tense"].scatter(near["_row"].filter(pl.Series(bare)), YEAR_OF_ANCHOR if bare.any() else None),
        mentions["anchor_on"].scatter(rows, dates(day)),
        mentions["counted_from"].scatter(rows, "text" if len(rows) else None),
    )


def _kinds() -> dict[str, pl.Expr]:
    """What a mention is to the question whether its text is a history."""
    kind, rule, step = pl.col("kind"), pl.col("rule"), pl.col("step")
    focus = pl.col("focus").fill_null(False)
    dated = kind.is_in(["day", "month", "part", "holiday", "slashed"]) | (
        kind.is_in(["nth_weekday", "nth_unit"]) & pl.col("month").is_not_null()
    )
    without_year = pl.col("year").is_null() & pl.col("year_step").is_null()
    clock = (rule == "clock") & (kind == "shift") & (step == 0)
    part_of_day = (rule == "part_of_day") & (step == 0)
    return {
        "stated": (dated | (kind == "year")) & (pl.col("year") > 0),
        "year_only": kind == "year",
        "bare": dated & without_year & step.is_null() & (pl.col("counted_from") != "mention"),
        "here": ((kind == "weekday") | rule.is_in(["deictic", "counted_day"]) | (rule == "period")) & ~focus,
        "counts": (focus & kind.is_in(["shift", "year_ago"])) | clock | part_of_day,
    }


def _to_come(near: pl.DataFrame, texts: pl.DataFrame, asked: Bools) -> Bools:
    """Whether the words before each mention that is asked about say that its time is yet to come."""
    found = np.zeros(len(asked), dtype=bool)
    context = windows.around(
        near.filter(pl.Series(asked)).select("text_no", "start_byte", "end_byte"), texts,
        before=_TO_COME_BYTES, after=0,
    )  # fmt: skip
    found[asked] = context["before"].str.contains(_TO_COME).to_numpy()
    return found


def _ages(near: pl.DataFrame) -> Int64s:
    """How many years before publication the stated year lies; without a day of publication every year is old."""
    here = year_of(ints(near["anchor_on"]))
    return np.where(here == NONE, _A_GENERATION, here - ints(near["year"]))


def _histories(
    near: pl.DataFrame, texts: pl.DataFrame, marks: dict[str, Bools], old: Bools, age: Int64s, heading: Bools
) -> Bools:
    """Whether the text of each mention is a history."""
    text_no = ints(near["text_no"])

    def count(chosen: Bools) -> Int64s:
        return np.bincount(text_no, weights=chosen, minlength=1).astype(np.int64)

    olds, here, close = count(old), count(marks["here"]), count(marks["stated"] & (age < _OLD))
    fine = count(old & ~marks["year_only"]) >= _OLD_DATES
    many = (olds >= _OLD_YEARS) & (olds >= _TIMES_HERE * here) & (olds >= close)
    headed = (count(heading & marks["year_only"]) >= 2) & (olds >= _TIMES_HERE * here)
    chosen = (many & (fine | ((here == 0) & (close == 0)))) | headed
    # Who speaks to the paper as often as every other old year is told of is in the news.
    asked = np.flatnonzero(chosen)
    voices = texts["text"][pl.Series(asked)].str.count_matches(_VOICES).to_numpy()
    chosen[asked] = voices * _YEARS_A_VOICE <= olds[asked]
    result: Bools = chosen[text_no]
    return result


def _of_group(group: Int64s, chosen: Bools) -> Bools:
    """Whether any mention of the same group (sorted numbers) is chosen."""
    number = np.cumsum(np.diff(group, prepend=group[:1]) != 0)
    found: Bools = (np.bincount(number, weights=chosen) > 0)[number]
    return found


def _lives(near: pl.DataFrame, old_date: Bools, age: Int64s) -> Bools:
    """Whether the text of each mention tells of dates a generation old again and again, as that of a life does."""
    text_no = ints(near["text_no"])
    told: Bools = np.bincount(text_no, weights=old_date & (age >= _A_GENERATION), minlength=1) >= _DATES_OF_A_LIFE
    return told[text_no]


def _told_paragraphs(
    near: pl.DataFrame, texts: pl.DataFrame, place: Lines, marks: dict[str, Bools], old: Bools, age: Int64s
) -> tuple[Bools, Bools]:
    """Whether the paragraph of each mention opens with an old date and goes on from it.

    Either it has two such dates or begins with one, or the date is a generation old and nothing in the whole text is
    news, or the text has another such date.
    """
    group = place.paragraph
    number = np.cumsum(np.diff(group, prepend=group[:1]) != 0)
    size = int(number[-1]) + 1
    dated = marks["stated"] | marks["bare"] | marks["here"]
    rows = np.arange(len(number))
    first = np.full(size, len(number))
    np.minimum.at(first, number[dated], rows[dated])
    held = first < len(number)
    opener = np.minimum(first, len(number) - 1)
    only_year, old_date = marks["year_only"], old & ~marks["year_only"]
    begins = place.from_paragraph_start[opener] <= _OPENING_BYTES
    here = np.bincount(number, weights=marks["here"], minlength=size) > 0
    olds = np.bincount(number, weights=old_date, minlength=size)
    many = held & old_date[opener] & ~here & (olds > 1)
    once = held & old_date[opener] & ~here & ~many
    quiet = ~_of_group(ints(near["text_no"]), marks["here"] | (marks["stated"] & (age < _OLD)))
    lived = _lives(near, old_date, age)
    lone = (
        held
        & (quiet | (lived & ~only_year))[opener]
        & (age[opener] >= _A_GENERATION)
        & old[opener]
        & (~only_year[opener] | begins)
    )
    asked = np.flatnonzero(~many & (once | lone))
    context = windows.around(
        near[pl.Series(opener[asked])].select("text_no", "start_byte", "end_byte"),
        texts, before=_PARAGRAPH_BYTES, after=_PARAGRAPH_BYTES,
    )  # fmt: skip
    before = pl.col("before").str.replace(r"(?s)^.*\n", "")
    told = context.select(
        told=~(before.str.contains(_NEWS) | pl.col("after").str.replace(r"(?s)\n.*$", "").str.contains(_NEWS)),
        led=before.str.contains(_LED_BY),
        born=before.str.contains(_BORN),
    )
    told_of, led, born = (told[name].to_numpy() for name in ("told", "led", "born"))
    whole = many.copy()
    whole[asked] = told_of & once[asked] & (begins[asked] | born)
    later = np.zeros(size, dtype=bool)
    later[asked] = told_of & lone[asked] & (led | ~only_year[opener[asked]])
    # Of a lone date only the sentences behind its own: "The bridge, built in June 1962, fell on April 3" is news.
    sentence = near["sentence_no"].to_numpy().astype(np.int64)
    told_later: Bools = whole[number] | (later[number] & (sentence > sentence[opener[number]]))
    member: Bools = (whole | later)[number]
    return member, told_later
