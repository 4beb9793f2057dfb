"""Build units.csv and currencies*.csv: "square feet" from pint's definitions, "Swiss francs" from CLDR.

Run `python -m transforms.reference.build_quantities` from the root of the repository when CLDR (babel) or pint has
news; the tables are kept in the repository, so that a run of the pipeline needs neither. What the two sources lack
(newspaper words, families of ambiguous words) stands in this file, in quantities_curated.py beside it.
"""

import csv
import importlib.metadata
from collections.abc import Iterable
from pathlib import Path

import pint
from babel import Locale
from babel.core import get_global

from transforms.reference.quantities_curated import (
    COUNTRY_WORDS,
    CURRENCY_FAMILIES,
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    MINOR_UNITS,
    MULTIPLE_CODES,
    PREFIXABLE_UNITS,
    PREFIXES,
    UNITS,
)

HERE = Path(__file__).parent
# Special drawing rights, metals and testing codes are no money that news counts in.
NOT_MONEY = {"XXX", "XTS", "XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XEU", "XFO", "XFU", "XRE", "XSU"}
# Codes that are English words or too common as abbreviations.
NOT_AS_CODES = {"ALL", "TOP", "MOP", "TRY", "GEL", "LEK", "BAM", "LAK", "RON", "PEN", "COP", "CUP", "SOS", "XUA"}

# Products of base units that have a name of their own.
SI_NAMES = {
    "kg*m^2/s^3": "W",
    "kg*m^2/s^2": "J",
    "kg/m/s^2": "Pa",
    "kg*m/s^2": "N",
    "kg*m^2/A/s^3": "V",
    "kg*m^2/A^2/s^3": "ohm",
    "A*s": "C",
    "1/s": "Hz",
    "count/s": "Bq",
    "m^2/s^2": "J/kg",
}


def main() -> None:
    """Write the three tables."""
    registry: pint.UnitRegistry = pint.UnitRegistry()
    units = sorted(_unit_rows(registry))
    _write(
        "units.csv",
        f"Unit words and symbols with their SI factors: pint {importlib.metadata.version('pint')} definitions, "
        "surfaces and canonical names curated in quantities_curated.py; built 2026-11-22.",
        "surface,is_symbol,unit,kind,si_unit,si_factor,si_offset",
        units,
    )
    _write(
        "currencies.csv",
        f"Words, codes and symbols of money: CLDR through babel {importlib.metadata.version('babel')} and "
        "quantities_curated.py; built 2026-11-22. codes: most likely first; factor: major units in one.",
        "surface,found_as,codes,factor",
        sorted(_currency_rows()),
    )
    _write(
        "currency_countries.csv",
        f"Words of an article that speak for a currency: CLDR through babel {importlib.metadata.version('babel')} "
        "(territories and their currencies) and quantities_curated.py; built 2026-11-22.",
        "word,code",
        sorted(_country_rows()),
    )


def _unit_rows(registry: pint.UnitRegistry) -> Iterable[tuple]:
    seen = set()
    for unit, definition, kind, names, symbols in _all_units():
        si_unit, factor, offset = _si(registry, definition)
        for is_symbol, surfaces in ((0, names), (1, symbols)):
            for surface in surfaces:
                if surface not in seen:
                    seen.add(surface)
                    yield surface, is_symbol, unit, kind, si_unit, factor, offset


def _all_units() -> Iterable[tuple[str, str, str, list[str], list[str]]]:
    for unit, definition, kind, names, symbols in UNITS:
        yield unit, definition, kind, names.split("|") if names else [], symbols.split() if symbols else []
    for unit, definition, names, symbols, prefixes in PREFIXABLE_UNITS:
        for prefix in prefixes.split():
            name, marks = PREFIXES[prefix]
            yield (
                name + unit,
                f"{name}{definition}",
                "dimension",
                [name + word for word in names.split("|")],
                [mark + symbol for symbol in symbols.split() for mark in marks.split()],
            )


def _si(registry: pint.UnitRegistry, definition: str) -> tuple[str, str, str]:
    """SI unit, factor and offset: value * factor + offset is in the SI unit."""
    if not definition:
        return "", "", ""
    zero = registry.Quantity(0, definition).to_base_units()
    one = registry.Quantity(1, definition).to_base_units()
    if one.dimensionless and not any(word in definition for word in ("bit", "byte")):
        return "", "", ""
    if one.dimensionless:  # pint counts information in bits, as a bare number
        return "bit", f"{one.magnitude:.15g}", "0"
    name = f"{one.units:~}".replace(" ", "").replace("**", "^")
    return SI_NAMES.get(name, name), f"{one.magnitude - zero.magnitude:.15g}", f"{zero.magnitude:.15g}"


def _currency_rows() -> Iterable[tuple[str, str, str, str]]:
    rows: dict[tuple[str, str], tuple[str, str]] = {}

    def add(surface: str, found_as: str, codes: str, factor: str = "1") -> None:
        rows.setdefault((surface, found_as), (codes, factor))

    for surface, codes in CURRENCY_SYMBOLS.items():
        add(surface, "symbol", codes)
    for surfaces, codes in CURRENCY_WORDS.items():
        for surface in surfaces.split("|"):
            add(surface, "name", codes)
    for surfaces, (codes, factor) in MINOR_UNITS.items():
        for surface in surfaces.split("|"):
            found_as = "symbol" if len(surface) == 1 else "name"
            add(surface, found_as, codes, factor)
    for surface, (code, factor) in MULTIPLE_CODES.items():
        add(surface, "code", code, factor)
    for nouns, members in CURRENCY_FAMILIES.items():
        for noun in nouns.split("|"):
            add(noun, "name", " ".join(code for code, _ in members))
            for code, demonyms in members:
                for demonym in demonyms.split("|"):
                    add(f"{demonym} {noun}", "name", code)
                    if noun.startswith("dollar"):
                        add(f"{demonym} {noun.replace('dollar', 'cent')}", "name", code, "0.01")
    english = Locale("en")
    plurals = english._data["currency_names_plural"]
    current = {code for spans in get_global("territory_currencies").values() for code, _, end, _ in spans if not end}
    for code in sorted(english.currencies, key=lambda code: (code not in current, code)):
        if code in NOT_MONEY or len(code) != 3:
            continue
        if code not in NOT_AS_CODES:
            add(code, "code", code)
        names = {english.currencies[code], *dict(plurals.get(code, {})).values()}
        for name in names:
            if "(" not in name and (code in current or name.count(" ")):
                add(name.lower(), "name", code)
    for (surface, found_as), (codes, factor) in rows.items():
        yield surface, found_as, codes, factor


def _country_rows() -> Iterable[tuple[str, str]]:
    english = Locale("en")
    wanted = {code for members in CURRENCY_FAMILIES.values() for code, _ in members}
    seen = set()
    for territory, spans in get_global("territory_currencies").items():
        codes = [code for code, _, end, is_tender in spans if not end and is_tender and code in wanted]
        name = english.territories.get(territory)
        if codes and name and len(territory) == 2:
            name = name.split(" (")[0].replace(" & ", " and ").replace("’", "'")
            seen.add(name)
            yield name, codes[0]
    for words, code in COUNTRY_WORDS.items():
        for word in words.split("|"):
            if word not in seen:
                seen.add(word)
                yield word, code


def _write(name: str, about: str, header: str, rows: Iterable[tuple]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        file.write(f"# {about}\n{header}\n")
        csv.writer(file, lineterminator="\n").writerows(rows)


if __name__ == "__main__":
    main()
