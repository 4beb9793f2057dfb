"""Agency wire, IPTC 7901 and ANPA 1312: telex with control characters. A reject says what to ask the agency for."""

import re
from collections.abc import Sequence

import polars as pl

from flows.sources.format import Format, Options, Slice, register
from flows.sources.records import whole_files

# Start of heading (SOH), perhaps after synchronous idles, then a head of one line, and start of text (STX).
_MESSAGE = re.compile(rb"[\x16\x00\r\n ]{0,40}\x01[^\x01-\x04]{1,500}\x02", re.DOTALL)
_DETAIL = (
    "This is agency wire (IPTC 7901 or ANPA 1312), which is not read: its heads differ from agency to agency; ask for "
    "NewsML-G2, NITF or ninjs"
)


def read(slices: Sequence[Slice], options: Options) -> pl.DataFrame:
    """One reject a file."""
    return whole_files(slices, [(None, "unsupported", _DETAIL)] * len(slices), options)


register(
    Format(
        name="wire",
        about="agency wire (IPTC 7901, ANPA 1312): not read; each file is a reject that says what to ask for",
        suffixes=(".anpa",),
        proves=lambda head: _MESSAGE.match(head) is not None,
        read=read,
    )
)
