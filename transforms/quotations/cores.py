"""The word inside a piece and the punctuation around it: "(Sen." is "Sen", "told," is "told" and a comma."""

import numpy as np
import polars as pl

from transforms.quotations import lexicon

# Whether a piece begins with and ends in a bracket.
OPENS, CLOSES = 1, 2

# Two pieces of three are a word with a full stop or a comma at most: nothing else is asked of them.
_PLAIN = "^[A-Za-z]+[.,]?$"
# A soft hyphen shows nothing.
_LEAD = "^([(\\[{<*'\"‘“«\u00ad-]*)"
_TAIL = r"((?:['’][sS]|['’])?[)\].,;:!?…'\"’”»*-]*)$"
# What follows the last bracket counts: "(D-Tex.)," ends in a comma.
_STOPS = r"([,;:])[)'\"’”]*$|([-])$"
_GENITIVE = r"['’][sS]|s['’][,;:.)]*$"
# "R-Ohio" behind a name is an aside.
_PARTY = r"^[DRI]-\p{Lu}"
_FIGURE = r"^[$£€]?[0-9]"
_PARTS = r"[A-Za-z][^A-Za-z'’-]+[A-Za-z]"
_MOST_PIECE_BYTES = 60
# Long dashes and white space beyond ASCII: "yes—said", "Hale\u00a0said" with a blank that keeps a line together.
_PARTED = "[–—\u00a0\u2000-\u200b\u202f\u3000]"


def cores(pieces: pl.Series) -> pl.DataFrame:
    """Strip pieces of their punctuation.

    Gives a row per piece: core, capital (whether it begins with one), lead and tail (bytes of punctuation at either
    end, the 's included), dash, genitive and stop (letters of tags, 0 where there is none), brackets (bits of OPENS and
    CLOSES), is_dash (nothing else), is_party, is_figure, has_parts (something between letters may part them) and
    is_parted (by a long dash or white space beyond ASCII).
    """
    plain = pieces.str.contains(_PLAIN)
    frame = pieces.to_frame("piece")
    both = pl.concat([_plain(frame.filter(plain)), _punctuated(frame.filter(~plain))])
    places = np.concatenate([np.flatnonzero(plain), np.flatnonzero(~plain)])
    order = np.empty(len(places), dtype=np.int64)
    order[places] = np.arange(len(places))
    return both[order]


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    short = pl.col("piece").str.len_bytes() <= _MOST_PIECE_BYTES
    frame = frame.select(piece=pl.when(short).then("piece").otherwise(pl.lit("x")))
    piece = pl.col("piece")
    return frame.with_columns(core=piece.str.strip_chars_end(".,")).select(
        "core",
        capital=pl.col("core").str.contains("^[A-Z]"),
        lead=pl.lit(0, pl.UInt32),
        tail=_of_words(piece.str.len_bytes() - pl.col("core").str.len_bytes()),
        dash=pl.lit(0, pl.UInt8),
        genitive=pl.lit(0, pl.UInt8),
        stop=piece.str.ends_with(",").cast(pl.UInt8) * ord(","),
        brackets=pl.lit(0, pl.UInt8),
        is_dash=pl.lit(False),
        is_party=pl.lit(False),
        is_figure=pl.lit(False),
        has_parts=pl.lit(False),
        is_parted=pl.lit(False),
    )


def _punctuated(frame: pl.DataFrame) -> pl.DataFrame:
    short = pl.col("piece").str.len_bytes() <= _MOST_PIECE_BYTES
    frame = frame.select(piece=pl.when(short).then("piece").otherwise(pl.lit("x")))
    piece, core, tail = pl.col("piece"), pl.col("core"), pl.col("tail")
    frame = frame.with_columns(lead=piece.str.extract(_LEAD), tail=piece.str.extract(_TAIL))
    frame = frame.with_columns(core=piece.str.strip_prefix(pl.col("lead")))
    bare = core.str.len_bytes() <= tail.str.len_bytes()
    frame = frame.with_columns(
        core=pl.when(bare).then(pl.lit("")).otherwise(core.str.strip_suffix(tail)),
        tail=tail.str.len_bytes(),
        stop=piece.str.extract_groups(_STOPS),
    )
    stop = pl.coalesce(pl.col("stop").struct.field("1"), pl.when(core != "").then(pl.col("stop").struct.field("2")))
    return frame.select(
        "core",
        capital=core.str.contains(r"^\p{Lu}"),
        lead=pl.col("lead").str.len_bytes(),
        tail=_of_words(tail),
        dash=piece.str.contains(r"^-+[^-]").cast(pl.UInt8) * ord("-"),
        genitive=piece.str.contains(_GENITIVE).cast(pl.UInt8) * ord(lexicon.GENITIVE),
        stop=stop.replace_strict({mark: ord(mark) for mark in ",;:-"}, default=0, return_dtype=pl.UInt8),
        brackets=piece.str.starts_with("(").cast(pl.UInt8) * OPENS
        + piece.str.contains(r"\)[.,;:]*$").cast(pl.UInt8) * CLOSES,
        is_dash=piece.str.contains("^-+$"),
        is_party=core.str.contains(_PARTY),
        is_figure=core.str.contains(_FIGURE),
        has_parts=core.str.contains(_PARTS),
        is_parted=piece.str.contains(_PARTED),
    )


def _of_words(tail: pl.Expr) -> pl.Expr:
    """The tail of a word. An initial keeps its full stop: "J."."""
    return pl.when(pl.col("core").str.len_bytes() > tail).then(tail).otherwise(0)
