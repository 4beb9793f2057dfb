"""The words dates are made of: "January", "Thurs.", "twenty-one", "fortnight", and the numbers behind them.

Every piece is written for the flags `(?i-u)`: letters match in either case unless a piece switches that off with
`(?-i:...)`, and anything beyond ASCII switches Unicode on for itself.
"""

from itertools import groupby
from operator import itemgetter
from os.path import commonprefix

import polars as pl

EDGE = r"(?-u:\b)"
# One gap between two words: a space or two, a line break inside a wrapped paragraph, a hard space.
GAP = r"(?:[ \t]{1,2}|\r?\n|(?u-i:\x{a0}))"
HYPHEN = rf"(?:-|{GAP})"
DASH = r"(?:-|(?u-i:[\x{2010}-\x{2014}]))"
APOSTROPHE = r"(?:'|(?u-i:\x{2019}))"
# What some characters of a list of words stand for.
_LETTER = {"_": GAP, "~": HYPHEN, "'": APOSTROPHE, ".": r"\.?"}


def any_of(words: str) -> str:
    """One of the words (separated by blanks), the longest that fits; `_` is a gap, `~` a gap or hyphen.

    Shared beginnings are written once: "six", "sixty" and "sixteen" are `six(?:ty|teen)?`. In mixed case the regex
    engine does not find them for itself, and every state it is spared is a state it need not build.
    """
    return _branches(sorted(set(words.split())))


def _branches(words: list[str]) -> str:
    """The words (sorted) as one group; an empty word makes the group optional."""
    by_letter = [(letter, [word[1:] for word in group]) for letter, group in groupby(filter(None, words), itemgetter(0))]
    parts = sorted((_LETTER.get(letter, letter) + _tail(rest) for letter, rest in by_letter), key=len, reverse=True)
    return f"(?:{'|'.join(parts)})" + ("?" if "" in words else "")


def _tail(words: list[str]) -> str:
    if len(words) == 1:
        return "".join(_LETTER.get(letter, letter) for letter in words[0])
    shared = commonprefix(words)
    front = "".join(_LETTER.get(letter, letter) for letter in shared)
    return front + _branches([word.removeprefix(shared) for word in words])


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
    rf"|{_IN_WORDS})(?:{HYPHEN}and{HYPHEN}a{HYPHEN}half)?)"
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
UNIT = any_of(" ".join(f"{name} {name}s" for name in UNITS) + " centuries millennia")
# How many of the unit in UNITS one of these is.
MULTIPLE = {"fortnight": 2, "decade": 10, "century": 100, "millennium": 1000}

PART_OF_DAY = r"(?:morning|afternoon|evening|night)"
SEASON = r"(?:spring|summer|autumn|fall|winter)"

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


def by_prefix(name: str, table: dict[str, int] | dict[str, str], length: int = 3) -> pl.Expr:
    """Look a word up by its first letters."""
    dtype = pl.Int32 if isinstance(next(iter(table.values())), int) else pl.String
    return pl.col(name).str.to_lowercase().str.head(length).replace_strict(table, default=None, return_dtype=dtype)


def number(words: pl.Expr) -> pl.Expr:
    """The figure that NUMBER reads, as Float64: "two and a half" is 2.5. Null for vague words."""
    plain = words.str.to_lowercase().str.replace_all(r"[\s-]+|\x{a0}", " ").str.strip_chars()
    digits = plain.str.extract(r"^([0-9][0-9,]*(?:\.[0-9]+)?)").str.replace_all(",", "").cast(pl.Float64, strict=False)
    fraction = plain.str.extract(r"([1-3]/[2-4]|[½¼¾])$").replace_strict(
        _FRACTIONS, default=None, return_dtype=pl.Float64
    )
    half = plain.str.contains(r"and a half$")
    bare = plain.str.replace(r" and a half$", "")
    scale = bare.str.extract(r" (hundred|thousand|dozen)(?: |$)").replace_strict(
        {"hundred": 100, "thousand": 1000, "dozen": 12}, default=None, return_dtype=pl.Float64
    )
    front = _small(bare.str.extract(r"^(.*?)(?: (?:hundred|thousand|dozen).*)?$"))
    rest = _small(bare.str.extract(r" (?:hundred|thousand) (?:and )?(.*)$"))
    in_words = pl.when(scale.is_not_null()).then(front * scale + rest.fill_null(0)).otherwise(front)
    special = pl.when(bare.str.contains("half a dozen")).then(6.0).when(bare.str.contains(r"\bhalf an?$")).then(0.5)
    figure = pl.coalesce(special, digits + fraction.fill_null(0), in_words)
    return figure + pl.when(half).then(0.5).otherwise(0.0)


def _small(words: pl.Expr) -> pl.Expr:
    return words.replace_strict(_SMALL, default=None, return_dtype=pl.Float64)


def unit(name: str) -> pl.Expr:
    """The singular of a unit of time."""
    word = pl.col(name).str.to_lowercase()
    return word.str.replace(r"^centuries$", "century").str.replace(r"^millennia$", "millennium").str.replace(r"s$", "")


def year_in_words(name: str) -> pl.Expr:
    """The year of "nineteen ninety-seven", "two thousand and five" or "twenty ten", as Int32."""
    plain = pl.col(name).str.to_lowercase().str.replace_all(r"[\s-]+", " ")
    front = plain.str.extract(r"^(two thousand|eighteen|nineteen|twenty)").replace_strict(
        {"two thousand": 2000, "eighteen": 1800, "nineteen": 1900, "twenty": 2000},
        default=None,
        return_dtype=pl.Float64,
    )
    rest = plain.str.replace(r"^(?:two thousand|eighteen|nineteen|twenty)(?: (?:and|hundred|oh))? ?", "")
    return (front + _small(rest).fill_null(0)).cast(pl.Int32)
