"""Headlines read like sentences: "GOLDMAN SACHS SAYS RATES TO FALL" as "Goldman Sachs says rates to fall" (truecasing).

In capitals or in a title's case every word looks like a name. The article itself says which is one: a word that its
body
writes in small letters is none, one that it writes with a capital is. What the body does not have is read as running
text
usually writes it (transforms/reference/casing.parquet).
"""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dtypes import Bools
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.entities.ordinary_words import CASING
from transforms.text import spans

# A headline is a title, or a line that begins a text with more below it.
_FIRST_LINE = r"^([^\n]{8,200})"
_HAS_MORE = r"^[^\n]{8,200}\n"
_IN_CAPITALS = r"^[^\p{Ll}]*\p{Lu}{2}[^\p{Ll}]*[^\p{L}\p{Ll}]\p{Lu}{2}[^\p{Ll}]*$"
_CAPITAL_WORD = r"(?:^|[ (“\"‘'-])\p{Lu}"
# Small words of a title's case; any other word in small letters makes the line a sentence.
_FUNCTION_WORDS = """a an the of in on at to for and or nor but by as from with over into via vs v is be if so up de du
la le el al von van der den""".split()  # noqa: SIM905
_SMALL_WORD = r"(?:^|[ (“\"‘-])\p{Ll}"
_FUNCTION_WORD = rf"(?:^|[ (“\"‘-])(?:{'|'.join(_FUNCTION_WORDS)})(?-u:\b)"
_SENTENCE_END = r"[.!?][”\"']?$|[.!?][”\"']? \p{Lu}\p{Ll}+ "
_LEAST_CAPITAL_WORDS = 3
_WORD = r"['’]?\p{L}[\p{L}\p{M}]*"
_MARK = "'’"
# Beyond this the words of an article's body say no more of its headline.
_BODY_CHARS = 12_000
_SURE_SHARE = 0.9
# Letters behind an apostrophe: "WON'T", "APPLE'S".
_CLITIC = r"^['’](?i:s|t|ll|re|ve|d|m)$"


def in_sentence_case(texts: pl.DataFrame) -> pl.DataFrame:
    """The texts with their headlines in the case of running text.

    Takes a texts frame (article_no next to it, if several texts are one article); gives the same rows, every letter in
    its place: the texts have the same length in bytes and in characters, and only letters of headlines are others.
    """
    lines = _headlines(texts)
    if lines.is_empty():
        return texts
    words = _words(lines)
    words = words.with_columns(form=_forms(words, _bodies(texts, lines)))
    return _written(texts, words.filter(pl.col("form") != pl.col("text")))


def _headlines(texts: pl.DataFrame) -> pl.DataFrame:
    """The headlines of texts: row, text, capitals (whether the line is in capitals), article."""
    line = pl.col("text").str.extract(_FIRST_LINE)
    article = pl.col("article_no" if "article_no" in texts.columns else "text_no")
    is_title = pl.col("field") == "title" if "field" in texts.columns else pl.lit(value=False)
    lines = texts.select(
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
        text=line,
        article=article.cast(pl.Int64),
        headed=is_title | pl.col("text").str.contains(_HAS_MORE),
    ).drop_nulls("text")
    lines = lines.with_columns(capitals=pl.col("text").str.contains(_IN_CAPITALS))
    # The others can only be in a title's case.
    text = pl.when(pl.col("headed") & ~pl.col("capitals")).then("text")
    small = text.str.count_matches(_SMALL_WORD) > text.str.count_matches(_FUNCTION_WORD)
    many = text.str.count_matches(_CAPITAL_WORD) >= _LEAST_CAPITAL_WORDS
    title = (many & ~small & ~text.str.contains(_SENTENCE_END)).fill_null(value=False)
    lines = lines.filter(pl.col("capitals") | title).drop("headed")
    if "language" not in texts.columns:
        return lines
    # In German every noun has its capital.
    language = texts["language"].gather(lines["row"])
    return lines.filter(language.is_null() | (language == "en"))


def _words(lines: pl.DataFrame) -> pl.DataFrame:
    """The words of headlines in reading order: mention columns (text_no: the line), row, article and their forms."""
    rows = lines.with_row_index("text_no").with_columns(pl.col("text_no").cast(pl.UInt32))
    words = spans.find(rows.select("text_no", "text"), _WORD)
    words = words.join(rows.drop("text"), on="text_no", how="left", maintain_order="left")
    bare = pl.col("text").str.strip_chars_start(_MARK)
    small = bare.str.to_lowercase()
    return words.with_columns(
        bare=bare,
        small=small,
        title=bare.str.head(1).str.to_uppercase() + small.str.slice(1),
        clitic=pl.col("text").str.contains(_CLITIC),
        asked=pl.col("capitals") | bare.str.contains(r"^\p{Lu}\p{Ll}*$"),
    )


