"""Other taggers in place of the shipped one: "spacy:en_core_web_sm", "gliner:NAME", "transformers:NAME".

Each is loaded from what is installed or lies on the disk under that name; nothing is fetched. Their own types are
brought to PER, ORG, LOC and MISC; other types (dates, amounts) are left out, for other transforms read those.
"""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any, Protocol

import numpy as np
import polars as pl

from transforms import disjoint
from transforms.entities.tagger import SCHEMA, tag_names
from transforms.sentences import number_sentences

# Found in a text: first and last code point, type, confidence if the model gives one.
Found = tuple[int, int, str, float | None]

_TYPES = {
    "PER": "PERSON PER PEOPLE B-PER I-PER",
    "ORG": "ORGANIZATION ORGANISATION ORG COMPANY CORPORATION GROUP B-ORG I-ORG",
    "LOC": "LOCATION LOC GPE FAC PLACE COUNTRY CITY B-LOC I-LOC",
    "MISC": "MISCELLANEOUS MISC NORP EVENT WORK_OF_ART LAW LANGUAGE PRODUCT NATIONALITY B-MISC I-MISC",
}
TYPE_OF = {name: kind for kind, names in _TYPES.items() for name in names.split()}
_GLINER_LABELS = ["person", "organization", "location", "nationality", "event", "product"]
_GLINER_THRESHOLD = 0.5


class Tagger(Protocol):
    """Finds names in texts."""

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
        """Takes a texts frame and its sentences; gives the columns of tagger.SCHEMA in reading order."""
        ...


class CrfTagger:
    """The tagger that ships with the project."""

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
        """See tagger.tag_names."""
        return tag_names(texts, sentences)


class ModelTagger:
    """A model that reads one text at a time."""

    def __init__(self, name: str, read: Callable[[list[str]], Iterable[list[Found]]]) -> None:
        self.name = name
        self._read = read

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
        """Names the model finds, with its name as method; one inside another is left out."""
        rows = [
            (text_no, start, end, TYPE_OF[label.upper()], score)
            for text_no, found in zip(texts["text_no"], self._read(texts["text"].to_list()), strict=True)
            for start, end, label, score in found
            if label.upper() in TYPE_OF and end > start
        ]
        schema = {"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32, "type": pl.String}
        mentions = pl.DataFrame(rows, schema=schema | {"score": pl.Float64}, orient="row")
        mentions = _with_bytes(mentions, texts)
        mentions = disjoint.longest_from_left(number_sentences(mentions, sentences))
        return mentions.with_columns(method=pl.lit(self.name)).select(*SCHEMA).cast(SCHEMA)  # type: ignore[arg-type]


def load_tagger(name: str) -> Tagger:
    """Load a tagger by its name: "crf", or "spacy:", "gliner:" or "transformers:" and a model's name or folder.

    Raises ValueError for another name and ImportError, with the package to install, where a package is missing.
    """
    family, _, model = name.partition(":")
    if name == "crf":
        return CrfTagger()
    if family not in _LOADERS or not model:
        raise ValueError(f"no tagger {name!r}: use crf, spacy:NAME, gliner:NAME or transformers:NAME")
    try:
        return ModelTagger(name, _LOADERS[family](model))
    except ImportError as missing:
        raise ImportError(f"{name} needs the package {family!r}: {missing}") from missing


def _spacy(model: str) -> Callable[[list[str]], Iterable[list[Found]]]:
    pipeline: Any = import_module("spacy").load(model)

    def read(texts: list[str]) -> Iterable[list[Found]]:
        pipeline.max_length = max([pipeline.max_length, *map(len, texts)])
        for document in pipeline.pipe(texts):
            yield [(name.start_char, name.end_char, name.label_, None) for name in document.ents]

    return read


def _gliner(model: str) -> Callable[[list[str]], Iterable[list[Found]]]:
    loaded: Any = import_module("gliner").GLiNER.from_pretrained(model, local_files_only=True)

    def read(texts: list[str]) -> Iterable[list[Found]]:
        for text in texts:
            names = loaded.predict_entities(text, _GLINER_LABELS, threshold=_GLINER_THRESHOLD)
            yield [(name["start"], name["end"], name["label"], name["score"]) for name in names]

    return read


def _transformers(model: str) -> Callable[[list[str]], Iterable[list[Found]]]:
    loaded: Any = import_module("transformers").pipeline(
        "token-classification", model=model, aggregation_strategy="first", model_kwargs={"local_files_only": True}
    )

    def read(texts: list[str]) -> Iterable[list[Found]]:
        for names in loaded(texts) if texts else []:
            yield [(name["start"], name["end"], name["entity_group"], float(name["score"])) for name in names]

    return read


_LOADERS = {"spacy": _spacy, "gliner": _gliner, "transformers": _transformers}


def _with_bytes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add start_byte, end_byte and the words, from places in code points."""
    joined = "".join(texts["text"].to_list())
    codes = np.frombuffer(joined.encode("utf-32-le"), dtype=np.uint32)
    width = 1 + (codes > 0x7F).astype(np.int64) + (codes > 0x7FF) + (codes > 0xFFFF)
    bytes_before = np.append(0, np.cumsum(width))
    length = texts["text"].str.len_chars().to_numpy().astype(np.int64)
    row = np.searchsorted(texts["text_no"].to_numpy(), mentions["text_no"].to_numpy())
    base = (np.cumsum(length) - length)[row]
    places = {}
    for edge in ("start", "end"):
        at = base + mentions[f"{edge}_char"].to_numpy()
        places[f"{edge}_byte"] = pl.Series(bytes_before[at] - bytes_before[base], dtype=pl.UInt32)
    words = [
        joined[int(a) : int(b)] for a, b in zip(base + mentions["start_char"], base + mentions["end_char"], strict=True)
    ]
    return mentions.with_columns(**places, text=pl.Series(words, dtype=pl.String))
