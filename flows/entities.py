"""What a batch changes in the tables of entities, whatever order batches come in."""

import duckdb
import polars as pl

from transforms.entities.canonical import merge_aliases, merge_entities
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


def _known(lake: duckdb.DuckDBPyConnection, table: str, entities: pl.DataFrame) -> pl.DataFrame:
    lake.register("ids_in", entities.select("entity_id").to_arrow())
    columns = TABLES[table].column_names()
    rows = lake.execute(f"SELECT {', '.join(columns)} FROM {table} SEMI JOIN ids_in USING (entity_id)").pl()
    lake.unregister("ids_in")
    return rows.cast({name: pl.String for name in columns if name in ("type", "source", "status")})
