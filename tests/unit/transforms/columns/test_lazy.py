import subprocess
import sys
import threading
import time

from tests.conftest import ROOT
from transforms.columns.lazy import once

# Two threads begin at the same moment in a process that has loaded nothing yet.
COLD = """
from concurrent.futures import ThreadPoolExecutor
from tests.builders import articles
from transforms.extract import extract

body = "President Bush met Angela Merkel in Berlin. Mr. Bush spoke of Hu Jintao. Chancellor Merkel was in Moscow."
many = articles(*[body] * 6)
with ThreadPoolExecutor(2) as pool:
    first, second = pool.map(extract, [many, many])
assert first["entity_mentions"].equals(second["entity_mentions"])
assert first["entity_mentions"].equals(extract(many)["entity_mentions"])
"""


def test_threads_that_come_at_once_get_the_same_object():
    calls = []

    @once
    def table():
        calls.append(1)
        time.sleep(0.05)
        return object()

    found = []
    threads = [threading.Thread(target=lambda: found.append(table())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(calls), len({id(thing) for thing in found})) == (1, 1)


def test_what_is_made_once_may_ask_for_another_such_thing():
    @once
    def inner():
        return 2

    @once
    def outer():
        return inner() + 1

    assert outer() == 3


def test_two_threads_of_a_fresh_process_name_the_same_entities():
    done = subprocess.run([sys.executable, "-c", COLD], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
