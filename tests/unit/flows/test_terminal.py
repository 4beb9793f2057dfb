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


def test_highlights_stand_where_the_facts_are(monkeypatch):
    output = printed(monkeypatch, terminal.article, "T", "ab\x1bcost $5", [(8, 10, "bold")])
    assert "\x1b[1m$5\x1b[0m" in output
