"""The table contracts: every column, its type, its unit and its meaning, declared once.

The DDL, the column comments, the Parquet metadata, `dateline tables`, docs/data_dictionary.md and the validation
of every batch are read from these classes. Nothing else says what a column is.

A column that comes to a table after others have been made declares, if it is not nullable, the `default` that rows loaded
before get (docs/decisions/0009-upgrades.md).

Names end in what they hold: `_on` a date, `_at` a timestamp with time zone, `_char` an offset in code points, `is_` a
truth value.
"""

from datetime import UTC, date, datetime
from typing import Any

import polars as pl

from warehouse.contracts import dy
from warehouse.reasons import REASONS

FIELDS = ("title", "body")

# So many entities of a sentence its facts list: in a page without stops each would repeat all names of the page.
MOST_NAMED = 100

# How a run is, or ended (table `runs`).
RUN_STATES = ("running", "completed", "failed", "crashed", "held_back", "cancelled")

# Days of publication. What has no date is often given the zero of its program's calendar, 0001-01-01T00:00:00Z, which
# other time zones and week counts move by some days; the calendar of the facts ends with the year 9999.
FIRST_DAY, LAST_DAY = date(1, 1, 8), date(9999, 12, 31)
FIRST_MOMENT = datetime(1, 1, 8, tzinfo=UTC)
LAST_MOMENT = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def _about(text: str, unit: str | None = None, *, default: str | float | bool | None = None) -> dict[str, Any]:
    told = {"about": text, "unit": unit, "default": default}
    return {key: value for key, value in told.items() if value is not None}


def _timestamp(text: str, *, nullable: bool) -> dy.Datetime:
    return dy.Datetime(nullable=nullable, time_unit="us", time_zone="UTC", metadata=_about(text))


def _day_of_publication(text: str) -> dy.Date:
    return dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY, metadata=_about(text))


def _count_of(table: str) -> dy.Int32:
    return dy.Int32(nullable=False, metadata=_about(f"Number of its rows in {table}", default=0))


def _flag(text: str) -> dy.Bool:
    return dy.Bool(nullable=False, metadata=_about(text, default=False))


def _is_repeat() -> dy.Bool:
    return _flag("Whether its sentence stands in earlier articles, as sentences.repeats says")


def _entity_ids() -> dy.List:
    about = (
        f"Entities named in the same sentence, each once, sorted, the first {MOST_NAMED} of more; null where none is"
    )
    return dy.List(dy.String(nullable=False), nullable=True, metadata=_about(about))


