"""What each distinct piece between white space is to a clause of speech: "(Sen." an honorific, "told," a verb, a comma.

Pieces repeat themselves, so this is worked out once for each that a process meets (see columns/string_store.py).
"""

import functools
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.string_buffer import Strings
from transforms.columns.string_store import Column
from transforms.quotations import lexicon

NO_TAG = 0
# Whether a piece holds a form of a verb of speech, and one that may report a clause.
ANY_VERB, REPORTING_VERB = 1, 2
# Whether it begins with and ends in a bracket.
OPENS, CLOSES = 1, 2
# What a piece may hold, in reading order: a break behind sentences that are not read or behind another text, the
# beginning of a sentence, a dash before the word, the word, the 's behind it, a comma or the like. One letter each.
BREAK, SENTENCE, DASH, WORD, GENITIVE, STOP = range(6)
SLOTS = 6

# A soft hyphen shows nothing.
_LEAD = "^([(\\[{<*'\"‘“«\u00ad-]*)"
_TAIL = r"((?:['’][sS]|['’])?[)\].,;:!?…'\"’”»*-]*)$"
# What follows the last bracket counts: "(D-Tex.)," ends in a comma.
_STOPS = r"([,;:])[)'\"’”]*$|([-])$"
_GENITIVE = r"['’][sS]|s['’][,;:.)]*$"
# "R-Ohio" behind a name is an aside.
_PARTY = r"^[DRI]-\p{Lu}"
# "Coincidentally" opens a sentence; "Kelly" and "Emily" are names.
_ADVERB = r"^[A-Z][a-z]{2,}(?:ally|ently|antly|ingly|edly|ably|ibly|ously|ively|ately)$"
_MOST_PIECE_BYTES = 60
# Long dashes and white space beyond ASCII: "yes—said", "Hale\u00a0said" with a blank that keeps a line together.
_PARTS = "[–—\u00a0\u2000-\u200b\u202f\u3000]"


@dataclass(frozen=True)
class PieceTags:
    """What pieces are, a row of each array per piece of a vocabulary.

    slots: letters of lexicon.py or of punctuation, NO_TAG where there is none: see BREAK and the others. brackets: bits
    of OPENS and CLOSES. lead, tail: bytes of punctuation at either end, the 's included. form: number of the form of a
    verb of speech, 0 for none; particle: number of the particle it may be to one. verbs: bits of ANY_VERB and
    REPORTING_VERB. is_parted: whether a long dash or
    white space beyond ASCII is in it.
    """

    slots: Bytes
    brackets: Bytes
    lead: Int32s
    tail: Int32s
    form: Int32s
    particle: Int32s
    verbs: Bytes
    is_parted: Bools


class TaggedPieces:
    """The tags of the pieces of a vocabulary, which grow with it."""

    _TYPES = (np.uint8, np.int32, np.int32, np.int32, np.int32, np.uint8, bool)

    def __init__(self) -> None:
        self._slots = Column(np.zeros((0, SLOTS), dtype=np.uint8))
        self._columns = [Column(np.zeros(0, dtype=dtype)) for dtype in self._TYPES]

    def extend(self, new: Strings) -> None:
        """Tag more pieces."""
        found = _tagged(new.series())
        slots = np.zeros((len(new), SLOTS), dtype=np.uint8)
        for place, name in ((DASH, "dash"), (WORD, "word"), (GENITIVE, "genitive"), (STOP, "stop")):
            slots[:, place] = found.drop_in_place(name).to_numpy()
        self._slots.add(slots)
        for column, rows, dtype in zip(self._columns, found.get_columns(), self._TYPES, strict=True):
            column.add(rows.to_numpy().astype(dtype))

    def view(self) -> PieceTags:
        """The tags of all pieces so far."""
        return PieceTags(self._slots.rows, *(column.rows for column in self._columns))

    @property
    def size_bytes(self) -> int:
        """Memory held."""
        return self._slots.size_bytes + sum(column.size_bytes for column in self._columns)


@dataclass(frozen=True)
class Forms:
    """The forms of verbs of speech. entry: row of `verbs` of each form with each particle (column 0: none), or -1."""

    numbers: dict[str, int]
    particles: dict[str, int]
    entry: Int64s
    verbs: list[lexicon.Verb]


@functools.cache
def forms() -> Forms:
    """The forms of lexicon.verbs(), numbered from 1 on."""
    listed = lexicon.verbs()
    particles = sorted({verb.particle for variants in listed.values() for verb in variants} - {""})
    numbered = {word: number for number, word in enumerate(particles, 1)}
    entry = np.full((len(listed) + 1, len(particles) + 1), -1, dtype=np.int64)
    verbs: list[lexicon.Verb] = []
    for number, variants in enumerate(listed.values(), 1):
        for verb in variants:
            column = numbered.get(verb.particle, 0)
            if entry[number, column] < 0:
                entry[number, column] = len(verbs)
                verbs.append(verb)
    return Forms({form: number for number, form in enumerate(listed, 1)}, numbered, entry, verbs)


def of_verbs(values: list[bool], rows: Int32s) -> Bools:
    """What holds of each row of forms().verbs; False for a row of -1, which is none."""
    held: Bools = np.array([*values, False], dtype=bool)[rows]
    return held


