"""What the tagger's leads are worth: of persons 3 ahead of all other readings so many in a hundred are right.

A tagger that has not seen part of the articles reads them, and the rules and the table have their say as they have at
run time. Of its names of a type, in order of their lead, the share that is marked as it says grows in steps (isotonic
regression, pool adjacent violators). A name in a doubted sentence of the Groningen Meaning Bank counts a tenth, as it
does in the fit: marks of a machine are a poor measure. Letters and reviews of the web (EWT) are left out: a tagger of
news is wrong there twice as often.
"""

import tempfile
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dictionary import TYPES
from transforms.entities import entity_mentions
from transforms.entities.ner import crf
from transforms.entities.ner.crf_tagger import METHOD, tag_names
from transforms.entities.training import fit
from transforms.entities.training.curves import FOLDS, Counted, fitted_curves, unseen_error
from transforms.entities.training.data import Document
from transforms.text.pretokens import Chunk
from transforms.text.sentences import sentences

# Held back: half of the articles that people marked and of the Groningen Meaning Bank.
_PARTS = 2
_SHARED_END = 100
# Marked by people. CrossNER marks elections and armies as MISC and no peoples, which news does not do.
_BY_PEOPLE = ("wikigold", "crossner_politics_train", "crossner_politics_dev")
_WITHOUT_MISC = "crossner"
_BANK = "gmb_train"
# A lead means itself while it is counted what it is worth.
_ITSELF = np.array([[-1e3, 1e3], [-1e3, 1e3]])

_Save = Callable[[Path, npt.NDArray, npt.NDArray, npt.NDArray], None]


class _Weighted:
    """The shipped tagger with other weights."""

    def __init__(self, weights: crf.Weights) -> None:
        self._weights = weights

    def tag(self, texts: pl.DataFrame, sentences: pl.DataFrame, chunks: list[Chunk] | None = None) -> pl.DataFrame:
        return tag_names(texts, sentences, self._weights, chunks)


def curves(
    documents: list[Document],
    document_of: npt.NDArray[np.int32],
    features: npt.NDArray[np.int32],
    labels: npt.NDArray[np.int32],
    bounds: npt.NDArray[np.int64],
    weights: npt.NDArray[np.float64],
    *,
    bits: int,
    eagerness: float,
    save: _Save,
) -> npt.NDArray[np.float64]:
    """Leads (rising) and the share of right names at each, for each type as two rows.

    document_of: the document of each sentence. save: writes fitted weights as they are shipped.
    """
    # Copies of an article with a headline or other names end like it and are not seen either.
    part = np.array([zlib.crc32(document.text[-_SHARED_END:].encode()) % _PARTS for document in documents])
    held = (part == 0) & np.array([document.source.startswith((*_BY_PEOPLE, _BANK)) for document in documents])
    table, moves = fit.fit(features, labels, bounds, bits, weights=weights * ~held[document_of])
    moves[:, 1:] += eagerness
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weights.npz"
        save(path, table, moves, np.repeat(_ITSELF[None], len(TYPES), axis=0))
        fitted = crf.load(path)
    rows = [row for row, document in enumerate(documents) if held[row] and document.source in (*_BY_PEOPLE, _BANK)]
    first = np.searchsorted(document_of, rows)
    counted = _counted([documents[row] for row in rows], fitted, first, weights)
    print(f"{len(counted.leads)} names counted, {np.average(counted.right, weights=counted.counts):.3f} right")
    print(f"expected calibration error of names that the curves have not seen: {unseen_error(counted):.3f}", flush=True)
    return fitted_curves(counted)


def _counted(
    documents: list[Document], fitted: crf.Weights, first: npt.NDArray[np.int64], weights: npt.NDArray[np.float64]
) -> Counted:
    """The names that the tagger finds in articles.

    first: of each article the place of its first sentence among the weights of sentences.
    """
    texts = pl.DataFrame({"text": [document.text for document in documents]}, schema={"text": pl.String})
    texts = texts.with_row_index("text_no").with_columns(article_no=pl.col("text_no"), language=pl.lit("en"))
    texts = texts.with_columns(published_on=pl.lit(None, dtype=pl.Date))
    found = entity_mentions(texts, sentences(texts), _Weighted(fitted)).filter(pl.col("method") == METHOD)
    marked = {(number, *name) for number, document in enumerate(documents) for name in document.names}
    columns = ("text_no", "start_char", "end_char", "type", "score", "sentence_no")
    counted = [
        (score, (number, start, end, kind) in marked, kind, weights[first[number] + sentence], number % FOLDS)
        for number, start, end, kind, score, sentence in found.drop_nulls("score").select(columns).rows()
        if kind != "MISC" or not documents[number].source.startswith(_WITHOUT_MISC)
    ]
    leads, right, types, counts, folds = (np.array(column) for column in zip(*counted, strict=True))
    return Counted(leads, right.astype(np.float64), types, counts, folds)
