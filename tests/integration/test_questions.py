"""An analyst's questions of docs/questions.md have the answers that the page gives, on the sample articles."""

import pytest

from flows.output import write_result
from tests.questions import PAGE, questions
from warehouse.query import ask, session


@pytest.fixture(scope="module")
def connection(sample_lake):
    with session(sample_lake) as opened:
        yield opened


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.asked.rstrip("?").replace(" ", "_"))
def test_the_answer_is_the_one_of_the_page(connection, sample_lake, tmp_path, question):
    write_result(ask(connection, question.sql, {}, sample_lake), "csv", tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_text(encoding="utf-8") == question.answer


def test_the_page_has_twenty_five_of_them_and_no_other_sql():
    assert len(questions()) == PAGE.read_text(encoding="utf-8").count("```sql") == 25
