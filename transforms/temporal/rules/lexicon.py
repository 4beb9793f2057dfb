"""Lexicon: the words dates are made of: "January", "Thurs.", "twenty-one", "fortnight".

Every piece is written for the flags `(?i-u)`: letters match in either case unless a piece switches that off with
`(?-i:...)`, and anything beyond ASCII switches Unicode on for itself.
"""

import re
from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter

from transforms.temporal.rules.rule import Field, Groups, Value, group

EDGE = r"(?-u:\b)"
# One gap between two words: a space or two, a line break inside a wrapped paragraph, a hard space.
GAP = r"(?:[ \t]{1,2}|\r?\n|(?u-i:\x{a0}))"
HYPHEN = rf"(?:-|{GAP})"
AND_A_HALF = rf"{HYPHEN}and{HYPHEN}a{HYPHEN}half"
DASH = r"(?:-|(?u-i:[\x{2010}-\x{2014}]))"
APOSTROPHE = r"(?:'|(?u-i:\x{2019}))"
# What some characters in a list of words mean.
_LETTER = {"_": GAP, "~": HYPHEN, "'": APOSTROPHE, ".": r"\.?"}


def any_of(words: str) -> str:
    """One of the words (separated by blanks), the longest that fits; `_` is a gap, `~` a gap or hyphen.

    Shared beginnings are written once: "six", "sixty" and "sixteen" are `six(?:ty|teen)?`. In mixed case the regex
    engine does not find them for itself, and every state it is spared is a state it need not build.
    """
    return _branches(sorted(set(words.split())))


def _branches(words: list[str]) -> str:
    """The words (sorted) as one group; an empty word makes the group optional."""
    parts = [_shared(list(group)) for _, group in groupby(filter(None, words), itemgetter(0))]
    return f"(?:{'|'.join(sorted(parts, key=len, reverse=True))})" + ("?" if "" in words else "")


def _shared(words: list[str]) -> str:
    """Words (sorted) with the same first letter: as far as the first and the last agree, and then the branches."""
    first, last = words[0], words[-1]
    size = next((n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    front = "".join(_LETTER.get(letter, letter) for letter in first[:size])
    return front if len(words) == 1 else front + _branches([word[size:] for word in words])


_MONTH_NAMES = "January February March April May June July August September October November December"
_MONTH_SHORT = "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec"
_DAY_NAMES = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_DAY_SHORT = "Mon Tues Tue Weds Wed Thurs Thur Thu Fri Sat Sun"

# Names of months and days are capitalised or in capitals: "may" and "march" are verbs.
MONTH_NAME = f"(?-i:{any_of(_MONTH_NAMES + ' ' + _MONTH_NAMES.upper())})"
MONTH_SHORT = rf"(?-i:{any_of(_MONTH_SHORT + ' ' + _MONTH_SHORT.upper())})"
MONTH = rf"(?:{MONTH_NAME}|{MONTH_SHORT}\.?)"
WEEKDAY = f"(?-i:{any_of(_DAY_NAMES + ' ' + _DAY_NAMES.upper())})"
WEEKDAY_SHORT = rf"(?-i:{any_of(_DAY_SHORT + ' ' + _DAY_SHORT.upper())})\.?"

# The same as words, with the plurals of days ("on Sundays"), for patterns that put all their words into one any_of.
NAMES_OF_DATES = " ".join(
    [f"{words} {words.upper()}" for words in (_MONTH_NAMES, _MONTH_SHORT)]
    + [f"{day}{end}" for name in _DAY_NAMES.split() for day in (name, name.upper()) for end in ("", "s", "S")]
)

DAY = rf"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?{EDGE}"
YEAR = rf"(?:1[0-9]{{3}}|2[01][0-9]{{2}}){EDGE}"
SHORT_YEAR = rf"{APOSTROPHE}[0-9]{{2}}{EDGE}"

_ONES = "one two three four five six seven eight nine"
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_BELOW_100 = rf"(?:{any_of(_TENS)}(?:[ -]{any_of(_ONES)})?|{any_of(f'{_TEENS} {_ONES}')})"
_IN_WORDS = rf"(?:{_BELOW_100}(?:[ -](?:hundred|thousand)(?:[ -](?:and[ ])?{_BELOW_100})?)?)"
# "3", "1,200", "2.5", "2 1/2", "twenty-one", "two hundred", "a hundred", "two and a half"
DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,3}|[0-9]{1,7}(?:\.[0-9]{1,3})?)"
NUMBER = (
    rf"(?:{DIGITS}(?:[ -][1-3]/[2-4]|(?u-i:[\x{{bc}}-\x{{be}}]))?"
    rf"|(?:an?{GAP}(?:hundred|thousand|dozen)|(?:a{GAP}|one{GAP})?half(?:{HYPHEN}(?:a{HYPHEN}dozen|an?))"
    rf"|{_IN_WORDS})(?:{AND_A_HALF})?)"
)
VAGUE = any_of(
    "a_few few several many some a_couple_of a_couple couple_of couple a_number_of numerous countless dozens_of "
    "hundreds_of thousands_of scores_of untold the_few a_handful_of multiple various"
)
ORDINAL = any_of("first second third fourth 1st 2nd 3rd 4th")
YEAR_IN_WORDS = (
    rf"(?:(?:eighteen|nineteen){HYPHEN}(?:hundred|oh[ -]{any_of(_ONES)}|{any_of(_TENS)}(?:[ -]{any_of(_ONES)})?"
    rf"|{any_of(_TEENS)})|two{HYPHEN}thousand(?:{HYPHEN}(?:and{HYPHEN})?(?:{any_of(_ONES)}|{any_of(_TEENS)}))?"
    rf"|twenty{HYPHEN}{any_of(_TEENS)})"
)

