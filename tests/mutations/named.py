"""Mutations of places that decide what users get, each with the test that must fail under it."""

from typing import NamedTuple


class Mutation(NamedTuple):
    """One change of one file: the text `old`, which is there once, becomes `new`; `test` must then fail."""

    about: str
    file: str
    old: str
    new: str
    test: str


_EXPORT = "tests/unit/warehouse/test_export.py"
_MAINTENANCE = "tests/unit/warehouse/test_maintenance.py"
_NIGHTLY = "tests/integration/test_nightly.py"
_FX = "tests/unit/transforms/numeric/units/test_fx_conversion.py"
_CURRENCY = "tests/unit/transforms/numeric/units/test_currency.py"
_PASSAGES = "tests/unit/transforms/numeric/test_passages.py"
_ANCHORING = "tests/unit/transforms/temporal/normalization/test_anchoring.py"
_REFERENCE = "tests/unit/transforms/temporal/normalization/test_reference_time.py"
_SOURCES = "tests/unit/flows/sources/test_sources.py"

_since = f"{_EXPORT}::test_since_any_snapshot_gives_the_rows_that_snapshot_had_not"
_young = f"{_MAINTENANCE}::test_snapshots_younger_than_the_days_to_keep_stay_and_older_ones_go"
_evidence = f"{_CURRENCY}::test_another_currency_needs_enough_evidence_and_twice_that_of_the_likeliest"
_nearest = f"{_ANCHORING}::test_a_day_without_a_year_is_in_the_nearest_one"

_currency = "transforms/numeric/units/currency.py"
_placing_days = "transforms/temporal/normalization/placing_days.py"
_placing_periods = "transforms/temporal/normalization/placing_periods.py"
_passages = "transforms/numeric/passages.py"
_days = "_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = 183, 120"
_ways_ahead = "_DAYS_AHEAD, _DAYS_AHEAD_IN_PAST = {}, {}"
_enough = 'pl.when(settled & (pl.col("first") == "USD")).then(_ENOUGH).when(settled).then(2).otherwise(1)'

