"""Match cache: the expressions found in each run, "early on Friday, March 14", kept from batch to batch.

Which expressions a run contains, and what they say, depends on its words alone. So a batch pays only for the runs
that none before it had, and the large patterns are not even compiled where those are few.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s

# Different runs of some hundred megabytes of news, and the characters in them; beyond that the cache starts empty.
_RUNS_AT_MOST, _CHARACTERS_AT_MOST = 1 << 17, 1 << 22

# Searches runs (a frame with text_no and text): gives start_char, end_char, start_byte, end_byte, text, group and
# read_as of each expression, in order of text_no and start.
Look = Callable[[pl.DataFrame], pl.DataFrame]
# Reads different wordings (columns text and group): gives the same, the fields and what follows from them; those that
# say nothing are left out.
Read = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True)
class CachedRuns:
    """Runs and the expressions in them; never changed, so that threads can share it."""

    runs: dict[str, int]  # number of each run
    characters: int
    first: Int64s  # by number of the run: the first row of `inside`, and how many
    count: Int64s
    inside: pl.DataFrame  # places in the run, text, surface_no and the fields carried along
    surfaces: pl.DataFrame  # each different wording once, in order of surface_no

    def places(self, runs: list[str], which: Int64s) -> tuple[Int64s, Int64s]:
        """For each expression in texts: the row of its run, and its row of `inside`.

        Takes different runs, all of them cached, and for each run in the texts which of those it is.
        """
        number = np.fromiter(map(self.runs.__getitem__, runs), dtype=np.int64, count=len(runs))[which]
        count = self.count[number]
        of_run = np.repeat(np.arange(len(which)), count)
        before = np.cumsum(count) - count
        return of_run, np.arange(len(of_run)) + np.repeat(self.first[number] - before, count)


class MatchCache:
    """The runs seen so far and what they contain, kept from batch to batch."""

    def __init__(self, look: Look, read: Read, carried: list[str]) -> None:
        self._look, self._read, self._carried = look, read, carried
        # Replaced whole, never changed, so threads need no lock: at worst two of them search the same runs.
        self._cached: CachedRuns | None = None

    def with_runs(self, runs: list[str]) -> CachedRuns:
        """The cache, with these runs (all distinct) in it."""
        cached = self._cached
        new = [run for run in runs if cached is None or run not in cached.runs]
        if cached is not None and not new:
            return cached
        extended = self._extend(cached, new)
        fits = len(extended.runs) <= _RUNS_AT_MOST and extended.characters <= _CHARACTERS_AT_MOST
        self._cached = extended if fits else None
        return extended

    def _extend(self, cached: CachedRuns | None, new: list[str]) -> CachedRuns:
        inside = self._look(pl.DataFrame({"text": new}, schema={"text": pl.String}).with_row_index("text_no"))
        surfaces = inside.select("group", text="read_as").unique(maintain_order=True)
        if cached is not None:
            surfaces = surfaces.join(cached.surfaces, on=["text", "group"], how="anti", maintain_order="left")
        surfaces = self._read(surfaces)
        if cached is not None:
            surfaces = pl.concat([cached.surfaces, surfaces], rechunk=True)
        numbered = surfaces.select("text", "group", "skip", *self._carried).with_row_index("surface_no")
        inside = inside.join(
            numbered.rename({"text": "read_as"}), on=["read_as", "group"], how="inner", maintain_order="left"
        )
        count = np.bincount(inside["text_no"].to_numpy(), minlength=len(new)).astype(np.int64)
        inside = _without_front(inside).drop("skip", "group", "read_as", "text_no")
        start, numbers = 0, {}
        if cached is not None:
            start, numbers = cached.inside.height, dict(cached.runs)
            inside = pl.concat([cached.inside, inside], rechunk=True)
        first = start + np.cumsum(count) - count
        numbers.update(zip(new, range(len(numbers), len(numbers) + len(new)), strict=True))
        characters = sum(map(len, new))
        if cached is not None:
            first, count = np.concatenate([cached.first, first]), np.concatenate([cached.count, count])
            characters += cached.characters
        return CachedRuns(numbers, characters, first, count, inside, surfaces)


def _without_front(inside: pl.DataFrame) -> pl.DataFrame:
    """Cut off the characters at the front that are no part of the mention: "a year-ago"."""
    skip = pl.col("skip").fill_null(0).cast(pl.UInt32)
    return inside.with_columns(
        pl.col("start_char") + skip,
        pl.col("start_byte") + skip,
        text=pl.when(skip > 0).then(pl.col("text").str.slice(skip)).otherwise(pl.col("text")),
    )
