"""The data dictionary, written from the contracts and the SQL files: `python -m warehouse.dictionary` renews it."""

from pathlib import Path

from warehouse.ddl import contract, duckdb_type, meaning
from warehouse.marts import MARTS
from warehouse.sql_files import SqlObject, sql_objects
from warehouse.tables import PARTITIONED_TABLES, TABLES

PATH = Path(__file__).parent.parent / "docs" / "data_dictionary.md"


def data_dictionary() -> str:
    """Markdown with every table, mart, column, check and saved query."""
    lines = [
        "# Data dictionary",
        "",
        "Generated from warehouse/{tables,marts}.py and sql/ by `python -m warehouse.dictionary`. Do not edit.",
        "",
        "## Tables",
    ]
    for name in TABLES:
        lines += _section(name)
    lines += ["", "## Marts (views)"]
    for name in MARTS:
        lines += _section(name)
    for folder, title in (("checks", "Checks"), ("queries", "Saved queries")):
        lines += ["", f"## {title}", "", "| name | what it is |", "|---|---|"]
        lines += [f"| {item.name} | {_cell(_told(item))} |" for item in sql_objects(folder).values()]  # type: ignore[arg-type]
    return "\n".join(lines) + "\n"


def _told(item: SqlObject) -> str:
    return f"{item.about} Severity: {item.severity}." if item.severity else item.about


def _section(name: str) -> list[str]:
    row, columns = contract(name)
    lines = ["", f"### {name}", "", row]
    if name in PARTITIONED_TABLES:
        lines += ["", "Partitioned by year and month of `published_on`."]
    lines += ["", "| column | type | null | meaning |", "|---|---|---|---|"]
    return lines + [
        f"| {column} | {duckdb_type(declared.dtype)} | {'yes' if declared.nullable else 'no'} "
        f"| {_cell(meaning(declared))} |"
        for column, declared in columns.items()
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PATH.write_text(data_dictionary(), encoding="utf-8")
