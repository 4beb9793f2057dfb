"""Mr. and Mrs. of one surname: "Mr. Clinton" is no Hillary Clinton, "Ms. Trump" no Donald Trump."""

from pathlib import Path

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, TYPES
from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once

_GIVEN_NAMES = Path(__file__).parents[2] / "reference" / "curated" / "given_names.csv"
_PER = TYPES.index("PER")
_ADDRESS = r"(?-u:\b)(Mr|Mrs|Ms|Miss|Sir|Lady|Dame|Madam|Madame|Monsieur)\.? $"
_OF_MEN = ["Mr", "Sir", "Monsieur"]
_OF_PERSON = r"^person:([a-z]+)-"


def addressed(rows: Int64s, before: pl.Series) -> pl.DataFrame:
    """Which lone names follow a form of address: row, gender (as in given_names.csv); before: the words before each."""
    address = before.str.extract(_ADDRESS)
    gender = pl.when(pl.col("address").is_in(_OF_MEN)).then(pl.lit("male")).otherwise(pl.lit("female"))
    frame = pl.DataFrame({"row": rows, "address": address}).drop_nulls("address")
    return frame.select("row", gender=gender)


def of_the_other_gender(
    asked: pl.DataFrame,
    kind: Int64s,
    article: Int64s,
    name: Int64s,
    full: Int64s,
    spelled: pl.DataFrame,
    said: tuple[pl.Series, Int64s],
) -> pl.DataFrame:
    """The addressed names that were taken for somebody of the other gender: row, full (whom they mean instead).

    Takes what `addressed` gives, and of all mentions in reading order their type (place in TYPES), article, name (row
    of `spelled`), full name (likewise, or NONE), and what the table says (known ids, and each one's row there). They
    mean the nearest earlier, else the nearest later, full name in the article with that surname and no given name of
    the other gender. Without one they mean nobody (NONE) instead of whom the table knows; others stay, as Lindsey
    Graham is a man.
    """
    known_id, answer = said
    rows = asked["row"].to_numpy()
    meant = asked.with_columns(
        listed=pl.coalesce(_gathered(spelled["full_id"], full[rows]), known_id.gather(answer[rows])),
        article=pl.Series(article[rows]),
        surname=spelled["surname"].gather(name[rows]),
        given=pl.coalesce(
            _gathered(spelled["given"], full[rows]), known_id.gather(answer[rows]).str.extract(_OF_PERSON)
        ),
    )
    wrong = _with_gender(meant, "of_given").filter(pl.col("of_given") != pl.col("gender"))
    people = np.flatnonzero((kind == _PER) & np.isin(article, wrong["article"].to_numpy()))
    fuller = np.where(full[people] == NONE, name[people], full[people])
    others = pl.DataFrame(
        {
            "other": people,
            "full": fuller,
            "article": article[people],
            "surname": spelled["surname"].gather(fuller),
            "given": spelled["given"].gather(fuller),
        }
    ).drop_nulls(["surname", "given"])
    pairs = wrong.select("row", "gender", "article", "surname").join(
        _with_gender(others, "of_other"), on=["article", "surname"], how="inner", maintain_order="left_right"
    )
    pairs = pairs.filter((pl.col("of_other") == pl.col("gender")) | pl.col("of_other").is_null())
    later, apart = pl.col("other") > pl.col("row"), (pl.col("other") - pl.col("row")).abs()
    nearest = pairs.sort("row", later, apart, maintain_order=True).unique("row", keep="first", maintain_order=True)
    found = wrong.select("row", "listed").join(
        nearest.select("row", "full"), on="row", how="left", maintain_order="left"
    )
    found = found.filter(pl.col("full").is_not_null() | pl.col("listed").is_not_null())
    return found.select("row", pl.col("full").fill_null(NONE))


def _gathered(words: pl.Series, rows: Int64s) -> pl.Series:
    """The words in rows, null for NONE."""
    return pl.concat([words, pl.Series([None], dtype=pl.String)]).gather(np.where(rows == NONE, len(words), rows))


def _with_gender(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows with the gender that most bearers of their given name have; null where it tells none."""
    genders = _genders()
    told = [genders.get(given) for given in rows["given"].to_list()]
    return rows.with_columns(pl.Series(column, told, dtype=pl.String))


@once
def _genders() -> dict[str | None, str]:
    """The gender of given names in small letters."""
    rows = pl.read_csv(_GIVEN_NAMES, comment_prefix="#").select(pl.col("name").str.to_lowercase(), "gender")
    return dict(rows.rows())
