from datetime import UTC, datetime

import duckdb
import pytest

from warehouse.errors import DatelineError
from warehouse.freshness import freshness

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def connection():
    made = duckdb.connect()
    made.execute("SET TimeZone = 'UTC'")
    made.execute("CREATE TABLE articles (source VARCHAR, ingested_at TIMESTAMPTZ, published_on DATE)")
    made.execute(
        "INSERT INTO articles VALUES ('harbour', '2026-03-17', '2026-03-16'), ('harbour', '2026-03-18', '2026-03-01'), "
        "('valley', '2026-03-20', '2026-03-19')"
    )
    return made


def verdicts(connection, folder, declared):
    (folder / "sources.toml").write_text(declared)
    return {row.source: row.verdict for row in freshness(connection, folder, NOW)}


def test_age_counts_from_the_day_of_the_run_that_brought_something_new(connection, tmp_path):
    first, second = freshness(connection, tmp_path, NOW)
    assert (first.source, first.last_new.date().isoformat(), str(first.newest)) == (
        "harbour", "2026-03-18", "2026-03-16",
    )  # fmt: skip
    assert (second.source, second.verdict) == ("valley", "")


@pytest.mark.parametrize(
    ("declared", "verdict"),
    [
        ('[sources.harbour]\nwarn_after = "61h"\nerror_after = "3d"', "fresh"),
        ('[sources.harbour]\nwarn_after = "59h"\nerror_after = "3d"', "warn"),
        ('[sources.harbour]\nwarn_after = "1d"\nerror_after = "2d"', "error"),
        ('[sources.harbour]\nerror_after = "2d"', "error"),
        ('[sources."*"]\nwarn_after = "2d"', "warn"),
        ('[sources."*"]\nwarn_after = "2d"\n[sources.harbour]\nwarn_after = "9d"', "fresh"),
        ('[sources.valley]\nwarn_after = "2d"', ""),
    ],
)
def test_a_source_is_held_to_its_own_limits(connection, tmp_path, declared, verdict):
    assert verdicts(connection, tmp_path, declared)["harbour"] == verdict


@pytest.mark.parametrize(
    "declared",
    [
        "[sources",
        '[sources.x]\nwarn_after = "soon"',
        "[sources.x]\nwarn_after = 3",
        "sources = 3",
        '[sources]\nx = "1d"',
    ],
)
def test_limits_that_cannot_be_read_are_named(connection, tmp_path, declared):
    with pytest.raises(DatelineError, match=r"sources\.toml cannot be read"):
        verdicts(connection, tmp_path, declared)
