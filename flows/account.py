"""What every step of a run knows, and the account it gives of the records."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path

from flows.defaults import MEMORY_MB, OLDEST_DAY, TAGGER
from flows.defects import MOST_DEFECTS
from warehouse.lake import Lake

_AHEAD = timedelta(days=2)


@dataclass(frozen=True)
class RunContext:
    """What every step of a run must know. The same day and what was asked for give the same run_id."""

    lake: str
    as_of: date
    sources: tuple[str, ...]
    source: str | None = None
    tagger: str = TAGGER
    mapping: tuple[tuple[str, str], ...] = ()
    oldest_day: date | None = OLDEST_DAY
    """The first day of publication that is loaded; None for any day, in the future too."""
    retry: bool = False
    """Whether rejected records are read again."""
    memory_mb: int = MEMORY_MB
    """What the run may hold in memory; not part of what is asked for."""

    @property
    def run_id(self) -> str:
        """The logical run: its day, and a hash of what was asked for."""
        asked: list[object] = [self.sources, self.source]
        if self.tagger != TAGGER:
            asked.append(self.tagger)
        if self.mapping:
            asked.append(dict(self.mapping))
        if self.oldest_day != OLDEST_DAY:
            asked.append(str(self.oldest_day))
        if self.retry:
            asked.append("retry")
        return f"{self.as_of.isoformat()}-{sha256(json.dumps(asked).encode()).hexdigest()[:8]}"

    @property
    def latest_day(self) -> date:
        """The latest day that can be one of publication: where it is already tomorrow, and clocks that are wrong."""
        return min(self.as_of, date.max - _AHEAD) + _AHEAD

    @property
    def folder(self) -> Path:
        """Where the run leaves its plans and staged batches."""
        return Lake(self.lake).staging / self.run_id

    @property
    def logical_moment(self) -> datetime:
        """The run's moment in the tables: midnight UTC of its day, whenever it really ran."""
        return datetime.combine(self.as_of, time(), UTC)


@dataclass
class Account:
    """What became of the records of a batch, or of a run.

    `defects` are records on which the program failed: they are among the rejects, or held back with their batch, and
    `errors` counts them by kind and place. `known_rejects` are those of the known that had been rejected. `reused_ids`
    are articles whose id was that of another story. `passed_over` counts what was found and is no input, by the files'
    endings.
    """

    records_in: int = 0
    known: int = 0
    articles: int = 0
    revisions: int = 0
    duplicates: int = 0
    rejects: int = 0
    known_rejects: int = 0
    defects: int = 0
    held_back: int = 0
    reused_ids: int = 0
    characters: int = 0
    bytes: int = 0
    batches: int = 0
    facts: dict[str, int] = field(default_factory=dict)
    reasons: dict[str, int] = field(default_factory=dict)
    failed_checks: dict[str, int] = field(default_factory=dict)
    check_warnings: dict[str, int] = field(default_factory=dict)
    errors: dict[str, int] = field(default_factory=dict)
    passed_over: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Account") -> None:
        """Add another account's figures to this one."""
        for name, figure in asdict(other).items():
            if isinstance(figure, dict):
                setattr(self, name, dict(Counter(getattr(self, name)) + Counter(figure)))
            else:
                setattr(self, name, getattr(self, name) + figure)

    def balances(self) -> bool:
        """Nothing is lost: what came in is what came out."""
        return self.records_in == self.records_out()

    def records_out(self) -> int:
        """Records of which it is known what became of them."""
        return self.known + self.articles + self.revisions + self.duplicates + self.rejects + self.held_back

    def has_too_many_defects(self) -> bool:
        """Whether so many records failed that the fault is hardly theirs."""
        return self.defects > MOST_DEFECTS

    def is_nothing_new(self) -> bool:
        """Whether all records are known already, so that there is nothing to extract or commit."""
        return self.records_in == self.known

    def brought_articles(self) -> bool:
        """Whether there are articles that were not there before."""
        return bool(self.articles or self.revisions or self.duplicates)

    def is_all_bad(self) -> bool:
        """Whether there was something to read, and nothing of it is an article, now or from a run before."""
        bad = self.rejects + self.known_rejects
        return self.records_in == bad and bool(bad or self.passed_over)

    def unpublished(self) -> "Account":
        """The account of a batch that is held back, for checks or defects: it was read, and will be again."""
        held_back = self.records_in - self.known
        return Account(
            records_in=self.records_in,
            known=self.known,
            known_rejects=self.known_rejects,
            held_back=held_back,
            bytes=self.bytes,
            defects=self.defects,
            errors=self.errors,
            failed_checks=self.failed_checks,
            check_warnings=self.check_warnings,
        )
