import polars as pl
import pytest


def mention(words: str, text: str, timex_type: str) -> pl.DataFrame:
    start = words.index(text)
    return pl.DataFrame(
        {"text_no": [0], "start_char": [start], "end_char": [start + len(text)], "text": [text]}
        | {"timex_type": [timex_type]},
        schema_overrides={"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32},
    )


@pytest.mark.parametrize(
    ("time", "seconds", "exact"),
    [("2:31:07", 9067, "9067"), ("3:43.13", 223.13, "223.13"), ("9:58", 598, "598"), ("1:02:03.5", 3723.5, "3723.5")],
)
def test_a_race_time_is_a_duration_linked_to_its_temporal_mention(facts, time, seconds, exact):
    words = f"She won the race in {time} on a wet day."
    [row] = facts(words, temporal=mention(words, time, "DURATION"))
    assert (row["kind"], row["value"], row["value_text"], row["unit"]) == ("duration", seconds, exact, "second")
    assert (row["si_value"], row["si_unit"]) == (seconds, "s")
    assert (row["start_char"], row["text"], row["temporal_start_char"]) == (20, time, 20)


def test_other_facts_of_the_text_stay(facts):
    words = "All 12 runners finished within 2:31:07 in 30 degrees Celsius."
    rows = facts(words, temporal=mention(words, "2:31:07", "DURATION"))
    assert [row["kind"] for row in rows] == ["count", "duration", "temperature"]


def test_a_time_of_day_is_no_duration(facts):
    words = "It began at 2:31:07 sharp."
    assert facts(words, temporal=mention(words, "2:31:07", "TIME")) == []
