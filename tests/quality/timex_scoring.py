"""Score temporal mentions against annotated ones: spans strict and relaxed, types, values, and the errors by class."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Timex:
    """One temporal expression: code points, TIMEX3 type and value."""

    start: int
    end: int
    type: str
    value: str | None
    text: str = ""


@dataclass
class Score:
    """Counts over all documents, and the errors by class."""

    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    type: int = 0
    value: int = 0
    errors: Counter[str] = field(default_factory=Counter)

    def f1(self, measure: str) -> float:
        """F1 in points of 100: strict and relaxed spans; type and value count a relaxed match with the same one."""
        hits: int = getattr(self, measure)
        total = self.gold + self.found
        return round(200 * hits / total, 2) if total else 100.0

    def figures(self) -> dict[str, float]:
        return {measure: self.f1(measure) for measure in ("strict", "relaxed", "type", "value")}


def score(documents: Iterable[tuple[list[Timex], list[Timex]]]) -> Score:
    """Score pairs of annotated and found expressions, matched one to one: same span first, then longest overlap."""
    total = Score()
    for gold, found in documents:
        total.gold += len(gold)
        total.found += len(found)
        pairs = match(gold, found)
        for g, f in pairs:
            _count(total, gold[g], found[f])
        for g in set(range(len(gold))) - {g for g, _ in pairs}:
            total.errors[f"missed {gold[g].type}"] += 1
        for f in set(range(len(found))) - {f for _, f in pairs}:
            total.errors[f"spurious {found[f].type}"] += 1
    return total


def match(gold: list[Timex], found: list[Timex]) -> list[tuple[int, int]]:
    candidates = sorted(
        (not _same_span(g, f), -overlap, g.start, f.start, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if (overlap := min(g.end, f.end) - max(g.start, f.start)) > 0
    )
    pairs: list[tuple[int, int]] = []
    for *_, i, j in candidates:
        if i not in {a for a, _ in pairs} and j not in {b for _, b in pairs}:
            pairs.append((i, j))
    return pairs


def _count(total: Score, gold: Timex, found: Timex) -> None:
    total.relaxed += 1
    total.strict += _same_span(gold, found)
    total.type += gold.type == found.type
    total.value += (gold.value or "") == (found.value or "")
    if not _same_span(gold, found):
        total.errors[f"span {gold.type}"] += 1
    if gold.type != found.type:
        total.errors[f"type {gold.type} as {found.type}"] += 1
    elif (gold.value or "") != (found.value or ""):
        total.errors[f"value {gold.type}"] += 1


def _same_span(a: Timex, b: Timex) -> bool:
    return (a.start, a.end) == (b.start, b.end)
