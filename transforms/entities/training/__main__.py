"""Train the shipped weights: `python -m transforms.entities.training [--data FOLDER] [--out FILE]`."""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.entities.ner import crf
from transforms.entities.ner.batch import read
from transforms.entities.ner.tokenizer import Tokens, tokenise
from transforms.entities.training import augment, calibration, casing, data, doubts, fit, invented
from transforms.text.sentences import sentences

_ROOT = Path(__file__).parents[3]
BITS = 19
# Rows whose weights all stay below this share of the largest step are dropped.
_SMALLEST = 2


# Added to every move into a name: the Groningen Meaning Bank marks fewer names than there are, so that the fitted
# tagger is too shy.
_EAGERNESS = 0.8


def main() -> None:
    """Read the data, fit, quantise, write."""
    parser = argparse.ArgumentParser(description="Train the name tagger's weights.")
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "training" / "entities")
    parser.add_argument("--out", type=Path, default=crf.WEIGHTS_FILE)
    arguments = parser.parse_args()
    documents = [document for source in data.SOURCES for document in data.load(arguments.data, source)]
    _write_casing(documents)
    documents += augment.made_from(documents) + invented.renamed(documents) + invented.made_sentences()
    save(arguments.out, *train(documents))
    print(arguments.out.name, arguments.out.stat().st_size, hashlib.sha256(arguments.out.read_bytes()).hexdigest())


def _write_casing(documents: list[data.Document]) -> None:
    casing.casing(documents).write_parquet(casing.TARGET, compression="zstd", compression_level=19, statistics=False)


def train(documents: list[data.Document], epochs: int = fit.EPOCHS) -> tuple[npt.NDArray, npt.NDArray, npt.NDArray]:
    """Weights of the label scores and of the moves, and what leads are worth."""
    texts = pl.DataFrame({"text": [document.text for document in documents]}, schema={"text": pl.String})
    texts = texts.with_row_index("text_no")
    tokens = tokenise(texts, sentences(texts))
    reading = read(tokens, tokens.text_no)
    features = fit.matrix(reading, BITS)
    bounds = np.append(np.flatnonzero(np.append(True, np.diff(tokens.sentence) != 0)), len(tokens))
    marked = labels(tokens, documents)
    weights = doubts.sentence_weights(documents, tokens.text_no[bounds[:-1]], features, marked, bounds, BITS)
    # What only the order of the sentences taught is lost in the mean of several fits.
    fits = [fit.fit(features, marked, bounds, BITS, epochs=epochs, weights=weights, seed=seed) for seed in fit.SEEDS]
    table, moves = (sum(parts) / len(fits) for parts in zip(*fits, strict=True))
    moves[:, 1:] += _EAGERNESS
    asked = (documents, tokens.text_no[bounds[:-1]], features, marked, bounds, weights)
    return table, moves, calibration.curves(*asked, bits=BITS, eagerness=_EAGERNESS, save=save)


def labels(tokens: Tokens, documents: list[data.Document]) -> npt.NDArray[np.int32]:
    """The label of each token; a name whose edges are no token's edges is left out."""
    out = np.zeros(len(tokens), dtype=np.int32)
    starts = {key: row for row, key in enumerate(zip(tokens.text_no.tolist(), tokens.start_char.tolist(), strict=True))}
    ends = {key: row for row, key in enumerate(zip(tokens.text_no.tolist(), tokens.end_char.tolist(), strict=True))}
    sentence = tokens.sentence
    lost = total = 0
    for number, document in enumerate(documents):
        for start, end, kind in document.names:
            total += 1
            first, last = starts.get((number, start)), ends.get((number, end))
            if first is None or last is None or sentence[first] != sentence[last] or last < first:
                lost += 1
                continue
            base = 1 + 4 * crf.TYPES.index(kind)
            out[first : last + 1] = base + 1
            out[first], out[last] = base, base + 2
            if first == last:
                out[first] = base + 3
    print(f"{len(tokens)} tokens, {total} names, {lost} cut otherwise than our tokens", flush=True)
    return out


def save(path: Path, table: npt.NDArray, moves: npt.NDArray, curves: npt.NDArray) -> None:
    """Quantise to int8 and write the rows in use; the same weights give the same bytes."""
    used = np.abs(table[np.abs(table) > 0])
    scale = float(np.percentile(used, 99.9)) / 127
    rows = np.clip(np.round(table / scale), -127, 127).astype(np.int8)
    kept = np.flatnonzero(np.abs(rows).max(axis=1) >= _SMALLEST)
    gaps = np.diff(kept, prepend=0).astype(np.uint16)
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        path,
        bits=np.int64(BITS),
        scale=np.float64(scale),
        moves=moves.astype(np.float32),
        calibration=curves.round(4),
        gaps=gaps,
        rows=rows[kept],
    )


if __name__ == "__main__":
    main()