NAMED = (
    Mutation(
        "--since off by one", "warehouse/selection.py", "VERSION => {int(since)}", "VERSION => {int(since) - 1}", _since
    ),
    Mutation("keep_days ignored", "warehouse/maintenance.py", "days = int(keep_days) + 1", "days = 31", _young),
    Mutation("a snapshot goes a day early", "warehouse/maintenance.py", "int(keep_days) + 1", "int(keep_days)", _young),
    Mutation(
        "files go at once",
        "warehouse/maintenance.py",
        "{options} 2 DAY",
        "{options} 0 DAY",
        f"{_MAINTENANCE}::test_files_that_only_forgotten_snapshots_read_stay_a_day_at_least",
    ),
    Mutation(
        "scheduled day ignored",
        "flows/nightly.py",
        "(scheduled or datetime.now(UTC))",
        "datetime.now(UTC)",
        f"{_NIGHTLY}::test_without_a_day_the_run_is_of_the_day_it_was_scheduled_for",
    ),
    Mutation(
        "every error retried",
        "flows/retrying.py",
        "return type(error) is duckdb.Error",
        "return True",
        f"{_NIGHTLY}::test_only_what_may_pass_by_itself_is_worth_trying_again",
    ),
    Mutation(
        "the condition of retries left out",
        "flows/nightly.py",
        "retry_condition_fn=_worth_retrying,",
        "",
        f"{_NIGHTLY}::test_what_trying_again_cannot_help_is_not_tried_again",
    ),
    Mutation(
        "a rate exactly seven days old",
        "transforms/numeric/units/fx_conversion.py",
        "<= TOLERANCE",
        "< TOLERANCE",
        f"{_FX}::test_a_rate_seven_days_old_is_still_a_rate",
    ),
    Mutation("a stated amount weighs 4", _currency, "_AMOUNT_WEIGHT = 3", "_AMOUNT_WEIGHT = 4", _evidence),
    Mutation("a stated amount weighs 1", _currency, "_AMOUNT_WEIGHT = 3", "_AMOUNT_WEIGHT = 1", _evidence),
    Mutation("the dollar gives way to 3", _currency, "_ENOUGH = 4", "_ENOUGH = 3", _evidence),
    Mutation("the dollar gives way to 5", _currency, "_ENOUGH = 4", "_ENOUGH = 5", _evidence),
    Mutation("the pound gives way to 1", _currency, _enough, _enough.replace("then(2)", "then(1)"), _evidence),
    Mutation(
        "the rupee gives way to 2", _currency, _enough, _enough.replace("otherwise(1)", "otherwise(2)"), _evidence
    ),
    Mutation("twice is enough", _currency, "weight > 2 * pl", "weight >= 2 * pl", _evidence),
    Mutation("once is enough", _currency, "weight > 2 * pl", "weight > 1 * pl", _evidence),
    Mutation(
        "a source weighs less",
        _currency,
        "local = 2.0 *",
        "local = 1.0 *",
        f"{_CURRENCY}::test_a_local_source_weighs_as_much_as_eight_country_words",
    ),
    Mutation(
        "a bare sign may be any dollar",
        _currency,
        ".then(0.0).otherwise(1.0)",
        ".then(1.0).otherwise(1.0)",
        f"{_CURRENCY}::test_a_bare_sign_is_no_dollar_that_its_own_press_writes_with_a_prefix",
    ),
    Mutation("the horizon is 182 days", _placing_days, _days, _ways_ahead.format(182, 120), _nearest),
    Mutation("the horizon is 184 days", _placing_days, _days, _ways_ahead.format(184, 120), _nearest),
    Mutation("looking back it is 119 days", _placing_days, _days, _ways_ahead.format(183, 119), _nearest),
    Mutation("looking back it is 121 days", _placing_days, _days, _ways_ahead.format(183, 121), _nearest),
    Mutation(
        "the day itself lies not behind",
        _placing_days,
        "(tense == -2) & (apart > 0)",
        "(tense == -2) & (apart >= 0)",
        _nearest,
    ),
    Mutation(
        "last Friday may be today",
        _placing_days,
        "-np.where(back == 0, 7, back)",
        "-back",
        f"{_ANCHORING}::test_a_weekday_may_be_the_day_of_publication_but_last_and_next_are_not",
    ),
    Mutation(
        "a season over on its day",
        _placing_periods,
        "start + length <= month",
        "start + length < month",
        f"{_ANCHORING}::test_a_quarter_or_season_begins_and_ends_on_its_days",
    ),
    Mutation(
        "a quarter begun on its day",
        _placing_periods,
        "begun, over = start <= month",
        "begun, over = start < month",
        f"{_ANCHORING}::test_a_quarter_or_season_begins_and_ends_on_its_days",
    ),
    Mutation(
        "a quarter over on its day",
        "transforms/temporal/normalization/reference_time.py",
        "following <= published",
        "following < published",
        f"{_REFERENCE}::test_a_quarter_is_over_on_the_day_after_its_last",
    ),
    Mutation(
        "half a quarter is 46 days",
        "transforms/temporal/normalization/reference_time.py",
        "_HALF_A_QUARTER, _ENDED_WITHIN = 45",
        "_HALF_A_QUARTER, _ENDED_WITHIN = 46",
        f"{_REFERENCE}::test_a_quarter_of_the_books_is_the_one_of_the_calendar_in_which_most_of_it_lies",
    ),
    Mutation(
        "a restatement's offset not shifted",
        _passages,
        ', "same_as_start_char") if',
        ") if",
        f"{_PASSAGES}::test_offsets_of_the_fact_that_is_restated_count_in_the_text_too",
    ),
    Mutation(
        "passages part a byte early",
        _passages,
        "> _GAP)",
        ">= _GAP)",
        f"{_PASSAGES}::test_numbers_further_apart_than_two_contexts_are_two_passages",
    ),
    Mutation(
        "February is shorter in leap years",
        "transforms/temporal/normalization/calendar.py",
        "28 + leap",
        "28 - leap",
        f"{_ANCHORING}::test_february_has_its_29th_in_leap_years_only",
    ),
    Mutation(
        "a record one byte too large",
        "flows/sources/formats/text.py",
        "len(record) <= max_bytes",
        "len(record) < max_bytes",
        f"{_SOURCES}::test_a_record_may_be_as_large_as_the_bound",
    ),
)
