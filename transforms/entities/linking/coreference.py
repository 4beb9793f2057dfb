"""Which one is meant, inside an article: "Putin" after "Vladimir Putin", "IMF" after "International Monetary Fund"."""

from functools import partial

import numpy as np
import polars as pl

from transforms.columns.dictionary import (
    NONE,
    TYPES,
    distinct_pairs,
    number,
    number_with_nulls,
    renumber,
    type_codes,
    type_names,
)
from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.entities.linking.addresses import of_the_other_gender
from transforms.entities.linking.families import by_given_name, families_and_monarchs, kin
from transforms.entities.linking.knowledge_base import look_up
from transforms.entities.linking.languages import languages
from transforms.entities.linking.leaders import strangers
from transforms.entities.linking.name_cache import spelled as spelled_names
from transforms.entities.linking.organisations import long_forms
from transforms.entities.linking.people import full_names
from transforms.entities.linking.places import far_towns, foreign_namesakes, places_in_context
from transforms.entities.linking.shared_names import shared_names
from transforms.entities.linking.spelled_out import others as spelled_out_others
from transforms.entities.linking.states import abbreviated
from transforms.entities.linking.tickers import companies_of, lone_tickers

_LAND = "^(?:country:|region:US-)"
_RELATIONS = ("name", "alias", "acronym", "surname", "title", "ticker")
_PER, _ORG, _LOC = (TYPES.index(name) for name in ("PER", "ORG", "LOC"))


def resolve(mentions: pl.DataFrame, texts: pl.DataFrame, words: tuple[Int32s, pl.Series] | None = None) -> pl.DataFrame:
    """Say which entity each name means, from its own article, its day and the reference table.

    Takes a mentions frame in reading order with type, its texts with article_no and published_on, and the numbers of
    its words if they are known (number(mentions["text"])). Adds

    - `entity_id`: curated where the table knows it; null for a lone surname that neither table nor article explains
    - `relation`: name, alias, acronym, demonym, surname, title or metonym
    - `canonical`: folded full name that means the entity in this article, what a discovered id is made of
    """
    if mentions.is_empty():
        return mentions.with_columns(
            entity_id=pl.lit(None, pl.String), relation=pl.lit(None, pl.String), canonical=pl.lit(None, pl.String)
        )
    kind = type_codes(mentions["type"])
    name, spelled = _spelled(*(words or number(mentions["text"])), kind)
    text = mentions["text_no"].to_numpy()
    article = (texts["article_no"].to_numpy()[text] if "article_no" in texts.columns else text).astype(np.int64)
    day = pl.Series([None], dtype=pl.Date).new_from_index(0, texts.height)
    day = texts["published_on"] if "published_on" in texts.columns else day
    answers, answer = look_up(spelled, name, day.gather(text))
    at = np.flatnonzero(kind == _LOC)
    places = mentions.select("text_no", "start_byte", "end_byte")[at].with_columns(
        *answers[answer[at]],
        row=pl.Series(at),
        article_no=pl.Series(article[at], dtype=pl.UInt32),
        whole=spelled["whole"].gather(name[at]),
    )
    states = abbreviated(mentions["text"].gather(at))
    places = places.with_columns(known_id=states.fill_null(places["known_id"]))
    lands = _lands_named(article, answer, answers["known_id"])
    of_states = places.select("row", "known_id").filter(states.is_not_null())
    changed = pl.concat([places_in_context(places, texts, lands).join(of_states, on="row", how="anti"), of_states])
    far = far_towns(places, _entities_named(article, answer, answers["known_id"]), lands, changed)
    foreign = foreign_namesakes(places, texts, changed)
    changed = pl.concat([changed.select(pl.col("row").cast(pl.Int64), "known_id"), languages(mentions, texts, kind)])
    families, monarchs, addressed = families_and_monarchs(mentions, texts, kind, name, spelled)
    reigning = monarchs["row"].to_numpy()
    changed = pl.concat([changed, monarchs.drop_nulls("known_id")])
    answer[changed["row"].to_numpy()] = len(answers) + np.arange(len(changed))
    answers = pl.concat([answers, changed.select("known_id", known_relation=pl.lit("name"))])
    answers = pl.concat([answers, pl.DataFrame([{}], schema=answers.schema)])
    answer[strangers(answers["known_id"], answer, article, spelled["whole"].gather(name))] = len(answers) - 1
    lone = lone_tickers(mentions, texts, answers, answer, article)
    answer[np.concatenate([families, far, foreign, lone])] = len(answers) - 1
    shared = shared_names(mentions, texts, answers["known_id"], answer, article)
    answer[shared["row"].to_numpy()] = len(answers) + np.arange(len(shared))
    named = pl.when(pl.col("known_id").is_not_null()).then(pl.lit("name"))
    answers = pl.concat([answers, shared.select("known_id", known_relation=named)])
    answers = pl.concat([answers, pl.DataFrame([{}], schema=answers.schema)])
    known = number_with_nulls(answers["known_id"])[answer]
    full, linked, beside = _linked(mentions, texts, kind, article, name, known, spelled)
    answer[spelled_out_others(answers["known_id"], answer, full, spelled["key"], beside)] = len(answers) - 1
    other = of_the_other_gender(addressed, kind, article, name, full, spelled, (answers["known_id"], answer))
    at = other["row"].to_numpy()
    full[at] = other["full"].to_numpy()
    linked[at], answer[at] = full[at] != NONE, len(answers) - 1
    others = np.append(families, reigning[~by_given_name(full, name, reigning, spelled)])
    full[others], linked[others] = NONE, False
    tickers, companies = companies_of(mentions, texts, kind, article, name)
    full[tickers] = np.where(full[companies] == NONE, name[companies], full[companies])
    answer[tickers] = answer[companies]
    strange = shared.filter(pl.col("known_id").is_null())["row"].to_numpy()
    decided = _decided(answers, answer, name, full, linked, spelled, strange)
    relation = decided["relation"].scatter(tickers, "ticker") if len(tickers) else decided["relation"]
    return mentions.with_columns(decided.with_columns(relation=relation))


