"""When it was said: "On Tuesday, Hale said", "Hale said on Monday that". The day of publication is no guess."""

import numpy as np

from transforms.columns.dtypes import Int64s
from transforms.quotations.clauses import group_lengths
from transforms.quotations.tags import NONE, Tags
from transforms.quotations.word_tags import VerbTest

_REACH = 14
# "in a statement", "during a rally in Graz": where and how something is said, but not of what.
_PHRASE = r"(?:a|r)d?[lC]{0,3}[nNOMlLG]{1,2}"
_ADDRESSEE = r"(?:u|[dC0]?[lC]{0,2}(?:n[nl]?|l)|[CT]*P|d?O|d?M)"
# "told reporters in Graz on Monday", "said Hale in a statement on Monday".
_BEHIND_SAYING = rf"^(?<to>y?(?:{_PHRASE}){{0,2}},?[rpa]?@)(?:[^g]|$)"
_BEHIND_TELLING = rf"^(?<to>y?(?:{_ADDRESSEE})?(?:{_PHRASE}){{0,2}},?[rpa]?@)(?:[^g]|$)"
_BEHIND_NAME = rf"^(?<to>(?:{_PHRASE}){{0,2}},?[rpa]?@)(?:[^g]|$)"
# "On Monday, the mayor", read backwards from the subject.
_BEFORE_SUBJECT = r"^(?<to>[CTnlMOLdg0eN]{0,6}?,?@)[rpa]?[cy]{0,2}$"
_TELLS = VerbTest(lambda verb: verb.addressee != "none")
_IN_GAP = r"^(?<to>[xsyrpa,!]*@)"


def said_on(tags: Tags, begin: Int64s, end: Int64s, verb: Int64s) -> Int64s:
    """The day each verb's words were said: a row of the days the tags were made with, or NONE.

    Takes tags of the speaker (begin, end exclusive) and of the verb; NONE where there is none.
    """
    found = np.full(len(verb), NONE, dtype=np.int64)
    held = (verb != NONE) & (begin != NONE)
    opening, closing = tags.sentence(np.maximum(verb, 0)), tags.sentence_end(np.maximum(verb, 0))
    days = tags.places("@")
    rows = np.flatnonzero(held & (np.searchsorted(days, opening) != np.searchsorted(days, closing)))
    at, first, last = verb[rows], begin[rows], end[rows]
    inverted = first > at
    opening = tags.sentence(np.minimum(at, first))
    lead = tags.backward(np.maximum(opening + 1, np.minimum(first, at) - _REACH), np.minimum(first, at))
    gap = tags.backward(np.where(inverted, at, last), at)
    behind = np.where(inverted, last, at + 1)
    following = tags.forward(behind, np.minimum(tags.sentence_end(at), behind + _REACH))
    reach = group_lengths(gap, _IN_GAP)["to"]
    day = np.where(reach > 0, at - reach, NONE)
    tells = _TELLS(tags.verb(at))
    tries = ((_BEHIND_SAYING, ~inverted & ~tells), (_BEHIND_TELLING, ~inverted & tells), (_BEHIND_NAME, inverted))
    for pattern, fits in tries:
        reach = group_lengths(following, pattern)["to"]
        day = np.where((day == NONE) & fits & (reach > 0), behind + reach - 1, day)
    reach = group_lengths(lead, _BEFORE_SUBJECT)["to"]
    day = np.where((day == NONE) & (reach > 0), np.minimum(first, at) - reach, day)
    found[rows] = np.where(day == NONE, NONE, tags.day(np.maximum(day, 0)))
    return found
