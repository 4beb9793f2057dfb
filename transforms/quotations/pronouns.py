"""Who "he" is: the person named last as the subject of a sentence."""

import numpy as np
import polars as pl

from transforms.columns.utf8 import place, text_place

_PERSON_PRONOUN = r"^(?:[Hh]e|[Ss]he|I)$"


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
