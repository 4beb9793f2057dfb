"""Words of a text and where they stand: "Mr.", "U.S.", "Kremlin", "'s", "F-16", "1996-08-30", ",".

Tokens are cut by one lossless pattern: joined together they are the text again, apart from white space. What stands
between white space is cut once per distinct piece (see pieces.py), which no token reaches beyond. A token keeps the
number of its word among the distinct words, so that whatever depends on the word alone is worked out once for it.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.string_buffer import PADDING, Strings
from transforms.columns.string_store import Column, Memory, Vocabulary
from transforms.text import char_classes
from transforms.text.pretokens import Pieces, cut

_ABBREVIATED = [
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "St",
    "Ste",
    "Gen",
    "Sen",
    "Gov",
    "Rep",
    "Lt",
    "Col",
    "Sgt",
    "Capt",
    "Maj",
    "Adm",
    "Cmdr",
    "Inc",
    "Corp",
    "Co",
    "Ltd",
    "Bros",
    "Jr",
    "Sr",
    "No",
    "Prof",
    "Rev",
    "vs",
]
# More words and marks than these without any white space are a list of figures, a picture in letters, no text.
_MOST_IN_PIECE = 100
_ABBREVIATIONS = [f"{word}." for word in _ABBREVIATED]


def _pattern(capital: str, small: str, letter: str, mark: str, quote: str) -> str:
    """The pattern of a token, from the classes of its letters."""
    initials = rf"[{capital}]\.(?:[{capital}]\.)+(?:-[{letter}]{{2,}})*"
    abbreviation = rf"(?:{'|'.join(_ABBREVIATED)})\."
    initial = rf"[{capital}]\."
    run = f"[{letter}{mark}0-9]"
    word = rf"[{letter}]{run}*(?:[-{quote}](?:[{letter}]{run}+|[0-9]+)|\.[{small}]{{2,}})*"
    figure = rf"[0-9]+(?:[.,:/-][0-9]+)*[{letter}]*"
    ending = rf"[{quote}][{letter}]+"
    return "|".join((initials, abbreviation, initial, word, figure, ending, r"[^\s]"))


TOKEN = _pattern(r"\p{Lu}", r"\p{Ll}", r"\p{L}", r"\p{M}", "'’")
# The same over letters that mean others of their kind (see letters.py): all ASCII, and so a small automaton.
_STAND_IN_TOKEN = _pattern(
    "A-Z", "a-z", f"A-Za-z{char_classes.LETTER}", char_classes.MARK, f"'{char_classes.CURLY_QUOTE}"
).replace(r"[^\s]", r"[!-~\x02-\x06]")
_SPACED_STAND_IN_TOKEN = f" *(?:{_STAND_IN_TOKEN})"


@dataclass(frozen=True)
class Tokens:
    """The tokens of a texts frame, in reading order, a row of each array per token.

    text_no: row of the texts frame. start_char, end_char, start_byte, end_byte: place in the text, end exclusive.
    sentence: row of the sentences frame. word: row of `words`, number among the words of `memory`. words: the words met
    so far.

    crowded: whether it is in a piece of too many tokens to be text, or None where there is no such piece.

    Kept is where each token begins among the bytes of all texts (`begin`) and its size in bytes; and of sentences, from
    row `first_sentence` on, the first token.
    """

    data: Bytes
    offsets: Int64s
    numbers: Int64s
    begin: Int64s
    size: Int32s
    word: Int32s
    crowded: Bools | None
    memory: Memory
    first_sentence: int
    sentence_begins: Int64s

    def __len__(self) -> int:
        return len(self.word)

    def text_rows(self, at: Int64s) -> Int64s:
        """The row among the texts of some tokens."""
        return np.searchsorted(self.offsets, self.begin[at], side="right") - 1

    @cached_property
    def words(self) -> pl.Series:
        """The distinct words."""
        return self.memory.words.spelled().series()

    def sentences_of(self, at: Int64s) -> Int64s:
        """The row of the sentences frame of some tokens; a token before the first sentence counts to it."""
        after = np.searchsorted(self.sentence_begins, at, side="right")
        return np.maximum(after - 1, 0) + self.first_sentence

    @property
    def sentence(self) -> Int32s:
        """The row of the sentences frame."""
        return self.sentences_of(np.arange(len(self))).astype(np.int32)

    @cached_property
    def opens(self) -> Bools:
        """Whether each token is the first of its sentence; one more entry, the end, which is True too."""
        opens = np.zeros(len(self) + 1, dtype=bool)
        opens[self.sentence_begins[1:]] = True
        opens[[0, -1]] = True
        return opens

    def in_texts(self) -> Int64s:
        """How many tokens each text has."""
        return np.diff(np.searchsorted(self.begin, self.offsets))

    @cached_property
    def _row(self) -> Int64s:
        return np.repeat(np.arange(len(self.numbers)), self.in_texts())

    @property
    def text_no(self) -> Int32s:
        """Number of the text."""
        return self.numbers[self._row].astype(np.int32)

    @property
    def start_byte(self) -> Int64s:
        """First byte in the text."""
        return self.begin - self.offsets[self._row]

    @property
    def end_byte(self) -> Int64s:
        """One past the last byte."""
        return self.start_byte + self.size

    @property
    def start_char(self) -> Int64s:
        """First code point in the text."""
        return self._chars(self.begin)

    @property
    def end_char(self) -> Int64s:
        """One past the last code point."""
        return self._chars(self.begin + self.size)

    def _chars(self, places: Int64s) -> Int64s:
        inner = np.flatnonzero(self.data.view(np.int8) < char_classes.FIRST_BYTES)
        base = self.offsets[self._row]
        return places - base - (np.searchsorted(inner, places) - np.searchsorted(inner, base))


def tokenise(texts: pl.DataFrame, sentences: pl.DataFrame) -> Tokens:
    """Cut texts into words and marks.

    Takes a texts frame (see transforms/text/spans.py) whose text_no need not start at 0 but must be sorted, and its
    sentences. A token before the first sentence counts to it.
    """
    return tokens_of(cut(texts["text"]), texts["text_no"].to_numpy().astype(np.int64), sentences)


def tokens_of(pieces: Pieces, numbers: Int64s, sentences: pl.DataFrame) -> Tokens:
    """Cut the pieces of texts, whose numbers are sorted, into words and marks (see tokenise)."""
    words = pieces.memory.words
    inside = pieces.memory.pieces.table("tokens", words, lambda: _Cutting(words))
    count = inside.count.take(pieces.code)
    after = np.cumsum(count)
    piece = _rows(after, count)
    at = (inside.first.take(pieces.code) - (after - count)).take(piece)
    at += np.arange(len(at))
    begin = pieces.begin.take(piece)
    begin += inside.start.take(at)
    crowd = inside.crowded[pieces.code] if inside.crowded.any() else np.zeros(0, dtype=bool)
    first_sentence, starts = _sentence_starts(pieces.offsets, numbers, sentences)
    return Tokens(
        data=pieces.data,
        offsets=pieces.offsets,
        numbers=numbers,
        begin=begin,
        size=inside.size.take(at),
        word=inside.word.take(at),
        crowded=crowd[piece] if crowd.any() else None,
        memory=pieces.memory,
        first_sentence=first_sentence,
        sentence_begins=np.searchsorted(begin, starts, side="left"),
    )


def _rows(after: Int64s, count: Int64s) -> Int64s:
    """The row of each token, from the sums of the counts of rows, most of which are 1."""
    if not count.all():
        return np.repeat(np.arange(len(count)), count)
    step = np.zeros(int(after[-1]) if len(after) else 0, dtype=np.int64)
    step[after[:-1]] = 1
    return np.cumsum(step, out=step)


@dataclass(frozen=True)
class _Cut:
    """The tokens of pieces, piece after piece, in bytes of their piece; first and count of each piece.

    crowded: whether a piece has more tokens without white space between them than text has.
    """

    first: Int64s
    count: Int64s
    crowded: Bools
    start: Int32s
    size: Int32s
    word: Int32s


class _Cutting:
    """The tokens of the pieces of a vocabulary, whose words are numbered in another."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._first, self._count = (Column(np.zeros(0, dtype=np.int64)) for _ in range(2))
        self._crowded = Column(np.zeros(0, dtype=bool))
        self._start, self._size, self._word = (Column(np.zeros(0, dtype=np.int32)) for _ in range(3))

    def extend(self, new: Strings) -> None:
        """Cut more pieces into tokens; white space beyond ASCII may are in them."""
        count, start, size = _cut(new)
        begin = np.repeat(new.offsets[:-1], count) + start
        word = self._words.number(np.append(new.data, PADDING), begin, begin + size)
        self._first.add(np.cumsum(count) - count + len(self._word.rows))
        self._count.add(count)
        crowded = count > _MOST_IN_PIECE
        if crowded.any():
            covered = np.bincount(np.repeat(np.arange(len(new)), count), weights=size, minlength=len(new))
            crowded &= covered == np.diff(new.offsets)
        self._crowded.add(crowded)
        self._start.add(start)
        self._size.add(size)
        self._word.add(word)

    def view(self) -> _Cut:
        """The tokens of all pieces so far."""
        return _Cut(
            self._first.rows, self._count.rows, self._crowded.rows, self._start.rows, self._size.rows, self._word.rows
        )

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        columns = (self._first, self._count, self._crowded, self._start, self._size, self._word)
        return sum(column.size_bytes for column in columns)


