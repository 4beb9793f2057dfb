"""Which one is meant, inside an article: "Putin" after "Vladimir Putin", "IMF" after "International Monetary Fund"."""

from functools import cache

import numpy as np
import polars as pl

from transforms import spans
from transforms.entities import names
from transforms.entities.gazetteer import reference
from transforms.entities.places import places_in_context

# First words that many organisations share: "Bank" alone is not the Bank of Japan.
_SHARED_HEAD_WORDS = """bank central national international united american british european royal federal ministry
department university college institute general new first north south east west northern southern eastern western black
white red green house party union world global state city county group council committee commission court army navy
police air association league church center centre supreme democratic republican social people's peoples islamic
christian news times daily post radio television standard public private great grand saint st san los las"""
_SHARED_HEADS = frozenset(_SHARED_HEAD_WORDS.split())


@cache
def _known() -> pl.DataFrame:
    """The reference table by folded name: type, whole, entity_id, relation, valid_from, valid_to, weight."""
    table = reference()
    surfaces = table.select("type", text="alias").unique(maintain_order=True)
    folded = surfaces.with_columns(whole=names.folded(pl.col("text")))
    organisations = names.keys(surfaces.filter(pl.col("type") == "ORG")).select("type", "text", short="key")
    folded = folded.join(organisations, on=["type", "text"], how="left")
    rows = table.join(folded, left_on=["type", "alias"], right_on=["type", "text"], how="left")
    columns = ["type", "whole", "entity_id", "relation", "valid_from", "valid_to", "weight", "country_code"]
    # "Exxon Mobil Corp." is known as Exxon Mobil.
    shorter = rows.drop_nulls("short").filter(pl.col("short") != pl.col("whole")).with_columns(whole="short")
    rows = pl.concat([rows.select(columns), shorter.select(columns)])
    plain = pl.col("relation").replace_strict({"name": 2, "acronym": 1}, default=0, return_dtype=pl.Int8)
    rows = rows.sort("weight", plain, descending=True, maintain_order=True)
    return rows.unique(["type", "whole", "entity_id", "valid_from"], keep="first", maintain_order=True)