def _tagged(pieces: pl.Series) -> pl.DataFrame:
    """The letters dash, word, genitive and stop of pieces, and the other fields of PieceTags in their order."""
    known = forms()
    frame = pieces.to_frame("piece").with_columns(short=pl.col("piece").str.len_bytes() <= _MOST_PIECE_BYTES)
    frame = frame.with_columns(piece=pl.when("short").then("piece").otherwise(pl.lit("x")))
    frame = frame.with_columns(lead=pl.col("piece").str.extract(_LEAD), tail=pl.col("piece").str.extract(_TAIL))
    frame = frame.with_columns(core=pl.col("piece").str.strip_prefix(pl.col("lead")))
    bare = pl.col("core").str.len_bytes() <= pl.col("tail").str.len_bytes()
    frame = frame.with_columns(
        core=pl.when(bare).then(pl.lit("")).otherwise(pl.col("core").str.replace(_TAIL, "")),
        stop=pl.coalesce(pl.col("piece").str.extract(_STOPS, 1), pl.col("piece").str.extract(_STOPS, 2)),
    )
    frame = frame.with_columns(
        lower=pl.col("core").str.to_lowercase().str.replace_all("’", "'"),
        capital=pl.col("core").str.contains(r"^\p{Lu}"),
    )
    word = pl.col("lower").replace_strict(
        {text: ord(tag) for text, tag in lexicon.words().items()}, default=None, return_dtype=pl.UInt8
    )
    # "State" and "Demand" with a capital are names.
    nouns = [form for form, variants in lexicon.verbs().items() if variants[-1].tag in "BWS"]
    form = (
        pl.when(pl.col("capital") & pl.col("lower").is_in(nouns))
        .then(0)
        .otherwise(pl.col("lower").replace_strict(known.numbers, default=0, return_dtype=pl.Int32))
    )
    tag = (
        pl.when(pl.col("core") == "")
        .then(pl.when(pl.col("piece").str.contains(r"^-+$")).then(ord("-")).otherwise(NO_TAG))
        .when(pl.col("core").str.contains(_PARTY))
        .then(NO_TAG)
        .when(pl.col("lower") == "according")
        .then(ord(lexicon.ACCORDING))
        .when(word.is_not_null() & ~((word == ord(lexicon.HONORIFIC)) & ~pl.col("capital")))
        .then(word)
        .when(pl.col("core").str.contains(r"^[$£€]?[0-9]"))
        .then(ord(lexicon.FIGURE))
        .when(pl.col("core").str.contains(r"[a-z]{2}ing$"))
        .then(ord(lexicon.GERUND))
        .when(pl.col("core").str.contains(_ADVERB))
        .then(ord(lexicon.ADVERB))
        .when("capital")
        .then(ord(lexicon.CAPITALISED))
        .when(pl.col("core").str.contains(r"[a-z]ly$"))
        .then(ord(lexicon.ADVERB))
        .when(pl.col("core").str.contains(r"[a-z]ed$"))
        .then(ord(lexicon.PAST))
        .otherwise(ord(lexicon.WORD))
    )
    # A verb inside "said—we" and "(AP)said" counts too, as one that reports.
    parts = pl.col("core").str.contains(r"[A-Za-z][^A-Za-z'’-]+[A-Za-z]")
    inside = pl.when(parts).then("core").str.contains(_listed()).fill_null(False)
    is_form = (form > 0) | (pl.col("lower") == "according")
    reports = pl.col("lower").is_in(
        [*(word for word, variants in lexicon.verbs().items() if _reports(variants)), "according"]
    )
    stop = pl.when(pl.col("core") == "").then(pl.col("stop").replace("-", None)).otherwise("stop")
    return frame.select(
        pl.col("piece").str.contains(r"^-+[^-]").cast(pl.UInt8).mul(ord("-")).alias("dash"),
        tag.alias("word"),
        pl.col("piece").str.contains(_GENITIVE).cast(pl.UInt8).mul(ord(lexicon.GENITIVE)).alias("genitive"),
        stop.replace_strict({mark: ord(mark) for mark in ",;:-"}, default=0, return_dtype=pl.UInt8).alias("stop"),
        (
            pl.col("piece").str.starts_with("(").cast(pl.UInt8) * OPENS
            + pl.col("piece").str.contains(r"\)[.,;:]*$").cast(pl.UInt8) * CLOSES
        ).alias("brackets"),
        pl.col("lead").str.len_bytes(),
        pl.when(bare).then(0).otherwise(pl.col("tail").str.len_bytes()).alias("tail"),
        form.alias("form"),
        pl.col("lower").replace_strict(known.particles, default=0, return_dtype=pl.Int32).alias("particle"),
        ((is_form | inside).cast(pl.UInt8) * ANY_VERB + (reports | inside).cast(pl.UInt8) * REPORTING_VERB).alias(
            "verbs"
        ),
        pl.col("piece").str.contains(_PARTS).alias("is_parted"),
    )


@functools.cache
def _listed() -> str:
    """The pattern of the verbs of speech and of "according"."""
    return rf"(?-u:\b)(?:[Aa]ccording|{'|'.join(sorted(lexicon.verbs()))})(?-u:\b)"


def _reports(variants: list[lexicon.Verb]) -> bool:
    """Whether one of these verbs may report a clause."""
    return any(verb.kind != "think" and verb.complement - {"none", "object"} for verb in variants)
