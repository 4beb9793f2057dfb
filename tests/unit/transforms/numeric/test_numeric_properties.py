import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import few_or_all_examples
from tests.unit.transforms.numeric.conftest import NO_TEMPORAL, texts_frame
from transforms.numeric import numeric_facts
from transforms.numeric.numerals.parsing import read_number
from transforms.text.sentences import sentences

PIECES = st.sampled_from(
    (
        *(
            "$",
            "€",
            "£",
            "US$",
            "Rs",
            "1",
            "2,000",
            "3.5",
            "1,2345",
            "½",
            "1/3",
            "half",
            "a",
            "fifth",
            "of",
            "one",
            "two",
        ),
        *(
            "dozen",
            "hundreds",
            "million",
            "bn",
            "m",
            "k",
            "-",
            "–",
            "to",
            "and",
            "between",
            "from",
            "(",
            ")",
            "%",
            "per",
        ),
        *("cent", "percent", "euros", "pounds", "yen", "cents", "days", "year-old", "km/h", "°", "C", "people", "'s"),
        *("the", "in", "March", "2019", ":", ".", ",", "\n", "\x01", "\u00a0", "é", "中", "aged", "up", "least"),
    )
)
ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
HOSTILE = {
    "one long number": "9" * 200_000,
    "dollars": "$" * 100_000,
    "digits": "1 " * 50_000,
    "ones": "one " * 50_000,
    "hyphens": "1-" * 50_000,
    "brackets": "(" * 50_000,
    "number words": "hundred and " * 20_000,
}


def spelled(number: int) -> str:
    """The English words of a number below a billion."""
    if number < 20:
        return ONES[number]
    if number < 100:
        return TENS[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")
    for size, word in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if rest and rest < 100 else " "
            return f"{spelled(number // size)} {word}" + (joint + spelled(rest) if rest else "")
    raise AssertionError(number)


def facts_of(words: str) -> pl.DataFrame:
    texts = texts_frame([words])
    return numeric_facts(texts, sentences(texts), NO_TEMPORAL)


def check_offsets(words: str) -> None:
    for start, end, text in facts_of(words).select("start_char", "end_char", "text").iter_rows():
        assert words[start:end] == text


@few_or_all_examples(5, 30)
def test_any_text_is_read_and_offsets_cut_out_the_words(examples):
    settings(max_examples=examples, deadline=None)(given(st.text(min_size=1, max_size=200))(check_offsets))()


@few_or_all_examples(6, 60)
def test_any_mixture_of_numbers_and_units_is_read_and_offsets_cut_out_the_words(examples):
    @settings(max_examples=examples, deadline=None)
    @given(st.lists(PIECES, min_size=1, max_size=25), st.booleans())
    def is_read(pieces, spaced):
        check_offsets((" " if spaced else "").join(pieces))

    is_read()


@given(st.integers(min_value=0, max_value=10**9 - 1))
@settings(max_examples=200, deadline=None)
def test_written_numbers_come_back(number):
    assert read_number(spelled(number)).exact == str(number)


@given(st.integers(min_value=0, max_value=10**15), st.integers(min_value=0, max_value=99))
@settings(max_examples=200, deadline=None)
def test_grouped_figures_come_back(number, hundredths):
    assert float(read_number(f"{number:,}.{hundredths:02d}").exact or "nan") == float(f"{number}.{hundredths:02d}")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_are_read(words):
    check_offsets(words)
