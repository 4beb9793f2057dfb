import pytest

from tests.builders import ingest, write_article
from warehouse.errors import DatelineError
from warehouse.lake import Lake
from warehouse.query import run, saved_parameters, saved_queries, saved_query


@pytest.fixture(scope="module")
def lake(where_lakes_lie, tmp_path_factory):
    folder = tmp_path_factory.mktemp("query")
    write_article(folder / "in", "a.txt", "It cost $5 in Oslo on Friday.")
    ingest(folder / "lake", folder / "in")
    return Lake(folder / "lake")


def test_answers_a_select(lake):
    assert run(lake, "SELECT title FROM articles").fetchall() == [("A title",)]


@pytest.mark.parametrize("name", list(saved_queries()))
def test_saved_queries_run(lake, name):
    run(lake, saved_query(name), parameters=saved_parameters(name, {})).fetchall()


@pytest.mark.parametrize("sql", ["describe articles", "show tables", "SUMMARIZE fx_rates", "from articles"])
def test_answers_what_an_analyst_types(lake, sql):
    assert run(lake, sql).fetchall()


@pytest.mark.parametrize(
    "sql", ["selec 1", "SELECT nope FROM articles", "SELECT * FROM nope", "SELECT 1; SELECT 2", ""]
)
def test_explains_what_is_wrong(lake, sql):
    with pytest.raises(DatelineError):
        run(lake, sql)


def test_an_unknown_saved_query_lists_the_known_ones():
    with pytest.raises(DatelineError, match="largest_amounts"):
        saved_query("nope")
