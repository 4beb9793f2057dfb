import polars as pl
import pytest

from transforms.publication import iso_8601, moment


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-03-11", "2026-03-11"),
        ("2026-03-11T08:30:00+02:00", "2026-03-11T08:30:00+02:00"),
        ("2026-03-11 08:30:00 UTC", "2026-03-11 08:30:00Z"),
        ("Wed, 11 Mar 2026 08:30:00 GMT", "2026-03-11T08:30:00Z"),
        ("Wed, 11 Mar 2026 08:30 +0530", "2026-03-11T08:30+0530"),
        ("11 Mar 2026 08:30:00 CET", "2026-03-11T08:30:00+01:00"),
        ("11 Mar 2026 08:30:00 JST", "2026-03-11T08:30:00+09:00"),
        ("1 March 2026", "2026-03-01"),
        ("11 Mar 2026 08:30:00 IST", "2026-03-11T08:30:00"),  # India, Ireland or Israel
        ("20260311", "2026-03-11"),
        ("20260311T083000Z", "2026-03-11T08:30:00Z"),
        ("20260311083000", "2026-03-11T08:30:00"),
        ("20260311T0830+0100", "2026-03-11T08:30:00+0100"),
        ("1773217800", "2026-03-11T08:30:00Z"),
        ("1773217800000", "2026-03-11T08:30:00Z"),
        ("yesterday", "yesterday"),
        ("11 Foo 2026", "11 Foo 2026"),
        ("03/04/2024", "03/04/2024"),
        ("", ""),
        (None, None),
    ],
)
def test_reads_how_sources_write_it(written, iso):
    frame = pl.DataFrame({"written": [written]}, schema={"written": pl.String})
    assert frame.select(iso_8601(pl.col("written"))).item() == iso


def test_the_day_is_that_of_the_source_and_the_moment_is_in_utc():
    at = pl.select(moment(iso_8601(pl.lit("Thu, 12 Mar 2026 01:30:00 +0900")))).item()
    assert at.isoformat() == "2026-03-11T16:30:00+00:00"