class Article(dy.Schema):
    """One revision of one article, as it was read."""

    article_id = dy.String(
        nullable=False, metadata=_about("Stable id, from the article's address or its place in the source")
    )
    revision = dy.Int32(nullable=False, metadata=_about("1 for the first text loaded under this id, then counting up"))
    is_current = dy.Bool(
        nullable=False,
        metadata=_about(
            "Whether this is the newest revision and heads its copy_group; newest by modified_at, else published_at, else "
            "published_on, then by the day of the run"
        ),
    )
    source = dy.String(nullable=False, metadata=_about("Name of the source the record came from"))
    source_uri = dy.String(nullable=False, metadata=_about("File or address the record was read from"))
    source_locator = dy.String(nullable=True, metadata=_about("Place inside the source, such as `line 12`"))
    source_id = dy.String(nullable=True, metadata=_about("The record's own id in its source, as declared"))
    url = dy.String(nullable=True, metadata=_about("Public address of the article"))
    title = dy.String(nullable=True, metadata=_about("Headline"))
    byline = dy.String(nullable=True, metadata=_about("Who wrote it, as printed"))
    language = dy.String(nullable=True, metadata=_about("ISO 639-1 code, declared or detected"))
    section = dy.String(nullable=True, metadata=_about("Section of the paper, as declared"))
    published_at = _timestamp("Moment of publication, where the source tells it", nullable=True)
    published_on = _day_of_publication("Day of publication; relative dates count from it")
    published_from = dy.Enum(
        ["first_line", "field", "jsonld", "meta", "page", "url", "feed", "fetch", "dateline"],
        nullable=True,
        metadata=_about(
            "What the day of publication was read from: a text's first line, a record's field, a page's JSON-LD, its meta "
            "elements, what it prints, its address, a feed, the day a page was fetched (not before it), or the dateline"
        ),
    )
    published_precision = dy.Enum(
        ["second", "day", "month", "none"],
        nullable=True,
        metadata=_about(
            "What is known of the publication: the moment, the day, the month (which is in extra, and gives no day), or "
            "nothing; null in rows loaded before version 0.4"
        ),
    )
    modified_at = _timestamp(
        "Moment of the last change the source declares; null for one before the publication", nullable=True
    )
    ingested_at = _timestamp("Logical moment of the run that loaded it (its as_of day)", nullable=False)
    run_id = dy.String(nullable=False, metadata=_about("Run that loaded it"))
    body = dy.String(nullable=False, metadata=_about("The text, with LF line ends and no trailing white space"))
    extra = dy.String(nullable=True, metadata=_about("What else the record declared, as a JSON object"))
    body_sha256 = dy.String(nullable=False, metadata=_about("SHA-256 of the body's UTF-8 bytes, in hex"))
    words = dy.Int32(nullable=False, metadata=_about("Length of the body", "words between white space"))
    duplicate_of = dy.String(
        nullable=True, metadata=_about("article_id of the article with the same text that was loaded before it")
    )
    similarity = dy.Float64(
        nullable=True,
        metadata=_about(
            "Jaccard similarity of its shingles of five words to those of the head of its copy_group; null for a head",
            "share, 0 to 1",
        ),
    )
    extractor_version = dy.String(nullable=False, metadata=_about("Version of the transforms that read it"))
    temporal_count = _count_of("temporal_mentions")
    numeric_count = _count_of("numeric_facts")
    entity_count = _count_of("entity_mentions")
    quotation_count = _count_of("quotations")
    copy_group = dy.String(
        nullable=False,
        metadata=_about(
            "article_id of the head of the articles that are copies of each other, its own where it is the head: the one "
            "published first",
            default="",
        ),
    )
    is_copy = _flag("Whether this is the newest revision and does not head its copy_group")

    @dy.rule()
    def bodies_are_not_empty(cls) -> pl.Expr:
        """An article without words is a reject, never a row."""
        return cls.body.col.str.len_bytes() > 0

    @dy.rule()
    def moments_are_on_the_calendar(cls) -> pl.Expr:
        """Moments of publication and change lie between the same bounds as days."""
        published, modified = (
            moment.is_between(pl.lit(FIRST_MOMENT), pl.lit(LAST_MOMENT)).fill_null(True)
            for moment in (cls.published_at.col, cls.modified_at.col)
        )
        return published & modified


class Mention(dy.Schema):
    """Where a fact stands: the words it came from and what made it."""

    article_id = dy.String(nullable=False, metadata=_about("Article the words stand in"))
    revision = dy.Int32(nullable=False, metadata=_about("Revision of that article"))
    is_current = _flag("Whether that revision is the current one, as articles.is_current says")
    is_copy = _flag("Whether that revision is a copy of another article, as articles.is_copy says")
    published_on = _day_of_publication("Day of publication of the article; tables are partitioned by its month")
    field = dy.Enum(list(FIELDS), nullable=False, metadata=_about("Text the offsets count in"))
    start_char = dy.Int32(nullable=False, min=0, metadata=_about("First character, 0-based", "code points"))
    end_char = dy.Int32(nullable=False, metadata=_about("One past the last character", "code points"))
    text = dy.String(nullable=False, metadata=_about("The words themselves"))
    sentence_no = dy.Int32(nullable=False, metadata=_about("Sentence of the field the mention starts in, from 0"))
    rule = dy.String(nullable=False, metadata=_about("Name of the rule or model that made the fact"))
    extractor_version = dy.String(nullable=False, metadata=_about("Version of the transforms that made it"))

    @dy.rule()
    def spans_are_not_empty(cls) -> pl.Expr:
        """Offsets are exclusive at the end."""
        return cls.end_char.col > cls.start_char.col

    @dy.rule()
    def offsets_fit_the_words(cls) -> pl.Expr:
        """The words are as long as their offsets say, counted in code points."""
        return cls.text.col.str.len_chars() == cls.end_char.col - cls.start_char.col


