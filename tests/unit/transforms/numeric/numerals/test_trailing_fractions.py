import pytest


def only(rows):
    assert len(rows) == 1, [row["text"] for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("words", "text", "value", "unit"),
    [
        ("They talked for an hour and a half.", "an hour and a half", 1.5, "hour"),
        ("It took three years and a half.", "three years and a half", 3.5, "year"),
        ("It lies a mile and a quarter away.", "a mile and a quarter", 1.25, "mile"),
        ("It costs two dollars and a half.", "two dollars and a half", 2.5, "USD"),
        ("It was 12 degrees below zero.", "12 degrees below zero", -12, "degree"),
        ("It was 12 degrees Celsius below zero.", "12 degrees Celsius below zero", -12, "celsius"),
    ],
)
def test_what_stands_behind_the_unit_changes_the_figure(facts, words, text, value, unit):
    fact = only(facts(words))
    assert (fact["text"], fact["value"], fact["unit"]) == (text, value, unit)


def test_the_bound_before_the_article_stays(facts):
    fact = only(facts("It took more than a year and a half."))
    assert (fact["text"], fact["value"], fact["modifier"]) == ("a year and a half", 1.5, ">")


def test_a_half_that_is_part_of_a_word_is_not_added(facts):
    assert only(facts("It took two days and a half-hearted effort."))["value"] == 2
