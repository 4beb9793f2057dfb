"""What a query leaves open is bound, of the type it looks like or that a saved query declares."""

from datetime import date

import pytest

from warehouse.errors import DatelineError
from warehouse.parameters import declared_parameters, guessed, read_parameters
from warehouse.sql_files import SqlObject

QUERY = SqlObject(
    "amounts",
    "",
    "-- Amounts.\n-- $since DATE = 2026-01-01: the first day\n-- $least DOUBLE: the smallest\nSELECT $since, $least",
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("-7", -7),
        ("1.5", 1.5),
        ("2026-03-02", date(2026, 3, 2)),
        ("2026-13-02", "2026-13-02"),
        ("True", True),
        ("'7'", "7"),
        ("x' OR 1=1 --", "x' OR 1=1 --"),
        ("", ""),
        ("9" * 30, "9" * 30),
    ],
)
def test_a_value_has_the_type_it_looks_like(text, value):
    assert guessed({"a": text}) == {"a": value}
    assert type(guessed({"a": text})["a"]) is type(value)


def test_names_and_values_are_read():
    assert read_parameters(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}


@pytest.mark.parametrize("given", [["a"], ["=1"], ["a b=1"], ["a=1", "a=2"]])
def test_what_is_no_parameter_is_refused(given):
    with pytest.raises(DatelineError):
        read_parameters(given)


def test_declared_ones_have_their_type_and_default():
    assert declared_parameters(QUERY, {"least": "5"}) == {"since": date(2026, 1, 1), "least": 5.0}
    assert declared_parameters(QUERY, {"least": "5", "since": "2026-03-02"})["since"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("given", "said"),
    [({}, "least has no value"), ({"least": "many"}, "type DOUBLE"), ({"least": "1", "x": "1"}, "no parameter x")],
)
def test_what_does_not_fit_is_told(given, said):
    with pytest.raises(DatelineError, match=said):
        declared_parameters(QUERY, given)
