"""The number pattern: "1,234.5", "twenty-seven", "43.5 billion", "half a million", "tens of thousands", "a fifth"."""

from transforms.numeric.numerals.lexicon import (
    DENOMINATORS,
    LATE_ORDINALS,
    ORDINALS,
    SCALES,
    SMALL_WORDS,
    SPACE,
    VULGAR,
)


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


_GAP = f"{SPACE}{{1,3}}"
_JOIN = f"(?:{_GAP}|-|{SPACE}-{SPACE})"
_AND = f"(?:,?{_GAP}and{_GAP}|{_JOIN})"

_TEENS = [word for word, value in SMALL_WORDS.items() if value < 20]
_DIGIT_WORDS = [word for word, value in SMALL_WORDS.items() if value < 10]
_TENS = [word for word, value in SMALL_WORDS.items() if value >= 20]
# "twenty", "twenty-one", "seven"; with a decimal part "five point five".
SMALL = f"(?:{_any(_TENS)}(?:{_JOIN}?{_any(_DIGIT_WORDS)})?|{_any(_TEENS)})"
_POINT = f"(?:{_GAP}point(?:{_GAP}(?:{_any(_DIGIT_WORDS)}|{SMALL}|[0-9]+)(?-u:\\b))+)"

_FIGURE = (
    "(?:[0-9]{1,3}(?:, 000)+|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?(?-u:\\b)"
    "|[0-9]+(?:[.,][0-9]+|['’][0-9]{3}(?-u:\\b))*|(?-u:\\B)[.][0-9]+(?:,[0-9]{3})*(?:[.][0-9]{1,2}(?-u:\\b))?)"
)
_VULGAR = f"[{''.join(VULGAR)}]"
_FRACTION_PART = f"(?:[ -]?{_VULGAR}|[ -]{{1,2}}[0-9]{{1,2}}[/⁄][0-9]{{1,3}}(?-u:\\b))"
_EXPONENT = (
    "(?:[eE](?:[+-][0-9]|[0-9]{2})[0-9]{0,2}(?-u:\\b)| ?[x×*] ?10(?:\\^[+−-]?|[+−-])[0-9]{1,3}(?-u:\\b)"
    "|\\^[+−-]{0,2}[0-9]{1,3}(?-u:\\b))"
)
_DIGITS = (
    f"[0-9]+[.][0-9]+[eE][0-9](?-u:\\b)|{_FIGURE}(?:{_EXPONENT}|{_FRACTION_PART}|[/⁄][0-9]{{1,4}}(?-u:\\b))?|{_VULGAR}"
)

