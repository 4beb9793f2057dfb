"""JSON objects to columns: the fields that fields.py knows, and what is left of each object."""

import json
import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import duckdb
import polars as pl

from flows.sources.fields import COLUMNS, field_names
from flows.sources.format import Options, Slice
from flows.sources.markup import REFERENCE, TAG, plain, what_is_cleaned
from flows.sources.records import bounded, with_identity
from transforms.notes import with_notes

# Fields that may be lists of people.
_AUTHOR_LISTS = ("authors", "author", "byline", "creator", "by")
_NUMBERS = ("UBIGINT", "BIGINT", "DOUBLE", "HUGEINT", "UHUGEINT")
# Columns that a number can fill.
_NUMERIC = ("id", "published", "modified_at")
# Half of a character beyond U+FFFF, written as an escape without its other half: no text can hold it.
_PAIR = r"(?i)\\ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}"
_HALF = r"The line holds half of a character, such as \ud83d alone; write the character, or both of its halves"
# Where an answer of NewsAPI ends, whose texts are cut off.
_CUT_OFF = r"(?:…|\.\.\.)?\s*\[\+([0-9]+) chars\]\s*$"
# One of these is in each text that is to be cleaned.
_SIGNS = ("<", "&", " chars]")
_PUB_STATUS = r'(?i)"pubstatus":\s*"[a-z:]*(?:cancell?ed|withheld)"'
_KEYS = "SELECT json_keys(line) AS keys FROM lines"
_SURROGATE = r"(?i)\\ud[89a-f][0-9a-f]{2}"


@dataclass(frozen=True)
class _Found:
    """What is in objects: a row each.

    `wide` has two String columns for each path of fields.py that is there, `type PATH` in DuckDB's words and
    `text PATH`; `good` tells what is an object, `keys` how many names it has (null for what is none).
    """

    wide: pl.DataFrame
    good: pl.Series
    keys: pl.Series
    id_json: pl.Series


