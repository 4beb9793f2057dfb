"""The questions of docs/questions.md: each with its SELECT and the answer that the sample articles give."""

import re
from typing import NamedTuple

from tests.conftest import ROOT

PAGE = ROOT / "docs" / "questions.md"
_QUESTION = re.compile(
    r"^### (?P<asked>[^\n]+)\n\n```sql\n(?P<sql>.+?)\n```\n\n```csv\n(?P<answer>.*?)```$", re.MULTILINE | re.DOTALL
)


class Question(NamedTuple):
    """What is asked, the SELECT that asks it, and the answer as CSV."""

    asked: str
    sql: str
    answer: str


def questions() -> list[Question]:
    """All questions of the page, in its order."""
    return [Question(**found.groupdict()) for found in _QUESTION.finditer(PAGE.read_text(encoding="utf-8"))]
