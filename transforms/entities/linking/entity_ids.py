"""The same one tomorrow: "Olena Kovalenko" of two nights is one entity, whichever night was read first."""

import hashlib

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES, number, number_with_nulls, renumber, type_codes, type_names
from transforms.columns.dtypes import Int32s
from transforms.columns.lazy import once
from transforms.entities.linking import name_parts
from transforms.entities.linking.gazetteer import reference

_ID_HEX_DIGITS = 16
_TYPES = {"per": "PER", "org": "ORG", "loc": "LOC", "misc": "MISC"}
# Names of the article's own making say nothing about other articles.
_LOCAL_RELATIONS = ("surname", "title")

ENTITY_SCHEMA = {
    "entity_id": pl.String,
    "type": pl.String,
    "name": pl.String,
    "country_code": pl.String,
    "wikidata_id": pl.String,
    "source": pl.String,
    "first_seen": pl.Date,
    "status": pl.String,
    "merged_into": pl.String,
    "subtype": pl.String,
    "latitude": pl.Float64,
    "longitude": pl.Float64,
}
# What the reference table or the words of a name tell of an entity, besides its name.
_KNOWN = ("country_code", "wikidata_id", "subtype", "latitude", "longitude")
ALIAS_SCHEMA = {
    "alias": pl.String,
    "type": pl.String,
    "entity_id": pl.String,
    "valid_from": pl.Date,
    "valid_to": pl.Date,
    "source": pl.String,
}


