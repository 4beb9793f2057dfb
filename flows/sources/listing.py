"""The formats as README.md lists them: `python -m flows.sources.listing` rewrites the list between its two marks."""

from pathlib import Path

from flows.sources import FORMATS

BEGIN, END = "<!-- formats: made by `make docs` -->", "<!-- end of formats -->"


def listing() -> str:
    """A table of all formats, in Markdown."""
    rows = [
        f"| `{name}` | {' '.join(f'`{suffix}`' for suffix in known.suffixes)} | {known.about} |"
        for name, known in sorted(FORMATS.items())
    ]
    return "\n".join(["| format | endings | what a file holds |", "|---|---|---|", *rows])


def renewed(readme: str) -> str:
    """The text of README.md with the list as it is now."""
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{listing()}\n{END}{after}"


def main() -> None:
    """Rewrite README.md in the working directory."""
    readme = Path("README.md")
    readme.write_text(renewed(readme.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
