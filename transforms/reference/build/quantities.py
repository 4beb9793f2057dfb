"""Build units.csv and currencies*.csv: "square feet" from pint's definitions, "Swiss francs" from CLDR.

Run `python -m transforms.reference.build.quantities` from the root of the repository when CLDR (babel) or pint has
news, or after a change to the tables in transforms/reference/curated that are read here; what is built is kept in the
repository, so that a run of the pipeline needs neither package. The curated tables hold what the two sources lack:
newspaper words, and families of ambiguous words.
"""

import csv
import importlib.metadata
import unicodedata
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from pathlib import Path

import pint
from babel import Locale
from babel.core import get_global

HERE = Path(__file__).parents[1]
# Special drawing rights, metals and testing codes are no money that news counts in.
NOT_MONEY = {"XXX", "XTS", "XAG", "XAU", "XPD", "XPT", "XBA", "XBB", "XBC", "XBD", "XEU", "XFO", "XFU", "XRE", "XSU"}
# Codes that are English words or too common as abbreviations.
NOT_AS_CODES = {"ALL", "TOP", "LEK", "SOS", "XUA"}
# Currencies of the past whose codes news prints; others are the letters of companies, chips and laws.
PAST_CODES = {
    *("DEM", "FRF", "ITL", "ESP", "NLG", "BEF", "ATS", "PTE", "FIM", "IEP", "GRD", "LUF", "SIT", "SKK", "EEK", "LVL"),
    *("LTL", "HRK", "CYP", "MTL", "VEF", "VEB", "ZWL", "ZWD", "BYR", "TRL", "ROL", "MZM", "SDD", "GHC", "AZM", "TMM"),
    *("SLL", "STD", "MRO", "MXP", "CUC", "ANG", "BGN", "CHE", "COU", "UYI"),
}
# Nouns of money that are other words too, or none of them alone.
NOT_AS_NOUNS = {"mark", "marks", "gold", "golds", "unit", "units", "euro", "yen"}

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
    "s^2/m^2": "kg/J",
}


