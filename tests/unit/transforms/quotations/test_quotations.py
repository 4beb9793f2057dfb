from functools import cache
from importlib import import_module
from itertools import chain

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import few_or_all_examples
from tests.unit.transforms.entities.builders import texts
from tests.unit.transforms.quotations.builders import NO_DAYS, entities, read
from transforms.columns.utf8 import slices
from transforms.quotations import quotations
from transforms.quotations.marks import quoted_words
from transforms.text.sentences import sentences

# What the first and the last marks of a text may see more or less than the others.
_EDGES_BYTES = 2_000


def said(body: str) -> list[tuple[str, str | None, str | None]]:
    rows = read(body).filter(pl.col("kind") == "direct")
    return rows.select("text", "entity_id", "verb").rows()


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize(
    ("body", "quote", "speaker", "verb"),
    [
        ('"We are ready," Kovalenko said.', "We are ready,", "id:Kovalenko", "said"),
        ('"We are ready," said Olena Kovalenko.', "We are ready,", "id:Kovalenko", "said"),
        ('Kovalenko said: "We are ready."', "We are ready.", "id:Kovalenko", "said"),
        ('Kovalenko told reporters she was "ready".', "ready", "id:Kovalenko", "told"),
        ('"Are you ready?" asked Tom Hale.', "Are you ready?", "id:Hale", "asked"),
        ('It will be "easy", according to Tom Hale.', "easy", "id:Hale", "according to"),
        ('"Sales rose," Quillon said.', "Sales rose,", "id:Quillon", "said"),
        ("“We are ready,” Kovalenko said.", "We are ready,", "id:Kovalenko", "said"),
        ('Kovalenko met Hale. "We are ready," she said.', "We are ready,", "id:Kovalenko", "said"),
    ],
)
def test_the_speaker_stands_beside_the_verb(body, quote, speaker, verb):
    if not body.isascii():
        body = body.replace("“", '"').replace("”", '"')
    assert said(body) == [(quote, speaker, verb)]


def test_curly_marks_are_marks():
    assert read("“We are ready,” she said.")["text"].to_list() == ["We are ready,"]


def test_a_title_speaks_where_no_name_does():
    row = read('"We are ready," the minister said.').row(0, named=True)
    assert (row["speaker_text"], row["speaker_start_char"], row["entity_id"]) == ("the minister", 16, None)


def test_a_pronoun_is_the_person_named_last_as_a_subject():
    assert said('Kovalenko criticised Tom Hale as she said it was "easy".')[0][1] == "id:Kovalenko"


def test_the_second_piece_has_the_speaker_of_the_first():
    rows = read('"We are ready," Kovalenko said. "We wait."')
    assert rows["entity_id"].to_list() == ["id:Kovalenko", "id:Kovalenko"]
    assert rows["rule"].to_list() == ["verb_after", "goes_on"]


def test_an_open_paragraph_goes_on_in_the_next():
    rows = read('"We are ready.\n\n"We wait," Kovalenko said.')
    assert rows["text"].to_list() == ["We are ready.", "We wait,"]
    assert rows["entity_id"].to_list() == ["id:Kovalenko", "id:Kovalenko"]


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize("body", ['The 19" screen.', "no marks", '""', '" "', ""])
def test_other_marks_quote_nothing(body):
    assert said(body) == []


def test_a_headline_quotes_between_single_marks():
    assert read("Hale warns of 'bumpy' year", field="title")["text"].to_list() == ["bumpy"]


@pytest.mark.parametrize("closing", "'’")
@pytest.mark.parametrize("opening", "'‘")
@pytest.mark.parametrize("behind", ["", " says Hale", ", Hale says", ": a year after", "!"])
def test_a_headline_may_close_with_another_mark_than_it_opens_with(opening, closing, behind):
    headline = pl.DataFrame({"text_no": [0], "text": [f"Hale: {opening}No é{closing}{behind}"], "field": ["title"]})
    row = quoted_words(headline.with_columns(pl.col("text_no").cast(pl.UInt32))).row(0, named=True)
    whole = headline["text"][0].encode()[row["outer_start"] : row["outer_end"]].decode()
    assert whole == f"{opening}No é{closing}"


