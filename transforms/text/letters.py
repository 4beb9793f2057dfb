"""Letters for patterns that are compiled anew in each batch: those of Unicode's classes take milliseconds each.

`LETTER` holds the letters of alphabets and, beyond ASCII, marks and digits of other scripts; `CAPITAL` and `SMALL`
those of Latin alphabets, both the letters beyond Latin-1 in which the two alternate. None holds quotation marks,
dashes or blanks.
"""

_BEYOND = r"\u{DF}-\u{F6}\u{F8}-\u{1FFF}\u{2C00}-\u{2DFF}\u{3040}-\u{FFDC}"
_LATIN = r"\u{C0}-\u{D6}\u{D8}-\u{DE}"
LETTERS = f"A-Za-z{_LATIN}{_BEYOND}"
CAPITALS = rf"A-Z{_LATIN}\u{{100}}-\u{{17D}}"
LETTER, CAPITAL, SMALL = f"[{LETTERS}]", f"[{CAPITALS}]", f"[a-z{_BEYOND}]"
