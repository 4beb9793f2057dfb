"""What an amount, a measure or a count is per."""

import pytest


@pytest.mark.parametrize(
    ("words", "text", "per_unit"),
    [
        ("Crude sank to $71.20 a barrel on Monday.", "$71.20 a barrel", "barrel"),
        ("Tin went for $31,000 a tonne after the strike.", "$31,000 a tonne", "metric ton"),
        ("He makes $700 a week on average.", "$700 a week", "week"),
        ("Rent is €950 a month before heating.", "€950 a month", "month"),
        ("The bonus was 18 cents per preferred share.", "18 cents per preferred share", "share"),
        ("They ask €12 more per ticket.", "€12 more per ticket", "ticket"),
        ("Mugs are $8 each.", "$8 each", "each"),
        ("The lock lets 14 barges a day pass.", "14 barges a day", "day"),
        ("The yard builds 30 trawlers per year.", "30 trawlers per year", "year"),
        ("The shop fills 250 an hour.", "250 an hour", "hour"),
        ("The rate is 3.2 per 100,000 people.", "3.2 per 100,000 people", "100,000 people"),
        ("It has 340 people per square km.", "340 people per square km", "square kilometre"),
        ("It has 340 per sq km.", "340 per sq km", "square kilometre"),
        ("It emits 40 grains per cubic metre.", "40 grains per cubic metre", "cubic metre"),
        ("The price of meat per kilo was $15.", "$15", "kilogram"),
        ("Income per head reached about $4,100.", "$4,100", "head"),
        ("Rent per square metre is €14.", "€14", "square metre"),
        ("It is £4 for every crate.", "£4 for every crate", "crate"),
        ("It needs 300-400 a day.", "300-400 a day", "day"),
        ("It needs 300 tonnes of sand each day.", "300 tonnes of sand each day", "day"),
        ("It leaks 3 litres of oil every hour.", "3 litres of oil every hour", "hour"),
        ("The yard paints 900 doors daily.", "900 doors daily", "day"),
        ("They lose €3m weekly.", "€3m weekly", "week"),
        ("It costs $400 annually.", "$400 annually", "year"),
        ("The room is £900 pcm.", "£900 pcm", "month"),
        ("A cow gets 4kg feed per day.", "4kg feed per day", "day"),
    ],
)
def test_reads_what_it_is_per(facts, words, text, per_unit):
    (fact,) = facts(words)
    assert (fact["text"], fact["per_unit"]) == (text, per_unit)


@pytest.mark.parametrize(
    "words",
    [
        "Profit was $3.1 billion a year earlier.",
        "The mill made $30 million a year ago.",
        "He sold it for $5 million a year after he had bought it.",
        "It lost 14 men a day later.",
        "He spent $20 on a barrel of beer.",
        "The club owes $2 million a season on.",
        "They gave $9 each way.",
        "Ten per cent was paid at $40.",
        "The price per barrel rose $2.",
    ],
)
def test_a_time_that_parts_two_events_is_no_denominator(facts, words):
    assert "per_unit" not in facts(words)[0]


def test_what_is_per_something_ends_with_its_clause(facts):
    (fact,) = facts("Revenue per user grew as sales hit $400 million.")
    assert "per_unit" not in fact


def test_both_currencies_of_one_amount_are_per_the_same(facts):
    euros, dollars = facts("The sponsor pays 4 million euros ($4.6 million) per season.")
    assert (euros["per_unit"], dollars["per_unit"]) == ("season", "season")


@pytest.mark.parametrize(
    ("words", "per"),
    [
        ("It earned $2 million a month before tax.", "month"),
        ("It spends $3 million a year on fuel.", "year"),
        ("Sales were $6.78 billion a year before.", None),
        ("Sales were $6.78 billion a year earlier.", None),
    ],
)
def test_before_tax_is_no_distance_in_time(facts, words, per):
    assert facts(words)[0].get("per_unit") == per


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It has 1.3 doctors for every 1,000 people.", [("doctor", "1,000 people")]),
        ("There were 3.2 deaths per 1,000 births.", [("death", "1,000 births")]),
        ("It counts 20 deaths per 100,000.", [("death", "100,000")]),
        ("Rice is $45 per 50-kg bag.", [("USD", "50-kg bag")]),
        ("Gas is $9 per 12.5kg cylinder.", [("USD", "12.5kg cylinder")]),
        ("The tax is $1.20 per $100.", [("USD", "$100")]),
        ("Fees are $2.90 for every $10,000 invested.", [("USD", "$10,000")]),
    ],
)
def test_the_figure_of_a_denominator_is_no_fact_of_its_own(facts, words, expected):
    assert [(row["unit"], row["per_unit"]) for row in facts(words)] == expected


def test_a_text_of_rates_alone_has_each_of_them_once(facts):
    # In pairs these would be 400 million.
    found = facts("There were 3.2 deaths per 1,000 births. " * 20_000)
    assert {(row["value"], row["per_unit"]) for row in found} == {(3.2, "1,000 births")}
    assert len(found) == 20_000


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The air held 312 micrograms of PM2.5 per cubic metre.", (312, "microgram", "cubic metre")),
        ("They use 200 litres of water per day.", (200, "litre", "day")),
        ("Doctors saw 30 cases of measles per week.", (30, "case", "week")),
        ("Gold rose to $68 a gram.", (68, "USD", "gram")),
    ],
)
def test_what_is_measured_may_stand_before_its_denominator(facts, words, expected):
    (fact,) = facts(words)
    assert (fact["value"], fact["unit"], fact["per_unit"]) == expected


def test_a_share_of_something_per_year_keeps_what_it_is_a_share_of(facts):
    assert facts("It loses 12 percent of revenue per year.")[0]["of_text"] == "revenue"


@pytest.mark.parametrize(
    ("words", "unit", "per"),
    [
        ("It makes 277 million cubic feet (MMcf) per day.", "cubic foot", "day"),
        ("It makes 12 million tonnes (Mt) a year.", "metric ton", "year"),
        ("It pumps 1.2 million barrels (bbl) per day.", "barrel", "day"),
        ("The well is 40 metres (m) deep.", "metre", None),
        ("The line flows 40 MMcfd.", "million cubic feet per day", None),
        ("The line flows 2.3 Bcf/d of gas.", "billion cubic feet per day", None),
        ("The well tested at 900 mcf/d.", "thousand cubic feet per day", None),
        ("The well made 400 bopd.", "barrel per day", None),
        ("The plant makes 7.5 MTPA.", "million metric tons per year", None),
    ],
)
def test_what_flows_is_told_by_letters_or_behind_them(facts, words, unit, per):
    [row] = facts(words)
    assert (row["unit"], row.get("per_unit")) == (unit, per)


@pytest.mark.parametrize(
    ("words", "pers"),
    [
        ("The minimum wage, now $9.50 an hour, will rise to $11 in 2025.", ["hour", "hour"]),
        ("Gold hit $2,685 an ounce before easing to $2,660.", ["ounce", "ounce"]),
        ("It pays $15 an hour and bought a $40 cake.", ["hour", None]),
        ("It pays $500 a month and its sales rose to $9 million.", ["month", None]),
        ("The island caps cruise passengers at 8,000 a day.", ["day"]),
    ],
)
def test_what_an_amount_became_is_per_the_same(facts, words, pers):
    assert [row.get("per_unit") for row in facts(words)] == pers
