"""Raw records to articles: " date 2025-03-15 Ministers meet in Vienna", a blank line, then paragraphs.

A **records** frame holds what a source reader found: record_no (UInt32), source, source_uri, source_locator (String),
record (Binary, the bytes as read), record_sha256 (String), identity_sha256 (String, of what names the article in its
source), and reason and detail (String, null unless the reader found fault already). Reading gives a **drafts** frame:
the same rows with title, body, url, byline, language, section (String), published_on (Date), published_at,
modified_at (Datetime), published_from, reason and detail (String, null where the record is good).
"""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.encodings import decode
from transforms.languages import declared_language, detected_language
from transforms.notes import with_notes
from transforms.publication import MONTH, can_be_a_change, day_of_publication, iso_8601, moment, precision
from warehouse.tables import FIRST_DAY, LAST_DAY

# The first line of a raw text file; the space before it is customary and optional.
_HEADER = r"^[ \t]*date(?:[ \t]+(?<day>[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4})(?:[ \t]|$))?[ \t]*(?<title>.*?)[ \t]*$"
_IS_HEADER = r"^[ \t]*date(?:[ \t]|$)"

# What a source may declare of an article, as String columns of a records frame.
DECLARED_COLUMNS = (
    "title", "body", "published", "published_from", "modified_at", "url", "byline", "language", "section", "source_id",
    "extra",
)  # fmt: skip


def read_text_records(records: pl.DataFrame) -> pl.DataFrame:
    """Read raw text files: a header line with day and title, a blank line, paragraphs.

    Takes a records frame, gives a drafts frame. A missing title is a null title; a missing header, a missing or
    impossible day, an empty body and bytes that are no text are rejects with their reason.
    """
    drafts = decode(records, "record").with_columns(pl.col("decoded").str.strip_chars_start("\n"))
    line = pl.col("decoded").str.extract(r"^([^\n]*)")
    drafts = drafts.with_columns(
        _reason=pl.col("reason"), _detail=pl.col("detail"), _line=line, _header=line.str.extract_groups(_HEADER)
    )
    day = pl.col("_header").struct.field("day")
    drafts = drafts.with_columns(
        title=pl.col("_header").struct.field("title").replace("", None),
        body=clean(pl.col("decoded").str.strip_prefix(pl.col("_line"))),
        published_on=day_of_publication(day),
        published_from=pl.when(day.is_not_null()).then(pl.lit("first_line")),
        _day=day,
    )
    drafts = _with_reasons(
        drafts,
        (pl.col("_reason"), pl.col("_reason").is_not_null(), pl.col("_detail")),
        (
            "not_text",
            pl.col("decoded").is_null(),
            pl.lit("The bytes are no text in a known encoding; save the file as UTF-8"),
        ),
        (
            "no_header",
            ~pl.col("_line").str.contains(_IS_HEADER),
            pl.format(
                "The first line does not begin with ' date YYYY-MM-DD Title' but with '{}'; add that line",
                pl.col("_line").str.head(60),
            ),
        ),
        (
            "missing_date",
            pl.col("_day").is_null(),
            pl.lit("The first line has no day after 'date'; write it as YYYY-MM-DD"),
        ),
        ("impossible_date", pl.col("published_on").is_null(), _impossible(pl.col("_day"))),
        ("empty_body", _is_empty("body"), pl.lit("There is no text after the first line; add it or remove the file")),
    )
    return _complete(drafts)


def read_declared_records(records: pl.DataFrame) -> pl.DataFrame:
    """Read records whose source declared the parts: JSON lines and the like.

    Takes a records frame with any of DECLARED_COLUMNS; gives a drafts frame. `published` is a day or moment as in
    transforms/publication.py; null for an article without a date. `modified_at` is a moment; what is none, or lies
    before the publication, is null there.
    """
    missing = [name for name in DECLARED_COLUMNS if name not in records.columns]
    drafts = records.with_columns(pl.lit(None, pl.String).alias(name) for name in missing)
    drafts = drafts.with_columns(_published=iso_8601(pl.col("published")))
    published = pl.col("_published")
    only_month = published.str.contains(MONTH).fill_null(False)
    drafts = drafts.with_columns(
        title=clean(pl.col("title")).str.replace_all(r"[ \t]*\n[ \t]*", " ").replace("", None),
        body=clean(pl.col("body")),
        published_on=day_of_publication(published.str.extract(r"^([0-9]{4}-[0-9]{2}-[0-9]{2})(?:$|[T ])")),
        published_at=moment(published),
        modified_at=moment(iso_8601(pl.col("modified_at"))),
        only_month=only_month,
        published_from=pl.when(published.is_not_null()).then(pl.coalesce("published_from", pl.lit("field"))),
        _reason=pl.col("reason"),
        _detail=pl.col("detail"),
    )
    drafts = drafts.with_columns(modified_at=pl.when(can_be_a_change()).then("modified_at"))
    drafts = _with_reasons(
        drafts,
        (pl.col("_reason"), pl.col("_reason").is_not_null(), pl.col("_detail")),
        (
            "impossible_date",
            published.is_not_null() & pl.col("published_on").is_null() & ~only_month,
            _impossible(pl.col("published")),
        ),
        ("empty_body", _is_empty("body"), pl.lit("The field 'text' is missing or empty; fill it or remove the record")),
    )
    return _complete(_with_months_noted(drafts))


