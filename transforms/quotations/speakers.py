"""The words of speakers and verbs, from their tags."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.masked import picked, spread_out
from transforms.columns.utf8 import flat, slices
from transforms.quotations.tags import NONE, Tags
from transforms.text import spans

_ACCORDING_TO = "according to"


def speakers(found: pl.DataFrame, tagged: Tags, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """The words of the speaker and of the verb, and where they stand.

    Takes begin, end (tags of the speaker) and verb (tag), NONE where there is none; gives speaker_text,
    speaker_start_char, speaker_start_byte, entity_id, verb and verb_start (bytes), null where there is none.
    """
    begin, end, verb = (found[name].to_numpy() for name in ("begin", "end", "verb"))
    who = _words(begin, np.where(begin == NONE, NONE, end - 1), tagged, texts)
    spoken = tagged.row[verb]
    spoken_text = slices(flat(texts["text"]).data, tagged.words.start[spoken], tagged.words.finish[spoken])
    named = np.flatnonzero((begin != NONE) & (end - begin == 1))
    entity = np.full(len(begin), NONE, dtype=np.int64)
    entity[named] = tagged.entity(begin[named])
    is_verb = pl.Series(verb != NONE)
    according = pl.Series(tagged.are(verb, "A"))
    verb_text = pl.when(according).then(pl.lit(_ACCORDING_TO)).otherwise(spoken_text.str.to_lowercase())
    return pl.select(
        speaker_text=who["text"],
        speaker_start_char=who["start_char"],
        speaker_start_byte=who["start_byte"],
        entity_id=picked(entities["entity_id"], entity),
        verb=pl.when(is_verb).then(verb_text),
        verb_start=pl.when(is_verb).then(pl.Series(tagged.start(verb), dtype=pl.Int64)),
    )


def _words(first: Int64s, last: Int64s, tagged: Tags, texts: pl.DataFrame) -> pl.DataFrame:
    """The words from one tag to another: text, start_char and start_byte, all null where there is no tag."""
    rows = np.flatnonzero(first != NONE)
    at = first[rows]
    place = pl.DataFrame(
        {"text_no": tagged.text(at), "start_byte": tagged.start(at), "end_byte": tagged.end(last[rows])}
    )
    place = spans.with_chars(place.cast(pl.UInt32), texts)
    place = place.select("start_char", "start_byte", text=spans.cut(place, texts))
    return spread_out(place, rows, len(first))
