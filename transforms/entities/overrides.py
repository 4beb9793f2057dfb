"""What a reader decided: these two names are one firm, that "Paris" is a person, "Read More" is nobody."""

import polars as pl

from transforms.entities.linking.entity_ids import ENTITY_SCHEMA, curated_entities, merge_entities

OVERRIDE_SCHEMA = {
    "action": pl.String,  # merge, split or block
    "entity_id": pl.String,  # the entity it is about
    "into": pl.String,  # merge: the entity that takes its place; split: the entity that gets the words
    "alias": pl.String,  # split: the words as printed
}
# A chain of merges longer than this is a circle.
_LONGEST_CHAIN = 32


def apply_overrides(
    mentions: pl.DataFrame, entities: pl.DataFrame, overrides: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Apply reviewed decisions to mentions and entities.

    Takes entity mentions (with text and entity_id), rows of the Entity contract, and overrides with action,
    entity_id, into and alias; gives mentions and entities again.

    - merge: mentions move to `into`; the entity stays as a tombstone with status merged and merged_into
    - split: mentions of the words `alias` leave the entity for `into`, or for none where that is empty
    - block: mentions lose the entity, which stays with status blocked

    Splits come first, then merges (chains are followed to their end, a circle is left alone), then blocks; the order
    of rows does not matter and a second application changes nothing.
    """
    decided = (
        overrides.select(pl.col(name).cast(dtype) for name, dtype in OVERRIDE_SCHEMA.items())
        .unique()
        .sort(list(OVERRIDE_SCHEMA), nulls_last=True)
    )
    splits = decided.filter(pl.col("action") == "split", pl.col("alias").is_not_null())
    merges = _ends(decided.filter(pl.col("action") == "merge", pl.col("into").is_not_null()))
    blocked = decided.filter(pl.col("action") == "block")["entity_id"].unique()
    mentions = _split(mentions, splits)
    mentions = _moved(mentions, merges)
    gone = pl.col("entity_id").is_in(blocked.implode()).fill_null(False)
    mentions = mentions.with_columns(entity_id=pl.when(gone).then(None).otherwise("entity_id"))
    for new in (_made_by_splits(splits, entities), _made_by_merges(merges, entities)):
        entities = merge_entities(entities, new)
    entities = entities.join(merges, on="entity_id", how="left", maintain_order="left")
    status = (
        pl.when(pl.col("entity_id").is_in(blocked.implode()))
        .then(pl.lit("blocked"))
        .when(pl.col("end").is_not_null())
        .then(pl.lit("merged"))
        .otherwise("status")
    )
    entities = entities.with_columns(status=status, merged_into=pl.coalesce("end", "merged_into")).drop("end")
    return mentions, entities


def _split(mentions: pl.DataFrame, splits: pl.DataFrame) -> pl.DataFrame:
    words = splits.unique(["entity_id", "alias"], keep="first", maintain_order=True)
    words = words.select("entity_id", text="alias", _to="into", _split=pl.lit(True))
    mentions = mentions.join(words, on=["entity_id", "text"], how="left", maintain_order="left")
    entity_id = pl.when("_split").then("_to").otherwise("entity_id")
    return mentions.with_columns(entity_id=entity_id).drop("_to", "_split")


def _moved(mentions: pl.DataFrame, merges: pl.DataFrame) -> pl.DataFrame:
    mentions = mentions.join(merges, on="entity_id", how="left", maintain_order="left")
    return mentions.with_columns(entity_id=pl.coalesce("end", "entity_id")).drop("end")


def _ends(merges: pl.DataFrame) -> pl.DataFrame:
    """The last entity of each chain of merges: entity_id, end."""
    steps = merges.unique("entity_id", keep="first", maintain_order=True).select("entity_id", end="into")
    ends = steps
    for _ in range(_LONGEST_CHAIN):
        onward = ends.join(
            steps.rename({"entity_id": "end", "end": "_next"}), on="end", how="left", maintain_order="left"
        )
        if onward["_next"].null_count() == onward.height:
            return ends
        ends = onward.select("entity_id", end=pl.coalesce("_next", "end"))
    circles = ends.join(steps, left_on="end", right_on="entity_id", how="semi")["entity_id"]
    return ends.filter(~pl.col("entity_id").is_in(circles.implode()))


def _made_by_splits(splits: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Rows for the entities that a split makes and nothing else knows yet."""
    new = splits.drop_nulls("into").join(entities, left_on="into", right_on="entity_id", how="anti")
    return _discovered(new.select(entity_id="into", name="alias"))


def _made_by_merges(merges: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Rows for the entities that others are merged into and these articles do not name: they get their names."""
    new = merges.join(entities, left_on="end", right_on="entity_id", how="anti")
    named = new.join(entities, on="entity_id").select("first_seen", entity_id="end", name="name")
    return pl.concat([curated_entities(named), _discovered(named)], how="diagonal").select(*ENTITY_SCHEMA)


def _discovered(named: pl.DataFrame) -> pl.DataFrame:
    """Rows of the Entity contract for entities with an id and a name, and first_seen where it is known."""
    prefix = pl.col("entity_id").str.extract(r"^(per|org|loc|misc)")
    kind = prefix.str.to_uppercase().fill_null("MISC")
    rows = named.with_columns(type=kind, source=pl.lit("discovered"), status=pl.lit("active"))
    missing = {name: dtype for name, dtype in ENTITY_SCHEMA.items() if name not in rows.columns}
    rows = rows.with_columns(pl.lit(None, dtype=dtype).alias(name) for name, dtype in missing.items())
    return rows.select(*ENTITY_SCHEMA)
