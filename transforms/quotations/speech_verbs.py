"""Verbs of speech and whose they are: in "Hale praised the plan and said" it is Hale who "said"."""

from dataclasses import dataclass

import numpy as np

from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.quotations import clauses
from transforms.quotations.clauses import Subjects, nobody
from transforms.quotations.tags import NONE, VERBS, Tags
from transforms.quotations.word_tags import VerbTest

# Tags between a verb and a participle that goes on with it.
_CLOSE = 4
_IS_THOUGHT = VerbTest(lambda verb: verb.kind == "think")
_PRECEDES = VerbTest(lambda verb: verb.position == "before")
_MAY_BE_TOLD = VerbTest(lambda verb: verb.kind != "say" or verb.addressee != "none")
_NAMES = VerbTest(lambda verb: "name" in verb.complement)
_ACCUSES = VerbTest(lambda verb: "of" in verb.complement)
_CALLS = VerbTest(lambda verb: verb.kind == "call")


@dataclass(frozen=True)
class Verbs:
    """The verbs of speech that have a subject, in reading order.

    at: place of the tag. subjects: who speaks. row: row of word_tags.forms().verbs, NONE for "according to".
    """

    at: Int64s
    subjects: Subjects
    row: Int32s

    def only(self, kept: Bools) -> "Verbs":
        """Some of the verbs."""
        subjects = Subjects(self.subjects.begin[kept], self.subjects.end[kept])
        return Verbs(self.at[kept], subjects, self.row[kept])

    @property
    def is_thought(self) -> Bools:
        """Whether a verb is one of thinking or doing, which yields to one of speech."""
        return _IS_THOUGHT(self.row)

    @property
    def may_follow(self) -> Bools:
        """Whether a verb may close what it quotes."""
        return ~_PRECEDES(self.row)

    def last_before(self, places: Int64s, since: Int64s) -> Int64s:
        """Row of the last verb before each place and after another, or NONE."""
        row = np.searchsorted(self.at, places) - 1
        return np.where((row >= 0) & (self._at(row) > since), row, NONE)

    def first_after(self, places: Int64s, until: Int64s) -> Int64s:
        """Row of the first verb after each place and before another, or NONE."""
        row = np.searchsorted(self.at, places, side="right")
        return np.where((row < len(self.at)) & (self._at(row) < until), row, NONE)

    def _at(self, row: Int64s) -> Int64s:
        return self.at[np.clip(row, 0, max(len(self.at) - 1, 0))] if len(self.at) else np.zeros(len(row), np.int64)

    def place(self, row: Int64s) -> Int64s:
        """The place of a verb, NONE for no row."""
        return np.where(row == NONE, NONE, self._at(row))

    def who(self, row: Int64s) -> Subjects:
        """The subject of a verb."""
        if not len(self.at):
            return nobody(len(row))
        safe = np.maximum(row, 0)
        return Subjects(self.subjects.begin[safe], self.subjects.end[safe]).where(row != NONE)


def speech_verbs(tags: Tags, also: Int64s) -> Verbs:
    """The verbs of speech near quoted words, and those at some other places, with their subjects."""
    wanted = np.zeros(len(tags.codes), dtype=bool)
    at = tags.places(VERBS)
    wanted[at[_near_quotes(tags)[tags.sentence_no(at)]]] = True
    wanted[also] = True
    at = np.flatnonzero(wanted)
    if not len(at):
        return Verbs(at, nobody(0), at.astype(np.int32))
    codes = tags.codes
    code, previous, following = codes[at], codes[at - 1], codes[np.minimum(at + 1, len(codes) - 1)]
    before, passive, hanging = clauses.subjects_before(tags, at)
    main = _of_sentences(tags, at)
    main = main.where((main.begin < at) & tags.are(main.end - 1, "PhOMCnNL"))
    is_finite, is_participle = tags.are(at, "VS"), code == ord("I")
    by_agent = passive & is_finite
    # "to say", "and said", ", saying": the subject is the sentence's.
    infinitive = tags.are(at, "BW") & (previous == ord("o"))
    told = _MAY_BE_TOLD(tags.verb(at))
    # "The crop may be lost, said the grower": the subject of a clause that closes its sentence comes after.
    closing = is_finite & ~told & ~before.held & tags.are(at - 1, ",") & _before_name(tags, at)
    coordinated = ~before.held & ~closing & _after_coordinator(tags, at)
    of_main = (is_participle & ~passive) | infinitive | coordinated
    # "Hale said, adding": the subject of the verb just before.
    near = is_participle & _follows_closely(tags, at, before.held & is_finite)
    last = Subjects(np.roll(before.begin, 1), np.roll(before.end, 1))
    found = last.where(near).or_else(main.where(hanging & ~of_main & ~by_agent & ~tags.are(main.begin, "L")))
    found = found.or_else(before.where(~of_main & ~by_agent))
    found = found.or_else(main.where(of_main))
    found = found.or_else(before.where(is_participle))
    count, rows = len(at), np.flatnonzero(by_agent)
    found = found.or_else(clauses.spread(clauses.agents(tags, at[rows]), rows, count))
    # "said Hale" comes after quoted words, a comma or a dash.
    inverted = is_finite & ~found.held & tags.are(at - 1, "qfzb,-y.|") & ~by_agent
    according = code == ord("A")
    rows = np.flatnonzero(inverted | according)
    behind = clauses.subjects_behind(tags, (at + (according & (following == ord("o"))))[rows])
    found = clauses.spread(behind, rows, count).or_else(found.where(~according))
    found = found.where(~_names_its_subject(tags, at, found))
    # A firm or a country that sees growth says nothing.
    thought = _IS_THOUGHT(tags.verb(at))
    found = found.where(~_is_noun(tags, at) & ~(thought & ~tags.are(found.end - 1, "PhnN")))
    kept = np.flatnonzero(found.held)
    return Verbs(at[kept], Subjects(found.begin[kept], found.end[kept]), tags.verb(at[kept]))


