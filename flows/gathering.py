"""A batch's facts on their way to its folder, part by part, and what a piece of an article knows of those before."""

from collections import Counter
from pathlib import Path
from shutil import rmtree

import polars as pl

from flows.reading import in_contract
from transforms.entities.linking.entity_ids import merge_aliases, merge_entities
from transforms.parts import Part
from warehouse.staging import add_staged, validated, write_staged
from warehouse.tables import COUNT_COLUMNS, FACT_TABLES, FIELDS, TABLES

_KEYS = ["article_id", "revision"]
_BY_PART = ("sentences", *FACT_TABLES)


class Gathering:
    """Facts of parts, held until they are many. A batch of ordinary articles has one file a month and table still."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        """Clear what an attempt before left."""
        self._folder, self._most_bytes = folder, most_bytes
        self.rows: Counter[str] = Counter()
        self._held: dict[str, list[pl.DataFrame]] = {name: [] for name in _BY_PART}
        self._bytes = 0
        self._counted: list[pl.DataFrame] = []
        self._entities: pl.DataFrame = TABLES["entities"].create_empty()
        self._aliases: pl.DataFrame = TABLES["entity_aliases"].create_empty()
        self._row = -1
        self.sentences_before: dict[str, int] = dict.fromkeys(FIELDS, 0)
        self.entities_before = pl.Series([], dtype=pl.String)
        for name in _BY_PART:
            rmtree(folder / name, ignore_errors=True)

    def begin(self, part: Part) -> None:
        """Forget what the pieces before told, where a part is none of the same article's."""
        if part.first_row != self._row:
            self._row, self.sentences_before = part.first_row, dict.fromkeys(FIELDS, 0)
            self.entities_before = self.entities_before.clear()

    def add(self, part: Part, rows: dict[str, pl.DataFrame]) -> None:
        """Take what a part gave: validated facts and entities, and of `articles` what they count."""
        for name in _BY_PART:
            if rows[name].height:
                self.rows[name] += rows[name].height
                self._held[name].append(rows[name])
                self._bytes += int(rows[name].estimated_size())
        self._counted.append(rows["articles"].select(*_KEYS, *COUNT_COLUMNS))
        self._entities = merge_entities(self._entities, rows["entities"])
        self._aliases = merge_aliases(self._aliases, rows["entity_aliases"])
        if part.starts:
            for field in FIELDS:
                self.sentences_before[field] += rows["sentences"].filter(pl.col("field") == field).height
            named = rows["entity_mentions"]["entity_id"].drop_nulls()
            self.entities_before = pl.concat([self.entities_before, named]).unique()
        if self._bytes > self._most_bytes:
            self._write()

    def finish(self, articles: pl.DataFrame) -> None:
        """Write what is held, the articles with their facts counted, and the entities of all parts."""
        self._write()
        counted = pl.concat(self._counted).group_by(_KEYS).agg(pl.col(list(COUNT_COLUMNS)).sum())
        whole = articles.drop(COUNT_COLUMNS).join(counted, on=_KEYS, how="left", maintain_order="left")
        tables = {"articles": whole, "entities": self._entities, "entity_aliases": self._aliases}
        write_staged(self._folder, validated(in_contract(tables)))

    def _write(self) -> None:
        for name, frames in self._held.items():
            if frames:
                add_staged(self._folder, {name: pl.concat(frames)})
                frames.clear()
        self._bytes = 0