_SCALE_WORDS = [word for word in SCALES if word not in ("mm", "mil", "mio")]
_SCALE = f"(?:{_any(_SCALE_WORDS)}|dozen|do?z)s?(?-u:\\b)"
_SCALES = f"(?:{_JOIN}{_SCALE}){{1,3}}"
_DENOMINATOR = (
    f"(?:(?:{_any(_TENS)}-)?{_any([word for word in DENOMINATORS if word != 'half'])}s?|{_any(_TENS)}-firsts?|halves"
    "|half)(?-u:\\b)"
)
# "one hundred and three fifths"; quarters and seconds are mostly time.
_PARTS = (
    f"(?:(?:{_any(_TENS)}{_JOIN})?(?:thirds|fourths|fifths|sixths|sevenths|eighths|ninths)|{_any(_TENS)}{_JOIN}firsts"
    "|tenths|twelfths|twentieths|hundredths|thousandths|millionths|billionths|trillionths)(?-u:\\b)"
)
# "and a half", "and two thirds".
_PART = f"(?:{_GAP}and{_GAP}(?:(?:an?|{SMALL}){_JOIN}{_DENOMINATOR}|half(?-u:\\b))|-and-(?:a-)?half(?-u:\\b))"
_HEAD = f"(?:[0-9]+{_GAP}point{_GAP}[0-9]{{1,3}}(?-u:\\b)|{_DIGITS}|(?-u:\\b){SMALL}(?:{_POINT}|(?-u:\\b)))"
# "mm" is a length before it is a million.
_SHORT_SCALE = _any([word for word in SCALES if len(word) < 4 and word != "mm"])
# "$75billion".
_GLUED_SCALE = "(?:thousand|million|billion|trillion|lakh|crore)"
# "two hundred and fifty thousand three hundred and one", "1.2 million", "one and a half thousand".
_A_HUNDRED = f"(?-u:\\b)an?{_GAP}{_SCALE}(?:{_GAP}and{_GAP}{SMALL}(?-u:\\b))?"
_MORE = (
    f"(?:{_AND}{SMALL}(?-u:\\b)|,{SPACE}{SMALL}{_SCALES}|{_GAP}and{_GAP}[0-9]{{1,2}}(?:[.,][0-9]+)*(?-u:\\b)"
    f"|{_GAP}[0-9]{{1,3}}{_SCALES})(?:{_SCALES})?"
)
_COUNTED = (
    f"(?:{_HEAD}|{_A_HUNDRED}|(?-u:\\b)(?:hundred|thousand){_SCALES}){_PART}?"
    f"(?:{SPACE}?{_SHORT_SCALE}(?-u:\\b)|{_GLUED_SCALE}(?-u:\\b)"
    f"|{_SCALES}(?:{_PART}(?:{_JOIN}{_SCALE})?|(?:{_MORE}){{0,4}}{_POINT}?{_PART}?)(?:{_GAP}of{_GAP}a{_GAP}{_SCALE})?)?(?:{_JOIN}{_PARTS})?"
)
_VAGUE_WORDS = "(?:tens|dozens|hundreds|thousands|lakhs|millions|crores|billions|trillions)"
_VAGUE = (
    f"(?-u:\\b)(?:(?:tens|scores|dozens|hundreds|thousands|millions|billions)(?:{_GAP}(?:of|and){_GAP}{_VAGUE_WORDS}){{1,2}}"
    f"|{_VAGUE_WORDS}|scores{SPACE}of)(?-u:\\b)"
)
_FRACTION = (
    f"(?-u:\\b)(?:(?:an?|one){_JOIN}(?:one{_JOIN})?{_DENOMINATOR}|{SMALL}{_JOIN}{_PARTS}|three{_JOIN}quarters"
    f"|{SMALL}(?:{_JOIN}halves|-(?:third|quarter|fourth|fifth))"
    f"|half(?:[ -](?:an?{_GAP}|of{SPACE}a{SPACE})?)?{_SCALE}(?:{_SCALES})?"
    f"|quarter(?:{_JOIN}|{SPACE}of{SPACE}a{SPACE}){_SCALE}"
    f"|half[ -]an?|half|halves)(?-u:\\b)(?:{_JOIN}(?:of{_GAP})?(?:an?{_GAP})?{_SCALE})?"
)
# "a couple of hundred thousand"; "a few hundred", "several million" are as vague as their plurals.
_COUPLE = f"(?-u:\\b)a{SPACE}couple(?:{SPACE}of)?(?:{_JOIN}{_SCALE}){{0,2}}(?-u:\\b)"
_FEW = f"(?-u:\\b)(?:(?:a{SPACE})?few|several|many){_GAP}{_SCALE}(?:{_GAP}{_SCALE})?"
# "21st", "1,000th", "twenty-fifth"; first to twelfth are words of order, "forty-second" is mostly a time.
_RANKS = _any([word for word in ORDINALS if ORDINALS[word] < 10 and word != "second"])
# Ranks end as they are spoken: "11st" is a weight in stones. "one hundredth" is a fraction.
_RANK_FIGURE = "(?:(?:[0-9][0-9,]*[02-9]|[02-9])?(?:1st|2nd|3rd)|(?:[0-9][0-9,]*)?(?:1[123]|[04-9])th)"
_ROUND_RANK = f"(?:{_any([word for word in SMALL_WORDS if word != 'one'])}{_JOIN})?(?:hundredth|thousandth|millionth)"
_LATE_RANK = _any(list(LATE_ORDINALS))
_ORDINAL = f"(?-u:\\b)(?:{_RANK_FIGURE}|{_any(_TENS)}(?:{_JOIN}|[–—])?{_RANKS}|{_ROUND_RANK}|{_LATE_RANK})(?-u:\\b)"
# "8x", "17x earnings", "twofold", "a 10-fold rise": multiples.
_MULTIPLE = f"(?-u:\\b)(?:[0-9]+(?:[.][0-9]+)?(?:x|-?fold)|{SMALL}-?fold)(?-u:\\b)"
# "more than a year", "almost a minute": an article counts where words that bound a number precede it.
BOUNDING = f"(?:almost|nearly|about|around|roughly|than|over|least|most|within){SPACE}"
MEASURES = (
    "|dollar|euro|cent|kilomet(?:er|re)|met(?:er|re)|foot|inch|ton|tonne|kilogram|gallon|lit(?:er|re)|acre|hectare"
)
TIMES = "second|minute|hour|day|week|fortnight|month|year|decade|century|mile"
# "a year and a half": the article is the number, its half is read behind the unit.
AND_A_HALF = f"{SPACE}and{SPACE}a{SPACE}(?:half|quarter)"
# "a gallon of milk" is one; a ton, a foot and a mile of something are mostly a way to speak.
POURED = "gallon|pound|gram|milligram|lit(?:er|re)|quart|pint|barrel|bushel|kilogram|kilo|ounce|acre|hectare|tonne"
_ONE_OF_A_UNIT = (
    f"(?-u:\\b)(?:an?{SPACE}(?:{POURED}){SPACE}of|{BOUNDING}an?{SPACE}(?:{TIMES}{MEASURES})(?:{AND_A_HALF})?"
    f"|an?{SPACE}(?:{TIMES}{MEASURES}){AND_A_HALF})(?-u:\\b)"
)
NUMBER = f"(?i:{_ONE_OF_A_UNIT}|{_MULTIPLE}|{_ORDINAL}|{_FRACTION}|{_VAGUE}|{_FEW}|{_COUPLE}|{_COUNTED})"
