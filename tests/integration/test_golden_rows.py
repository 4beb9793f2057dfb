"""Two articles, one with a day and one without, from their files to the rows of every table.

The rows are typed by hand in golden/expected/TABLE.csv. Only what a reader of the sentences can tell is compared: ids
made of hashes stand as the names they belong to.
"""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.builders import ingest
from warehouse.lake import Lake
from warehouse.tables import TABLES

GOLDEN = Path(__file__).parent / "golden"

_WITH_ARTICLE = "{0} AS t INNER JOIN articles AS a USING (article_id, revision)"
_WITH_ENTITY = f"{_WITH_ARTICLE} LEFT JOIN entities AS e USING (entity_id)"

# Where the columns of expected/TABLE.csv come from, where it is not the table as it is.
FROM = {
    "sentences": "(SELECT a.title, t.*, substr(CASE t.field WHEN 'title' THEN a.title ELSE a.body END, "
    f"t.start_char + 1, t.end_char - t.start_char) AS words FROM {_WITH_ARTICLE})",
    "temporal_mentions": f"(SELECT t.*, a.title FROM {_WITH_ARTICLE})",
    "numeric_facts": f"(SELECT t.*, a.title FROM {_WITH_ARTICLE})",
    "entity_mentions": f"(SELECT t.*, a.title, e.name AS entity FROM {_WITH_ENTITY})",
    "quotations": f"(SELECT t.*, a.title, e.name AS speaker FROM {_WITH_ENTITY})",
    "signatures": f"(SELECT t.*, a.title, len(t.bands) AS bands_there FROM {_WITH_ARTICLE})",
    "entities": "(SELECT *, CASE source WHEN 'curated' THEN entity_id ELSE split_part(entity_id, ':', 1) || ':' END "
    "AS id_begins FROM {0})",
    "entity_aliases": "(SELECT t.*, e.name FROM {0} AS t INNER JOIN entities AS e USING (entity_id) "
    "WHERE alias IN (SELECT alias FROM expected))",
    "rejects": "(SELECT t.*, rejected_at::DATE AS rejected_on, decode(b.record) AS bytes_kept FROM {0} AS t "
    "LEFT JOIN rejected_bytes AS b USING (record_sha256))",
    "ledger": "(SELECT t.*, a.title, loaded_at::DATE AS loaded_on FROM {0} AS t "
    "LEFT JOIN articles AS a USING (article_id, revision))",
    "fx_rates": "(FROM {0} WHERE currency = 'USD' AND rate_on = '2025-03-14')",
}


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden") / "lake"
    ingest(folder, GOLDEN / "input", as_of=date(2025, 3, 15))
    return Lake(folder)


@pytest.mark.parametrize("table", [name for name in TABLES if name != "rejected_bytes"])
def test_has_the_rows_that_a_reader_would_write(lake, table):
    with closing(lake.reader()) as reader:
        expected = GOLDEN / "expected" / f"{table}.csv"
        reader.execute(f"CREATE TEMP TABLE expected AS FROM read_csv('{expected}', all_varchar = true)")
        columns = ", ".join(row[0] for row in reader.execute("DESCRIBE expected").fetchall())
        source = FROM.get(table, "{0}").format(f"lake.{table}")
        text = "SELECT COLUMNS(*)::VARCHAR FROM (SELECT {} FROM {}) ORDER BY ALL"
        found = reader.execute(text.format(columns, source)).fetchall()
        assert found == reader.execute(text.format("*", "expected")).fetchall()


def test_the_same_night_again_changes_nothing(lake):
    def rows():
        with closing(lake.reader()) as reader:
            return {
                name: reader.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
                for name in TABLES
                if name != "runs"
            }

    before = rows()
    account = ingest(lake.path, GOLDEN / "input", as_of=date(2025, 3, 15))
    assert (account.articles, account.known) == (0, 3)
    assert rows() == before
