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
    nearest = _nearest(wrong.select("row", "gender", "article", "surname"), _with_gender(others, "of_other"))
    found = wrong.select("row", "listed").join(nearest, on="row", how="left", maintain_order="left")
    found = found.filter(pl.col("full").is_not_null() | pl.col("listed").is_not_null())
    return found.select("row", pl.col("full").fill_null(NONE))


def _nearest(asked: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Of each row the nearest earlier, else the nearest later, of the others with its surname and gender: row, full.

    Those without a gender have both. No pairs are made: an article may have a hundred thousand of each.
    """
    both = [others.with_columns(gender=pl.coalesce("of_other", pl.lit(gender))) for gender in ("male", "female")]
    people = pl.concat(both).unique(["other", "gender"]).select("other", "full", "article", "surname", "gender")
    asked, people = asked.sort("row"), people.sort("other")
    found = asked
    for strategy in ("backward", "forward"):
        found = found.join_asof(
            people.rename({"full": f"full_{strategy}"}), left_on="row", right_on="other",
            by=["article", "surname", "gender"], strategy=strategy, check_sortedness=False,
        ).drop("other")  # fmt: skip
    return found.select("row", full=pl.coalesce("full_backward", "full_forward")).drop_nulls("full")


def _gathered(words: pl.Series, rows: Int64s) -> pl.Series:
    """The words in rows, null for NONE."""
    return pl.concat([words, pl.Series([None], dtype=pl.String)]).gather(np.where(rows == NONE, len(words), rows))


def _with_gender(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Rows with the gender that most bearers of their given name have; null where it tells none."""
    told = pl.col("given").replace_strict(_genders(), default=None, return_dtype=pl.String)
    return rows.with_columns(told.alias(column))


@once
def _genders() -> dict[str, str]:
    """The gender of given names in small letters."""
    rows = pl.read_csv(_GIVEN_NAMES, comment_prefix="#").select(pl.col("name").str.to_lowercase(), "gender")
    return dict(rows.rows())
