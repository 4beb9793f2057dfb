"""Numbers that are put together from words: "two and a half", "six million and forty", "2 1/2", "tens of thousands"."""

import re
from decimal import Context, Decimal, localcontext
from typing import NamedTuple

from transforms.numeric.numerals.decimals import read_figure, scaled
from transforms.numeric.numerals.lexicon import (
    DENOMINATORS,
    LATE_ORDINALS,
    ORDINALS,
    SCALES,
    SMALL_WORDS,
    TENS,
    VAGUE,
    VAGUE_DOZENS,
    VULGAR,
)

# Digits of a quotient, as many as a float64 holds and two to spare.
_QUOTIENT = Context(prec=17)
_GROUPED = r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:[.,][0-9]+)?(?![0-9])"
_DIGITS = r"[0-9]+(?:[.,'’][0-9]+)*|\.[0-9]+"
_TOKEN = re.compile(rf"[a-z]+|{_GROUPED}|{_DIGITS}|[/⁄]|[{''.join(VULGAR)}]")
_RANK = re.compile(
    rf"(?P<figure>[0-9,]+)(?:st|nd|rd|th)|(?P<tens>{'|'.join(TENS)})[^a-z]*(?P<unit>{'|'.join(ORDINALS)})"
)
_POWER = re.compile(rf"(?P<figure>{_DIGITS})\^(?P<power>[+−-]{{0,2}}[0-9]+)")
_EXPONENT = re.compile(rf"(?P<figure>{_DIGITS})(?:e| ?[x×*] ?10\^?)(?P<power>[+−-]?[0-9]+)")

_ROUND_RANK = re.compile("(?:hundred|thousand|million)th")


class Number(NamedTuple):
    """What a string of a number says: an exact decimal or a span, and of what sort it is (point, vague, fraction)."""

    exact: str | None
    low: float | None
    high: float | None
    sort: str


NO_VALUE = Number(None, None, None, "point")


def read_mixed(words: str) -> Number:
    """Read what is more than one figure: ranks, powers, sums of words and figures, vague plurals."""
    if words in LATE_ORDINALS:
        return Number(str(LATE_ORDINALS[words]), None, None, "ordinal")
    rank = _RANK.fullmatch(words)
    if rank:
        spoken = TENS.get(rank["tens"] or "", 0) + ORDINALS.get(rank["unit"] or "", 0)
        return Number(rank["figure"].replace(",", "") if rank["figure"] else str(spoken), None, None, "ordinal")
    power = _EXPONENT.fullmatch(words)
    if power:
        exact = read_figure(power["figure"])
        exponent = int(power["power"].replace("−", "-"))
        return Number(scaled(exact, exponent), None, None, "point") if exact and abs(exponent) < 999 else NO_VALUE
    power = _POWER.fullmatch(words)
    if power:
        sign = -1 if power["power"].count("-") % 2 or "−" in power["power"] else 1
        base, exponent = float(power["figure"].replace(",", "")), sign * int(power["power"].lstrip("+-−"))
        return Number(format(Decimal(repr(base**exponent)), "f"), None, None, "point")
    tokens = _TOKEN.findall(words)
    if tokens[:2] == ["one", "one"]:  # "one one-hundredth"
        tokens = tokens[1:]
    if tokens and (tokens[0] in VAGUE or tokens[0] in VAGUE_DOZENS):
        return _read_vague(tokens)
    few = [place for place, word in enumerate(tokens[:3]) if word in ("few", "several", "many")]
    if few:
        return _read_few(tokens[few[0] + 1 :])
    if _ROUND_RANK.fullmatch(tokens[-1]) and len(tokens) <= 3 and tokens[0] not in ("a", "an", "one"):
        return _add_up([*tokens[:-1], tokens[-1].removesuffix("th")])._replace(sort="ordinal")
    with localcontext() as context:
        context.prec = len(words) + 60
        return _add_up(tokens)


def _tens_divisor(tokens: list[str]) -> int:
    """25 for "twenty-fifths", what a figure before it is divided by; 0 for other words."""
    if len(tokens) < 2:
        return 0
    part = tokens[1].removesuffix("s")
    tens, unit = SMALL_WORDS.get(tokens[0], 0), 1 if part == "first" else DENOMINATORS.get(part, 0)
    return tens + unit if tens in TENS.values() and (unit == 1 or 3 <= unit <= 9) else 0