class TemporalMention(Mention):
    """A date, time, duration or set of times, normalised to TIMEX3 (ISO-TimeML)."""

    timex_type = dy.Enum(["DATE", "TIME", "DURATION", "SET"], nullable=False, metadata=_about("TIMEX3 type"))
    timex_value = dy.String(
        nullable=True,
        metadata=_about(
            "TIMEX3 value: 2025-03-14, 1989-Q3, P30D, XXXX-WXX-4, PRESENT_REF; null where none can be given"
        ),
    )
    modifier = dy.Enum(
        [
            "START",
            "MID",
            "END",
            "APPROX",
            "LESS_THAN",
            "MORE_THAN",
            "EQUAL_OR_LESS",
            "EQUAL_OR_MORE",
            "BEFORE",
            "AFTER",
        ],
        nullable=True,
        metadata=_about("TIMEX3 mod"),
    )
    first_day = dy.Date(nullable=True, metadata=_about("First day of the interval the value covers"))
    last_day = dy.Date(nullable=True, metadata=_about("Last day of the interval the value covers, inclusive"))
    granularity = dy.Enum(
        [
            "second",
            "minute",
            "part_of_day",
            "day",
            "weekend",
            "week",
            "month",
            "quarter",
            "season",
            "half",
            "year",
            "decade",
            "century",
        ],
        nullable=True,
        metadata=_about("Calendar unit of the value; null where it has no place on the calendar"),
    )
    anchor = dy.Enum(
        ["published", "dateline", "text", "mention", "none"],
        nullable=True,
        metadata=_about(
            "What a relative value counts from: the day of publication, the day of the text's own dateline, the year a "
            "history tells of, another mention, or nothing (absolute)"
        ),
    )
    months = dy.Float64(nullable=True, metadata=_about("Length of a duration in calendar months and years", "months"))
    seconds = dy.Float64(nullable=True, metadata=_about("Length of a duration in weeks, days and less", "seconds"))

    @dy.rule()
    def intervals_run_forward(cls) -> pl.Expr:
        """The last day is not before the first."""
        return (cls.last_day.col >= cls.first_day.col).fill_null(True)

    @dy.rule()
    def intervals_have_two_ends(cls) -> pl.Expr:
        """Both days are known or neither is."""
        return cls.first_day.col.is_null() == cls.last_day.col.is_null()

    entity_ids = _entity_ids()
    is_repeat = _is_repeat()


