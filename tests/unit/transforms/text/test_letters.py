import unicodedata

import polars as pl

from transforms.text.letters import CAPITAL, LETTER, SMALL


def test_letters_of_alphabets_are_held_and_marks_between_words_are_not():
    letters = [chr(code) for code in (*range(0x80), *range(0xC0, 0x2000)) if chr(code).isalpha()] + list("東京ﷲ한")
    assert pl.Series(letters).str.contains(f"^{LETTER}$").all()
    others = list(" .,;:-'\"’‘“”–—…€\n\t0123456789_@()×÷ ")
    assert not pl.Series(others).str.contains(LETTER).any()


def test_capitals_and_small_letters_of_latin_alphabets():
    latin = [chr(code) for code in range(0x17E) if chr(code).isalpha() and chr(code) not in "ªº"]
    upper = [letter for letter in latin if unicodedata.category(letter) == "Lu"]
    assert pl.Series(upper).str.contains(f"^{CAPITAL}$").all()
    assert (
        pl.Series([letter for letter in latin if letter.islower() and letter != "µ"]).str.contains(f"^{SMALL}$").all()
    )
    assert not pl.Series(list("abzßàÿ")).str.contains(CAPITAL).any()
    assert not pl.Series(list("ABZÀÞ")).str.contains(SMALL).any()
