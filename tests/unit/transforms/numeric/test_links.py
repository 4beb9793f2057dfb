import polars as pl
import pytest

from transforms.numeric.links import with_runs


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
    frame = with_runs(numbers((0, 0, "", "3", rest), (0, 1 + len(between), prefix, "5", " more")))
    assert frame["core"].to_list() == [core, None]
    assert frame["run"].is_not_null().to_list() == [core is not None] * 2


def test_numbers_of_two_texts_do_not_hang_together():
    frame = with_runs(numbers((0, 0, "", "3", " to 5"), (1, 5, "", "5", "")))
    assert frame["run"].is_null().all()
