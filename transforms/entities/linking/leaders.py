"""Whether "Kim" is the leader or any other Kim: only where the article says so by naming his country."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import distinct_pairs
from transforms.columns.dtypes import Int64s
from transforms.columns.lazy import once
from transforms.entities.linking import name_parts
from transforms.entities.linking.gazetteer import reference
from transforms.entities.linking.knowledge_base import countries

# Their heads are named far from the countries they come from.
_UNIONS = ("org:un", "org:eu")


def strangers(known_id: pl.Series, answer: Int64s, article: Int64s, whole: pl.Series) -> Int64s:
    """Rows of mentions whose surname many people bear and whose article names nothing of that leader's country.

    Takes the entities (String, null where the table knows none) that `answer` points into, and per mention the row
    there, the number of its article and its folded words.
    """
    common = _common_surnames()
    listed = whole.is_in(common["whole"].unique().implode()).to_numpy()
    rows = np.flatnonzero(listed & known_id.is_not_null().to_numpy()[answer])
    asked = pl.DataFrame({"row": rows, "article_no": article[rows], "known_id": known_id.gather(answer[rows])})
    asked = asked.with_columns(whole.gather(rows).alias("whole"))
    asked = asked.join(common, on=["known_id", "whole"], how="inner", maintain_order="left")
    if asked.is_empty():
        return np.array([], dtype=np.int64)
    said = _lands_named(known_id, answer, article, pl.Series(article[rows]).unique())
    own = asked.join(said, left_on=["article_no", "country_code"], right_on=["article_no", "land"], how="semi")
    union = asked.join(said.filter(pl.col("land").is_in(_UNIONS)), on="article_no", how="semi")
    told = pl.concat([own["row"], union["row"]])
    strangers_at: Int64s = np.setdiff1d(asked["row"].to_numpy(), told.to_numpy())
    return strangers_at


def _lands_named(known_id: pl.Series, answer: Int64s, article: Int64s, articles: pl.Series) -> pl.DataFrame:
    """What countries and unions the given articles name, by any entity that is there: article_no, land."""
    entities = pl.DataFrame({"known_id": known_id}).join(countries(), on="known_id", how="left", maintain_order="left")
    union = pl.when(pl.col("known_id").is_in(_UNIONS)).then("known_id")
    # A leader does not place himself.
    country = pl.when(~pl.col("known_id").str.starts_with("person:")).then("country_code")
    land = entities.select(pl.coalesce(union, country)).to_series()
    named = np.flatnonzero(land.is_not_null().to_numpy()[answer] & np.isin(article, articles.to_numpy()))
    named_in, entity = distinct_pairs(article[named], answer[named])
    return pl.DataFrame({"article_no": named_in, "land": land.gather(entity)}).unique()


@once
def _common_surnames() -> pl.DataFrame:
    """Surnames by which the table knows a leader though many others bear them: known_id, whole, country_code."""
    rows = reference().filter(pl.col("relation") == "surname", ~pl.col("searched"))
    rows = rows.select(known_id="entity_id", whole=name_parts.folded(pl.col("alias")), country_code="country_code")
    return rows.unique(maintain_order=True)
