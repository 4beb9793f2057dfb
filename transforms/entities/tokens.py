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
    pieces = texts["text"].str.extract_all(_SPACED_TOKEN)
    per_text = pieces.list.len().to_numpy().astype(np.int64)
    flat = pieces.explode().drop_nulls()
    bare = flat.str.strip_chars_start()
    text_row = np.repeat(np.arange(len(per_text)), per_text)
    first = np.cumsum(per_text) - per_text
    places = {}
    for unit in ("chars", "bytes"):
        size = (flat.str.len_chars() if unit == "chars" else flat.str.len_bytes()).to_numpy().astype(np.int64)
        own = (bare.str.len_chars() if unit == "chars" else bare.str.len_bytes()).to_numpy().astype(np.int64)
        end = np.cumsum(size)
        base = np.append(0, end)[first]
        end -= np.repeat(base, per_text)
        places[unit] = (end - own, end)
    word, words = _number(bare)
    text_no = texts["text_no"].to_numpy().astype(np.int32)[text_row]
    return Tokens(
        text_no=text_no,
        start_char=places["chars"][0],
        end_char=places["chars"][1],
        start_byte=places["bytes"][0],
        end_byte=places["bytes"][1],
        sentence=_sentence_rows(text_no, places["chars"][0], sentences),
        word=word,
        words=words,
    )


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
