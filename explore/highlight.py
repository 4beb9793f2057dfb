"""Highlights: a text cut at the ends of its facts, "sold for <40 million euros> on <Friday>"."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Fact:
    """A fact as a page shows it: where it stands, its table, and what was read, in words."""

    kind: str
    start_char: int
    end_char: int
    text: str
    reading: str
    rule: str
    version: str
    entity_id: str | None = None


@dataclass(frozen=True)
class Segment:
    """A stretch of text under the same facts; `opens` is its first character where some fact begins there."""

    text: str
    facts: tuple[Fact, ...]
    opens: int | None


def segments(text: str, facts: Sequence[Fact], first_char: int = 0, end_char: int | None = None) -> list[Segment]:
    """Cut text[first_char:end_char] at every end of a fact.

    Joined, the segments are that stretch again. Facts may overlap and nest; what lies outside the stretch is left out.
    """
    end_char = len(text) if end_char is None else min(end_char, len(text))
    inside = sorted(
        (fact for fact in facts if fact.start_char < end_char and fact.end_char > first_char),
        key=lambda fact: (fact.start_char, -fact.end_char),
    )
    ends = {first_char, end_char}
    for fact in inside:
        ends |= {max(fact.start_char, first_char), min(fact.end_char, end_char)}
    cuts = sorted(ends)
    begins = {fact.start_char for fact in inside}
    made, live, waiting = [], list[Fact](), 0
    for start, end in pairwise(cuts):
        while waiting < len(inside) and inside[waiting].start_char <= start:
            live.append(inside[waiting])
            waiting += 1
        live = [fact for fact in live if fact.end_char > start]
        made.append(Segment(text[start:end], tuple(live), start if start in begins else None))
    return made


def part_ends(text: str, most_chars: int, starts: Sequence[int] = (), most_facts: int = 1) -> list[int]:
    """Where a long text is cut into parts for pages: at line ends where there are some, its length last.

    A part has at most so many characters; and so many facts, which begin at `starts`, where they do not begin together.
    """
    starts = sorted(starts)
    ends = [0]
    while True:
        following = bisect_left(starts, ends[-1]) + most_facts
        full = starts[following] if following < len(starts) else len(text)
        most = min(most_chars, max(1, full - ends[-1]))
        if len(text) - ends[-1] <= most:
            break
        at = text.rfind("\n", ends[-1] + most // 2, ends[-1] + most)
        ends.append(at + 1 if at >= 0 else ends[-1] + most)
    return [*ends[1:], len(text)]
