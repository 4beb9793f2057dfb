"""A batch on its way to another process and back: its staged files as bytes, what became of them as names and bytes.

What a worker writes goes straight to where the lake's data lies. The name of a file is made of the run, the batch and
the bytes that the batch was sent as, so that a batch that is extracted twice, because its worker died, is the same
objects with the same bytes.
"""

import shutil
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from flows.account import Account, RunContext
from flows.defects import NOTES
from flows.run import RATES
from warehouse.lake.store import data_at
from warehouse.overrides import OVERRIDES
from warehouse.staging import note_published
from warehouse.tables import FACT_TABLES

# Tables that a worker writes for good. The committer compares the others with the lake before it writes them.
_BY_WORKERS = ("articles", *FACT_TABLES)
_BY_COMMITTER = ("sentences", "entities", "entity_aliases")


@dataclass(frozen=True)
class Shipped:
    """A batch that was read: the files of its folder and of the run, by their paths below the folder of the run."""

    run: str
    batch: str
    data: str
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        """What its files will be called: the run, the batch, and a hash of what is in it."""
        digest = sha256()
        # Staged files have names of chance; where they lie and what is in them is what counts.
        for place, content in sorted((str(Path(path).parent), content) for path, content in self.files.items()):
            digest.update(f"{place}:{len(content)}:".encode() + content)
        return f"{self.run}-{self.batch}-{digest.hexdigest()[:16]}"


@dataclass
class Extracted:
    """What became of a batch: its account, the files among the lake's data by table, the rest as bytes."""

    account: Account
    published: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)


def shipped(folder: Path, run: str, data: str) -> Shipped:
    """A batch that was read, and the rates and overrides of its run, to be sent to a worker."""
    files = [*sorted(folder.rglob("*.parquet")), folder.parent / RATES, folder.parent / OVERRIDES]
    top = folder.parent
    contents = {file.relative_to(top).as_posix(): file.read_bytes() for file in files if file.is_file()}
    return Shipped(run, folder.name, data, contents)


def extract_shipped(context: RunContext, batch: Shipped) -> Extracted:
    """Extract a batch on a worker and put its tables where the lake's data lies. May be done again at any time.

    Where checks fail or the program fails on records nothing is put there.
    """
    from flows.ingest import extract_batch  # its rules take a second to import

    with TemporaryDirectory(prefix="dateline-worker-") as top:
        folder = unpacked(batch, Path(top))
        account = extract_batch(context, folder)
        notes = folder.with_suffix(NOTES)
        if account.defects:
            return Extracted(account, files={notes.name: notes.read_bytes()})
        if account.failed_checks:
            return Extracted(account)
        published: dict[str, list[str]] = {}
        files: dict[Path, str] = {}
        name = batch.name  # once: it is a hash of all that was sent, and there are files by the hundred
        for table in _BY_WORKERS:
            for file in sorted((folder / table).rglob("*.parquet")):
                place = file.parent.relative_to(folder).as_posix()
                # Facts that are too many for one file are several, told apart by their bytes.
                mark = "" if len(list(file.parent.iterdir())) == 1 else f"-{sha256(file.read_bytes()).hexdigest()[:16]}"
                files[file] = f"main/{place}/{name}{mark}.parquet"
                published.setdefault(table, []).append(files[file])
        data_at(batch.data).publish(files)
        kept = [file for table in _BY_COMMITTER for file in sorted((folder / table).rglob("*.parquet"))]
        return Extracted(account, published, {file.relative_to(top).as_posix(): file.read_bytes() for file in kept})


def unpacked(batch: Shipped, top: Path) -> Path:
    """Lay a batch out on disk as it was; gives its folder."""
    for name, content in batch.files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_bytes(content)
    (top / batch.batch).mkdir(exist_ok=True)
    return top / batch.batch


def received(folder: Path, extracted: Extracted) -> Account:
    """Lay out what came back next to what the batch was read as, for its commit; gives the account."""
    for table in _BY_COMMITTER:
        shutil.rmtree(folder / table, ignore_errors=True)
    for name, content in extracted.files.items():
        target = folder.parent / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    if extracted.published:
        note_published(folder, extracted.published)
    return extracted.account
