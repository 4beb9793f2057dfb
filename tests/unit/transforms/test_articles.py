from datetime import UTC, date, datetime

import polars as pl
import pytest

from tests.builders import records
from transforms.articles import articles_of, read_declared_records, read_text_records
from transforms.languages import detected_language


def read(raw):
    return read_text_records(records(raw)).row(0, named=True)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (b" date 2025-03-15 A title\n\nBody", "A title"),
        (b"date 2025-03-15 A title\n\nBody", "A title"),
        (b" date 2025-03-15 Talks 'fail', \"again\", he says\n\nBody", "Talks 'fail', \"again\", he says"),
        (b"\xef\xbb\xbf date 2025-03-15 A title\n\nBody", "A title"),
        (b" date 2025-03-15 A title\r\n\r\nBody\r\n", "A title"),
        (b" date 2025-03-15\n\nBody", None),
        (b" date 2025-03-15 \n\nBody", None),
        (b"\n date 2025-03-15 A title  \n\nBody", "A title"),
    ],
)
def test_reads_the_header(raw, title):
    row = read(raw)
    assert (row["title"], row["body"], row["published_on"], row["reason"]) == (title, "Body", date(2025, 3, 15), None)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"Just a text\n\nwith paragraphs", "no_header"),
        (b" dateless 2025-03-15 Title\n\nBody", "no_header"),
        (b" date Ministers meet\n\nBody", "missing_date"),
        (b" date\n\nBody", "missing_date"),
        (b" date 2025-02-30 Title\n\nBody", "impossible_date"),
        (b" date 15-03-2025 Title\n\nBody", "impossible_date"),
        (b" date 25-03-15 Title\n\nBody", "impossible_date"),
        (b" date 0001-01-01 Title\n\nBody", "impossible_date"),
        (b" date 2025-03-15 Title\n\n \n", "empty_body"),
        (b" date 2025-03-15 Title", "empty_body"),
        (b"", "no_header"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00", "not_text"),
    ],
)
def test_rejects_with_a_reason(raw, reason):
    row = read(raw)
    assert row["reason"] == reason
    assert row["detail"]


def test_paragraphs_keep_their_line_breaks_as_lf():
    assert read(b" date 2025-03-15 T\r\n\r\nOne\r\n\r\nTwo\r\n")["body"] == "One\n\nTwo"


def test_reads_windows_1252():
    raw = " date 2025-03-15 Une journée à Orléans\n\nLe garçon a dit “déjà” hier soir à la mairie.".encode("cp1252")
    assert read(raw)["title"] == "Une journée à Orléans"


def test_reads_utf_16_with_its_mark():
    assert read(" date 2025-03-15 Žižkov\n\nBody".encode("utf-16"))["title"] == "Žižkov"


def test_mends_text_that_was_decoded_wrongly_before():
    assert read(" date 2025-03-15 T\n\nThe firmâ€™s cafÃ©".encode())["body"] == "The firm’s café"


def test_one_bad_record_leaves_the_others_alone():
    drafts = read_text_records(records(b" date 2025-03-15 T\n\nBody", b"\xff\xfe\x00", b" date 2025-03-16 T\n\nBody"))
    assert drafts["reason"].is_null().to_list() == [True, False, True]


def declared(**fields):
    names = ["title", "body", "published", "modified_at", "url", "byline", "language", "section"]
    columns = {name: pl.Series([fields.get(name)], dtype=pl.String) for name in names}
    return read_declared_records(records(b"{}").with_columns(**columns)).row(0, named=True)


@pytest.mark.parametrize(
    ("published", "day", "moment"),
    [
        ("2025-03-15", date(2025, 3, 15), None),
        ("2025-03-15T23:30:00-05:00", date(2025, 3, 15), datetime(2025, 3, 16, 4, 30, tzinfo=UTC)),
        ("2025-03-15T08:00Z", date(2025, 3, 15), datetime(2025, 3, 15, 8, tzinfo=UTC)),
        (None, None, None),
    ],
)
def test_reads_declared_days_and_moments(published, day, moment):
    row = declared(body="Body", published=published)
    assert (row["published_on"], row["published_at"], row["reason"]) == (day, moment, None)


@pytest.mark.parametrize(
    ("published", "modified", "moment"),
    [
        ("2025-03-15", "2025-03-15T08:00Z", datetime(2025, 3, 15, 8, tzinfo=UTC)),
        ("2025-03-15T08:00Z", "2025-03-15T10:00:00.5+01:00", datetime(2025, 3, 15, 9, 0, 0, 500_000, tzinfo=UTC)),
        ("2025-03-15T08:00Z", "2025-03-15 08:30:00+00", datetime(2025, 3, 15, 8, 30, tzinfo=UTC)),  # as PostgreSQL
        ("2025-03-15", "2025-03-15T00:30+13:00", datetime(2025, 3, 14, 11, 30, tzinfo=UTC)),  # morning in Auckland
        (None, "2025-03-15T08:00Z", datetime(2025, 3, 15, 8, tzinfo=UTC)),
        ("2025-03-15", "1742025600", datetime(2025, 3, 15, 8, tzinfo=UTC)),
        # No moment: no offset, no time of day, no date.
        ("2025-03-15", "2025-03-15T08:00:00", None),
        ("2025-03-15", "2025-03-16", None),
        ("2025-03-15", "2025-13-15T08:00Z", None),
        ("2025-03-15", "yesterday", None),
        ("2025-03-15", "", None),
        ("2025-03-15", None, None),
        # Before the publication: the zero values of programs, and of a draft.
        ("2025-03-15", "0001-01-01T00:00:00Z", None),
        ("2025-03-15", "1970-01-01T00:00:00Z", None),
        ("2025-03-15T08:00Z", "2025-03-15T07:59:59Z", None),
        (None, "0001-01-01T00:00:00Z", None),
        (None, "0000-00-00T00:00:00Z", None),
        (None, "+12025-03-15T08:00:00Z", None),
    ],
)
def test_reads_the_declared_moment_of_change(published, modified, moment):
    row = declared(body="Body", published=published, modified_at=modified)
    assert (row["modified_at"], row["reason"]) == (moment, None)


def test_an_impossible_declared_day_is_a_reject():
    assert declared(body="Body", published="2025-13-01")["reason"] == "impossible_date"


@pytest.mark.parametrize("published", ["0001-01-01T00:00:00Z", "0000-01-01", "0001-01-07", "10000-01-01"])
def test_a_day_that_stands_for_no_date_is_a_reject(published):
    assert declared(body="Body", published=published)["reason"] == "impossible_date"


def test_a_moment_beyond_the_calendar_leaves_the_day():
    row = declared(body="Body", published="9999-12-31T23:59:59-05:00")
    assert (row["published_on"], row["published_at"], row["reason"]) == (date(9999, 12, 31), None, None)


def test_a_record_without_text_is_a_reject():
    assert declared(published="2025-03-15")["reason"] == "empty_body"


def test_counts_words_and_takes_the_id_from_the_identity():
    article = articles_of(read_text_records(records(b" date 2025-03-15 T\n\nOne two\n\nthree"))).row(0, named=True)
    assert (article["words"], article["article_id"]) == (3, "0" * 16)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister said that the talks in the capital were over for the day", "en"),
        ("Le ministre a dit que les pourparlers dans la capitale pour la paix", "fr"),
        ("Der Minister sagte, die Gespräche mit dem Land und der Stadt sind nicht vorbei", "de"),
        ("1-0 2-1 3-3", None),
    ],
)
def test_detects_the_language(text, code):
    assert detected_language(pl.Series([text])).item() == code
