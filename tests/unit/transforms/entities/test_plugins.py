"""Other taggers in place of ours."""

from pathlib import Path

import polars as pl
import pytest

from transforms.entities.plugins import ModelTagger, load_tagger
from transforms.entities.tagger import SCHEMA, tag_names
from transforms.sentences import sentences


def frame(*texts: str) -> pl.DataFrame:
    return pl.DataFrame({"text": list(texts)}).with_row_index("text_no")


def test_crf_is_our_own_tagger() -> None:
    texts = frame("He flew to Berlin.")
    cut = sentences(texts)
    assert load_tagger("crf").tag(texts, cut).equals(tag_names(texts, cut))


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "other:thing"])
def test_an_unknown_name_is_an_error_that_says_what_there_is(name: str) -> None:
    with pytest.raises(ValueError, match="use crf, spacy:NAME"):
        load_tagger(name)


def test_a_models_names_become_mentions() -> None:
    texts = frame("Ça va, Zoé Li?", "2 May in Rome. He saw Oslo.")
    found = [[(7, 13, "PERSON", 0.5)], [(0, 5, "DATE", 1.0), (9, 13, "GPE", None), (22, 26, "loc", 0.75)]]
    mentions = ModelTagger("test:model", lambda _: found).tag(texts, sentences(texts))
    assert dict(mentions.schema) == SCHEMA
    assert mentions.select("text_no", "text", "type", "start_byte", "sentence_no", "score", "method").rows() == [
        (0, "Zoé Li", "PER", 8, 0, 0.5, "test:model"),
        (1, "Rome", "LOC", 9, 0, None, "test:model"),
        (1, "Oslo", "LOC", 22, 1, 0.75, "test:model"),
    ]


def test_of_names_inside_each_other_the_longest_stays() -> None:
    texts = frame("Bank of England")
    found = [[(0, 15, "ORG", None), (8, 15, "LOC", None)]]
    assert ModelTagger("m", lambda _: found).tag(texts, sentences(texts))["text"].to_list() == ["Bank of England"]


def test_a_model_that_finds_nothing_gives_an_empty_frame() -> None:
    texts = frame("nothing")
    empty = ModelTagger("m", lambda _: [[]]).tag(texts, sentences(texts))
    assert empty.is_empty()
    assert dict(empty.schema) == SCHEMA


def test_loads_a_spacy_pipeline(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PERSON", "pattern": "Jane Doe"}, {"label": "GPE", "pattern": "Oslo"}])
    pipeline.to_disk(tmp_path / "tiny")
    texts = frame("Yesterday Jane Doe flew to Oslo.")
    mentions = load_tagger(f"spacy:{tmp_path / 'tiny'}").tag(texts, sentences(texts))
    assert mentions.select("text", "type").rows() == [("Jane Doe", "PER"), ("Oslo", "LOC")]
    assert mentions["method"].unique().to_list() == [f"spacy:{tmp_path / 'tiny'}"]


@pytest.mark.parametrize("family", ["gliner", "transformers"])
def test_a_missing_package_is_named(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, family, None)
    with pytest.raises(ImportError, match=f"needs the package '{family}'"):
        load_tagger(f"{family}:model")
