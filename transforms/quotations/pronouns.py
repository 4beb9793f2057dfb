"""Pronoun resolution, who "he" and "she" are: the person last named as the subject of a sentence whose name fits."""

import functools
from pathlib import Path

import numpy as np
import polars as pl

from transforms.columns.distinct import encode
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.masked import picked
from transforms.columns.utf8 import place, text_place
from transforms.text import windows

_HE, _SHE = r"^[Hh]e$", r"^[Ss]he$"
_HIS_TITLE, _HER_TITLE = (
    r"(?:Mr\.?|Sir|Lord|King|Prince|Pope|Congressman) $",
    r"(?:Mrs\.?|Ms\.?|Miss|Dame|Lady|Queen|Princess) $",
)
_TITLE_BYTES = 12
# "a Hale supporter" is not Hale.
_FOLLOWERS = (
    r"^ (?:supporters?|backers?|campaign|aides?|advis[eo]rs?|all(?:y|ies)|voters?|rall(?:y|ies)|spokes[a-z]+|fans?"
    r"|critics?|administration|officials?|loyalists?|delegates?|surrogates?|opponents?|era|family|team|government)(?-u:\b)"
)
_FOLLOWERS_BYTES = 16
_GIVEN_NAME = r"^([\p{L}'’-]+)[ .]"
_GIVEN_NAMES = Path(__file__).parents[1] / "reference" / "curated" / "given_names.csv"


def with_people_behind_pronouns(rows: pl.DataFrame, texts: pl.DataFrame, entities: pl.DataFrame) -> pl.DataFrame:
    """Give "he said" and "she said" the person they mean.

    Takes quotations with speaker_text, outer_start (bytes, null for reported clauses), start_byte and verb_start
    (bytes, null where there is no verb), the texts and their entity mentions; entity_id of a pronoun becomes that of
    the person, null where nobody fits.
    """
    said_by = {"female": rows["speaker_text"].str.contains(_HE), "male": rows["speaker_text"].str.contains(_SHE)}
    asked = {gender: said.fill_null(False).to_numpy() for gender, said in said_by.items()}
    anybody = asked["male"] | asked["female"]
    if not anybody.any():
        return rows
    of_texts = np.zeros(texts.height, dtype=bool)
    of_texts[rows["text_no"].to_numpy()[anybody]] = True
    people = entities.filter(pl.Series(of_texts[entities["text_no"].to_numpy()]))
    people = people.filter(pl.col("type").cast(pl.String) == "PER")
    if people.is_empty():
        return rows
    people = _who_acts(people.sort("text_no", "start_byte"), rows, texts)
    if people.is_empty():
        return rows
    gender = _genders(people, texts)
    found = np.full(rows.height, -1, dtype=np.int64)
    # The quotation itself may name others: what counts comes before it and before its verb.
    opens = rows.select(
        pl.min_horizontal(
            pl.coalesce("outer_start", "start_byte"), pl.col("verb_start"), pl.col("speaker_start_byte")
        ).cast(pl.Int64)
    ).to_series()
    before = text_place(rows) + opens.to_numpy()
    for other, which in asked.items():
        found[which] = _last_subject(people, gender != other, rows["text_no"].to_numpy()[which], before[which])
    person = picked(people["entity_id"], found)
    return rows.with_columns(entity_id=pl.when(pl.Series(anybody)).then(person).otherwise("entity_id"))


def _who_acts(people: pl.DataFrame, rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """The people a pronoun may mean, with is_speaker: none inside quoted words, no "Hale" of "Hale supporters"."""
    quoted = rows.filter(pl.col("outer_start").is_not_null()).sort("text_no", "outer_start")
    start = place(people, "start_byte")
    inside = np.zeros(people.height, dtype=bool)
    if quoted.height:
        at = np.searchsorted(place(quoted, "outer_start"), start, side="right") - 1
        inside = (at >= 0) & (start < place(quoted, "end_byte")[np.maximum(at, 0)])
    part = windows.around(people, texts, before=0, after=_FOLLOWERS_BYTES)["after"].str.contains(_FOLLOWERS)
    spoken = rows.filter(pl.col("speaker_start_byte").is_not_null())
    people = people.with_columns(is_speaker=pl.Series(np.isin(start, place(spoken, "speaker_start_byte"))))
    return people.filter(~(pl.Series(inside) | part))


def _last_subject(people: pl.DataFrame, fits: Bools, text_no: Int64s, before: Int64s) -> Int64s:
    """Row of the first fitting person in the last sentence before each place that names one; -1 where there is none."""
    some = np.flatnonzero(fits)
    if not len(some):
        return np.full(len(before), -1, dtype=np.int64)
    chosen = people[some].with_columns(_row=pl.Series(some))
    # "Hale urged Lind as he said": the subject is the first of its sentence, or whom the sentence quotes.
    row = pl.col("_row")
    of_sentence = ("text_no", "sentence_no")
    first, speaker = (
        column.to_numpy()
        for column in chosen.select(
            first=row.first().over(*of_sentence),
            speaker=row.filter("is_speaker").first().over(*of_sentence).fill_null(-1),
        ).get_columns()
    )
    at = np.searchsorted(place(chosen, "start_byte"), before) - 1
    safe = np.maximum(at, 0)
    same = (at >= 0) & (chosen["text_no"].to_numpy()[safe] == text_no)
    quoted = (speaker[safe] >= 0) & (speaker[safe] <= some[safe])
    return np.where(same, np.where(quoted, speaker[safe], first[safe]), -1)


def _genders(people: pl.DataFrame, texts: pl.DataFrame) -> np.ndarray:
    """`male`, `female` or an empty string for each person: by a title or a given name anywhere in the text."""
    before = windows.around(people, texts, before=_TITLE_BYTES, after=0)["before"]
    titled = before.to_frame("before").select(
        his=pl.col("before").str.contains(_HIS_TITLE), her=pl.col("before").str.contains(_HER_TITLE)
    )
    # Names repeat themselves; each is looked up once.
    encoding = encode(people["text"])
    name = encoding.values(people["text"]).str.extract(_GIVEN_NAME, 1)
    given = encoding.decode(name.replace_strict(_given_names(), default=None, return_dtype=pl.String))
    told = people.select("text_no", key=pl.coalesce("entity_id", "text")).with_columns(
        gender=pl.when(titled["his"]).then(pl.lit("male")).when(titled["her"]).then(pl.lit("female")).otherwise(given)
    )
    first = pl.col("gender").drop_nulls().first().over("text_no", "key")
    return told.select(first.fill_null("")).to_series().to_numpy()


@functools.cache
def _given_names() -> dict[str, str]:
    rows = pl.read_csv(_GIVEN_NAMES, comment_prefix="#", infer_schema=False)
    return dict(zip(rows["name"], rows["gender"], strict=True))
