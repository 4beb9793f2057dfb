"""Builds entities.parquet, what "Russian", "G7", "Kiev" and "the Kremlin" mean, out of packages and curated lists.

Run `python -m transforms.reference.build.entities` after a change to transforms/reference/curated/*.csv. The file is
one row per alias with its entity next to it; the same input gives the same bytes.
"""

import datetime as dt
from pathlib import Path

import polars as pl

from transforms.entities.ner.lexicon import words_of
from transforms.reference.build.alias_rows import SCHEMA, aliases_in, csv, finish, slug, spelled_otherwise
from transforms.reference.build.companies import companies_listed
from transforms.reference.build.places import counties, places, provinces

HERE = Path(__file__).parents[1]
TARGET = HERE / "entities.parquet"
_CLUBS = "curated/clubs.csv"

# Names of people too, or words of other kinds: what is next to them decides.
_ALSO_PERSONS_TEXT = """
Jordan Chad Georgia Sydney Paris Florence Sofia Victoria Santiago Kingston Wellington Houston Dallas Austin
Denver Cleveland Nelson Salisbury Medina Hamilton Milan Valencia Bergen Washington Roman Dane Finn Scot Pole
Brit Turk Fleming Lima Cali Troy Lyon Berliner Virginia Carolina Dakota Montana Darwin Jackson Lincoln
Antigua Java Naples Orlando Charlotte Savannah Madison Tripoli Havel Brent"""
_ALSO_PERSONS = _ALSO_PERSONS_TEXT.split()
_WORDS_IN_CAPITALS_TEXT = """US WHO ICE CAS SWIFT CARE START AIDS IT ETA WAS UN ISIS IS EAC BIS IRA Fed ESM"""
_WORDS_IN_CAPITALS = _WORDS_IN_CAPITALS_TEXT.split()
# Only beside what believers have: "a Christian school".
_CREEDS = ["Christian", "Catholic", "Protestant", "Evangelical"]
# Common words, first names or parts of names: never looked for without a tagger.
_NEVER_SEARCHED = {"the States", "mainland China", "Ban", "Wagner", "Baltic", "Nobel", "Android", "Internet", "Fed"}

# Believers and peoples whose names are hardly anything else.
_PEOPLES = """Muslim Muslims Moslem Moslems Islamic Islamist Islamists Jewish Jews Hindu Hindus Sikh Sikhs Buddhist
Buddhists Christians Catholics Protestants Sunni Sunnis Shiite Shiites Shia Aboriginal Aborigines
Rohingya Rohingyas Mapuche Inuit Dalit Dalits Maori Tuareg Uyghur Uyghurs Uighur Uighurs Yazidi Yazidis
Hazara Hazaras Pashtun Pashtuns Kashmiri Kashmiris Hispanic Hispanics Latino Latinos Chechen Chechens
Zionist Coptic Copts Mormons Druze Alawite Alawites Tutsi Tutsis Hutu Hutus Basque Catalan"""
_ALWAYS_PEOPLES = _PEOPLES.split()
# "African-American" names nobody of Africa.
_COMPOUND_PEOPLE = r"(?:American|Asian|Canadian|Caribbean|Brazilian|Colombian|Irish|Saxon)s?$"

# "Xinhua news agency", "King Hussein", "The Times": more words than the name, which is found without them.
_MORE_THAN_THE_NAME = (
    r" [a-z]+$|^(?:The|former) |^(?:Crown Prince|Prince|Princess|King|Queen|Pope|Ayatollah|Grand|Sheikh|Mullah) "
)

# What news writes one way or the other, in names of organisations and, from other scripts, of persons.
_WORDS_OF_ORGANISATIONS = (
    ("United Nations", "U.N.", "UN"),
    ("Organization", "Organisation"),
    ("Programme", "Program"),
)
_FIRST_NAMES = (
    ("Mohammed", "Mohammad", "Mohamed", "Muhammad"),
    ("Mahmoud", "Mahmud"),
    ("Ahmed", "Ahmad"),
    ("Osama", "Usama"),
    ("Sergei", "Sergey"),
    ("Yevgeny", "Evgeny"),
)

# A surname that only one leader bears means that leader somewhat longer than the office lasts.
_BEFORE_OFFICE, _AFTER_OFFICE = dt.timedelta(days=183), dt.timedelta(days=365)


