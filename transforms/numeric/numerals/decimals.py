"""Digits as exact decimals, whatever groups them: "1,234.5", "1,23,456", "1.234.567,89", "40 000"."""

import re

# No float64 has more digits before its point; longer figures keep their text and no value.
_FLOAT64_DIGITS = 309


def read_figure(figure: str) -> str | None:
    """Read digits with any grouping: "1,23,456", "1.234.567,89", "40 000", "1'000"; null if groups contradict."""
    figure = re.sub(r"['’\u00a0\u202f\u2009 ]", "", figure)
    points, commas = figure.count("."), figure.count(",")
    if points and commas:
        decimal = "." if figure.rfind(".") > figure.rfind(",") else ","
        group = "," if decimal == "." else "."
        if figure.count(decimal) > 1:
            return None
        whole, _, part = figure.rpartition(decimal)
        return plain(whole.replace(group, "") + "." + part) if _groups_agree(whole.split(group)) else None
    if commas == 1 and len(figure.rpartition(",")[2]) in (1, 2) and figure[0] != ",":
        return plain(figure.replace(",", "."))  # a decimal comma
    if commas or points > 1:
        mark = "," if commas else "."
        return plain(figure.replace(mark, "")) if _groups_agree(figure.split(mark)) else None
    return plain(figure)


def to_float(exact: str | None) -> float | None:
    """The float64 of an exact decimal, null beyond its range."""
    if exact is None or len(exact.lstrip("-").partition(".")[0]) > _FLOAT64_DIGITS:
        return None
    value = float(exact[:400])
    return value if abs(value) < float("inf") else None


def scaled(exact: str, power: int) -> str:
    """Move the decimal point of an exact decimal `power` places to the right (or left, below zero)."""
    sign, digits = ("-", exact[1:]) if exact.startswith("-") else ("", exact)
    whole, _, part = digits.partition(".")
    if power >= 0:
        part = part.ljust(power, "0")
        whole, part = whole + part[:power], part[power:]
    else:
        whole = whole.rjust(1 - power, "0")
        whole, part = whole[:power], whole[power:] + part
    return sign + plain(whole + ("." + part if part.rstrip("0") else ""))


def _groups_agree(groups: list[str]) -> bool:
    """Thousands (3, 3, 3) or Indian (2, 2, 3)."""
    if not 1 <= len(groups[0]) <= 3:
        return False
    rest = [len(group) for group in groups[1:]]
    return all(size == 3 for size in rest) or (
        rest[-1] == 3 and all(size == 2 for size in rest[:-1]) and len(groups[0]) < 3
    )


def plain(figure: str) -> str:
    """Without leading zeros, with a digit before the point."""
    whole, point, part = figure.partition(".")
    whole = whole.lstrip("0") or "0"
    return whole + (point + part if part else "")
