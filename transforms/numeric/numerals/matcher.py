"""Numbers found in texts, their boundaries and values: "$2. 6 million" is one number, "$400 million three-year" two."""

import numpy as np
import polars as pl

from transforms.numeric.numerals.decimals import to_float
from transforms.numeric.numerals.grammar import AND_A_HALF, BOUNDING, MEASURES, NUMBER, POURED, SMALL, TIMES
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.numerals.parsing import read_number, scale_power, two_numbers
from transforms.numeric.numerals.spellout import Number
from transforms.text import spans, windows

_TABLE_ROW = 8


def find_numbers(texts: pl.DataFrame) -> pl.DataFrame:
    """Find every number by itself or before a unit; takes a texts frame, gives a mentions frame."""
    found = _with_broken_decimals(_without_points_of_signs(spans.find(texts, NUMBER), texts), texts)
    return two_apart(_compounds_apart(_articles_alone(found), texts))


def _without_points_of_signs(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Leave the point of "B/.40 million" and "S/.35" to the sign of money, that of "and...5,000" to what it ends."""
    rows = found["text"].str.contains("^[.][0-9]").arg_true()
    if rows.is_empty():
        return found
    before = windows.around(found[rows], texts, before=2, after=0)["before"]
    rows = rows.filter(before.str.contains("[A-Z]/$|[.]$") | found["text"].gather(rows).str.contains("^[.][0-9]+[,.]"))
    cut = found[rows].with_columns(pl.col("start_char", "start_byte") + 1, text=pl.col("text").str.slice(1))
    return rewritten(found, rows, cut)


def _with_broken_decimals(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Join "$2. 6 million", as text that was taken apart into words has it; a sign of money must precede it."""
    number, begin, end = (found[name].to_numpy().astype(np.int64) for name in ("text_no", "start_byte", "end_byte"))
    rows = pl.Series(np.flatnonzero((number[1:] == number[:-1]) & (begin[1:] - end[:-1] == 2)), dtype=pl.UInt32)
    second = found["text"].gather(rows + 1)
    scaled = second.str.contains("(?i:^[0-9]{1,2}(?:[ -]?(?:thousand|million|billion|trillion|bn|mn|mln|tn))?$)")
    rows = rows.filter(scaled & found["text"].gather(rows).str.contains("^[0-9]{1,3}$"))
    if rows.is_empty():
        return found
    context = windows.around(found[rows], texts, before=4, after=2)
    rows = rows.filter(context["before"].str.contains("[$€£¥] ?$") & (context["after"] == ". "))
    # "It cost $5. 6 million people came."; what has no multiplier of its own needs a letter: "£1. 7m".
    follows = windows.around(found[rows + 1], texts, before=0, after=24)["after"]
    scaled = found["text"].gather(rows + 1).str.contains("[A-Za-z]$") | follows.str.contains("^[kmb](?-u:\\b)")
    rows = rows.filter(scaled & ~follows.str.contains("^[kmb]? (?:people|men|women|children|[a-z]{3,}s)(?-u:\\b)"))
    after = found[rows + 1]
    joined = found[rows].with_columns(
        end_char=after["end_char"], end_byte=after["end_byte"], text=pl.col("text") + ". " + after["text"]
    )
    taken = np.ones(found.height, dtype=bool)
    taken[rows + 1] = False
    return rewritten(found, rows, joined).filter(pl.Series(taken))


_BEFORE_COMPOUND = f"(?i:(?:thousand|lakh|million|crore|billion|trillion)s?{SPACE}+({SMALL}))$"


def _compounds_apart(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Cut "nine million five" down to its million where the five belongs to what follows: "five-star reviews".

    The word that is cut off becomes a number of its own.
    """
    rows = found["text"].str.contains(_BEFORE_COMPOUND).arg_true()
    if rows.is_empty():
        return found
    behind = windows.around(found[rows], texts, before=0, after=3)["after"]
    rows = rows.filter(behind.str.contains("^-[A-Za-z]"))
    words = found["text"][rows].str.extract(_BEFORE_COMPOUND, 1)
    cut = found[rows].with_columns(_own=words)
    head = (
        pl.col("text").str.head(pl.col("text").str.len_chars() - pl.col("_own").str.len_chars()).str.strip_chars_end()
    )
    cut = cut.with_columns(_head=head)
    heads = cut.select(
        "start_char",
        "start_byte",
        end_char=pl.col("start_char") + pl.col("_head").str.len_chars(),
        end_byte=pl.col("start_byte") + pl.col("_head").str.len_bytes(),
        text="_head",
    )
    own = cut.with_columns(
        start_char=pl.col("end_char") - pl.col("_own").str.len_chars(),
        start_byte=pl.col("end_byte") - pl.col("_own").str.len_bytes(),
        text="_own",
    )
    both = pl.concat([rewritten(found, rows, heads), own.select(found.columns)], how="vertical_relaxed")
    return both.sort("text_no", "start_byte")


def _articles_alone(found: pl.DataFrame) -> pl.DataFrame:
    """Cut "than a year" and "a year and a half" down to their article, the number."""
    unit = f"(?i:(?:{TIMES}{MEASURES})(?:{AND_A_HALF})?|(?:{POURED}){SPACE}of)"
    pattern = f"^((?i:{BOUNDING})?)((?i:an?)){SPACE}{unit}$"
    rows = found["text"].str.contains(pattern).arg_true()
    if rows.is_empty():
        return found
    few = found[rows]
    bound, article = (few["text"].str.extract(pattern, group) for group in (1, 2))
    start_char, start_byte = few["start_char"] + bound.str.len_chars(), few["start_byte"] + bound.str.len_bytes()
    length = article.str.len_chars()
    places = {"start_char": start_char, "end_char": start_char + length}
    places |= {"start_byte": start_byte, "end_byte": start_byte + length}
    return rewritten(found, rows, pl.DataFrame(places | {"text": article}))


def without_tables(found: pl.DataFrame) -> pl.DataFrame:
    """Drop the figures of tables: eight or more numbers in a row with no more than one byte between them."""
    if found.is_empty():
        return found
    number, begin, end = (found[name].to_numpy().astype(np.int64) for name in ("text_no", "start_byte", "end_byte"))
    opens = np.ones(len(number), dtype=bool)
    opens[1:] = (number[1:] != number[:-1]) | (begin[1:] - end[:-1] > 1)
    run = np.cumsum(opens) - 1
    return found.filter(pl.Series(np.bincount(run)[run] < _TABLE_ROW))


def with_values(found: pl.DataFrame) -> pl.DataFrame:
    """Add exact (String, a decimal), value (Float64), low, high (ends of a vague figure), power and sort to numbers.

    Value is null for vague figures, for groups that contradict each other ("1,2345") and beyond float64. Power is that
    of the multipliers (9 for "43.5 billion"); sort is point, vague or fraction.
    """
    read = read_numbers(found["text"].unique(maintain_order=True)).with_row_index("figure_no")
    return found.join(read, on="text", how="left", maintain_order="left")


# Plain figures, read all at once: "1234.5", "1,234.5".
_AS_IT_STANDS = "^(?:[0-9]*[.]?[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+(?:[.][0-9]+)?)$"


def read_numbers(words: pl.Series) -> pl.DataFrame:
    """Value of each distinct number as written: text, exact, value, low, high, power (of its multipliers), sort."""
    text = pl.col("text")
    plain = words.str.contains(_AS_IT_STANDS)
    figure = text.str.replace_all(",", "", literal=True)
    whole = figure.str.extract("^0*([0-9]*)", 1)
    exact = pl.concat_str(
        pl.when(whole == "").then(pl.lit("0")).otherwise(whole),
        figure.str.extract("([.][0-9]+)$", 1),
        ignore_nulls=True,
    )
    figures = words.filter(plain).to_frame("text").with_columns(exact=exact)
    value = pl.col("exact").cast(pl.Float64, strict=False)
    nothing = pl.lit(None, pl.Float64)
    figures = figures.with_columns(
        value=pl.when(value.is_finite()).then(value),
        low=nothing,
        high=nothing,
        power=pl.lit(0, pl.Int64),
        sort=pl.lit("point"),
    )
    return pl.concat([figures, _read_words(words.filter(~plain))])


def _read_words(words: pl.Series) -> pl.DataFrame:
    """The same of numbers that need reading: "43.5 billion", "1,23,456", "half a million"."""
    read: list[Number] = [read_number(word) for word in words]
    return pl.DataFrame(
        {
            "text": words,
            "exact": pl.Series([number.exact for number in read], dtype=pl.String),
            "value": pl.Series([to_float(number.exact) for number in read], dtype=pl.Float64),
            "low": pl.Series([number.low for number in read], dtype=pl.Float64),
            "high": pl.Series([number.high for number in read], dtype=pl.Float64),
            "power": pl.Series([scale_power(word) for word in words], dtype=pl.Int64),
            "sort": pl.Series([number.sort for number in read], dtype=pl.String),
        }
    )


_SCALE_AND = f"(?i:[a-z]s?{SPACE}+and{SPACE})"
# "$400 million three years ago": who writes a figure writes its smaller part in figures too.
_FIGURE_AND_WORD = f"^[0-9](?i:.*(?:thousand|lakh|million|crore|billion|trillion)s?{SPACE}+{SMALL})$"
# "Exercises 22,24,26": no grouping has ones and tens alone. Eight and more are a table.
_LIST = "^[0-9]{1,2}(?:,[0-9]{1,2}){2,7}$"


def two_apart(found: pl.DataFrame) -> pl.DataFrame:
    """Part what is two numbers at its "and": "9 billion and 11 billion", not "nine hundred and eleven thousand"."""
    surfaces = found["text"].unique(maintain_order=True)
    surfaces = surfaces.filter(surfaces.str.contains(f"{_SCALE_AND}|{_LIST}|{_FIGURE_AND_WORD}"))
    parts = [(words, begin, end) for words in surfaces for begin, end in two_numbers(words)]
    if not parts:
        return found
    pieces = pl.DataFrame(parts, schema={"text": pl.String, "_begin": pl.UInt32, "_end": pl.UInt32}, orient="row")
    head, words = pl.col("text").str.head(pl.col("_begin")), pl.col("text").str.slice(0, pl.col("_end"))
    pieces = pieces.with_columns(_head=head.str.len_bytes(), _whole=words.str.len_bytes())
    rows = found["text"].is_in(pieces["text"].implode()).arg_true()
    few = found[rows].with_row_index("_row").join(pieces, on="text", how="left", maintain_order="left_right")
    copies = np.ones(found.height, dtype=np.int64)
    copies[rows] = np.bincount(few["_row"])
    found = found[np.repeat(np.arange(found.height), copies)]
    begin, end = pl.col("_begin"), pl.col("_end")
    few = few.select(
        start_char=pl.col("start_char") + begin,
        end_char=pl.col("start_char") + end,
        start_byte=pl.col("start_byte") + pl.col("_head"),
        end_byte=pl.col("start_byte") + pl.col("_whole"),
        text=pl.col("text").str.slice(begin, end - begin),
    )
    return rewritten(found, pl.Series(np.flatnonzero(np.repeat(copies > 1, copies))), few)


def rewritten(found: pl.DataFrame, rows: pl.Series, few: pl.DataFrame) -> pl.DataFrame:
    """Put other places and words into a few rows."""
    columns = {}
    for name in ("start_char", "end_char", "start_byte", "end_byte"):
        place = found[name].to_numpy().copy()
        place[rows] = few[name].to_numpy()
        columns[name] = pl.Series(place)
    return found.with_columns(**columns, text=found["text"].scatter(rows, few["text"]))
