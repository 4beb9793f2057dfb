import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> dict[str, tuple[str, str]]:
    return {
        words: (entity, relation)
        for words, entity, relation in marked(text).select("text", "entity_id", "relation").rows()
    }


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Drumm Cement Inc.] (NYSE: [ORG DRMC]) fell. [ORG DRMC] is down.",
        "[ORG Drumm Cement Inc.] (NASDAQ:[ORG DRMC]) fell.",
        "[ORG Drumm Cement Inc.] ([ORG NYSE]: [ORG DRMC]) fell.",
        "[ORG Drumm Cement Inc.] (NYSE American: [ORG DRMC]) fell.",
        "[ORG Drumm Cement Inc.] shares ([ORG DRMC]) fell.",
        "[ORG Drumm Cement Inc.] ([ORG DRMC].L) fell.",
        "[ORG Drumm Cement Inc.] ($[ORG DRMC]) fell.",
        "[ORG DRMC] fell. [ORG Drumm Cement Inc.] (LSE: [ORG DRMC]) said so.",
    ],
)
def test_a_ticker_is_its_company(text):
    said = ids(text)
    assert said["DRMC"] == (said["Drumm Cement Inc."][0], "ticker")


def test_a_ticker_of_a_company_of_the_table_has_its_id():
    assert ids("[ORG Microsoft] (NASDAQ: [ORG MSFT]) rose.")["MSFT"] == ("org:microsoft", "ticker")


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Drumm Trade Union] ([ORG DTU]) met.",
        "[ORG Drumm Cement Inc.] and [ORG DTU] met.",
        "[ORG Drumm Cement Inc.] fell as prices of cement all over the country fell (says [ORG DTU]).",
    ],
)
def test_an_acronym_is_no_ticker(text):
    assert ids(text)["DTU"][1] != "ticker"


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Drumm Cement] survey.\n\n([ORG QPR]) - Shares fell.",
        "[ORG Drumm Cement] survey.\n[LOC Tokyo] ([ORG QPR]) - Shares fell.",
        "[ORG Drumm Cement] fell. [LOC Tokyo] ([ORG QPR]) - Shares rose.",
    ],
)
def test_the_agency_of_a_dateline_is_no_ticker(text):
    assert ids(text)["QPR"][1] != "ticker"
