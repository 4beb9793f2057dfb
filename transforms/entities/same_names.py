"""The same words in the same article: "a village called Kalongo" tells what every "Kalongo" of the article is."""

import numpy as np
import polars as pl

from transforms.columns.dictionary import NONE, number
from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.entities.span_fusion import listed_types


class SameNames:
    """Names of texts by article and words; rows are numbers of names in reading order."""

    def __init__(
        self, found: pl.DataFrame, texts: pl.DataFrame, numbered: tuple[Int32s, pl.Series] | None = None
    ) -> None:
        """Takes names with text_no and text, their texts, and number(found["text"]) where that is known already."""
        article = texts["article_no" if "article_no" in texts.columns else "text_no"].to_numpy().astype(np.int64)
        self.word, self.words = number(found["text"]) if numbered is None else numbered
        self.article: Int64s = article[found["text_no"].to_numpy()]
        self._said = self.article * max(len(self.words), 1) + self.word

    def like(self, rows: Int64s, asked: Bools) -> Int64s:
        """The rows among those asked for that are called like one of these rows in their article."""
        if not len(rows):
            return rows
        same: Int64s = np.flatnonzero(asked & np.isin(self._said, self._said[rows]))
        return same

    def twice(self, rows: Int64s) -> Int64s:
        """Those of these rows whose words are those of another of them in their article."""
        said, count = np.unique(self._said[rows], return_counts=True)
        several: Int64s = rows[np.isin(self._said[rows], said[count > 1])]
        return several

    def no_surnames(self, rows: Int64s, people: Bools) -> Int64s:
        """Those of these rows whose words end the name of no person of their article."""
        if not len(rows):
            return rows
        near = np.flatnonzero(people & np.isin(self.article, self.article[rows]))
        ends = pl.DataFrame({"article": self.article[near], "text": self.words.gather(self.word[near])})
        ends = ends.with_columns(pl.col("text").str.extract(r" (\S+)$")).drop_nulls()
        asked = pl.DataFrame({"row": rows, "article": self.article[rows], "text": self.words.gather(self.word[rows])})
        out: Int64s = asked.join(ends, on=["article", "text"], how="anti")["row"].to_numpy()
        return out

    def plurals(self, asked: Bools, single: Bools) -> Int64s:
        """The rows among those asked for that are the plural of the end of a name of their article: "Rajapaksas".

        Takes which rows are asked for and which may be the name in the singular; what the table lists is no plural.
        """
        rows = np.flatnonzero(asked & (self.words.str.contains("^[A-Z][a-z]+s$").to_numpy())[self.word])
        rows = rows[listed_types(self.words.gather(self.word[rows])) == NONE]
        near = np.flatnonzero(single & np.isin(self.article, self.article[rows]))
        ends = pl.DataFrame({"article": self.article[near], "text": self.words.gather(self.word[near])})
        ends = ends.with_columns(pl.col("text").str.extract(r"(\S+)$"))
        names = pl.DataFrame({"row": rows, "article": self.article[rows], "text": self.words.gather(self.word[rows])})
        names = names.with_columns(pl.col("text").str.head(-1))
        out: Int64s = names.join(ends, on=["article", "text"], how="semi")["row"].to_numpy()
        return out
