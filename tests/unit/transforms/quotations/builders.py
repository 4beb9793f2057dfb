"""Quotations of one text, with names of a fixed list instead of a tagger's."""

import polars as pl

from tests.unit.transforms.entities.builders import texts
from transforms.quotations import quotations
from transforms.text.sentences import sentences

NO_DAYS = pl.DataFrame(
    schema={"text_no": pl.UInt32, "start_byte": pl.UInt32, "end_byte": pl.UInt32, "timex_type": pl.String}
    | {"granularity": pl.String, "first_day": pl.Date, "last_day": pl.Date}
)
NAMES = {
    "Olena Kovalenko": "PER",
    "Kovalenko": "PER",
    "Tom Hale": "PER",
    "Hale": "PER",
    "Mara Lind": "PER",
    "Lind": "PER",
    "Iris Okafor": "PER",
    "Okafor": "PER",
    "Quillon": "ORG",
    "Norland": "LOC",
}


def read(body: str, field: str = "body", days: pl.DataFrame = NO_DAYS) -> pl.DataFrame:
    """The quotations and reported clauses of a text."""
    frame = texts(body).with_columns(field=pl.lit(field))
    cut = sentences(frame)
    return quotations(frame, cut, entities(body, cut), days)


def entities(body: str, cut: pl.DataFrame) -> pl.DataFrame:
    """Mentions of NAMES; those of one surname are one entity."""
    rows = []
    for name, kind in NAMES.items():
        at = body.find(name)
        while at >= 0:
            sentence = cut.filter(pl.col("start_char") <= at).height - 1
            byte = len(body[:at].encode())
            end = byte + len(name)
            rows.append((0, at, at + len(name), byte, end, name, kind, f"id:{name.split()[-1]}", sentence))
            at = body.find(name, at + 1)
    numbers = ["text_no", "start_char", "end_char", "start_byte", "end_byte"]
    schema = dict.fromkeys(numbers, pl.UInt32) | dict.fromkeys(["text", "type", "entity_id"], pl.String)
    frame = pl.DataFrame(rows, schema=schema | {"sentence_no": pl.UInt32}, orient="row")
    frame = frame.sort("start_char", "end_char", descending=[False, True])
    inside = (pl.col("end_char") <= pl.col("end_char").shift(1).cum_max()).fill_null(False)
    return frame.filter(~inside)


def direct(body: str) -> list[tuple[str, str | None]]:
    """Quoted words and the speaker next to them."""
    return read(body).filter(pl.col("kind") == "direct").select("text", "speaker_text").rows()


def speakers(body: str) -> list[str | None]:
    """Who says the quoted words, in reading order."""
    return [speaker for _, speaker in direct(body)]
