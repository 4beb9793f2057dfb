"""What leads are worth, counted and held against names that were not counted."""

import numpy as np
import pytest

from transforms.entities.ner import crf
from transforms.entities.training.curves import Counted, expected_error, fitted_curves, unseen_error


def counted(leads: np.ndarray, right: np.ndarray) -> Counted:
    """Names of all four types in turn, each counting one, in four folds."""
    at = np.arange(len(leads))
    return Counted(leads, right.astype(np.float64), np.array(crf.TYPES)[at % 4], np.ones(len(at)), at // 4 % 4)


@pytest.fixture
def names() -> Counted:
    """Names of which a half is right with a lead of 0 and nearly all with one of 4."""
    random = np.random.default_rng(3)
    leads = random.uniform(0, 4, 16_000)
    return counted(leads, random.random(16_000) < 0.5 + leads / 8)


def test_the_error_is_how_far_told_shares_are_from_right_names():
    told, right = np.array([0.9, 0.9, 0.9, 0.9, 0.5, 0.5]), np.array([1, 1, 1, 0, 1, 0])
    assert expected_error(told, right) == pytest.approx(4 / 6 * 0.15)


def test_a_name_that_counts_less_errs_less():
    told, right = np.array([0.9, 0.1]), np.array([0, 0])
    assert expected_error(told, right, np.array([1.0, 0.0])) == pytest.approx(0.9)


def test_curves_rise_and_tell_the_share_of_right_names(names):
    for leads, shares in fitted_curves(names):
        assert (np.diff(leads) > 0).all()
        assert (np.diff(shares) >= 0).all()
        assert np.interp([0.5, 3.5], leads, shares) == pytest.approx([0.5625, 0.9375], abs=0.05)


def test_curves_hold_for_names_they_have_not_seen(names):
    assert unseen_error(names) < 0.02


def test_curves_of_chance_do_not_hold_for_names_they_have_not_seen():
    random = np.random.default_rng(3)
    few = counted(random.uniform(0, 4, 128), random.random(128) < 0.5)
    assert unseen_error(few) > 0.05


def test_shipped_weights_tell_shares_for_every_type():
    curves = crf.shipped_weights().calibration
    assert curves.shape[:2] == (len(crf.TYPES), 2)
    assert (np.diff(curves[:, 0]) > 0).all()
    assert (np.diff(curves[:, 1]) >= 0).all()
    assert (curves[:, 1, 0] < 0.75).all()
    assert (curves[:, 1, -1] > 0.9).all()
    assert curves[:, 1].max() <= 1
