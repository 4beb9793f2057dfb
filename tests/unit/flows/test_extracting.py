import io
import json

import pytest

from flows.extracting import extract_lines
from transforms.entities.ner.model_tagger import ModelTagger
from warehouse.tables import FACT_TABLES, TABLES


def run(*lines):
    output = io.BytesIO()
    counts = extract_lines(io.BytesIO("\n".join(lines).encode()), output)
    return counts, [json.loads(line) for line in output.getvalue().decode().splitlines()]


def test_gives_one_line_for_each_in_order_with_its_id_as_written():
    lines = [json.dumps({"id": number, "published": None, "text": "It cost $5."}) for number in (3, "x", 1.5, None)]
    assert [line["id"] for line in run(*lines)[1]] == [3, "x", 1.5, None]


def test_facts_have_the_columns_of_their_tables():
    line = json.dumps(
        {"id": 1, "published": "2025-03-15", "title": "T", "text": 'On Friday "it cost $5" in Oslo, Mr. Berg said.'}
    )
    [facts] = run(line)[1]
    assert set(facts) == {"id", "temporal", "numeric", "entities", "quotations"}
    keys = {"article_id", "revision", "published_on"}
    for name, table in zip(("temporal", "numeric", "entities", "quotations"), FACT_TABLES, strict=True):
        assert facts[name], name
        assert set(facts[name][0]) == set(TABLES[table].column_names()) - keys


def test_offsets_count_in_the_text_as_it_came():
    text = "\r\n  😀 It cost $5\r\nin caf\u00e9 Oslo. "
    [facts] = run(json.dumps({"id": 1, "published": None, "text": text}))[1]
    for fact in facts["numeric"] + facts["entities"]:
        assert text[fact["start_char"] : fact["end_char"]] == fact["text"]
    assert facts["numeric"][0]["value"] == 5.0


def test_title_and_body_are_told_apart():
    [facts] = run(json.dumps({"id": 1, "published": None, "title": "A $7 fine", "text": "It was $8."}))[1]
    assert [(fact["field"], fact["value"]) for fact in facts["numeric"]] == [("title", 7.0), ("body", 8.0)]


@pytest.mark.parametrize(
    "line", ["nope", "[]", '{"id": 1}', '{"id": 1, "published": "2025-02-30", "text": "x"}', '{"id": 1, "text": 5}']
)
def test_a_bad_line_gives_an_error_and_empty_lists(line):
    (count, errors), lines = run(line, '{"id": 2, "published": null, "text": "It cost $5."}')
    if line == '{"id": 1}':  # nothing to read is no error
        assert (errors, lines[0]["numeric"]) == (0, [])
        return
    assert (count, errors) == (2, 1)
    assert "line 1" in lines[0]["error"]
    assert (lines[0]["temporal"], lines[1]["numeric"][0]["value"]) == ([], 5.0)


def test_amounts_are_converted_at_the_day_of_publication():
    [facts] = run(json.dumps({"id": 1, "published": "2025-03-14", "text": "It cost 10 euros."}))[1]
    [fact] = facts["numeric"]
    assert (fact["value_eur"], fact["fx_status"], fact["fx_date"]) == (10.0, "ok", "2025-03-14")


def test_an_error_with_quotes_is_still_json():
    lines = run('{"id": "a", "published": "\\"x\\\\", "text": "x"}')[1]
    assert lines[0]["id"] == "a"


def test_an_empty_input_gives_an_empty_output():
    assert run("") == ((0, 0), [])


def test_another_tagger_may_find_the_names():
    tagger = ModelTagger("test:model", lambda texts: [[(0, 5, "ORG", 0.5)] for _ in texts], 100)
    output = io.BytesIO()
    extract_lines(io.BytesIO(b'{"id": 1, "text": "Grodd rose."}'), output, tagger)
    [name] = json.loads(output.getvalue())["entities"]
    assert (name["text"], name["type"], name["method"], name["score"]) == ("Grodd", "ORG", "test:model", 0.5)


@pytest.mark.parametrize(("indirect", "kinds"), [(False, ["direct"]), (True, ["direct", "indirect"])])
def test_reported_speech_comes_when_asked_for(indirect, kinds):
    line = json.dumps({"id": 1, "published": None, "text": 'Tom Hale said: "We pay." Tom Hale said that it rained.'})
    output = io.BytesIO()
    extract_lines(io.BytesIO(line.encode() + b"\n"), output, indirect=indirect)
    assert [row["kind"] for row in json.loads(output.getvalue())["quotations"]] == kinds
