from hypothesis import given
from hypothesis import strategies as st

from explore.highlight import Fact, part_ends, segments


def fact(start_char: int, end_char: int, kind: str = "numeric") -> Fact:
    return Fact(kind, start_char, end_char, "", "", "", "")


def test_a_text_is_cut_at_the_ends_of_its_facts():
    found = segments("paid 40 euros on Friday", [fact(5, 13), fact(17, 23, "temporal")])
    assert [(piece.text, [each.kind for each in piece.facts], piece.opens) for piece in found] == [
        ("paid ", [], None),
        ("40 euros", ["numeric"], 5),
        (" on ", [], None),
        ("Friday", ["temporal"], 17),
    ]


def test_what_lies_in_a_quotation_is_under_both():
    found = segments('"in May", he said', [fact(1, 7, "quotation"), fact(4, 7, "temporal")])
    assert [(piece.text, [each.kind for each in piece.facts]) for piece in found] == [
        ('"', []),
        ("in ", ["quotation"]),
        ("May", ["quotation", "temporal"]),
        ('", he said', []),
    ]


def test_a_part_of_a_text_shows_the_facts_that_reach_into_it():
    found = segments("one two three", [fact(0, 7), fact(8, 13)], 4, 10)
    assert [(piece.text, len(piece.facts)) for piece in found] == [("two", 1), (" ", 0), ("th", 1)]


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8),
    st.integers(0, 60),
    st.integers(0, 60),
)
def test_the_pieces_are_the_stretch_again_and_each_is_under_what_covers_it(text, spans, first, length):
    facts = [fact(start, start + width) for start, width in spans]
    first = min(first, len(text))
    pieces = segments(text, facts, first, first + length)
    assert "".join(piece.text for piece in pieces) == text[first : first + length]
    at = first
    for piece in pieces:
        covering = [each for each in facts if each.start_char <= at < each.end_char]
        assert sorted(map(id, piece.facts)) == sorted(map(id, covering))
        at += len(piece.text)


def test_long_texts_are_cut_at_line_ends():
    text = "aaaa\nbbbb\ncccc\n"
    assert part_ends(text, 8) == [5, 10, 15]
    assert part_ends("a" * 20, 8) == [8, 16, 20]
    assert part_ends("", 8) == [0]


def test_a_part_has_no_more_facts_than_a_page_holds():
    text = "Oslo paid 5 euros.\n" * 100
    starts = [line * 19 + at for line in range(100) for at in (0, 10)]
    ends = part_ends(text, 20_000, starts, 50)
    assert ends[-1] == len(text)
    assert all(
        sum(first <= start < end for start in starts) <= 50 for first, end in zip([0, *ends], ends, strict=False)
    )
