"""Other taggers in place of ours, by their names."""

import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from flows.defaults import TAGGER
from transforms.entities.ner import registry
from transforms.entities.ner.crf_tagger import tag_names
from transforms.entities.ner.registry import CRF, load_tagger
from transforms.text.sentences import sentences


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_LOADED", {"crf": CRF})


def frame(*texts: str) -> pl.DataFrame:
    return pl.DataFrame({"text": list(texts)}).with_row_index("text_no")


def test_crf_is_our_own_tagger_and_what_is_used_where_none_is_named() -> None:
    texts = frame("He flew to Berlin.")
    cut = sentences(texts)
    assert load_tagger("crf").tag(texts, cut).equals(tag_names(texts, cut))
    assert load_tagger(TAGGER) is CRF


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "other:thing", "CRF", ":x"])
def test_an_unknown_name_is_an_error_that_says_what_there_is(name: str) -> None:
    with pytest.raises(ValueError, match="use crf, spacy:NAME"):
        load_tagger(name)


@pytest.mark.parametrize("family", ["spacy", "gliner", "transformers"])
def test_a_missing_package_is_named(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, family, None)
    with pytest.raises(ImportError, match=f"needs the package '{family}'"):
        load_tagger(f"{family}:model")


def test_a_model_that_cannot_be_loaded_is_one_line_whatever_its_library_says(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: str) -> None:
        raise KeyError("no such\nthing")

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    with pytest.raises(OSError, match=r"^spacy:x cannot be loaded: .*no such") as refused:
        load_tagger("spacy:x")
    assert "\n" not in str(refused.value)


def test_a_model_is_loaded_once_however_many_threads_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load(name: str) -> SimpleNamespace:
        loaded.append(name)
        return SimpleNamespace(max_length=1, lang="en", pipe=lambda texts: iter(()))

    monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load))
    given: list[Any] = []
    threads = [threading.Thread(target=lambda: given.append(load_tagger("spacy:x"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (loaded, len(set(map(id, given)))) == (["x"], 1)


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


@pytest.mark.parametrize(("code", "read"), [("de", 1), ("xx", 2)])
def test_a_spacy_pipeline_reads_the_texts_of_its_language(tmp_path: Path, code: str, read: int) -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    pipeline = spacy.blank(code)
    pipeline.add_pipe("entity_ruler").add_patterns([{"label": "PER", "pattern": "Jane Doe"}])
    pipeline.to_disk(tmp_path / "tiny")
    texts = frame("Jane Doe", "Jane Doe").with_columns(language=pl.Series(["de", "en"]))
    assert load_tagger(f"spacy:{tmp_path / 'tiny'}").tag(texts, sentences(texts)).height == read


def test_gliner_reads_its_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    def predict_entities(text: str, labels: list[str], threshold: float) -> list[dict[str, Any]]:
        return [{"start": 0, "end": len(text), "label": labels[0], "score": threshold}]

    model = SimpleNamespace(predict_entities=predict_entities)
    package = SimpleNamespace(GLiNER=SimpleNamespace(from_pretrained=lambda _, local_files_only: model))
    monkeypatch.setitem(sys.modules, "gliner", package)
    mentions = load_tagger("gliner:x").tag(frame("Jane Doe"), sentences(frame("Jane Doe")))
    assert mentions.select("text", "type", "score", "method").rows() == [("Jane Doe", "PER", 0.5, "gliner:x")]


def test_transformers_read_groups_of_pieces_of_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def model(texts: list[str]) -> list[list[dict[str, Any]]]:
        return [[{"start": 0, "end": 4, "entity_group": "LOC", "score": 0.75}] for _ in texts]

    monkeypatch.setitem(sys.modules, "transformers", SimpleNamespace(pipeline=lambda _, **options: model))
    mentions = load_tagger("transformers:x").tag(frame("Oslo"), sentences(frame("Oslo")))
    assert mentions.select("text", "type", "score", "method").rows() == [("Oslo", "LOC", 0.75, "transformers:x")]
