"""A process of its own that reads pages: chunks come on standard input, articles go to standard output, both pickled.

It ends with its input, so it does not outlive the run that began it.
"""

import pickle
import struct
import sys
from typing import IO, Any

from flows.sources.pages.reading import Article, Page, read_page

_LENGTH = struct.Struct("<Q")


def send(stream: IO[bytes], value: Any) -> None:
    """Write one value."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one value that our own program wrote. Raises EOFError where the other side has ended."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    data = stream.read(_LENGTH.unpack(head)[0])
    return pickle.loads(data)  # noqa: S301


def read_one(page: Page) -> list[Article] | BaseException:
    """A page's articles, or the defect that it met."""
    try:
        return read_page(page)
    except Exception as error:
        return error


def main() -> None:
    """Read chunks until there are no more."""
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not get into the answer
    while True:
        try:
            chunk = receive(sys.stdin.buffer)
        except EOFError:
            return
        send(output, [read_one(page) for page in chunk])


if __name__ == "__main__":
    main()
