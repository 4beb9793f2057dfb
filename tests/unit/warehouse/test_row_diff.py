import polars as pl

from warehouse.row_diff import by_rule, row_diff


def facts(*rows):
    """Fact rows of article a: start, text, rule, value."""
    return pl.DataFrame(
        [("a", 1, "body", start, start + len(text), text, rule, value, "0.1.0") for start, text, rule, value in rows],
        schema={
            "article_id": pl.String, "revision": pl.Int32, "field": pl.String, "start_char": pl.Int32,
            "end_char": pl.Int32, "text": pl.String, "rule": pl.String, "value": pl.Float64,
            "extractor_version": pl.String,
        },
        orient="row",
    )  # fmt: skip


BEFORE = facts((0, "$5", "money", 5.0), (9, "ten", "number", 10.0), (20, "9%", "percent", 9.0))


def test_rows_are_added_removed_and_changed():
    after = facts((0, "$5", "money", 5.0), (9, "ten", "number", 11.0), (30, "$7", "money", 7.0))
    found = row_diff(BEFORE, after)
    assert found.select("start_char", "text", "change").rows() == [
        (9, "ten", "changed"), (20, "9%", "removed"), (30, "$7", "added"),
    ]  # fmt: skip
    assert by_rule(found).rows() == [("money", 1, 0, 0), ("number", 0, 0, 1), ("percent", 0, 1, 0)]
    assert '"value":10.0' in found["before"][0]
    assert '"value":11.0' in found["after"][0]
    assert found["before"][2] is None


def test_another_version_that_made_the_same_is_no_difference():
    same = BEFORE.reverse().with_columns(extractor_version=pl.lit("0.2.0"))
    assert row_diff(BEFORE, same).is_empty()


def test_two_readings_of_the_same_words_are_two_rows():
    twice = facts((0, "$5", "money", 5.0), (0, "$5", "money", 6.0))
    assert row_diff(twice, twice.reverse()).is_empty()
    assert row_diff(twice, twice.head(1))["change"].to_list() == ["removed"]
    assert row_diff(twice.clear(), twice)["change"].to_list() == ["added", "added"]
