"""Many pages at once: a process for each core, since trafilatura holds Python's lock while it works."""

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Timer

import flows
from flows.sources.pages.reading import Article, Page, read_page
from flows.sources.pages.worker import receive, send

# Fewer pages are read faster here than a process starts.
_FEW = 40
_CHUNK = 8
# A page is read in some hundredths of a second; what takes so long was made to.
_MOST_SECONDS = 60.0


def read_pages(pages: Sequence[Page]) -> list[list[Article]]:
    """The articles of each page. Raises what reading a page raised: a defect of the program."""
    if len(pages) < _FEW:
        return [read_page(page) for page in pages]
    results: list[list[Article]] = [[] for _ in pages]
    chunks: SimpleQueue[range] = SimpleQueue()
    for start in range(0, len(pages), _CHUNK):
        chunks.put(range(start, min(start + _CHUNK, len(pages))))

    def work() -> None:
        with _Worker() as worker:
            for numbers in _taken(chunks):
                found = worker.read([pages[number] for number in numbers])
                for number, articles in zip(numbers, found, strict=True):
                    results[number] = articles

    count = max(1, min(os.cpu_count() or 1, len(pages) // _CHUNK))
    with ThreadPoolExecutor(count) as threads:
        for outcome in [threads.submit(work) for _ in range(count)]:
            outcome.result()
    return results


def _taken(chunks: "SimpleQueue[range]") -> Iterator[range]:
    while True:
        try:
            yield chunks.get_nowait()
        except Empty:
            return


class _Worker:
    """A process that reads pages, and another in its place where a page has ended it."""

    def __enter__(self) -> "_Worker":
        self._start()
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def read(self, pages: Sequence[Page]) -> list[list[Article]]:
        """The articles of each page. One that ends the process, or takes it a minute, is a reject."""
        try:
            return self._ask(pages)
        except (EOFError, OSError):
            self._end()
            self._start()
        if len(pages) == 1:
            return [
                [
                    Article(
                        {}, "broken_page", "The markup of the page ends or holds up its parser; report it with the page"
                    )
                ]
            ]
        return [articles for page in pages for articles in self.read([page])]

    def _ask(self, pages: Sequence[Page]) -> list[list[Article]]:
        process = self._process
        if process.stdin is None or process.stdout is None:
            raise EOFError
        timer = Timer(_MOST_SECONDS * len(pages), process.kill)
        timer.start()
        try:
            send(process.stdin, pages)
            found = receive(process.stdout)
        finally:
            timer.cancel()
        for each in found:
            if isinstance(each, BaseException):
                raise each
        return list(found)

    def _start(self) -> None:
        place = str(Path(flows.__file__).parents[1])
        paths = os.pathsep.join([place, *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "flows.sources.pages.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", "POLARS_MAX_THREADS": "1"},
        )

    def _end(self) -> None:
        process = self._process
        for stream in (process.stdin, process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue
        process.kill()
        process.wait()
