import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from transforms.text import filter_spans


def mention(*places):
    columns = ["text_no", "start_char", "end_char", "start_byte", "end_byte"]
    return pl.DataFrame(
        [(0, start, end, start, end) for start, end in places], schema=dict.fromkeys(columns, pl.UInt32), orient="row"
    )


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))))
def test_the_greedy_choice_from_the_left_is_what_a_loop_makes(places):
    kept, reached = [], 0
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= reached:
            kept.append((start, end))
            reached = end
    assert filter_spans.longest_from_left(mention(*places)).select("start_char", "end_char").rows() == kept


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda pair: (pair[0], sum(pair)))),
    st.lists(st.integers(0, 9), unique=True),
)
def test_overlapping_is_sharing_a_character(places, tens):
    taken = [(ten * 4, ten * 4 + 3) for ten in tens]
    expected = [any(start < end2 and start2 < end for start2, end2 in taken) for start, end in places]
    assert filter_spans.overlapping(mention(*places), mention(*taken)).to_list() == expected


def test_a_long_chain_of_overlaps_is_resolved():
    chain = [(start, start + 2) for start in range(100_000)]
    assert filter_spans.longest_from_left(mention(*chain)).height == 50_000