def parse_objects(
    lines: pl.Series, mapping: Mapping[str, str] | None = None, table: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Read JSON objects from a Binary series.

    Gives a String column for each of fields.COLUMNS (null where absent, null or no text), id_json (the id as written),
    extra (what is left of the object, null where nothing is), and reason and detail where it is no JSON object in UTF-8
    or its text is no string. Of two equal keys the first counts. `table` are the rows that the objects were written
    from, where they were: what has a plain column need not be looked for in JSON.
    """
    text = _utf8(lines)
    names = field_names(mapping or {})
    with closing(duckdb.connect(config={"threads": 1})) as connection:
        found = (None if table is None else _in_columns(table, text, names)) or _in_lines(connection, text, names)
        present = [column.removeprefix("type ") for column in found.wide.columns if column.startswith("type ")]
        there = {column: [name for name in several if name in present] for column, several in names.items()}
        chosen = pl.DataFrame({"id_json": found.id_json}).with_columns(
            found.wide.select(_chosen(column, there[column]).alias(column) for column in COLUMNS)
            if present
            else [pl.lit(None, pl.String).alias(column) for column in COLUMNS]
        )
        chosen = chosen.with_columns(extra=_left(connection, text, found.keys, found.wide, there))
    judged = _judged(chosen, text, found.good, found.wide, there["body"])
    return judged.with_columns(byline=_names(pl.col("byline")))


def _in_lines(connection: duckdb.DuckDBPyConnection, text: pl.Series, names: Mapping[str, Sequence[str]]) -> _Found:
    """What DuckDB reads in the lines."""
    connection.register("lines", pl.DataFrame({"line": text}).to_arrow())
    # What no object has a name for is not asked of each: that is most of sixty names.
    try:
        keys_of = connection.execute(_KEYS).pl()["keys"]
    except duckdb.InvalidInputException:  # some line is no JSON
        valid = connection.execute("SELECT json_valid(line) AS valid FROM lines").pl()["valid"]
        sound = pl.select(pl.when(valid).then(text)).to_series()
        connection.register("lines", pl.DataFrame({"line": sound}).to_arrow())
        keys_of = connection.execute(_KEYS).pl()["keys"]
    keys = set(keys_of.explode().drop_nulls().unique())
    paths = sorted({path for several in names.values() for path in several if _first_name(path) in keys})
    listed = ", ".join(["'$.id'", *(f"'{_json_path(path)}'" for path in paths)])
    # Every JSON function reads the line again, so each is called once, and asked for all it can tell. What is chosen of
    # it is chosen outside: with so many cases, planning takes DuckDB longer than reading.
    id_json = "CAST(json_extract(line, '$.id') AS VARCHAR)" if "id" in keys else "CAST(NULL AS VARCHAR)"
    parsed = connection.execute(
        f"SELECT json_type(line, ['$', {listed}]) AS types, json_extract_string(line, [{listed}]) AS fields, "
        f"{id_json} AS id_json FROM lines"
    ).pl()
    types = {path: parsed["types"].list.get(number, null_on_oob=True) for number, path in enumerate(paths, 2)}
    present = [path for path in paths if types[path].is_not_null().any()]
    wide = pl.DataFrame(
        [types[path].alias(f"type {path}") for path in present]
        + [parsed["fields"].list.get(paths.index(path) + 1, null_on_oob=True).alias(f"text {path}") for path in present]
    )
    good = (parsed["types"].list.first() == "OBJECT").fill_null(False)
    return _Found(wide, good, pl.select(pl.when(good).then(keys_of.list.len())).to_series(), parsed["id_json"])


def _in_columns(table: pl.DataFrame, text: pl.Series, names: Mapping[str, Sequence[str]]) -> _Found | None:
    """What a table has in columns of text and whole numbers; None where a field lies in a column of another kind."""
    wanted = {path for several in names.values() for path in several}
    first = set(map(_first_name, wanted))
    columns = [name for name in table.columns if name in first]
    plain = all(table.schema[name] == pl.String or table.schema[name].is_integer() for name in columns)
    if not plain or any("." in name or "[" in name for name in table.columns):
        return None
    good = text.is_not_null()
    fields = table.select(pl.when(good).then(pl.col(columns))) if columns else table.select([])
    kinds = {name: "VARCHAR" if table.schema[name] == pl.String else "BIGINT" for name in columns if name in wanted}
    absent = pl.when(good).then(pl.lit("NULL"))
    wide = fields.select(
        *(
            pl.when(pl.col(name).is_not_null()).then(pl.lit(kind)).otherwise(absent).alias(f"type {name}")
            for name, kind in kinds.items()
        ),
        *(pl.col(name).cast(pl.String).alias(f"text {name}") for name in kinds),
    )
    keys = pl.select(pl.when(good).then(pl.lit(table.width, pl.Int64))).to_series()
    return _Found(wide, good, keys, pl.Series([None] * text.len(), dtype=pl.String))


def _first_name(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _judged(
    chosen: pl.DataFrame, text: pl.Series, good: pl.Series, wide: pl.DataFrame, bodies: Sequence[str]
) -> pl.DataFrame:
    """Add reason and detail of what is no object, or has a text that is none."""
    halved = pl.select(pl.when(~good).then(text)).to_series().str.replace_all(_PAIR, "").str.contains(_SURROGATE)
    halved = halved.fill_null(False)
    wrong = pl.Series([None] * text.len(), dtype=pl.String)
    if bodies:
        cases = [pl.when(~pl.col(f"type {path}").is_in(["VARCHAR", "NULL"])).then(pl.lit(path)) for path in bodies]
        wrong = wide.select(pl.coalesce(cases)).to_series()
    faults = chosen.with_columns(_text=text, _good=good, _halved=halved, _wrong=wrong)
    no_text = pl.col("body").is_null() & pl.col("_wrong").is_not_null()
    reason = (
        pl.when(pl.col("_text").is_null())
        .then(pl.lit("not_text"))
        .when(~pl.col("_good") & pl.col("_halved"))
        .then(pl.lit("lone_surrogate"))
        .when(~pl.col("_good") | no_text)
        .then(pl.lit("not_json"))
    )
    detail = (
        pl.when(pl.col("_text").is_null())
        .then(pl.lit("The line is not UTF-8; save the file as UTF-8"))
        .when(~pl.col("_good") & pl.col("_halved"))
        .then(pl.lit(_HALF))
        .when(~pl.col("_good"))
        .then(pl.lit("The line is no JSON object; write one object a line"))
        .when(no_text)
        .then(pl.format("The field '{}' is no string", "_wrong"))
    )
    return faults.with_columns(reason=reason, detail=detail).select(pl.exclude("^_.*$"))


def _left(
    connection: duckdb.DuckDBPyConnection,
    lines: pl.Series,
    keys: pl.Series,
    wide: pl.DataFrame,
    there: Mapping[str, Sequence[str]],
) -> pl.Series:
    """What is left of each object when the chosen fields are taken out, null where nothing is.

    `keys` are how many names each object has, null for what is none: most lines have none beside those that are chosen.
    """
    extra = pl.Series([None] * lines.len(), dtype=pl.String)
    if lines.is_empty():
        return extra
    patches = [_removal(column, names) for column, names in there.items() if names]
    numbered = wide.select(pl.concat_str(patches, separator=" ") if patches else pl.lit("")).to_series()
    if numbered.len() != lines.len():
        numbered = pl.Series([""] * lines.len(), dtype=pl.String)
    patches_of = {text: _patch(text, there) for text in numbered.unique()}
    taken = {text: sum(value is None for value in patch.values()) for text, patch in patches_of.items()}
    rows = (keys != numbered.replace_strict(taken, return_dtype=pl.Int64)).fill_null(False).arg_true()
    if rows.is_empty():
        return extra
    said = {text: json.dumps(patch) for text, patch in patches_of.items()}
    patch = numbered.gather(rows).replace_strict(said, return_dtype=pl.String)
    connection.register("read", pl.DataFrame({"line": lines.gather(rows), "patch": patch}).to_arrow())
    left = "SELECT nullif(json_merge_patch(line, patch), '{}') AS extra FROM read"
    return extra.scatter(rows, connection.execute(left).pl()["extra"].cast(pl.String))


@dataclass(frozen=True)
class Stretch:
    """Objects of one file (Binary) and the place of each; all have the fault, if there is one.

    `table` are the rows that the objects were written from, where they were.
    """

    part: Slice
    records: Sequence[bytes | None] | pl.Series
    places: Sequence[str | None]
    fault: tuple[str, str] | None = None
    table: pl.DataFrame | None = None


def objects_frame(stretches: Sequence[Stretch], options: Options) -> pl.DataFrame:
    """The records frame of JSON objects of several files."""
    counts = [len(stretch.records) for stretch in stretches]
    records = pl.concat([pl.Series("record", each.records, dtype=pl.Binary) for each in stretches])
    places = pl.Series("source_locator", [place for each in stretches for place in each.places], dtype=pl.String)
    large = records.bin.size() > options.max_bytes
    bounded_records = pl.select(pl.when(~large).then(records)).to_series()
    parsed = parse_objects(bounded_records, options.mapping, _one_table(stretches)).drop("id_json")
    parsed = _addressed(parsed)
    counted = list(zip(stretches, counts, strict=True))
    frame = with_identity(
        parsed.with_columns(records, places), [(each.part, count) for each, count in counted], options
    )
    if any(each.fault for each in stretches):
        faults = pl.DataFrame(
            [each.fault or (None, None) for each, count in counted for _ in range(count)],
            schema={"reason": pl.String, "detail": pl.String}, orient="row",
        )  # fmt: skip
        frame = frame.with_columns(pl.coalesce(faults[name], pl.col(name)).alias(name) for name in faults.columns)
    return bounded(_without_withdrawn(_cleaned(frame)), options.max_bytes, "line")


def _one_table(stretches: Sequence[Stretch]) -> pl.DataFrame | None:
    """The rows of all stretches, None unless all have the same columns."""
    tables = [each.table for each in stretches if each.table is not None]
    same = len(tables) == len(stretches) and all(table.schema == tables[0].schema for table in tables)
    return pl.concat(tables) if same and tables else None


def _addressed(parsed: pl.DataFrame) -> pl.DataFrame:
    """Records whose source is the address of the article, as trafilatura writes it, with its host as their source."""
    host = pl.col("source").str.extract(r"^(?i:https?)://(?i:www\.)?([^/?#\s]+)(?:[/?#]\S*)?$").str.to_lowercase()
    return parsed.with_columns(
        url=pl.when(host.is_not_null() & pl.col("url").is_null()).then("source").otherwise("url"),
        source=pl.coalesce(host, "source"),
    )


def _without_withdrawn(frame: pl.DataFrame) -> pl.DataFrame:
    """Items of ninjs that their agency has taken back become rejects, as those of NewsML do."""
    rows = frame.select(pl.col("reason").is_null() & pl.col("extra").str.contains(_PUB_STATUS)).to_series().arg_true()
    if rows.is_empty():
        return frame
    status = pl.coalesce(pl.col("extra").str.json_path_match(f"$.{name}") for name in ("pubstatus", "pubStatus"))
    taken = frame[rows].select(status.str.contains("(?i)(?:cancell?ed|withheld)$").fill_null(False)).to_series()
    which = pl.Series(range(frame.height)).is_in(rows.filter(taken).implode())
    said = "The agency has withdrawn this item; nothing is to be done"
    return frame.with_columns(
        reason=pl.when(which).then(pl.lit("withdrawn")).otherwise("reason"),
        detail=pl.when(which).then(pl.lit(said)).otherwise("detail"),
    )


def _cleaned(frame: pl.DataFrame) -> pl.DataFrame:
    """Titles and texts without the markup that some have in them, which is noted in `extra`."""
    # A letter is looked for much faster than a pattern.
    texts = pl.col("title", "body")
    may_have = pl.any_horizontal(texts.str.contains(sign, literal=True).fill_null(False) for sign in _SIGNS)
    rows = frame.select(may_have).to_series().arg_true()
    has_markup = texts.str.contains(f"{TAG}|{REFERENCE}|{_CUT_OFF}").fill_null(False)
    rows = rows.filter(frame[rows].select(pl.any_horizontal(has_markup)).to_series())
    if rows.is_empty():
        return frame
    marked = frame[rows].select("title", "body", "extra").rows()
    cleaned = [_without_markup(*row) for row in marked]
    return frame.with_columns(
        frame[name].scatter(rows, pl.Series([row[number] for row in cleaned], dtype=pl.String))
        for number, name in enumerate(("title", "body", "extra"))
    )


def _without_markup(
    title: str | None, body: str | None, extra: str | None
) -> tuple[str | None, str | None, str | None]:
    texts = [None if text is None else plain(text) for text in (title, body)]
    found = [
        name
        for text, shown in zip((title, body), texts, strict=True)
        if text is not None and shown != text.strip()
        for name in what_is_cleaned(text)
    ]
    notes: dict[str, Any] = {"cleaned": sorted(set(found), reverse=True)} if found else {}
    if texts[1] is not None and (cut_off := re.search(_CUT_OFF, texts[1])):
        texts[1] = texts[1][: cut_off.start()].rstrip()
        notes["cut_off_chars"] = int(cut_off.group(1))
    return texts[0], texts[1], with_notes(extra, notes)


def _json_path(path: str) -> str:
    """A path of fields.py as DuckDB writes it; names are quoted, so that nothing in them is syntax."""
    steps = []
    for step in path.split("."):
        name, bracket, number = step.partition("[")
        steps.append(f'."{name}"{bracket}{number}'.replace("'", "''"))
    return f"${''.join(steps)}"


def _chosen(column: str, names: Sequence[str]) -> pl.Expr:
    """The first field with text in it; null in the JSON and empty text count as none."""
    cases = [pl.when(_fills(column, name)).then(pl.col(f"text {name}")) for name in names]
    return pl.coalesce(cases) if cases else pl.lit(None, pl.String)


def _fills(column: str, name: str) -> pl.Expr:
    kinds = ["VARCHAR", *(_NUMBERS if column in _NUMERIC else ()), *(("ARRAY",) if name in _AUTHOR_LISTS else ())]
    return pl.col(f"type {name}").is_in(kinds) & (pl.col(f"text {name}") != "")


def _removal(column: str, names: Sequence[str]) -> pl.Expr:
    """Column and number of the field that was chosen, `body:2`, or nothing."""
    cases = [pl.when(_fills(column, name)).then(pl.lit(f"{column}:{number}")) for number, name in enumerate(names)]
    return pl.coalesce(*cases, pl.lit(""))


def _patch(numbered: str, there: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The JSON merge patch that takes chosen fields out of an object."""
    patch: dict[str, Any] = {}
    for chosen in numbered.split():
        column, _, number = chosen.partition(":")
        place = patch
        for step in there[column][int(number)].split("."):
            name, bracket, _ = step.partition("[")
            if bracket:  # a list is taken out whole: its other members are other renderings of the same
                place[name] = None
                break
            previous, key, place[name] = place, name, place.get(name) or {}
            place = place[name]
        else:
            previous[key] = None
    return patch


def _names(byline: pl.Expr) -> pl.Expr:
    """Authors as they are printed: lists of names, or of objects with one, become one line."""
    is_list = byline.str.starts_with("[")
    return pl.when(is_list).then(byline.map_batches(_joined_names, return_dtype=pl.String)).otherwise(byline)


def _joined_names(bylines: pl.Series) -> pl.Series:
    distinct = {text: _joined(text) for text in bylines.unique() if text is not None and text.startswith("[")}
    return bylines.replace_strict(distinct, default=None, return_dtype=pl.String)


def _joined(text: str) -> str | None:
    try:
        members = json.loads(text)
    except (ValueError, RecursionError):
        return text
    named = [member.get("name") if isinstance(member, dict) else member for member in members]
    return ", ".join(name.strip() for name in named if isinstance(name, str) and name.strip()) or None


def _utf8(lines: pl.Series) -> pl.Series:
    """The lines as text, null where one is not UTF-8 (looked at one by one only then)."""
    try:
        return lines.cast(pl.String)
    except pl.exceptions.PolarsError:
        return pl.Series([_utf8_or_none(line) for line in lines], dtype=pl.String)


def _utf8_or_none(line: bytes | None) -> str | None:
    try:
        return None if line is None else line.decode("utf-8")
    except UnicodeDecodeError:
        return None
