import io
import json

import pytest

from flows import extracting
from flows.extracting import extract_lines
from transforms.entities.ner.model_tagger import ModelTagger
from warehouse.errors import DatelineError
from warehouse.tables import FACT_TABLES, TABLES


def run(*lines):
    output = io.BytesIO()
    counts = extract_lines(io.BytesIO("\n".join(lines).encode()), output)
    return counts, [json.loads(line) for line in output.getvalue().splitlines()]


def test_gives_one_line_for_each_in_order_with_its_id_as_written():
    lines = [json.dumps({"id": number, "published": None, "text": "It cost $5."}) for number in (3, "x", 1.5, None)]
    assert [line["id"] for line in run(*lines)[1]] == [3, "x", 1.5, None]


def test_facts_have_the_columns_of_their_tables():
    line = json.dumps(
        {"id": 1, "published": "2025-03-15", "title": "T", "text": 'On Friday "it cost $5" in Oslo, Mr. Berg said.'}
    )
    [facts] = run(line)[1]
    assert set(facts) == {"id", "temporal", "numeric", "entities", "quotations"}
    # Keys, and what only a lake knows.
    keys = {"article_id", "revision", "published_on"}
    keys |= {"is_current", "is_copy", "is_repeat", "entity_ids", "is_first", "is_first_in_sentence", "source"}
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


@pytest.mark.parametrize("bytes_a_batch", [150, 10**6])
def test_the_output_is_the_same_in_whatever_batches_the_lines_are_read(monkeypatch, bytes_a_batch):
    texts = ["It cost $5.", "Anna Berg said:", '"We pay 7 million euros in two years."', "", "In May it did."] * 2
    lines = [json.dumps({"id": number, "published": "2025-03-14", "text": text}) for number, text in enumerate(texts)]
    lines[7] = "no JSON"
    expected = run(*lines)
    sizes = []
    real = extracting._extract_batch
    monkeypatch.setattr(extracting, "_FIRST_BYTES", bytes_a_batch)
    monkeypatch.setattr(extracting, "_BATCH_BYTES", 2 * bytes_a_batch)
    monkeypatch.setattr(
        extracting, "_extract_batch", lambda *given: (sizes.append(len(given[-1].lines)), real(*given))[1]
    )
    assert run(*lines) == expected
    assert expected[0] == (10, 1)
    assert (sum(sizes), len(sizes) > 1) == (10, bytes_a_batch < 1000)


def test_what_was_read_before_the_input_breaks_off_is_written():
    class Torn(io.BytesIO):
        def readline(self, size=-1):
            line = super().readline(size)
            if not line:
                raise OSError(5, "Input/output error")
            return line

    output = io.BytesIO()
    with pytest.raises(DatelineError, match="breaks off"):
        extract_lines(Torn(b'{"id": 1, "text": "It cost $5."}\n{"id": 2, "text": "It cost $6."}\n'), output)
    assert [json.loads(line)["id"] for line in output.getvalue().splitlines()] == [1, 2]


def test_another_tagger_may_find_the_names():
    tagger = ModelTagger("test:model", lambda texts: [[(0, 5, "ORG", 0.5)] for _ in texts], 100)
    output = io.BytesIO()
    extract_lines(io.BytesIO(b'{"id": 1, "text": "Grodd rose."}'), output, tagger)
    [name] = json.loads(output.getvalue())["entities"]
    assert (name["text"], name["type"], name["method"], name["score"]) == ("Grodd", "ORG", "test:model", 0.5)


def test_a_line_on_which_the_program_fails_gives_an_error_and_the_others_their_facts(monkeypatch):
    real = extracting.extract

    def failing(articles, *others):
        if articles["body"].str.contains("unspeakable").any():
            raise ValueError("no words for it")
        return real(articles, *others)

    monkeypatch.setattr(extracting, "extract", failing)
    texts = ["It cost $5.", "unspeakable", "It cost $6.", "unspeakable too", "It cost $7."]
    counts, lines = run(*(json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)))
    assert counts == (5, 2)
    assert [line["id"] for line in lines] == [0, 1, 2, 3, 4]
    assert [[fact["value"] for fact in line["numeric"]] for line in lines] == [[5.0], [], [6.0], [], [7.0]]
    assert [line.get("error", "").partition(" (")[0] for line in lines] == [
        "", "line 2: The program failed on it", "", "line 4: The program failed on it", "",
    ]  # fmt: skip
    assert "ValueError in flows/" in lines[1]["error"]


def test_a_tagger_without_memory_is_no_fault_of_a_line(monkeypatch):
    def failing(*_):
        raise MemoryError("no room")

    monkeypatch.setattr(extracting, "extract", failing)
    with pytest.raises(MemoryError):
        run(json.dumps({"id": 1, "text": "It cost $5."}))


@pytest.mark.parametrize("day", ["0001-01-01", "0000-01-01", "0001-01-07", "25-03-14"])
def test_a_day_that_stands_for_no_date_is_an_error_of_its_line(day):
    counts, lines = run(
        json.dumps({"id": 1, "published": day, "text": "It cost $5."}),
        json.dumps({"id": 2, "published": "9999-12-31", "text": "Tomorrow it will cost $6."}),
        json.dumps({"id": 3, "published": "0001-01-08", "text": "Last year it cost $7."}),
    )
    assert counts == (3, 1)
    assert "line 1: 'published' is no day from 0001-01-08 to 9999-12-31" in lines[0]["error"]
    assert [[fact["value"] for fact in line["numeric"]] for line in lines] == [[], [6.0], [7.0]]


def test_words_with_other_line_ends_stay_on_their_line():
    text = 'On Friday "it cost\u2028 $5\x85 or\u2029 so," Mr. Berg said.'
    [facts] = run(json.dumps({"id": 1, "text": text}))[1]
    assert facts["quotations"][0]["text"] == "it cost\u2028 $5\x85 or\u2029 so,"


def test_a_line_without_end_does_not_fill_the_memory(monkeypatch):
    class Endless(io.RawIOBase):
        left, largest = 200, 0

        def readline(self, size=-1):
            Endless.left -= 1
            Endless.largest = max(Endless.largest, size if size >= 0 else 2**62)
            return b"x" * size if self.left > 0 else b"end\n" if self.left == 0 else b""

    monkeypatch.setattr(extracting, "MAX_RECORD_BYTES", 1_000)
    output = io.BytesIO()
    assert extract_lines(Endless(), output) == (1, 1)
    assert Endless.largest <= 1_001
    assert "longer than 1,000 bytes" in json.loads(output.getvalue())["error"]


@pytest.mark.parametrize(("indirect", "kinds"), [(False, ["direct"]), (True, ["direct", "indirect"])])
def test_reported_speech_comes_when_asked_for(indirect, kinds):
    line = json.dumps({"id": 1, "published": None, "text": 'Tom Hale said: "We pay." Tom Hale said that it rained.'})
    output = io.BytesIO()
    extract_lines(io.BytesIO(line.encode() + b"\n"), output, indirect=indirect)
    assert [row["kind"] for row in json.loads(output.getvalue())["quotations"]] == kinds
