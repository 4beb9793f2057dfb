import polars as pl
import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.article_names import with_short_forms


def names(text: str) -> list[tuple[str, str]]:
    frame, texts = found_in(text)
    rows = with_short_forms(frame, texts)
    plain = texts["text"].item(0)
    for start, end, words in rows.select("start_char", "end_char", "text").rows():
        assert plain[start:end] == words
    assert rows["start_byte"].is_sorted()
    return rows.select("text", "type").rows()[1:]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("[ORG Drumm Cement Ltd.] fell. Then Drumm rose.", [("Drumm", "ORG")]),
        ("[ORG Drumm Corp.] fell. It helped Drumm greatly.", [("Drumm", "ORG")]),
        ("[ORG Oslo Cement Plc] fell. Buyers left [LOC Oslo] alone.", [("Oslo", "ORG")]),
        ("[ORG Oslo Cement Plc] fell. It rains in [LOC Oslo].", [("Oslo", "LOC")]),
        ("[ORG Drumm Group] fell. A man called [PER Drumm] rose.", [("Drumm", "ORG")]),
        ("[PER Anna Drumm] won. On Monday Drumm left.", [("Drumm", "PER")]),
        ("[PER Anna Drumm] won. But [LOC Drumm] left.", [("Drumm", "PER")]),
        ("[PER Ilse van der Drumm] won. Then van der Drumm left.", [("Drumm", "PER")]),
        ("[LOC Velsby] burnt. Nobody in Velsby slept.", [("Velsby", "LOC")]),
        ("[ORG First Cement Corp.] fell. First it rained.", []),
        ("[PER Anna Drumm] won. Drumm Street is long.", []),
        ("[PER Anna Drumm] won. A Velsby Drumm is a bird.", []),
        ("[PER Anna Drumm] won. Write to drumm@Drumm now.", []),
        ("[PER Anna Monday] won. On Monday it rained.", []),
    ],
)
def test_the_full_name_decides_for_the_short_one(text, others):
    assert names(text) == others


def test_other_articles_have_names_of_their_own():
    frame, texts = found_in("[ORG Drumm Cement Ltd.] fell.")
    other = texts.with_columns(
        text_no=texts["text_no"] + 1,
        article_no=texts["article_no"] + 1,
        text=texts["text"].str.replace("^.*$", "Drumm"),
    )
    assert with_short_forms(frame, texts.vstack(other)).height == 1


def test_a_longer_name_of_another_article_hides_none():
    frame, texts = found_in("[LOC Velsby] burnt. The Road to Velsby is long.")
    longer, another = found_in("[MISC Road to Velsby] ended.")
    places = {"text_no": pl.col("text_no") + 1}
    both = frame.vstack(longer.with_columns(**places))
    rows = with_short_forms(both, texts.vstack(another.with_columns(**places, article_no=pl.col("article_no") + 1)))
    assert rows.select("text_no", "text").rows() == [(0, "Velsby"), (0, "Velsby"), (1, "Road to Velsby")]


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("[ORG Reserve Bank of Velmar] met. The Reserve Bank cut rates.", [("Reserve Bank", "ORG")]),
        ("[ORG Human Rights Council of Velmar] met. A Human Rights Council rose.", []),
        ("[ORG Drumm] met. The Drumm-led group left.", [("Drumm", "ORG")]),
        ("[ORG Drumm] met. The Drumm-Lerby line closed.", []),
    ],
)
def test_a_body_without_its_land_and_before_a_participle(text, others):
    assert names(text) == others
