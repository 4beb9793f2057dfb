"""Titles of works: 'the novel "A House in Bergen"', 'CNN's "State of the Nation"', '"Moguls," by Ana Lind'."""

import re

import polars as pl

from transforms.columns.dictionary import NONE
from transforms.entities.ner.lexicon import words_of
from transforms.entities.ordinary_words import common_words
from transforms.entities.span_fusion import listed_type
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
_BEHIND = (
    r",? (?:by [A-Z]|starring|hosted by|written by|a (?:book|novel|film|movie|play|memoir)(?-u:\b)|"
    r"tells|follows|premiered|premieres|aired|debuted|topped|was (?:released|directed|written|adapted|filmed)|"
    r"is (?:directed|written|based)|(?:is|has become) (?:a|an|the) (?:[a-z-]+ )?(?:book|novel|film|movie|play|song|"
    r"album|memoir|show|series|bestseller|hit)(?-u:\b))"
)
_OPEN, _CLOSE = '[“"‘«]', '[”"’»]'
# Candidates: what stands in the marks is read apart. A title within single marks may hold an apostrophe.
_CANDIDATE = (
    r"(?-u:\b)(?:(?:[Ee]n)?[Tt]itled|under the title|"
    rf"{_KINDS}(?:,| called| titled| entitled| named| like| such as| including)?|"
    rf"{_STATIONS}) {_OPEN}[{CAPITALS}0-9][^“”«»\"\n]*{_CLOSE}|"
    rf"[“\"][{CAPITALS}0-9][^“”\"\n]*[”\"]{_BEHIND}"
)
# Capitals but for the small words of titles; not a sentence that somebody said.
_WORD = r"(?:[A-ZÀ-Þ][\w'’-]*(?:\.\w[\w.]*)?|(?:Mr|Mrs|Ms|Dr|St|Vol)\.|[0-9]+(?:th|st|nd|rd)?)"
_SMALL = "(?:a|an|the|of|and|in|on|for|to|with|from|by|at|or|as|vs\\.?|de|la|el|du|des|&|—|–|-)"
_TITLE = rf"{_WORD}:?(?: (?:{_SMALL} ){{0,3}}{_WORD}:?){{0,11}}[!?]?"
_TITLED = re.compile(rf"(?P<before>[^“\"‘«]*{_OPEN})(?P<title>{_TITLE})[.,]?{_CLOSE}")
_MOST_CHARS = 120
# Without marks: "her debut novel Salt Harbour", "a documentary titled The Last Ferry".
_OWNER = (
    r"(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|['’]s|s['’]|new|debut|latest|first|second|third|hit|short|feature|"
    r"drama|comedy|TV|television|web|crime|thriller|[0-9]{4}|best-?selling|acclaimed|award-winning)"
)
_KIND = (
    r"(?:film|movie|novel|novella|album|song|memoir|musical|opera|sitcom|mini-?series|documentary|series|anthology|poem|"
    r"podcast|video game|play|biopic|autobiography|sequel|single|rom-?com|thriller|telenovela)"
)
_BARE_WORD = r"[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9'’-]*"
_BARE_TITLE = re.compile(
    rf"(?:[0-9]{{1,4}} )?{_BARE_WORD}"
    rf"(?: (?:(?:a|an|the|of|and|in|on|for|to|with|from|my|your) ){{0,2}}{_BARE_WORD}){{0,7}}"
)
# What may hold a title is found in the texts, the title read apart: such a pattern is compiled in a tenth of the time.
_BARE_WORDS = r"(?:[0-9]{1,4} )?[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9'’ -]*"
_BARE = rf"(?-u:\b)(?:{_OWNER} {_KIND}(?:,| titled| entitled)?|(?:en)?titled) {_BARE_WORDS}"
_BARE_BEFORE = rf"^(?:{_OWNER} {_KIND}(?:,| titled| entitled)?|(?:en)?titled) "
_TIED = re.compile(r" (?:in|on|for|with|from|and)(?: (?:a|an|the|my|your))? ([A-ZÀ-Þ][\w'’-]*)")


def works(texts: pl.DataFrame) -> pl.DataFrame:
    """The titles in quotation marks behind what kind of work they are, or before who made them; a mentions frame."""
    bare = _without_marks(texts)
    rows = spans.find_in_few(texts, _CANDIDATE)
    if rows.is_empty():
        return bare
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
    return pl.concat([rows.select(*spans.MENTION_COLUMNS), bare], rechunk=True)


def _without_marks(texts: pl.DataFrame) -> pl.DataFrame:
    """Titles of several words right behind their kind, to the first word behind "in" or "and" that is a name's."""
    rows = spans.without_edges(spans.find_in_few(texts, _BARE), _BARE_BEFORE, "")
    if rows.is_empty():
        return rows
    titles = [_own_words(words) for words in rows["text"].to_list()]
    rows = rows.with_columns(text=pl.Series(titles, dtype=pl.String)).filter(pl.col("text").str.contains(" "))
    return rows.with_columns(
        end_char=pl.col("start_char") + pl.col("text").str.len_chars(),
        end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes(),
    )


def _own_words(title: str) -> str:
    """A title without the place, the day or the person behind it; nothing of what begins like a person or a name."""
    read = _BARE_TITLE.match(title[:_MOST_CHARS])
    if read is None:
        return ""
    title = read[0]
    for tied in _TIED.finditer(title):
        if tied[1].lower() not in common_words() or listed_type(tied[1]) != NONE:
            title = title[: tied.start()]
            break
    parts = title.split(" ")
    while parts and parts[-1].lower() in words_of("calendar"):
        parts.pop()
    named = parts[:1] and (parts[0].lower() in words_of("first") or parts[0].lower() in words_of("demonym"))
    return "" if named or listed_type(" ".join(parts[:2])) != NONE else " ".join(parts)
