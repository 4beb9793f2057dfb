import pytest

from tests.unit.transforms.entities.builders import marked


def of(text: str, words: str) -> set[str | None]:
    mentions = marked(text)
    return set(mentions.filter(mentions["text"] == words)["entity_id"])


@pytest.mark.parametrize(
    "text",
    [
        "The [LOC New York] primary is next.",
        "[LOC New York]'s April 19 primary looms.",
        "She was a senator from [LOC New York].",
        "[LOC New York] Gov. [PER Ann Lake] spoke.",
        "It rained in upstate [LOC New York].",
        "They sued in [LOC New York] and [LOC New Jersey].",
        "[LOC New York], [LOC Ohio] and [LOC Texas] vote.",
        "Rep. Ann B. Lake of [LOC New York] spoke.",
        "It is law in the state of [LOC New York].",
        "[LOC New York]'s attorney general sued.",
        "[LOC New York] lawmakers met.",
        "Tom Hale, a Democrat from [LOC New York], left.",
    ],
)
def test_what_a_state_has_is_the_states(text):
    assert of(text, "New York") == {"region:US-NY"}


@pytest.mark.parametrize(
    "text",
    [
        "He lives in [LOC New York].",
        "The [LOC New York] mayor spoke.",
        "[LOC New York], [LOC London] and [LOC Paris] fell.",
        "[LOC New York]-based firms and [LOC New York] magazine left.",
        "Rents in [LOC New York], [LOC Boston] and [LOC Chicago] rose.",
        "He flew from [LOC New York] to [LOC Ohio] and [LOC Texas].",
    ],
)
def test_all_else_is_the_citys(text):
    assert of(text, "New York") == {"city:new-york-city-us-ny"}


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Washington] Gov. [PER Jay Hale] spoke.",
        "The [LOC Washington] caucuses are next.",
        "[LOC Washington] and [LOC Oregon] burn.",
        "His home state of [LOC Washington] is wet.",
        "Sen. Jay Hale of [LOC Washington] spoke.",
    ],
)
def test_washington_may_be_the_state(text):
    assert of(text, "Washington") == {"region:US-WA"}


@pytest.mark.parametrize(
    "text",
    [
        "[LOC Washington] lawmakers met.",
        "Republicans in [LOC Washington] met.",
        "[LOC Washington] and [LOC Beijing] talk.",
        "Offices in [LOC Washington] and [LOC New York] closed.",
    ],
)
def test_washington_is_mostly_the_capital(text):
    assert of(text, "Washington") == {"city:washington-us-dc"}
