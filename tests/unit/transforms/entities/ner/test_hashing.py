"""Words: shapes and hashes that never change."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.ner.hashing import describe, hash_words, mixed
from transforms.entities.ner.lexicon import BIT, KINDS, LONGEST_PHRASE, lexicon

# Of "london", "u.s." and any year.
HASHES = [0xA4870799C62B6456, 0x2A1F98E50C500ACD, 0xFE058005BD861EE2]


def test_hashes_are_the_ones_the_weights_were_fitted_to() -> None:
    assert hash_words(pl.Series(["london", "u.s.", "2024"])).tolist() == HASHES


def test_case_accents_and_figures_do_not_change_the_small_hash() -> None:
    described = describe(pl.Series(["Élysée", "elysee", "ELYSEE", "F-16", "f-35"])).lower
    assert len(set(described[:3].tolist())) == 1
    assert described[3] == described[4]


def test_the_exact_hash_tells_case_apart() -> None:
    assert len(set(describe(pl.Series(["US", "us", "Us"])).exact.tolist())) == 3


@pytest.mark.parametrize(
    ("one", "other"), [("McDonald", "DeVito"), ("London", "Rome"), ("F-16", "B-52"), ("IMF", "WTO")]
)
def test_words_of_one_shape_have_one_kind(one: str, other: str) -> None:
    kinds = describe(pl.Series([one, other])).kind
    assert kinds[0] == kinds[1]


def test_sees_capitals_and_marks() -> None:
    words = describe(pl.Series(["Paris", "UN", "al-Qaida", "of", "(", "5", "A"]))
    assert words.has_capital.tolist() == [True, True, True, False, False, False, True]
    assert words.is_capitals.tolist() == [False, True, False, False, False, False, False]
    assert words.is_mark.tolist() == [False, False, False, False, True, False, False]
    assert words.is_connector.tolist() == [False, False, False, True, True, False, False]


def test_prefixes_and_suffixes_are_shared() -> None:
    ending = describe(pl.Series(["Armenian", "Iranian", "Berlin"])).hashes[9]  # last three letters
    assert ending[0] == ending[1] != ending[2]


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), min_size=1), min_size=1))
def test_a_word_is_described_the_same_in_any_company(words: list[str]) -> None:
    together = describe(pl.Series(words))
    alone = [describe(pl.Series([word])) for word in words]
    assert together.lower.tolist() == [int(one.lower[0]) for one in alone]
    for number, column in enumerate(together.hashes):
        assert column.tolist() == [int(one.hashes[number][0]) for one in alone]


def test_a_very_long_word_is_read_by_its_beginning() -> None:
    described = describe(pl.Series(["a" * 10_000_000, "a" * 40]))
    assert described.lower[0] == described.lower[1]


def test_order_matters_to_a_mixed_hash() -> None:
    one, other = np.array([1], np.uint64), np.array([2], np.uint64)
    assert mixed(one, other) != mixed(other, one)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ukraine", "country"),
        ("ukrainian", "demonym"),
        ("moscow", "city"),
        ("vladimir", "first"),
        ("mushtaq", "first"),
        ("corp.", "orgsuf"),
    ],
)
def test_the_lexicon_knows_words(word: str, kind: str) -> None:
    assert lexicon().words.look_up(hash_words(pl.Series([word])))[0] & BIT[kind]


def test_the_lexicon_knows_phrases() -> None:
    hashes = hash_words(pl.Series(["world", "war", "ii"]))
    found = lexicon().phrases[3].look_up(mixed(*(hashes[k : k + 1] for k in range(3))))
    assert found[0] & BIT["event"]
    assert lexicon().openers.look_up(hashes[:1])[0] & np.uint64(1 << 3)


def test_the_lexicon_says_nothing_of_unknown_words() -> None:
    assert lexicon().words.look_up(hash_words(pl.Series(["qwxzk"]))).tolist() == [0]


def test_kinds_fit_the_file() -> None:
    assert len(KINDS) <= 32
    assert max(lexicon().phrases) == LONGEST_PHRASE
