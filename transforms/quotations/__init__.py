"""Who said what: "We are sympathetic to the call," Putin said; he called it "a horrible massacre"."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place, text_place
from transforms.quotations.marks import quoted_words
from transforms.quotations.speakers import (
    SUBJECT_BEFORE,
    between,
    with_names_before_colons,
    with_people_behind_pronouns,
    with_speakers,
)
from transforms.text import filter_spans, spans, windows
from transforms.text import sentences as segmentation

_VERBS = (
    "said says say told tells added adds asked asks according_to wrote writes stated states announced "
    "announces warned warns insisted insists explained explains argued argues replied replies noted notes "
    "admitted admits claimed claims declared declares called calls urged urges vowed vows promised "
    "promises posted tweeted recalled recalls remarked acknowledged acknowledges suggested suggests "
    "shouted testified complained complains stressed stresses joked quipped responded responds continued "
    "concluded observed observes predicted predicts denied denies accused accuses described describes "
    "reported reports yelled cried screamed chanted whispered muttered answered answers reiterated emphasized "
    "emphasised cautioned cautions lamented boasted pleaded conceded concedes mused affirmed"
)
_VERB = rf"(?-u:\b)(?:{_VERBS.replace(' ', '|').replace('_', ' ')}|According to)(?-u:\b)"
_SENTENCE_ENDS = r"[a-z0-9)]{2}[.!?][\"”’)]* +[\"“A-Z]|\n"
_CLOSES_A_CLAUSE = r"[,.?!…—–-]$"

# How far the verb may stand behind the quotation, in bytes.
_VERB_AFTER = 120

_COLUMNS = {
    "text_no": pl.UInt32,
    "start_char": pl.UInt32,
    "end_char": pl.UInt32,
    "text": pl.String,
    "sentence_no": pl.UInt32,
    "rule": pl.String,
    "speaker_text": pl.String,
    "speaker_start_char": pl.UInt32,
    "entity_id": pl.String,
    "verb": pl.String,
}


def quotations(texts: pl.DataFrame, sentences: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Find quoted words and who says them.

    Takes a texts frame, its sentences and its entity mentions (see transforms/entities); gives one row per quotation:
    text_no, start_char, end_char and text (the words inside the marks), sentence_no, rule (`verb_after`,
    `verb_before`, `colon`, `goes_on`, `unattributed`), speaker_text and speaker_start_char (the name, title or
    pronoun beside it), entity_id (of a pronoun: the last person before it), verb.
    """
    quotes = quoted_words(texts)
    if quotes.is_empty():
        return pl.DataFrame(schema=_COLUMNS)
    quoting = texts["text_no"].is_in(quotes["text_no"].unique().implode())
    spoken = texts.with_columns(text=pl.when(quoting).then("text").otherwise(pl.lit("")))
    verbs = windows.around(spans.find(spoken, _VERB), texts, before=1, after=0)
    verbs = filter_spans.without_overlaps(verbs.filter(pl.col("before") != "-"), quotes)
    rows = _with_verbs(quotes, verbs, texts)
    entities = entities.filter(pl.col("text_no").is_in(quotes["text_no"].unique().implode()))
    rows = with_speakers(rows, texts, sentences, entities)
    rows = with_names_before_colons(rows, texts, sentences, entities)
    rows = with_people_behind_pronouns(rows, entities)
    rows = segmentation.number_sentences(_going_on(rows), sentences)
    return rows.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())


