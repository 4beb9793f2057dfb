"""SQL literals, for the places (DDL, ATTACH, COPY options) that take no bound value."""


def quoted(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"
