"""Found numbers that are two, parted: "9 billion and 11 billion", "22,24,26"."""

import numpy as np
import polars as pl

from transforms.numeric.figures import two_numbers
from transforms.numeric.number_words import SPACE

_SCALE_AND = f"(?i:[a-z]s?{SPACE}+and{SPACE})"
# "Exercises 22,24,26": no grouping has ones and tens alone. Eight and more are a table.
_LIST = "^[0-9]{1,2}(?:,[0-9]{1,2}){2,7}$"


def two_apart(found: pl.DataFrame) -> pl.DataFrame:
    """Part what is two numbers at its "and": "9 billion and 11 billion", not "nine hundred and eleven thousand"."""
    surfaces = found["text"].unique(maintain_order=True)
    surfaces = surfaces.filter(surfaces.str.contains(f"{_SCALE_AND}|{_LIST}"))
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
