"""A night that is hurt in whatever way is completed by running it again; tests/crash/matrix.py has the ways."""

import pytest

from tests.conftest import SLOW_SHARE
from tests.crash.matrix import CASES, base, prove


@pytest.fixture(scope="module")
def calm(tmp_path_factory):
    return base(tmp_path_factory.mktemp("calm"))


def share_of_each_row():
    """An even share of the cases of each row, at least one of each."""
    rows: dict[str, list] = {}
    for case in CASES:
        rows.setdefault(case.row, []).append(case)
    for cases in rows.values():
        count = max(1, round(len(cases) * SLOW_SHARE))
        for number in range(count):
            case = cases[number * len(cases) // count]
            yield pytest.param(case, id=f"{case.row}: {case.name}")


@pytest.mark.slow
@pytest.mark.timeout(1400)
@pytest.mark.parametrize("case", share_of_each_row())
def test_a_hurt_night_is_completed_by_running_it_again(case, calm, tmp_path):
    prove(case, calm, tmp_path / "disk")
