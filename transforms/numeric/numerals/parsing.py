"""The value of a number as written: "1,234.5", "27", "half a million", "2 1/2", "43.5bn", "tens of thousands".

Everything here reads one string at a time and is called once per distinct string.
"""

import re
from itertools import pairwise

from transforms.numeric.numerals.decimals import plain, scaled
from transforms.numeric.numerals.lexicon import SCALES, SMALL_WORDS
from transforms.numeric.numerals.spellout import NO_VALUE, Number, read_mixed

_PLAIN = re.compile(r"[0-9]*\.?[0-9]+")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
# "43.5 billion", the most frequent of all that are read in words.
_MULTIPLIED = re.compile(
    r"(?P<figure>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)[ \u00a0\n-]?(?P<scale>[A-Za-z]+)"
)
_LARGE = {word: power for word, power in SCALES.items() if power >= 3}
# "9 billion and 11 billion" are two figures, never their sum.
_SAME_SCALE_TWICE = re.compile(r"\b(thousand|lakh|crore|million|billion|trillion)s?\b.*\band\b.*\b\1s?\b", re.S)
_THOUSAND = 3
# "15, 000", as text that was taken apart into words has it.
_PARTED = re.compile("[0-9]{1,3}(?:, 000)+")
# "$2. 6 million", likewise.
_BROKEN = re.compile("(?P<whole>[0-9]{1,3})[.] (?P<rest>[0-9]{1,2}(?:[ -]?[a-z]+)?)", re.IGNORECASE)
# "millions and millions" are as many as millions.
_TWICE = re.compile(
    "(?P<word>tens|scores|dozens|hundreds|thousands|millions|billions)(?:\\s+and\\s+(?P=word)){1,2}", re.IGNORECASE
)
# "8x", "twofold", "10-fold".
_MULTIPLE = re.compile("(?P<times>[0-9.]+)x|(?P<word>.+?)-?fold", re.IGNORECASE)
_WITH_MARKS = re.compile("[0-9]+[.,][0-9]|0$")
_FIGURE_AND_WORD = re.compile(
    r"(?P<figure>[0-9][^A-Za-z]*(?:thousand|lakh|million|crore|billion|trillion)s?)\s+"
    rf"(?P<word>(?:{'|'.join(SMALL_WORDS)})(?:[ -]?(?:{'|'.join(SMALL_WORDS)}))?)",
    re.IGNORECASE,
)
_SHORT_LIST = re.compile("[0-9]{1,2}(?:,[0-9]{1,2}){2,7}")


def read_number(words: str) -> Number:
    """Read the value of a number; `exact` is null where the words contradict themselves."""
    if _PLAIN.fullmatch(words):
        return Number(plain(words), None, None, "point")
    if _COMMAS.fullmatch(words):
        return Number(plain(words.replace(",", "")), None, None, "point")
    multiplied = _MULTIPLIED.fullmatch(words)
    if multiplied and multiplied["scale"].lower() in _LARGE:
        exact = scaled(multiplied["figure"].replace(",", ""), _LARGE[multiplied["scale"].lower()])
        return Number(exact.rstrip("0").rstrip(".") if "." in exact else exact, None, None, "point")
    if _PARTED.fullmatch(words):
        return Number(plain(words.replace(", ", "")), None, None, "point")
    broken = _BROKEN.fullmatch(words)
    if broken:
        return read_number(broken["whole"] + "." + broken["rest"])
    if words.lower() in ("a", "an"):
        return Number("1", None, None, "point")
    twice = _TWICE.fullmatch(words)
    if twice:
        return read_number(twice["word"])
    multiple = _MULTIPLE.fullmatch(words)
    if multiple:
        return read_number(multiple["times"] or multiple["word"])._replace(sort="multiple")
    if _SAME_SCALE_TWICE.search(words.lower()):
        return NO_VALUE
    try:
        return read_mixed(words.lower().strip())
    except (ArithmeticError, ValueError):  # a power beyond float64, a division by nought
        return NO_VALUE


def scale_power(words: str) -> int:
    """Power of ten of the multipliers a number ends in: 9 for "43.5 billion", 0 for "43.5"."""
    power = 0
    for word in reversed(re.findall("[a-z]+", words.lower())):
        if word.removesuffix("s") not in SCALES:
            break
        power += SCALES[word.removesuffix("s")]
    return power


def two_numbers(words: str) -> list[tuple[int, int]]:
    """Spans of the numbers that "and" separates, empty for one: each ends in a multiplier, the later not smaller.

    "9 billion and 11 billion" are two, "two hundred and fifty thousand" and "two million and fifty thousand" are one.
    What has marks of its own ("4 million and 3,000") and a list without blanks ("22,24,26") are separate.
    """
    if _SHORT_LIST.fullmatch(words):
        return [match.span() for match in re.finditer("[0-9]+", words)]
    if _TWICE.fullmatch(words):
        return []
    welded = _FIGURE_AND_WORD.fullmatch(words)
    if welded:
        return [(0, welded.end("figure")), (welded.start("word"), len(words))]
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
