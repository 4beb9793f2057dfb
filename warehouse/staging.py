"""A batch on its way in: rows that keep their contracts, in the very files that the commit adds to the lake.

<lake>/staging/<run>/<batch>/articles/year=2025/month=3/<name>.parquet    tables by month of publication
<lake>/staging/<run>/<batch>/ledger.parquet                               the others
"""

import os
import shutil
import uuid
from pathlib import Path

import polars as pl

from warehouse.errors import ContractBroken
from warehouse.lake import Lake
from warehouse.quoting import quoted
from warehouse.tables import PARTITIONED_TABLES, TABLES, polars_schema

# What a folder is called for articles without a day of publication, by the custom of Hive.
_NO_VALUE = "__HIVE_DEFAULT_PARTITION__"


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
    """Write what `validated` gave to `folder` as Parquet, over what was there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        if name in PARTITIONED_TABLES:
            _write_months(folder / name, rows)
        else:
            _write(folder / f"{name}.parquet", rows)


def staged_files(folder: Path, name: str) -> list[Path]:
    """The files of one table in a staged batch; none where the batch has nothing for it."""
    if name in PARTITIONED_TABLES:
        return sorted((folder / name).rglob("*.parquet"))
    file = folder / f"{name}.parquet"
    return [file] if file.is_file() else []


def staged_rows(folder: Path, name: str) -> pl.DataFrame:
    """The rows of one table in a staged batch, in the columns of its contract; Enums are Strings."""
    frames = [pl.read_parquet(file, hive_partitioning=False) for file in staged_files(folder, name)]
    return pl.concat(frames) if frames else TABLES[name].create_empty()


def parquet_relation(files: list[Path]) -> str:
    """SQL that reads Parquet files (at least one) as a table."""
    return f"read_parquet({file_list(files)}, hive_partitioning = false)"


def file_list(files: list[Path]) -> str:
    """The files as a list in SQL."""
    return f"[{', '.join(quoted(str(file)) for file in files)}]"


def published_files(lake: Lake, folder: Path, name: str) -> list[Path]:
    """Put the staged files of a table partitioned by month where the lake's data lies; gives their places there.

    Nothing reads them before a commit adds them to the catalog. The staged names stay, as links to the same bytes,
    until the batch is done with: `sweep` knows by them what a killed commit has left.
    """
    published = []
    for file in staged_files(folder, name):
        target = _place_in(lake, name, file)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _link(file, target)
        published.append(target)
    return published


def sweep(lake: Lake) -> None:
    """Remove staged batches, and files that a killed commit put beside the data. Call with the writer's lock held."""
    placed = {}
    for name in PARTITIONED_TABLES:
        for file in lake.staging.glob(f"*/*/{name}/year=*/month=*/*.parquet"):
            target = _place_in(lake, name, file)
            if target.exists():
                placed[target.name] = target
    if placed:
        known = lake.known_data_files(list(placed))
        for file_name, target in placed.items():
            if file_name not in known:
                target.unlink()
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


def _write_months(folder: Path, rows: pl.DataFrame) -> None:
    """One file a month of publication, under a name that no other file has."""
    shutil.rmtree(folder, ignore_errors=True)
    month = pl.struct(year=pl.col("published_on").dt.year(), month=pl.col("published_on").dt.month())
    months = rows.select(month).to_series().rle().struct.unnest()
    if months["value"].n_unique() < months.height:
        rows = rows.sort(month, maintain_order=True)
        months = rows.select(month).to_series().rle().struct.unnest()
    start = 0
    for count, value in months.iter_rows():
        place = "/".join(f"{part}={_NO_VALUE if number is None else number}" for part, number in value.items())
        (folder / place).mkdir(parents=True, exist_ok=True)
        file = folder / place / f"{uuid.uuid4()}.parquet"
        _write(file, rows.slice(start, count))
        start += count


def _write(file: Path, rows: pl.DataFrame) -> None:
    """Write a file, or none where there are no rows: every file costs the commit a few queries."""
    if rows.is_empty():
        file.unlink(missing_ok=True)
    else:
        rows.write_parquet(file, compression="zstd", compression_level=1)


def _place_in(lake: Lake, name: str, staged: Path) -> Path:
    month, year = staged.parent.name, staged.parent.parent.name
    return lake.data / "main" / name / year / month / staged.name


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # a file system without links
        part = target.with_suffix(".part")
        shutil.copyfile(file, part)
        part.replace(target)
