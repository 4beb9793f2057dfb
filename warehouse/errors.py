"""One error for everything a user can repair: what went wrong, and what to do about it."""


class DatelineError(Exception):
    """A problem with its remedy. The command line prints it as one line and ends with `exit_code`."""

    exit_code = 2

    def __init__(self, problem: str, remedy: str = "", detail: str = "") -> None:
        """Keep the parts; `str()` joins the first two. The detail is lines to look at, such as a place in a text."""
        super().__init__(f"{problem}. {remedy}" if remedy else problem)
        self.problem = problem
        self.remedy = remedy
        self.detail = detail


class RunFailed(DatelineError):  # noqa: N818
    """A run that went to its end but must not count as good: failed checks, records lost, or rejects under --strict."""

    exit_code = 1


class ContractBroken(DatelineError):  # noqa: N818
    """Rows that break the contract of their table: a defect of the transforms, met on some record."""


class LakeUnreadable(DatelineError):  # noqa: N818
    """A file of the lake is gone or damaged: no fault of what was asked."""


class StoreAway(DatelineError):  # noqa: N818
    """The catalog's server or the place of the data did not answer, or went in the middle; nothing was committed.

    It may be back in a moment, so a run tries the step again.
    """
