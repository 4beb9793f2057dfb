"""Who said what: "We are sympathetic to the call," Putin said; he called it "a horrible massacre"."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.utf8 import flat, slices
from transforms.quotations.attribution import attributed, speech_verbs
from transforms.quotations.marks import quoted_words
from transforms.quotations.pronouns import with_people_behind_pronouns
from transforms.quotations.tags import NONE, Tags, tags
from transforms.text import sentences as segmentation
from transforms.text import spans

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


def quotations(texts: pl.DataFrame, sentences: pl.DataFrame, entities: pl.DataFrame, temporal: pl.DataFrame) -> pl.DataFrame:
    """Find quoted words and who says them."""
    quotes = quoted_words(texts)
    days = temporal.filter(pl.col("timex_type") == "DATE", pl.col("granularity") == "day", pl.col("first_day").is_not_null())
    tagged = tags(texts, sentences, quotes, entities, days)
    verbs = speech_verbs(tagged)
    found = attributed(tagged, verbs)
    rows = quotes.hstack(found.select("rule")).hstack(_speakers(found, tagged, texts, entities))
    rows = with_people_behind_pronouns(rows, entities)
    rows = segmentation.number_sentences(rows, sentences)
    return rows.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())


def _speakers(found: pl.DataFrame, tagged: Tags, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The words of the speaker and of the verb."""
    begin, end, verb = (found[name].to_numpy() for name in ("begin", "end", "verb"))
    held, first, last = begin != NONE, np.maximum(begin, 0), np.maximum(end - 1, 0)
    text = tagged.text(first)
    place = pl.DataFrame(
        {
            "text_no": pl.Series(np.where(held, text, 0), dtype=pl.UInt32),
            "start_byte": pl.Series(np.where(held, tagged.start(first), 0), dtype=pl.UInt32),
            "end_byte": pl.Series(np.where(held, tagged.end(last), 0), dtype=pl.UInt32),
        }
    )
    words = spans.cut(place, texts)
    chars = spans.with_chars(place, texts)["start_char"]
    entity = np.where(held & (end - begin == 1), tagged.entity(first), NONE)
    ids = entities["entity_id"].gather(pl.Series(np.maximum(entity, 0))) if entities.height else pl.Series([None] * len(entity), dtype=pl.String)
    spoken = verb != NONE
    at = np.maximum(verb, 0)
    verb_place = pl.DataFrame(
        {
            "text_no": pl.Series(np.where(spoken, tagged.text(at), 0), dtype=pl.UInt32),
            "start_byte": pl.Series(np.where(spoken, tagged.start(at), 0), dtype=pl.UInt32),
            "end_byte": pl.Series(np.where(spoken, tagged.end(at), 0), dtype=pl.UInt32),
        }
    )
    frame = pl.DataFrame({"words": words, "chars": chars, "ids": ids, "verb": spans.cut(verb_place, texts), "start": verb_place["start_byte"]})
    according = pl.Series(tagged.codes[at] == ord("A"))
    return frame.select(
        speaker_text=pl.when(pl.Series(held)).then("words"),
        speaker_start_char=pl.when(pl.Series(held)).then("chars"),
        entity_id=pl.when(pl.Series(entity != NONE)).then("ids"),
        verb=pl.when(pl.Series(spoken)).then(pl.when(according).then(pl.lit("according to")).otherwise(pl.col("verb").str.to_lowercase())),
        verb_start=pl.when(pl.Series(spoken)).then("start").cast(pl.Int64),
    )
