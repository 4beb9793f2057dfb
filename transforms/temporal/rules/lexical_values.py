"""Lexical values: what the words alone fix: P30D, PT2H, XXXX-WXX-4, T17:00-05:00, TNI.

Read once per different wording, in plain Python.
"""

from collections.abc import Mapping

from transforms.temporal.rules.lexicon import MULTIPLE, UNITS
from transforms.temporal.rules.rule import Value

_REFERENCES = {"past": "PAST_REF", "future": "FUTURE_REF"}
_PARTS_OF_DAY = ("MO", "AF", "EV", "NI")


def outcomes(fields: Mapping[str, Value]) -> dict[str, Value]:
    """The outcomes of transforms/temporal/rules/rule.py, from the fields of a wording.

    `months` and `seconds` are the length in calendar months and in seconds, each null where the words tell none.
    """
    found: dict[str, Value] = {"clock": _time_of_day(fields), "fineness": _fineness(fields)}
    found["value"] = fields.get("value") or _REFERENCES.get(str(fields["kind"])) or _before_christ(fields)
    # Whether words are a length may depend on the words around them ("$5 a year"), but not which.
    value = fields.get("value") or _repeated(fields)
    found |= _race_length(fields)
    if fields.get("fraction") is not None:
        return found | {"value": None, "length": value, "clock": None, "fineness": None}
    parts = [_length(fields, "unit", "amount")] if fields.get("unit") in UNITS else []
    if not parts:
        return found | {"length": value}
    if fields.get("rest") is not None:
        parts.append(_length(fields, "rest_unit", "rest"))
    found["length"] = found.get("length") or value or _compound([text for text, _, _ in parts])
    high = fields.get("high")
    if high is not None and value is None:
        found["length"] = f"{found['length']}/{period(str(fields['unit']), float(high))}"
    if found.get("seconds") is not None:
        return found
    found["months"] = _sum([_times(unit, amount, UNITS[unit][1]) for _, unit, amount in parts])
    found["seconds"] = _sum([_times(unit, amount, UNITS[unit][2]) for _, unit, amount in parts])
    return found


def _race_length(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Length and seconds of "2:31:07" and "1:58.3" and, with minutes in front, of "3:52", read as how long it took."""
    hour, minute = fields.get("hour"), fields.get("minute")
    if minute is None or (hour is None and fields.get("fraction") is None):
        return {}
    second = fields.get("second")
    if second is None:
        return {"length": f"PT{hour}M{minute}S", "seconds": 60.0 * int(hour or 0) + int(minute)}
    whole = 3600.0 * int(hour or 0) + 60 * int(minute) + int(second)
    return {"length": f"PT{hour}H{minute}M{second}S", "seconds": whole + float(fields.get("fraction") or 0)}


def _length(fields: Mapping[str, Value], unit: str, amount: str) -> tuple[str, str, float | None]:
    """The period, its unit and how many of them."""
    name, count = str(fields[unit]), fields.get(amount)
    number = None if count is None else float(count)
    return period(name, number), name, number


def period(unit: str, amount: float | None) -> str:
    """The TIMEX3 period of so many units: P2Y6M for two and a half years, PXM where the number is not told."""
    code = UNITS[unit][0]
    prefix, letter = ("PT", code[1:]) if code.startswith("T") else ("P", code)
    if amount is None:
        return f"{prefix}X{'C' if unit == 'century' else letter[-1]}"
    count = amount * MULTIPLE.get(unit, 1)
    whole, rest = divmod(count, 1)
    smaller = {"Y": (12, "M"), "TH": (60, "M"), "TM": (60, "S")}.get(code)
    if rest and smaller:
        front = f"{_figure(whole)}{letter}" if whole else ""
        return f"{prefix}{front}{_figure(rest * smaller[0])}{smaller[1]}"
    return f"{prefix}{_figure(count)}{letter}"


def _compound(periods: list[str]) -> str:
    """Two periods in one: P1Y and P9M are P1Y9M, P1D and PT2H are P1DT2H."""
    first = periods[0]
    if len(periods) == 1:
        return first
    return first + periods[1].removeprefix("PT" if "T" in first else "P")


def _figure(number: float) -> str:
    rounded = round(number, 2)
    return str(int(rounded)) if rounded == int(rounded) else str(rounded)


def _times(unit: str, amount: float | None, each: float) -> float | None:
    """So many months or seconds each; None for a unit that is no number of them."""
    return amount * each * MULTIPLE.get(unit, 1) if amount is not None and each else None


def _sum(lengths: list[float | None]) -> float | None:
    known = [length for length in lengths if length is not None]
    return sum(known) if known else None


def _repeated(fields: Mapping[str, Value]) -> str | None:
    """The value of a set named by its day, month or part of the day: "every Thursday" is XXXX-WXX-4."""
    if fields["kind"] != "set":
        return None
    weekday, month, part = fields.get("weekday"), fields.get("month"), fields.get("part")
    tail = "" if part is None else f"T{part}"
    if weekday is not None:
        return f"XXXX-WXX-{weekday}{tail}"
    if month is not None:
        return f"XXXX-{month:02}"
    return None if part is None else f"XXXX-XX-XX{tail}"


def _before_christ(fields: Mapping[str, Value]) -> str | None:
    year = fields.get("year")
    return f"BC{-int(year):04}" if fields["kind"] == "year" and year is not None and int(year) < 0 else None


def _time_of_day(fields: Mapping[str, Value]) -> str | None:
    hour, second, part = fields.get("hour"), fields.get("second"), fields.get("part")
    if hour is not None:
        seconds = "" if second is None else f":{second:02}"
        return f"T{hour:02}:{fields.get('minute') or 0:02}{seconds}{fields.get('zone') or ''}"
    return f"T{part}" if part in _PARTS_OF_DAY else None


def _fineness(fields: Mapping[str, Value]) -> str | None:
    if fields.get("second") is not None:
        return "second"
    if fields.get("hour") is not None:
        return "minute"
    return "part_of_day" if fields.get("part") in _PARTS_OF_DAY else None
