"""Small frames for the tests of names."""

import datetime as dt

import polars as pl

from transforms.entities.linking import gazetteer
from transforms.entities.linking.coreference import resolve
from transforms.entities.linking.entity_ids import with_ids
from transforms.text import sentences as segmentation

DAY = dt.date(2025, 3, 15)


def texts(*bodies: str, day: dt.date | None = DAY, language: str | None = "en") -> pl.DataFrame:
    """One article per body."""
    count = len(bodies)
    return pl.DataFrame(
        {
            "text_no": pl.Series(range(count), dtype=pl.UInt32),
            "article_no": pl.Series(range(count), dtype=pl.UInt32),
            "field": pl.Series(["body"] * count, dtype=pl.String),
            "text": pl.Series(list(bodies), dtype=pl.String),
            "published_on": pl.Series([day] * count, dtype=pl.Date),
            "language": pl.Series([language] * count, dtype=pl.String),
        }
    )


def found_in(text: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The names of a text in which they are written [PER Ana Torres], as the tagger gives them, and its texts frame."""
    plain, frame = _names(text)
    return frame.with_columns(method=pl.lit("tagger"), score=pl.lit(None, pl.Float64)), texts(plain)


def marked(text: str, day: dt.date | None = DAY) -> pl.DataFrame:
    """Resolve the names of a text in which they are written [PER Ana Torres]."""
    plain, frame = _names(text)
    return with_ids(resolve(frame, texts(plain, day=day)))


def _names(text: str) -> tuple[str, pl.DataFrame]:
    plain, spans = "", []
    rest = text
    while "[" in rest:
        before, rest = rest.split("[", 1)
        inside, rest = rest.split("]", 1)
        kind, name = inside.split(" ", 1)
        plain += before
        whole = plain + name
        spans.append((len(plain), len(whole), len(plain.encode()), len(whole.encode()), name, kind))
        plain = whole
    plain += rest
    places = ["start_char", "end_char", "start_byte", "end_byte"]
    schema = dict.fromkeys(places, pl.UInt32) | {"text": pl.String, "type": pl.String}
    frame = pl.DataFrame(spans, schema=schema, orient="row").with_columns(text_no=pl.lit(0, dtype=pl.UInt32))
    return plain, frame


def known(text: str) -> list[tuple[str, str]]:
    """Words and types the table finds in a text."""
    return gazetteer.known_names(texts(text)).select("text", "type").rows()


def sentences_of(frame: pl.DataFrame) -> pl.DataFrame:
    return segmentation.sentences(frame)