def _of_sentences(tags: Tags, at: Int64s) -> Subjects:
    """The main subject of the sentence of each place; places are in order."""
    number = tags.sentence_no(at)
    new = np.append(True, number[1:] != number[:-1])
    found = clauses.main_subjects(tags, tags.bounds[number[new]])
    row = np.cumsum(new) - 1
    return Subjects(found.begin[row], found.end[row])


def _before_name(tags: Tags, at: Int64s) -> Bools:
    return tags.forward(at + 1, at + 8).str.contains(r"^d?[lCTn]*[PnOC]").to_numpy()


def _near_quotes(tags: Tags) -> Bools:
    """Whether each sentence holds quoted words or is next to one that does."""
    near = np.zeros(len(tags.bounds) + 1, dtype=bool)
    held = tags.sentence_no(tags.quotes[tags.quotes != NONE])
    if not len(held):
        return near
    text = tags.text(np.minimum(tags.bounds, len(tags.codes) - 1))
    same = np.concatenate([[False], text[1:] == text[:-1], [False]])
    near[held] = True
    near[held[same[held]] - 1] = near[held[same[held + 1]] + 1] = True
    return near


def _follows_closely(tags: Tags, at: Int64s, held: Bools) -> Bools:
    text = tags.text(at)
    close: Bools = np.append(False, (at[1:] - at[:-1] <= _CLOSE) & held[:-1] & (text[1:] == text[:-1]))
    return close


def _after_coordinator(tags: Tags, at: Int64s) -> Bools:
    begin = np.maximum(tags.sentence(at) + 1, at - 6)
    return tags.backward(begin, at).str.contains(r"^[xsy!]*,?y*[c,]").to_numpy()


def _names_its_subject(tags: Tags, at: Int64s, subjects: Subjects) -> Bools:
    """Whether a verb only says what its subject is called: 'a plan called "Dawn"', "described as", "accused of"."""
    row = tags.verb(at)
    names = _NAMES(row) & tags.are(at + 1, "qfzb")
    names &= ~tags.are(subjects.begin, "h") & ~tags.are(subjects.begin - 1, "k")
    accused = _ACCUSES(row) & tags.are(at + 1, "p")
    described = _CALLS(row) & tags.are(at + 1, "k")
    found: Bools = tags.are(at, "V") & (names | accused | described) & (subjects.end <= at) & (subjects.begin != NONE)
    return found


def _is_noun(tags: Tags, at: Int64s) -> Bools:
    """Whether what may be a verb is a noun: "the claims", "a call", "a Reuters report"."""
    maybe = tags.are(at, "BWS")
    rows = np.flatnonzero(maybe)
    some = at[rows]
    letters = tags.backward(np.maximum(tags.sentence(some) + 1, some - 4), some)
    plural = letters.str.contains(r"^y*(?:[hwxo!s]|n$|n[d.|,cqfzb])").to_numpy()
    present = letters.str.contains(r"^y*[PO]").to_numpy() & ~tags.are(some, "W")
    # "general counsel to", "the press report on": a noun behind another that hangs a phrase on it.
    hung = letters.str.contains(r"^[nC]").to_numpy() & tags.are(some, "W") & tags.are(some + 1, "po")
    # "Slang terms such as".
    listed = tags.forward(some + 1, np.minimum(some + 3, len(tags.codes))) == "dk"
    maybe[rows] = ~(plural | present) | hung | listed.to_numpy()
    return maybe
