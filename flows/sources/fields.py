"""What the fields of records are called: columns of `articles` by the names that JSON and tables give them.

The names are those of our own lines, news-please, newspaper, trafilatura, ninjs 1 to 3, JSON Feed, schema.org,
WordPress, NewsAPI, and APIs of the Guardian and the New York Times. A name is a path: `headline.main`,
`bodies[0].value`.
"""

import re
from collections.abc import Mapping

from warehouse.errors import DatelineError

# In order: the first that a record has, and that holds text, counts.
FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "guid", "_id", "uri", "uuid", "article_id", "doc_id", "identifier"),
    "published": (
        "published", "published_at", "publishedAt", "date_publish", "datePublished", "date_published", "pubDate",
        "pub_date", "webPublicationDate", "publication_date", "publish_date", "date_gmt", "date", "firstcreated",
        "firstCreated", "versioncreated", "versionCreated", "timestamp",
    ),
    "title": (
        "title", "headline", "title.rendered", "headline.main", "headlines[0].value", "webTitle", "fields.headline",
    ),
    "body": (
        "text", "maintext", "body_text", "articleBody", "fields.bodyText", "content_text", "bodies[0].value", "body",
        "content", "content.rendered", "content_html", "body_xhtml", "body_html", "full_text", "fulltext",
    ),
    "url": ("url", "link", "webUrl", "web_url", "canonical_url", "permalink"),
    "source": (
        "source", "source_domain", "source.name", "publisher", "publisher.name", "source_name", "outlet", "domain",
        "source-hostname", "sitename", "site_name", "meta_site_name", "hostname",
    ),
    "byline": ("byline", "author", "authors", "byline.original", "fields.byline", "author.name", "creator", "by"),
    "language": ("language", "lang", "inLanguage"),
    "section": ("section", "sectionName", "section_name", "articleSection", "category", "news_desk"),
    "modified_at": (
        "modified_at", "date_modify", "dateModified", "date_modified", "updated_at", "updatedAt", "modified_gmt",
        "versioncreated", "versionCreated", "modified", "updated",
    ),
}  # fmt: skip

# Columns of a records frame that come from fields; `id` becomes source_id.
COLUMNS = tuple(FIELD_NAMES)

# What records of fields declare of an article: columns of a records frame.
ARTICLE_COLUMNS = (*(column for column in COLUMNS if column not in ("id", "source")), "source_id", "extra")

_PATH = re.compile(r"[^.\[\]\"'\\]+(?:\[[0-9]{1,4}\])?(?:\.[^.\[\]\"'\\]+(?:\[[0-9]{1,4}\])?)*")
_MOST_PATH_CHARS = 200


def parse_mapping(given: list[str]) -> dict[str, str]:
    """What `--map` says, as column and path: `body=maintext`. Raises DatelineError for what is none."""
    mapping: dict[str, str] = {}
    for text in given:
        column, _, path = text.partition("=")
        if column not in FIELD_NAMES or not is_path(path):
            raise DatelineError(
                f"--map {text[:80]} is no mapping", f"Write COLUMN=FIELD, COLUMN being one of {', '.join(COLUMNS)}"
            )
        mapping[column] = path
    return mapping


def is_path(path: str) -> bool:
    """Whether a text can be the path of a field."""
    return len(path) <= _MOST_PATH_CHARS and _PATH.fullmatch(path) is not None


def field_names(mapping: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The names of each column; one that the user has mapped has that name only."""
    return {column: (mapping[column],) if column in mapping else names for column, names in FIELD_NAMES.items()}