def build() -> pl.DataFrame:
    """All alias rows, sorted, each once."""
    parts = [
        _countries(),
        _demonyms(),
        _regions(),
        _metonyms(),
        _organisations(),
        _companies(),
        _clubs(),
        _leaders(),
        places(),
    ]
    parts += [
        _things("events"),
        _things(
            "peoples",
            searched=pl.col("alias").is_in([*_ALWAYS_PEOPLES, *_CREEDS])
            | pl.col("alias").str.contains(_COMPOUND_PEOPLE),
            subtype=pl.lit("nationality"),
        ),
    ]
    parts += [_country_codes(), _party_members(), _christian(), counties(), _state_abbreviations()]
    rows = pl.concat([part.select(*SCHEMA) for part in parts])
    rows = pl.concat([rows, _things_of_today(rows).select(*SCHEMA)])
    rows = pl.concat([rows, companies_listed(rows).select(*SCHEMA)])
    rows = pl.concat([rows, provinces(rows).select(*SCHEMA)])
    rows = rows.filter(pl.col("alias").str.len_chars() > 1)
    # The web prints the apostrophe curly.
    curly = rows.filter(pl.col("alias").str.contains("'", literal=True))
    rows = pl.concat([rows, curly.with_columns(pl.col("alias").str.replace_all("'", "’", literal=True))])
    # "The Hague" is no place without its article.
    begins_with_article = (pl.col("type") == "LOC") & pl.col("alias").str.starts_with("The ")
    rows = rows.with_columns(
        searched=pl.col("searched")
        & ~pl.col("alias").is_in(list(_NEVER_SEARCHED))
        & (
            begins_with_article
            | (pl.col("guard") == "whole state").fill_null(value=False)
            | ~pl.col("alias").str.contains(_MORE_THAN_THE_NAME)
        ),
        guard=pl.when(pl.col("alias").is_in(_ALSO_PERSONS))
        .then(pl.lit("person"))
        .when(pl.col("alias").is_in(_WORDS_IN_CAPITALS))
        .then(pl.lit("capitals"))
        .when(pl.col("alias").is_in(_CREEDS))
        .then(pl.lit("creed"))
        .otherwise("guard"),
    )
    order = ["alias", "type", "entity_id", "valid_from", "relation"]
    rows = rows.sort("weight", descending=True, maintain_order=True).unique(
        order[:4], keep="first", maintain_order=True
    )
    return _of_one_mind(rows).sort(order)