_DAYS_IN_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty~first twenty~second twenty~third twenty~fourth "
    "twenty~fifth twenty~sixth twenty~seventh twenty~eighth twenty~ninth thirtieth thirty~first"
)
DAY_IN_WORDS = f"{any_of(_DAYS_IN_WORDS)}{EDGE}"
_DAY_NUMBERS = {words.replace("~", " "): number for number, words in enumerate(_DAYS_IN_WORDS.split(), 1)}

# Lengths of time. The last letter of the TIMEX3 period, the months or seconds in one.
UNITS: dict[str, tuple[str, float, float]] = {
    "second": ("TS", 0, 1),
    "minute": ("TM", 0, 60),
    "hour": ("TH", 0, 3600),
    "day": ("D", 0, 86400),
    "night": ("D", 0, 86400),
    "week": ("W", 0, 604800),
    "weekend": ("WE", 0, 172800),
    "fortnight": ("W", 0, 604800),
    "month": ("M", 1, 0),
    "quarter": ("Q", 3, 0),
    "year": ("Y", 12, 0),
    "decade": ("Y", 12, 0),
    "century": ("Y", 12, 0),
    "millennium": ("Y", 12, 0),
}
UNIT_WORDS = " ".join(f"{name} {name}s" for name in UNITS) + " centuries millennia"
UNIT = any_of(UNIT_WORDS)
# How many of the unit in UNITS one of these is.
MULTIPLE = {"fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}

PARTS_OF_DAY = "morning afternoon evening night"
SEASONS = "spring summer autumn fall winter"
PART_OF_DAY, SEASON = (f"(?:{words.replace(' ', '|')})" for words in (PARTS_OF_DAY, SEASONS))

MONTH_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_MONTH_NAMES.split(), 1)}
WEEKDAY_NUMBERS = {name[:3].lower(): number for number, name in enumerate(_DAY_NAMES.split(), 1)}
ORDINAL_NUMBERS = {"fi": 1, "1s": 1, "se": 2, "2n": 2, "th": 3, "3r": 3, "fo": 4, "4t": 4, "on": 1, "tw": 2}
SEASON_CODES = {"sp": "SP", "su": "SU", "au": "FA", "fa": "FA", "wi": "WI"}
PART_CODES = {"mor": "MO", "aft": "AF", "eve": "EV", "nig": "NI", "ton": "NI"}

