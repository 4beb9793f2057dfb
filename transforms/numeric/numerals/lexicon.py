"""Words and signs that are numbers: "seven", "thirty", "crore", "fifths", "twelfth", "½", "dozens"."""

# Between the words of a number: a blank, a line break of wrapped text.
SPACE = "[ \n\u00a0]"

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
TENS = {
    word: 10 * (place + 2)
    for place, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"])
} | {"fourty": 40}
SMALL_WORDS = {**_ONES, **TENS}
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
# Those of one word beyond the words of order: "the fiftieth win".
LATE_ORDINALS = {
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
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
VAGUE = {"tens": 1, "hundreds": 2, "thousands": 3, "lakhs": 5, "millions": 6, "crores": 7, "billions": 9} | {
    "trillions": 12
}
# "scores of", "dozens of".
VAGUE_DOZENS = {"dozens": 12, "scores": 20}
