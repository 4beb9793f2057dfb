"""Who speaks: the pronoun, title or name beside the verb; the name before a colon; the person "he" stands for."""

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.utf8 import place, text_place
from transforms.text import spans, windows

_PRONOUN = r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Ii]t)"
_PERSON_PRONOUN = r"^(?:[Hh]e|[Ss]he|I)$"
_NOUN_PHRASE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur) "
    r"(?:[a-z][a-z'’-]* ){0,3}[a-z][a-z'’-]*"
    r"|[Aa]nother|[Oo]thers"
    r"|[Oo]fficials|[Pp]olice|[Aa]uthorities|[Pp]rosecutors|[Aa]nalysts|[Rr]esearchers|[Ww]itnesses|[Cc]ritics)"
)
_SUBJECT_AT_END = rf"(?:^|[^A-Za-z])({_PRONOUN}|{_NOUN_PHRASE})(?: has| had| have| also| later| then)? *$"
_SUBJECT_AT_START = rf"^ *({_PRONOUN}|{_NOUN_PHRASE})(?-u:\b)"
# What may stand between the start of a sentence and a name before a colon: "Finance Minister Tom Hale: ".
_TITLES_ONLY = r"^(?:[A-Z][A-Za-z.'’-]* ){0,4}$"

# How far the subject may stand before the verb, and the speaker behind it. In bytes.
SUBJECT_BEFORE, _SPEAKER_AFTER = 220, 80


def between(texts: pl.DataFrame, text_no: pl.Series, start: Int64s, end: Int64s, limit: int) -> pl.Series:
    """The text between two byte places, at most `limit` bytes of it."""
    starts = pl.DataFrame({"text_no": text_no, "start_byte": start, "end_byte": start})
    following = windows.around(starts, texts, before=0, after=limit)["after"]
    wanted = np.maximum(np.minimum(end - start, limit), 0)
    cut = pl.DataFrame({"text": following, "start_byte": np.zeros(len(wanted), np.int64), "end_byte": wanted})
    return cut.select(pl.col("text").cast(pl.Binary).bin.slice(0, pl.col("end_byte")).cast(pl.String)).to_series()


def with_speakers(
    rows: pl.DataFrame, texts: pl.DataFrame, sentences: pl.DataFrame, entities: pl.DataFrame
) -> pl.DataFrame:
    """Add speaker_text (String), speaker_start_char (UInt32) and entity_id (String).

    Takes quotations in reading order with text_no, outer_start, outer_end (bytes), rule, verb, verb_start and verb_end
    (bytes, null where there is no verb); the texts, their sentences and their entity mentions. All three are null where
    nobody stands beside the verb.
    """
    low = text_place(rows)
    verb_start = rows["verb_start"].fill_null(0).to_numpy()
    verb_end = rows["verb_end"].fill_null(0).to_numpy()
    after = (rows["rule"] == "verb_after").to_numpy()
    # The subject stands before the verb: after the quotation, or in the verb's sentence.
    sentence = _sentence_start(rows, sentences, verb_start)
    head_start = np.where(after, rows["outer_end"].to_numpy(), np.maximum(sentence, verb_start - SUBJECT_BEFORE))
    head = between(texts, rows["text_no"], head_start, verb_start, SUBJECT_BEFORE)
    tail = between(texts, rows["text_no"], verb_end, verb_end + _SPEAKER_AFTER, _SPEAKER_AFTER)
    tail = tail.str.extract(r"^([^\n\"“]*)").fill_null("")
    tail = tail.str.extract(r"^((?:[^.!?]|[.!?][^ ]|[A-Z][a-z]{0,2}\. )*)").fill_null("")
    inverted = head.str.contains(r"^[ ,.—–-]*$") | (rows["verb"] == "according to").fill_null(False)
    # "Ukraine's General Staff posted": a place that only owns the speaker is none.
    places = entities.with_row_index("_row").filter(pl.col("type").cast(pl.String) == "LOC")
    owners = windows.around(places, texts, before=0, after=4).filter(pl.col("after").str.contains(r"^['’]s"))["_row"]
    free = np.ones(entities.height, dtype=bool)
    free[owners.to_numpy()] = False
    entities = entities.filter(pl.Series(free))
    names = _names_in(entities, low + head_start, low + verb_start, last=True)
    behind = _names_in(entities, low + verb_end, low + verb_end + tail.str.len_bytes().to_numpy(), last=False)
    chosen = np.where(inverted.to_numpy(), behind, names)
    own = _own_subject(rows, head, tail, inverted, texts, head_start, verb_start, verb_end)
    said = (rows["rule"] != "unattributed").to_numpy()
    chosen = np.where(said & own["own"].is_null().to_numpy(), chosen, -1)
    picked = entities.select("text", "start_char", "entity_id").with_row_index("_entity")
    rows = rows.with_columns(own, _entity=pl.Series(chosen, dtype=pl.Int64))
    rows = rows.join(
        picked.select(pl.col("_entity").cast(pl.Int64), name="text", name_start="start_char", entity_id="entity_id"),
        on="_entity",
        how="left",
        maintain_order="left",
    )
    spoken = pl.col("rule") != "unattributed"
    return rows.with_columns(
        speaker_text=pl.when(spoken).then(pl.coalesce("own", "name")),
        speaker_start_char=pl.when(spoken).then(pl.coalesce("own_start", "name_start")),
    )


