"""`dateline schedule` keeps to the clock: with a clock that a test moves."""

from datetime import UTC, datetime, timedelta

import pytest

from flows.commands.schedule import Moments, keep_to
from warehouse.errors import DatelineError


class Enough(Exception):  # noqa: N818
    """Ends a loop that has no end."""


def runs(start, count, last_night=None, cron="30 4 * * *", timezone="UTC", night=timedelta(minutes=5)):
    """The moments of the first nights, of which each takes some time."""
    clock, ran = [start], []

    def run(moment):
        ran.append(moment)
        clock[0] += night
        if len(ran) == count:
            raise Enough

    def sleep(seconds):
        assert 0 < seconds <= 30
        clock[0] += timedelta(seconds=seconds)

    with pytest.raises(Enough):
        keep_to(Moments(cron, timezone), run, last_night, now=lambda: clock[0], sleep=sleep)
    return [moment.astimezone(UTC).strftime("%m-%d %H:%M") for moment in ran]


NOON = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)


def test_a_night_begins_at_each_moment():
    assert runs(NOON, 3) == ["03-28 04:30", "03-29 04:30", "03-30 04:30"]


def test_a_lake_that_missed_its_night_is_seen_to_at_once():
    assert runs(NOON, 2, datetime(2026, 3, 25, tzinfo=UTC)) == ["03-27 04:30", "03-28 04:30"]
    assert runs(NOON, 1, datetime(2026, 3, 27, tzinfo=UTC)) == ["03-28 04:30"]


def test_moments_that_pass_during_a_night_are_no_nights_of_their_own():
    assert runs(NOON, 2, night=timedelta(days=2)) == ["03-28 04:30", "03-31 04:30"]


def test_hours_are_those_of_the_zone_also_when_its_clocks_change():
    assert runs(NOON, 3, timezone="Europe/Oslo") == ["03-28 03:30", "03-29 02:30", "03-30 02:30"]


@pytest.mark.parametrize(
    ("cron", "timezone", "words"),
    [
        ("soon", "UTC", "no time of the clock"),
        ("0 0 31 2 *", "UTC", "no time"),
        ("30 4 * * *", "Mars/Base", "no time zone"),
    ],
)
def test_what_is_no_time_is_refused(cron, timezone, words):
    with pytest.raises(DatelineError, match=words):
        Moments(cron, timezone)
