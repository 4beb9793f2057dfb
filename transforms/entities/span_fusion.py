"""One set of names out of two: the tagger's "Fox News" and the table's "Fox", "Kyiv Post" over "Kyiv"."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPE, TYPES, number, place_of, type_codes, type_names
from transforms.columns.dtypes import Bools, Int32s, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.text import spans

_FOUND = [*spans.MENTION_COLUMNS, "type", "method", "score"]
_PER, _ORG = TYPES.index("PER"), TYPES.index("ORG")
_RANK = r"^(?:(?:Major|Lieutenant|Brigadier) )?(?:General|Colonel|Major|Captain|Admiral|Lieutenant|Commander) "


def together(tagged: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """One set of names out of the tagger's and the table's, both in reading order and without overlaps of their own.

    The longer of two overlapping names stays ("World War II" over "War", "Kyiv Post" over "Kyiv"). Of two with the
    same words the tagger's place stays and the table's type, unless they end the name of a person in the same text.
    """
    tagged, known = (found.select(_FOUND).with_columns(pl.col("type").cast(TYPE)) for found in (tagged, known))
    if tagged.is_empty() or known.is_empty():
        return pl.concat([tagged, known]).sort("text_no", "start_byte")
    known = _without_possessives(known, tagged)
    tagged = _with_beginnings(tagged, known)
    places, table = _places(tagged), _places(known)
    covering = _covers(table, places)
    kept = np.flatnonzero(~_touched(places, table[:, covering]))
    places = places[:, kept]
    types = type_codes(tagged["type"])[kept]
    at = place_of(places[0], table[0])
    same = (at != NONE) & (table[1][at] == places[1])
    table_type = np.where(same, type_codes(known["type"])[at], types)
    differ = np.flatnonzero((types == _PER) & (table_type != _PER))
    words = tagged.select("text_no", "text")
    table_type[differ[_end_names(words[kept[types == _PER]], words[kept[differ]])]] = _PER
    alone = np.flatnonzero(~_touched(table, places))
    # Two sorted runs: the order is a merge.
    order = np.argsort(np.concatenate([places[0], table[0, alone]]), kind="stable")
    rows = np.concatenate([kept, len(tagged) + alone])[order]
    type_of = np.concatenate([table_type, type_codes(known["type"])[alone]])[order]
    both = pl.concat([tagged.drop("type"), known.drop("type")], rechunk=True)
    return both[rows].with_columns(type=type_names(type_of)).select(_FOUND)


def _without_possessives(known: pl.DataFrame, tagged: pl.DataFrame) -> pl.DataFrame:
    """Leave out "McDonald's" where a person of the same text is called McDonald."""
    owned = np.flatnonzero(known["text"].str.contains("['’]s$").to_numpy())
    if not len(owned):
        return known
    owners = known[owned].select("text_no", pl.col("text").str.replace("['’]s$", ""))
    people = tagged.filter(pl.col("type") == TYPES[_PER]).select("text_no", "text")
    kept = np.ones(len(known), dtype=bool)
    kept[owned[_end_names(people, owners)]] = False
    return known.filter(pl.Series(kept))


def _with_beginnings(tagged: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """Give an organisation the first half of the land of two names that it begins in the middle of, in reading order.

    "Jammu and" belongs to "Kashmir Cricket Association", "Trinidad and" to "Tobago Football Association".
    """
    twins = known.filter(pl.col("text").str.contains(" (?:and|&) "))
    if twins.is_empty():
        return tagged
    rows = tagged.with_row_index("row").filter(pl.col("type") == TYPES[_ORG])
    key = ["text_no", "second"]
    halves = twins.select(
        "text_no",
        "start_char",
        "start_byte",
        "end_byte",
        first=pl.col("text").str.extract("^(.* (?:and|&) )"),
    ).with_columns(second=pl.col("start_byte") + pl.col("first").str.len_bytes())
    begun = rows.select("row", "text_no", "text", second="start_byte", end="end_byte").join(halves, on=key, how="inner")
    begun = begun.filter(pl.col("end") > pl.col("end_byte")).unique("row", keep="first", maintain_order=True)
    if begun.is_empty():
        return tagged
    begun = begun.select("row", "start_char", "start_byte", text=pl.col("first") + pl.col("text"))
    whole = tagged.with_row_index("row").update(begun, on="row").drop("row")
    # The first half was a name of its own.
    last = pl.col("end_byte").cum_max().shift(1).over("text_no").fill_null(0)
    covered = whole.select(
        covered=(pl.col("start_byte").shift(-1).over("text_no") <= pl.col("start_byte")).fill_null(value=False)
        & (last <= pl.col("end_byte"))
    )["covered"]
    return whole.filter(~covered)


def of_one_type(
    found: pl.DataFrame, texts: pl.DataFrame, words: tuple[Int32s, pl.Series] | None = None
) -> pl.DataFrame:
    """Give words the type that more than half of their mentions in the article have; words: number(found["text"])."""
    if found.is_empty():
        return found
    text = found["text_no"].to_numpy()
    article = (texts["article_no"].to_numpy()[text] if "article_no" in texts.columns else text).astype(np.int64)
    surface, surfaces = words or number(found["text"])
    lowered, lower = number(surfaces.str.to_lowercase())
    types = type_codes(found["type"])
    said = article * len(lower) + lowered[surface]
    pairs, count = np.unique(said * len(TYPES) + types, return_counts=True)
    _, first, in_all = np.unique(pairs // len(TYPES), return_index=True, return_counts=True)
    # Few words have two types in an article.
    several = np.flatnonzero(in_all > 1)
    rows = _ranges(first[several], in_all[several])
    begins = np.cumsum(in_all[several]) - in_all[several]
    every = np.repeat(np.add.reduceat(count[rows], begins), in_all[several]) if len(rows) else rows
    usual = rows[count[rows] * 2 > every]
    at = place_of(said, pairs[usual] // len(TYPES))
    types = np.where(at == NONE, types, np.append(pairs[usual] % len(TYPES), NONE)[at])
    return found.with_columns(type=type_names(types))


def without_ranks(found: pl.DataFrame) -> pl.DataFrame:
    """Make "General Mladic" the person Mladic where the text or the table names such a person; in reading order.

    The tagger takes many a general for an organisation, as the General Assembly is one.
    """
    text = pl.col("text")
    ranked = found.with_row_index("row").filter((pl.col("type") == "ORG") & text.str.contains(_RANK))
    if ranked.is_empty():
        return found
    bare = ranked.with_columns(text.str.replace(_RANK, "")).select("row", "text_no", "text", whole=ranked["text"])
    people = found.filter(pl.col("type") == "PER").select("text_no", "text")
    full = bare.select(pl.struct("text_no", "text").is_in(people.select(pl.struct(pl.all())).to_series().implode()))
    is_person = bare["text"].is_in(_people().implode()) | full.to_series() | pl.Series(_end_names(people, bare))
    bare = bare.filter(is_person)
    first = pl.col("whole").str.len_chars().cast(pl.Int64) - pl.col("text").str.len_chars()
    return replaced(found, bare.select("row", "text", first=first, type=pl.lit(_PER, pl.Int64)))


def replaced(found: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Put parts of names in the place of the names, in reading order.

    Takes names in reading order with type and of some of them (`row`) what stays: first (characters before it), text,
    type (place in TYPES). A row with text null only takes the name away.
    """
    if parts.is_empty():
        return found
    others = np.ones(len(found), dtype=bool)
    others[parts["row"].to_numpy()] = False
    parts = parts.filter(pl.col("text").is_not_null())
    new = found[parts["row"].to_numpy()].with_columns(parts.select("first", part="text"))
    skipped = pl.col("text").str.head(pl.col("first"))
    new = new.with_columns(
        start_char=pl.col("start_char") + pl.col("first"),
        start_byte=pl.col("start_byte") + skipped.str.len_bytes(),
        text="part",
        type=type_names(parts["type"].to_numpy()),
    ).with_columns(
        end_char=pl.col("start_char") + pl.col("text").str.len_chars(),
        end_byte=pl.col("start_byte") + pl.col("text").str.len_bytes(),
    )
    new = new.select(pl.col(name).cast(dtype) for name, dtype in found.schema.items())
    every = pl.concat([found.filter(pl.Series(others)), new], rechunk=True)
    order = np.argsort(utf8.place(every, "start_byte"), kind="stable")
    return pl.DataFrame(every[order])