def test_a_headline_that_closes_with_another_mark_harms_no_text_that_is_read_after_it():
    assert read("'There’ s a lot of anger here': a riot after a vigil", field="title")["text"].to_list() == ["There"]
    assert said('"We are ready," Kovalenko said.') == [("We are ready,", "id:Kovalenko", "said")]


def test_a_body_does_not():
    assert read("Hale warns of 'bumpy' year").is_empty()


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("'We won't go,' Kovalenko said.", ["We won't go,"]),
        (
            "‘We won’t go,’ Kovalenko said. ‘It’s late.’",
            ["We won’t go,", "It’s late."],
        ),
        ("The players' union met the owners' club.", []),
        ("Kovalenko's team won the '96 cup.", []),
        (
            "“He said ‘go now.’ Then he left,” she said.",
            ["He said ‘go now.’ Then he left,", "go now."],
        ),
    ],
)
def test_single_marks_of_a_body_quote_what_ends_in_punctuation(body, words):
    assert read(body)["text"].to_list() == words


def test_a_name_before_a_colon_speaks():
    assert said('Minister Tom Hale: "We are ready."') == [("We are ready.", "id:Hale", None)]
    assert read('Minister Tom Hale: "We are ready."')["rule"].to_list() == ["colon"]


def test_a_name_at_the_end_of_a_sentence_before_a_colon_does_not():
    assert said('The slogan was carried past Tom Hale: "No more."') == [("No more.", None, None)]


def test_a_colon_looks_for_its_name_in_its_own_text():
    both = texts("Tom Hale left.", 'The slogan: "No more."')
    names = pl.DataFrame({"text_no": [0], "start_char": [0], "end_char": [8], "start_byte": [0], "end_byte": [8]})
    names = names.cast(pl.UInt32).with_columns(text=pl.lit("Tom Hale"), type=pl.lit("PER"), entity_id=pl.lit("id:Hale"))
    cut = sentences(both)
    found = quotations(both, cut, names.with_columns(sentence_no=pl.lit(0, pl.UInt32)), NO_DAYS)
    assert found.select("text_no", "rule", "speaker_text").rows() == [(1, "unattributed", None)]


def test_a_second_speaker_is_not_the_first():
    rows = read('"Go home!" shouted one protester. "We want jobs!" yelled another.')
    assert rows["speaker_text"].to_list() == ["one protester", "another"]


def test_words_of_nobody_stay_unattributed():
    row = read('The so-called "dome" stood empty.').row(0, named=True)
    assert (row["rule"], row["speaker_text"], row["verb"]) == ("unattributed", None, None)


@few_or_all_examples(8, 80)
def test_offsets_cut_out_the_words(examples):
    @settings(max_examples=examples, deadline=None)
    @given(st.text(alphabet="aB .,\"“”'\né said", max_size=80))
    def holds(body):
        for start, end, words in read(body).select("start_char", "end_char", "text").rows():
            assert body[start:end] == words

    holds()


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize("body", ['"' * 5000, '"a" said ' * 2000, "“" * 3000, "said " * 3000, '"' + "a" * 50000])
def test_any_text_is_read(body):
    read(body)


def read_all(*bodies: str) -> pl.DataFrame:
    """Quotations of several texts, read in one frame."""
    frame = texts(*bodies).with_columns(field=pl.lit("body"))
    cut = sentences(frame)
    names = [entities(body, cut, number) for number, body in enumerate(bodies)]
    return quotations(frame, cut, pl.concat(names), NO_DAYS)


