from datetime import UTC, date, datetime

import pytest

from explore import shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        (True, "yes"),
        (1250000, "1,250,000"),
        (1250000.0, "1,250,000"),
        (2.75, "2.75"),
        (1_755_649_917.25, "1,755,649,917"),
        (0.00125, "0.00125"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
        (date(2026, 3, 11), "2026-03-11"),
        (datetime(2026, 3, 11, 9, 30, tzinfo=UTC), "2026-03-11 09:30 UTC"),
        ("a\x1b[31mb", "a�[31mb"),
        ("x" * 500, "x" * 400 + "…"),
    ],
)
def test_shows_a_value_in_words(value, words):
    assert shown.cell(value) == words


def test_marks_that_turn_the_direction_become_visible_one_for_one():
    text = "pay \u202e001 euros\u2066"
    assert shown.plain(text) == "pay �001 euros�"
    assert len(shown.plain(text)) == len(text)


def test_addresses_hold_ids_of_any_characters():
    row = {"article_id": "a/b?c#d", "field": "body", "start_char": 5}
    assert shown.address("/articles/{article_id}#{field}-{start_char}", row) == "/articles/a%2Fb%3Fc%23d#body-5"


def test_a_row_without_the_id_leads_nowhere():
    assert shown.address("/entities/{speaker_id}", {"speaker_id": None}) is None


@pytest.mark.parametrize(
    ("column", "row", "words"),
    [
        ("type", {"type": "PER"}, "person"),
        ("modifier", {"modifier": "<="}, "at most"),
        ("modifier", {"modifier": None}, ""),
        ("month", {"month": date(2026, 3, 1)}, "2026-03"),
        ("month", {"month": None}, ""),
        ("last_day", {"day": date(2026, 3, 1), "last_day": date(2026, 3, 1)}, ""),
        ("last_day", {"day": date(2026, 3, 1), "last_day": date(2026, 3, 31)}, "2026-03-31"),
        ("title", {"title": "PER"}, "PER"),
    ],
)
def test_codes_are_said_in_words(column, row, words):
    assert shown.said(column, row) == words


def test_a_column_without_a_heading_of_its_own_has_its_name():
    assert shown.heading("mentions_in_titles") == "mentions in titles"
    assert shown.heading("value_usd") == "in US dollars"
