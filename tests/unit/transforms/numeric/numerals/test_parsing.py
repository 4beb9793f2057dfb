import pytest

from transforms.numeric.numerals.decimals import read_figure, scaled, to_float
from transforms.numeric.numerals.parsing import read_number, two_numbers
from transforms.numeric.numerals.spellout import NO_VALUE


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("7", "7"),
        ("1,234.5", "1234.5"),
        ("1,23,456", "123456"),
        ("12,34,567.89", "1234567.89"),
        ("1.234.567,89", "1234567.89"),
        ("40 000", "40000"),
        ("1'000'000", "1000000"),
        ("3,5", "3.5"),
        (".500", "0.500"),
        ("007", "7"),
    ],
)
def test_reads_figures_by_their_grouping(words, exact):
    assert read_number(words).exact == exact


@pytest.mark.parametrize("words", ["1,2345", "1,2,3", "2.3.4", "1,234.567,89.1"])
def test_contradictory_grouping_has_no_value(words):
    assert read_figure(words) is None


@pytest.mark.parametrize(
    ("words", "exact"),
    [
        ("twenty-seven", "27"),
        ("a dozen", "12"),
        ("half a million", "500000"),
        ("one and a half thousand", "1500"),
        ("two hundred and fifty thousand three hundred and one", "250301"),
        ("three million, two hundred thousand", "3200000"),
        ("4 thousand 3 hundred and 21", "4321"),
        ("43.5 billion", "43500000000"),
        ("12.3mn", "12300000"),
        ("5 lakh crore", "5000000000000"),
        ("five point five", "5.5"),
        ("2 1/2", "2.5"),
        ("2½", "2.5"),
        ("1.3x10^6", "1300000"),
        ("4e14", "400000000000000"),
        ("twenty-fifth", "25"),
        ("1,000th", "1000"),
        ("fiftyfourth", "54"),
        ("2.4e7", "24000000"),
        ("3 point 25", "3.25"),
        ("six dzs", "72"),
        ("40 lkh", "4000000"),
        ("two billion and a half million", "2000500000"),
        ("two billion and a half", "2500000000"),
        ("three-and-half", "3.5"),
        ("three-and-a-half", "3.5"),
    ],
)
def test_reads_words_and_multipliers(words, exact):
    assert read_number(words).exact == exact


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("a fifth", 0.2),
        ("a thirty-fifth", 1 / 35),
        ("two thirty-firsts", 2 / 31),
        ("forty forty fifths", 40 / 45),
        ("one one-thousandth", 0.001),
        ("a hundred billionths", 1e-7),
        ("a hundred thousand billionths", 1e-4),
        ("two-thirds", 2 / 3),
        ("1/3", 1 / 3),
        ("half", 0.5),
        ("three quarters", 0.75),
        ("one twenty-fifth", 0.04),
        ("three twenty-fourths", 0.125),
    ],
)
def test_reads_fractions(words, value):
    number = read_number(words)
    assert number.sort == "fraction"
    assert to_float(number.exact) == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("tens of thousands", (10_000, 100_000)),
        ("hundreds", (100, 1_000)),
        ("dozens", (12, 120)),
        ("hundreds of millions", (1e8, 1e9)),
    ],
)
def test_a_vague_plural_covers_a_power_of_ten(words, ends):
    number = read_number(words)
    assert (number.low, number.high) == ends
    assert number.exact is None


def test_a_figure_beyond_float64_keeps_its_digits():
    assert read_number("9" * 1000).exact == "9" * 1000
    assert to_float("9" * 1000) is None


@pytest.mark.parametrize(("power", "exact"), [(6, "12300000"), (0, "12.3"), (-2, "0.123")])
def test_moves_the_decimal_point(power, exact):
    assert scaled("12.3", power) == exact


@pytest.mark.parametrize("words", ["9 billion and 11 billion", "two million and three million"])
def test_two_figures_of_one_scale_are_not_added_up(words):
    assert read_number(words) == NO_VALUE


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("9 billion and 11 billion", ["9 billion", "11 billion"]),
        ("6 million and 4,500", ["6 million", "4,500"]),
        ("5 hundred and 3.75 hundred", ["5 hundred", "3.75 hundred"]),
        ("11,13,17", ["11", "13", "17"]),
        ("two million and fifty thousand", []),
        ("two billion and a half million", []),
    ],
)
def test_parts_what_is_two_numbers(words, parts):
    assert [words[begin:end] for begin, end in two_numbers(words)] == parts