def _own_subject(
    rows: pl.DataFrame,
    head: pl.Series,
    tail: pl.Series,
    inverted: pl.Series,
    texts: pl.DataFrame,
    head_start: Int64s,
    verb_start: Int64s,
    verb_end: Int64s,
) -> pl.DataFrame:
    """The pronoun or noun phrase beside the verb, which is nearer than any name: own, own_start (characters)."""
    frame = pl.DataFrame({"head": head, "tail": tail, "inverted": inverted, "text_no": rows["text_no"]})
    subject = (
        pl.when("inverted")
        .then(pl.col("tail").str.extract(_SUBJECT_AT_START))
        .otherwise(pl.col("head").str.extract(_SUBJECT_AT_END))
    )
    frame = frame.with_columns(own=subject)
    lead = pl.col("tail").str.len_bytes() - pl.col("tail").str.strip_chars_start(" ").str.len_bytes()
    rest = pl.col("head").str.extract(rf"({_PRONOUN}|{_NOUN_PHRASE})((?: has| had| have| also| later| then)? *)$", 2)
    byte = (
        pl.when("inverted")
        .then(pl.Series(verb_end) + lead)
        .otherwise(pl.Series(verb_start) - rest.str.len_bytes().fill_null(0) - pl.col("own").str.len_bytes())
    )
    frame = frame.with_columns(start_byte=byte.fill_null(0).cast(pl.UInt32))
    frame = frame.with_columns(end_byte=pl.col("start_byte") + pl.col("own").str.len_bytes().fill_null(0))
    return spans.with_chars(frame, texts).select(
        "own", own_start=pl.when(pl.col("own").is_not_null()).then("start_char").cast(pl.UInt32)
    )


def _sentence_start(rows: pl.DataFrame, sentences: pl.DataFrame, verb_start: Int64s) -> Int64s:
    """First byte of the sentence each verb stands in."""
    if sentences.is_empty():
        return np.zeros(rows.height, np.int64)
    starts = place(sentences, "start_byte")
    low = text_place(rows)
    at = np.maximum(np.searchsorted(starts, low + verb_start, side="right") - 1, 0)
    found: Int64s = np.maximum(starts[at] - low, 0)
    return found


def _names_in(entities: pl.DataFrame, start: Int64s, end: Int64s, *, last: bool) -> Int64s:
    """Row of the last (or first) person between two places; else of the last (first) organisation or place; else -1."""
    chosen = np.full(len(start), -1, dtype=np.int64)
    for types in (["LOC"], ["ORG"], ["PER"]):
        mask = entities["type"].cast(pl.String).is_in(types).to_numpy()
        index = np.flatnonzero(mask)
        if not len(index):
            continue
        places = place(entities, "start_byte")[index]
        at = np.searchsorted(places, end, side="left") - 1 if last else np.searchsorted(places, start, side="left")
        safe = np.clip(at, 0, len(index) - 1)
        fits = (at >= 0) & (at < len(index)) & (places[safe] >= start) & (places[safe] < end)
        chosen = np.where(fits, index[safe], chosen)
    return chosen


def with_names_before_colons(
    rows: pl.DataFrame, texts: pl.DataFrame, sentences: pl.DataFrame, entities: pl.DataFrame
) -> pl.DataFrame:
    """Give words without a verb the name that opens the sentence and ends at a colon: `Dr. Hale: "No."`."""
    entities = entities.filter(pl.col("type").cast(pl.String).is_in(["PER", "ORG"])).sort("text_no", "end_byte")
    marks = rows.select("text_no", start_byte="outer_start", end_byte="outer_start")
    beside = windows.around(marks, texts, before=len(": "), after=0)
    bare = (rows["rule"] == "unattributed").to_numpy() & (beside["before"] == ": ").to_numpy()
    at = np.flatnonzero(bare)
    if entities.is_empty() or not len(at):
        return rows
    ends = place(entities, "end_byte")
    colon = place(rows, "outer_start")[at] - len(": ")
    named = np.minimum(np.searchsorted(ends, colon), len(ends) - 1)
    at, named = at[ends[named] == colon], named[ends[named] == colon]
    low = text_place(rows)
    name_start = place(entities, "start_byte")[named] - low[at]
    sentence = _sentence_start(rows[at], sentences, name_start)
    lead = between(texts, rows["text_no"].gather(at), sentence, name_start, _SPEAKER_AFTER)
    fits = lead.str.contains(_TITLES_ONLY).to_numpy()
    at, named = at[fits], named[fits]
    found = entities[named].select(speaker_text="text", speaker_start_char="start_char", entity_id="entity_id")
    found = found.with_columns(_row=pl.Series(at, dtype=pl.UInt32), rule=pl.lit("colon"))
    return rows.with_row_index("_row").update(found, on="_row", how="left").drop("_row")


def with_people_behind_pronouns(rows: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Give "he said" the last person named before it."""
    people = entities.filter(pl.col("type").cast(pl.String) == "PER")
    pronoun = pl.col("speaker_text").str.contains(_PERSON_PRONOUN).fill_null(False)
    if people.is_empty():
        return rows
    # The subject of the last sentence that names a person: "Trump urged Putin as he said".
    people = people.sort("text_no", "start_byte")
    people = people.with_row_index("_row")
    subject = people.select(pl.col("_row").first().over("text_no", "sentence_no")).to_series()
    places = place(people, "start_byte")
    low = text_place(rows)
    # The quotation itself may name others: what counts stands before it.
    before = np.minimum(rows["outer_start"].to_numpy(), rows["verb_start"].fill_null(2**32).to_numpy())
    at = np.searchsorted(places, low + before, side="left") - 1
    safe = np.maximum(at, 0)
    same = (at >= 0) & (people["text_no"].to_numpy()[safe] == rows["text_no"].to_numpy())
    last = pl.select(
        pl.when(pl.Series(same)).then(people["entity_id"].gather(subject.gather(pl.Series(safe))))
    ).to_series()
    return (
        rows.with_columns(_last=last)
        .with_columns(entity_id=pl.when(pronoun).then("_last").otherwise("entity_id"))
        .drop("_last")
    )