def listed_types(words: pl.Series) -> Int64s:
    """The type that the table gives each of a few words as they are written, as its place in TYPES; NONE for none."""
    listed = _listed_types()
    return np.array([listed.get(word, NONE) for word in words.to_list()], dtype=np.int64)


def listed_type(words: str) -> int:
    """The type that the table gives words as they are written, as its place in TYPES; NONE for none."""
    return _listed_types().get(words, NONE)


@once
def _listed_types() -> dict[str, int]:
    """The type of the weightiest entity of each alias of the table."""
    rows = reference().filter(pl.col("guard").is_null() | ~pl.col("guard").is_in(["town", "postal"]))
    rows = rows.sort("weight", descending=True, maintain_order=True).unique("alias", keep="first")
    return dict(zip(rows["alias"].to_list(), type_codes(rows["type"]).tolist(), strict=True))


@once
def _people() -> pl.Series:
    """The persons of the table as they are written, by surname too."""
    return reference().filter(pl.col("type") == "PER")["alias"].unique().sort()


def _ranges(first: Int64s, count: Int64s) -> Int64s:
    """The numbers from each first on, so many of each."""
    begins = np.cumsum(count) - count
    return np.repeat(first - begins, count) + np.arange(int(count.sum()))


def _end_names(people: pl.DataFrame, asked: pl.DataFrame) -> Bools:
    """Whether the words of each asked name end the name of a person, of more than one word, in the same text."""
    concerned = np.isin(people["text_no"].to_numpy(), asked["text_no"].to_numpy())
    surface, surfaces = number(people["text"].filter(pl.Series(concerned)))
    ends = surfaces.to_frame("text").select(pl.col("text").str.extract(r" ([^ ]+)$")).to_series()
    word, _ = number(pl.concat([ends.fill_null(""), asked["text"]]))
    of_ends = np.where(ends.is_null().to_numpy(), NONE, word[: len(ends)])[surface]
    count = int(word.max(initial=0)) + 1
    held = of_ends != NONE
    text = people["text_no"].to_numpy()[concerned].astype(np.int64)
    ends_at = np.unique((text * count + of_ends)[held])
    place = place_of(asked["text_no"].to_numpy().astype(np.int64) * count + word[len(ends) :], ends_at)
    return np.asarray(place != NONE)


