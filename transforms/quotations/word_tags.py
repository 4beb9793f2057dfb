"""What each distinct piece between white space is to a clause of speech: "(Sen." an honorific, "told," a verb, a comma.

Pieces repeat themselves, so this is worked out once for each that a process meets (see columns/string_store.py).
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int32s, Int64s
from transforms.columns.string_buffer import Strings
from transforms.columns.string_store import Column
from transforms.quotations import lexicon
from transforms.quotations.cores import cores

NO_TAG = 0
# Whether a piece holds a form of a verb of speech, and one that may report a clause.
ANY_VERB, REPORTING_VERB = 1, 2
# What a piece may hold, in reading order: a break behind sentences that are not read or behind another text, the
# beginning of a sentence, a dash before the word, the word, the 's behind it, a comma or the like. One letter each.
BREAK, SENTENCE, DASH, WORD, GENITIVE, STOP = range(6)
SLOTS = 6

# "Coincidentally" opens a sentence; "Kelly" and "Emily" are names.
_ADVERB = r"^[A-Z][a-z]{2,}(?:ally|ently|antly|ingly|edly|ably|ibly|ously|ively|ately)$"


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


class VerbTest:
    """What holds of some verbs of speech, asked of each of them once."""

    def __init__(self, test: Callable[[lexicon.Verb], bool]) -> None:
        self._test = test

    def __call__(self, rows: Int32s) -> Bools:
        """Whether it holds of each row of forms().verbs; False for a row of -1, which is none."""
        held: Bools = self._held[rows]
        return held

    @functools.cached_property
    def _held(self) -> Bools:
        return np.array([*(self._test(verb) for verb in forms().verbs), False], dtype=bool)


def _tagged(pieces: pl.Series) -> pl.DataFrame:
    """The letters dash, word, genitive and stop of pieces, and the other fields of PieceTags in their order."""
    frame = cores(pieces)
    frame = frame.with_columns(lower=pl.col("core").str.to_lowercase().str.replace_all("’", "'", literal=True))
    frame = frame.join(_lexicon(), on="lower", how="left", maintain_order="left")
    capital, listed = pl.col("capital"), pl.col("tag")
    # "State" and "Demand" with a capital are names.
    form = pl.when(capital & pl.col("is_noun")).then(0).otherwise("form")
    rows = frame.with_columns(pl.col("form", "particle").fill_null(0), pl.col("is_noun", "reports").fill_null(False))
    rows = rows.with_columns(form=form)
    according = pl.col("lower") == "according"
    tag = (
        pl.when(pl.col("core") == "")
        .then(pl.when("is_dash").then(ord("-")).otherwise(NO_TAG))
        .when("is_party")
        .then(NO_TAG)
        .when(according)
        .then(ord(lexicon.ACCORDING))
        .when(listed.is_not_null() & ~((listed == ord(lexicon.HONORIFIC)) & ~capital))
        .then(listed)
        .when("is_figure")
        .then(ord(lexicon.FIGURE))
        .when("is_gerund")
        .then(ord(lexicon.GERUND))
        .when("is_adverb")
        .then(ord(lexicon.ADVERB))
        .when(capital)
        .then(ord(lexicon.CAPITALISED))
        .when("ends_ly")
        .then(ord(lexicon.ADVERB))
        .when("ends_ed")
        .then(ord(lexicon.PAST))
        .otherwise(ord(lexicon.WORD))
    )
    inside = pl.Series(_holds_verb(rows))
    said = ((pl.col("form") > 0) | according | inside).cast(pl.UInt8) * ANY_VERB
    reports = (pl.col("reports") | according | inside).cast(pl.UInt8) * REPORTING_VERB
    return rows.with_columns(_endings(rows)).select(
        "dash",
        tag.alias("word"),
        "genitive",
        "stop",
        "brackets",
        "lead",
        "tail",
        "form",
        "particle",
        (said + reports).alias("verbs"),
        "is_parted",
    )


def _endings(rows: pl.DataFrame) -> pl.DataFrame:
    """What the last letters of words tell: is_gerund, is_adverb, ends_ly, ends_ed; few words end so."""
    core = rows["core"]
    out = {}
    for name, ending, pattern in (
        ("is_gerund", "ing", r"[a-z]{2}ing$"),
        ("is_adverb", "ly", _ADVERB),
        ("ends_ly", "ly", r"[a-z]ly$"),
        ("ends_ed", "ed", r"[a-z]ed$"),
    ):
        some = core.str.ends_with(ending).arg_true()
        found = np.zeros(len(core), dtype=bool)
        found[some.to_numpy()] = core.gather(some).str.contains(pattern).to_numpy()
        out[name] = found
    return pl.DataFrame(out)


def _holds_verb(rows: pl.DataFrame) -> Bools:
    """Whether a verb of speech is inside a piece: "said—we", "(AP)said". It counts as one that reports."""
    found = np.zeros(rows.height, dtype=bool)
    some = rows["has_parts"].arg_true()
    if len(some):
        parts = rows["core"].gather(some)
        words = parts.str.extract_all("[0-9A-Za-z_]+").list.eval(pl.element().is_in(_verbs_of_letters())).list.any()
        found[some.to_numpy()] = (words | parts.str.contains(_verbs_with_hyphens())).to_numpy()
    return found


@functools.cache
def _verbs_of_letters() -> list[str]:
    return ["According", "according", *(form for form in lexicon.verbs() if form.isalpha())]


@functools.cache
def _verbs_with_hyphens() -> str:
    return rf"(?-u:\b)(?:{'|'.join(form for form in lexicon.verbs() if not form.isalpha())})(?-u:\b)"


@functools.cache
def _lexicon() -> pl.DataFrame:
    """What the lexicon says of words in small letters: lower, tag, form, particle, is_noun, reports."""
    known, verbs, tags = forms(), lexicon.verbs(), lexicon.words()
    listed = list(dict.fromkeys([*tags, *verbs, *known.particles]))
    return pl.DataFrame(
        {
            "lower": listed,
            "tag": pl.Series([ord(tags[word]) if word in tags else None for word in listed], dtype=pl.UInt8),
            "form": pl.Series([known.numbers.get(word, 0) for word in listed], dtype=pl.Int32),
            "particle": pl.Series([known.particles.get(word, 0) for word in listed], dtype=pl.Int32),
            "is_noun": [word in verbs and verbs[word][-1].tag in "BWS" for word in listed],
            "reports": [word in verbs and _reports(verbs[word]) for word in listed],
        }
    )


def _reports(variants: list[lexicon.Verb]) -> bool:
    """Whether one of these verbs may report a clause."""
    return any(verb.kind != "think" and verb.complement - {"none", "object"} for verb in variants)