def _lands_named(article: Int64s, answer: Int64s, known_id: pl.Series) -> pl.DataFrame:
    """The countries and American states that each article names, by whatever word: article_no, known_id."""
    lands = np.flatnonzero(known_id.str.contains(_LAND).fill_null(False).to_numpy()[answer])
    articles, named = distinct_pairs(article[lands], answer[lands])
    return pl.DataFrame({"article_no": pl.Series(articles, dtype=pl.UInt32), "known_id": known_id.gather(named)})


def _entities_named(article: Int64s, answer: Int64s, known_id: pl.Series) -> pl.DataFrame:
    """The entities that each article names, by whatever word: article_no, known_id."""
    known = np.flatnonzero(known_id.is_not_null().to_numpy()[answer])
    articles, named = distinct_pairs(article[known], answer[known])
    return pl.DataFrame({"article_no": pl.Series(articles, dtype=pl.UInt32), "known_id": known_id.gather(named)})


def _spelled(words: Int32s, distinct: pl.Series, kind: Int64s) -> tuple[Int64s, pl.DataFrame]:
    """Distinct pairs of words and type with their parts (see spellings.spelled), and the row of each mention there."""
    name, pairs = renumber(words * len(TYPES) + kind)
    surfaces = pl.DataFrame(
        {"text": distinct.gather(pairs // len(TYPES)), "type": type_names(pairs % len(TYPES)).cast(pl.String)}
    )
    return name.astype(np.int64), spelled_names(surfaces)


def _linked(
    mentions: pl.DataFrame,
    texts: pl.DataFrame,
    kind: Int64s,
    article: Int64s,
    name: Int64s,
    known: Int64s,
    spelled: pl.DataFrame,
) -> tuple[Int64s, Bools, Bools]:
    """The name whose key each mention means in its article (NONE: nothing fuller), if another mention told, and if
    that is written beside letters.
    """
    full = np.full(len(name), NONE, dtype=np.int64)
    linked, beside = np.zeros((2, len(name)), dtype=bool)
    types = type_codes(spelled["type"])
    for wanted in (_PER, _ORG):
        at = np.flatnonzero(kind == wanted)
        rows = np.flatnonzero(types == wanted)
        mine = np.zeros(len(types), dtype=np.int64)
        mine[rows] = np.arange(len(rows))
        asked = article[at], mine[name[at]], known[at], spelled[rows]
        if not len(at):
            continue
        nearby = mentions.select("text_no", "start_byte", "end_byte")[at]
        if wanted == _PER:
            found, linked[at] = full_names(*asked, partial(kin, nearby, texts))
        else:
            found, beside[at] = long_forms(nearby, texts, *asked)
            linked[at] = found != NONE
        full[at] = np.where(found == NONE, NONE, rows[found])
    return full, linked, beside


def _decided(
    answers: pl.DataFrame,
    answer: Int64s,
    name: Int64s,
    full: Int64s,
    linked: Bools,
    spelled: pl.DataFrame,
    strange: Int64s,
) -> pl.DataFrame:
    """Entity and relation from the table's answer for the words and for the full name behind them.

    strange: rows of mentions that are nobody whom the table knows, by whatever name.
    """
    none = pl.Series([None], dtype=pl.String)
    nobody = len(spelled)
    fuller = np.where(full == NONE, nobody, full)
    behind = pl.concat([spelled["full_id"], none])
    has_full_id = behind.is_not_null().to_numpy()[fuller]
    has_known_id = answers["known_id"].is_not_null().to_numpy()[answer]
    relations = pl.Series([*_RELATIONS, *answers["known_relation"].drop_nulls().unique().sort()], dtype=pl.String)
    codes = {relation: code for code, relation in enumerate(relations)}
    table_says = answers["known_relation"].replace_strict(codes, default=NONE, return_dtype=pl.Int64).to_numpy()[answer]
    # A full name met in the article decides; the table's surname only where the article has none.
    by_full = has_full_id | (linked & (table_says == codes["surname"]))
    by_full[strange] = False
    entity = np.where(by_full, fuller, nobody + 1 + answer)
    known = np.where(by_full, has_full_id, has_known_id)
    is_person = spelled["type"].to_numpy() == "PER"
    unnamed = (is_person & spelled["first"].is_null().to_numpy())[name]
    acronym = spelled.select(pl.col("is_acronym") & pl.col("type").is_in(["ORG", "LOC"])).to_series().to_numpy()[name]
    titled = spelled["titled"].to_numpy()[name]
    lone = unnamed & (full == NONE) & ~known
    relation = np.select(
        [titled, linked & unnamed, (table_says != NONE) & known & ~linked, lone, linked & acronym, linked],
        [codes["title"], codes["surname"], table_says, codes["surname"], codes["acronym"], codes["alias"]],
        codes["name"],
    )
    canonical = np.where(lone, nobody, np.where(full == NONE, name, full))
    return pl.DataFrame(
        {
            "entity_id": pl.concat([behind, answers["known_id"]], rechunk=True).gather(entity),
            "relation": relations.gather(relation),
            "canonical": pl.concat([spelled["key"], none], rechunk=True).gather(canonical),
        }
    )
