"""The value of a number as written: "1,234.5", "27", "half a million", "2 1/2", "43.5bn", "tens of thousands".

Everything here reads one string at a time and is called once per distinct string of a batch.
"""

import re
from decimal import Context, Decimal, localcontext
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

_ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"naught": 0, "nought": 0, "nil": 0}
_TENS = {
    word: 10 * (place + 2)
    for place, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
} | {"fourty": 40}
SMALL_WORDS = {**_ONES, **_TENS}
# Powers of ten by the words and letters that say them.
SCALES = {
    "hundred": 2,
    "thousand": 3,
    "lakh": 5,
    "lac": 5,
    "lkh": 5,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "mil": 6,
    "mio": 6,
    "mm": 6,
    "crore": 7,
    "krore": 7,
    "koti": 7,
    "cr": 7,
    "tln": 12,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "trillion": 12,
    "trn": 12,
    "tn": 12,
    "quadrillion": 15,
    "quintillion": 18,
    "sextillion": 21,
}
DENOMINATORS = {
    "half": 2,
    "halve": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "fifteenth": 15,
    "sixteenth": 16,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
    "thousandth": 1000,
    "millionth": 10**6,
    "billionth": 10**9,
    "trillionth": 10**12,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "zeroth",
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
        ]
    )
}
VULGAR = {
    "½": (1, 2),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
}
# A vague plural covers one power of ten: tens 10 to 100, dozens 12 to 120.
_VAGUE = {"tens": 1, "hundreds": 2, "thousands": 3, "lakhs": 5, "millions": 6, "crores": 7, "billions": 9} | {
    "trillions": 12
}
# "scores of", "dozens of".
_VAGUE_DOZENS = {"dozens": 12, "scores": 20}
# Digits of a quotient, as many as a float64 holds and two to spare.
_QUOTIENT = Context(prec=17)
# No float64 has more digits before its point; longer figures keep their text and no value.
_FLOAT64_DIGITS = 309

_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# "43.5 billion", the most frequent of all that are read in words.
_MULTIPLIED = re.compile(
    r"(?P<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)[ \u00a0\n-]?(?P<scale>[A-Za-z]+)"
)
_LARGE = {word: power for word, power in SCALES.items() if power >= 3}
_GROUPED = r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"
_DIGITS = r"[0-9]+(?:[.,'’][0-9]+)*|\.[0-9]+"
_TOKEN = re.compile(rf"[a-z]+|{_GROUPED}|{_DIGITS}|[/⁄]|[{''.join(VULGAR)}]")
_RANK = re.compile(
    rf"(?P<figure>[0-9,]+)(?:st|nd|rd|th)|(?P<tens>{'|'.join(_TENS)})[^a-z]*(?P<unit>{'|'.join(ORDINALS)})"
)
_POWER = re.compile(rf"(?P<figure>{_DIGITS})\^(?P<power>[+−-]{{0,2}}[0-9]+)")
_EXPONENT = re.compile(rf"(?P<figure>{_DIGITS})(?:e| ?[x×*] ?10\^?)(?P<power>[+−-]?[0-9]+)")


class Number(NamedTuple):
    """What a string of a number says: an exact decimal or a span, and of what sort it is (point, vague, fraction)."""

    exact: str | None
    low: float | None
    high: float | None
    sort: str


NO_VALUE = Number(None, None, None, "point")


# "9 billion and 11 billion" are two figures, never their sum.
_SAME_SCALE_TWICE = re.compile(r"\b(thousand|lakh|crore|million|billion|trillion)s?\b.*\band\b.*\b\1s?\b", re.S)


# Numbers whose readings are kept for the batches to come.
_KEPT = 1 << 16


@lru_cache(_KEPT)
def read_number(words: str) -> Number:
    """Read the value of a number; `exact` is null where the words contradict themselves."""
    if _PLAIN.fullmatch(words):
        return Number(_plain(words), None, None, "point")
    if _COMMAS.fullmatch(words):
        return Number(_plain(words.replace(",", "")), None, None, "point")
    multiplied = _MULTIPLIED.fullmatch(words)
    if multiplied and multiplied["scale"].lower() in _LARGE:
        exact = scaled(multiplied["figure"].replace(",", ""), _LARGE[multiplied["scale"].lower()])
        return Number(exact.rstrip("0").rstrip(".") if "." in exact else exact, None, None, "point")
    if words.lower() in ("a", "an"):
        return Number("1", None, None, "point")
    if _SAME_SCALE_TWICE.search(words.lower()):
        return NO_VALUE
    try:
        return _read_mixed(words.lower().strip())
    except (ArithmeticError, ValueError):  # a power beyond float64, a division by nought
        return NO_VALUE


