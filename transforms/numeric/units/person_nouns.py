"""Nouns for persons, as what is counted: "soldier", "villager", "Iraqi", "police officer"."""

from pathlib import Path

import polars as pl

from transforms.columns.lazy import once
from transforms.numeric.units import lexicon

_CURATED = Path(__file__).parents[2] / "reference" / "curated"
# What counts persons without naming them: "12 dead", "30 others", "40 wounded".
_UNNAMED = ("dead", "other", "wounded", "injured", "missing", "displaced")
# Peoples whose plural is no other word: "354 Rohingya".
UNCHANGED_PEOPLES = (
    "Rohingya|Maasai|Roma|Yazidi|Uyghur|Uighur|Inuit|Hutu|Tutsi|Zulu|Sami|Hmong|Tuareg|Oromo|Cherokee|Navajo|Sioux|Maori"
    "|Bedouin|Hazara|Kikuyu|Yoruba|Igbo|Hausa|Fulani|Pashtun|Baloch|Kuki|Meitei|Dinka|Nuer"
)
_LIKE_A_PERSON = "(?:man|woman|men|women|[a-z]{2}(?:er|ist|ian|eer|ee))$"


@once
def _nouns() -> tuple[pl.Series, pl.Series]:
    """Singular nouns for persons, in lower case, and nouns that only end like them."""
    told = pl.concat(
        [
            pl.read_csv(_CURATED / name, comment_prefix="# ", infer_schema=False).select("noun", "kind")
            for name in ("speaker_nouns.csv", "person_nouns.csv")
        ]
    )
    peoples = [people.removesuffix("s").lower() for people in lexicon.peoples()]
    peoples += UNCHANGED_PEOPLES.lower().split("|")
    persons = {*told.filter(pl.col("kind") == "person")["noun"], *_UNNAMED, *peoples}
    others = told.filter(pl.col("kind") == "other")["noun"]
    return pl.Series(sorted(persons)), others


def is_known_person(noun: pl.Expr) -> pl.Expr:
    """Whether a noun in lower case is in the tables of persons."""
    return noun.is_in(_nouns()[0].implode())


def is_person(noun: pl.Expr) -> pl.Expr:
    """Whether a counted noun is one of persons: by name ("soldier", "Iraqi") or by its ending ("welder", "cyclist")."""
    persons, others = _nouns()
    lower = noun.str.to_lowercase()
    like = lower.str.contains(_LIKE_A_PERSON) & ~lower.is_in(others.implode())
    return lower.is_in(persons.implode()) | like | noun.str.contains("^[A-Z][a-z]+ese$")
