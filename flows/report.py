"""The account of a run in the shapes people read: a terminal table, a Prefect artifact, plain values."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from flows.account import Account, RunContext

if TYPE_CHECKING:
    from warehouse.mart_diff import MartDiff

# More kinds than this are counted together.
_MOST_LISTED = 12


@dataclass(frozen=True)
class Report:
    """A finished run's account and how long it took."""

    context: RunContext
    account: Account
    seconds: float
    marts: "MartDiff | None" = None
    """What a night changed in the marts; None where they were not compared."""
    marts_problem: str | None = None
    """Why the marts could not be compared, where they should have been."""

    def rows(self) -> list[dict[str, str]]:
        """Measures in reading order, for a table of two columns."""
        account = self.account
        done = account.articles + account.revisions + account.duplicates
        figures: list[tuple[str, str]] = [
            ("records read", f"{account.records_in:,}"),
            ("known already", f"{account.known:,}" + (f" ({self._rejected_before()})" * bool(account.known_rejects))),
            ("new articles", f"{account.articles:,}"),
            ("revisions", f"{account.revisions:,}"),
            ("duplicates linked", f"{account.duplicates:,}"),
            ("rejects", f"{account.rejects:,}" + (f" ({self.reasons()})" if account.rejects else "")),
            *([("defects", f"{account.defects:,} ({self.errors()})")] if account.defects else []),
            *([("ids of other articles", f"{account.reused_ids:,}")] if account.reused_ids else []),
            *([("held back", f"{account.held_back:,}")] if account.held_back else []),
            *([("no input", self.passed_over())] if account.passed_over else []),
            *((name.replace("_", " "), f"{count:,}") for name, count in account.facts.items()),
            ("failed checks", self.failed_checks() or "none"),
            *([("check warnings", self.check_warnings())] if account.check_warnings else []),
            *([("marts", f"not compared: {self.marts_problem}")] if self.marts_problem else []),
            ("batches", f"{account.batches:,}"),
            ("seconds", f"{self.seconds:.1f}"),
            ("articles per second", f"{done / self.seconds:,.0f}" if self.seconds else "-"),
        ]
        return [{"measure": name, "value": value} for name, value in figures]

    def mart_rows(self) -> list[dict[str, str | int]]:
        """The marts that differ from those before the night: mart, added, removed, changed."""
        return [change._asdict() for change in self.marts.marts] if self.marts else []

    def mart_days(self) -> str:
        """Which rows of the marts are compared."""
        if self.marts_problem:
            return f"The marts could not be compared: {self.marts_problem}"
        if not self.marts:
            return "The marts are not compared"
        left_out = f", older ones left out: {self.marts.days_left_out:,}" if self.marts.days_left_out else ""
        return f"Rows of marts against the night before; days of publication compared: {self.marts.days:,}{left_out}"

    def mart_line(self) -> str:
        """The marts that differ in one line."""
        changes = self.marts.marts if self.marts else []
        return ", ".join(f"{one.mart} +{one.added:,} -{one.removed:,} ~{one.changed:,}" for one in changes) or (
            "not known" if self.marts_problem else "no mart"
        )

    def markdown(self) -> str:
        """The report as a Markdown page."""
        asked = "\n".join(f"- `{path.replace('`', '')}`" for path in self.context.sources)
        table = "\n".join(f"| {row['measure']} | {row['value'].replace('|', '/')} |" for row in self.rows())
        return (
            f"# Run {self.context.run_id}\n\nDay {self.context.as_of.isoformat()}, into `{self.context.lake}`, from\n\n"
            f"{asked}\n\n| measure | value |\n|---|---|\n{table}\n"
        )

    def reasons(self) -> str:
        """Rejects by reason."""
        return _listed(self.account.reasons)

    def rejects(self) -> str:
        """Rejects by reason, with those of runs before."""
        parts = [self.reasons()] if self.account.reasons else []
        return ", ".join([*parts, *([self._rejected_before()] if self.account.known_rejects else [])])

    def _rejected_before(self) -> str:
        return f"{self.account.known_rejects:,} rejected before"

    def errors(self) -> str:
        """Defects by the error and its place in the program."""
        return _listed(self.account.errors)

    def passed_over(self) -> str:
        """Files that were found and are no input, by their endings."""
        return _listed(self.account.passed_over)

    def unread(self) -> str:
        """What there was when nothing could be read."""
        parts = [self.rejects()] if self.account.rejects or self.account.known_rejects else []
        return ", ".join([*parts, *([f"no input: {self.passed_over()}"] if self.account.passed_over else [])])

    def failed_checks(self) -> str:
        """Failed checks with their offending rows."""
        return _listed(self.account.failed_checks)

    def check_warnings(self) -> str:
        """Checks that only warn, with the rows they found."""
        return _listed(self.account.check_warnings)

    def as_dict(self) -> dict[str, Any]:
        """Everything as plain values."""
        return {
            "run_id": self.context.run_id,
            "as_of": self.context.as_of.isoformat(),
            "seconds": self.seconds,
            **asdict(self.account),
            "rows": self.rows(),
            "marts": self.mart_rows(),
            "mart_days": self.mart_days(),
        }


def _listed(counts: dict[str, int]) -> str:
    """The commonest first, and how many more there are."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    rest = sum(count for _, count in ordered[_MOST_LISTED:])
    parts = [f"{name} {count:,}" for name, count in ordered[:_MOST_LISTED]]
    return ", ".join([*parts, *([f"others {rest:,}"] if rest else [])])
