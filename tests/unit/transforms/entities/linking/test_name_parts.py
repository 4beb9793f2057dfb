import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.linking import name_parts


def read(text: str, kind: str = "PER") -> dict:
    return name_parts.keys(pl.DataFrame({"text": [text], "type": [kind]})).row(0, named=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Olena Kovalenko", "olena kovalenko"),
        ("President Kovalenko", "kovalenko"),
        ("U.S. Secretary of State Anna Berg", "anna berg"),
        ("Kovalenko's", "kovalenko"),
        ("Kovalenko’s", "kovalenko"),
        ("Łukasz Bąk", "lukasz bak"),
        ("Martin Hale Jr.", "martin hale jr"),
        ("J. F. Hale", "j f hale"),
        ("OLENA  KOVALENKO", "olena kovalenko"),
        ("Prince", "prince"),
    ],
)
def test_the_key_of_a_person_is_the_bare_name(text, key):
    assert read(text)["key"] == key


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The Norland Bank Corp.", "norland bank"),
        ("Norland Holdings Ltd", "norland"),
        ("Hale & Sons Inc.", "hale and sons"),
        ("Group", "group"),
    ],
)
def test_the_key_of_an_organisation_has_no_company_form(text, key):
    assert read(text, "ORG")["key"] == key


@pytest.mark.parametrize(("text", "key"), [("U.S.", "us"), ("U.S.S.R.", "u s s r"), ("The Hague", "hague")])
def test_letters_of_an_acronym_stand_together(text, key):
    assert read(text, "LOC")["key"] == key


@pytest.mark.parametrize(
    ("text", "surname"),
    [
        ("Ana Torres", "torres"),
        ("Torres", "torres"),
        ("Ludwig van der Meer", "van der meer"),
        ("van der Meer", "van der meer"),
        ("Yusuf al-Hakim", "hakim"),
        ("Salim bin Tariq", "bin tariq"),
    ],
)
def test_a_surname_keeps_its_particles(text, surname):
    assert read(text)["surname"] == surname


def test_a_short_first_name_stands_for_the_long_one():
    assert read("Bob Hale")["first"] == read("Robert Hale")["first"]


def test_a_lone_name_has_no_first_name():
    assert read("Torres")["first"] is None


def test_an_organisation_has_initials_with_and_without_small_words():
    row = read("Bank of Norland", "ORG")
    assert (row["initials"], row["all_initials"]) == ("bn", "bon")


@pytest.mark.parametrize(("text", "is_acronym"), [("IMF", True), ("U.N.", True), ("G7", True), ("Norland", False)])
def test_acronyms_are_told_by_how_they_are_written(text, is_acronym):
    assert read(text, "ORG")["is_acronym"] is is_acronym


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("President Olena Kovalenko", "Olena Kovalenko"),
        ("the Norland Bank's", "Norland Bank"),
        ("Ana\n Torres", "Ana Torres"),
    ],
)
def test_names_are_shown_bare(text, shown):
    assert pl.select(name_parts.display(pl.lit(text))).item() == shown


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=5), st.sampled_from(["PER", "ORG", "LOC", "MISC"]))
def test_any_words_have_one_key(texts, kind):
    frame = pl.DataFrame({"text": texts, "type": [kind] * len(texts)})
    assert name_parts.keys(frame).height == len(set(texts))
