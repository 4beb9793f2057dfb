"""JSON: a list of articles, one article, an answer of an API with a list in it, or objects one after the other."""

import io
import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import polars as pl

from flows.sources.fields import ARTICLE_COLUMNS, field_names
from flows.sources.format import MAX_RECORD_BYTES, Format, Options, Slice, register
from flows.sources.json_objects import Stretch, objects_frame
from flows.sources.json_values import object_ends, start_of_list
from warehouse.files import open_regular

# Where answers of APIs have their articles, if the answer is not an article itself.
_LISTS = (
    "articles",
    "items",
    "results",
    "docs",
    "data",
    "news",
    "posts",
    "stories",
    "response.docs",
    "response.results",
)
# Where they have it when they were asked for one.
_ONE = ("article", "item", "post", "story", "data", "data.article", "data.item", "response.content", "result")


def cut(path: str, size: int) -> list[tuple[int, int, int]]:
    """Cut a file between objects into stretches of about `size` bytes: (start, end, number of the first object)."""
    stretches = []
    try:
        with open_regular(path) as file:
            whole = os.fstat(file.fileno()).st_size
            start = start_of_list(file)
            first = number = 1
            for position, ends in object_ends(file, start, whole):
                taken = 0
                while (place := int(np.searchsorted(ends, start + size))) < len(ends):
                    number += place + 1 - taken
                    stretches.append((start, int(ends[place]), first))
                    start, first, taken = int(ends[place]), number, place + 1
                number += len(ends) - taken
                if position - start > max(4 * size, 2 * MAX_RECORD_BYTES):
                    # An object without end is cut anyway; its parts are rejected, and memory stays bounded.
                    stretches.append((start, position, first))
                    start, first = position, number
    except OSError:
        return [(0, 0, 1)]  # reading it tells the reason
    if whole > start or not stretches:
        stretches.append((start, whole, first))
    return stretches


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """Read the objects of each stretch; what is none carries its reason."""
    return objects_frame([_stretch(part, options) for part in slices], options)


def _stretch(part: Slice, options: Options) -> Stretch:
    try:
        with open_regular(part.path) as file:
            file.seek(part.start)
            data = file.read(part.bytes)
    except OSError as error:
        detail = f"The file cannot be read ({error.strerror}); repair its permissions or its link"
        return Stretch(part, [None], [None], ("unreadable", detail))
    records = list(_objects(data))
    if len(records) == 1 and part.first_line == 1 and len(records[0]) <= options.max_bytes:
        records = _listed(records[0], options) or records
    places = [f"item {number}" for number in range(part.first_line, part.first_line + len(records))]
    return Stretch(part, records, places)


def _objects(data: bytes) -> Iterator[bytes]:
    """The bytes of each object, and of what is none at the end."""
    start = 0
    for _, ends in object_ends(io.BytesIO(data), 0, len(data)):
        for end in ends.tolist():
            yield data[start:end].lstrip(b" \t\r\n,")
            start = end
    rest = data[start:].strip(b" \t\r\n,")
    if rest and rest != b"]":
        yield rest


def _listed(record: bytes, options: Options) -> list[bytes]:
    """The articles in the answer of an API, or nothing where it is an article itself, or no answer."""
    bodies = field_names(options.mapping)["body"]
    try:
        answer = json.loads(record)
    except (ValueError, RecursionError):
        return []
    if not isinstance(answer, dict) or any(isinstance(answer.get(name), str) for name in bodies):
        return []
    for path in _LISTS:
        members = _at(answer, path)
        if isinstance(members, list) and members:
            return [_as_bytes(member) for member in members]
    for path in _ONE:
        member = _at(answer, path)
        if isinstance(member, dict) and any(isinstance(member.get(name), str) for name in bodies):
            return [_as_bytes(member)]
    return []


def _at(answer: Any, path: str) -> Any:
    """What an answer has at a path, None where nothing is."""
    for step in path.split("."):
        answer = answer.get(step) if isinstance(answer, dict) else None
    return answer


def _as_bytes(member: Any) -> bytes:
    return json.dumps(member, ensure_ascii=False).encode("utf-8", "surrogatepass")


register(
    Format(
        name="json",
        about="a list of objects, one object, or an API's answer with a list in it; fields as for `jsonl`",
        suffixes=(".json",),
        looks_like=lambda head: head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"[", b"{\n", b"{\r")),
        columns=ARTICLE_COLUMNS,
        read=read,
        cut=cut,
    )
)
