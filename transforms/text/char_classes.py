"""Letters that represent others of their kind: "São" is "Sao" to a pattern, "Москва" is "Aaaaaa".

Patterns over all of Unicode are large automata, built again for every batch. A pattern over stand-ins is ASCII.
"""

import unicodedata

import numpy as np
import numpy.typing as npt

from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.columns.string_buffer import Strings

# What represents a letter without case, a mark on a letter, the curly quote, and what is none of these.
LETTER, MARK, CURLY_QUOTE, _OTHER = "\x02", "\x03", "\x04", "\x05"
# Bytes that continue a character are 0x80 to 0xBF: below this, read as signed.
FIRST_BYTES = -64
ASCII_LETTER = np.array([chr(byte).isalpha() and byte < 0x80 for byte in range(256)])
ASCII_MARK = np.array([0x20 < byte < 0x7F and not chr(byte).isalnum() for byte in range(256)])

# Stand-ins of what may be part of a word: letters, marks on them and figures; FIGURE for those beyond ASCII.
FIGURE = "\x06"
WORD = np.array([(chr(b).isalnum() and b < 0x80) or chr(b) in LETTER + MARK + FIGURE for b in range(256)])

_CAPITAL, _SMALL, _BLANK = "A", "a", " "
_WHITE = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_BY_CATEGORY = {"Lu": _CAPITAL, "Ll": _SMALL} | dict.fromkeys(("Lt", "Lm", "Lo"), LETTER)
_BY_CATEGORY |= dict.fromkeys(("Mn", "Mc", "Me"), MARK)
_BY_CATEGORY |= dict.fromkeys(("Nd", "Nl", "No"), FIGURE)
_LAST_CODE_POINT = 0x10FFFF


def stand_ins(strings: Strings) -> tuple[Strings, Int64s]:
    """A byte for each character of strings, and the byte each character begins at (one more entry, the end)."""
    data = strings.data
    byte = np.append(np.flatnonzero(data.view(np.int8) >= FIRST_BYTES), len(data))
    out = _ascii()[data[byte[:-1]]]
    wide = np.flatnonzero(data[byte[:-1]] >= 0x80)
    if len(wide):
        kinds = _kinds()
        characters = _code_points(data, byte[wide], byte[wide + 1] - byte[wide])
        for character in np.unique(characters[kinds[characters] == 0]).tolist():
            kinds[character] = ord(_stand_in(chr(character)))
        out[wide] = kinds[characters]
    offsets = strings.offsets
    if len(byte) <= len(data):
        offsets = np.searchsorted(byte, offsets)
    return Strings(out, offsets), byte


def _code_points(data: npt.NDArray[np.uint8], at: Int64s, width: Int64s) -> Int64s:
    """The characters of more than one byte that begin at some places."""
    data = np.append(data, np.zeros(3, dtype=np.uint8))
    first, second, third, fourth = (data[at + k].astype(np.int64) & 0x3F for k in range(4))
    two = (first & 0x1F) << 6 | second
    three = (first & 0xF) << 12 | second << 6 | third
    four = (first & 0x7) << 18 | second << 12 | third << 6 | fourth
    return np.where(width == 2, two, np.where(width == 3, three, four))


def _stand_in(character: str) -> str:
    if character in _WHITE:
        return _BLANK
    if character == "’":
        return CURLY_QUOTE
    return _BY_CATEGORY.get(unicodedata.category(character), _OTHER)


@once
def _ascii() -> npt.NDArray[np.uint8]:
    """The stand-in of each ASCII character: itself, but for white space and controls."""
    kept = [character if 0x20 < ord(character) < 0x7F else _stand_in(character) for character in map(chr, range(256))]
    return np.array([ord(character) for character in kept], dtype=np.uint8)


@once
def _kinds() -> npt.NDArray[np.uint8]:
    """The stand-ins of the characters met so far, 0 for others."""
    return np.zeros(_LAST_CODE_POINT + 1, dtype=np.uint8)
