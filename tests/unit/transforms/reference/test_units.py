"""Every row of units.csv, worked out again without the library that built it.

Base definitions are those of NIST Special Publication 811 (appendix B.8), the SI brochure and IEC 80000-13; a name is
taken apart into prefix and base, power and quotient, and a symbol must say what its unit's name says.
"""

import re
from decimal import Decimal

import polars as pl
import pytest

from transforms.numeric.units import lexicon

PREFIXES = {"kilo": "1e3", "mega": "1e6", "giga": "1e9", "tera": "1e12", "peta": "1e15", "exa": "1e18"} | {
    "hecto": "1e2",
    "deci": "1e-1",
    "centi": "1e-2",
    "milli": "1e-3",
    "micro": "1e-6",
    "nano": "1e-9",
    "pico": "1e-12",
}
LITRE, FOOT, POUND = Decimal("0.001"), Decimal("0.3048"), Decimal("0.45359237")
GALLON = 231 * Decimal("0.0254") ** 3
BASES = {
    "metre": ("m", 1),
    "foot": ("m", FOOT),
    "inch": ("m", FOOT / 12),
    "yard": ("m", 3 * FOOT),
    "mile": ("m", 5280 * FOOT),
    "nautical mile": ("m", 1852),
    "furlong": ("m", 660 * FOOT),
    "fathom": ("m", 6 * FOOT),
    "light-year": ("m", Decimal(299792458) * 31557600),
    "astronomical unit": ("m", 149597870700),
    "acre": ("m^2", 43560 * FOOT**2),
    "hectare": ("m^2", 10000),
    "mu": ("m^2", Decimal(10000) / 15),
    "rai": ("m^2", 40 * 40),
    "tsubo": ("m^2", (Decimal(20) / 11) ** 2),
    "pyeong": ("m^2", (Decimal(20) / 11) ** 2),
    "tola": ("kg", 180 * POUND / 7000),
    "acre-foot": ("m^3", 43560 * FOOT**3),
    "cusec": ("m^3/s", FOOT**3),
    "litre": ("m^3", LITRE),
    "gallon": ("m^3", GALLON),
    "quart": ("m^3", GALLON / 4),
    "pint": ("m^3", GALLON / 8),
    "cup": ("m^3", GALLON / 16),
    "fluid ounce": ("m^3", GALLON / 128),
    "tablespoon": ("m^3", GALLON / 256),
    "teaspoon": ("m^3", GALLON / 768),
    "barrel": ("m^3", 42 * GALLON),
    "bushel": ("m^3", Decimal("2150.42") * Decimal("0.0254") ** 3),
    "gram": ("kg", Decimal("0.001")),
    "ton": ("kg", 2000 * POUND),
    "metric ton": ("kg", 1000),
    "ton of CO2": ("kg", 1000),
    "deadweight ton": ("kg", 1000),
    "long ton": ("kg", 2240 * POUND),
    "hundredweight": ("kg", 100 * POUND),
    "pound": ("kg", POUND),
    "ounce": ("kg", POUND / 16),
    "troy ounce": ("kg", Decimal("0.0311034768")),
    "stone": ("kg", 14 * POUND),
    "carat": ("kg", Decimal("0.0002")),
    "grain": ("kg", POUND / 7000),
    "dram": ("kg", POUND / 256),
    "second": ("s", 1),
    "minute": ("s", 60),
    "hour": ("s", 3600),
    "day": ("s", 86400),
    "week": ("s", 604800),
    "fortnight": ("s", 1209600),
    "kelvin": ("K", 1),
    "celsius": ("K", 1),
    "fahrenheit": ("K", Decimal(5) / 9),
    "watt": ("W", 1),
    "horsepower": ("W", 550 * FOOT * POUND * Decimal("9.80665")),
    "brake horsepower": ("W", 550 * FOOT * POUND * Decimal("9.80665")),
    "watt hour": ("J", 3600),
    "volt ampere": ("W", 1),
    "joule": ("J", 1),
    "calorie": ("J", Decimal("4.184")),
    "electronvolt": ("J", Decimal("1.602176634e-19")),
    "british thermal unit": ("J", Decimal("1055.05585262")),
    "therm": ("J", Decimal("1.05505585262e8")),
    "foot pound-force": ("N m", FOOT * POUND * Decimal("9.80665")),
    "newton metre": ("N m", 1),
    "newton": ("N", 1),
    "pascal": ("Pa", 1),
    "bar": ("Pa", 100000),
    "pound per square inch": ("Pa", POUND * Decimal("9.80665") / (FOOT / 12) ** 2),
    "kilopound per square inch": ("Pa", 1000 * POUND * Decimal("9.80665") / (FOOT / 12) ** 2),
    "volt": ("V", 1),
    "ampere": ("A", 1),
    "ampere hour": ("C", 3600),
    "ohm": ("ohm", 1),
    "hertz": ("Hz", 1),
    "sievert": ("J/kg", 1),
    "gray": ("J/kg", 1),
    "becquerel": ("Bq", 1),
    "byte": ("bit", 8),
    "bit": ("bit", 1),
    "kibibyte": ("bit", 8 * 2**10),
    "mebibyte": ("bit", 8 * 2**20),
    "gibibyte": ("bit", 8 * 2**30),
    "mole": ("mol", 1),
    "knot": ("m/s", Decimal(1852) / 3600),
}
MANY = {"thousand": "1e3", "million": "1e6", "billion": "1e9", "trillion": "1e12"}
PLURALS = {"barrels": "barrel", "cubic metres": "cubic metre", "cubic feet": "cubic foot"}
# Units that have no value in the SI, or none that a word alone tells.
WITHOUT_SI = {
    "international unit",
    *("percent", "percentage point", "basis point", "part per thousand", "part per million", "part per billion"),
    *("business day", "night", "weekend", "month", "quarter", "year", "decade", "century", "millennium", "degree"),
    *("barrel of oil equivalent", "barrel of oil equivalent per day", "litre per 100 kilometres", "calorie", "decibel"),
    *("revolution per minute", "beat per minute", "roentgen", "lumen", "nit", "megapixel", "pixel", "dot per inch"),
    *("pixel per inch", "frame per second", "twenty-foot equivalent unit", "gross ton", "teraflops", "petaflops"),
    *("gigaflops", "thousand barrels of oil equivalent per day", "million barrels of oil equivalent"),
    *("million metric tons per year", "thousand metric tons per year"),
    # What their names measure differs from land to land.
    *(
        "dunam",
        "feddan",
        "bigha",
        "kanal",
        "marla",
        "katha",
        "guntha",
        "ropani",
        "manzana",
        "maund",
        "quintal",
        "catty",
    ),
}
OFFSETS = {"celsius": 273.15, "fahrenheit": 459.67 * 5 / 9}
QUOTIENTS = {
    ("m", "s"): "m/s",
    ("m^3", "s"): "m^3/s",
    ("bit", "s"): "bit/s",
    ("kg", "m^3"): "kg/m^3",
    ("mol", "m^3"): "mol/m^3",
    ("kg", "J"): "kg/J",
    ("A", "m^2"): "A/m^2",
    ("m", "m^3"): "1/m^2",
}


