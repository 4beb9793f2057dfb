"""The lake: DuckLake over a SQLite catalog in WAL mode and plain Parquet files. Everything DuckLake stays in here.

<lake>/lake.json        format of the lake; written last, so a half-made lake is finished by the next writer
<lake>/catalog.sqlite   the catalog: tables, snapshots, files
<lake>/data/            Parquet, by table and month of publication
<lake>/staging/         batches on their way in; swept by the next writer
"""

from warehouse.lake.extensions import extension_path
from warehouse.lake.place import LAKE_FORMAT, Lake

__all__ = ["LAKE_FORMAT", "Lake", "extension_path"]