def _bodies(texts: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """What the articles of headlines say below them: article, body (with a blank before each line)."""
    article = pl.col("article_no" if "article_no" in texts.columns else "text_no").cast(pl.Int64).alias("article")
    rows = texts.select("text", article, row=pl.int_range(pl.len(), dtype=pl.UInt32))
    rows = rows.join(lines.select("article").unique(), on="article", how="semi", maintain_order="left")
    rows = rows.join(
        lines.select("row", line=pl.col("text").str.len_bytes()), on="row", how="left", maintain_order="left"
    )
    rows = rows.with_columns(pl.col("text").str.slice(pl.col("line").fill_null(0), _BODY_CHARS))
    return rows.group_by("article", maintain_order=True).agg(body=pl.col("text").str.join("\n"))


def _forms(words: pl.DataFrame, bodies: pl.DataFrame) -> pl.Series:
    """How running text would write each word of the headlines."""
    known = words.select("small").join(_casing(), left_on="small", right_on="word", how="left", maintain_order="left")
    shaped = words.select("small").join(_shaped(), left_on="small", right_on="word", how="left", maintain_order="left")
    known = known.with_columns(form=pl.coalesce("form", shaped["shaped"]))
    asked = words.with_row_index("place").with_columns(known.select("form", "share"))
    same_line = pl.col("text_no") == pl.col("text_no").shift(-1)
    gap = pl.col("start_byte").shift(-1) - pl.col("end_byte") == 1
    pair = pl.when(same_line & gap).then(pl.col("title") + " " + pl.col("title").shift(-1))
    asked = asked.with_columns(pair=pair)
    in_body = asked.filter("asked", ~pl.col("clitic")).join(bodies, on="article", how="inner", maintain_order="left")
    body = pl.col("body")

    def times(words: pl.Expr) -> pl.Expr:
        return body.str.count_matches(words, literal=True)

    blank, title = pl.lit(" "), pl.col("title")
    in_body = in_body.select(
        "place",
        small_times=times(blank + pl.col("small")),
        title_times=pl.sum_horizontal(times(blank + title + end) for end in (" ", ",", ".", "'", "’")).cast(pl.Int64)
        - times(pl.lit(". ") + title + blank).cast(pl.Int64),
        capitals_times=pl.when(pl.col("small").str.len_chars() > 1).then(
            times(blank + pl.col("small").str.to_uppercase())
        ),
        paired=body.str.contains(pl.col("pair"), literal=True).fill_null(value=False) & pl.col("pair").is_not_null(),
    )
    asked = asked.join(in_body, on="place", how="left", maintain_order="left")
    counts = pl.col("small_times", "title_times", "capitals_times")
    asked = asked.with_columns(counts.fill_null(0), pl.col("paired").fill_null(value=False))
    listed = pl.Series(_listed(asked))
    small, usual = pl.col("small"), pl.col("form")
    is_small = (usual == small).fill_null(value=False)
    opens = pl.col("text_no") != pl.col("text_no").shift(1, fill_value=2**32 - 1)
    named = asked["paired"] | asked["paired"].shift(1, fill_value=False) | listed
    sure = is_small & (pl.col("share") >= _SURE_SHARE)
    as_small = pl.when(opens).then("title").otherwise(small)
    form = (
        pl.when(~pl.col("asked"))
        .then("bare")
        .when("clitic")
        .then(small)
        .when(pl.col("capitals") & (small.str.len_chars() == 1) & (small != "a"))
        .then("bare")
        .when(pl.col("capitals") & (small.str.len_chars() == 2) & usual.is_null())
        .then("bare")
        .when(pl.col("capitals") & (pl.col("capitals_times") > pl.max_horizontal("small_times", "title_times")))
        .then("bare")
        .when(pl.Series(named))
        .then(pl.when(small.is_in(_FUNCTION_WORDS)).then(as_small).otherwise("title"))
        .when(pl.col("title_times") > pl.col("small_times"))
        .then("title")
        .when(pl.col("small_times") > 0)
        .then(as_small)
        .when(pl.col("capitals") & ~is_small & usual.is_not_null())
        .then(usual)
        .when(is_small & (sure | ~pl.Series(_names_of_one_word(asked["title"]))))
        .then(as_small)
        .otherwise("title")
    )
    form = pl.col("text").str.extract(f"^([{_MARK}]?)") + form
    # A letter outside ASCII may change its length with its case.
    alike = form.str.len_bytes() == pl.col("text").str.len_bytes()
    return asked.select(pl.when(alike).then(form).otherwise("text")).to_series()


def _listed(words: pl.DataFrame) -> Bools:
    """Whether each word is in a listed name of several words: "Bank of America" is no bank of America's."""
    line = words.group_by("text_no", maintain_order=True).agg(pl.col("title"), pl.len())
    joined = line.select(text=pl.lit(" ") + pl.col("title").list.join(" ") + pl.lit(" "))
    joined = joined.with_row_index("text_no").with_columns(pl.col("text_no").cast(pl.UInt32))
    # Few of the names begin with a word of these lines.
    names = _names_of_many_words()
    names = names.filter(names.str.extract("^([^ ]+)").is_in(words["title"].unique().implode()))
    found = spans.find_literals(joined, names)
    out = np.zeros(len(words) + 1, dtype=np.int64)
    if found.is_empty():
        return out[:-1] > 0
    size = line["len"].to_numpy().astype(np.int64)
    first = np.cumsum(size) - size
    # The n-th blank of the joined line comes before its n-th word.
    before = joined["text"].gather(found["text_no"]).str.slice(0, found["start_char"])
    at = (
        first[found["text_no"].to_numpy()] + before.str.count_matches(" ", literal=True).to_numpy().astype(np.int64) - 1
    )
    many = found["text"].str.count_matches(" ", literal=True).to_numpy().astype(np.int64) + 1
    np.add.at(out, at, 1)
    np.add.at(out, at + many, -1)
    return np.asarray(np.cumsum(out)[:-1] > 0)


def _written(texts: pl.DataFrame, words: pl.DataFrame) -> pl.DataFrame:
    """The texts with these words of theirs (row, start_byte, form) in other letters."""
    if words.is_empty():
        return texts
    data, offsets = utf8.buffer(texts["text"])
    data = data.copy()
    new, at = utf8.buffer(words["form"])
    size = np.diff(at)
    begin = offsets[words["row"].to_numpy()] + words["start_byte"].to_numpy()
    data[np.repeat(begin - (at[:-1] - at[0]), size) + np.arange(at[-1] - at[0])] = new[at[0] : at[-1]]
    return texts.with_columns(text=utf8.slices(data, offsets[:-1], offsets[1:]))


@once
def _casing() -> pl.DataFrame:
    """The usual form of words: word, form, share."""
    return pl.read_parquet(CASING)


@once
def _shaped() -> pl.DataFrame:
    """Names of the table of one word that is no plain word with a capital: word (small letters), shaped ("OpenAI")."""
    rows = reference().filter(
        "searched", pl.col("alias").str.contains(r"^\p{L}+$"), ~pl.col("type").is_in(["PER", "LOC"])
    )
    word = pl.col("alias").str.to_lowercase()
    plain = pl.col("alias").str.contains(r"^\p{Lu}\p{Ll}+$")
    rows = rows.filter(~word.is_in(rows.filter(plain)["alias"].str.to_lowercase().implode()))
    mixed = pl.col("alias").str.contains(r"\p{Ll}")
    rows = rows.sort(mixed, "weight", descending=True, maintain_order=True)
    return rows.select(word=pl.col("alias").str.to_lowercase(), shaped="alias").unique(
        "word", keep="first", maintain_order=True
    )


@once
def _names_of_many_words() -> pl.Series:
    """Names of the table of several plain words, as a title writes them: "Bank Of America"."""
    alias = pl.col("alias")
    rows = reference().filter(alias.str.contains(r"^\p{L}+(?: \p{L}+){1,3}$"), pl.col("type") != "MISC")
    rows = rows.filter(pl.col("searched") | (pl.col("type") == "ORG"))
    names = rows.select(
        alias.str.split(" ")
        .list.eval(pl.element().str.head(1).str.to_uppercase() + pl.element().str.slice(1).str.to_lowercase())
        .list.join(" ")
    )
    return names.to_series().unique().sort()


@once
def _one_word() -> frozenset[str]:
    rows = reference().filter(
        pl.col("type").is_in(["ORG", "LOC"]), pl.col("guard").ne_missing("town"), pl.col("weight") > 500_000
    )
    return frozenset(rows.filter(pl.col("alias").str.contains(r"^\p{Lu}\p{Ll}{2,}$"))["alias"].to_list())


def _names_of_one_word(words: pl.Series) -> Bools:
    """Whether the table has each word as a name."""
    names = _one_word()
    return np.array([word in names for word in words.to_list()], dtype=bool)
