"""The contracts of the marts: the columns of each view of sql/marts, in its order, with their types and meanings.

What one row is, and what its key is, says the first comment of the SQL file. A column that comes out of a table as it
is there is `_same(Table.column)`: it keeps the type and the meaning that warehouse/tables.py declares. A new mart is a
file in sql/marts, a class here with a line in MARTS, and named cases in tests/sql.
"""

from copy import copy
from typing import Any

from warehouse.contracts import dy
from warehouse.tables import Article, Entity, EntityMention, NumericFact, Quotation, Sentence, TemporalMention


def _about(text: str, unit: str | None = None) -> dict[str, Any]:
    return {"about": text} | ({"unit": unit} if unit else {})


def _same(
    column: dy.Column, about: str | None = None, *, unit: str | None = None, nullable: bool | None = None
) -> dy.Column:
    """A column as its table declares it, with a narrower meaning, another unit or nullability where given."""
    here = copy(column)
    if about:
        here.metadata = _about(about, unit)
    if nullable is not None:
        here.nullable = nullable
    return here


def _number_of(what: str) -> dy.Int64:
    return dy.Int64(nullable=False, metadata=_about(f"Number of {what}"))


def _text(about: str) -> dy.String:
    return dy.String(nullable=True, metadata=_about(about))


def _entity_ids() -> dy.List:
    about = "Entities named in the same sentence, sorted; null where none is"
    return dy.List(dy.String(nullable=False), nullable=True, metadata=_about(about))


class Casualties(dy.Schema):
    """Columns of the mart casualties."""

    published_on = _same(Article.published_on)
    role = _same(
        NumericFact.role,
        "What befell the persons: killed, injured, missing, arrested, rescued, displaced",
        nullable=False,
    )
    value = _same(NumericFact.value, "Number of persons; null for a range or a vague count")
    value_low = _same(NumericFact.value_low, "Lower end of a range or vague count")
    value_high = _same(NumericFact.value_high, "Upper end of a range or vague count")
    modifier = _same(NumericFact.modifier)
    shape = _same(NumericFact.shape)
    noun = _same(NumericFact.unit, "Singular head of what is counted; null for a bare figure")
    is_part = dy.Bool(
        nullable=True,
        metadata=_about('Whether the words before say that another count includes it ("including 3 children")'),
    )
    entity_ids = _entity_ids()
    text = _same(NumericFact.text)
    title = _same(Article.title)
    article_id = _same(NumericFact.article_id)
    field = _same(NumericFact.field)
    start_char = _same(NumericFact.start_char)
    sentence_no = _same(NumericFact.sentence_no)
    source_id = _same(Article.source_id)


class CasualtiesAll(Casualties):
    """Columns of the mart casualties_all."""

    is_repeat = _same(NumericFact.is_repeat)
    is_copy = _same(NumericFact.is_copy)
    copy_group = _same(Article.copy_group)


class CoMentions(dy.Schema):
    """Columns of the mart co_mentions."""

    published_on = _same(Article.published_on)
    entity_a = _same(Entity.entity_id, "Entity whose id sorts first")
    name_a = _same(Entity.name, "Canonical name of entity_a")
    type_a = _same(Entity.type, "NER type of entity_a")
    entity_b = _same(Entity.entity_id, "The other entity")
    name_b = _same(Entity.name, "Canonical name of entity_b")
    type_b = _same(Entity.type, "NER type of entity_b")
    article_id = _same(EntityMention.article_id)
    field = _same(EntityMention.field)
    sentence_no = _same(EntityMention.sentence_no, "Sentence of the field that names both, from 0")
    source_id = _same(Article.source_id)


class Counts(dy.Schema):
    """Columns of the mart counts."""

    published_on = _same(Article.published_on)
    kind = _same(NumericFact.kind, "count or fraction")
    noun = _same(NumericFact.unit, "Singular head of what is counted")
    noun_words = _same(NumericFact.unit_surface, "What is counted, in the text's words")
    value = _same(NumericFact.value, "The figure; null for a range, a contradiction or beyond float64")
    value_low = _same(NumericFact.value_low, "Lower end of a range or vague count")
    value_high = _same(NumericFact.value_high, "Upper end of a range or vague count")
    modifier = _same(NumericFact.modifier)
    shape = _same(NumericFact.shape)
    of_text = _same(NumericFact.of_text)
    text = _same(NumericFact.text)
    title = _same(Article.title)
    article_id = _same(NumericFact.article_id)
    field = _same(NumericFact.field)
    start_char = _same(NumericFact.start_char)
    sentence_no = _same(NumericFact.sentence_no)
    source_id = _same(Article.source_id)


