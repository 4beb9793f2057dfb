"""The language of an article: declared, or told by function words, or by py3langid; and what is read in others.

Facts are read in English. Of articles in other languages only what does not hang on the language is kept: dates and
amounts in digits, and names of the reference table.
"""

import re
from functools import cache
from pathlib import Path

import polars as pl

# Function words that tell the languages of most news apart, looked up in the first five hundred characters.
_WORDS = {
    "en": "the and of to in that was for with said",
    "fr": "le la les des et dans une est pour que",
    "de": "der die das und den von mit ist nicht ein",
    "es": "el los las del y en que una por con",
    "it": "il di che la per una della sono con gli",
    "pt": "os as do da que em uma para com dos",
    "nl": "de het een van en dat met niet voor zijn",
}
_SAMPLE_CHARS = 500
_LEAST_WORDS = 4
_CLEAR_WORDS = 10
# The languages of most news. Among all that it knows, py3langid takes English with Spanish names for Extremaduran.
_LANGUAGES = (
    "en", "fr", "de", "es", "it", "pt", "nl", "ru", "pl", "sv", "da", "no", "fi", "cs", "hu", "ro", "el", "tr",
    "uk", "ar", "he", "fa", "hi", "zh", "ja", "ko", "id", "vi", "ca",
)  # fmt: skip
# What py3langid says of fewer characters, or with less certainty, is no ground for leaving out an article's facts.
_LEAST_CHARS = 60
_LEAST_CERTAINTY = 0.95
# ISO 639-2 codes, terminological and bibliographic, and names, that records declare.
_CODES = {
    "eng": "en", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt",
    "nld": "nl", "dut": "nl", "rus": "ru", "pol": "pl", "swe": "sv", "dan": "da", "nor": "no", "nob": "no",
    "nb": "no", "nn": "no", "fin": "fi", "ces": "cs", "cze": "cs", "hun": "hu", "ron": "ro", "rum": "ro",
    "ell": "el", "gre": "el", "tur": "tr", "ukr": "uk", "ara": "ar", "heb": "he", "iw": "he", "fas": "fa",
    "per": "fa", "hin": "hi", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "ind": "id", "in": "id",
    "vie": "vi", "cat": "ca", "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "russian": "ru", "chinese": "zh", "japanese": "ja", "arabic": "ar",
}  # fmt: skip


def declared_language(column: pl.Expr) -> pl.Expr:
    """A declared language as ISO 639-1 code: "en" of "en-GB", "eng" and "English"; null for what names none."""
    first = column.str.strip_chars().str.to_lowercase().str.extract(r"^([a-z]{2,10})(?:$|[-_,; .])")
    code = first.replace(_CODES)
    return pl.when(code.str.len_bytes() == 2).then(code)


def detected_language(texts: pl.Series) -> pl.Series:
    """ISO 639-1 code of each text, or null where too little is there to tell.

    Clearly English texts, most of them here, are not asked about other languages.
    """
    sample = texts.str.head(_SAMPLE_CHARS).str.to_lowercase()
    english = _function_words(sample, "en")
    codes = pl.select(pl.when(english >= _CLEAR_WORDS).then(pl.lit("en"))).to_series()
    unclear = codes.is_null().arg_true()
    if unclear.is_empty():
        return codes
    counts = pl.DataFrame({code: _function_words(sample.gather(unclear), code) for code in _WORDS})
    most = pl.max_horizontal(*counts.columns)
    likeliest = pl.coalesce(pl.when(pl.col(code) == most).then(pl.lit(code)) for code in counts.columns)
    by_words = counts.select(pl.when(most >= _LEAST_WORDS).then(likeliest)).to_series()
    codes = codes.scatter(unclear, by_words)
    open_ones = codes.is_null().arg_true()
    told = [_told(text) for text in texts.gather(open_ones).str.head(_SAMPLE_CHARS)]
    return codes.scatter(open_ones, pl.Series(told, dtype=pl.String)) if told else codes


def without_language_bound(tables: dict[str, pl.DataFrame], articles: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Facts of which those that hang on English are left out for articles in other languages.

    Takes the frames of `extract` and articles with article_id, revision and language (null for unknown, read as
    English). What stays has digits in its words, or is a name of the reference table.
    """
    other = articles.filter((pl.col("language") != "en").fill_null(False)).select("article_id", "revision")
    if other.is_empty():
        return tables
    digits = pl.col("text").str.contains("[0-9]")
    kept = {
        "temporal_mentions": digits,
        "numeric_facts": digits,
        "entity_mentions": pl.col("method") == "gazetteer",
        "quotations": pl.lit(False),
    }
    keys = ["article_id", "revision"]
    left = {}
    for name, rows in tables.items():
        marked = rows.join(other.with_columns(_other=True), on=keys, how="left", maintain_order="left")
        condition = pl.col("_other").is_null() | kept.get(name, pl.lit(True))
        left[name] = marked.filter(condition).drop("_other")
    return left


def _function_words(sample: pl.Series, code: str) -> pl.Series:
    return sample.str.count_matches(rf"(?-u:\b)(?:{'|'.join(_WORDS[code].split())})(?-u:\b)").fill_null(0)


def _told(text: str | None) -> str | None:
    if text is None or sum(map(str.isalpha, text)) < _LEAST_CHARS:
        return None
    code, certainty = _identifier().classify(re.sub(r"https?://\S+|[0-9]+", " ", text))
    return str(code) if certainty >= _LEAST_CERTAINTY else None


@cache
def _identifier():  # type: ignore[no-untyped-def]
    """py3langid among the languages of most news. Its own loader looks for the model below the working directory."""
    from py3langid import langid

    model = Path(langid.__file__).parent / langid.MODEL_FILE
    identifier = langid.LanguageIdentifier.from_modelpath(model, norm_probs=True)
    identifier.set_languages(list(_LANGUAGES))
    return identifier
