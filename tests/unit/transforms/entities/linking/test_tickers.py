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
        "[ORG Drumm Cement Inc.] and its partners ([ORG DTU]) met.",
        "[ORG Drumm Cement Inc.] partners ([ORG DTU], Lerby) met.",
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


@pytest.mark.parametrize(
    "text",
    [
        "The [ORG KDP] fought the [ORG PUK].",
        "The [ORG ACT]'s first senator spoke.",
        "[ORG CNS] reported it on Monday.",
        "A [ORG NSC] is a saving certificate.",
        "[ORG FDS] attended.",
    ],
)
def test_short_letters_are_no_company_that_the_article_never_names(text):
    assert all(len(entity.removeprefix("org:")) == 16 for entity, _ in ids(text).values())


@pytest.mark.parametrize(
    "text",
    [
        "[ORG Keurig Dr Pepper] rose. [ORG KDP] is up.",
        "Traders like $[ORG KDP].",
        "[ORG NASDAQ]: [ORG KDP] rose.",
        "[ORG Keurig Dr Pepper] ( [ORG KDP] ) rose.",
    ],
)
def test_short_letters_are_the_company_that_is_named_or_quoted(text):
    assert ids(text)["KDP"][0] == "org:keurig-dr-pepper"


@pytest.mark.parametrize(
    "text",
    [
        "The [ORG US Geological Survey] ([ORG USGS]) said so.",
        "The [ORG U.S. Securities and Exchange Commission] ([ORG SEC]) said so.",
    ],
)
def test_initials_of_a_body_are_no_ticker(text):
    assert [relation for _, relation in ids(text).values()][1] == "acronym"


def test_a_ticker_of_a_page_of_quotes_is_its_companys():
    said = ids("[ORG Drumm Cement] ([ORG LSE]: [ORG DRM].L - news ) fell.")
    assert said["DRM"] == (said["Drumm Cement"][0], "ticker")
