"""Words of a text and where they stand: "Mr.", "U.S.", "Kremlin", "'s", "F-16", "1996-08-30", ",".

Tokens are cut by one lossless pattern: joined together they are the text again, apart from white space. A token keeps
the number of its word among the distinct words of the batch, so that whatever depends on the word alone is worked out
once per distinct word.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl

Int64s: TypeAlias = npt.NDArray[np.int64]
Int32s: TypeAlias = npt.NDArray[np.int32]

_INITIALS = r"\p{Lu}\.(?:\p{Lu}\.)+(?:-\p{L}{2,})*"
_ABBREVIATION = (
    r"(?:Mr|Mrs|Ms|Dr|St|Ste|Gen|Sen|Gov|Rep|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Inc|Corp|Co|Ltd|Bros|Jr|Sr|No|Prof|Rev|vs)\."
)
_INITIAL = r"\p{Lu}\."
_WORD = r"\p{L}[\p{L}\p{M}0-9]*(?:[-’'](?:\p{L}[\p{L}\p{M}0-9]+|[0-9]+)|\.\p{Ll}{2,})*"
_FIGURE = r"[0-9]+(?:[.,:/-][0-9]+)*\p{L}*"
_ENDING = r"['’]\p{L}+"
TOKEN = "|".join((_INITIALS, _ABBREVIATION, _INITIAL, _WORD, _FIGURE, _ENDING, r"\S"))
_SPACED_TOKEN = rf"\s*(?:{TOKEN})"


@dataclass(frozen=True)
class Tokens:
    """The tokens of a texts frame, in reading order, a row of each array per token.

    text_no: row of the texts frame. start_char, end_char, start_byte, end_byte: place in the text, end exclusive.
    sentence: row of the sentences frame. word: row of `words`. words: the distinct words.
    """

    text_no: Int32s
    start_char: Int64s
    end_char: Int64s
    start_byte: Int64s
    end_byte: Int64s
    sentence: Int32s
    word: Int32s
    words: pl.Series

    def __len__(self) -> int:
        return len(self.word)


def tokenise(texts: pl.DataFrame, sentences: pl.DataFrame) -> Tokens:
    """Cut texts into words and marks.

    Takes a texts frame (see transforms/spans.py) whose text_no need not start at 0 but must be sorted, and its
    sentences. A token before the first sentence counts to it.
    """
    pieces = texts["text"].str.split(" ")
    per_text = pieces.list.len().to_numpy().astype(np.int64)
    flat = pieces.explode()
    # What is between blanks repeats itself: it is cut once per distinct piece, which no token reaches beyond.
    piece, distinct = _number(flat)
    inside = _cut(distinct)
    text_row = np.repeat(np.arange(len(per_text), dtype=np.int32), per_text)
    opens = np.cumsum(per_text) - per_text
    count = inside.count[piece]
    at = np.repeat(inside.first[piece] - (np.cumsum(count) - count), count)
    at += np.arange(len(at))
    size = flat.str.len_bytes().to_numpy().astype(np.int64) + 1
    begin = np.cumsum(size) - size
    base = begin - np.repeat(begin[opens], per_text)
    from_byte = np.repeat(base, count)
    start_byte, end_byte = from_byte + inside.start_byte[at], from_byte + inside.end_byte[at]
    start_char, end_char = start_byte, end_byte
    if inside.extra.any():  # bytes that begin no character
        extra = inside.extra[piece]
        passed = np.cumsum(extra) - extra
        from_char = np.repeat(base - passed + np.repeat(passed[opens], per_text), count)
        start_char, end_char = from_char + inside.start_char[at], from_char + inside.end_char[at]
    text_no = np.repeat(texts["text_no"].to_numpy().astype(np.int32)[text_row], count)
    return Tokens(
        text_no=text_no,
        start_char=start_char,
        end_char=end_char,
        start_byte=start_byte,
        end_byte=end_byte,
        sentence=_sentence_rows(text_no, start_char, sentences),
        word=inside.word[at],
        words=inside.words,
    )


@dataclass(frozen=True)
class _Cut:
    """The tokens of distinct pieces, piece after piece, with their places in their piece.

    Of each piece: first and count, its tokens; extra, how many more bytes than characters it has.
    """

    first: Int64s
    count: Int64s
    extra: Int64s
    start_char: Int64s
    end_char: Int64s
    start_byte: Int64s
    end_byte: Int64s
    word: Int32s
    words: pl.Series


def _cut(pieces: pl.Series) -> _Cut:
    """Cut each piece into tokens; white space other than blanks may stand in it."""
    found = pieces.str.extract_all(_SPACED_TOKEN)
    count = found.list.len().to_numpy().astype(np.int64)
    first = np.cumsum(count) - count
    flat = found.explode().drop_nulls()
    bare = flat.str.strip_chars_start()
    places = {}
    for unit in ("chars", "bytes"):
        size = (flat.str.len_chars() if unit == "chars" else flat.str.len_bytes()).to_numpy().astype(np.int64)
        own = (bare.str.len_chars() if unit == "chars" else bare.str.len_bytes()).to_numpy().astype(np.int64)
        end = np.cumsum(size)
        end -= np.repeat(np.append(0, end)[first], count)
        places[unit] = (end - own, end)
    word, words = _number(bare)
    extra = pieces.str.len_bytes().to_numpy().astype(np.int64) - pieces.str.len_chars().to_numpy()
    return _Cut(first, count, extra, *places["chars"], *places["bytes"], word, words)


def _number(words: pl.Series) -> tuple[Int32s, pl.Series]:
    """Number the distinct words; gives each token's number and the words in order of their numbers."""
    coded = words.cast(pl.Categorical(pl.Categories.random()))
    codes = coded.to_physical().to_numpy()
    count = int(codes.max()) + 1 if len(codes) else 0
    somewhere = np.full(count, -1, dtype=np.int64)
    somewhere[codes] = np.arange(len(codes))
    used = np.flatnonzero(somewhere >= 0)
    number = np.zeros(count, dtype=np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    return number[codes], words.gather(somewhere[used])


def _sentence_rows(text_no: Int32s, start_char: Int64s, sentences: pl.DataFrame) -> Int32s:
    """The row of `sentences` each token stands in."""
    if sentences.is_empty() or not len(text_no):
        return np.zeros(len(text_no), dtype=np.int32)
    place = (text_no.astype(np.int64) << 33) + start_char
    starts = (sentences["text_no"].to_numpy().astype(np.int64) << 33) + sentences["start_char"].to_numpy()
    # Sentences are far fewer than tokens: find each one's first token, then count along.
    begins = np.searchsorted(place, starts, side="left")
    counts = np.bincount(begins, minlength=len(place) + 1)[: len(place)]
    return np.maximum(np.cumsum(counts) - 1, 0).astype(np.int32)