def _places(mentions: pl.DataFrame) -> Int64s:
    """Where each mention begins and ends, as two rows of numbers that sort by text and then by place."""
    return np.stack([utf8.place(mentions, "start_byte"), utf8.place(mentions, "end_byte")])


def sharing_bytes(asked: pl.DataFrame, taken: pl.DataFrame) -> Bools:
    """Whether each mention shares a byte with one of `taken`, which do not overlap and are in reading order."""
    return _touched(_places(asked), _places(taken))


def _touched(places: Int64s, taken: Int64s) -> Bools:
    """Whether each place shares a byte with one of `taken`."""
    if not taken.shape[1]:
        return np.zeros(places.shape[1], dtype=bool)
    first = np.searchsorted(taken[1], places[0], side="right")
    touched: Bools = (first < taken.shape[1]) & (taken[0][np.minimum(first, taken.shape[1] - 1)] < places[1])
    return touched


def _covers(places: Int64s, others: Int64s) -> Bools:
    """Whether a place holds every other one it touches, at least one, and is longer than each."""
    (start, end), (starts, ends) = places, others
    first = np.searchsorted(ends, start, side="right")
    last = np.searchsorted(starts, end, side="left") - 1
    touched = last >= first
    low, high = np.minimum(first, len(starts) - 1), np.maximum(last, 0)
    inside = (starts[low] >= start) & (ends[high] <= end)
    same = (starts[low] == start) & (ends[high] == end) & (first == last)
    return np.asarray(touched & inside & ~same)
