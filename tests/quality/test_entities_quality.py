"""How well names are found and joined, on gold data kept next to the repository: F1, B-cubed, countries, own articles.

The figures of the last change are recorded in entities_recorded.json; a change may not lose more than TOLERANCE.
Run with `DATELINE_RECORD=1` to write new ones.
"""

import datetime as dt
import json
import os
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tests.quality import test_tagger_quality as tagger_quality
from transforms.entities import entity_mentions
from transforms.entities.linking.coreference import resolve
from transforms.entities.linking.entity_ids import with_ids
from transforms.entities.ner.crf import TYPES
from transforms.entities.training.curves import expected_error
from transforms.text import sentences as segmentation

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold"
OWN_GOLD = ROOT / "tests" / "samples" / "gold"
RECORDED = Path(__file__).with_name("entities_recorded.json")
TOLERANCE = 0.3
# What scores tell of names may be so far from the share that is right, on average.
MOST_ERROR = 0.05
NAME = ["text_no", "start_char", "end_char", "type"]

KNOWN_SETS = {"conll2003_testa": "entities", "gum_other_genres": "entities", "meantime_dev": "temporal"}
needs_gold = pytest.mark.skipif(not GOLD.exists(), reason="the gold data is not beside the repository")


def documents(name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Texts, and gold mentions with the entity each one names (`gold`)."""
    texts, mentions = [], []
    for number, line in enumerate((GOLD / KNOWN_SETS[name] / f"{name}.jsonl").read_text("utf-8").splitlines()):
        document = json.loads(line)
        day = document.get("dct") or ("1996-08-25" if "conll" in name else None)
        text = document["text"]
        texts.append((number, number, text, dt.date.fromisoformat(day[:10]) if day else None, "en"))
        for entity in document["entities"]:
            if name == "meantime_dev":
                named = entity["syntactic_type"] == "NAM" and entity["end"] <= document["annotated_end"]
                gold = f"{number}#{entity['entity']}" if named and entity["type"] in ("PER", "ORG", "LOC") else None
            else:
                gold = entity.get("kb_id") if entity.get("kb_id") != "NIL" else None
            if gold:
                start, end = entity["start"], entity["end"]
                places = (start, end, len(text[:start].encode()), len(text[:end].encode()))
                mentions.append((number, *places, text[start:end], entity["type"], gold))
    columns = ["start_char", "end_char", "start_byte", "end_byte"]
    number_types = {"text_no": pl.UInt32} | dict.fromkeys(columns, pl.UInt32)
    frame = pl.DataFrame(mentions, schema=[*number_types, "text", "type", "gold"], orient="row").cast(number_types)
    frame = frame.unique(["text_no", "start_char", "end_char"], keep="first").sort("text_no", "start_char", "end_char")
    schema = {"text_no": pl.UInt32, "article_no": pl.UInt32, "text": pl.String}
    schema |= {"published_on": pl.Date, "language": pl.String}
    return pl.DataFrame(texts, schema=schema, orient="row"), frame


def b_cubed(predicted: pl.Series, gold: pl.Series) -> float:
    """B-cubed F1 in percent."""
    frame = pl.DataFrame({"p": predicted, "g": gold})
    both, of_predicted, of_gold = pl.len().over("p", "g"), pl.len().over("p"), pl.len().over("g")
    precision, recall = frame.select((both / of_predicted).mean(), (both / of_gold).mean().alias("r")).row(0)
    return 200 * precision * recall / (precision + recall)


def scores(mentions: pl.DataFrame) -> dict[str, float]:
    """B-cubed within and across documents of mentions with entity_id and gold."""
    # A name without an entity is its own article's.
    own = pl.col("text_no").cast(pl.String) + ":" + pl.col("text").str.to_lowercase()
    mentions = mentions.with_columns(entity=pl.coalesce("entity_id", own), document=pl.col("text_no").cast(pl.String))
    within = b_cubed(mentions["document"] + mentions["entity"], mentions["document"] + mentions["gold"])
    return {"within": round(within, 1), "across": round(b_cubed(mentions["entity"], mentions["gold"]), 1)}


def measured(name: str) -> dict[str, float]:
    texts, gold = documents(name)
    joined = with_ids(resolve(gold, texts))
    of_gold = scores(joined)
    found = entity_mentions(texts, segmentation.sentences(texts))
    found = found.join(
        gold.select("text_no", "start_char", "end_char", "gold"), on=["text_no", "start_char", "end_char"]
    )
    of_found = scores(found)
    result = {"gold_within": of_gold["within"], "found_within": of_found["within"], "found": float(found.height)}
    if name != "meantime_dev":  # its clusters are numbered in each document
        result |= {"gold_across": of_gold["across"], "found_across": of_found["across"]}
    return result


def recorded(key: str, figures: dict[str, float]) -> dict[str, float]:
    known = json.loads(RECORDED.read_text()) if RECORDED.exists() else {}
    if os.environ.get("DATELINE_RECORD"):
        known[key] = figures
        RECORDED.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n")
    return known[key]


@needs_gold
@pytest.mark.parametrize("name", KNOWN_SETS)
def test_names_are_joined_as_well_as_recorded(name):
    figures = measured(name)
    for figure, value in recorded(name, figures).items():
        slack = value * 0.01 if figure == "found" else TOLERANCE
        assert figures[figure] >= value - slack, (figure, figures)


@cache
def found_and_marked(name: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The names that tagger and table find together, and the marked ones: text_no, start_char, end_char, type."""
    read = tagger_quality.documents(name)
    schema = {"text_no": pl.UInt32, "article_no": pl.UInt32, "text": pl.String}
    schema |= {"published_on": pl.Date, "language": pl.String}
    rows = [(number, number, document.text, None, "en") for number, document in enumerate(read)]
    texts = pl.DataFrame(rows, schema=schema, orient="row")
    found = entity_mentions(texts, segmentation.sentences(texts))
    marked = [(number, *place) for number, document in enumerate(read) for place in document.names]
    return found, pl.DataFrame(marked, schema=found.select(NAME).schema, orient="row").unique()


def strict_f1(name: str) -> dict[str, float]:
    """Strict F1 (place and type) of the names that tagger and table find together, over all and by type."""
    found, given = found_and_marked(name)
    found = found.select(NAME)
    both = found.join(given, on=NAME, how="semi")

    def f1(*kinds: str) -> float:
        right, all_found, all_given = (frame["type"].is_in(kinds).sum() for frame in (both, found, given))
        return round(200 * right / max(all_found + all_given, 1), 1)

    return {"ALL": f1(*TYPES)} | {kind: f1(kind) for kind in TYPES}


@needs_gold
@pytest.mark.parametrize("name", ["gmb_dev", "conll2003_testa", "conll2003_testa_non_sport"])
def test_names_are_found_as_well_as_recorded(name):
    figures = strict_f1(name)
    assert figures["ALL"] >= recorded(f"names/{name}", figures)["ALL"] - TOLERANCE, figures


@needs_gold
@pytest.mark.parametrize("name", ["conll2003_testa", "finer_ord_dev"])
def test_scores_tell_how_many_names_are_right(name):
    found, given = found_and_marked(name)
    scored = found.drop_nulls("score").filter(pl.col("type").is_in(given["type"].unique().implode()))
    right = scored.join(given.with_columns(right=pl.lit(1.0)), on=NAME, how="left", maintain_order="left")["right"]
    error = expected_error(scored["score"].to_numpy(), right.fill_null(0.0).to_numpy())
    assert len(scored) > 2_000
    assert error < MOST_ERROR, error


@needs_gold
def test_countries_are_told_as_often_as_recorded():
    texts, gold = documents("conll2003_testa")
    country = pl.col("gold").str.strip_prefix("enwiki:").str.replace_all("_", " ")
    names = {"People's Republic of China": "CN", "Republic of Ireland": "IE", "Republic of Macedonia": "MK"}
    from transforms.entities.linking.gazetteer import reference

    known = reference().filter(pl.col("entity_id").str.starts_with("country:"), pl.col("type") == "LOC")
    codes = dict(known.select("alias", "country_code").rows()) | names
    places = gold.filter(pl.col("type").is_in(["LOC", "MISC"])).with_columns(
        code=country.replace_strict(codes, default=None, return_dtype=pl.String)
    )
    places = places.drop_nulls("code")
    joined = with_ids(resolve(places, texts))
    right = joined.select((pl.col("entity_id") == "country:" + pl.col("code")).mean()).item()
    figures = {"accuracy": round(100 * right, 1), "mentions": float(places.height)}
    assert figures["accuracy"] >= recorded("countries", figures)["accuracy"] - TOLERANCE


@pytest.mark.skipif(not OWN_GOLD.exists(), reason="the gold articles are not written yet")
def test_countries_of_our_own_articles_are_told():
    expected, texts = [], []
    for path in sorted(OWN_GOLD.glob("*.json")):
        article = json.loads(path.read_text("utf-8"))
        number = len(texts) // 2
        for field in ("title", "text"):
            texts.append((len(texts), number, article.get(field) or "", article["published"], "en"))
        for entity in article["entities"]:
            if (entity.get("entity_id") or "").startswith("country:"):
                text_no = 2 * number + (entity["field"] == "body")
                expected.append((text_no, entity["start_char"], entity["end_char"], entity["entity_id"]))
    schema = {"text_no": pl.UInt32, "article_no": pl.UInt32, "text": pl.String}
    schema |= {"published_on": pl.String, "language": pl.String}
    frame = pl.DataFrame(texts, schema=schema, orient="row").with_columns(pl.col("published_on").str.to_date())
    found = entity_mentions(frame, segmentation.sentences(frame))
    keys = ["text_no", "start_char", "end_char"]
    wanted = pl.DataFrame(expected, schema=dict.fromkeys(keys, pl.UInt32) | {"wanted": pl.String}, orient="row")
    told = wanted.join(found, on=keys, how="left")
    right = told.select((pl.col("entity_id") == pl.col("wanted")).fill_null(False).mean()).item()
    assert right >= 0.9, told.filter(pl.col("entity_id").ne_missing(pl.col("wanted"))).rows()
