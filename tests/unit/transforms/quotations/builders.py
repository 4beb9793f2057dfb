"""Quotations of one text, with names of a fixed list instead of a tagger's."""

from bisect import bisect

import polars as pl

from tests.together import Together
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
    return TOGETHER((body, field)) if days is NO_DAYS else _found([(body, field)], days)[0]


def _found(bodies: list[tuple[str, str]], days: pl.DataFrame = NO_DAYS) -> list[pl.DataFrame]:
    fields = pl.Series([field for _, field in bodies], dtype=pl.String)
    frame = texts(*(body for body, _ in bodies)).with_columns(field=fields)
    cut = sentences(frame)
    names = pl.concat([entities(body, cut, number) for number, (body, _) in enumerate(bodies)])
    found = quotations(frame, cut, names, days)
    of_text = found.partition_by("text_no", as_dict=True, maintain_order=True)
    rows = [of_text.get((number,), found.clear()) for number in range(len(bodies))]
    return [one.with_columns(text_no=pl.lit(0, pl.UInt32)) for one in rows]


TOGETHER = Together(_found)


def entities(body: str, cut: pl.DataFrame, text_no: int = 0) -> pl.DataFrame:
    """Mentions of NAMES in a text; those of one surname are one entity."""
    rows = []
    starts = cut.filter(text_no=text_no)["start_char"].to_list()
    for name, kind in NAMES.items():
        at = body.find(name)
        while at >= 0:
            sentence = bisect(starts, at) - 1
            byte = len(body[:at].encode())
            end = byte + len(name)
            rows.append((text_no, at, at + len(name), byte, end, name, kind, f"id:{name.split()[-1]}", sentence))
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