def _cut(pieces: Strings) -> tuple[Int64s, Int64s, Int64s]:
    """How many tokens each piece has; of each token the first byte in its piece and the size."""
    whole, marked = _easy(pieces)
    others = np.flatnonzero(~whole & ~marked)
    row, start, end = _cut_others(pieces.gather(others))
    count = whole + 2 * marked.astype(np.int64)
    count[others] = many = np.bincount(row, minlength=len(others))
    first = np.cumsum(count) - count
    starts, sizes = np.zeros((2, int(count.sum())), dtype=np.int64)
    length = np.diff(pieces.offsets)
    sizes[first[whole]] = length[whole]
    before, mark = first[marked], first[marked] + 1
    sizes[before], sizes[mark] = length[marked] - 1, 1
    starts[mark] = sizes[before]
    into = np.repeat(first[others] - (np.cumsum(many) - many), many) + np.arange(len(row))
    starts[into], sizes[into] = start, end - start
    return count, starts, sizes


def _easy(pieces: Strings) -> tuple[Bools, Bools]:
    """Pieces that are a word of plain letters, and those that are such a word and a mark behind it, not part of it."""
    if not len(pieces):
        return np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)
    length, last = np.diff(pieces.offsets), pieces.data[pieces.offsets[1:] - 1]
    letters_in = np.add.reduceat(char_classes.ASCII_LETTER[pieces.data], pieces.offsets[:-1], dtype=np.int64)
    marked = (letters_in == length - 1) & (length > 1) & char_classes.ASCII_MARK[last]
    dotted = np.flatnonzero(marked & (last == ord(".")))
    words = pieces.gather(dotted).series()
    marked[dotted] = ((words.str.len_bytes() > len("A.")) & ~words.is_in(_ABBREVIATIONS)).to_numpy()
    return letters_in == length, marked


