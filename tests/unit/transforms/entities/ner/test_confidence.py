import math

import numpy as np
import pytest

from transforms.entities.ner import confidence, crf

ALONE = crf.Edges(np.array([True]), np.array([True]))


def weights(*calibration) -> crf.Weights:
    moves = np.zeros((crf.STATES + 1, crf.STATES), dtype=np.float32)
    table = np.zeros((2, crf.LABELS), np.int16)
    curves = np.array(calibration, dtype=np.float64) if calibration else np.zeros((0, 2, 0))
    return crf.Weights(table, 1.0, moves, curves)


def scores(*rows: dict[int, int]) -> np.ndarray:
    out = np.zeros((len(rows), crf.LABELS), np.int16)
    for number, row in enumerate(rows):
        for label, score in row.items():
            out[number, label - 1] = score
    return out


def leads(given: np.ndarray) -> list[float]:
    bounds = np.array([0, len(given)])
    labels = crf.best_labels(given, bounds, ALONE, weights())
    return confidence.leads(given, labels, bounds, ALONE, weights()).tolist()


def test_a_name_of_one_word_is_ahead_of_no_name_and_of_the_other_types():
    # Only word of a PER: 5; of an ORG: 3; no name and the two others: 0.
    assert leads(scores({4: 5, 8: 3})) == [pytest.approx(5 - math.log(math.exp(3) + 3), abs=1e-4)]


def test_the_words_of_a_longer_name_count_together():
    assert leads(scores({1: 2}, {2: 3}, {3: 4})) == [pytest.approx(9 - math.log(4), abs=1e-4)]


def test_every_name_has_a_lead_and_no_name_has_none():
    assert len(leads(scores({4: 5}, {}, {8: 5}))) == 2
    assert leads(scores({}, {})) == []


def test_a_lead_is_worth_what_was_counted():
    told = weights(((0.0, 4.0), (0.5, 0.9)))
    first = np.zeros(3, dtype=np.int64)
    assert confidence.shares(np.array([-1, 2, 9], np.float32), first, told).tolist() == [0.5, pytest.approx(0.7), 0.9]


def test_a_lead_is_worth_what_was_counted_for_its_type():
    told = weights(((0.0, 4.0), (0.5, 0.9)), ((0.0, 4.0), (0.1, 0.3)))
    leads = np.array([4, 4], np.float32)
    assert confidence.shares(leads, np.array([1, 0]), told).tolist() == [pytest.approx(0.3), pytest.approx(0.9)]


def test_weights_without_a_count_tell_no_share():
    assert np.isnan(confidence.shares(np.array([1], np.float32), np.array([0]), weights())).all()
