"""Indirect speech: "Hale said the plan was dead", "Lind denied taking money", "The mill will close, Hale said."."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Int64s
from transforms.quotations.clauses import group_lengths
from transforms.quotations.speech_verbs import Verbs
from transforms.quotations.tags import VERBS, Tags
from transforms.quotations.word_tags import VerbTest

# "on Monday", "in a statement": what may are between the verb and the clause.
_ASIDE = r"(?:y|[rpa]?@,?|[rpaY]d?[lC]{0,2}[nNOMl]{1,2}|[rpaY][PL])"
_ADDRESSEE = r"(?:u|[dC0]?[lC]{0,2}(?:n[nl]?|l)|[CT]*P|d?O|d?M)"
# What a clause without "that" opens with: a pronoun, an article, a name.
_OPENS = "hdPOLMCTn0"
_SAID_THAT = rf"^(?<lead>{_ASIDE}{{0,2}}t)"
_SAID = rf"^(?<lead>(?:y|[rpa]?@)?)[{_OPENS}]"
# Verbs that take an object too need a pronoun or a verb behind it: not "announced a new tariff".
_CLAIMED = r"^(?<lead>(?:y|[rpa]?@)?)(?:h|d{0,2}[CTnlMOLPg0N]{1,6}[xsVS!]|[CT]*[PO]e)"
_TOLD_THAT = rf"^(?<lead>{_ASIDE}?{_ADDRESSEE}{_ASIDE}{{0,2}}t)"
_TOLD = r"^(?<lead>(?:u|[CT]*P|O|[dl]?n)(?:[rpa]?@)?)[hd]"
_ASKED = rf"^(?<lead>{_ADDRESSEE}?)k"
_GERUND = r"^(?<lead>y?)[GI]"
_INFINITIVE = r"^(?<lead>y?)o[^dPLOM]"
# The clause comes before: "The mill will close, Hale said on Monday."
_CLOSES = rf"^{_ASIDE}{{0,2}}[.|]"
_REACH = 16


def _takes(complement: str) -> VerbTest:
    return VerbTest(lambda verb: complement in verb.complement and verb.kind != "think")


_TAKES_THAT, _TAKES_QUESTION = _takes("that"), _takes("question")
_TAKES_GERUND, _TAKES_INFINITIVE = _takes("gerund"), _takes("infinitive")
_MAY_BE_TOLD = VerbTest(lambda verb: verb.addressee != "none")
_IS_TOLD = VerbTest(lambda verb: verb.addressee == "required")
_SAYS = VerbTest(lambda verb: verb.is_plain)


@dataclass(frozen=True)
class Leads:
    """Verbs of speech and what they lead to.

    at: place of the tag, in order. lead: how many tags are between the verb and the clause it reports, -1 where it
    reports none. may_report: whether it leads to a clause or may close one that comes before it.
    """

    at: Int64s
    lead: Int64s
    may_report: Bools

    def of(self, at: Int64s) -> Int64s:
        """The lead of some of the verbs."""
        return self.lead[np.searchsorted(self.at, at)]


def leads(tags: Tags, until: int) -> Leads:
    """What the verbs before a place lead to."""
    at = tags.places(VERBS)
    at = at[: int(np.searchsorted(at, until))]
    lead = _leads(tags, at)
    inverted = tags.are(at, "VS") & tags.are(at - 1, ",")
    return Leads(at, lead, (lead >= 0) | _closing(tags, at + 1) | inverted | tags.are(at, "A"))


def _closing(tags: Tags, at: Int64s) -> Bools:
    """Whether the sentence ends at each place, but for a day or the like."""
    end = np.minimum(tags.sentence_end(at - 1) + 1, at + _REACH)
    return tags.forward(at, end).str.contains(_CLOSES).to_numpy()


def _leads(tags: Tags, at: Int64s) -> Int64s:
    """How many tags are between each verb and the clause it reports; -1 where it reports none."""
    row = tags.verb(at)
    end = np.minimum(tags.sentence_end(at), at + _REACH)
    letters = tags.forward(at + 1, end)
    that, told = _TAKES_THAT(row), _MAY_BE_TOLD(row)
    tries = [
        (_SAID_THAT, that),
        (_TOLD_THAT, that & told),
        (_SAID, _SAYS(row)),
        (_CLAIMED, that & ~_IS_TOLD(row)),
        (_TOLD, that & told),
        (_GERUND, _TAKES_GERUND(row)),
        (_INFINITIVE, _TAKES_INFINITIVE(row)),
        (_ASKED, _TAKES_QUESTION(row)),
    ]
    lead = np.full(len(at), -1, dtype=np.int64)
    for pattern, fits in tries:
        rows = np.flatnonzero(fits & (lead < 0))
        length = (
            letters.gather(rows).to_frame("letters").select(pl.col("letters").str.extract(pattern, 1).str.len_bytes())
        )
        lead[rows] = length.to_series().cast(pl.Int64).fill_null(-1).to_numpy()
    return lead


def reported(tags: Tags, verbs: Verbs, known: Leads, ends: Int64s) -> pl.DataFrame:
    """The clauses that verbs of speech report.

    Takes verbs with their subjects, what they lead to and where each text ends (bytes over all texts); gives begin and
    end (tags of the speaker), verb (tag), first and last (bytes of the clause over all texts) and rule (`reported`, or
    `reported_before` where it comes before).
    """
    at, subjects = verbs.at, verbs.subjects
    if not len(at):
        return _frame(at, at, at, at, at, [])
    lead = np.where(subjects.begin < at, known.of(at), -1)
    opens = at + 1 + lead
    # What was not said is no report.
    denied = tags.backward(np.maximum(at - 4, 0), at).str.contains(r"^[xsyo]*!").to_numpy()
    is_according = tags.are(at, "A")
    leading = is_according & (tags.sentence(at) == at - 1) & tags.are(subjects.end, ",")
    lead = np.where(leading, 0, lead)
    opens = np.where(leading, subjects.end + 1, opens)
    following = np.flatnonzero(~denied & (lead >= 0) & (opens < tags.sentence_end(at)) & ~tags.are(opens, "qfzb,.|"))
    stop = tags.sentence_end(at)
    # "The mill will close, Hale said": a comma parts the clause from the speaker, who comes after it.
    start = np.minimum(subjects.begin, at)
    lead_in = tags.backward(np.maximum(tags.sentence(start) + 1, start - 8), start)
    gap = group_lengths(lead_in, r"^(?<noun>[CTnlMOLdg0eN]{0,6}?),")["noun"]
    comma = lead_in.str.contains(r"^[CTnlMOLdg0eN]{0,6}?,").to_numpy()
    comma_at = start - gap - 1
    held = (
        comma
        & ~denied
        & tags.are(at, "VSA")
        & (lead < 0)
        & (_closing(tags, np.where(subjects.begin > at, subjects.end, at + 1)) | is_according)
        & (comma_at - tags.sentence(at) > _LEAST_TAGS)
    )
    before = np.flatnonzero(
        held & ~_holds_quote(tags, tags.sentence(at), comma_at) & ~tags.are(tags.sentence(at) + 1, "pra")
    )
    first = np.concatenate([_first_byte(tags, opens[following]), _first_byte(tags, tags.sentence(at[before]) + 1)])
    last = np.concatenate([_end_of_words(tags, stop[following]), tags.words.end[tags.row[comma_at[before]]]])
    rows = np.concatenate([following, before])
    text = tags.text(at[rows])
    last = np.minimum(last, np.minimum(ends[text], tags.sentence_end_byte(at[rows])))
    rules = np.array(["reported"] * len(following) + ["reported_before"] * len(before), dtype=object)
    kept = last - first <= _MOST_BYTES
    rows = rows[kept]
    return _frame(subjects.begin[rows], subjects.end[rows], at[rows], first[kept], last[kept], list(rules[kept]))


# A clause of fewer tags is none: "Yes, Hale said."
_LEAST_TAGS = 3
# One that is longer is a page without stops, of which every verb would report the rest.
_MOST_BYTES = 2_000


def _frame(begin: Int64s, end: Int64s, verb: Int64s, first: Int64s, last: Int64s, rules: list[str]) -> pl.DataFrame:
    columns = {"begin": begin, "end": end, "verb": verb, "first": first, "last": last}
    return pl.DataFrame({**columns, "rule": pl.Series(rules, dtype=pl.String)})


def _holds_quote(tags: Tags, begin: Int64s, end: Int64s) -> Bools:
    places = tags.places("qfzb")
    held: Bools = np.searchsorted(places, begin) != np.searchsorted(places, end)
    return held


def _first_byte(tags: Tags, at: Int64s) -> Int64s:
    """First byte of the words of each tag over all texts; of quoted words, of their mark."""
    return tags.words.begin[tags.row[at]]


def _end_of_words(tags: Tags, stop: Int64s) -> Int64s:
    """One past the last byte of the words before each tag that opens a sentence."""
    beyond = stop >= len(tags.codes) - 1
    row: Int64s = tags.row[stop] - np.where(beyond, 0, 1)
    return tags.words.end[row]