def defined(name: str) -> tuple[str, Decimal]:
    """SI unit and factor of a unit by its name, from prefix, base, power and quotient."""
    name = PLURALS.get(name, name)
    if name in BASES:
        si_unit, factor = BASES[name]
        return si_unit, Decimal(factor)
    word, _, rest = name.partition(" ")
    if word in MANY:
        si_unit, factor = defined(PLURALS.get(rest, rest)) if " per " not in rest else quotient(rest)
        return si_unit, Decimal(MANY[word]) * factor
    if " per " in name:
        return quotient(name)
    for adjective, power in (("square", 2), ("cubic", 3)):
        if word == adjective:
            si_unit, factor = defined(rest)
            return f"{si_unit}^{power}", factor**power
    if word == "mega" or word in PREFIXES:
        si_unit, factor = defined(rest)
        return si_unit, Decimal(PREFIXES[word]) * factor
    for prefix, factor in PREFIXES.items():
        if name.startswith(prefix) and (base := name.removeprefix(prefix)):
            base = "metric ton" if base == "ton" else base
            si_unit, of_base = defined(base)
            return si_unit, Decimal(factor) * of_base
    raise KeyError(name)


def quotient(name: str) -> tuple[str, Decimal]:
    above, _, below = name.partition(" per ")
    (over, factor), (under, divisor) = defined(above), defined(below)
    return QUOTIENTS[over, under], factor / divisor


UNITS = lexicon.units()
ROWS = UNITS.select("unit", "si_unit", "si_factor", "si_offset").unique().sort("unit")