def _add_up(tokens: list[str]) -> Number:
    """Add up "four thousand three hundred and 21": current figure, what "and" carries over, and the total so far."""
    total, carried = Decimal(0), Decimal(0)
    current: Decimal | None = None
    is_fraction, is_spelled, is_scaled, last_power = False, False, False, 99
    skip = 0
    for place, word in enumerate(tokens):
        if skip:
            skip -= 1
            continue
        singular = word[:-1] if word.endswith("s") else word
        if word[0] in "0123456789.":
            divisor = tokens[place + 2] if tokens[place + 1 : place + 2] in (["/"], ["⁄"]) else ""
            exact = read_figure(word)
            if exact is None:
                return NO_VALUE
            figure = Decimal(exact)
            if divisor:
                figure, skip, is_fraction = _quotient(figure, Decimal(divisor)), 2, True
            elif len(tokens) == 1:
                return Number(exact, None, None, "point")
            current = (current or Decimal(0)) + figure
        elif word in VULGAR:
            current, is_fraction = (current or Decimal(0)) + _quotient(*map(Decimal, VULGAR[word])), True
        elif word == "point":
            digits = [part for part in tokens[place + 1 :] if part in SMALL_WORDS or part[0] in "0123456789"]
            spoken = [SMALL_WORDS.get(part, part) for part in digits]
            tens = [part for part in spoken if isinstance(part, int) and part > 9]  # "point seventy-one"
            figures = str(sum(map(int, spoken))) if tens else "".join(map(str, spoken))
            current, skip = (current or Decimal(0)) + Decimal("0." + figures), len(digits)
        elif (current is not None or tokens[place - 1] in ("a", "an")) and (
            divisor_words := _tens_divisor(tokens[place : place + 2])
        ):
            one = Decimal(1) if current is None else current
            current, skip, is_fraction = _quotient(one, Decimal(divisor_words)), 1, True
        elif word in SMALL_WORDS:
            current = (current or Decimal(0)) + SMALL_WORDS[word]
        elif singular in ("dozen", "doz", "dz"):
            current, is_scaled = (Decimal(1) if current is None else current) * 12, True
        elif word == "couple":
            current = Decimal(2)
        elif singular == "hundred":
            current, is_scaled = (Decimal(1) if current is None else current) * 100, True
        elif singular in SCALES:
            power, is_spelled, is_scaled = SCALES[singular], True, True
            if current is None and not carried:
                total = (total or Decimal(1)).scaleb(power)
            elif power > last_power:
                total = (total + carried + (current or Decimal(0))).scaleb(power)
            else:
                total += (carried + (current or Decimal(0))).scaleb(power)
            carried, current, last_power = Decimal(0), None, power
        elif singular in DENOMINATORS:
            part = _quotient((Decimal(1) if current is None else current), Decimal(DENOMINATORS[singular]))
            if tokens[place + 1 : place + 2] and tokens[place + 1].removesuffix("s") in SCALES:
                current = part  # "one billion and a half million"
            elif total and "and" not in tokens[:place]:  # "a hundred thousand trillionths"
                above = total + (current or Decimal(0))
                current, total = _quotient(above, Decimal(DENOMINATORS[singular])), Decimal(0)
            elif total:  # "six million and two thirds"
                current = part.scaleb(last_power if last_power >= 6 else 0)
            elif carried and part >= 1:  # "one hundred and thirty fifths"
                current, carried = (
                    _quotient(carried + (current or Decimal(0)), Decimal(DENOMINATORS[singular])),
                    Decimal(0),
                )
            else:
                current = part
            is_fraction = True
        elif word == "and":
            carried, current = carried + (current or Decimal(0)), None
    if current is None and not total and not carried:
        return NO_VALUE
    value = total + carried + (current or Decimal(0))
    if "couple" in tokens and is_scaled:
        return Number(format(value, "f"), None, None, "couple")
    exact = format(value, "f")
    if "." in exact and (is_spelled or is_fraction):
        exact = exact.rstrip("0").rstrip(".")
    return Number(exact, None, None, "fraction" if is_fraction and value < 1 else "point")


def _quotient(above: Decimal, below: Decimal) -> Decimal:
    return _QUOTIENT.divide(above, below)


def _read_few(tokens: list[str]) -> Number:
    """ "a few hundred" is 200 to 1,000, "several dozen" 24 to 120: two and more of them, as "hundreds" and "dozens"."""
    one = 1.0
    for token in tokens:
        scale = token.removesuffix("s")
        one *= 10.0 ** SCALES[scale] if scale in SCALES else 12.0
    return Number(None, 2 * one, 10 * one, "vague")


def _read_vague(tokens: list[str]) -> Number:
    """ "tens of thousands" is 10,000 to 100,000; "dozens" 12 to 120."""
    low, high = 1.0, 10.0
    for token in tokens:
        if token in VAGUE_DOZENS:
            low *= VAGUE_DOZENS[token]
            high *= VAGUE_DOZENS[token]
        elif token in VAGUE:
            low *= 10.0 ** VAGUE[token]
            high *= 10.0 ** VAGUE[token]
    return Number(None, low, high, "vague")
