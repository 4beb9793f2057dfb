import re

import polars as pl
import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.columns.dictionary import TYPE
from transforms.entities.type_rules import typed_by_words
from transforms.text import spans


def types(names: dict[str, str], *bodies: str) -> list[list[str]]:
    """The types that names, everywhere in the texts, have in each text; they come with the types given."""
    frame = texts(*bodies)
    longest_first = sorted(names, key=len, reverse=True)
    found = spans.find(frame, "|".join(map(re.escape, longest_first)))
    found = found.with_columns(type=pl.col("text").replace_strict(names, return_dtype=TYPE))
    rows = typed_by_words(found, frame)
    return [rows.filter(pl.col("text_no") == text)["type"].to_list() for text in range(len(bodies))]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Osterby Foundation", "ORG"),
        ("Osterby Research", "ORG"),
        ("New Uri Party", "ORG"),
        ("Osterby Gazette", "ORG"),
        ("Kabul Morning Post", "ORG"),
        ("Osterby Workers' Daily", "ORG"),
        ("Culinary Institute of Osterby", "ORG"),
        ("Bank of Osterby", "LOC"),
        ("West Bank", "LOC"),
        ("Party Island", "LOC"),
    ],
)
def test_the_last_word_tells_an_organisation(name: str, kind: str) -> None:
    assert types({name: "LOC"}, f"The {name} met.") == [[kind]]


@pytest.mark.parametrize(
    ("name", "was", "kind"),
    [
        ("Sunni", "PER", "MISC"),
        ("Sunni Arabs", "LOC", "MISC"),
        ("Shi'ite Muslim", "PER", "MISC"),
        ("Western", "PER", "MISC"),
        ("Hutus", "ORG", "MISC"),
        ("Okinawans", "ORG", "MISC"),
        ("Canberrans", "LOC", "MISC"),
        ("Halderans", "ORG", "ORG"),
        ("Christian", "PER", "PER"),
        ("Christian Osterby", "PER", "PER"),
        ("Catholic Relief Services", "ORG", "ORG"),
        ("Katrina", "PER", "PER"),
        ("Katrina", "LOC", "MISC"),
    ],
)
def test_peoples_and_believers_are_neither_persons_nor_places(name: str, was: str, kind: str) -> None:
    assert types({name: was}, f"The {name} leaders met.") == [[kind]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Typhoon Osterby", "MISC"),
        ("Hurricanes Ida and Osterby", "MISC"),
        ("Tropical Storm Osterby", "MISC"),
        ("Hurricane Center", "ORG"),
        ("Typhoon Relief Fund", "ORG"),
        ("Hurricane", "ORG"),
    ],
)
def test_storms_are_no_organisations(name: str, kind: str) -> None:
    assert types({name: "ORG"}, f"Élan: {name} came.") == [[kind]]


def test_storms_may_be_written_small() -> None:
    assert types({"Osterby": "PER"}, "Tropical storm Osterby came.", "The hurricane Osterby came.") == [["MISC"]] * 2


def test_a_storm_keeps_its_name_in_its_article_only() -> None:
    article = "Hurricane Osterby came near. Osterby is weakening."
    assert types({"Osterby": "PER"}, article, "Osterby voted.") == [["MISC", "MISC"], ["PER"]]
    assert types({"Cyclone Ida": "ORG", "Ida": "PER"}, "Cyclone Ida came near. Ida is weakening.") == [["MISC", "MISC"]]
    assert types({"Osterby": "PER"}, "The storm Osterby wrote of.") == [["PER"]]
    assert types({"Osterby": "PER"}, "Then tropical storm Osterby came near.") == [["MISC"]]


def test_no_names_are_no_trouble() -> None:
    assert types({"Osterby": "PER"}, "Nobody.") == [[]]


@pytest.mark.parametrize(
    ("name", "was", "kind"),
    [
        ("Great Osterby Bight", "MISC", "LOC"),
        ("Isthmus of Osterby", "ORG", "LOC"),
        ("Osterby Delta", "ORG", "LOC"),
        ("Osterby Renaissance Dam", "MISC", "LOC"),
        ("Osterby Chowk", "PER", "LOC"),
        ("Battle of the Osterby Gulf", "MISC", "MISC"),
        ("International Osterby Olympiad", "ORG", "MISC"),
        ("Osterby Fashion Week", "ORG", "MISC"),
        ("Osterby Book Fair", "ORG", "MISC"),
        ("Osterby Fair", "ORG", "ORG"),
        ("Jim Courier", "PER", "PER"),
        ("Osterby Rail Trail", "ORG", "LOC"),
        ("Osterby Rebellion", "LOC", "MISC"),
        ("Osterby Yatra", "PER", "MISC"),
        ("Scheduled Osterby Tribes", "ORG", "MISC"),
        ("Lind Award for Translation", "ORG", "MISC"),
        ("International Year of Osterby Health", "ORG", "MISC"),
        ("Award for Osterby Foundation", "ORG", "ORG"),
        ("Ted Osterby Super PAC", "PER", "ORG"),
        ("Himalayan", "LOC", "MISC"),
        ("South Indian", "LOC", "MISC"),
        ("South Osterban", "LOC", "LOC"),
        ("Osterby Doctrine", "PER", "MISC"),
        ("9th Circuit", "ORG", "ORG"),
        ("Osterby Circuit", "ORG", "LOC"),
    ],
)
def test_heads_of_land_and_events_tell_what_they_are(name: str, was: str, kind: str) -> None:
    assert types({name: was}, f"The {name} is old.") == [[kind]]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In statements to LKUN, he said so.", "ORG"),
        ("The fund (LKUN) said so.", "ORG"),
        ("According to the LKUN it is.", "ORG"),
        ("LKUN (Reuters) - He said so.", "LOC"),
        ("He left.\nLKUN 2020-03-01", "LOC"),
        ("THE BEST OF LKUN", "LOC"),
    ],
)
def test_letters_within_a_sentence_are_no_town(text: str, kind: str) -> None:
    assert types({"LKUN": "LOC"}, text) == [[kind]]