class CountsAll(Counts):
    """Columns of the mart counts_all."""

    is_repeat = _same(NumericFact.is_repeat)
    is_copy = _same(NumericFact.is_copy)
    copy_group = _same(Article.copy_group)


class Coverage(dy.Schema):
    """Columns of the mart coverage."""

    published_on = _same(Article.published_on)
    source = _same(Article.source)
    articles = _number_of("current articles")
    words = dy.Int64(nullable=False, metadata=_about("Length of their bodies", "words between white space"))
    facts = _number_of("their rows in temporal_mentions, numeric_facts and entity_mentions")
    other_language = _number_of("articles in other languages than English, of which few facts are read")


class Durations(dy.Schema):
    """Columns of the mart durations."""

    published_on = _same(Article.published_on)
    kind = _same(NumericFact.kind, "duration or age")
    unit = _same(NumericFact.unit, "Unit of time: second to century")
    value = _same(NumericFact.value)
    value_low = _same(NumericFact.value_low)
    value_high = _same(NumericFact.value_high)
    modifier = _same(NumericFact.modifier)
    shape = _same(NumericFact.shape)
    seconds = _same(NumericFact.si_value, "Length in weeks, days and less; null for months and years", unit="seconds")
    months = _same(TemporalMention.months, "Length in months, quarters, years and more; null for less", unit="months")
    timex_value = _same(TemporalMention.timex_value, "TIMEX3 value of the temporal mention with the same words, if any")
    text = _same(NumericFact.text)
    title = _same(Article.title)
    article_id = _same(NumericFact.article_id)
    field = _same(NumericFact.field)
    start_char = _same(NumericFact.start_char)
    sentence_no = _same(NumericFact.sentence_no)
    source_id = _same(Article.source_id)


class DurationsAll(Durations):
    """Columns of the mart durations_all."""

    is_repeat = _same(NumericFact.is_repeat)
    is_copy = _same(NumericFact.is_copy)
    copy_group = _same(Article.copy_group)


class EntitiesBySentence(dy.Schema):
    """Columns of the mart entities_by_sentence."""

    article_id = _same(EntityMention.article_id)
    revision = _same(EntityMention.revision)
    field = _same(EntityMention.field)
    sentence_no = _same(EntityMention.sentence_no, "Sentence of the field, from 0")
    entity_ids = dy.List(
        dy.String(nullable=False), nullable=False, metadata=_about("Entities it names, each once, sorted")
    )
    source_id = _same(Article.source_id)


class Gkg(dy.Schema):
    """Columns of the mart gkg."""

    gkgrecordid = _same(Article.article_id)
    date = dy.Int64(nullable=True, metadata=_about("Moment of publication as the number YYYYMMDDHHMMSS, in UTC"))
    sourcecollectionidentifier = dy.Int32(nullable=True, metadata=_about("1 for an article with an address, else null"))
    sourcecommonname = _same(Article.source)
    documentidentifier = _same(Article.url)
    counts = _text("Persons killed, injured, arrested and so on: type#number#object, without a place")
    v2counts = _text("The same of the body, with offsets")
    themes = _text("Always null: no fact fills it")
    v2themes = _text("Always null: no fact fills it")
    locations = _text("Places: type#name#country##latitude#longitude#; type 1 a country, 4 a city, 5 another")
    v2locations = _text("The same of the body, each mention, with offsets")
    persons = _text("Names of persons, each once")
    v2persons = _text("name,offset of each mention in the body")
    organizations = _text("Names of organisations, each once")
    v2organizations = _text("name,offset of each mention in the body")
    v2tone = _text("Always null: no fact fills it")
    dates = _text("Days, months and years in the body: resolution#month#day#year#offset")
    gcam = _text("Always null: no fact fills it")
    sharingimage = _text("Always null: no fact fills it")
    relatedimages = _text("Always null: no fact fills it")
    socialimageembeds = _text("Always null: no fact fills it")
    socialvideoembeds = _text("Always null: no fact fills it")
    quotations = _text("Quotations of the body: offset|length|verb|words, with # between them")
    allnames = _text("name,offset of every entity that the body names")
    amounts = _text("figure,object,offset of every figure in the body")
    translationinfo = _text("Always null: no fact fills it")
    extras = _text("Always null: no fact fills it")
    source_id = _same(Article.source_id, "The record's own id in its source, as declared; not a column of GDELT's")


