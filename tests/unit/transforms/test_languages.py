from datetime import date

import polars as pl
import pytest

from transforms.extract import extract
from transforms.languages import declared_language, detected_language, without_language_bound


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("en", "en"), ("en-GB", "en"), ("EN_us", "en"), ("eng", "en"), ("English", "en"), ("de-DE", "de"),
        ("ger", "de"), ("zh-Hant-TW", "zh"), ("nb", "no"), ("x", None), ("", None), ("unknown", None), ("12", None),
    ],
)  # fmt: skip
def test_a_declared_language_becomes_its_code(declared, code):
    assert pl.select(declared_language(pl.lit(declared))).item() == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("It cost $5.", None),
        (
            "Sánchez, Macron and Meloni met López Obrador in Lisbon: Juventus beat Real Madrid there, fans said.",
            None,
        ),  # read as English
        (
            "Fährverhandlungen gehen weiter, Bundestag lehnt Haushalt ab, Hochwasser bedroht viele Städte im Süden.",
            "de",
        ),
        ("Onderhandelingen hervat: Rutte ontmoet Macron, staking duurt voort, kamer verwerpt begroting opnieuw.", "nl"),
        (
            "Переговоры о паромах возобновились, сообщает компания, бюджет отклонён депутатами, погибли двенадцать.",
            "ru",
        ),
        (
            "Färjesamtalen återupptas nästa vecka, säger bolaget, medan riksdagen avslår budgeten igen efter debatten.",
            "sv",
        ),
        ("12345 67890", None),
    ],
)
def test_an_undeclared_language_is_told(text, code):
    assert detected_language(pl.Series([text])).to_list() == [code]


def test_of_other_languages_only_digits_and_table_names_are_kept():
    body = "Angela Merkel war am 11.03.2026 in Berlin und zahlte 40 Euro, said Jonas Halvorsen on Monday."
    articles = pl.DataFrame(
        {
            "article_id": ["de", "en", "no"], "revision": [1, 1, 1], "title": [None] * 3, "body": [body] * 3,
            "published_on": [date(2026, 3, 12)] * 3, "language": ["de", "en", None], "source": ["t"] * 3,
        },
        schema_overrides={"revision": pl.UInt32, "title": pl.String},
    )  # fmt: skip
    found = extract(articles)
    left = without_language_bound(found, articles)
    for name, rows in left.items():
        german = rows.filter(article_id="de")
        assert rows.filter(pl.col("article_id") != "de").equals(found[name].filter(pl.col("article_id") != "de"))
        if name == "sentences":
            assert german.height
        elif name == "entity_mentions":
            assert set(german["method"]) == {"gazetteer"}
            assert german.height < rows.filter(article_id="en").height
        else:
            assert german["text"].str.contains("[0-9]").all()
    assert left["numeric_facts"].filter(article_id="de").height
