"""What is between marks and no speech: a nickname ('alias "Doc"'), a title, a word apart ('the so-called "dome"')."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place
from transforms.text import windows

# A name between marks is no quotation. Most of them follow words that say so.
_NAMING = (
    r"(?i)(?-u:\b)(?:nick-?named|alias|a\.?k\.?a\.?|a/k/a|known (?:[a-z]+ly |to [a-z]+ |[a-z]+ )?as|"
    r"go(?:es|ing)? by|went by|"
    r"(?:nick|stage |pen |code |brand )?names?(?: of)?|named|moniker|pseudonym|codenamed|pet name|username|handle)"
    r"(?: the (?:nick)?name(?: of)?| the moniker)?,?(?P<article> (?:the|an?))? *$"
)
# What a title follows: 'the author of "The Long Wait"'.
_WORK = (
    r"(?i)(?-u:\b)(?:author of|starring in|book|novel|film|movie|series|show|song|album|track|play|musical|memoir|"
    r"documentary|essay|article|poem|titled|entitled|headlined|game|magazine|podcast|single|comedy|drama|sitcom|thriller|programme|program|"
    r"exhibition|painting|opera|episode|theme|slogan|motto|term|word|phrase|so-called)s?,? *$"
)
# Where the title of a programme, book or film is: 'on CBS's "The Long Night"', 'told "Norland This Morning"'.
_SHOWN = r"(?i)(?:(?-u:\b)(?:on|in|into|for|at|told|tells|telling|hosts?|hosted|hosting)|['’]s|s['’]),? *$"
_NAME = r"^\p{Lu}[\p{L}\p{M}'’.-]*(?: [\p{L}\p{M}'’.-]+){0,3}[,.]?$"
# What a clause has and a term has not: a subject pronoun, a finite verb.
_CLAUSE = (
    r"(?i)(?-u:\b)(?:i|we|you|he|she|they|it|there|who|is|are|was|were|am|will|would|can|could|may|might|must|should|shall|has|"
    r"have|had|do|does|did|cannot|let|lets|please)(?-u:\b)|[a-z]['’](?:s|re|ve|ll|d|t|m) "
)
_OPENS_SPEECH, _CLOSES_SPEECH = r"^[^\p{L}]*\p{Lu}", r"[,.?!…—–-]$"
_TITLE = (
    r"^(?:\p{Lu}[\p{L}\p{M}'’.-]*|[0-9]+)"
    r"(?: (?:\p{Lu}[\p{L}\p{M}'’.&-]*|[0-9]+|a|an|and|at|for|from|in|of|on|or|the|to|with|vs\.))+[,.]?$"
)
# A title may be parted too: "The Mill: A Life", "Rain, Rain, Rain!".
_PARTED_TITLE = _TITLE.replace("(?: (?:", "(?:[:,!]? (?:").replace("[,.]?$", "[,.!?]?$")
# Counted apart: a pattern that counts such words takes longer to compile than a batch takes to read.
_MOST_BLANKS = 11
# Names and fragments are shorter than this.
_NAME_BYTES, _FRAGMENT_BYTES = 60, 90


def with_terms(quotes: pl.DataFrame, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Drop the words that only name somebody, and add is_term (Boolean): words that nobody says.

    Takes quotations with outer_start and outer_end (bytes), the texts and their entity mentions. A term is the title
    of a work after the word for it, or what somebody is known as.
    """
    text = pl.col("text")
    brief = pl.when(text.str.len_bytes() <= _NAME_BYTES).then(text)
    marked = quotes.select(
        named=brief.str.contains(_NAME).fill_null(False), title=is_parted_title(brief).fill_null(False)
    )
    rows = np.flatnonzero(quotes.select(text.str.len_bytes() <= _NAME_BYTES).to_series().to_numpy())
    outer = quotes.with_columns(start_byte="outer_start", end_byte="outer_end")
    before = windows.around(outer[rows], texts, before=40, after=0)
    cues = before.select(
        naming=pl.col("before").str.contains(_NAMING),
        article=pl.col("before").str.contains(r"(?i) (?:the|an?) *$"),
        first_name=pl.col("before").str.contains(r"(?:^|[ \n])\p{Lu}[\p{L}\p{M}'’-]+ $"),
        work=pl.col("before").str.contains(_WORK),
        shown=pl.col("before").str.contains(_SHOWN),
    )
    cue = {name: np.zeros(quotes.height, dtype=bool) for name in cues.columns}
    for name in cues.columns:
        cue[name][rows] = cues[name].to_numpy()
    named, title = marked["named"].to_numpy(), marked["title"].to_numpy()
    nickname = named & cue["naming"] & ~cue["article"]
    people = entities.filter(pl.col("type").cast(pl.String) == "PER").sort("text_no", "start_byte")
    if people.height and quotes.height:
        # 'John "Jack" Hale' is one name, or two with the marks between.
        start, end = place(people, "start_byte"), place(people, "end_byte")
        low, high = place(outer, "start_byte"), place(outer, "end_byte")
        at = np.searchsorted(start, low, side="right") - 1
        held = (at >= 0) & (end[np.maximum(at, 0)] >= high)
        behind = np.minimum(np.searchsorted(start, high), people.height - 1)
        between = cue["first_name"] & (start[behind] - high == 1)
        nickname |= held | (between & named)
    term = cue["naming"] | (cue["work"] & (title | named)) | (cue["shown"] & title)
    return quotes.with_columns(is_term=pl.Series(term)).filter(~pl.Series(nickname))


def is_parted_title(text: pl.Expr) -> pl.Expr:
    """Whether words are written as a title is."""
    return _is_title(text, _PARTED_TITLE)


def _is_title(text: pl.Expr, pattern: str) -> pl.Expr:
    return text.str.contains(pattern) & (text.str.count_matches(" ", literal=True) <= _MOST_BLANKS)


def with_fragments(rows: pl.DataFrame) -> pl.DataFrame:
    """Add is_fragment: whether quoted words are less than a clause, or the title of a work.

    Takes rows with text, kind, rule and is_term. Reported clauses are none.
    """
    # Few quotations are short enough to be less than a clause; only those are looked into.
    text = pl.when(pl.col("text").str.len_bytes() <= _FRAGMENT_BYTES, pl.col("kind") == "direct").then("text")
    whole = text.str.contains(_OPENS_SPEECH) & text.str.contains(_CLOSES_SPEECH)
    speech = whole | text.str.contains(_CLAUSE)
    nearby = pl.col("rule").is_in(["verb_after", "colon", "dash"])
    title = _is_title(text, _TITLE) & ~nearby
    return rows.with_columns(is_fragment=(~speech | title).fill_null(False) | pl.col("is_term").fill_null(False))