class NamedEntities(dy.Schema):
    """Columns of the mart named_entities."""

    published_on = _same(EntityMention.published_on, "Day of publication of the article")
    entity_id = _same(Entity.entity_id, "Entity named; of a merged one, what it became")
    name = _same(Entity.name)
    type = _same(Entity.type, "NER type of the entity")
    country_code = _same(Entity.country_code)
    text = _same(EntityMention.text)
    mention_type = _same(EntityMention.type, "NER type of the words (the Kremlin is a place that names Russia)")
    relation = _same(EntityMention.relation)
    article_source = _same(Article.source, "Source of the article")
    title = _same(Article.title)
    article_id = _same(EntityMention.article_id)
    revision = _same(EntityMention.revision)
    field = _same(EntityMention.field)
    start_char = _same(EntityMention.start_char)
    end_char = _same(EntityMention.end_char)
    sentence_no = _same(EntityMention.sentence_no)
    source = _same(Entity.source)
    wikidata_id = _same(Entity.wikidata_id)
    subtype = _same(Entity.subtype)
    latitude = _same(Entity.latitude)
    longitude = _same(Entity.longitude)
    rule = _same(
        EntityMention.rule,
        "What found the name: gazetteer, tagger or another tagger's name; result_row in a row of sport results, which "
        "the mart places leaves out",
    )
    source_id = _same(Article.source_id)


class NamedEntitiesAll(NamedEntities):
    """Columns of the mart named_entities_all."""

    is_copy = _same(EntityMention.is_copy)
    copy_group = _same(Article.copy_group)


class EntityDaily(dy.Schema):
    """Columns of the mart entity_daily."""

    published_on = _same(NamedEntities.published_on, "Day of publication; null for articles without a day")
    entity_id = _same(NamedEntities.entity_id)
    name = _same(NamedEntities.name)
    type = _same(NamedEntities.type)
    country_code = _same(NamedEntities.country_code)
    mentions = _number_of("mentions on the day, titles included")
    articles = _number_of("articles that name it")
    mentions_in_titles = _number_of("mentions in titles")
    sources = _number_of("sources whose articles name it")


class Money(dy.Schema):
    """Columns of the mart money."""

    published_on = _same(Article.published_on)
    currency = _same(NumericFact.unit, "ISO 4217 code; the word itself (dinar) where nothing tells which one")
    value = _same(NumericFact.value, "The amount, in `currency`; null for a range, a contradiction or beyond float64")
    value_low = _same(NumericFact.value_low, "Lower end of a range or vague amount, in `currency`")
    value_high = _same(NumericFact.value_high, "Upper end of a range or vague amount, in `currency`")
    modifier = _same(NumericFact.modifier)
    shape = _same(NumericFact.shape)
    per_unit = _same(NumericFact.per_unit)
    value_usd = _same(NumericFact.value_usd)
    value_eur = _same(NumericFact.value_eur)
    is_restatement = dy.Bool(nullable=False, metadata=_about("Whether it restates another amount, in another currency"))
    entity_ids = _entity_ids()
    from_value = _same(NumericFact.from_value, "Where a change started, in `currency`")
    to_value = _same(NumericFact.to_value, "Where a change ended, in `currency`")
    text = _same(NumericFact.text)
    title = _same(Article.title)
    article_id = _same(NumericFact.article_id)
    field = _same(NumericFact.field)
    start_char = _same(NumericFact.start_char)
    end_char = _same(NumericFact.end_char)
    sentence_no = _same(NumericFact.sentence_no)
    unit_from = _same(NumericFact.unit_from)
    fx_date = _same(NumericFact.fx_date)
    fx_status = _same(NumericFact.fx_status)
    same_as_start_char = _same(NumericFact.same_as_start_char)
    role = _same(
        NumericFact.role, "What the money is for: price, fine, profit, loss, funding, aid; null where not told"
    )
    source_id = _same(Article.source_id)
    is_repeat = _same(NumericFact.is_repeat, "False: repeated passages are in money_all")


class MoneyAll(Money):
    """Columns of the mart money_all."""

    is_repeat = _same(NumericFact.is_repeat)
    is_copy = _same(NumericFact.is_copy)
    copy_group = _same(Article.copy_group)


class People(dy.Schema):
    """Columns of the mart people."""

    entity_id = _same(NamedEntities.entity_id)
    name = _same(NamedEntities.name)
    country_code = _same(NamedEntities.country_code)
    articles = _number_of("articles that name the entity")
    mentions = _number_of("mentions, titles included")
    first_on = _same(Article.published_on, "First day of publication of an article that names it")
    last_on = _same(Article.published_on, "Last day of publication of an article that names it")
    printed_as = dy.List(
        dy.String(nullable=False), nullable=False, metadata=_about("The forms it is printed in, sorted")
    )
    source = _same(NamedEntities.source)
    wikidata_id = _same(NamedEntities.wikidata_id)


