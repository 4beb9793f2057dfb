"""Every rule module carries its examples and its look-alikes; these tests read them all."""

from importlib import import_module
from pkgutil import iter_modules

import pytest

from tests.unit.transforms.temporal.builders import read
from transforms.temporal import rules
from transforms.temporal.rules.rule import FAMILIES

pytestmark = pytest.mark.usefixtures("read_together")

MODULES = [import_module(f"{rules.__name__}.{module.name}") for module in iter_modules(rules.__path__)]
CORPORA = [module for module in MODULES if hasattr(module, "EXAMPLES")]
EXAMPLES = [
    (family, words, value)
    for module in CORPORA
    for family, examples in module.EXAMPLES.items()
    for words, value in examples.items()
]
LOOK_ALIKES = [sentence for module in CORPORA for sentence in module.LOOK_ALIKES]


def test_every_family_has_an_example():
    assert {family for family, _, _ in EXAMPLES} == FAMILIES.keys()


@pytest.mark.parametrize(("family", "words", "value"), EXAMPLES)
def test_reads_its_example(family, words, value):
    found = [(row["rule"], row["timex_value"]) for row in read(f"It was {words}, they say.")]
    assert found == [(family, value)]


@pytest.mark.parametrize("sentence", LOOK_ALIKES)
def test_leaves_what_only_looks_like_a_date(sentence):
    assert read(sentence) == []