def with_ids(mentions: pl.DataFrame) -> pl.DataFrame:
    """Give an id to what no table knows.

    Takes mentions with type, entity_id and canonical (see resolution.resolve); fills entity_id where it is null and
    canonical is not: `per:`, `org:`, `loc:` or `misc:` and a hash of type and canonical name, the same in every batch.
    """
    rows = mentions.select(
        "type", "canonical", wanted=pl.col("entity_id").is_null() & pl.col("canonical").is_not_null()
    )
    at = rows["wanted"].arg_true()
    word, words = number(rows["canonical"].gather(at))
    name, pairs = renumber(word * len(TYPES) + type_codes(rows["type"].gather(at)))
    distinct = pl.DataFrame(
        {"type": type_names(pairs % len(TYPES)).cast(pl.String), "canonical": words.gather(pairs // len(TYPES))}
    )
    # "Anna K. Berg" and "Anna Berg" of two articles are one; a middle name that is written out tells people apart.
    without_initials = pl.col("canonical").str.replace_all(r" [a-z](?: [a-z])* ", " ")
    distinct = distinct.with_columns(
        name=pl.when(pl.col("type") == "PER").then(without_initials).otherwise("canonical")
    )
    ids = pl.Series(list(map(minted, distinct["type"].to_list(), distinct["name"].to_list())), dtype=pl.String)
    return mentions.with_columns(entity_id=mentions["entity_id"].cast(pl.String).scatter(at, ids.gather(name)))


def minted(kind: str, name: str) -> str:
    """The id of a discovered entity: its type and a hash of its normalised full name."""
    digest = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()
    return f"{kind.lower()}:{digest[:_ID_HEX_DIGITS]}"


def entities_of(mentions: pl.DataFrame, articles: pl.DataFrame) -> pl.DataFrame:
    """The entities that articles name.

    Takes entity mentions in the columns of their contract and the articles (article_id, revision, published_on);
    gives one row per entity in the columns of the Entity contract, sorted by entity_id. first_seen is the earliest
    day of publication. A discovered entity is called by its longest printed name.
    """
    named = mentions.select("article_id", "revision", "entity_id", "text").drop_nulls("entity_id")
    entity, ids = number(named["entity_id"])
    first_seen = pl.DataFrame({"entity_id": ids, "first_seen": _earliest(named, articles, entity, len(ids))})
    surfaces = _distinct(named.select("entity_id", "text").filter(_is_discovered(entity, ids)))
    named_as = surfaces.with_columns(name=name_parts.display(pl.col("text")))
    discovered = named_as.select("entity_id", "name", type=_type_of_id(), **_nothing_known())
    curated = _curated().join(first_seen, on="entity_id", how="semi")
    rows = pl.concat([curated.select(discovered.columns), discovered]).join(first_seen, on="entity_id", how="left")
    rows = rows.with_columns(status=pl.lit("active"), merged_into=pl.lit(None, dtype=pl.String))
    return merge_entities(_typed(rows, ENTITY_SCHEMA), _typed(rows, ENTITY_SCHEMA).clear())


def curated_entities(named: pl.DataFrame) -> pl.DataFrame:
    """Those of the named entities that the reference table has, as it has them.

    Takes entity_id and first_seen; gives rows of the Entity contract.
    """
    seen = named.group_by("entity_id").agg(pl.col("first_seen").min())
    rows = _curated().join(seen, on="entity_id").with_columns(status=pl.lit("active"), merged_into=pl.lit(None))
    return _typed(rows, ENTITY_SCHEMA)


def aliases_of(mentions: pl.DataFrame) -> pl.DataFrame:
    """The forms of words that name the entities of articles.

    Takes entity mentions in the columns of their contract; gives rows of the EntityAlias contract, sorted: all forms
    the reference table knows for the entities that occur, and the printed forms of discovered ones. Surnames and
    titled surnames are an article's own and left out.
    """
    named = mentions.select("entity_id", "text", "type", "relation").drop_nulls("entity_id")
    entity, ids = number(named["entity_id"])
    known = reference().join(ids.to_frame("entity_id"), on="entity_id", how="semi")
    local = pl.col("relation").cast(pl.String).is_in(list(_LOCAL_RELATIONS)).fill_null(False)
    printed = _distinct(named.filter(_is_discovered(entity, ids), ~local).select("entity_id", "text", "type"))
    printed = printed.select(
        "entity_id",
        pl.col("type").cast(pl.String),
        alias=name_parts.display(pl.col("text")),
        valid_from=pl.lit(None, dtype=pl.Date),
        valid_to=pl.lit(None, dtype=pl.Date),
        source=pl.lit("articles"),
    )
    return merge_aliases(_typed(known, ALIAS_SCHEMA), _typed(printed, ALIAS_SCHEMA))


def _is_discovered(entity: Int32s, ids: pl.Series) -> pl.Series:
    """Whether the reference table does not have each entity, by its number among `ids`."""
    curated = ids.is_in(_curated()["entity_id"].implode()).to_numpy()
    return pl.Series(~curated[entity])


def _distinct(rows: pl.DataFrame) -> pl.DataFrame:
    """The distinct rows of columns of words."""
    key = np.zeros(len(rows), dtype=np.int64)
    for column in rows.columns:
        codes = number_with_nulls(rows[column].cast(pl.String)) - NONE
        key = key * (int(codes.max(initial=0)) + 1) + codes
    return rows[np.unique(key, return_index=True)[1]]


def _earliest(named: pl.DataFrame, articles: pl.DataFrame, entity: Int32s, count: int) -> pl.Series:
    """The earliest day on which each entity is named; mentions of an article stand together."""
    article = named.select("article_id", "revision")
    changes = article.select(pl.any_horizontal(pl.all().ne_missing(pl.all().shift(1)))).to_series().to_numpy().copy()
    changes[:1] = True
    days = articles.select("article_id", "revision", "published_on").unique(["article_id", "revision"])
    day = article.filter(pl.Series(changes)).join(
        days, on=["article_id", "revision"], how="left", maintain_order="left"
    )
    unknown = np.iinfo(np.int32).max
    number_of_day = day["published_on"].to_physical().fill_null(unknown).to_numpy()
    earliest = np.full(count, unknown, dtype=np.int32)
    np.minimum.at(earliest, entity, number_of_day[np.cumsum(changes) - 1])
    first = pl.Series(earliest)
    return first.set(first == unknown, None).cast(pl.Date)


def merge_entities(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """One table of entities out of two, in whatever order they come.

    Both in the columns of the Entity contract. An entity of both keeps its earliest first_seen, the fuller of two
    printed names, and a merge or block once reviewed. Commutative, associative and idempotent; sorted by entity_id.
    """
    rows = pl.concat([_typed(old, ENTITY_SCHEMA), _typed(new, ENTITY_SCHEMA)])
    shouted = pl.col("name") == pl.col("name").str.to_uppercase()
    rank = pl.col("status").replace_strict({"active": 0, "merged": 1, "blocked": 2}, return_dtype=pl.Int8)
    # One order over whole rows, so that the choice does not depend on which came first.
    rows = rows.with_columns(_shouted=shouted, _chars=pl.col("name").str.len_chars(), _rank=rank).sort(
        "entity_id",
        "source",
        "_shouted",
        "_chars",
        "name",
        "type",
        "country_code",
        "wikidata_id",
        descending=[False, False, False, True, False, False, False, False],
        nulls_last=True,
    )
    status = pl.col("status").sort_by("_rank", descending=True).first()
    merged = rows.group_by("entity_id", maintain_order=True).agg(
        pl.col("type", "name").first(),
        pl.col(_KNOWN).drop_nulls().first(),
        pl.col("source").first(),
        pl.col("first_seen").min(),
        status=status,
        merged_into=pl.col("merged_into").drop_nulls().min(),
    )
    return _typed(merged, ENTITY_SCHEMA).sort("entity_id")


def merge_aliases(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """One table of aliases out of two: every distinct row once, sorted."""
    rows = pl.concat([_typed(old, ALIAS_SCHEMA), _typed(new, ALIAS_SCHEMA)]).unique()
    return rows.sort(list(ALIAS_SCHEMA), nulls_last=True)


@once
def _curated() -> pl.DataFrame:
    """The reference table's entities, one row each."""
    rows = reference().select("entity_id", "name", *_KNOWN, type="entity_type", source=pl.lit("curated"))
    return rows.unique("entity_id", keep="first", maintain_order=True)


def _nothing_known() -> dict[str, pl.Expr]:
    """What nobody knows of a discovered entity."""
    nothing = {column: pl.lit(None, dtype=ENTITY_SCHEMA[column]) for column in _KNOWN}
    subtype = pl.when(_type_of_id() == "MISC").then(subtype_of(pl.col("name"))).otherwise(None)
    return nothing | {"subtype": subtype, "source": pl.lit("discovered")}


_SUBTYPES = {
    "law": r" (?:Act|Bill|Law|Treaty|Agreement|Accords?|Protocol|Convention|Directive|Amendment|"
    r"Constitution|Code|Covenant|Declaration|Regulation)(?: of [0-9]{4})?$| v\.? \p{Lu}|"
    r"^(?:Directive|Regulation|Resolution|Article) [0-9]",
    "award": r"(?:Prize|Awards?|Medal|Oscars?|Trophy)$",
    "event": r"(?:War|Festival|Cup|Championships?|Olympics|Games|Revolution|Massacre|Summit|Marathon|Derby|Open|Day|"
    r"Tournament|League|Grand Prix)$|^(?:Hurricane|Typhoon|Cyclone|Tropical Storm|Storm|Battle of|Operation) ",
    "index": r"(?:Index|Composite| [0-9]{2,4})$",
    "language": r" [Ll]anguage$",
    "product": r"^\p{L}+[ -]?[0-9]{1,4}[A-Za-z]{0,3}$| (?:Pro|Max|Plus|Ultra|Mini)$",
}


def subtype_of(name: pl.Expr) -> pl.Expr:
    """What a thing is by the words of its name: "Clean Seas Act" a law, "Velmar Prize" an award; else other."""
    kind = pl.lit("other")
    for subtype, pattern in reversed(_SUBTYPES.items()):
        kind = pl.when(name.str.contains(pattern)).then(pl.lit(subtype)).otherwise(kind)
    return kind


def _type_of_id() -> pl.Expr:
    prefix = pl.col("entity_id").str.extract(r"^([a-z]+):")
    return prefix.replace_strict(_TYPES, default="MISC", return_dtype=pl.String)


def _typed(frame: pl.DataFrame, schema: dict[str, type[pl.DataType]]) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
