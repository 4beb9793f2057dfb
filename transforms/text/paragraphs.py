"""Lines and paragraphs: where a mention is in its own, "1961: The mill burns", and which mentions share one."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.columns.utf8 import flat

# Lines of hard-wrapped prose have so many bytes; the break behind any other line ends the paragraph.
_WRAPPED_LINE_BYTES = (40, 100)


@dataclass(frozen=True)
class Lines:
    """For each mention: its paragraph (numbered through all texts), and bytes to the edges of line and paragraph."""

    paragraph: Int64s
    from_paragraph_start: Int64s
    from_line_start: Int64s
    to_line_end: Int64s
    data: Bytes
    end: Int64s  # one past the mention's last byte, in data

    def followed_by(self, characters: bytes, after_blank: bytes) -> Bools:
        """Whether one of some ASCII characters comes next, or a blank and then one of the others."""
        last = len(self.data) - 1
        inside = self.to_line_end > 0
        first, second = self.data[np.minimum(self.end, last)], self.data[np.minimum(self.end + 1, last)]
        blank = (first == ord(" ")) & np.isin(second, np.frombuffer(after_blank, np.uint8))
        found: Bools = inside & (np.isin(first, np.frombuffer(characters, np.uint8)) | blank)
        return found


def lines(mentions: pl.DataFrame, texts: pl.DataFrame) -> Lines:
    """Find the line and the paragraph of each mention (text_no, start_byte, end_byte), linear in the texts' length."""
    laid = flat(texts["text"])
    row = mentions["text_no"].to_numpy().astype(np.int64)
    low, high = laid.offsets[row], laid.offsets[row + 1]
    start = low + mentions["start_byte"].to_numpy()
    end = low + mentions["end_byte"].to_numpy()
    breaks = np.flatnonzero(laid.data == ord("\n"))
    shortest, longest = _WRAPPED_LINE_BYTES
    size = np.diff(breaks, prepend=-1) - 1
    ends = breaks[(size < shortest) | (size > longest)]
    line, paragraph = np.searchsorted(breaks, start), np.searchsorted(ends, start)
    return Lines(
        paragraph=paragraph + row,
        from_paragraph_start=start - np.maximum(low, _behind(ends, paragraph)),
        from_line_start=start - np.maximum(low, _behind(breaks, line)),
        to_line_end=np.minimum(high, np.append(breaks, len(laid.data))[np.searchsorted(breaks, end)]) - end,
        data=laid.data,
        end=end,
    )


def _behind(breaks: Int64s, number: Int64s) -> Int64s:
    """The place behind the last of the breaks that come before; 0 where none does."""
    return np.where(number > 0, np.append(breaks, 0)[number - 1] + 1, 0)