def _with_months_noted(drafts: pl.DataFrame) -> pl.DataFrame:
    """Keep a month of publication in `extra`: a day made up of it would be wrong for all that counts from it."""
    if not drafts["only_month"].any():
        return drafts
    rows = drafts["only_month"].arg_true()
    told = zip(drafts["extra"].gather(rows), drafts["_published"].gather(rows), strict=True)
    noted = pl.Series([with_notes(extra, {"published": month}) for extra, month in told], dtype=pl.String)
    return drafts.with_columns(extra=drafts["extra"].scatter(rows, noted))


def clean(text: pl.Expr) -> pl.Expr:
    """Text as it is stored: LF line ends, no NUL, no white space at either end. Offsets count in this."""
    return text.str.replace_all(r"\r\n?", "\n").str.replace_all("\x00", "", literal=True).str.strip_chars()


def articles_of(drafts: pl.DataFrame) -> pl.DataFrame:
    """The good drafts as articles, without what the store adds (revision, duplicates, run).

    Gives article_id (the first 16 hex digits of identity_sha256), words (UInt32), published_precision (String) and,
    where none is declared, the detected language next to the columns of the drafts. An article without a day of
    publication gets that of its own dateline, if it has one.
    """
    good = _with_days_of_datelines(drafts.filter(pl.col("reason").is_null()))
    return good.with_columns(
        article_id=pl.col("identity_sha256").str.head(16),
        words=_words(good["body"]),
        published_precision=precision(),
        language=declared_language(pl.col("language")),
    ).pipe(_with_languages)


def _with_languages(articles: pl.DataFrame) -> pl.DataFrame:
    """Detect the language where none is declared."""
    missing = articles["language"].is_null().arg_true()
    if missing.is_empty():
        return articles
    detected = detected_language(articles["body"].gather(missing))
    return articles.with_columns(language=articles["language"].scatter(missing, detected))


def _with_days_of_datelines(drafts: pl.DataFrame) -> pl.DataFrame:
    """Fill in published_on from the text's own dateline, and say so in published_from."""
    missing = drafts["published_on"].is_null()
    if not missing.any():
        return drafts
    rows = missing.arg_true()
    from transforms.temporal import datelines  # half a second of rules, which a night without news does not need

    day = datelines(drafts["body"].gather(rows))
    rows, day = rows.filter(day.is_not_null()), day.drop_nulls()
    if not len(rows):
        return drafts
    return drafts.with_columns(
        published_on=drafts["published_on"].scatter(rows, day),
        published_from=drafts["published_from"].cast(pl.String).scatter(rows, "dateline"),
    )


def _words(texts: pl.Series) -> pl.Series:
    """The number of words between white space in each text (none empty), counted over the bytes of all."""
    data, offsets = utf8.buffer(texts)
    space = (data == 0x20) | (data == 0x0A) | (data == 0x09)
    starts = ~space
    starts[1:] &= space[:-1]
    first = offsets[:-1]
    starts[first] = ~space[first]
    return pl.Series(np.add.reduceat(starts, first, dtype=np.uint32) if len(first) else [], dtype=pl.UInt32)


def _is_empty(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.len_bytes() == 0


def _impossible(day: pl.Expr) -> pl.Expr:
    return pl.format(f"'{{}}' is no day from {FIRST_DAY} to {LAST_DAY}; write it as YYYY-MM-DD", day.str.head(60))


def _with_reasons(drafts: pl.DataFrame, *faults: tuple[str | pl.Expr, pl.Expr, pl.Expr]) -> pl.DataFrame:
    """Add reason and detail of the first fault that applies."""
    reason = pl.coalesce(
        *(pl.when(fault).then(pl.lit(name) if isinstance(name, str) else name) for name, fault, _ in faults)
    )
    detail = pl.coalesce(*(pl.when(fault).then(text) for _, fault, text in faults))
    return drafts.with_columns(reason=reason, detail=detail)


def _complete(drafts: pl.DataFrame) -> pl.DataFrame:
    """Bring in the columns that the format has no words for, as nulls."""
    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "url": pl.String,
        "byline": pl.String,
        "language": pl.String,
        "section": pl.String,
        "source_id": pl.String,
        "extra": pl.String,
        "published_at": pl.Datetime("us", "UTC"),
        "modified_at": pl.Datetime("us", "UTC"),
        "only_month": pl.Boolean,
    }
    missing = [pl.lit(None, dtype=dtype).alias(name) for name, dtype in schema.items() if name not in drafts.columns]
    return drafts.with_columns(missing)
