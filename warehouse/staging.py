"""A batch on its way in: rows that keep their contracts, in the very files that the commit adds to the lake.

<lake>/staging/<run>/<batch>/articles/year=2025/month=3/<name>.parquet    tables by month of publication
<lake>/staging/<run>/<batch>/ledger/<name>.parquet                        the others
"""

import json
import shutil
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import RLock

import polars as pl

from warehouse.errors import ContractBroken
from warehouse.files import whole_file
from warehouse.lake import Lake
from warehouse.parquet import write_parquet
from warehouse.quoting import file_list
from warehouse.tables import PARTITIONED_TABLES, SORTED_BY, TABLES, polars_schema

# Rows a question can pass over at once, by the least and greatest value of what the file is sorted by.
_ROW_GROUP = 65_536

# What a folder is called for articles without a day of publication, by the custom of Hive.
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


# Who holds it moves staged files, or needs them where they are.
_MOVING = RLock()

# Says which tables of a batch a worker has put among the lake's data already.
PUBLISHED = "published.json"


def stage(folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Validate each frame against its contract and write it to `folder` as Parquet, over what was there.

    Raises ContractBroken if a row breaks the contract: that is a defect of the transforms, and a batch with one is
    never loaded.
    """
    write_staged(folder, validated(tables))


def validated(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Each frame in the columns of its contract, Enums as Strings. Raises ContractBroken if a row breaks it."""
    return {name: _validated(name, frame) for name, frame in tables.items()}


def write_staged(folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Write what `validated` gave to `folder` as Parquet, in the place of what was there.

    All of it is written before any of it is moved there: where writing fails, `folder` is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".fresh-", ignore_cleanup_errors=True) as aside:
        fresh, gone = Path(aside) / "fresh", Path(aside) / "gone"
        gone.mkdir()
        add_staged(fresh, tables)
        with _MOVING:
            for name in tables:
                _swap(folder / name, fresh / name, gone / name)


@contextmanager
def nothing_moved() -> Iterator[None]:
    """Keep other threads from putting staged rows in the place of others, while batches on their way are looked at."""
    with _MOVING:
        yield


def add_staged(folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Write what `validated` gave to `folder` as Parquet, beside what is there."""
    for name, rows in tables.items():
        if name in PARTITIONED_TABLES:
            _add_months(folder / name, rows, SORTED_BY.get(name, ()))
        else:
            _write(folder / name, rows)


def staged_files(folder: Path, name: str) -> list[Path]:
    """The files of one table in a staged batch; none where the batch has nothing for it."""
    return sorted((folder / name).rglob("*.parquet"))


def staged_rows(folder: Path, name: str) -> pl.DataFrame:
    """The rows of one table in a staged batch, in the columns of its contract; Enums are Strings."""
    frames = [pl.read_parquet(file, hive_partitioning=False, glob=False) for file in staged_files(folder, name)]
    return pl.concat(frames) if frames else TABLES[name].create_empty()


def parquet_relation(files: list[Path]) -> str:
    """SQL that reads Parquet files (at least one) as a table."""
    return f"read_parquet({file_list(files)}, hive_partitioning = false)"


def published_files(lake: Lake, folder: Path, name: str) -> list[str]:
    """Put the staged files of a table where the lake's data lies; gives their addresses there.

    Nothing reads them before a commit adds them to the catalog. The staged names stay, as links to the same bytes in a
    lake of one folder, until the batch is done with: by them the next writer knows what a killed commit has left.
    """
    there = published_already(folder)
    if name in there:
        return [f"{lake.store.data.address}{target}" for target in there[name]]
    files = {file: f"main/{file.relative_to(folder).as_posix()}" for file in staged_files(folder, name)}
    lake.store.data.publish(files)
    return [f"{lake.store.data.address}{target}" for target in files.values()]


def published_already(folder: Path) -> dict[str, list[str]]:
    """Names of files, by table, that a worker has put among the lake's data for this batch."""
    note = folder / PUBLISHED
    return dict(json.loads(note.read_text(encoding="utf-8"))) if note.exists() else {}


def note_published(folder: Path, names: dict[str, list[str]]) -> None:
    """Note what a worker has put among the lake's data: names of files, by table."""
    with whole_file(folder / PUBLISHED) as file:
        file.write_text(json.dumps(names), encoding="utf-8")


def rows_of_batch(lake: Lake, folder: Path, name: str) -> pl.DataFrame:
    """As `staged_rows`, also where a worker has put the table among the lake's data: that is fetched, and stays."""
    names = published_already(folder).get(name)
    if not names:
        return staged_rows(folder, name)
    with TemporaryDirectory(prefix="dateline-batch-") as place:
        lake.store.data.fetch({target: Path(place) / target.removeprefix("main/") for target in names})
        return staged_rows(Path(place), name)


def write_instead(lake: Lake, folder: Path, tables: dict[str, pl.DataFrame]) -> None:
    """Stage rows in the place of what a batch has of some tables. Call before these are part of the lake.

    What a worker has put among the data for them is deleted: nothing knows it, nor ever will.
    """
    write_staged(folder, tables)
    there = published_already(folder)
    withdrawn = {target for name in tables for target in there.pop(name, [])}
    if withdrawn:
        note_published(folder, there)
        lake.store.data.delete(withdrawn)


def sweep(lake: Lake) -> None:
    """Remove staged batches, and the files that a killed or failed commit put among the data.

    Call with the writer's lock held.
    """
    lake.sweep()
    shutil.rmtree(lake.staging, ignore_errors=True)
    lake.staging.mkdir(parents=True, exist_ok=True)


def _validated(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    contract = TABLES[name]
    good, failures = contract.filter(frame.select(contract.column_names()))
    if len(failures):
        raise ContractBroken(
            f"{len(failures)} rows of {name} break their contract: {failures.counts()}",
            "Please report it with the article; the batch was not loaded",
        )
    enums = [column for column, dtype in polars_schema(contract).items() if dtype == pl.Enum]
    return good.with_columns(pl.col(enums).cast(pl.String))


def _swap(place: Path, fresh: Path, gone: Path) -> None:
    """Put a folder, or nothing, in the place of one that may be there."""
    if place.exists():
        place.rename(gone)
    try:
        if fresh.exists():
            fresh.rename(place)
    except OSError:
        if gone.exists():
            gone.rename(place)
        raise


def _add_months(folder: Path, rows: pl.DataFrame, order: Sequence[str]) -> None:
    """One file a month of publication, each sorted by `order`, ties as they came."""
    month = pl.struct(year=pl.col("published_on").dt.year(), month=pl.col("published_on").dt.month())
    months = rows.select(month).to_series().rle().struct.unnest()
    if months["value"].n_unique() < months.height:
        rows = rows.sort(month, maintain_order=True)
        months = rows.select(month).to_series().rle().struct.unnest()
    start = 0
    for count, value in months.iter_rows():
        place = "/".join(f"{part}={_NO_VALUE if number is None else number}" for part, number in value.items())
        of_month = rows.slice(start, count)
        _write(folder / place, of_month.sort(order, nulls_last=True, maintain_order=True) if order else of_month)
        start += count


def _write(folder: Path, rows: pl.DataFrame) -> None:
    """Write a file under a name that no other has, or none where there are no rows: each costs the commit queries."""
    if not rows.is_empty():
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{uuid.uuid4()}.parquet"
        write_parquet(rows, file, compression="zstd", compression_level=1, row_group_size=_ROW_GROUP)
