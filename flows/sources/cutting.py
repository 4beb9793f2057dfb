"""Files of many records between which a pattern tells: cut into stretches, and a stretch into records."""

import os
import re

from flows.sources.format import MAX_RECORD_BYTES
from warehouse.files import open_regular

_READ_BYTES = 4 * 2**20
# No pattern is longer, with what it looks at before.
_KEPT_BYTES = 4096


def cut_at(path: str, size: int, boundary: re.Pattern[bytes]) -> list[tuple[int, int, int]]:
    """Cut a file where records begin into stretches of about `size` bytes: (start, end, number of the first record).

    A record without end is cut anyway; its parts are rejected, and memory stays bounded.
    """
    stretches: list[tuple[int, int, int]] = []
    start = position = scanned = number = 0
    first, tail = 1, b""
    try:
        with open_regular(path) as file:
            whole = os.fstat(file.fileno()).st_size
            while position < whole and (chunk := file.read(min(_READ_BYTES, whole - position))):
                data, base = tail + chunk, position - len(tail)
                position += len(chunk)
                limit = len(data) if position >= whole else len(data) - _KEPT_BYTES
                for match in boundary.finditer(data):
                    at = base + match.start()
                    if at < scanned or match.start() >= limit:
                        continue
                    number += 1
                    if number > 1 and at - start >= size:
                        stretches.append((start, at, first))
                        start, first = at, number
                scanned = base + limit
                tail = data[max(0, limit - _KEPT_BYTES) :]
                if scanned - start > max(4 * size, 2 * MAX_RECORD_BYTES):
                    stretches.append((start, scanned, first))
                    start, first = scanned, max(number, 1)
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    if position > start or not stretches:
        stretches.append((start, position, first))
    return stretches


def records_of(content: bytes, boundary: re.Pattern[bytes]) -> list[bytes]:
    """The records of a stretch; what comes before the first boundary is one too, unless it is white space."""
    starts = [match.start() for match in boundary.finditer(content)]
    if not starts or content[: starts[0]].strip():
        starts = [0, *starts]
    return [content[start:end] for start, end in zip(starts, [*starts[1:], len(content)], strict=True)]
