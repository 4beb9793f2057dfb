"""The list of named mutations keeps pace with the code, and the mutator makes what it says."""

import ast

import pytest

from tests.conftest import ROOT
from tests.mutations.__main__ import SAMPLED, apply, copied, mutations_of, run_named
from tests.mutations.named import NAMED


@pytest.mark.parametrize("mutation", NAMED, ids=lambda mutation: mutation.about)
def test_a_named_mutation_finds_its_words_and_its_test(mutation):
    ast.parse(apply(mutation, ROOT))
    file, _, name = mutation.test.partition("::")
    assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", SAMPLED)
def test_sampled_modules_and_their_tests_are_there(file):
    assert (ROOT / SAMPLED[file]).exists()
    assert len(list(mutations_of(file, (ROOT / file).read_text(encoding="utf-8")))) >= 5


def test_a_module_is_changed_in_one_place_at_a_time():
    source = "LIMIT = 3\n\n\ndef keep(day, é):\n    return (day - 1) <= LIMIT and é == True\n"
    assert [(line, change) for line, change, _ in mutations_of("x.py", source)] == [
        (1, "3 -> 4"),
        (5, "<= -> <"),
        (5, "== -> !="),
        (5, "- -> +"),
        (5, "True -> False"),
        (5, "1 -> 2"),
    ]
    for _, _, mutated in mutations_of("x.py", source):
        assert sum(a != b for a, b in zip(source.split(), mutated.split(), strict=True)) == 1


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_every_named_mutation_is_caught(tmp_path):
    assert run_named(copied(tmp_path)) == 0