class NumericFact(Mention):
    """An amount of money, percentage, duration, age, measure, count or bare number with its unit."""

    kind = dy.Enum(
        [
            "money",
            "percent",
            "duration",
            "age",
            "dimension",
            "temperature",
            "count",
            "fraction",
            "ordinal",
            "number",
            "score",
        ],
        nullable=False,
        metadata=_about("What sort of quantity it is"),
    )
    shape = dy.Enum(
        ["point", "range", "bound", "vague", "change"],
        nullable=False,
        metadata=_about("One value, a range, a bound, a vague plural, or a change from one value to another"),
    )
    value = dy.Float64(
        nullable=True,
        metadata=_about("The figure in `unit`; null for a range, a contradiction or beyond float64"),
    )
    value_text = dy.String(nullable=True, metadata=_about("The figure as an exact decimal"))
    value_low = dy.Float64(
        nullable=True,
        metadata=_about(
            "Lower end of a range or vague figure, in `unit`; of a change or score the first end as written"
        ),
    )
    value_high = dy.Float64(
        nullable=True,
        metadata=_about("Upper end of a range or vague figure, in `unit`; of a change or score the second end"),
    )
    modifier = dy.Enum(
        ["=", "~", "<", "<=", ">", ">="], nullable=False, metadata=_about("How the text bounds the figure")
    )
    unit = dy.String(
        nullable=True,
        metadata=_about("ISO 4217 code, `percent`, singular English unit name, or singular counted noun"),
    )
    unit_surface = dy.String(nullable=True, metadata=_about("The unit's own words"))
    unit_from = dy.Enum(
        ["code", "name", "symbol", "context"],
        nullable=True,
        metadata=_about("What the unit was decided from"),
    )
    unit_candidates = dy.List(
        dy.String(nullable=False),
        nullable=True,
        metadata=_about("The units an ambiguous word or symbol could stand for"),
    )
    per_unit = dy.String(nullable=True, metadata=_about("Denominator of a rate: share, barrel, year"))
    from_value = dy.Float64(nullable=True, metadata=_about("Where a change started, in `unit`"))
    to_value = dy.Float64(nullable=True, metadata=_about("Where a change ended, in `unit`"))
    of_text = dy.String(
        nullable=True, metadata=_about("What a fraction or percentage is a part of, in the text's words")
    )
    si_value = dy.Float64(nullable=True, metadata=_about("The figure in `si_unit`"))
    si_unit = dy.String(nullable=True, metadata=_about("SI unit of si_value"))
    value_usd = dy.Float64(nullable=True, metadata=_about("The figure at the publication day's reference rate", "USD"))
    value_eur = dy.Float64(nullable=True, metadata=_about("The figure at the publication day's reference rate", "EUR"))
    fx_date = dy.Date(nullable=True, metadata=_about("Day of the exchange rate used"))
    fx_status = dy.Enum(
        ["ok", "fixed", "no_rate", "stale", "ambiguous"],
        nullable=True,
        metadata=_about(
            "Whether the conversion can be trusted: fixed is at the rate at which the euro took the currency's place; "
            "null where there is nothing to convert"
        ),
    )
    same_as_start_char = dy.Int32(
        nullable=True,
        metadata=_about("start_char of the fact this one restates in another unit", "code points"),
    )
    temporal_start_char = dy.Int32(
        nullable=True,
        metadata=_about("start_char of the temporal mention with the same words (durations)", "code points"),
    )
    entity_ids = _entity_ids()
    role = dy.Enum(
        [
            "killed",
            "injured",
            "missing",
            "arrested",
            "rescued",
            "displaced",
            "price",
            "fine",
            "profit",
            "loss",
            "funding",
            "aid",
        ],
        nullable=True,
        metadata=_about(
            "What the clause makes of it: what befell the persons counted, or what the money is for; null where the "
            "clause does not tell, and in rows loaded before version 0.4"
        ),
    )
    is_repeat = _is_repeat()


class EntityMention(Mention):
    """A name of a person, organisation, place or other proper name, and which one it is."""

    type = dy.Enum(["PER", "ORG", "LOC", "MISC"], nullable=False, metadata=_about("NER type, CoNLL-2003 scheme"))
    entity_id = dy.String(nullable=True, metadata=_about("Entity it names; null where the text alone does not tell"))
    relation = dy.Enum(
        ["name", "alias", "acronym", "demonym", "surname", "title", "metonym", "ticker"],
        nullable=True,
        metadata=_about("How the words name the entity"),
    )
    method = dy.String(
        nullable=False,
        metadata=_about(
            "What found it: gazetteer (the reference table), tagger (the shipped one), pattern (form or apposition), or another tagger's name: spacy:NAME"
        ),
    )
    score = dy.Float64(nullable=True, metadata=_about("Confidence where the method gives one", "share, 0 to 1"))
    entity_ids = _entity_ids()
    is_first = _flag("Whether it is the first mention of its entity in the article; count these to count articles")
    is_first_in_sentence = _flag("Whether it is the first mention of its entity in the sentence")
    source = dy.String(nullable=False, metadata=_about("Source of the article, as articles.source says", default=""))