# Thousands and millions written with the code: "30 MUSD".
MULTIPLES = {"M": "1000000", "K": "1000", "k": "1000", "m": "1000000"}
MULTIPLIED_CODES = ("USD", "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "AUD", "CAD")

_SQUARE = "square {0}|square {1}|sq {0}|sq {1}|sq. {0}|sq. {1}|{0} squared|{1} squared"
_CUBIC = "cubic {0}|cubic {1}|cu {0}|cu {1}|cu. {0}|cu. {1}|{0} cubed|{1} cubed"


def main() -> None:
    """Write the three tables."""
    for name, content in built().items():
        (HERE / name).write_text(content, encoding="utf-8", newline="")


def built() -> dict[str, str]:
    """The content of each table by its file's name."""
    registry: pint.UnitRegistry = pint.UnitRegistry()
    registry.define("ampere_hour = ampere * hour")
    of_pint, of_babel = (importlib.metadata.version(name) for name in ("pint", "babel"))
    return {
        "units.csv": _table(
            f"Unit words and symbols with their SI factors: pint {of_pint} definitions, words and names of "
            "curated/measures.csv, lengths.csv and prefixable_units.csv.",
            "surface,is_symbol,unit,kind,si_unit,si_factor,si_offset",
            sorted(_unit_rows(registry)),
        ),
        "currencies.csv": _table(
            f"Words, codes and symbols of money: CLDR through babel {of_babel} and curated/currency_*.csv and "
            "minor_units.csv. codes: most likely first; factor: major units in one.",
            "surface,found_as,codes,factor",
            sorted(_currency_rows()),
        ),
        "currency_countries.csv": _table(
            f"Words of an article that speak for a currency: CLDR through babel {of_babel} (territories and their "
            "currencies) and curated/country_words.csv.",
            "word,code",
            sorted(_country_rows()),
        ),
    }


def _curated(name: str) -> Iterator[tuple[str, ...]]:
    """The rows of a curated table."""
    lines = (HERE / "curated" / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    rows = csv.reader(line for line in lines if not line.startswith("#"))
    next(rows)
    return map(tuple, rows)


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
    """Unit, pint's definition, kind, names and symbols."""
    for unit, definition, kind, names, symbols in _curated("measures"):
        yield unit, definition, kind, names.split("|") if names else [], symbols.split()
    for length in _curated("lengths"):
        yield from _powers(*length)
    prefixes_of = {prefix: (name, marks) for prefix, name, marks in _curated("unit_prefixes")}
    for unit, definition, names, symbols, prefixes in _curated("prefixable_units"):
        for prefix in prefixes.split():
            name, marks = prefixes_of[prefix]
            yield (
                name + unit,
                f"{name}{definition}",
                "dimension",
                [name + word for word in names.split("|")],
                [mark + symbol for symbol in symbols.split() for mark in marks.split()],
            )


def _powers(
    unit: str, definition: str, singular: str, plural: str, short: str, marks: str
) -> Iterable[tuple[str, str, str, list[str], list[str]]]:
    """Square and cubic forms of a length."""
    for adjective, power, names, abbreviations, digits in (
        ("square", 2, _SQUARE, ("sq", "sq.", "square"), ("2", "²", "^2")),
        ("cubic", 3, _CUBIC, ("cu", "cu.", "cubic"), ("3", "³", "^3")),
    ):
        shorts = [f"{word} {length}" for word in abbreviations for length in short.split()]
        yield (
            f"{adjective} {unit}",
            f"{definition}**{power}",
            "dimension",
            [*names.format(singular, plural).split("|"), *shorts],
            [mark + digit for mark in marks.split() for digit in digits],
        )


def _si(registry: pint.UnitRegistry, definition: str) -> tuple[str, str, str]:
    """SI unit, factor and offset: value * factor + offset is in the SI unit."""
    if not definition:
        return "", "", ""
    if definition[0].isdigit():  # a multiple: "220*yard"
        one = registry.parse_expression(definition).to_base_units()
        zero = 0 * one
    else:
        zero = registry.Quantity(0, definition).to_base_units()
        one = registry.Quantity(1, definition).to_base_units()
    if one.dimensionless and not any(word in definition for word in ("bit", "byte")):
        return "", "", ""
    if one.dimensionless:  # pint counts information in bits, as a bare number
        return "bit", f"{one.magnitude:.15g}", "0"
    if "bit" in definition or "byte" in definition:
        return "bit/s", f"{one.magnitude:.15g}", "0"
    if "newton*meter" in definition or "force_pound" in definition:  # a moment of force is no energy
        return "N m", f"{one.magnitude:.15g}", "0"
    name = f"{one.units:~}".replace(" ", "").replace("**", "^")
    return SI_NAMES.get(name, name), f"{one.magnitude - zero.magnitude:.15g}", f"{zero.magnitude:.15g}"


def _currency_rows() -> Iterable[tuple[str, str, str, str]]:
    rows: dict[tuple[str, str], tuple[str, str]] = {}

    def add(surface: str, found_as: str, codes: str, factor: str = "1") -> None:
        rows.setdefault((surface, found_as), (codes, factor))

    for surface, codes in _curated("currency_symbols"):
        add(surface, "symbol", codes)
    for surfaces, codes in _curated("currency_words"):
        for surface in surfaces.split("|"):
            add(surface, "name", codes)
    for surfaces, codes, factor in _curated("minor_units"):
        for surface in surfaces.split("|"):
            found_as = "symbol" if len(surface) == 1 else "name"
            add(surface, found_as, codes, factor)
    for sign, code, before, behind in _curated("currency_letters"):
        for letters in before.split("|"):
            add(letters + sign, "symbol", code)
            if len(letters) > 1 or letters in ("S", "C"):
                add(f"{letters} {sign}", "symbol", code)
        for letters in behind.split("|"):
            add(sign + letters, "symbol", code)
    for signs, codes in _curated("currency_local_signs"):
        for sign in signs.split("|"):
            if (sign, "symbol") not in rows:
                add(sign, "local", codes)
    for letter, factor in MULTIPLES.items():
        for code in MULTIPLIED_CODES:
            add(letter + code, "code", code, factor)
    for nouns, rows_of_word in groupby(_curated("currency_families"), key=lambda row: row[0]):
        members = [(code, demonyms) for _, code, demonyms in rows_of_word]
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
        if code not in NOT_AS_CODES and (code in current or code in PAST_CODES):
            add(code, "code", code)
        names = {english.currencies[code], *dict(plurals.get(code, {})).values()}
        for name in names:
            if "(" not in name and (code in current or name.count(" ")):
                add(name.lower(), "name", code)
    for noun, sharing in _nouns(current, english, plurals).items():
        add(noun, "name", " ".join(sharing))
    for (surface, found_as), (codes, factor) in rows.items():
        yield surface, found_as, codes, factor


def _nouns(current: set[str], english: Locale, plurals: dict) -> dict[str, list[str]]:
    """Bare nouns of current currencies, singular and plural: "kwanzas", "bolívares" and without accents."""
    nouns: dict[str, list[str]] = {}
    for code in sorted(current - NOT_MONEY):
        forms = dict(plurals.get(code, {}))
        one = forms.get("one", english.currencies[code]).split()[-1].lower()
        many = forms.get("other", english.currencies[code]).split()[-1].lower()
        for noun in (one, many, one + "s", *_PLURALS.get(one, ())):
            plain = unicodedata.normalize("NFD", noun).encode("ascii", "ignore").decode()
            for word in dict.fromkeys((noun, plain)):
                if word not in NOT_AS_NOUNS and code not in nouns.setdefault(word, []):
                    nouns[word].append(code)
    return {noun: codes for noun, codes in nouns.items() if codes}


# Plurals of newspapers that neither CLDR nor an s gives.
_PLURALS = {
    "bolívar": ("bolívares",),
    "colón": ("colones",),
    "lilangeni": ("emalangeni",),
    "loti": ("maloti",),
    "metical": ("meticais",),
    "real": ("reais",),
    "lek": ("leke",),
    "denar": ("denars", "denari"),
    "króna": ("krónur", "kronur"),
    "quetzal": ("quetzales",),
    "dong": ("dongs",),
    "ariary": ("ariary",),
}


def _country_rows() -> Iterable[tuple[str, str]]:
    """Names, demonyms and internet domains of countries with their currency."""
    english = Locale("en")
    seen: dict[str, str] = {}
    of_country: dict[str, str] = {}
    for territory, spans in get_global("territory_currencies").items():
        codes = [code for code, _, end, is_tender in spans if not end and is_tender]
        name = english.territories.get(territory)
        if codes and name and len(territory) == 2:
            of_country[territory] = codes[0]
            seen.setdefault(name.split(" (")[0].replace(" & ", " and ").replace("’", "'"), codes[0])
            seen.setdefault("." + {"GB": "uk"}.get(territory, territory.lower()), codes[0])
    for words, code in _curated("country_words"):
        for word in words.split("|"):
            seen[word] = code
    for entity, forms in _curated("demonyms"):
        country = entity.removeprefix("country:").partition("-")[0]
        for form in forms.split("|") if country in of_country else ():
            if not form[0].isupper():
                continue
            seen.setdefault(form.removesuffix("+"), of_country[country])
            if form.endswith("+"):
                seen.setdefault(form.removesuffix("+") + "s", of_country[country])
    for country, name, aliases, _ in _curated("countries"):
        for word in (name, *aliases.split("|")):
            if len(word) > 3 and not word.isupper() and country.partition("-")[0] in of_country:
                seen.setdefault(word, of_country[country.partition("-")[0]])
    yield from seen.items()


def _table(about: str, header: str, rows: Iterable[tuple]) -> str:
    content = StringIO(f"# {about}\n{header}\n", newline="")
    content.seek(0, 2)
    csv.writer(content, lineterminator="\n").writerows(rows)
    return content.getvalue()


if __name__ == "__main__":
    main()