_SMALL = {word: n for n, word in enumerate(f"{_ONES} {_TEENS}".split(), 1)}
_SMALL |= {tens: 10 * n for n, tens in enumerate(_TENS.split(), 2)}
_SMALL |= {f"{t} {o}": _SMALL[t] + _SMALL[o] for t in _TENS.split() for o in _ONES.split()}
_SMALL |= {"a": 1, "an": 1, "dozen": 12}
_FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3, "½": 0.5, "¼": 0.25, "¾": 0.75}


def by_prefix(table: Mapping[str, Value], *names: str, length: int = 3) -> Field:
    """Look up the first of the groups that took part by its first letters."""

    def read(groups: Groups) -> Value:
        words = group(groups, *names)
        return None if words is None else table.get(words[:length].lower())

    return read


def number(*names: str) -> Field:
    """The figure that NUMBER reads in the first of the groups that took part."""
    return lambda groups: None if (words := group(groups, *names)) is None else figure(words)


_IN_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_FRACTION = re.compile(r"(?:[1-3]/[2-4]|[½¼¾])$")
_SCALED = re.compile(r"(.*?) (hundred|thousand|dozen)(?: (?:and )?(.*))?$")
_SCALES = {"hundred": 100.0, "thousand": 1000.0, "dozen": 12.0}


def figure(words: str) -> float | None:
    """The figure of a number in digits or words: "two and a half" is 2.5. None for vague words."""
    plain = re.sub(r"[\s-]+", " ", words.lower()).strip()
    bare = plain.removesuffix(" and a half")
    half = 0.5 if bare != plain else 0.0
    if "half a dozen" in bare:
        return 6.0 + half
    if bare.endswith(("half a", "half an")):
        return 0.5 + half
    if digits := _IN_DIGITS.match(plain):
        fraction = _FRACTION.search(plain)
        return float(digits[0].replace(",", "")) + (_FRACTIONS.get(fraction[0], 0.0) if fraction else 0.0) + half
    scaled = _SCALED.match(bare)
    front = _SMALL.get(scaled[1] if scaled else bare)
    if front is None:
        return None
    return front * _SCALES[scaled[2]] + _SMALL.get(scaled[3] or "", 0) + half if scaled else front + half


def unit(*names: str) -> Field:
    """The singular of a unit of time."""
    return lambda groups: None if (words := group(groups, *names)) is None else singular(words)


_IRREGULAR = {"centuries": "century", "millennia": "millennium"}


def singular(words: str) -> str:
    """The singular of a unit of time, in small letters."""
    word = words.lower()
    return _IRREGULAR.get(word) or word.removesuffix("s")


_CENTURY_IN_WORDS = re.compile(r"(two thousand|eighteen|nineteen|twenty)(?: (?:and|hundred|oh))? ?")
_CENTURIES = {"two thousand": 2000, "eighteen": 1800, "nineteen": 1900, "twenty": 2000}


def year_in_words(name: str) -> Field:
    """The year of "nineteen ninety-seven", "two thousand and five" or "twenty ten"."""

    def read(groups: Groups) -> int | None:
        plain = re.sub(r"[\s-]+", " ", (groups[name] or "").lower())
        front = _CENTURY_IN_WORDS.match(plain)
        return None if front is None else int(_CENTURIES[front[1]] + _SMALL.get(plain[front.end() :], 0))

    return read


def day_in_words(*names: str) -> Field:
    """The day of the month that "eighth" or "twenty-first" names."""
    return lambda groups: _DAY_NUMBERS.get(re.sub(r"[\s-]+", " ", (group(groups, *names) or "").lower()))


_FIGURES = re.compile(r"[0-9]+")


def whole_number(*names: str) -> Field:
    """The digits of the first of the groups that took part: 4 in "4th"."""

    def read(groups: Groups) -> int | None:
        words = group(groups, *names)
        digits = None if words is None else _FIGURES.search(words)
        return None if digits is None else int(digits[0])

    return read


def year_number(*names: str) -> Field:
    """The year as written; "'98" and "98" lie between 1950 and 2049."""

    def read(groups: Groups) -> int | None:
        words = group(groups, *names)
        digits = None if words is None else _FIGURES.search(words)
        if digits is None:
            return None
        year = int(digits[0])
        return year if len(digits[0]) != 2 else year + (2000 if year < 50 else 1900)

    return read