class Entity(dy.Schema):
    """A person, organisation, place or other named thing, the same one every night."""

    entity_id = dy.String(
        nullable=False,
        metadata=_about(
            "Readable for curated entities (country:UA), `per:`, `org:`, `loc:`, `misc:` and a hash for discovered ones"
        ),
    )
    type = dy.Enum(["PER", "ORG", "LOC", "MISC"], nullable=False, metadata=_about("NER type"))
    name = dy.String(nullable=False, metadata=_about("Canonical name"))
    country_code = dy.String(
        nullable=True,
        metadata=_about("ISO 3166-1 alpha-2 (or 3166-3, 3166-2) code of the country it is or belongs to"),
    )
    wikidata_id = dy.String(nullable=True, metadata=_about("Wikidata item, where certain"))
    source = dy.Enum(
        ["curated", "discovered"],
        nullable=False,
        metadata=_about("From the reference tables or from the articles"),
    )
    first_seen = dy.Date(nullable=True, metadata=_about("Earliest publication day of an article that names it"))
    status = dy.Enum(
        ["active", "merged", "blocked"],
        nullable=False,
        metadata=_about("merged: see merged_into; blocked: not an entity"),
    )
    merged_into = dy.String(nullable=True, metadata=_about("Entity that took its place"))
    subtype = dy.String(
        nullable=True,
        metadata=_about(
            "What a MISC entity is: product, law, event, work, index, language, nationality, award, other; else null"
        ),
    )
    latitude = dy.Float64(nullable=True, metadata=_about("Of cities that GeoNames knows", "degrees north"))
    longitude = dy.Float64(nullable=True, metadata=_about("Of cities that GeoNames knows", "degrees east"))


class EntityAlias(dy.Schema):
    """A form of words that names an entity, and when it does."""

    alias = dy.String(nullable=False, metadata=_about("Form of words"))
    type = dy.Enum(
        ["PER", "ORG", "LOC", "MISC"],
        nullable=False,
        metadata=_about("NER type the words have when they name it"),
    )
    entity_id = dy.String(nullable=False, metadata=_about("Entity named"))
    valid_from = dy.Date(nullable=True, metadata=_about("First day the words name it; null from the beginning"))
    valid_to = dy.Date(nullable=True, metadata=_about("Last day the words name it; null to this day"))
    source = dy.String(nullable=False, metadata=_about("Where the alias comes from"))


class Quotation(Mention):
    """Words quoted or reported in an article and who said them. `text` is the quotation without its marks."""

    kind = dy.Enum(
        ["direct", "indirect"],
        nullable=False,
        metadata=_about(
            '`direct`: the words between marks; `indirect`: a reported clause ("said that the plan was dead")',
            default="direct",
        ),
    )
    is_fragment = dy.Bool(
        nullable=False,
        metadata=_about(
            "Whether words between marks are less than a clause: a word set apart, a term, the title of a work",
            default=False,
        ),
    )
    speaker_text = dy.String(nullable=True, metadata=_about("The speaker as named beside the quotation"))
    speaker_start_char = dy.Int32(nullable=True, metadata=_about("First character of speaker_text", "code points"))
    entity_id = dy.String(nullable=True, metadata=_about("Entity that speaks; of a pronoun, the person it means"))
    on_behalf_of = dy.String(
        nullable=True,
        metadata=_about('Whom a spokesman or lawyer speaks for, as printed ("a spokesman for the company")'),
    )
    verb = dy.String(nullable=True, metadata=_about("Verb of speech"))
    said_on = dy.Date(
        nullable=True,
        metadata=_about("Day the words were said, where the clause names one; the day of publication is no guess"),
    )


