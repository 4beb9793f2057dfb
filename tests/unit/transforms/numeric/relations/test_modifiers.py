"""What bounds a figure, and what only looks so."""

import pytest


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("The dose must be less than or equal to 30.", "<="),
        ("Its rank is greater than or equal to 8.", ">="),
        ("No fewer than 60 boats sank.", ">="),
        ("Sales surpassed $9 million.", ">"),
        ("It has about 300 or more guests.", "~"),
        ("Children under the age of 7 travel free.", "<"),
        ("It made over $4bn.", ">"),
        ("It took over 30 minutes.", ">"),
        ("It opened more than a year ago.", ">"),
        ("The prize is $40m plus.", ">="),
        ("They work 45-plus hours a week.", ">="),
        ("It killed at least  80 people.", ">="),
        ("We drove 500-odd kilometres.", "~"),
        ("They cut 40-something percent of the jobs.", "~"),
        ("Sales fell by a half or more.", ">="),
        ("He handed over £6m.", "="),
        ("The state took over four mines.", "="),
        ("Rebels turned over 20 captives.", "="),
        ("The club paid €30m plus €5m in bonuses.", "="),
        ("The rent is €900 plus heating.", "="),
        ("She earns $2,000 a month plus tips.", "="),
        ("It was a $40m plus deal.", ">="),
        ("He made $40m plus in May.", ">="),
        ("She passed over 12 rivals.", "="),
        ("Rain was less than the 20-year mean.", "="),
    ],
)
def test_bounds(facts, words, modifier):
    assert facts(words)[0]["modifier"] == modifier


def test_a_comparison_with_a_year_ago_bounds_nothing(facts):
    assert [fact["modifier"] for fact in facts("It rose 4 percent more than a year ago.")] == ["=", "="]


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("The baker, 51, was held.", [51.0]),
        ("His sister, 34, left.", [34.0]),
        ("The former teacher, 62, said no.", [62.0]),
        ("They took in a 71 yo man.", [71.0]),
        ("Boys under the age of 8 years may enter.", [8.0]),
        ("Of the bakers, 24, or half, left.", []),
        ("The number, 45, was drawn.", []),
    ],
)
def test_ages_in_apposition(facts, words, ages):
    assert [fact["value"] for fact in facts(words) if fact["kind"] == "age"] == ages


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("Some rose above the 270 delegate threshold.", "="),
        ("It fell below the 2 percent target.", "="),
        ("It came in below the 3.3% forecast.", "="),
        ("It fell below 2 percent.", "<"),
        ("It starts about the 7 minute mark.", "~"),
        ("The town recorded a low of 19.8°C.", "="),
        ("Prices hit a high of $115.", "="),
        ("We saw 40-odd officers.", "~"),
        ("We saw three odd men.", "="),
        ("Toys cost $20 and up.", ">="),
        ("It takes 5 and up to 10.", "="),
        ("The rate edged up to 1.7 percent.", "="),
        ("It holds up to 17 litres.", "<="),
        ("Talks in a 5 + 1 + 3 litre format.", "="),
        ("It has 40+ members.", ">="),
    ],
)
def test_marks_extremes_and_odd_figures(facts, words, modifier):
    assert facts(words)[0]["modifier"] == modifier


def test_a_margin_with_both_signs_is_not_negative(said):
    assert said("The error is +/-3.1 percentage points.") == [(3.1, "percentage point")]


def test_a_year_that_is_compared_with_bounds_nothing(facts):
    assert facts("Prices are higher than a year ago.")[0]["modifier"] == "="
    assert facts("It took more than a year to build.")[0]["modifier"] == ">"


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("A quake of at least magnitude 5.9 struck.", ">="),
        ("A quake measuring at least magnitude - 5.9 shook it.", ">="),
        ("A quake with more than a magnitude of 7 hit.", ">"),
        ("A tremor of about magnitude 4.5 was felt.", "~"),
        ("The quake had a magnitude of 6.1.", "="),
    ],
)
def test_a_bound_may_stand_before_magnitude(facts, words, modifier):
    [row] = facts(words)
    assert row["modifier"] == modifier


def test_what_is_compared_with_others_is_no_bound(facts):
    rows = facts("About 61,000 fans came, well above the 48,000 who came in 2022.")
    assert [row["modifier"] for row in rows] == ["~", "="]
