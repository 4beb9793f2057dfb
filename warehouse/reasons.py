"""Why a record is a reject, and what to do about it: the reasons, each with its remedy.

The contract of `rejects`, `dateline rejects`, the summary of a run and docs/rejects.md are made of this table:
`python -m warehouse.reasons` writes the page.
"""

from dataclasses import dataclass
from pathlib import Path

PAGE = "docs/rejects.md"


@dataclass(frozen=True)
class Reason:
    """What a reason means, and what repairs it."""

    about: str
    remedy: str


_TEXT = """# Rejects

A record that cannot become an article is a row in the table `rejects`, with its reason, a `detail` that names the case,
and the run that met it first; the run goes on. Bytes up to 1 MB are kept in `rejected_bytes`.

    dateline rejects                      how many by reason, what to do, and the newest
    dateline rejects --reason no_body     all of one reason
    dateline rejects show RECORD          one of them, with the beginning of its bytes
    dateline rejects retry                read their files again, after a repair or with other options

A retry reads the files again in which there are rejects, and takes those records for new; what becomes an article is a
reject no longer, in the same commit. A file that is repaired has other bytes and needs no retry: the next run reads it
as new.
"""

REASONS = {
    "unreadable": Reason(
        "the system refuses to open the file or list the folder, or it is a pipe, a socket or a device",
        "repair permissions or links; it is tried again every run",
    ),
    "too_large": Reason("a record of more than 16 MB", "split it into articles"),
    "extra_missing": Reason(
        "a library that the format needs is not installed",
        "install the extra that the message names; the file is read by the next run",
    ),
    "broken_container": Reason("a compressed file or an archive is broken", "fetch it again; what came whole was read"),
    "container_too_large": Reason(
        "a container would unpack to 200 times its size, or to more than there is room for",
        "unpack it yourself if it is what it should be, and ingest what was in it",
    ),
    "not_text": Reason("the bytes are no text in a known encoding", "save it as UTF-8"),
    "not_json": Reason("a line or item is no JSON object, or its text is no string", "repair the line"),
    "lone_surrogate": Reason(
        "JSON with half of a character (\\ud83d alone)", "write the character, or both of its halves"
    ),
    "no_header": Reason(
        "a text file does not begin with ` date YYYY-MM-DD Title`",
        "add that line, or name the format with `--format` where the file is none of raw text",
    ),
    "missing_date": Reason("the first line of a text file has no day", "write it as YYYY-MM-DD"),
    "impossible_date": Reason("what is declared as the day is none on the calendar", "write it as YYYY-MM-DD"),
    "day_out_of_range": Reason(
        "the day lies more than two days after the run's, or before 1800",
        "correct the day; once it has come, `dateline rejects retry`; or load with `--any-day`, another `--oldest-day`",
    ),
    "empty_body": Reason(
        "the record has no text", "fill it, map its field with `--map body=FIELD`, or remove the record"
    ),
    "no_body": Reason(
        "a kind of file or record that holds no text of an article",
        "ingest the pages that it leads to; for a table, name the column with `--map body=COLUMN`",
    ),
    "index_page": Reason("a page that lists articles and is none", "ingest the pages that it leads to"),
    "broken_page": Reason("a page's markup ends its parser, or holds it up for a minute", "report it with the page"),
    "ragged_row": Reason("a row has more or fewer fields than the table's head", "put quotes round fields"),
    "broken_table": Reason("a table that its library cannot read", "fetch or write it again"),
    "broken_xml": Reason("XML that is not well-formed, or nested too deep", "fetch it again"),
    "unsafe_xml": Reason("XML that declares entities or refers to others", "have it written without them"),
    "unknown_xml": Reason(
        "XML that is no NewsML, NITF or feed", "have it written in one of these, or as JSON lines"
    ),
    "broken_mail": Reason("a file that is no mail, or a broken one", "have it sent again, or save its text"),
    "broken_warc": Reason(
        "a web archive that holds no records, or breaks off", "fetch it again; what came whole was read"
    ),
    "truncated_record": Reason("a record of a web archive that is not whole, or empty", "fetch the page again"),
    "redirect": Reason("redirects in a web archive, counted", "nothing"),
    "http_error": Reason("errors of servers in a web archive, counted", "fetch the pages again if they are wanted"),
    "not_html": Reason("pictures, scripts and the like in a web archive, counted", "nothing"),
    "withdrawn": Reason("an item that its agency has withdrawn, or that a site has not published", "nothing"),
    "unsupported": Reason("a known format that is not read", "ask for one that is; the message names some"),
    "defect": Reason(
        "the program failed on this record",
        "report it with its bytes and the traceback; the next run reads it again",
    ),
}  # fmt: skip


def page() -> str:
    """docs/rejects.md."""
    rows = [f"| `{name}` | {reason.about} | {reason.remedy} |" for name, reason in REASONS.items()]
    return f"{_TEXT}\n| reason | what it means | what to do |\n|---|---|---|\n" + "\n".join(rows) + "\n"


if __name__ == "__main__":
    Path(PAGE).write_text(page(), encoding="utf-8")
