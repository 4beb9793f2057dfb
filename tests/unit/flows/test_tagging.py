from datetime import date

import pytest

from flows.account import RunContext
from flows.tagging import chosen_tagger
from transforms.entities.ner import registry
from transforms.entities.ner.registry import CRF
from warehouse.errors import DatelineError


@pytest.mark.parametrize(
    ("refusal", "problem", "remedy"),
    [
        (ValueError("..."), "There is no tagger spacy:x", "Use crf, spacy:NAME"),
        (ImportError("spacy:x needs the package 'spacy'"), "spacy:x needs the package 'spacy'", "pip"),
        (OSError("spacy:x cannot be loaded: no model."), "spacy:x cannot be loaded: no model", "nothing is fetched"),
    ],
)
def test_what_is_wrong_with_a_tagger_comes_with_its_remedy(monkeypatch, refusal, problem, remedy):
    def refuse(name):
        raise refusal

    monkeypatch.setattr("flows.tagging.load_tagger", refuse)
    with pytest.raises(DatelineError) as error:
        chosen_tagger("spacy:x")
    assert (error.value.problem, error.value.exit_code) == (problem, 2)
    assert remedy in error.value.remedy


def test_the_shipped_tagger_is_always_there():
    assert chosen_tagger("crf") is registry.load_tagger("crf") is CRF


def test_another_tagger_is_another_run_and_the_shipped_one_is_none():
    ids = [
        RunContext("lake", date(2025, 3, 16), ("inbox",), **asked).run_id
        for asked in ({}, {"tagger": "crf"}, {"tagger": "spacy:x"}, {"tagger": "spacy:y"}, {"source": "spacy:x"})
    ]
    assert ids[0] == ids[1] == "2025-03-16-2485d362"
    assert len(set(ids)) == 4
