"""The tables of entities: what a batch changes in them, and what a reviewed decision changes in what is loaded."""

import duckdb
import polars as pl

from transforms.entities.linking.entity_ids import merge_aliases, merge_entities
from transforms.entities.overrides import apply_overrides
from warehouse.lake import Lake
from warehouse.load import replace_entities
from warehouse.overrides import OVERRIDES, read_overrides
from warehouse.tables import TABLES


def news_of_entities(
    lake: duckdb.DuckDBPyConnection, entities: pl.DataFrame, aliases: pl.DataFrame
) -> dict[str, pl.DataFrame]:
    """The rows of `entities` and `entity_aliases` that are new or changed, merged with what the lake holds."""
    known = _known(lake, "entities", entities)
    merged = merge_entities(known, entities)
    known_aliases = _known(lake, "entity_aliases", entities)
    new_aliases = merge_aliases(known_aliases, aliases)
    return {
        "entities": merged.join(known, on=known.columns, how="anti", nulls_equal=True),
        "entity_aliases": new_aliases.join(known_aliases, on=known_aliases.columns, how="anti", nulls_equal=True),
    }


def with_decided_speakers(quotations: pl.DataFrame, overrides: pl.DataFrame) -> pl.DataFrame:
    """Quotations with reviewed decisions applied to who speaks."""
    speakers = quotations.select("entity_id", text="speaker_text")
    decided, _ = apply_overrides(speakers, TABLES["entities"].create_empty(), overrides)
    return quotations.with_columns(decided["entity_id"])


def apply_to_lake(place: Lake) -> int:
    """Apply the overrides file to the mentions and entities in the lake, in one commit.

    Call with the writer's lock held. Gives the number of mentions whose entity changed.
    """
    with place.file(OVERRIDES) as file:
        overrides = read_overrides(file)
    lake = place.writer()
    touched = pl.concat([overrides["entity_id"], overrides["into"]]).drop_nulls().unique().to_frame("entity_id")
    entities = _known(lake, "entities", touched)
    lake.register("ids_in", overrides.select("entity_id").unique().to_arrow())
    columns = "article_id, revision, published_on, field, start_char, text, entity_id"
    before = lake.execute(f"SELECT {columns} FROM entity_mentions SEMI JOIN ids_in USING (entity_id)").pl()
    lake.unregister("ids_in")
    after, entities = apply_overrides(before, entities, overrides)
    place_of = ["article_id", "revision", "field", "start_char"]
    changed = before.join(after, on=[*place_of, "entity_id"], how="anti", nulls_equal=True).select(place_of)
    moved = changed.join(after.select(*place_of, "published_on", "entity_id"), on=place_of, how="left")
    lake.close()
    replace_entities(place, entities, moved)
    return moved.height


def _known(lake: duckdb.DuckDBPyConnection, table: str, entities: pl.DataFrame) -> pl.DataFrame:
    lake.register("ids_in", entities.select("entity_id").to_arrow())
    columns = TABLES[table].column_names()
    rows = lake.execute(f"SELECT {', '.join(columns)} FROM {table} SEMI JOIN ids_in USING (entity_id)").pl()
    lake.unregister("ids_in")
    return rows.cast({name: pl.String for name in columns if name in ("type", "source", "status")})
