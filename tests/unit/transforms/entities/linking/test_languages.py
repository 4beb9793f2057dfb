import pytest

from tests.unit.transforms.entities.builders import marked


def ids(text: str) -> list[str | None]:
    return marked(text)["entity_id"].to_list()


@pytest.mark.parametrize(
    "text",
    [
        "He said it in [MISC French].",
        "It was translated into [MISC French] by friends.",
        "She speaks [MISC French], he does not.",
        "He answered in fluent [MISC French].",
        "They learn [MISC French] at school.",
        "A [MISC French]-language paper closed.",
        "[MISC French]-speaking voters stayed away.",
        "The [MISC French] language is old.",
        "[MISC French] speakers complained.",
        "He taught [MISC French] with songs.",
        "His [MISC French] was poor.",
        "They speak no word of [MISC French].",
        "She scored well in [MISC French] and math.",
        "The [MISC French] lessons ended.",
    ],
)
def test_a_peoples_name_may_mean_its_language(text):
    assert ids(text) == ["misc:french-language"]


@pytest.mark.parametrize(
    "text",
    [
        "[MISC French] voters stayed away.",
        "He invests in [MISC French] wine.",
        "The [MISC French] left.",
        "[MISC French]-owned firms lost.",
        "A [MISC French] novel won.",
        "Her [MISC French] husband left.",
    ],
)
def test_a_peoples_name_means_its_country_elsewhere(text):
    assert ids(text) == ["country:FR"]
