"""The chain of labels: legal, best, the same in any company."""

import itertools

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.entities.ner import crf
from transforms.entities.ner.batch import candidates, read
from transforms.entities.ner.tokenizer import tokenise
from transforms.text.sentences import sentences

NEXT_OF_OPEN = (1, 2)  # places in a type's block: inside, last


def weights(moves: np.ndarray) -> crf.Weights:
    return crf.Weights(np.zeros((2, crf.LABELS), np.int16), 1.0, moves.astype(np.float32))


def is_legal(labels: tuple[int, ...]) -> bool:
    open_kind = None
    for label in labels:
        place, kind = (label - 1) % 4, (label - 1) // 4
        if (open_kind is not None) != (label > 0 and place in NEXT_OF_OPEN):
            return False
        if open_kind is not None and kind != open_kind:
            return False
        open_kind = kind if label > 0 and place in (0, 1) else None
    return open_kind is None


def value(labels: tuple[int, ...], scores: np.ndarray, moves: np.ndarray, begins: bool, ends: bool) -> float:
    """Score of a legal sequence, added up one step at a time."""
    total, state = 0.0, crf.STATES if begins else 0
    for row, label in enumerate(labels):
        total += 0 if label == 0 else float(scores[row, label - 1])
        entered = 0 if label == 0 else 1 + (label - 1) // 4
        if label == 0 or (label - 1) % 4 in (0, 3):
            total += float(moves[state, entered])
        state = entered
    return total if ends else total + float(moves[state, 0])


@settings(deadline=None)
@given(st.integers(0, 10_000), st.booleans(), st.booleans())
def test_finds_the_best_legal_labels(seed: int, begins: bool, ends: bool) -> None:
    random = np.random.default_rng(seed)
    scores = random.integers(-9, 9, (3, crf.LABELS)).astype(np.int16)
    moves = random.normal(0, 2, (crf.STATES + 1, crf.STATES)).astype(np.float32)
    edges = crf.Edges(np.array([begins]), np.array([ends]))
    found = tuple(crf.best_labels(scores, np.array([0, 3]), edges, weights(moves)).tolist())
    assert is_legal(found)
    legal = (labels for labels in itertools.product(range(crf.LABELS + 1), repeat=3) if is_legal(labels))
    best = max(value(labels, scores, moves, begins, ends) for labels in legal)
    assert value(found, scores, moves, begins, ends) == pytest.approx(best, abs=1e-4)


@settings(deadline=None)
@given(st.lists(st.integers(1, 6), min_size=1, max_size=6), st.integers(0, 1000))
def test_a_run_is_labelled_the_same_in_any_company(sizes: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    bounds = np.append(0, np.cumsum(sizes))
    scores = random.integers(-9, 9, (int(bounds[-1]), crf.LABELS)).astype(np.int16)
    moves = random.normal(0, 2, (crf.STATES + 1, crf.STATES))
    flags = random.random((2, len(sizes))) < 0.5
    together = crf.best_labels(scores, bounds, crf.Edges(*flags), weights(moves))
    for run, (begin, end) in enumerate(itertools.pairwise(bounds)):
        edges = crf.Edges(flags[0, run : run + 1], flags[1, run : run + 1])
        alone = crf.best_labels(scores[begin:end], np.array([0, end - begin]), edges, weights(moves))
        assert together[begin:end].tolist() == alone.tolist()


def test_nothing_to_label_gives_nothing() -> None:
    edges = crf.Edges(np.zeros(0, bool), np.zeros(0, bool))
    none = crf.best_labels(np.zeros((0, crf.LABELS), np.int16), np.zeros(1, np.int64), edges, crf.shipped_weights())
    assert none.tolist() == []


def test_runs_are_neighbouring_capitalised_words_and_what_joins_them() -> None:
    texts = pl.DataFrame({"text": ["The Bank of England met Ann. Bob left"]}).with_row_index("text_no")
    tokens = tokenise(texts, sentences(texts))
    reading = read(tokens, tokens.text_no)
    at = candidates(reading)
    words = [tokens.words[int(number)] for number in tokens.word[at]]
    assert words == ["The", "Bank", "of", "England", "Ann", "Bob"]
    assert crf.runs(reading, at).tolist() == [0, 4, 5, 6]


def test_a_run_without_end_is_cut() -> None:
    texts = pl.DataFrame({"text": ["AB " * 1000]}).with_row_index("text_no")
    tokens = tokenise(texts, sentences(texts))
    reading = read(tokens, tokens.text_no)
    bounds = crf.runs(reading, candidates(reading))
    assert np.diff(bounds).max() == crf.LONGEST_RUN


def test_the_weights_fit_the_repository() -> None:
    assert crf.WEIGHTS_FILE.stat().st_size < 5_000_000
    shipped = crf.shipped_weights()
    assert shipped.moves.shape == (crf.STATES + 1, crf.STATES)
    assert not shipped.table[0].any()
