import pytest

from tests.unit.transforms.entities.builders import texts
from transforms.entities.works import works


def titles(text: str) -> list[str]:
    rows = works(texts(text))
    for start, end, words in rows.select("start_char", "end_char", "text").rows():
        assert text[start:end] == words
    return rows["text"].to_list()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("He wrote the book “Kings of Wall Street,” in 2007.", "Kings of Wall Street"),
        ('The 2011 novel "A House in Bergen" made her famous.', "A House in Bergen"),
        ("She spoke on CNN’s “State of the Nation” on Sunday.", "State of the Nation"),
        ('One ad, "Morning in Ohio," shows a farmer.', "Morning in Ohio"),
        ('The album "Songs for Maria" came out.', "Songs for Maria"),
        ("Her memoir, “The Road to Lagos.”", "The Road to Lagos"),
        ('He starred in the film "Leaving Berlin: Part 2".', "Leaving Berlin: Part 2"),
        ("The podcast ‘Stories from Kabul’ is heard.", "Stories from Kabul"),
        ("“Harvest of the Poor,” by Ana Lind, won.", "Harvest of the Poor"),
        ('NBC\'s "Breakfast with Anna" returns.', "Breakfast with Anna"),
        ('He cited "Land Without Kings," a novel that won.', "Land Without Kings"),
        ('Her new series, "Élan and Dr. Berg!", began.', "Élan and Dr. Berg!"),
        ("Her debut novel Salt Harbour won.", "Salt Harbour"),
        ("Her new novel, Daughters of Rain, is out.", "Daughters of Rain"),
        ("The film Broken Compass in Oslo began.", "Broken Compass"),
        ("The drama series House of Salt and Iron returns.", "House of Salt and Iron"),
        ("The film Broken Compass and Ana Lind won.", "Broken Compass"),
        ("The album Night Ferry Friday came out.", "Night Ferry"),
        ("A talk titled The Last Ferry was held.", "The Last Ferry"),
        ("The movie 13 Hours by a director began.", "13 Hours"),
        ("It was held under the title “The Recovery of Stolen Funds” there.", "The Recovery of Stolen Funds"),
        ("The miniseries «Las Pupilas» began.", "Las Pupilas"),
        ("He sang songs like “Luna Llena” there.", "Luna Llena"),
        ("“The Glass Harbour” is a novel of the sea.", "The Glass Harbour"),
    ],
)
def test_a_title_is_whole(text, title):
    assert titles(text) == [title]


@pytest.mark.parametrize(
    "text",
    [
        'The film "was a great success" he said.',
        'He said "No Deal" to all.',
        'In the book "We will see what happens in Ohio" he says.',
        'The song "Open',
        "The film Tom Hanks made was long.",
        "The novel Coronavirus came.",
        "In the series India Won Twice they lost.",
        'The book "' + "Word " * 40 + '" is long.',
    ],
)
def test_other_words_in_quotation_marks_are_none(text):
    assert titles(text) == []
