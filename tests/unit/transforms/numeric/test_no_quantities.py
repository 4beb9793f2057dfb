"""Sentences with figures and without a quantity: telephones, houses, roads, laws, models, versions, idioms."""

from pathlib import Path

from tests.unit.transforms.numeric.conftest import NO_TEMPORAL, texts_frame
from transforms.numeric import numeric_facts
from transforms.text.sentences import sentences

SENTENCES = (Path(__file__).parents[3] / "samples" / "no_quantities.txt").read_text(encoding="utf-8").splitlines()
# Years alone are left to the temporal transform.
MOST = 4


def test_two_hundred_sentences_without_a_quantity_give_hardly_a_fact():
    assert len(SENTENCES) >= 200
    texts = texts_frame(SENTENCES)
    found = numeric_facts(texts, sentences(texts), NO_TEMPORAL, None)
    assert found.height <= MOST, found.select("text", "kind").rows()
