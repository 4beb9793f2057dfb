"""What is foreign cannot drive the terminal."""

import io

from rich.console import Console

from flows import terminal


def printed(monkeypatch, show, *args):
    sink = io.StringIO()
    monkeypatch.setattr(terminal, "_OUT", Console(file=sink, force_terminal=True, width=80, highlight=False))
    show(*args)
    return sink.getvalue()


def test_control_characters_become_visible(monkeypatch):
    output = printed(monkeypatch, terminal.table, [{"title": "\x1b]0;owned\x07 \x1b[31mred \x9b2J"}], "t")
    assert "\x1b]0" not in output
    assert "\x1b[31m" not in output
    assert "\x9b" not in output


def test_markup_is_shown_and_not_obeyed(monkeypatch):
    assert "[red]x[/red]" in printed(monkeypatch, terminal.table, [{"title": "[red]x[/red]"}])


def test_text_that_reverses_its_direction_is_shown_as_it_is(monkeypatch):
    assert "\u202e" not in printed(monkeypatch, terminal.say, "abc\u202etxt.exe")


def test_rows_of_many_columns_stand_below_each_other(monkeypatch):
    rows = [{f"column_{number}": f"\x1bcell {row}{number}" for number in range(12)} for row in range(2)]
    lines = printed(monkeypatch, terminal.result, rows).splitlines()
    assert sum("Row " in line for line in lines) == 2
    for row in range(2):
        for number in range(12):
            assert any(f"column_{number}" in line and f"\ufffdcell {row}{number}" in line for line in lines)


def test_rows_of_few_columns_stand_beside_each_other(monkeypatch):
    lines = printed(monkeypatch, terminal.result, [{"day": "2026-03-01", "text": "words " * 40}]).splitlines()
    assert any("day" in line and "text" in line for line in lines)
    assert not any("Row " in line for line in lines)
    assert printed(monkeypatch, terminal.result, []) == ""


def test_highlights_stand_where_the_facts_are(monkeypatch):
    output = printed(monkeypatch, terminal.article, "T", "ab\x1bcost $5", [(8, 10, "bold")])
    assert "\x1b[1m$5\x1b[0m" in output