def test_texts_of_a_frame_know_nothing_of_each_other():
    bodies = (
        '"We are ready," Kovalenko said.',
        '"We wait."',
        "Tom Hale left. No marks here.",
        '"Nobody slept," she said.',
        '"It is late.',
        '"We won," said Tom Hale. "We did."',
        "",
        'The sign says "Stop".',
    )
    together = read_all(*bodies)
    alone = [row[1:] for body in bodies for row in read_all(body).rows()]
    assert [row[1:] for row in together.rows()] == alone
    assert together.filter(kind="direct").select("text_no", "text", "entity_id").rows() == [
        (0, "We are ready,", "id:Kovalenko"),
        (1, "We wait.", None),
        (3, "Nobody slept,", None),
        (5, "We won,", "id:Hale"),
        (5, "We did.", "id:Hale"),
        (7, "Stop", None),
    ]


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("„Wir warten“, said Tom Hale.", ["Wir warten"]),
        ("«On attend», said Tom Hale.", ["On attend"]),
        ("「待つ」 said Tom Hale.", ["待つ"]),
        ("『待つ』 said Tom Hale.", ["待つ"]),
        ("`` We wait , '' said Tom Hale .", ["We wait ,"]),
        ("''We wait,'' said Tom Hale. ''And pay.''", ["We wait,", "And pay."]),
        ('" We wait , " said Tom Hale .', ["We wait ,"]),
        ('“We wait," said Tom Hale. “And pay.”', ["We wait,", "And pay."]),
        ('"We wait, said Tom Hale. The 19" screen is dark.', ["We wait, said Tom Hale. The 19"]),
        ('He is 6\'2" tall, said Tom Hale: "Tall."', ["Tall."]),
        ("“Open and never closed, said Tom Hale.", []),
    ],
)
def test_marks_of_other_papers_and_alphabets(body, words):
    assert read(body).filter(kind="direct")["text"].to_list() == words


@pytest.mark.usefixtures("read_together")
@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "«»", "„", "「", "``", "''", "‘", '"a" said ', "“a” - ", '"\n', "said that ", ", who, "]
)
def test_many_marks_are_read_in_one_go(unit):
    body = unit * (200_000 // len(unit))
    for start, end, words in read(body).head(50).select("start_char", "end_char", "text").rows():
        assert body[start:end] == words


@pytest.mark.parametrize("opening", ["„", "“", "«", "‘", '"'])
@pytest.mark.parametrize("unit", ["{}A, he said. ", "{}A,” he said that ", "He said: {}A. "])
def test_twice_as_many_marks_give_patterns_twice_as_many_bytes_to_read(opening, unit, monkeypatch):
    read_bytes = []

    def counted(data, begin, end):
        read_bytes.append(int((end - begin).sum()))
        return slices(data, begin, end)

    for module in ("transforms.quotations.marks", "transforms.quotations.tags", "transforms.text.windows"):
        monkeypatch.setattr(import_module(module), "slices", counted)
    totals = []
    for count in (1_000, 2_000):
        read_bytes.clear()
        read(unit.format(opening) * count)
        totals.append(sum(read_bytes))
    assert 0 < totals[1] <= 2 * totals[0] + _EDGES_BYTES


BEFORE = [
    *("Then Tom Hale said:", "Tom Hale said", "Hale added,", "“We wait", "Lind:", "Hale chimed in."),
    '"No," she said.',
]
BEHIND = ['"We are ready."', "\n“Go home.”", '"No," said', "- Mara Lind", "said Mara Lind.", "that it rained."]
PAIRS = [(before + " " * 40, behind) for before in BEFORE for behind in BEHIND]


@cache
def rows_alone(body: str) -> list[tuple]:
    return read(body).drop("text_no").rows()


@cache
def rows_of_pairs() -> list[list[tuple]]:
    """The rows of each pair of texts; all of them stand in one frame, the second right behind the first."""
    found = read_all(*chain.from_iterable(PAIRS))
    return [found.filter(pl.col("text_no") // 2 == pair).drop("text_no").rows() for pair in range(len(PAIRS))]


@pytest.mark.parametrize("pair", range(len(PAIRS)))
def test_a_clause_never_reaches_into_another_text(pair):
    assert rows_of_pairs()[pair] == [row for body in PAIRS[pair] for row in rows_alone(body)]
