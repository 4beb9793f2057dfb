"""What was found out when a record was read, and is not declared by it: kept in `extra` under a key of its own."""

import json
from collections.abc import Mapping
from typing import Any

NOTES = "_dateline"


def with_notes(extra: str | None, notes: Mapping[str, Any]) -> str | None:
    """A record's `extra`, a JSON object or None, with notes; what is there already under their names gives way."""
    if not notes:
        return extra
    known: Any = json.loads(extra) if extra else {}
    there = known.get(NOTES)
    return json.dumps(known | {NOTES: (there if isinstance(there, dict) else {}) | dict(notes)}, ensure_ascii=False)
