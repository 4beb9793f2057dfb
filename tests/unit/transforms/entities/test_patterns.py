import polars as pl
import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.patterns import patterned


def names(text: str) -> list[tuple[str, str]]:
    found, frame = found_in(text)
    return patterned(found, frame).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("He cited Directive 2019/790 twice.", "Directive 2019/790", "MISC"),
        ("Under Regulation (EU) 2016/679 it may.", "Regulation (EU) 2016/679", "MISC"),
        ("They voted on Proposition 47 in May.", "Proposition 47", "MISC"),
        ("In Halden v. Norvik Energy the court ruled.", "Halden v. Norvik Energy", "MISC"),
        (
            "Members passed the Fair Harvest and Clean Rivers Act of 2024.",
            "Fair Harvest and Clean Rivers Act of 2024",
            "MISC",
        ),
        ("The start-up Velmira raised money.", "Velmira", "ORG"),
        ("Velmira, a maker of pumps, is growing.", "Velmira", "ORG"),
        ("Velmira filed for bankruptcy in May.", "Velmira", "ORG"),
        ("It showed its VX90 yesterday.", "VX90", "MISC"),
        ("He bought the VX90 truck.", "VX90", "MISC"),
        ("The Treaty of Halden was signed.", "Treaty of Halden", "MISC"),
        ("The Lerby Convention on the Law of Rivers binds it.", "Lerby Convention on the Law of Rivers", "MISC"),
        ("They signed the Velmar Treaty on Friday.", "Velmar Treaty", "MISC"),
        ("The Siege of Halden was long.", "Siege of Halden", "MISC"),
        ("The Halden National Vision 2030 has four pillars.", "Halden National Vision 2030", "MISC"),
        ("Under Agenda 2063 trade is free.", "Agenda 2063", "MISC"),
        ("Operation Clear Rivers began in May.", "Operation Clear Rivers", "MISC"),
        ("The Convention on Migratory Animals and Birds binds.", "Convention on Migratory Animals and Birds", "MISC"),
        ("The [ORG Treaty] of Halden and Norvik.", "Treaty of Halden", "MISC"),
        ("He won the Lind Prize for Economics in Oslo.", "Lind Prize for Economics", "MISC"),
        ("He has the Lind Medal in [LOC Chemistry].", "Lind Medal in Chemistry", "MISC"),
        ("A Pew Research survey said so.", "Pew Research", "ORG"),
        ("The new Rasmussen poll is out.", "Rasmussen", "ORG"),
        ("Kalvo spokesman Jim Grant left.", "Kalvo", "ORG"),
        ("Fukien guard Leung Kit fell.", "Fukien", "ORG"),
        ("She is an Olympic champion.", "Olympic", "MISC"),
        ("A Conservative MP left.", "Conservative", "MISC"),
        ("The Nazi regime fell.", "Nazi", "MISC"),
        ("Few know the Hän’s Drumma cuisine.", "Drumma", "MISC"),
        ("The data provider Dealora said so.", "Dealora", "ORG"),
        ("As Al-Rayan daily reports.", "Al-Rayan", "ORG"),
        ("The [ORG Halden] 350 jet landed.", "Halden 350", "MISC"),
        ("The “International Potato Day” is old.", "International Potato Day", "MISC"),
        ("The Halden Cup of Nations began.", "Halden Cup of Nations", "MISC"),
        ("The Status of Forces Agreement holds.", "Status of Forces Agreement", "MISC"),
    ],
)
def test_form_and_neighbours_give_a_name_away(text, name, kind):
    assert names(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Traffic on the M25 was slow.",
        "Sales rose in the Q3 report.",
        "A Project Manager was hired.",
        "Agriculture employs most of them.",
        "The start-up raised money.",
        "He was in the Act.",
        "The Oscar and the Lerby Prize were given.",
        "The Prize in Oslo was his.",
        "An Exit poll said so.",
        "Police spokesman Jim Grant left.",
        "Former striker Tom Berg left.",
        "The parties to this Agreement met.",
        "The Sunday newspaper was read.",
        "He knows Sign language.",
        "A Conservative view prevails.",
    ],
)
def test_what_names_nothing_stays_out(text):
    assert names(text) == []


def test_a_law_takes_the_place_of_shorter_names_in_it():
    assert names("Under the [LOC Rwanda] Safety Act he stayed.") == [("Rwanda Safety Act", "MISC")]


def test_words_with_capitals_inside_are_what_their_text_says():
    assert names("[ORG AgriSpoon] sells. He said AgriSpoon.") == [("AgriSpoon", "ORG")] * 2


def test_a_product_has_its_version():
    assert names("The [MISC iPhone] 16 Pro costs more.") == [("iPhone 16 Pro", "MISC")]
    assert names("The [ORG Polestar] 2 is quick.") == [("Polestar 2", "MISC")]


def test_added_rows_say_what_made_them():
    found, frame = found_in("Velmira filed for bankruptcy.")
    assert patterned(found, frame).select("method", "score").rows() == [("pattern", None)]


def test_empty_texts_have_no_names():
    found, frame = found_in("")
    assert patterned(found, frame).is_empty()
    assert isinstance(patterned(found, frame), pl.DataFrame)
