"""A model of others that reads for names, one passage at a time: "Jane Doe" PERSON is PER, "Oslo" GPE is LOC.

What a model says is checked before it becomes a mention: places outside the passage, unknown types and names of no
words or of a page are left out, and what is no share is no score.
"""

import math
import re
import threading
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any

import numpy as np
import polars as pl

from transforms.entities.ner.crf_tagger import SCHEMA
from transforms.text import filter_spans
from transforms.text.pretokens import Chunk
from transforms.text.sentences import number_sentences

# Found in a passage: first and one past the last code point, type, confidence if the model gives one.
Found = tuple[int, int, str, float | None]
Read = Callable[[list[str]], Iterable[Iterable[Found]]]

_TYPES = {
    "PER": "PERSON PER PEOPLE B-PER I-PER",
    "ORG": "ORGANIZATION ORGANISATION ORG COMPANY CORPORATION GROUP B-ORG I-ORG",
    "LOC": "LOCATION LOC GPE FAC PLACE COUNTRY CITY B-LOC I-LOC",
    "MISC": "MISCELLANEOUS MISC NORP EVENT WORK_OF_ART LAW LANGUAGE PRODUCT NATIONALITY B-MISC I-MISC",
}
TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names.split()}

# The longest names of organisations and treaties in print have half as many characters.
_MOST_NAME_CHARS = 400

# More characters than this without white space are no words, and cost a tokeniser the square of their number. Scripts
# that put no blanks between words are left out: Thai and Lao, Burmese, Khmer, Chinese and Japanese.
_MOST_WORD_CHARS = 200
_UNBROKEN = re.compile(r"[^\s\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+")

_PLACES = dict.fromkeys(("text_no", "start_char", "end_char", "start_byte", "end_byte"), pl.UInt32)
_ROW = _PLACES | {"text": pl.String, "type": pl.String, "score": pl.Float64}


@dataclass(frozen=True)
class _Passage:
    """A stretch of a text, and the code points and bytes before it."""

    text_no: int
    chars_before: int
    bytes_before: int
    words: str


class ModelTagger:
    """A model as a tagger.

    `read` takes passages and gives what is found in each; it is never called by two threads at once, which few
    libraries allow. No passage has more than `most_chars` code points; it ends with a sentence where that is possible.
    With a `language`, texts that are known to be in another one are passed over.
    """

    def __init__(self, name: str, read: Read, most_chars: int, language: str | None = None) -> None:
        self.name = name
        self._read = read
        self._most_chars = most_chars
        self._language = language
        self._lock = threading.Lock()

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame, chunks: list[Chunk] | None = None) -> pl.DataFrame:
        """Names the model finds, with its name as method; one inside another is left out. Needs no pieces."""
        passages = list(_passages(self._in_language(texts), sentences, self._most_chars))
        with self._lock:
            found = [list(names) for names in self._read([_readable(passage.words) for passage in passages])]
        rows = [row for passage, names in zip(passages, found, strict=True) for row in _rows(passage, names)]
        mentions = filter_spans.longest_from_left(pl.DataFrame(rows, schema=_ROW, orient="row"))
        mentions = number_sentences(mentions, sentences).with_columns(method=pl.lit(self.name))
        return mentions.select(*SCHEMA).cast(SCHEMA)  # type: ignore[arg-type]

    def _in_language(self, texts: pl.DataFrame) -> pl.DataFrame:
        if self._language is None or "language" not in texts.columns:
            return texts
        return texts.filter(pl.col("language").is_null() | (pl.col("language") == self._language))


def _passages(texts: pl.DataFrame, sentences: pl.DataFrame, most_chars: int) -> Iterator[_Passage]:
    numbers, starts = (sentences[column].to_numpy() for column in ("text_no", "start_char"))
    for text_no, text in texts.select("text_no", "text").iter_rows():
        first, last = (int(row) for row in np.searchsorted(numbers, [text_no, text_no + 1]))
        chars = size = 0
        for end in _ends(text, starts[first:last].tolist(), most_chars):
            words = text[chars:end]
            yield _Passage(text_no, chars, size, words)
            chars, size = end, size + len(words.encode())


def _ends(text: str, sentence_starts: Sequence[int], most_chars: int) -> Iterator[int]:
    """Where passages end: before a sentence, else behind a blank, else after `most_chars`."""
    begin = 0
    while len(text) - begin > most_chars:
        furthest = begin + most_chars
        at = bisect_right(sentence_starts, furthest)
        end = sentence_starts[at - 1] if at else 0
        if end <= begin:
            end = text.rfind(" ", begin, furthest) + 1
        begin = end if end > begin else furthest
        yield begin
    yield len(text)


def _readable(words: str) -> str:
    """The words with blanks in place of what is no word."""
    if max(map(len, words.split()), default=0) <= _MOST_WORD_CHARS:
        return words
    return _UNBROKEN.sub(lambda found: " " * len(found[0]) if len(found[0]) > _MOST_WORD_CHARS else found[0], words)


def _rows(passage: _Passage, names: Iterable[Found]) -> Iterator[tuple[object, ...]]:
    """What the model found in a passage as mentions of its text, in the columns of _ROW."""
    words = passage.words
    bytes_before: Sequence[int] | None = None
    for name in names:
        start, end = _place(name, words)
        kind = TYPE_OF.get(str(name[2]).upper())
        if kind is None or start == end:
            continue
        if bytes_before is None:
            bytes_before = range(len(words) + 1) if words.isascii() else _bytes_before(words)
        places = (
            *(passage.chars_before + char for char in (start, end)),
            *(passage.bytes_before + bytes_before[char] for char in (start, end)),
        )
        yield passage.text_no, *places, words[start:end], kind, _share(name[3])


def _place(name: Found, words: str) -> tuple[int, int]:
    """First and one past the last code point of a name without the white space around it; equal where it is none."""
    try:
        start, end = index(name[0]), index(name[1])
    except TypeError:
        return 0, 0
    if not (0 <= start < end <= len(words) and end - start <= _MOST_NAME_CHARS):
        return 0, 0
    stripped = words[start:end].lstrip()
    start = end - len(stripped)
    return start, start + len(stripped.rstrip())


def _share(score: Any) -> float | None:
    """A score between 0 and 1, or nothing."""
    try:
        share = float(score)
    except (TypeError, ValueError, OverflowError):
        return None
    return min(max(share, 0.0), 1.0) if math.isfinite(share) else None


def _bytes_before(words: str) -> list[int]:
    """How many bytes come before each code point, and in all."""
    codes = np.frombuffer(words.encode("utf-32-le"), dtype=np.uint32)
    width = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    before: list[int] = np.append(0, np.cumsum(width)).tolist()
    return before