def resolve(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Say which entity each name means, from its own article, its day and the reference table.

    Takes a mentions frame with type, and its texts with article_no and published_on. Adds

    - `entity_id`: curated where the table knows it; null for a lone surname that neither table nor article explains
    - `relation`: name, alias, acronym, demonym, surname, title or metonym
    - `canonical`: folded full name that stands for the entity in this article, what a discovered id is made of
    """
    if mentions.is_empty():
        return mentions.with_columns(
            entity_id=pl.lit(None, pl.String), relation=pl.lit(None, pl.String), canonical=pl.lit(None, pl.String)
        )
    day = pl.col("published_on") if "published_on" in texts.columns else pl.lit(None, pl.Date)
    article = pl.col("article_no") if "article_no" in texts.columns else pl.col("text_no")
    beside = texts.select("text_no", article_no=article.cast(pl.UInt32), published_on=day)
    rows = mentions.join(beside, on="text_no", how="left", maintain_order="left").with_row_index("row")
    rows = rows.join(
        names.keys(mentions).with_row_index("name_no"), on=["text", "type"], how="left", maintain_order="left"
    )
    rows = places_in_context(_look_up(rows), _known(), texts)
    people = _people(rows.filter(pl.col("type") == "PER"))
    others = _organisations(rows.filter(pl.col("type") == "ORG"), texts)
    linked = pl.concat([people, others])
    rows = rows.join(linked, on="row", how="left", maintain_order="left")
    rows = rows.with_columns(canonical=pl.coalesce("full", "key"))
    return _decide(rows).select(*mentions.columns, "entity_id", "relation", "canonical")


def _look_up(rows: pl.DataFrame) -> pl.DataFrame:
    """Add known_id and known_relation: what the reference table says of the words on the day of the article.

    Asked once per name (`name_no`) and day, and only of names that the table has under some day.
    """
    spelled = rows.select("name_no", "type", "whole", "key").unique("name_no")
    listed = [
        spelled.join(_known_words(), left_on=["type", name], right_on=["type", "whole"], how="semi")["name_no"]
        for name in ("whole", "key")
    ]
    named = np.zeros(spelled.height, dtype=bool)
    named[pl.concat(listed).to_numpy()] = True
    days = rows.select("name_no", "published_on").filter(pl.Series(named[rows["name_no"].to_numpy()]))
    days = days.unique(maintain_order=True).join(spelled, on="name_no", how="left", maintain_order="left")
    answered = _on_their_days(days).select("name_no", "published_on", "known_id", "known_relation")
    on = ["name_no", "published_on"]
    return rows.join(answered, on=on, how="left", maintain_order="left", nulls_equal=True)


@cache
def _known_words() -> pl.DataFrame:
    """What the reference table has under some day: type and whole."""
    return _known().select("type", "whole").unique()


def _on_their_days(rows: pl.DataFrame) -> pl.DataFrame:
    """Add known_id and known_relation to names (type, whole, key) on their days."""
    valid = ((pl.col("valid_from") <= pl.col("published_on")) | pl.col("valid_from").is_null() | _day_unknown()) & (
        (pl.col("valid_to") >= pl.col("published_on")) | pl.col("valid_to").is_null() | _day_unknown()
    )
    asked = rows.select("type", "whole", "published_on").unique(maintain_order=True)
    titleless = rows.select("type", "key", "published_on").unique(maintain_order=True).rename({"key": "whole"})
    asked = pl.concat([asked, titleless]).unique(maintain_order=True)
    answers = asked.join(_known(), on=["type", "whole"], how="inner", maintain_order="left").filter(valid)
    # A surname that two people held on that day (or on a day nobody tells) means neither.
    lone = pl.col("relation") == "surname"
    answers = answers.filter(
        ~lone | (pl.col("entity_id").n_unique().over("type", "whole", "published_on", "relation") == 1)
    )
    answers = answers.sort("weight", descending=True, maintain_order=True)
    answers = answers.unique(["type", "whole", "published_on"], keep="first", maintain_order=True).select(
        "type", "whole", "published_on", known_id="entity_id", known_relation="relation"
    )
    on = ["type", "whole", "published_on"]
    rows = rows.join(answers, on=on, how="left", maintain_order="left", nulls_equal=True)
    rows = rows.join(
        answers.rename({"whole": "key"}),
        on=["type", "key", "published_on"],
        how="left",
        maintain_order="left",
        nulls_equal=True,
        suffix="_2",
    )
    return rows.with_columns(
        known_id=pl.coalesce("known_id", "known_id_2"),
        known_relation=pl.coalesce("known_relation", "known_relation_2"),
    )


def _day_unknown() -> pl.Expr:
    """Whether the article has no day: then every day's meaning is possible."""
    return pl.col("published_on").is_null()


def _people(rows: pl.DataFrame) -> pl.DataFrame:
    """The full name of each person mention, where the article has one: row, full, linked."""
    spot = ["article_no", "row"]
    fulls = rows.filter(pl.col("first").is_not_null(), pl.col("initial") != pl.col("first"))
    groups = fulls.group_by("article_no", "first", "surname").agg(
        # "George W. Bush" rather than "George Bush"; of equal length the first in the alphabet, whatever the order.
        full=pl.col("key")
        .sort_by(pl.col("words"), pl.col("key").str.len_chars(), "key", descending=[True, True, False])
        .first()
    )
    fulls = fulls.join(groups, on=["article_no", "first", "surname"], how="left", maintain_order="left")
    # "Garcia Marquez" and "Gabriel Garcia Marquez": the end of a longer name.
    tails = (
        fulls.filter(pl.col("full").str.count_matches(" ", literal=True) > 1)
        .select("article_no", key=pl.col("full").str.extract(r" ([^ ]+ [^ ]+)$"), longer="full")
        .unique(maintain_order=True)
        .filter(pl.len().over("article_no", "key") == 1)
    )
    fulls = fulls.join(tails, on=["article_no", "key"], how="left", maintain_order="left")
    fulls = fulls.with_columns(full=pl.coalesce("longer", "full"))
    parts = [
        fulls.select(*spot, "full", "known_id", handle="surname", rank=pl.lit(0)),
        fulls.select(*spot, "full", "known_id", handle=pl.col("full").str.extract(r"([^ ]+)$"), rank=pl.lit(1)),
        fulls.select(*spot, "full", "known_id", handle="given", rank=pl.lit(3)),
        fulls.filter(pl.col("words") > 2).select(
            *spot, "full", "known_id", handle=pl.col("key").str.extract(r"^[^ ]+ ([^ ]{3,}) "), rank=pl.lit(2)
        ),
    ]
    handles = pl.concat(parts).drop_nulls("handle").filter(pl.col("handle").str.len_chars() > 1)
    lone = rows.filter(pl.col("first").is_null()).select(*spot, handle="surname", wanted="known_id")
    lone = _nearest(lone, handles)
    initials = rows.filter(pl.col("initial") == pl.col("first")).select(
        *spot, handle=pl.col("initial") + " " + pl.col("surname"), wanted=pl.lit(None, pl.String)
    )
    initialled = fulls.select(
        *spot, "full", "known_id", handle=pl.col("initial") + " " + pl.col("surname"), rank=pl.lit(0)
    )
    initials = _nearest(initials, initialled)
    own = fulls.select("row", "full", linked=pl.lit(False))
    return pl.concat([own, lone, initials]).unique("row", keep="first")


def _nearest(asking: pl.DataFrame, handles: pl.DataFrame) -> pl.DataFrame:
    """The nearest earlier full name with the handle, else the nearest later one: row, full, linked.

    A surname that the reference table knows takes the full name that is the same person, if the article has it.
    """
    asking = asking.sort("article_no", "row")
    result = asking.select("row", "article_no", "handle", "wanted", full=pl.lit(None, pl.String))
    same = (
        handles.select("article_no", "handle", wanted="known_id", same="full")
        .drop_nulls()
        .unique(["article_no", "handle", "wanted"], keep="first", maintain_order=True)
    )
    result = result.join(same, on=["article_no", "handle", "wanted"], how="left", maintain_order="left")
    result = result.with_columns(full=pl.col("same")).drop("same")
    for rank in range(4):
        of_rank = handles.filter(pl.col("rank") == rank).select("article_no", "row", "handle", found="full").sort("row")
        for strategy in ("backward", "forward"):
            result = result.sort("row").join_asof(
                of_rank, on="row", by=["article_no", "handle"], strategy=strategy, check_sortedness=False
            )
            result = result.with_columns(full=pl.coalesce("full", "found")).drop("found")
    return result.drop_nulls("full").select("row", "full", linked=pl.lit(True))


def _organisations(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The long form of each organisation's acronym or short name in its article: row, full, linked."""
    long = rows.filter(pl.col("words") > 1).select("article_no", "key", "known_id", "initials", "all_initials")
    long = long.unique(["article_no", "key"], keep="first", maintain_order=True)
    by_initials = pl.concat(
        [
            long.select("article_no", "known_id", short="initials", full="key"),
            long.select("article_no", "known_id", short="all_initials", full="key"),
        ]
    ).unique(["article_no", "short", "full"], maintain_order=True)
    by_initials = by_initials.filter(pl.col("short").str.len_chars() > 1)
    heads = long.with_columns(short=pl.int_ranges(1, pl.col("key").str.count_matches(" ", literal=True) + 1))
    heads = heads.explode("short").filter(pl.col("short") < 5)
    parts = pl.col("key").str.split(" ").list.head(pl.col("short")).list.join(" ")
    heads = heads.select("article_no", "known_id", short=parts, full="key")
    heads = heads.filter(~pl.col("short").is_in(list(_SHARED_HEADS)), pl.col("short").str.len_chars() > 3)
    heads = heads.filter(~pl.col("short").is_in(_place_words().implode()))
    written = _written_beside(rows, texts)
    acronyms = rows.filter("is_acronym").select("row", "article_no", "known_id", short="key")
    # A name the table knows is no short form: Boeing is not the one subsidiary of it that the article names.
    shorter = rows.filter(pl.col("known_id").is_null()).select("row", "article_no", "known_id", short="key")
    found = [written, _only(acronyms, by_initials), _only(shorter, heads)]
    return pl.concat(found).unique("row", keep="first", maintain_order=True)


def _only(asking: pl.DataFrame, offers: pl.DataFrame) -> pl.DataFrame:
    """The one long form in the article that fits, if there is just one and the two are not known to differ."""
    offers = offers.filter(pl.col("short") != pl.col("full"))
    offers = offers.filter(pl.col("full").n_unique().over("article_no", "short") == 1)
    offers = offers.unique(["article_no", "short"], keep="first", maintain_order=True)
    found = asking.join(offers, on=["article_no", "short"], how="inner", maintain_order="left", suffix="_long")
    differ = (pl.col("known_id") != pl.col("known_id_long")).fill_null(False)
    return found.filter(~differ).select("row", "full", linked=pl.lit(True))


def _written_beside(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Acronyms that the article itself explains: "International Monetary Fund (IMF)" or the other way round."""
    ordered = rows.select("row", "article_no", "text_no", "start_byte", "end_byte", "key", "is_acronym")
    ordered = ordered.sort("text_no", "start_byte").with_columns(
        other=pl.col("key").shift(1).over("text_no"),
        other_short=pl.col("is_acronym").shift(1).over("text_no"),
        other_end=pl.col("end_byte").shift(1).over("text_no"),
    )
    near = ordered.filter(pl.col("other_end") + 2 == pl.col("start_byte"))
    pairs = spans.around(near, texts, before=2, after=2)
    pairs = pairs.filter(pl.col("before") == " (", pl.col("after").str.starts_with(")"))
    forward = pairs.filter("is_acronym").select("article_no", short="key", full="other")
    backward = pairs.filter("other_short", ~pl.col("is_acronym")).select("article_no", short="other", full="key")
    defined = (
        pl.concat([forward, backward]).drop_nulls().unique(["article_no", "short"], keep="first", maintain_order=True)
    )
    defined = defined.filter(pl.col("short").str.slice(0, 1) == pl.col("full").str.slice(0, 1))
    found = rows.select("row", "article_no", short="key").join(
        defined, on=["article_no", "short"], how="inner", maintain_order="left"
    )
    return found.select("row", "full", linked=pl.lit(True))


@cache
def _place_words() -> pl.Series:
    """Countries and demonyms, which begin the names of many organisations."""
    return _known().filter(pl.col("type").is_in(["LOC", "MISC"]), pl.col("weight") >= 10**8)["whole"].unique().sort()


def _decide(rows: pl.DataFrame) -> pl.DataFrame:
    """Entity and relation from the table's answer for the words and for the full name behind them."""
    behind = rows.select("type", "published_on", whole="full").drop_nulls("whole").unique(maintain_order=True)
    behind = behind.join(
        _known().filter(pl.col("relation") != "surname"), on=["type", "whole"], how="inner", maintain_order="left"
    )
    behind = behind.unique(["type", "whole"], keep="first", maintain_order=True)
    behind = behind.select("type", full="whole", full_id="entity_id")
    rows = rows.join(behind, on=["type", "full"], how="left", maintain_order="left")
    # A full name met in the article decides; the table's surname only where the article has none.
    surname = pl.col("known_relation") == "surname"
    known = pl.when(pl.col("linked") & surname).then("full_id").otherwise(pl.coalesce("full_id", "known_id"))
    lone = (pl.col("type") == "PER") & pl.col("full").is_null() & known.is_null() & pl.col("first").is_null()
    acronym = pl.col("is_acronym") & pl.col("type").is_in(["ORG", "LOC"])
    relation = (
        pl.when(pl.col("titled") & (pl.col("type") == "PER"))
        .then(pl.lit("title"))
        .when(pl.col("linked") & (pl.col("type") == "PER") & pl.col("first").is_null())
        .then(pl.lit("surname"))
        .when(pl.col("known_relation").is_not_null() & known.is_not_null() & ~pl.col("linked").fill_null(False))
        .then("known_relation")
        .when(lone)
        .then(pl.lit("surname"))
        .when(pl.col("linked") & acronym)
        .then(pl.lit("acronym"))
        .when(pl.col("linked"))
        .then(pl.lit("alias"))
        .otherwise(pl.lit("name"))
    )
    return rows.with_columns(
        relation=relation, entity_id=known, canonical=pl.when(lone).then(None).otherwise("canonical")
    )
