"""Role words: the first role whose words a wording is, as a whole."""

import polars as pl
import pytest

from transforms.numeric.relations.role_words import RoleWords

WORDS = RoleWords({"killed": "kill(?:ed|ing)|shot dead", "injured": "shot|hurt"})


@pytest.mark.parametrize(
    ("words", "role"),
    [("killed", "killed"), ("Shot dead", "killed"), ("shot", "injured"), ("shot dead today", None), (None, None)],
)
def test_a_wording_has_the_role_whose_pattern_takes_all_of_it(words, role):
    assert WORDS.roles(pl.Series([words], dtype=pl.String)).to_list() == [role]


def test_no_wordings_have_no_roles():
    assert WORDS.roles(pl.Series([], dtype=pl.String)).to_list() == []
