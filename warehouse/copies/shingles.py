"""Shingles of five words, MinHash signatures of them cut into bands, and the true Jaccard similarity of two texts.

The signature of a text has 70 numbers, each the least of its shingles under another hash; five of them make a band, and
two texts that agree in any of the 14 bands are looked at. Of pairs with a similarity of 0.8, 99.6 % agree in one, and
of pairs with 0.5 one in three: what is looked at is then counted, so those cost time and make no error.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from warehouse.copies.words import Int64s, UInt64s, Words, mixed, sequences, slices, words_of

SHINGLE_WORDS = 5
BANDS, BAND_ROWS = 14, 5
# Headlines of fewer words ("Letters to the editor") are the same on one day without being of one story.
HEADLINE_WORDS = 5

# Shingles hashed at once: what fits a core's cache.
_BLOCK = 2**15
# Elements of sets compared at once.
_COMPARED = 2**22

# Odd numbers out of SplitMix64 from a fixed seed; to change one makes every stored signature worthless.
_SEED = 0x0DA7E11E


def _constants(count: int, salt: int) -> UInt64s:
    steps = np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return mixed(steps + np.uint64(_SEED + (salt << 32))) | np.uint64(1)


_WEIGHTS = _constants(SHINGLE_WORDS, 1)
_FACTORS = (_constants(BANDS * BAND_ROWS, 2) >> np.uint64(32)).astype(np.uint32) | np.uint32(1)
_SHIFTS = _constants(BANDS * BAND_ROWS, 3).astype(np.uint32)
_BAND_WEIGHTS = _constants(BAND_ROWS, 4)


class Sets(NamedTuple):
    """The distinct shingles of texts, sorted in each; where each text's begin (one more entry than texts)."""

    shingles: UInt64s
    offsets: Int64s


def shingles_of(words: Words) -> tuple[UInt64s, Int64s]:
    """The hashes of the shingles of texts, in their order, and the text of each.

    A text of fewer than five words has one shingle, of all of its words.
    """
    count, last = len(words.hashes), SHINGLE_WORDS - 1
    text_no = np.concatenate((words.text_no, np.full(last, -1)))
    hashes = np.concatenate((words.hashes, np.zeros(last, dtype=np.uint64)))
    own = words.text_no
    is_first = np.concatenate(([True], own[1:] != own[:-1])) if count else np.zeros(0, dtype=bool)
    starts = np.flatnonzero((text_no[last:] == own) | is_first)
    texts = own[starts]
    total = np.zeros(len(starts), dtype=np.uint64)
    for step in range(SHINGLE_WORDS):
        inside = text_no[starts + step] == texts
        total += np.where(inside, hashes[starts + step], 0).astype(np.uint64) * _WEIGHTS[step]
    return mixed(total), texts


def signatures(articles: pl.DataFrame) -> pl.DataFrame:
    """The signatures of articles, in the columns of the Signature contract.

    Takes article_id, revision, published_on, source, title and body. Gives article_id, revision, published_on, source,
    bands (list of Int32, null where the body has no words) and headline (Int64, null for fewer than five words).
    """
    parts = [_bands(part) for _, part in slices(articles["body"])]
    bands = pl.concat(parts) if parts else pl.Series(dtype=pl.List(pl.Int32))
    words = words_of(articles["title"])
    hashes, number = sequences(words, words.text_no, articles.height)
    headline = pl.Series("headline", hashes.view(np.int64)).set(pl.Series(number < HEADLINE_WORDS), None)
    columns = ("article_id", pl.col("revision").cast(pl.Int32), "published_on", "source")
    return articles.select(*columns, bands.alias("bands"), headline)


def sets_of(texts: pl.Series) -> Sets:
    """The shingles of each text as a set."""
    found, counts = [np.zeros(0, dtype=np.uint64)], np.zeros(len(texts), dtype=np.int64)
    for start, part in slices(texts):
        shingles, text_no = shingles_of(words_of(part))
        order = np.lexsort((shingles, text_no))
        shingles, text_no = shingles[order], text_no[order]
        keep = np.ones(len(shingles), dtype=bool)
        keep[1:] = (shingles[1:] != shingles[:-1]) | (text_no[1:] != text_no[:-1])
        found.append(shingles[keep])
        counts[start : start + len(part)] = np.bincount(text_no[keep], minlength=len(part))
    return Sets(np.concatenate(found), np.concatenate(([0], np.cumsum(counts))))


def jaccard(sets: Sets, left: Int64s, right: Int64s) -> npt.NDArray[np.float64]:
    """The share of the shingles of two texts that both have, for each pair of texts; 0 where neither has any."""
    sizes = np.diff(sets.offsets)
    # The same shingle of two texts is two numbers, so that all sets lie in one sorted array.
    salts = mixed(np.arange(1, len(sizes) + 1, dtype=np.uint64))
    salted = np.sort(sets.shingles ^ np.repeat(salts, sizes))
    common = np.zeros(len(left), dtype=np.int64)
    part = np.cumsum(sizes[left]) // _COMPARED
    cuts = np.flatnonzero(np.diff(part)) + 1
    for pairs in np.split(np.arange(len(left)), cuts):
        length = sizes[left[pairs]]
        pair = np.repeat(np.arange(len(pairs)), length)
        element = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
        wanted = sets.shingles[sets.offsets[left[pairs]][pair] + element] ^ salts[right[pairs]][pair]
        place = np.searchsorted(salted, wanted)
        is_there = salted[np.minimum(place, len(salted) - 1)] == wanted if len(salted) else np.zeros(0, dtype=bool)
        common[pairs] = np.bincount(pair[is_there], minlength=len(pairs))
    either = sizes[left] + sizes[right] - common
    shares: npt.NDArray[np.float64] = common / np.maximum(either, 1)
    return shares


def _bands(texts: pl.Series) -> pl.Series:
    """The bands of each text; null where it has no words."""
    shingles, text_no = shingles_of(words_of(texts))
    short = (shingles >> np.uint64(32)).astype(np.uint32)
    least = np.full((len(texts), BANDS * BAND_ROWS), np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(short), _BLOCK):
        block, texts_there = short[start : start + _BLOCK], text_no[start : start + _BLOCK]
        first = np.flatnonzero(np.concatenate(([True], texts_there[1:] != texts_there[:-1])))
        rows = texts_there[first]
        found = np.empty((len(rows), BANDS * BAND_ROWS), dtype=np.uint32)
        for number in range(BANDS * BAND_ROWS):
            hashed = block * _FACTORS[number]
            hashed ^= hashed >> np.uint32(15)
            hashed *= _SHIFTS[number]
            found[:, number] = np.minimum.reduceat(hashed, first)
        least[rows] = np.minimum(least[rows], found)
    total = np.zeros((len(texts), BANDS), dtype=np.uint64)
    for row in range(BAND_ROWS):
        total += least[:, row::BAND_ROWS].astype(np.uint64) * _BAND_WEIGHTS[row]
    total += np.arange(BANDS, dtype=np.uint64) << np.uint64(48)  # a number of one band is none of another
    keys = (mixed(total) >> np.uint64(32)).astype(np.uint32).view(np.int32)
    has_words = np.bincount(text_no, minlength=len(texts)) > 0
    listed = pl.Series("bands", keys, dtype=pl.Array(pl.Int32, BANDS)).cast(pl.List(pl.Int32))
    return pl.select(pl.when(pl.Series(has_words)).then(listed).alias("bands")).to_series()