def read_figure(figure: str) -> str | None:
    """Read digits with any grouping: "1,23,456", "1.234.567,89", "40 000", "1'000"; null if groups contradict."""
    figure = re.sub(r"['’\u00a0\u202f\u2009 ]", "", figure)
    points, commas = figure.count("."), figure.count(",")
    if points and commas:
        decimal = "." if figure.rfind(".") > figure.rfind(",") else ","
        group = "," if decimal == "." else "."
        if figure.count(decimal) > 1:
            return None
        whole, _, part = figure.rpartition(decimal)
        return _plain(whole.replace(group, "") + "." + part) if _groups_agree(whole.split(group)) else None
    if commas == 1 and len(figure.rpartition(",")[2]) in (1, 2) and figure[0] != ",":
        return _plain(figure.replace(",", "."))  # a decimal comma
    if commas or points > 1:
        mark = "," if commas else "."
        return _plain(figure.replace(mark, "")) if _groups_agree(figure.split(mark)) else None
    return _plain(figure)


@lru_cache(_KEPT)
def scale_power(words: str) -> int:
    """Power of ten of the multipliers a number ends in: 9 for "43.5 billion", 0 for "43.5"."""
    power = 0
    for word in reversed(re.findall("[a-z]+", words.lower())):
        if word.removesuffix("s") not in SCALES:
            break
        power += SCALES[word.removesuffix("s")]
    return power


def two_numbers(words: str) -> list[tuple[int, int]]:
    """Where the numbers stand that "and" parts, empty for one: each ends in a multiplier, the later not smaller.

    "9 billion and 11 billion" are two, "two hundred and fifty thousand" and "two million and fifty thousand" are one.
    What has marks of its own ("4 million and 3,000") and a list without blanks ("22,24,26") stand apart.
    """
    if _SHORT_LIST.fullmatch(words):
        return [match.span() for match in re.finditer("[0-9]+", words)]
    gaps = [match.span() for match in re.finditer(r"\s+and\s+", words, re.IGNORECASE)]
    begins, ends = [0, *(end for _, end in gaps)], [*(begin for begin, _ in gaps), len(words)]
    powers = [scale_power(words[begin:end]) for begin, end in zip(begins, ends, strict=True)]
    parts, start = [], 0
    for place, (first, last) in enumerate(pairwise(powers)):
        both = first and last >= first and (first >= _THOUSAND or last == first)
        if both or _WITH_MARKS.match(words, begins[place + 1]):
            parts.append((start, ends[place]))
            start = begins[place + 1]
    return [*parts, (start, len(words))] if parts else []


_THOUSAND = 3
_WITH_MARKS = re.compile("[0-9]+[.,][0-9]|0$")
_SHORT_LIST = re.compile("[0-9]{1,2}(?:,[0-9]{1,2}){2,}")


def to_float(exact: str | None) -> float | None:
    """The float64 of an exact decimal, null beyond its range."""
    if exact is None or len(exact.lstrip("-").partition(".")[0]) > _FLOAT64_DIGITS:
        return None
    value = float(exact[:400])
    return value if abs(value) < float("inf") else None


def scaled(exact: str, power: int) -> str:
    """Move the decimal point of an exact decimal `power` places to the right (or left, below zero)."""
    sign, digits = ("-", exact[1:]) if exact.startswith("-") else ("", exact)
    whole, _, part = digits.partition(".")
    if power >= 0:
        part = part.ljust(power, "0")
        whole, part = whole + part[:power], part[power:]
    else:
        whole = whole.rjust(1 - power, "0")
        whole, part = whole[:power], whole[power:] + part
    return sign + _plain(whole + ("." + part if part.rstrip("0") else ""))


def _groups_agree(groups: list[str]) -> bool:
    """Thousands (3, 3, 3) or Indian (2, 2, 3)."""
    if not 1 <= len(groups[0]) <= 3:
        return False
    rest = [len(group) for group in groups[1:]]
    return all(size == 3 for size in rest) or (
        rest[-1] == 3 and all(size == 2 for size in rest[:-1]) and len(groups[0]) < 3
    )


def _plain(figure: str) -> str:
    """Without leading zeros, with a digit before the point."""
    whole, point, part = figure.partition(".")
    whole = whole.lstrip("0") or "0"
    return whole + (point + part if part else "")


def _read_mixed(words: str) -> Number:
    rank = _RANK.fullmatch(words)
    if rank:
        spoken = _TENS.get(rank["tens"] or "", 0) + ORDINALS.get(rank["unit"] or "", 0)
        return Number(rank["figure"].replace(",", "") if rank["figure"] else str(spoken), None, None, "ordinal")
    power = _EXPONENT.fullmatch(words)
    if power:
        exact = read_figure(power["figure"])
        exponent = int(power["power"].replace("−", "-"))
        return Number(scaled(exact, exponent), None, None, "point") if exact and abs(exponent) < 999 else NO_VALUE
    power = _POWER.fullmatch(words)
    if power:
        sign = -1 if power["power"].count("-") % 2 or "−" in power["power"] else 1
        base, exponent = float(power["figure"].replace(",", "")), sign * int(power["power"].lstrip("+-−"))
        return Number(format(Decimal(repr(base**exponent)), "f"), None, None, "point")
    tokens = _TOKEN.findall(words)
    if tokens[:2] == ["one", "one"]:  # "one one-hundredth"
        tokens = tokens[1:]
    if tokens and (tokens[0] in _VAGUE or tokens[0] in _VAGUE_DOZENS):
        return _read_vague(tokens)
    with localcontext() as context:
        context.prec = len(words) + 60
        return _add_up(tokens)