class Percentages(dy.Schema):
    """Columns of the mart percentages."""

    published_on = _same(Article.published_on)
    unit = _same(NumericFact.unit, "percent, percentage point or basis point")
    value = _same(NumericFact.value)
    percent = _same(NumericFact.value, "The figure, basis points brought to hundredths", unit="percent")
    value_low = _same(NumericFact.value_low)
    value_high = _same(NumericFact.value_high)
    modifier = _same(NumericFact.modifier)
    shape = _same(NumericFact.shape)
    from_value = _same(NumericFact.from_value)
    to_value = _same(NumericFact.to_value)
    per_unit = _same(NumericFact.per_unit)
    of_text = _same(NumericFact.of_text)
    text = _same(NumericFact.text)
    title = _same(Article.title)
    article_id = _same(NumericFact.article_id)
    field = _same(NumericFact.field)
    start_char = _same(NumericFact.start_char)
    sentence_no = _same(NumericFact.sentence_no)
    source_id = _same(Article.source_id)


class PercentagesAll(Percentages):
    """Columns of the mart percentages_all."""

    is_repeat = _same(NumericFact.is_repeat)
    is_copy = _same(NumericFact.is_copy)
    copy_group = _same(Article.copy_group)


class Places(People):
    """Columns of the mart places."""

    latitude = _same(Entity.latitude)
    longitude = _same(Entity.longitude)


class Prominence(dy.Schema):
    """Columns of the mart prominence."""

    published_on = _same(Article.published_on)
    article_id = _same(EntityMention.article_id)
    title = _same(Article.title)
    entity_id = _same(Entity.entity_id)
    name = _same(Entity.name)
    type = _same(Entity.type)
    country_code = _same(Entity.country_code)
    mentions = _number_of("mentions in the article")
    share_of_mentions = dy.Float64(
        nullable=False, metadata=_about("Share of all mentions in the article", "share, 0 to 1")
    )
    in_title = dy.Bool(nullable=False, metadata=_about("Whether the title names it"))
    first_char = _same(EntityMention.start_char, "First character of its first mention; 0 where the title names it")
    prominence = dy.Float64(nullable=False, metadata=_about("How central it is to the article", "share, 0 to 1"))
    source_id = _same(Article.source_id)


class SentenceTexts(dy.Schema):
    """Columns of the mart sentence_texts."""

    published_on = _same(Article.published_on)
    source = _same(Article.source)
    source_id = _same(Article.source_id)
    sentence = dy.String(nullable=False, metadata=_about("The sentence itself"))
    article_id = _same(Sentence.article_id)
    revision = _same(Sentence.revision)
    field = _same(Sentence.field)
    sentence_no = _same(Sentence.sentence_no)
    start_char = _same(Sentence.start_char)
    end_char = _same(Sentence.end_char)
    repeats = _same(Sentence.repeats)
    is_copy = _same(Article.is_copy)


class QuotesAll(dy.Schema):
    """Columns of the mart quotes_all."""

    day = _same(Article.published_on)
    speaker_id = _same(Quotation.entity_id)
    speaker = dy.String(
        nullable=True, metadata=_about("Who speaks: the entity's name, else the words by the quotation")
    )
    words = _same(Quotation.text, "What was said, without marks")
    verb = _same(Quotation.verb)
    said_on = _same(Quotation.said_on)
    sentence = dy.String(nullable=True, metadata=_about("The sentence that the quotation opens in"))
    title = _same(Article.title)
    is_repeat = dy.Bool(nullable=False, metadata=_about("Whether an earlier row has the same words"))
    is_fragment = _same(Quotation.is_fragment)
    kind = _same(Quotation.kind)
    on_behalf_of = _same(Quotation.on_behalf_of)
    speaker_text = _same(Quotation.speaker_text)
    source = _same(Article.source)
    article_id = _same(Quotation.article_id)
    revision = _same(Quotation.revision)
    field = _same(Quotation.field)
    start_char = _same(Quotation.start_char)
    end_char = _same(Quotation.end_char)
    sentence_no = _same(Quotation.sentence_no)
    source_id = _same(Article.source_id)
    is_copy = _same(Quotation.is_copy)
    copy_group = _same(Article.copy_group)