def test_every_si_value_follows_from_the_unit_s_name():
    wrong = [row for row in ROWS.iter_rows(named=True) if not agrees(row)]
    assert wrong == []


def agrees(row) -> bool:
    if row["unit"] in WITHOUT_SI:
        return row["si_factor"] is None
    if row["unit"] == "horsepower" and row["si_factor"] < 740:  # the metric one, "PS"
        return row["si_factor"] == pytest.approx(75 * 9.80665)
    si_unit, factor = defined(row["unit"])
    return (
        row["si_unit"] == si_unit
        and row["si_factor"] == pytest.approx(float(factor), rel=1e-6)
        and row["si_offset"] == pytest.approx(OFFSETS.get(row["unit"], 0.0))
    )


# What a symbol is made of; longer marks are tried first.
MARKS = {"k": "kilo", "K": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "h": "hecto"} | {
    "d": "deci",
    "c": "centi",
    "m": "milli",
    "µ": "micro",
    "μ": "micro",
    "u": "micro",
    "n": "nano",
    "p": "pico",
}
SYMBOLS = {"m": "metre", "g": "gram", "l": "litre", "L": "litre", "W": "watt", "Wh": "watt hour", "Hz": "hertz"} | {
    "Pa": "pascal",
    "J": "joule",
    "V": "volt",
    "A": "ampere",
    "Ah": "ampere hour",
    "N": "newton",
    "eV": "electronvolt",
    "VA": "volt ampere",
    "Sv": "sievert",
    "Gy": "gray",
    "cal": "calorie",
    "t": "ton",
    "B": "byte",
    "b": "bit",
    "bit": "bit",
    "bar": "bar",
    "mol": "mole",
    "bps": "bit per second",
    "b/s": "bit per second",
    "bit/s": "bit per second",
    "B/s": "byte per second",
    "s": "second",
}
# A symbol whose letters mean something else by custom.
CUSTOM = {
    "kt": "knot",
    "mt": "metric ton",
    "mb": "millibar",
    "min": "minute",
    "ha": "hectare",
    "mi": "mile",
    "gr": "gram",
} | {
    "GT": "gross ton",
    "IU": "international unit",
    "HZ": "hertz",
    "KVA": "kilovolt ampere",
    "kb": "kilobit",
    "cc": "cubic centimetre",
    "pt": "pint",
    "ms": "millisecond",
    "ns": "nanosecond",
    "µs": "microsecond",
    "μs": "microsecond",
    "Mb/s": "megabit per second",
    "Gb/s": "gigabit per second",
    "kb/s": "kilobit per second",
    "dB": "decibel",
    "db": "decibel",
    "MMBtu": "mega british thermal unit",
    "mmBtu": "mega british thermal unit",
    "mmBTU": "mega british thermal unit",
}


def test_every_prefixed_symbol_says_its_unit_s_name():
    symbols = UNITS.filter(pl.col("is_symbol") == 1).select("surface", "unit")
    assert symbols.height > 200
    assert [row for row in symbols.iter_rows() if not is_said(*row)] == []


def is_said(surface: str, unit: str) -> bool:
    if surface in CUSTOM:
        return unit == CUSTOM[surface]
    power = re.fullmatch(r"([A-Za-zµμ]+)(?:\^?([23])|([²³]))", surface)
    if power and "CO2" not in surface:
        word = {"2": "square", "3": "cubic", "²": "square", "³": "cubic"}[power[2] or power[3]]
        return unit.startswith(word + " ")
    for symbol, base in SYMBOLS.items():
        if surface[1:] == symbol and surface[0] in MARKS and surface not in SYMBOLS:
            return unit == MARKS[surface[0]] + base
    return surface in SYMBOLS or unit in BASES or " per " in unit or "CO2" in unit or unit in WITHOUT_SI


def test_every_prefixed_word_says_its_unit_s_name():
    """ "millibars" is no bar, "kilotons" no tons."""
    wrong = []
    for surface, unit in UNITS.filter(pl.col("is_symbol") == 0).select("surface", "unit").iter_rows():
        prefix = next((p for p in PREFIXES if surface.lower().startswith(p)), None)
        if prefix and not surface.startswith(("decibel", "decade", "centigrade")):
            plain = unit.removeprefix("square ").removeprefix("cubic ")
            if not plain.startswith(prefix) and plain not in ("micrometre", "mega british thermal unit"):
                wrong.append((surface, unit))
    assert wrong == []
