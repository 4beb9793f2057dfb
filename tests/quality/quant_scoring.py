"""Score numeric facts against annotated quantities: value, value with unit, and modifier, overall and by kind.

Quantities are rows of start, end, value, value_low, value_high, unit, modifier and kind. Gold and predictions of a text
are paired one to one, the best pairs first. A range equals only a range with the same ends.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Quantity = dict[str, Any]

# Currencies that share a word or symbol: where the annotators saw only "$" any dollar is right.
_FAMILIES = {
    "dollar": "USD CAD AUD NZD HKD SGD TWD",
    "pound": "GBP EGP LBP SYP",
    "franc": "CHF FRF BEF XAF XOF",
    "rupee": "INR PKR LKR NPR MUR",
    "peso": "MXN ARS CLP COP PHP UYU",
    "crown": "SEK NOK DKK ISK CZK",
}
_FAMILY = {code: family for family, codes in _FAMILIES.items() for code in codes.split()}
_SINGULARS = {"people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "lives": "life"}
_MODIFIER_CLASS = {"<=": "<", ">=": ">"}
_TOLERANCE = 1e-5
_FRACTION_TOLERANCE = 5e-3


@dataclass
class Score:
    """Counts of right answers, of predictions and of gold."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def f1(self, measure: str, kind: str = "all") -> float:
        """Harmonic mean of precision and recall of a measure (value, unit, modifier), in percent."""
        right, total = self.right[f"{measure}:{kind}"], self.predicted[kind] + self.gold[kind]
        return round(200.0 * right / total, 1) if total else 0.0


def score(pairs: Iterable[tuple[list[Quantity], list[Quantity]]], *, only: str | None = None) -> Score:
    """Score (gold, predicted) quantities of many texts; `only` looks at one kind."""
    result = Score()
    for gold, predicted in pairs:
        matched = _pairs(gold, predicted)
        answered = {j: gold[i]["kind"] for i, j in matched}
        keep_gold = {i for i, quantity in enumerate(gold) if only in (None, quantity["kind"])}
        keep = {j for j, quantity in enumerate(predicted) if only in (None, answered.get(j, quantity["kind"]))}
        for i in keep_gold:
            result.gold.update(["all", gold[i]["kind"]])
        for j in keep:
            result.predicted.update(["all", answered.get(j, predicted[j]["kind"])])
        for i, j in matched:
            if i not in keep_gold:
                continue
            value = same_value(gold[i], predicted[j])
            measures = {
                "value": value,
                "unit": value and same_unit(gold[i], predicted[j]),
                "modifier": value and _class(gold[i]) == _class(predicted[j]),
            }
            for measure, is_right in measures.items():
                if is_right:
                    result.right.update([f"{measure}:all", f"{measure}:{gold[i]['kind']}"])
    return result


def same_value(gold: Quantity, predicted: Quantity) -> bool:
    """Whether the figures are the same; ranges compare by both ends."""
    tolerance = _FRACTION_TOLERANCE if "fraction" in (gold["kind"], predicted["kind"]) else _TOLERANCE
    names = ("value_low", "value_high") if _is_range(gold) else ("value",)
    if _is_range(gold) != _is_range(predicted):
        return False
    return all(_near(gold.get(name), predicted.get(name), tolerance) for name in names)


def same_unit(gold: Quantity, predicted: Quantity) -> bool:
    """Whether the units are the same; an ambiguous sign by its family, a counted noun by its head."""
    x, y = (gold.get("unit") or "").lower(), (predicted.get("unit") or "").lower()
    if x == y:
        return True
    if gold["kind"] == "money" and gold.get("unit_ambiguous"):
        (a, _, per_a), (b, _, per_b) = x.upper().partition("/"), y.upper().partition("/")
        return _FAMILY.get(a, a) == _FAMILY.get(b, b) and per_a == per_b
    if gold["kind"] == "fraction" and not x:
        return True
    if gold["kind"] in ("count", "fraction") and x and y:
        heads = [_singular(word) for word in x.replace("-", " ").split()]
        return _singular(y.split(" of ")[-1].split()[-1]) in heads or heads[-1] in map(_singular, y.split())
    return False


def quantity(fact: dict[str, Any]) -> Quantity:
    """A row of numeric_facts as a quantity: rates carry their denominator in the unit."""
    joint = "/" if fact["kind"] in ("money", "percent") else " per "
    unit = (fact.get("unit") or "") + (joint + fact["per_unit"] if fact.get("per_unit") else "")
    names = ("value", "value_low", "value_high", "modifier", "kind")
    place = {"start": fact["start_char"], "end": fact["end_char"]}
    return place | {"unit": unit} | {name: fact.get(name) for name in names}


def _pairs(gold: list[Quantity], predicted: list[Quantity]) -> list[tuple[int, int]]:
    candidates = []
    for i, g in enumerate(gold):
        for j, p in enumerate(predicted):
            value, overlap = same_value(g, p), _overlap(g, p)
            unit = value and same_unit(g, p)
            if value or overlap:
                rank = 8 * unit + 4 * value + 2 * overlap + (value and _class(g) == _class(p))
                candidates.append((-rank, abs((g.get("start") or 0) - (p.get("start") or 0)), i, j))
    used_gold: set[int] = set()
    used: set[int] = set()
    matched = []
    for _, _, i, j in sorted(candidates):
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            matched.append((i, j))
    return matched


def _is_range(quantity: Quantity) -> bool:
    return quantity.get("value_low") is not None and quantity.get("value_high") is not None


def _near(a: float | None, b: float | None, tolerance: float) -> bool:
    if a is None or b is None:
        return False
    return a == b or abs(a - b) <= tolerance * max(abs(a), abs(b))


def _class(quantity: Quantity) -> str:
    modifier = quantity.get("modifier") or "="
    return _MODIFIER_CLASS.get(modifier, modifier)


def _overlap(a: Quantity, b: Quantity) -> bool:
    if a.get("start") is None or b.get("start") is None:
        return False
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _singular(word: str) -> str:
    word = _SINGULARS.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
