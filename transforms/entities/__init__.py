"""Who and where: "Putin" is Vladimir Putin, "Russian" is Russia, "G7" is the Group of Seven."""

import polars as pl

from transforms.columns.dictionary import number
from transforms.entities.acronyms import with_long_forms
from transforms.entities.article_names import with_short_forms
from transforms.entities.common_nouns import without_common_nouns
from transforms.entities.context_types import in_result_rows, typed_by_context
from transforms.entities.definitions import typed_by_definition
from transforms.entities.foreign_words import with_foreign_words
from transforms.entities.headlines import in_sentence_case
from transforms.entities.honoured_names import with_honoured
from transforms.entities.land_names import with_lands
from transforms.entities.linking import gazetteer
from transforms.entities.linking.coreference import resolve
from transforms.entities.linking.entity_ids import with_ids
from transforms.entities.name_chains import chained
from transforms.entities.name_edges import trimmed
from transforms.entities.name_joins import joined
from transforms.entities.ner.registry import CRF, Tagger
from transforms.entities.offices import without_offices
from transforms.entities.patterns import patterned
from transforms.entities.person_context import typed_by_person_context
from transforms.entities.span_fusion import of_one_type, together, without_ranks
from transforms.entities.type_rules import typed_by_words
from transforms.text import sentences as segmentation
from transforms.text import spans
from transforms.text.pretokens import Chunk, chunked

_COLUMNS = spans.MENTION_COLUMNS | {
    "sentence_no": pl.UInt32,
    "rule": pl.String,
    "type": pl.String,
    "entity_id": pl.String,
    "relation": pl.String,
    "method": pl.String,
    "score": pl.Float64,
}


def as_read(texts: pl.DataFrame) -> tuple[pl.DataFrame, list[Chunk]]:
    """The texts as names are read in them, headlines in sentence case, every letter in its place; and their pieces."""
    texts = in_sentence_case(texts)
    return texts, chunked(texts)


def entity_mentions(
    texts: pl.DataFrame,
    sentences: pl.DataFrame,
    tagger: Tagger = CRF,
    read: tuple[pl.DataFrame, list[Chunk]] | None = None,
) -> pl.DataFrame:
    """Find the names in texts and say which entity each one means.

    Takes a texts frame with article_no, published_on and language next to the text, its sentences, what finds names
    besides the reference table, and what `as_read` gives of the texts where that is known already; gives a mentions
    frame with sentence_no, rule, type (PER, ORG, LOC, MISC), entity_id (null where the text alone does not tell),
    relation, method (`gazetteer`, `tagger`, or the name of another tagger) and score. Mentions do not overlap. Texts in
    a language the tagger does not read (the shipped one reads English) hold only names the reference table knows.
    """
    printed = texts
    texts, chunks = as_read(texts) if read is None else read
    tagged = tagger.tag(texts, sentences, chunks)
    known = gazetteer.known_names(texts, chunks).with_columns(
        method=pl.lit("gazetteer"), score=pl.lit(None, dtype=pl.Float64)
    )
    found = trimmed(without_ranks(without_offices(together(tagged, known), texts)), texts)
    found = with_lands(with_foreign_words(chained(found, texts), texts), texts)
    found = joined(with_honoured(found, texts), texts)
    found = typed_by_words(patterned(found, texts), texts)
    found = with_long_forms(found, texts)
    found = typed_by_definition(typed_by_context(found, texts), texts)
    found = typed_by_person_context(found, texts)
    found = without_common_nouns(with_short_forms(of_one_type(found, texts), texts), texts)
    words = number(found["text"])
    found = segmentation.number_sentences(found, sentences)
    found = with_ids(resolve(found, texts, words))
    rule = pl.when(pl.Series(in_result_rows(found, texts))).then(pl.lit("result_row")).otherwise("method")
    found = found.with_columns(rule=rule, text=spans.cut(found, printed))
    return found.select(pl.col(name).cast(dtype) for name, dtype in _COLUMNS.items())
