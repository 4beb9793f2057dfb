"""Titles of works: 'the novel "A House in Bergen"', 'CNN's "State of the Nation"', '"Moguls," by Ana Lind'."""

import re

import polars as pl

from transforms.text import spans
from transforms.text.letters import CAPITALS

_KINDS = (
    r"(?:[Bb]ooks?|[Nn]ovels?|[Nn]ovellas?|[Mm]emoirs?|[Aa]utobiography|[Bb]iography|[Ff]ilms?|[Mm]ovies?|[Dd]ocumentary|"
    r"[Ss]eries|[Ss]itcom|[Dd]rama|[Cc]omedy|[Tt]hriller|[Ss]hows?|[Pp]rogram(?:me)?|[Pp]odcast|[Aa]lbums?|[Ss]ongs?|[Ss]ingles?|"
    r"[Tt]racks?|[Vv]ideo|[Oo]pera|[Mm]usical|[Pp]lay|[Pp]oem|[Ee]ssay|[Pp]ainting|[Ss]culpture|[Bb]allet|[Ss]ymphony|[Aa]nthology|"
    r"[Bb]estseller|[Aa]d|[Aa]dvert(?:isement)?|[Cc]ommercial|[Ee]xhibition|[Ee]xhibit|[Ss]hort story|"
    r"[Mm]ini-?series|[Ss]equel|"
    r"[Cc]olumn|[Cc]omic|[Mm]anga|[Aa]nime|[Vv]ideo game|[Nn]ewsletter|[Ee]pisode|[Aa]nthem|[Hh]it)"
)
_STATIONS = (
    r"(?:ABC|CBS|NBC|CNN|MSNBC|CNBC|HBO|PBS|NPR|BBC|ITV|ESPN|FX|AMC|MTV|Fox|Netflix|Hulu|Showtime|Bravo|Amazon|Disney|"
    r"Univision|Telemundo|Bloomberg|TBS|Channel 4|Sky|Comedy Central)(?: News| TV| Radio [0-9]| Business| One|"
    r" Two)?['’]s"
)
_BEHIND = r",? (?:by [A-Z]|starring|hosted by|written by|a (?:book|novel|film|movie|play|memoir)(?-u:\b))"
_OPEN, _CLOSE = '[“"‘]', '[”"’]'
# Candidates: what stands in the marks is read apart. A title within single marks may hold an apostrophe.
_CANDIDATE = (
    rf"(?-u:\b)(?:{_KINDS}(?:,| called| titled| entitled| named)?|"
    rf"{_STATIONS}) {_OPEN}[{CAPITALS}0-9][^“”\"\n]*{_CLOSE}|"
    rf"[“\"][{CAPITALS}0-9][^“”\"\n]*[”\"]{_BEHIND}"
)
# Capitals but for the small words of titles; not a sentence that somebody said.
_WORD = r"(?:[A-ZÀ-Þ][\w'’-]*(?:\.\w[\w.]*)?|(?:Mr|Mrs|Ms|Dr|St|Vol)\.|[0-9]+(?:th|st|nd|rd)?)"
_SMALL = "(?:a|an|the|of|and|in|on|for|to|with|from|by|at|or|as|vs\\.?|de|la|el|du|des|&|—|–|-)"
_TITLE = rf"{_WORD}:?(?: (?:{_SMALL} ){{0,3}}{_WORD}:?){{0,11}}[!?]?"
_TITLED = re.compile(rf"(?P<before>[^“\"‘]*{_OPEN})(?P<title>{_TITLE})[.,]?{_CLOSE}")
_MOST_CHARS = 120


def works(texts: pl.DataFrame) -> pl.DataFrame:
    """The titles in quotation marks behind what kind of work they are, or before who made them; a mentions frame."""
    rows = spans.find_in_few(texts, _CANDIDATE)
    if rows.is_empty():
        return rows
    read = [_TITLED.match(words[:_MOST_CHARS]) for words in rows["text"].to_list()]
    parts = [(title["before"], title["title"]) if title else (None, None) for title in read]
    rows = rows.with_columns(pl.DataFrame(parts, schema={"before": pl.String, "title": pl.String}, orient="row"))
    before, title = pl.col("before").str, pl.col("title").str
    rows = rows.drop_nulls("title").with_columns(
        start_char=pl.col("start_char") + before.len_chars(),
        start_byte=pl.col("start_byte") + before.len_bytes(),
    )
    rows = rows.with_columns(
        end_char=pl.col("start_char") + title.len_chars(),
        end_byte=pl.col("start_byte") + title.len_bytes(),
        text="title",
    )
    return rows.select(*spans.MENTION_COLUMNS)