class Quotes(dy.Schema):
    """Columns of the mart quotes."""

    day = QuotesAll.day
    speaker_id = QuotesAll.speaker_id
    speaker = QuotesAll.speaker
    words = QuotesAll.words
    verb = QuotesAll.verb
    said_on = QuotesAll.said_on
    sentence = QuotesAll.sentence
    title = QuotesAll.title
    is_repeat = _same(QuotesAll.is_repeat, "False: what stands in an earlier row is in quotes_all")
    is_fragment = QuotesAll.is_fragment
    on_behalf_of = QuotesAll.on_behalf_of
    speaker_text = QuotesAll.speaker_text
    source = QuotesAll.source
    article_id = QuotesAll.article_id
    revision = QuotesAll.revision
    field = QuotesAll.field
    start_char = QuotesAll.start_char
    end_char = QuotesAll.end_char
    sentence_no = QuotesAll.sentence_no
    source_id = QuotesAll.source_id


class QuotesAbout(dy.Schema):
    """Columns of the mart quotes_about."""

    day = QuotesAll.day
    speaker_id = QuotesAll.speaker_id
    speaker = _same(QuotesAll.speaker, nullable=False)
    about_id = _same(Entity.entity_id, "Entity that the words name")
    about = _same(Entity.name, "Canonical name of about_id")
    words = QuotesAll.words
    kind = QuotesAll.kind
    verb = QuotesAll.verb
    said_on = QuotesAll.said_on
    is_repeat = QuotesAll.is_repeat
    is_fragment = QuotesAll.is_fragment
    sentence = QuotesAll.sentence
    title = QuotesAll.title
    article_id = QuotesAll.article_id
    field = QuotesAll.field
    start_char = QuotesAll.start_char
    end_char = QuotesAll.end_char
    source_id = QuotesAll.source_id


class SentencesWithFacts(dy.Schema):
    """Columns of the mart sentences_with_facts."""

    published_on = _same(Article.published_on)
    source = _same(Article.source)
    title = _same(Article.title)
    sentence = dy.String(nullable=False, metadata=_about("The sentence itself"))
    dates = _number_of("its rows in temporal_mentions")
    numbers = _number_of("its rows in numeric_facts")
    names = _number_of("its rows in entity_mentions")
    quotations = _number_of("quotations that begin in it")
    entity_ids = _entity_ids()
    article_id = _same(Article.article_id)
    revision = _same(Article.revision)
    field = _same(EntityMention.field)
    sentence_no = _same(EntityMention.sentence_no, "Sentence of the field, from 0")
    source_id = _same(Article.source_id)


class Syndication(dy.Schema):
    """Columns of the mart syndication."""

    published_on = _same(Article.published_on)
    source = _same(Article.source)
    articles = _number_of("articles, copies included")
    copies = _number_of("those that are copies of another article")


class Timeline(dy.Schema):
    """Columns of the mart timeline."""

    day = _same(TemporalMention.first_day, nullable=False)
    last_day = _same(TemporalMention.last_day, nullable=False)
    granularity = _same(TemporalMention.granularity)
    timex_type = _same(TemporalMention.timex_type)
    timex_value = _same(TemporalMention.timex_value)
    modifier = _same(TemporalMention.modifier)
    entity_ids = _entity_ids()
    text = _same(TemporalMention.text)
    published_on = _same(Article.published_on)
    title = _same(Article.title)
    article_id = _same(TemporalMention.article_id)
    field = _same(TemporalMention.field)
    start_char = _same(TemporalMention.start_char)
    end_char = _same(TemporalMention.end_char)
    sentence_no = _same(TemporalMention.sentence_no)
    source_id = _same(Article.source_id)
    is_repeat = _same(TemporalMention.is_repeat, "False: repeated passages are in timeline_all")


class TimelineAll(Timeline):
    """Columns of the mart timeline_all."""

    is_repeat = _same(TemporalMention.is_repeat)
    is_copy = _same(TemporalMention.is_copy)
    copy_group = _same(Article.copy_group)


MARTS: dict[str, type[dy.Schema]] = {
    "casualties": Casualties,
    "casualties_all": CasualtiesAll,
    "co_mentions": CoMentions,
    "counts": Counts,
    "counts_all": CountsAll,
    "coverage": Coverage,
    "durations": Durations,
    "durations_all": DurationsAll,
    "entities_by_sentence": EntitiesBySentence,
    "entity_daily": EntityDaily,
    "gkg": Gkg,
    "money": Money,
    "money_all": MoneyAll,
    "named_entities": NamedEntities,
    "named_entities_all": NamedEntitiesAll,
    "people": People,
    "percentages": Percentages,
    "percentages_all": PercentagesAll,
    "places": Places,
    "prominence": Prominence,
    "quotes": Quotes,
    "quotes_about": QuotesAbout,
    "quotes_all": QuotesAll,
    "sentence_texts": SentenceTexts,
    "sentences_with_facts": SentencesWithFacts,
    "syndication": Syndication,
    "timeline": Timeline,
    "timeline_all": TimelineAll,
}
