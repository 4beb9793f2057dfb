import polars as pl
import pytest

from transforms.numeric.relations.connectives import parted_by_runs


def numbers(*rows):
    schema = {"text_no": pl.UInt32, "start_char": pl.UInt32, "prefix": pl.String, "words": pl.String, "rest": pl.String}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("between", "core"),
    [(" to ", " to "), ("-", "-"), (" ($", " ("), (", up from ", ", up from "), (" men met ", None), (". ", None)],
)
def test_a_joint_holds_two_numbers_together(between, core):
    prefix = "$" if between.endswith("$") else ""
    rest = f"{between}5 more"
    rows = numbers((0, 0, "", "3", rest), (0, 1 + len(between), prefix, "5", " more"))
    alone, bound = parted_by_runs(rows, pl.Series([0, 1]))
    assert bound["core"].to_list() == ([] if core is None else [core, None])
    assert alone.height + bound.height == 2


def test_rows_that_are_not_asked_for_part_nothing():
    rows = numbers((0, 0, "", "3", "x8 to 5"), (0, 2, "", "8", " to 5"), (0, 7, "", "5", ""))
    alone, bound = parted_by_runs(rows, pl.Series([1, 2]))
    assert (alone.height, bound["words"].to_list()) == (0, ["8", "5"])


def test_numbers_of_two_texts_do_not_hang_together():
    alone, bound = parted_by_runs(numbers((0, 0, "", "3", " to 5"), (1, 5, "", "5", "")), pl.Series([0, 1]))
    assert (alone.height, bound.height) == (2, 0)
