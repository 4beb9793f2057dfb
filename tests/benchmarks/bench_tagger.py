"""Tokens a second of the name tagger, next to spaCy's own small tagger trained on the same data for five minutes.

Run with `python -m pytest tests/benchmarks/bench_tagger.py -m benchmark -s`.
"""

import random
import resource
import time
from pathlib import Path

import polars as pl
import pytest

from transforms.entities.ner.crf_tagger import tag_names
from transforms.entities.ner.tokenizer import tokenise
from transforms.entities.training.data import Document, load
from transforms.text.sentences import sentences

DATA = Path(__file__).parents[3] / "shared" / "training" / "entities"
REPEATS, ROUNDS = 4, 5
SPACY_TRAINING_SECONDS, SPACY_TEXTS, SPACY_BATCH = 300, 400, 64

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.timeout(1200),
    pytest.mark.skipif(not DATA.exists(), reason="training data are not here"),
]


def test_speed_of_the_tagger() -> None:
    texts = pl.DataFrame({"text": [document.text for document in load(DATA, "gmb_train")] * REPEATS})
    texts = texts.with_row_index("text_no")
    cut = sentences(texts)
    tag_names(texts[:10], cut[:10])  # loads weights and lexicon
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    walls, processors = [], []
    for _ in range(ROUNDS):
        wall, processor = time.perf_counter(), time.process_time()
        found = tag_names(texts, cut)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    count = len(tokenise(texts, cut))
    print(
        f"\ntagger: {count / min(walls):,.0f} tokens/s, {min(processors) / count * 1e9:.0f} processor ns a token, "
        f"{found.height} names, {grown:.0f} MB beyond the batch"
    )


def test_speed_of_spacy_beside_it() -> None:
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    from spacy.training import Example

    def example(document: Document) -> Example:
        read = pipeline.make_doc(document.text)
        places = [read.char_span(start, end, label=kind) for start, end, kind in document.names]
        return Example.from_dict(read, {"entities": [(p.start_char, p.end_char, p.label_) for p in places if p]})

    random.seed(0)
    spacy.util.fix_random_seed(0)
    pipeline = spacy.blank("en")
    pipeline.add_pipe("ner")
    examples = [example(document) for document in load(DATA, "gmb_train") if document.names]
    pipeline.initialize(lambda: examples[:200])
    began = time.perf_counter()
    while time.perf_counter() - began < SPACY_TRAINING_SECONDS:
        pipeline.update(random.sample(examples, SPACY_BATCH), drop=0.1)
    texts = [document.text for document in load(DATA, "gmb_train")[:SPACY_TEXTS]]
    began = time.perf_counter()
    count = sum(len(document) for document in pipeline.pipe(texts))
    print(f"\nspaCy: {count / (time.perf_counter() - began):,.0f} tokens/s")
