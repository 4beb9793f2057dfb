from hypothesis import given
from hypothesis import strategies as st

from tests.builders import texts
from tests.unit.transforms.text.test_spans import TEXT
from transforms.text import spans, windows


@given(TEXT, st.integers(0, 9), st.integers(0, 9))
def test_the_words_around_are_whole_characters_beside_the_mention(string, before, after):
    found = windows.around(spans.find(texts(string), "[ab7]"), texts(string), before=before, after=after)
    for row in found.to_dicts():
        assert string[: row["start_char"]].endswith(row["before"])
        assert string[row["end_char"] :].startswith(row["after"])
        assert len(row["before"].encode()) <= before
        assert len(row["after"].encode()) <= after
