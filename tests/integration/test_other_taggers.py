"""`dateline ingest --tagger`: the names that a model of others finds, in a lake."""

import json
import os
import subprocess
import sys

import pytest

from tests.builders import write_article
from warehouse.lake import Lake


def dateline(*args):
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, args)],
        capture_output=True,
        text=True,
        env={**os.environ, "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180"},
        timeout=280,
    )


@pytest.fixture
def pipeline(tmp_path):
    """A spaCy pipeline that knows two names."""
    spacy = pytest.importorskip("spacy", reason="spaCy is not installed")
    made = spacy.blank("en")
    patterns = [{"label": "PERSON", "pattern": "grodd velst"}, {"label": "GPE", "pattern": "Tveitsund"}]
    made.add_pipe("entity_ruler").add_patterns(patterns)
    made.to_disk(tmp_path / "tiny")
    return f"spacy:{tmp_path / 'tiny'}"


def test_a_night_with_a_spacy_pipeline(tmp_path, pipeline):
    write_article(tmp_path / "in", "a.txt", "In Tveitsund, grodd velst met Angela Merkel. Olena Kovalenko left Berlin.")
    done = dateline("ingest", tmp_path / "in", "--lake", tmp_path / "lake", "--tagger", pipeline)
    assert done.returncode == 0, done.stderr
    sql = "SELECT text, type::VARCHAR, entity_id, method, rule FROM entity_mentions ORDER BY start_char"
    found = Lake(tmp_path / "lake").reader().execute(sql).fetchall()
    assert [(words, kind, method, rule) for words, kind, _, method, rule in found] == [
        ("Tveitsund", "LOC", pipeline, pipeline),
        ("grodd velst", "PER", pipeline, pipeline),
        ("Angela Merkel", "PER", "gazetteer", "gazetteer"),
        ("Berlin", "LOC", "gazetteer", "gazetteer"),
    ]
    ids = {words: entity for words, _, entity, _, _ in found}
    assert ids["grodd velst"].startswith("per:")
    assert ids["Tveitsund"].startswith("loc:")
    assert (ids["Angela Merkel"], ids["Berlin"]) == ("person:angela-merkel", "city:berlin-de")
    named = Lake(tmp_path / "lake").reader().execute("SELECT entity_id FROM entities").fetchall()
    assert {entity for (entity,) in named} == set(ids.values())


def test_lines_with_a_spacy_pipeline(tmp_path, pipeline):
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "In Tveitsund it rained."}\n')
    done = dateline("extract", tmp_path / "in.jsonl", "--tagger", pipeline)
    [name] = json.loads(done.stdout)["entities"]
    assert (name["text"], name["type"], name["method"]) == ("Tveitsund", "LOC", pipeline)


def test_a_model_that_is_not_there_is_one_line_and_nothing_is_written(tmp_path):
    pytest.importorskip("spacy", reason="spaCy is not installed")
    write_article(tmp_path / "in", "a.txt", "Body.")
    done = dateline("ingest", tmp_path / "in", "--lake", tmp_path / "lake", "--tagger", f"spacy:{tmp_path / 'none'}")
    assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    assert "cannot be loaded" in done.stderr
    assert not (tmp_path / "lake").exists()
