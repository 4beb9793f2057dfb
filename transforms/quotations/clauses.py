"""Who does what in a clause of speech: in "Hale, who lost his house, said" the subject of "said" is Hale.

Patterns over tags (see tags.py). What comes before a verb is read from the verb backwards, so that the nearest fitting
words win and a pattern ends as soon as it can.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.quotations.tags import NONE, Tags

# How many tags a pattern may look at.
_REACH = 60
_LONGEST_RUN = 5
# The words of a noun phrase; read backwards it ends in its determiners.
_NOMINAL = "PCTOLMnNleG0g"
_PHRASE_BACK = rf"[PCTOLMnNl][{_NOMINAL}]*d{{0,2}}"
# "has also", "on Tuesday": what may part a verb from its subject.
_GAP = r"(?:@[rpa]?|[xsy!])*"
# Two commas with an aside between: ", the mayor of Graz," or ", R-Ohio, who voted no,".
_ASIDE = r"(?:,[^,.|qfzb]{0,30}){1,3}?,"
# What a noun phrase that is a subject may not hang on: read backwards, what comes before it.
_EDGE = r"(?:$|[.|,:;ckyqfzbt@-])"
_BEFORE_VERB = (
    rf"^(?<gap>(?<passive>[y!]*s)?{_GAP})(?:"
    rf"(?<who>,?[wt])(?<antecedent>{_PHRASE_BACK})"
    rf"|(?<inner>[^.|,;:qfzbwct-]{{1,10}}[VSBexsl!]w)(?<owner>{_PHRASE_BACK})"
    rf"|(?<pronoun>h)"
    rf"|(?<phrase>{_PHRASE_BACK})(?<chain>(?:[pa](?<farthest>{_PHRASE_BACK})){{0,2}})(?<hanging>[roBWSpaYI])?"
    rf"|(?<aside>{_ASIDE})(?<outer>h|{_PHRASE_BACK}){_EDGE})"
)
# The subject of a sentence: "But on Tuesday, the mayor".
_MAIN = (
    r"^(?<intro>[cy-]*(?:[rpakoyVIGYA@0te][^,.|q]{0,25}(?:,L(?:,|$))*[,q]|C,|@,?)?[qfzb]?,?[cy]*@?,?)"
    rf"(?:(?<pronoun>h)|(?<titles>d?[lCM]{{0,2}}nc[lCM]{{0,2}}n)P|(?<phrase>d{{0,2}}[{_NOMINAL}]+))"
)
_BEHIND_VERB = (
    r"^(?<gap>[y@!]*)(?:(?<titled>d?[lCOMLg0]*n[^.|,qfzbVSIBw]{0,8},[TC]*P)(?:[.|,]|$)"
    rf"|(?<pronoun>h)|(?<phrase>d{{0,2}}[{_NOMINAL}]+))"
)
_BEHIND_BY = r"^(?<by>[^.|,qfzbVSY]{0,12}Y)"


@dataclass(frozen=True)
class Subjects:
    """Who speaks: tags from `begin` to `end` (exclusive), both NONE where nobody does."""

    begin: Int64s
    end: Int64s

    @property
    def held(self) -> Bools:
        """Whether there is one."""
        held: Bools = self.begin != NONE
        return held

    def or_else(self, others: "Subjects") -> "Subjects":
        """These, and the others where there are none."""
        return Subjects(np.where(self.held, self.begin, others.begin), np.where(self.held, self.end, others.end))

    def where(self, kept: Bools) -> "Subjects":
        """Those that are kept."""
        return Subjects(np.where(kept, self.begin, NONE), np.where(kept, self.end, NONE))


def spread(subjects: Subjects, rows: Int64s, count: int) -> Subjects:
    """Subjects of some of `count` rows, nobody in the others."""
    whole = nobody(count)
    whole.begin[rows], whole.end[rows] = subjects.begin, subjects.end
    return whole


def nobody(count: int) -> Subjects:
    """No subjects."""
    return Subjects(np.full(count, NONE, dtype=np.int64), np.full(count, NONE, dtype=np.int64))


def group_lengths(letters: pl.Series, pattern: str) -> dict[str, Int64s]:
    """Length of what each named group of a pattern matched, 0 where it took no part."""
    groups = letters.str.extract_groups(pattern).struct.unnest()
    lengths = groups.select(pl.all().str.len_bytes().fill_null(0).cast(pl.Int64))
    return {name: lengths[name].to_numpy() for name in lengths.columns}


def subjects_before(tags: Tags, verb: Int64s) -> tuple[Subjects, Bools, Bools]:
    """The subjects that come before verbs, whether each verb is in the passive, and whether its
    subject hangs on a preposition or another verb."""
    begin = np.maximum(tags.sentence(verb) + 1, verb - _REACH)
    found = group_lengths(tags.backward(begin, verb), _BEFORE_VERB)
    names = ["gap", "who", "antecedent", "pronoun", "phrase", "chain", "farthest", "aside", "outer", "inner", "owner"]
    gap, who, antecedent, pronoun, phrase, chain, chained, aside, outer, inner, owner = (found[name] for name in names)
    reach = verb - gap
    direct = _picked_back(tags, reach - phrase, reach, phrase > 0)
    # "a spokesman for the company": the first of the phrases speaks if it is a person, a group or a document.
    far = reach - phrase - chain
    first = _picked_back(tags, far, far + chained, chain > 0)
    speaks = tags.are(first.end - 1, "nNP")
    direct = first.where(speaks).or_else(direct)
    # "a man who saw the fire said": what a relative clause hangs on.
    who, antecedent = who + inner, antecedent + owner
    relative = _picked_back(tags, reach - who - antecedent, reach - who, antecedent > 0)
    outside = reach - aside
    behind_aside = _picked_back(tags, outside - outer, outside, outer > 0)
    named = _name_in_aside(tags, outside, reach, outer > 0)
    behind_aside = named.where(~_is_person(tags, behind_aside)).or_else(behind_aside)
    pronouns = Subjects(np.where(pronoun > 0, reach - 1, NONE), np.where(pronoun > 0, reach, NONE))
    # "to discuss strategy said": what hangs on something is no subject.
    hanging = (found["hanging"] > 0) | ((chain > 0) & ~speaks)
    return pronouns.or_else(relative).or_else(direct).or_else(behind_aside), found["passive"] > 0, hanging


def subjects_behind(tags: Tags, verb: Int64s) -> Subjects:
    """The subjects that come after verbs: "said Tom Hale of Graz"."""
    end = np.minimum(tags.sentence_end(verb), verb + _REACH)
    found = group_lengths(tags.forward(verb + 1, end), _BEHIND_VERB)
    gap, pronoun, phrase, titled = (found[name] for name in ("gap", "pronoun", "phrase", "titled"))
    begin = verb + 1 + gap
    # "said the mayor, Ann Lake."
    named = Subjects(np.where(titled > 0, begin + titled - 1, NONE), np.where(titled > 0, begin + titled, NONE))
    pronouns = Subjects(np.where(pronoun > 0, begin, NONE), np.where(pronoun > 0, begin + 1, NONE))
    return named.or_else(pronouns).or_else(picked_forward(tags, begin, begin + phrase, phrase > 0))


def agents(tags: Tags, verb: Int64s) -> Subjects:
    """Who does what is said in the passive: "was called a fool by Tom Hale"."""
    end = np.minimum(tags.sentence_end(verb), verb + _REACH)
    by = group_lengths(tags.forward(verb + 1, end), _BEHIND_BY)["by"]
    return subjects_behind(tags, verb + by).where(by > 0)


def main_subjects(tags: Tags, at: Int64s) -> Subjects:
    """The subjects of the sentences that open at these places."""
    end = np.minimum(tags.sentence_end(at), at + _REACH)
    found = group_lengths(tags.forward(at + 1, end), _MAIN)
    intro, pronoun, titles, phrase = (found[name] for name in ("intro", "pronoun", "titles", "phrase"))
    begin = at + 1 + intro
    pronouns = Subjects(np.where(pronoun > 0, begin, NONE), np.where(pronoun > 0, begin + 1, NONE))
    # "Baker and mayor Tom Hale" is one person.
    person = begin + titles
    titled = Subjects(np.where(titles > 0, person, NONE), np.where(titles > 0, person + 1, NONE))
    return pronouns.or_else(titled).or_else(picked_forward(tags, begin, begin + phrase, phrase > 0))


def picked_forward(tags: Tags, begin: Int64s, end: Int64s, held: Bools) -> Subjects:
    """Who a noun phrase behind a verb, or at the head of a sentence, names."""
    safe = np.where(held, begin, 0)
    count = len(tags.codes)
    person = _next(tags, "P", safe)
    second = _next(tags, "P", np.minimum(person + 1, count))
    # "Trump's lawyer Michael Cohen", "Trump spokeswoman Hope Hicks".
    owner = tags.are(person + 1, "gn") & (person + 1 < end)
    by_second = owner & (second < end) & (second - person <= 4)
    noun = _next(tags, "nN", safe)
    nouns_end = _end_of_run(tags, np.minimum(noun, count - 1), "nN")
    owned = owner & ~by_second & (noun < end)
    has_person = (person < end) & ~owned
    chosen = np.where(by_second, second, person)
    name = _next(tags, "OLM", safe)
    capital = _next(tags, "C", safe)
    named = (name < end) & ~(noun < end)
    by_capital = (capital < end) & ~named & ((noun >= end) | (capital == noun + 1))
    capital_end = np.minimum(_end_of_run(tags, np.minimum(capital, count - 1), "C"), end)
    start = np.where(has_person, chosen, np.where(named, name, np.where(by_capital, capital, begin)))
    stop = np.where(
        has_person,
        chosen + 1,
        np.where(
            named,
            name + 1,
            np.where(
                by_capital, capital_end, np.where(noun < end, np.minimum(nouns_end, end), np.minimum(end, begin + 5))
            ),
        ),
    )
    return Subjects(np.where(held, start, NONE), np.where(held, stop, NONE))


def _is_person(tags: Tags, subjects: Subjects) -> Bools:
    person: Bools = subjects.held & (tags.codes[subjects.begin] == ord("P"))
    return person


def _last(tags: Tags, letters: str, at: Int64s) -> Int64s:
    """The last place of one of these letters up to each place, NONE where there is none."""
    places = tags.places(letters)
    return np.append(places, NONE)[np.searchsorted(places, at, side="right") - 1]


def _next(tags: Tags, letters: str, at: Int64s) -> Int64s:
    """The first place of one of these letters from each place on; the number of tags where there is none."""
    places = tags.places(letters)
    return np.append(places, len(tags.codes))[np.searchsorted(places, at)]


def _picked_back(tags: Tags, begin: Int64s, end: Int64s, held: Bools) -> Subjects:
    """Who a noun phrase before a verb names: the person at its end, else the name there, else the whole phrase."""
    last = np.where(held, end - 1, 0)
    person = _last(tags, "P", last)
    named = _last(tags, "PCT", last)
    code = tags.codes[last]
    # "Tom Hale Jr": what follows the name belongs to it.
    by_person = (
        held & (person >= begin) & ((person == last) | ((code == ord("C")) & (named == last) & (last - person <= 1)))
    )
    is_name = tags.are(last, "OLM")
    run = _start_of_run(tags, last, "C")
    start = np.where(
        by_person, person, np.where(is_name, last, np.where(code == ord("C"), np.maximum(run, begin), begin))
    )
    stop = np.where(by_person, person + 1, end)
    only_genitive = code == ord("g")
    held = held & ~only_genitive
    return Subjects(np.where(held, start, NONE), np.where(held, stop, NONE))


def _name_in_aside(tags: Tags, begin: Int64s, end: Int64s, held: Bools) -> Subjects:
    """The name that an aside opens with: "the mayor, Ann Lake, said"."""
    letters = tags.forward(np.where(held, begin, 0), np.where(held, end, 0))
    name = group_lengths(letters, r"^(?<name>,[TCn]*P)[,CT]")["name"]
    return Subjects(np.where(name > 0, begin + name - 1, NONE), np.where(name > 0, begin + name, NONE))


def _start_of_run(tags: Tags, at: Int64s, letters: str) -> Int64s:
    """Where the run of these letters that ends at a place begins, of at most _LONGEST_RUN."""
    start = at.copy()
    for _ in range(_LONGEST_RUN):
        start -= tags.are(start - 1, letters)
    return start


def _end_of_run(tags: Tags, at: Int64s, letters: str) -> Int64s:
    """One past the run of these letters that begins at a place, of at most _LONGEST_RUN."""
    end = at + 1
    for _ in range(_LONGEST_RUN):
        end = end + tags.are(end, letters)
    return end