class Sentence(dy.Schema):
    """One sentence of one field; sentences do not overlap."""

    article_id = dy.String(nullable=False, metadata=_about("Article it belongs to"))
    revision = dy.Int32(nullable=False, metadata=_about("Revision of that article"))
    published_on = _day_of_publication("Day of publication of the article; tables are partitioned by its month")
    field = dy.Enum(list(FIELDS), nullable=False, metadata=_about("Text the offsets count in"))
    sentence_no = dy.Int32(nullable=False, metadata=_about("Counting from 0 in each field"))
    start_char = dy.Int32(nullable=False, min=0, metadata=_about("First character, 0-based", "code points"))
    end_char = dy.Int32(nullable=False, metadata=_about("One past the last character", "code points"))
    words_hash = dy.Int64(
        nullable=True,
        metadata=_about("Hash of its words, case folded; null for a sentence of fewer than eight words"),
    )
    repeats = dy.Int32(
        nullable=False,
        metadata=_about(
            "Number of current articles of the 60 days before, and earlier ones of the day, that had the very sentence when "
            "this one was loaded; 0 for a sentence of fewer than eight words",
            default=0,
        ),
    )


class Signature(dy.Schema):
    """What an article is compared by with others: MinHash of its body, hash of its headline."""

    article_id = dy.String(nullable=False, metadata=_about("Article it is of"))
    revision = dy.Int32(nullable=False, metadata=_about("Revision of that article"))
    published_on = _day_of_publication("Day of publication of the article; tables are partitioned by its month")
    source = dy.String(nullable=False, metadata=_about("Source of the article, as articles.source says"))
    bands = dy.List(
        dy.Int32(nullable=False),
        nullable=True,
        metadata=_about("Hashes of the bands of its MinHash signature; null where the body has no words"),
    )
    headline = dy.Int64(
        nullable=True,
        metadata=_about("Hash of the words of the title, case folded; null for a title of fewer than five words"),
    )


class Reject(dy.Schema):
    """A record that could not become an article, and why."""

    source_uri = dy.String(nullable=False, metadata=_about("File or address the record was read from"))
    source_locator = dy.String(nullable=True, metadata=_about("Place inside the source, such as `line 12`"))
    reason = dy.Enum(list(REASONS), nullable=False, metadata=_about("Why; docs/rejects.md says what to do about each"))
    detail = dy.String(nullable=False, metadata=_about("What was wrong and what would repair it"))
    record_sha256 = dy.String(
        nullable=True,
        metadata=_about("SHA-256 of the record's bytes, in hex; null where they could not be read"),
    )
    kept_at = dy.String(
        nullable=True,
        metadata=_about("Where the bytes are kept, relative to the lake; null where they stay in the source only"),
    )
    traceback = dy.String(
        nullable=True,
        metadata=_about("Where the program failed, for the reason `defect`; the record is read again every run"),
    )
    run_id = dy.String(nullable=False, metadata=_about("Run that met it first"))
    rejected_at = _timestamp("Logical moment of that run", nullable=False)


class RejectedBytes(dy.Schema):
    """The bytes of a rejected record, kept for whoever repairs it; records over 1 MB stay in the source only."""

    record_sha256 = dy.String(nullable=False, metadata=_about("SHA-256 of the record's bytes, in hex"))
    record = dy.Binary(nullable=False, metadata=_about("The bytes as read"))