def _cut_others(pieces: Strings) -> tuple[Int64s, Int64s, Int64s]:
    """The tokens of pieces that are not all letters: the piece's row, first byte and one past the last."""
    stand_ins, byte = char_classes.stand_ins(pieces)
    found = stand_ins.series().str.extract_all(_SPACED_STAND_IN_TOKEN)
    many = found.list.len().to_numpy().astype(np.int64)
    spaced = found.explode().drop_nulls()
    size = spaced.str.len_bytes().to_numpy().astype(np.int64)
    end = np.cumsum(size)
    first = np.cumsum(many) - many
    end += np.repeat(stand_ins.offsets[:-1] - np.append(0, end)[first], many)
    start = end - size
    blank = np.flatnonzero(stand_ins.data[start] == ord(" "))
    start[blank] = end[blank] - spaced.gather(blank).str.strip_chars_start(" ").str.len_bytes().to_numpy()
    row = np.repeat(np.arange(len(pieces)), many)
    return row, byte[start] - pieces.offsets[row], byte[end] - pieces.offsets[row]


def _sentence_starts(offsets: Int64s, numbers: Int64s, sentences: pl.DataFrame) -> tuple[int, Int64s]:
    """The first row of `sentences` in texts, and where it and those behind it begin among the bytes of the texts."""
    text_no = sentences["text_no"].to_numpy()
    low, high = np.searchsorted(text_no, [numbers[0], numbers[-1] + 1]).tolist() if len(numbers) else (0, 0)
    if low == high:
        return 0, np.zeros(0, dtype=np.int64)
    text = np.searchsorted(numbers, text_no[low:high])
    return low, offsets[text] + sentences["start_byte"].to_numpy()[low:high]