def _with_verbs(quotes: pl.DataFrame, verbs: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add verb, verb_start, verb_end (bytes), gap (the words between verb and quotation) and rule."""
    low = text_place(quotes)
    start, end = place(quotes, "outer_start"), place(quotes, "outer_end")
    if verbs.is_empty():
        nothing = {"verb": pl.String, "verb_start": pl.Int64, "verb_end": pl.Int64, "gap": pl.String}
        unsaid = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in nothing.items()]
        return quotes.with_columns(*unsaid, rule=pl.lit("unattributed"))
    verb_start, verb_end = place(verbs, "start_byte"), place(verbs, "end_byte")
    after = np.searchsorted(verb_start, end, side="left")
    reached = np.minimum(after, len(verb_start) - 1)
    next_quote = np.append(start[1:], np.int64(2**62))
    near = (after < len(verb_start)) & (verb_start[reached] - end <= _VERB_AFTER) & (verb_end[reached] <= next_quote)
    gap_after = between(
        texts, quotes["text_no"], end - low, np.where(near, verb_start[reached], end) - low, _VERB_AFTER
    )
    before = np.searchsorted(verb_end, start, side="right") - 1
    back = np.maximum(before, 0)
    close = (before >= 0) & (start - verb_end[back] <= SUBJECT_BEFORE)
    from_verb = np.where(close, verb_end[back], start) - low
    gap_before = between(texts, quotes["text_no"], np.maximum(from_verb, 0), start - low, SUBJECT_BEFORE)
    rows = quotes.with_columns(gap_after=gap_after, gap_before=gap_before)
    closes = pl.col("text").str.contains(_CLOSES_A_CLAUSE) | pl.col("gap_after").str.contains(r"^ ?[,.—–-]")
    is_after = pl.Series(near) & ~pl.col("gap_after").str.contains(_SENTENCE_ENDS) & closes
    is_before = pl.Series(close) & ~pl.col("gap_before").str.contains(rf"{_SENTENCE_ENDS}|[.!?][\"”’)]* *$")
    rows = rows.with_columns(
        rule=pl.when(is_after)
        .then(pl.lit("verb_after"))
        .when(is_before)
        .then(pl.lit("verb_before"))
        .otherwise(pl.lit("unattributed"))
    )
    chosen = np.where((rows["rule"] == "verb_after").to_numpy(), reached, back)
    attributed = pl.col("rule") != "unattributed"
    return rows.with_columns(
        verb=pl.when(attributed).then(verbs["text"].gather(pl.Series(chosen)).str.to_lowercase()),
        verb_start=pl.when(attributed).then(verbs["start_byte"].gather(pl.Series(chosen)).cast(pl.Int64)),
        verb_end=pl.when(attributed).then(verbs["end_byte"].gather(pl.Series(chosen)).cast(pl.Int64)),
        gap=pl.when(pl.col("rule") == "verb_after").then("gap_after").otherwise("gap_before"),
    ).drop("gap_after", "gap_before")


def _going_on(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the speaker to further pieces: the next one in the paragraph, the next paragraph of an open quotation."""
    previous_end = pl.col("outer_end").shift(1).over("text_no")
    follows = (
        (pl.col("rule") == "unattributed")
        & previous_end.is_not_null()
        & (
            pl.col("goes_on").shift(1).over("text_no").fill_null(False)
            | (pl.col("rule").shift(1).over("text_no") == "verb_after")
            & (pl.col("outer_start") - previous_end < _VERB_AFTER)
        )
    )
    rows = rows.with_columns(_follows=follows, _open=pl.col("goes_on"))
    # A quotation that goes on is attributed where its speech is: at its first piece, else at its last.
    run = (~pl.col("_follows") & ~pl.col("_open").shift(1).over("text_no").fill_null(False)).cum_sum()
    rows = rows.with_columns(_run=run)
    columns = ["speaker_text", "speaker_start_char", "entity_id"]
    first = [
        pl.col(name).filter(pl.col("rule") != "unattributed").first().over("text_no", "_run").alias(f"_{name}")
        for name in columns
    ]
    rows = rows.with_columns(first)
    joins = (pl.col("rule") == "unattributed") & pl.col("_speaker_text").is_not_null()
    return rows.with_columns(
        pl.when(joins).then(f"_{name}").otherwise(name).alias(name) for name in columns
    ).with_columns(rule=pl.when(joins).then(pl.lit("goes_on")).otherwise("rule"))