class LedgerEntry(dy.Schema):
    """One source record that was dealt with. The same bytes are never loaded twice."""

    record_sha256 = dy.String(nullable=False, metadata=_about("SHA-256 of the record's bytes, in hex"))
    bytes = dy.Int64(nullable=False, metadata=_about("Size of the record", "bytes"))
    source_uri = dy.String(nullable=False, metadata=_about("File or address it was first read from"))
    source_locator = dy.String(nullable=True, metadata=_about("Place inside the source"))
    outcome = dy.Enum(
        ["article", "revision", "duplicate", "reject", "forgotten"],
        nullable=False,
        metadata=_about("What became of it"),
    )
    article_id = dy.String(nullable=True, metadata=_about("Article it became or repeats; null for a reject"))
    revision = dy.Int32(nullable=True, metadata=_about("Revision it became; null for a reject"))
    run_id = dy.String(nullable=False, metadata=_about("Run that dealt with it"))
    loaded_at = _timestamp("Logical moment of that run", nullable=False)


class Run(dy.Schema):
    """One attempt at an ingest: a row from its start on, which tells its end too."""

    run_id = dy.String(nullable=False, metadata=_about("Logical run: the same day and sources give the same id"))
    attempt_id = dy.String(
        nullable=True, metadata=_about("This attempt at it, an id of its own; null in rows loaded before version 0.4")
    )
    state = dy.Enum(
        list(RUN_STATES),
        nullable=False,
        metadata=_about(
            "Under way, or how it ended: all good; failed, `error` says why; killed, found by the next writer; "
            "batches not published; stopped by a person or the system. A run that is under way holds the writer's lock",
            default="completed",
        ),
    )
    error = dy.String(nullable=True, metadata=_about("Why it did not end well, in one line"))
    as_of = dy.Date(nullable=False, metadata=_about("Logical day of the run"))
    is_night = dy.Bool(
        nullable=True,
        metadata=_about(
            "Whether it is one of a row of nights: asked for by its day, and no backfill; null in rows loaded before "
            "version 0.4"
        ),
    )
    sources = dy.String(nullable=False, metadata=_about("What was asked for, one path or pattern a line"))
    started_at = _timestamp("Wall clock at the start of the attempt", nullable=False)
    finished_at = _timestamp("Wall clock at its end; null while it is under way and after a crash", nullable=True)
    host = dy.String(nullable=True, metadata=_about("Machine it ran on"))
    pid = dy.Int64(nullable=True, metadata=_about("Process id there"))
    batches = dy.Int32(nullable=False, metadata=_about("Commits made; this and all figures are 0 without an end"))
    records_in = dy.Int64(nullable=False, metadata=_about("Records read"))
    known = dy.Int64(nullable=False, metadata=_about("Records whose bytes were in the ledger already"))
    articles = dy.Int64(nullable=False, metadata=_about("New articles"))
    revisions = dy.Int64(nullable=False, metadata=_about("New revisions of known articles"))
    duplicates = dy.Int64(nullable=False, metadata=_about("Articles linked to an earlier one with the same text"))
    rejects = dy.Int64(nullable=False, metadata=_about("Records rejected"))
    known_rejects = dy.Int64(
        nullable=False, metadata=_about("Records among the known that had been rejected", default=0)
    )
    defects = dy.Int64(
        nullable=False,
        metadata=_about(
            "Records on which the program failed: rejects of that reason, or in a batch held back for them", default=0
        ),
    )
    held_back = dy.Int64(
        nullable=False,
        metadata=_about("Records of batches that were not loaded; the next run reads them again", default=0),
    )
    characters = dy.Int64(nullable=False, metadata=_about("Text read into articles", "code points"))
    facts = dy.Int64(nullable=False, metadata=_about("Fact rows loaded, over all fact tables"))
    failed_checks = dy.Int32(nullable=False, metadata=_about("Checks of sql/checks that found a fault"))
    check_warnings = dy.Int32(
        nullable=False, metadata=_about("Checks of sql/checks that found something to look at", default=0)
    )
    dateline_version = dy.String(nullable=False, metadata=_about("Version of the program"))


