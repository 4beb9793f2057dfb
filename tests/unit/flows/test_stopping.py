"""Ctrl-C and SIGTERM are heard at once, and after a commit that is under way."""

import signal

import pytest

from flows.stopping import Stopped, is_asked, stop_if_asked, stoppable, unbroken


def ask(log, number=signal.SIGINT):
    signal.raise_signal(number)
    log.append("went on")


def ask_within_a_commit(log):
    with unbroken():
        ask(log)
    log.append("after the commit")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_is_heard_at_once(number):
    before, log = signal.getsignal(number), []
    with pytest.raises(Stopped), stoppable():
        ask(log, number)
    assert log == []
    assert signal.getsignal(number) is before


def test_a_commit_comes_to_its_end():
    log = []
    with pytest.raises(Stopped), stoppable():
        ask_within_a_commit(log)
    assert log == ["went on"]


def test_a_request_ends_with_the_block_it_stopped():
    with pytest.raises(Stopped), stoppable():
        signal.raise_signal(signal.SIGINT)
    assert not is_asked()
    with unbroken():  # a commit of whoever goes on in this process
        pass
    with stoppable():
        stop_if_asked()