def _tens_divisor(tokens: list[str]) -> int:
    """25 for "twenty-fifths", what a figure before it is divided by; 0 for other words."""
    if len(tokens) < 2:
        return 0
    part = tokens[1].removesuffix("s")
    tens, unit = SMALL_WORDS.get(tokens[0], 0), 1 if part == "first" else DENOMINATORS.get(part, 0)
    return tens + unit if tens in _TENS.values() and (unit == 1 or 3 <= unit <= 9) else 0


def _add_up(tokens: list[str]) -> Number:
    """Add up "four thousand three hundred and 21": current figure, what "and" carries over, and the total so far."""
    total, carried = Decimal(0), Decimal(0)
    current: Decimal | None = None
    is_fraction, is_spelled, last_power = False, False, 99
    skip = 0
    for place, word in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        singular = word[:-1] if word.endswith("s") else word
        if word[0] in "0123456789.":
            divisor = tokens[place + 2] if tokens[place + 1 : place + 2] in (["/"], ["⁄"]) else ""
            exact = read_figure(word)
            if exact is None:
                return NO_VALUE
            figure = Decimal(exact)
            if divisor:
                figure, skip, is_fraction = _quotient(figure, Decimal(divisor)), 2, True
            elif len(tokens) == 1:
                return Number(exact, None, None, "point")
            current = (current or Decimal(0)) + figure
        elif word in VULGAR:
            current, is_fraction = (current or Decimal(0)) + _quotient(*map(Decimal, VULGAR[word])), True
        elif word == "point":
            digits = [part for part in tokens[place + 1 :] if part in SMALL_WORDS or part[0] in "0123456789"]
            spoken = [SMALL_WORDS.get(part, part) for part in digits]
            tens = [part for part in spoken if isinstance(part, int) and part > 9]  # "point seventy-one"
            figures = str(sum(map(int, spoken))) if tens else "".join(map(str, spoken))
            current, skip = (current or Decimal(0)) + Decimal("0." + figures), len(digits)
        elif (current is not None or tokens[place - 1] in ("a", "an")) and (
            divisor_words := _tens_divisor(tokens[place : place + 2])
        ):
            one = Decimal(1) if current is None else current
            current, skip, is_fraction = _quotient(one, Decimal(divisor_words)), 1, True
        elif word in SMALL_WORDS:
            current = (current or Decimal(0)) + SMALL_WORDS[word]
        elif singular in ("dozen", "doz", "dz"):
            current = (Decimal(1) if current is None else current) * 12
        elif word == "couple":
            current = Decimal(2)
        elif singular == "hundred":
            current = (Decimal(1) if current is None else current) * 100
        elif singular in SCALES:
            power, is_spelled = SCALES[singular], True
            if current is None and not carried:
                total = (total or Decimal(1)).scaleb(power)
            elif power > last_power:
                total = (total + carried + (current or Decimal(0))).scaleb(power)
            else:
                total += (carried + (current or Decimal(0))).scaleb(power)
            carried, current, last_power = Decimal(0), None, power
        elif singular in DENOMINATORS:
            part = _quotient((Decimal(1) if current is None else current), Decimal(DENOMINATORS[singular]))
            if tokens[place + 1 : place + 2] and tokens[place + 1].removesuffix("s") in SCALES:
                current = part  # "one billion and a half million"
            elif total and "and" not in tokens[:place]:  # "a hundred thousand trillionths"
                above = total + (current or Decimal(0))
                current, total = _quotient(above, Decimal(DENOMINATORS[singular])), Decimal(0)
            elif total:  # "six million and two thirds"
                current = part.scaleb(last_power if last_power >= 6 else 0)
            elif carried and part >= 1:  # "one hundred and thirty fifths"
                current, carried = (
                    _quotient(carried + (current or Decimal(0)), Decimal(DENOMINATORS[singular])),
                    Decimal(0),
                )
            else:
                current = part
            is_fraction = True
        elif word == "and":
            carried, current = carried + (current or Decimal(0)), None
    if current is None and not total and not carried:
        return NO_VALUE
    value = total + carried + (current or Decimal(0))
    exact = format(value, "f")
    if "." in exact and (is_spelled or is_fraction):
        exact = exact.rstrip("0").rstrip(".")
    return Number(exact, None, None, "fraction" if is_fraction and value < 1 else "point")


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    return _QUOTIENT.divide(above, below)


def _read_vague(tokens: list[str]) -> Number:
    """ "tens of thousands" is 10,000 to 100,000; "dozens" 12 to 120."""
    low, high = 1.0, 10.0
    for token in tokens:
        if token in _VAGUE_DOZENS:
            low *= _VAGUE_DOZENS[token]
            high *= _VAGUE_DOZENS[token]
        elif token in _VAGUE:
            low *= 10.0 ** _VAGUE[token]
            high *= 10.0 ** _VAGUE[token]
    return Number(None, low, high, "vague")