class Tombstone(dy.Schema):
    """An article, or a whole source, that was taken down and is not read again."""

    article_id = dy.String(nullable=True, metadata=_about("Article; null where it is a source"))
    source = dy.String(nullable=True, metadata=_about("Source; null where it is an article"))
    reason = dy.String(nullable=False, metadata=_about("Why, as given"))
    forgotten_at = _timestamp("Wall clock of the takedown", nullable=False)


class FxRate(dy.Schema):
    """European Central Bank reference rate of one currency on one day."""

    currency = dy.String(nullable=False, metadata=_about("ISO 4217 code"))
    rate_on = dy.Date(nullable=False, metadata=_about("Day of the rate"))
    units_per_eur = dy.Float64(nullable=False, metadata=_about("Units of the currency for one euro"))


TABLES: dict[str, type[dy.Schema]] = {
    "articles": Article,
    "sentences": Sentence,
    "temporal_mentions": TemporalMention,
    "numeric_facts": NumericFact,
    "entity_mentions": EntityMention,
    "quotations": Quotation,
    "signatures": Signature,
    "entities": Entity,
    "entity_aliases": EntityAlias,
    "rejects": Reject,
    "rejected_bytes": RejectedBytes,
    "ledger": LedgerEntry,
    "runs": Run,
    "fx_rates": FxRate,
    "forgotten": Tombstone,
}

# Tables whose rows are cut out of an article's text, in the order they are reported.
FACT_TABLES = ("temporal_mentions", "numeric_facts", "entity_mentions", "quotations")

# Tables partitioned by the month of publication.
PARTITIONED_TABLES = ("articles", "sentences", *FACT_TABLES, "signatures")

# What the rows of a file are sorted by, so that a question reads only the parts of it that it needs. Files are written
# so when a batch is staged, and DuckLake keeps to it when it writes rows itself.
SORTED_BY = {
    "articles": ("published_on",),
    "temporal_mentions": ("first_day",),
    "numeric_facts": ("kind", "published_on"),
    "entity_mentions": ("entity_id", "published_on"),
    "quotations": ("published_on",),
    "signatures": ("published_on",),
}

# The columns that tell the rows of a table apart.
_PLACE = ("article_id", "revision", "field", "start_char", "end_char")
KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article_id", "revision"),
    "sentences": ("article_id", "revision", "field", "sentence_no"),
    "temporal_mentions": _PLACE,
    "numeric_facts": _PLACE,
    "entity_mentions": _PLACE,
    "quotations": (*_PLACE, "kind"),
    "signatures": ("article_id", "revision"),
    "entities": ("entity_id",),
    "entity_aliases": ("alias", "type", "entity_id", "valid_from", "valid_to", "source"),
    "rejects": ("source_uri", "source_locator", "reason", "record_sha256"),
    "rejected_bytes": ("record_sha256",),
    "ledger": ("record_sha256",),
    "runs": ("run_id", "started_at"),
    "fx_rates": ("currency", "rate_on"),
}

# Columns that say of a fact what other rows say, so that no question has to join for it. They are filled when a batch
# is staged and kept true by every commit (warehouse/layout.py); transforms know nothing of them.
LAYOUT_COLUMNS = (
    "is_current", "is_copy", "entity_ids", "is_first", "is_first_in_sentence", "source", "words_hash", "repeats", "is_repeat",
)  # fmt: skip
# Columns of articles that say which are copies of each other (warehouse/copies).
COPY_COLUMNS = ("copy_group", "similarity", "is_current", "is_copy")
COUNT_COLUMNS = {
    "temporal_count": "temporal_mentions",
    "numeric_count": "numeric_facts",
    "entity_count": "entity_mentions",
    "quotation_count": "quotations",
}


def polars_schema(table: type[dy.Schema]) -> dict[str, pl.DataType]:
    """Column names and Polars types of a contract, in its own order."""
    return {name: column.dtype for name, column in table.columns().items()}