def _of_one_mind(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, what is said of an entity by its heaviest row in all of them."""
    by_weight = pl.col("weight").rank("ordinal", descending=True)
    said = ["name", "entity_type", "country_code", "wikidata_id", "subtype", "latitude", "longitude"]
    return rows.with_columns(pl.col(said).sort_by(by_weight).drop_nulls().first().over("entity_id"))


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
    rows = _country_names().join(csv("countries"), on="code", how="full", coalesce=True)
    rows = rows.with_columns(
        entity_id="country:" + pl.col("code"),
        name=pl.coalesce("name", "iso_name"),
        type=pl.lit("LOC"),
        entity_type=pl.lit("LOC"),
        country_code=pl.col("code"),
        wikidata_id=pl.col("wikidata"),
    )
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"), ("iso_aliases", "alias"))
    # "BURMA" is Burma in a headline.
    headline = pl.col("alias").is_in(
        forms["alias"].filter(forms["alias"].str.contains("[a-z]")).str.to_uppercase().implode()
    )
    acronym = pl.col("alias").str.contains(r"^(?:[A-Z]\.?){2,5}$") & ~headline
    forms = forms.with_columns(relation=pl.when(acronym).then(pl.lit("acronym")).otherwise("relation"))
    forms = _with_plain_letters(forms)
    # "Guinea" alone is not Equatorial Guinea; islands nobody names alone are no matter.
    return finish(_in_capitals(forms), "ISO 3166, CLDR and curated/countries.csv")


def _with_plain_letters(forms: pl.DataFrame) -> pl.DataFrame:
    """The aliases and those with accents without them: "Curacao"; "Reunion" is a word too."""
    plain = forms.with_columns(pl.col("alias").str.normalize("NFKD").str.replace_all(r"\p{M}", ""))
    plain = plain.join(forms, on="alias", how="anti", maintain_order="left")
    return pl.concat([forms, plain.with_columns(searched=pl.col("searched") & (pl.col("alias") != "Reunion"))])


_OLYMPIC_CODES = """DE:GER NL:NED CH:SUI DK:DEN GR:GRE PT:POR HR:CRO BG:BUL ZA:RSA UY:URU CL:CHI PY:PAR SA:KSA AE:UAE
MY:MAS
ID:INA PH:PHI IR:IRI LV:LAT DZ:ALG NG:NGR ZW:ZIM ZM:ZAM TZ:TAN MG:MAD SI:SLO CR:CRC GT:GUA HN:HON SV:ESA NI:NCA PR:PUR
BB:BAR BS:BAH TT:TTO VN:VIE MM:MYA LK:SRI BD:BAN KW:KUW LB:LBN MN:MGL TW:TPE GB:GBR SD:SUD""".split()  # noqa: SIM905


def _country_codes() -> pl.DataFrame:
    """Codes of three letters, as tables of results print them: "ESP", "GER"; only explained."""
    import pycountry

    codes = [(country.alpha_2, country.alpha_3) for country in pycountry.countries]
    codes += [(pair[:2], pair[3:]) for pair in _OLYMPIC_CODES]
    rows = pl.DataFrame(codes, schema=["country_code", "alias"], orient="row").unique(maintain_order=True)
    # A code of two countries is the Olympic Committee's.
    rows = rows.unique("alias", keep="last", maintain_order=True)
    named = _countries().unique("entity_id", keep="first", maintain_order=True).select("entity_id", "name")
    rows = rows.with_columns(
        entity_id="country:" + pl.col("country_code"), type=pl.lit("LOC"), entity_type=pl.lit("LOC")
    )
    rows = rows.join(named, on="entity_id", how="inner", maintain_order="left")
    return finish(rows, "ISO 3166", relation=pl.lit("acronym"), searched=pl.lit(value=False), weight=pl.lit(1))


def _entities_by_id() -> pl.DataFrame:
    """Name, type and country of everything a demonym may point to."""
    parts = [_countries(), _regions(), places()]
    columns = ["entity_id", "name", "entity_type", "country_code", "wikidata_id"]
    return pl.concat([part.select(columns) for part in parts]).unique("entity_id", keep="first", maintain_order=True)


def _demonyms() -> pl.DataFrame:
    rows = csv("demonyms").with_columns(entity_id=pl.col("entity"))
    forms = aliases_in(rows, ("forms", "demonym"))
    plural = forms.filter(pl.col("alias").str.ends_with("+")).with_columns(pl.col("alias").str.replace(r"\+$", "s"))
    forms = pl.concat([forms.with_columns(pl.col("alias").str.replace(r"\+$", "")), plural])
    forms = forms.join(_entities_by_id(), on="entity_id", how="inner")
    return finish(_in_capitals(forms), "curated/demonyms.csv", type=pl.lit("MISC"))


def _regions() -> pl.DataFrame:
    import pycountry

    rows = csv("regions").select("name", "aliases", entity_id="entity", country_code="country")
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
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    # Washington is the city, Georgia the country unless the article speaks of America.
    twins = pl.col("entity_id").is_in(["region:US-WA", "region:US-GA", "region:US-NY"])
    weight = pl.when(twins).then(10).otherwise(900_000_000)
    return finish(forms, "ISO 3166-2 and curated/regions.csv", weight=weight, searched=pl.col("searched") & ~twins)


def _state_abbreviations() -> pl.DataFrame:
    """ "Ga.", "GA" and "Washington state": names that are a state's only behind a town, or with the word."""
    rows = csv("states").with_columns(entity_id="region:" + pl.col("code"), type=pl.lit("LOC"))
    rows = rows.with_columns(entity_type=pl.lit("LOC"), country_code=pl.lit("US"), postal=pl.col("code").str.tail(2))
    state = pl.concat_list(pl.col("name") + " state", pl.col("name") + " State").list.join("|")
    with_word = pl.when(pl.col("code").is_in(["US-WA", "US-NY"])).then(state)
    parts = [
        aliases_in(rows, ("abbreviations", "alias")).with_columns(guard=pl.lit("state")),
        aliases_in(rows, ("postal", "alias")).with_columns(guard=pl.lit("postal")),
        aliases_in(rows.with_columns(with_word=with_word), ("with_word", "alias")).with_columns(guard=pl.lit("state")),
    ]
    plain = pl.col("alias").str.contains(" [Ss]tate$")
    forms = pl.concat([part.select("alias", "relation", "searched", "guard", *_OF_STATES) for part in parts])
    forms = forms.with_columns(guard=pl.when(plain).then(pl.lit("whole state")).otherwise("guard"))
    return finish(forms, "curated/states.csv", weight=pl.lit(5))


_OF_STATES = ("entity_id", "name", "type", "entity_type", "country_code")


def _metonyms() -> pl.DataFrame:
    rows = csv("metonyms").with_columns(entity_id=pl.col("entity"), relation=pl.lit("metonym"))
    rows = rows.join(_entities_by_id(), on="entity_id", how="inner")
    return finish(rows, "curated/metonyms.csv")


def _organisations() -> pl.DataFrame:
    rows = csv("organisations").rename({"entity": "entity_id", "country": "country_code", "wikidata": "wikidata_id"})
    rows = rows.with_columns(type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    forms = aliases_in(rows, ("name", "name"), ("acronyms", "acronym"), ("aliases", "alias"))
    return finish(spelled_otherwise(_with_points(forms), *_WORDS_OF_ORGANISATIONS), "curated/organisations.csv")


def _with_points(forms: pl.DataFrame) -> pl.DataFrame:
    """The aliases and those of three to five capitals with a point behind each: "S.E.C." for "SEC"."""
    letters = forms.filter(pl.col("relation") == "acronym", pl.col("alias").str.contains("^[A-Z]{3,5}$"))
    pointed = letters.with_columns(pl.col("alias").str.replace_all("([A-Z])", "${1}."))
    return pl.concat([forms, pointed.join(forms, on="alias", how="anti", maintain_order="left")])


def _companies() -> pl.DataFrame:
    rows = csv("companies").rename({"country": "country_code"})
    entity_id = "org:" + slug(pl.col("name").str.strip_suffix("!"))
    rows = rows.with_columns(entity_id=entity_id, type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    # "BOEING" in a headline; "APPLE" is left to the tagger as "Apple" is.
    shouted = _in_capitals(forms.filter("searched")).filter(~pl.col("alias").is_in(forms["alias"].implode()))
    forms = pl.concat([forms, shouted.filter(pl.col("alias").str.len_chars() > 4)])
    # "Target" is the company in a firm's company only.
    word = ~pl.col("searched") & pl.col("alias").str.contains(r"^\p{Lu}\p{Ll}{2,}$")
    surname = pl.col("alias").str.to_lowercase().is_in(list(words_of("last") | words_of("first")))
    guard = pl.when(word & surname).then(pl.lit("firm or surname")).when(word).then(pl.lit("firm"))
    forms = forms.with_columns(guard=guard, searched=pl.col("searched") | word)
    return finish(forms, "curated/companies.csv", weight=pl.lit(800_000_000))


def _clubs() -> pl.DataFrame:
    """Clubs with the country of their league, and where their city lies."""
    cities = places().filter(pl.col("relation") == "name").sort("weight", descending=True, maintain_order=True)
    cities = cities.select("latitude", "longitude", place="alias", country="country_code")
    cities = cities.unique(["place", "country"], keep="first", maintain_order=True)
    rows = csv("clubs").join(cities, on=["place", "country"], how="left", maintain_order="left")
    rows = rows.rename({"country": "country_code"})
    entity_id = "org:" + slug(pl.col("name").str.strip_suffix("!"))
    rows = rows.with_columns(entity_id=entity_id, type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    # "Leeds" is the club only where it is an organisation already: as a name it is the city's.
    return finish(forms, _CLUBS, weight=pl.when("searched").then(700_000_000).otherwise(1))


_PARTIES = {
    "org:republican-party-us": "Republican|Republicans",
    "org:democratic-party-us": "Democrat|Democrats|Democratic",
}


def _party_members() -> pl.DataFrame:
    """Members and adherents of parties: "Republicans" names the party, as "Russians" does Russia."""
    forms = [(entity, form) for entity, all_forms in _PARTIES.items() for form in all_forms.split("|")]
    rows = pl.DataFrame(forms, schema=["entity_id", "alias"], orient="row")
    parties = _organisations().unique("entity_id", keep="first", maintain_order=True)
    columns = ["entity_id", "name", "entity_type", "country_code", "wikidata_id"]
    rows = rows.join(parties.select(columns), on="entity_id", how="inner", maintain_order="left")
    # "Republican Guard" and "Social Democrats" are others; "Democratic" may open a sentence on elections.
    guard = pl.when(pl.col("alias") == "Democratic").then(pl.lit("adjective")).otherwise(pl.lit("person"))
    return finish(rows, "curated/organisations.csv", relation=pl.lit("demonym"), type=pl.lit("MISC"), guard=guard)


def _christian() -> pl.DataFrame:
    """ "Christian", a given name too: apart from the peoples that a tagger's person may turn out to be."""
    names = [("misc:christian", "Christian", "Christians", "MISC")]
    rows = pl.DataFrame(names, schema=["entity_id", "alias", "name", "type"], orient="row")
    return finish(rows, "curated/things.csv", relation=pl.lit("demonym"), entity_type=pl.lit("MISC"))


def _things(name: str, **columns: pl.Expr) -> pl.DataFrame:
    """A list of what is neither person, organisation nor place."""
    rows = csv(name).rename({"entity": "entity_id", "wikidata": "wikidata_id"})
    rows = rows.with_columns(type=pl.lit("MISC"), entity_type=pl.lit("MISC"))
    if "subtype" not in rows.columns:
        rows = rows.with_columns(subtype=pl.lit(None, pl.String))
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    return finish(forms, f"curated/{name}.csv", **columns)


def _things_of_today(others: pl.DataFrame) -> pl.DataFrame:
    """Products, laws, indices, works and events; what `others` (alias rows) calls by one of their names keeps
    its id."""
    rows = csv("things").with_columns(type=pl.lit("MISC"), entity_type=pl.lit("MISC"))
    bare = pl.col("name").str.strip_suffix("!")
    known = others.filter(pl.col("type") == "MISC").unique("alias", keep="first", maintain_order=True)
    known = known.select(bare="alias", known_id="entity_id")
    rows = rows.with_columns(bare=bare).join(known, on="bare", how="left", maintain_order="left")
    rows = rows.with_columns(entity_id=pl.coalesce("known_id", "misc:" + slug(pl.col("bare"))))
    forms = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    forms = forms.join(others.select("alias").unique(), on="alias", how="anti", maintain_order="left")
    return finish(forms, "curated/things.csv")


def _leaders() -> pl.DataFrame:
    rows = csv("leaders").rename({"entity": "entity_id", "country": "country_code", "wikidata": "wikidata_id"})
    rows = rows.with_columns(pl.col("valid_from", "valid_to").str.to_date())
    rows = rows.with_columns(type=pl.lit("PER"), entity_type=pl.lit("PER"))
    full = aliases_in(rows, ("name", "name"), ("aliases", "alias"))
    full = spelled_otherwise(full, *_FIRST_NAMES)
    full = full.with_columns(valid_from=pl.lit(None, pl.Date), valid_to=pl.lit(None, pl.Date), searched=pl.lit(True))
    lone = aliases_in(rows, ("surname", "surname"))
    lone = lone.with_columns(searched=pl.col("alias").str.ends_with("*"), guard=pl.lit("surname"))
    lone = lone.with_columns(pl.col("alias").str.strip_suffix("*"))
    # Candidates and the elected are named alone before they take office, and for a while after they left it.
    unmistakable = pl.col("searched") & (pl.col("entity_id").n_unique().over("alias") == 1)
    lone = lone.with_columns(
        valid_from=pl.when(unmistakable).then(pl.col("valid_from") - _BEFORE_OFFICE).otherwise("valid_from"),
        valid_to=pl.when(unmistakable).then(pl.col("valid_to") + _AFTER_OFFICE).otherwise("valid_to"),
    )
    both = [finish(part, "curated/leaders.csv").select(*SCHEMA) for part in (full, lone)]
    return pl.concat(both)


def main() -> None:
    """Write entities.parquet."""
    rows = build()
    rows.write_parquet(TARGET, compression="zstd", compression_level=19, statistics=False)
    print(
        f"{TARGET.name}: {rows.height} aliases, {rows['entity_id'].n_unique()} entities, {TARGET.stat().st_size} bytes"
    )


if __name__ == "__main__":
    main()
