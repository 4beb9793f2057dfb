"""Other taggers in place of the shipped one: "spacy:en_core_web_sm", "gliner:NAME", "transformers:NAME".

Each is loaded from what is installed or lies on the disk under that name; nothing is fetched. Their own types are
brought to PER, ORG, LOC and MISC; other types (dates, amounts) are left out, for other transforms read those.
"""

import threading
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Protocol

import polars as pl

from transforms.entities.ner.crf_tagger import tag_names
from transforms.entities.ner.model_tagger import Found, ModelTagger
from transforms.text.pretokens import Chunk

_GLINER_LABELS = ["person", "organization", "location", "nationality", "event", "product"]
_GLINER_THRESHOLD = 0.5

# What the models read at once. spaCy's memory grows with the text, a gigabyte for ten times as much; the others cut off
# what is beyond 384 words or 512 pieces of words.
_SPACY_CHARS = 100_000
_TRANSFORMER_CHARS = 1_000
# How spaCy calls a pipeline of no one language.
_ANY_LANGUAGE = ("xx", "mul", "")


class Tagger(Protocol):
    """Finds names in texts."""

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame, chunks: list[Chunk] | None = None) -> pl.DataFrame:
        """Takes a texts frame, its sentences and its pieces if they are cut; gives the columns of tagger.SCHEMA.

        Rows are in reading order and do not overlap.
        """
        ...


class CrfTagger:
    """The tagger that ships with the project."""

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame, chunks: list[Chunk] | None = None) -> pl.DataFrame:
        """See tagger.tag_names."""
        return tag_names(texts, sentences, chunks=chunks)


CRF = CrfTagger()

_LOADED: dict[str, Tagger] = {"crf": CRF}
_LOADING = threading.Lock()


def load_tagger(name: str) -> Tagger:
    """The tagger of a name: "crf", or "spacy:", "gliner:" or "transformers:" and a model's name or folder.

    A process loads each once. Raises ValueError for another name, ImportError with the package to install where one is
    missing, and OSError where the model cannot be loaded.
    """
    with _LOADING:
        if name not in _LOADED:
            _LOADED[name] = _load(name)
        return _LOADED[name]


def _load(name: str) -> ModelTagger:
    family, _, model = name.partition(":")
    if family not in _LOADERS or not model:
        raise ValueError(f"no tagger {name!r}: use crf, spacy:NAME, gliner:NAME or transformers:NAME")
    try:
        return _LOADERS[family](name, model)
    except ImportError as missing:
        raise ImportError(f"{name} needs the package {missing.name or family!r}: {missing}") from missing
    except Exception as refused:  # what a library says of a model it cannot read is its own affair
        said = str(refused).strip().partition("\n")[0] or type(refused).__name__
        raise OSError(f"{name} cannot be loaded: {said}") from refused


def _spacy(name: str, model: str) -> ModelTagger:
    pipeline: Any = import_module("spacy").load(model)
    pipeline.max_length = max(pipeline.max_length, _SPACY_CHARS)

    def read(texts: list[str]) -> Iterator[list[Found]]:
        for document in pipeline.pipe(texts):
            yield [(name.start_char, name.end_char, name.label_, None) for name in document.ents]

    language = None if pipeline.lang in _ANY_LANGUAGE else pipeline.lang
    return ModelTagger(name, read, _SPACY_CHARS, language)


def _gliner(name: str, model: str) -> ModelTagger:
    loaded: Any = import_module("gliner").GLiNER.from_pretrained(model, local_files_only=True)

    def read(texts: list[str]) -> Iterator[list[Found]]:
        for text in texts:
            names = loaded.predict_entities(text, _GLINER_LABELS, threshold=_GLINER_THRESHOLD)
            yield [(name["start"], name["end"], name["label"], name["score"]) for name in names]

    return ModelTagger(name, read, _TRANSFORMER_CHARS)


def _transformers(name: str, model: str) -> ModelTagger:
    loaded: Any = import_module("transformers").pipeline(
        "token-classification", model=model, aggregation_strategy="first", model_kwargs={"local_files_only": True}
    )

    def read(texts: list[str]) -> Iterator[list[Found]]:
        for names in loaded(texts) if texts else []:
            yield [(name["start"], name["end"], name["entity_group"], name["score"]) for name in names]

    return ModelTagger(name, read, _TRANSFORMER_CHARS)


_LOADERS = {"spacy": _spacy, "gliner": _gliner, "transformers": _transformers}
