import polars as pl
import pytest


def only(rows):
    assert len(rows) == 1, [row["text"] for row in rows]
    return rows[0]


@pytest.mark.parametrize(
    ("words", "text", "value", "unit"),
    [
        ("It cost $43.5 billion.", "$43.5 billion", 4.35e10, "USD"),
        ("It cost US$3m.", "US$3m", 3e6, "USD"),
        ("It cost HK$2.3 billion.", "HK$2.3 billion", 2.3e9, "HKD"),
        ("Supply up to 40 billion euros.", "40 billion euros", 4e10, "EUR"),
        ("It paid 30,000 Danish crowns.", "30,000 Danish crowns", 30_000, "DKK"),
        ("It paid EUR 125.", "EUR 125", 125, "EUR"),
        ("It is worth 115.5USD.", "115.5USD", 115.5, "USD"),
        ("Shares stood at 118.5p.", "118.5p", 1.185, "GBP"),
        ("A loss of 63 cents.", "63 cents", 0.63, "USD"),
        ("They spent 20 million pounds.", "20 million pounds", 2e7, "GBP"),
        ("The price was 350 million Swiss francs.", "350 million Swiss francs", 3.5e8, "CHF"),
        ("Losses of $-50.8bn.", "$-50.8bn", -5.08e10, "USD"),
        ("Losses of ($43.5 million).", "$43.5 million", 4.35e7, "USD"),
        ("Losses of 30 MUSD.", "30 MUSD", 3e7, "USD"),
        ("It cost L.E. 500 million.", "L.E. 500 million", 5e8, "EGP"),
        ("It costs 15 dollars and 50 cents.", "15 dollars and 50 cents", 15.5, "USD"),
    ],
)
def test_reads_money(facts, words, text, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["text"], fact["unit"]) == ("money", text, unit)
    assert fact["value"] == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "per_unit"),
    [
        ("It offered $32-a-share.", "share"),
        ("Oil rose to $58 per barrel.", "barrel"),
        ("It pays $93 million a year to use the base.", "year"),
        ("It rents for $80 per sq ft.", "square foot"),
    ],
)
def test_a_rate_keeps_its_denominator(facts, words, per_unit):
    assert only(facts(words))["per_unit"] == per_unit


def test_a_year_earlier_is_no_denominator(facts):
    assert "per_unit" not in only(facts("It earned $6.78 billion a year earlier."))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("It fell 3.5%.", 3.5, "percent"),
        ("It fell 12 per cent.", 12, "percent"),
        ("It rose 2.1 percentage points.", 2.1, "percentage point"),
        ("It cut rates by 25 basis points.", 25, "basis point"),
    ],
)
def test_reads_percent(facts, words, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["value"], fact["unit"]) == ("percent", value, unit)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("a 30-day ceasefire", 30, "day"),
        ("It took 16 years.", 16, "year"),
        ("the next two more weeks", 2, "week"),
        ("half an hour late", 0.5, "hour"),
        ("It moved for almost a minute.", 1, "minute"),
    ],
)
def test_reads_durations(facts, words, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["value"], fact["unit"]) == ("duration", value, unit)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("the 22-year-old driver", 22, "year"),
        ("the 8-month-old truce", 8, "month"),
        ("He is aged 35.", 35, "year"),
        ("It drew Chinese aged below 40.", 40, "year"),
        ("Voters older than 70 came.", 70, "year"),
        ("Men under 35 support Lindgren.", 35, "year"),
        ("Ola Berg's eldest daughter, 34, left.", 34, "year"),
        ("Most people there are under 25.", 25, "year"),
        ("Maddon, 66, has time.", 66, "year"),
        ("players over the age of 21.", 21, "year"),
    ],
)
def test_reads_ages(facts, words, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["value"], fact["unit"]) == ("age", value, unit)


@pytest.mark.parametrize(
    ("words", "unit", "si_value", "si_unit"),
    [
        ("about 60 miles off", "mile", 96560.64, "m"),
        ("winds of 100 km/h", "kilometre per hour", 27.7777777778, "m/s"),
        ("a 270-hp motor", "horsepower", 201338.9653, "W"),
        ("311 square miles", "square mile", 805486302.0, "m^2"),
        ("54GB of data", "gigabyte", 4.32e11, "bit"),
        ("35 GWh of power", "gigawatt hour", 1.26e14, "J"),
        ("at -5 C outside", "celsius", 268.15, "K"),
        ("200 pounds of rice", "pound", 90.718474, "kg"),
    ],
)
def test_reads_measures_with_their_si_value(facts, words, unit, si_value, si_unit):
    fact = only(facts(words))
    assert (fact["unit"], fact["si_unit"]) == (unit, si_unit)
    assert fact["si_value"] == pytest.approx(si_value, rel=1e-6)


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("the 27-country bloc", 27, "country"),
        ("105 children fled", 105, "child"),
        ("17 first-team players left", 17, "player"),
        ("1.1 million Class C warrants", 1.1e6, "warrant"),
        ("three U.S. citizens", 3, "citizen"),
        ("one of the priests", 1, "priest"),
        ("a 12 page document", 12, "page"),
    ],
)
def test_counts_name_what_is_counted(facts, words, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["value"], fact["unit"]) == ("count", value, unit)


def test_a_fraction_keeps_what_it_is_part_of(facts):
    fact = only(facts("It has occupied around a fifth of Ukraine since then."))
    assert (fact["kind"], fact["value"], fact["modifier"], fact["of_text"]) == ("fraction", 0.2, "~", "Ukraine")


@pytest.mark.parametrize(("words", "value"), [("one in five", 0.2), ("Two out of three voters", 2 / 3)])
def test_reads_a_ratio_as_a_fraction(facts, words, value):
    fact = only(facts(words))
    assert fact["kind"] == "fraction"
    assert fact["value"] == pytest.approx(value)


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("He is one of four suspects.", [(1, "suspect"), (4, "suspect")]),
        ("It won 12 of 15 seats.", [(12, "seat"), (15, "seat")]),
        ("He scored in three of four games.", [(3, "game"), (4, "game")]),
    ],
)
def test_members_of_a_set_are_two_counts(facts, words, counts):
    assert [(row["value"], row["unit"]) for row in facts(words) if row["kind"] == "count"] == counts


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("from $10 to $15 billion in all", 1e10, 1.5e10, "USD"),
        ("between 3 and 5 million euros", 3e6, 5e6, "EUR"),
        ("a rise of 5-10%", 5, 10, "percent"),
        ("ranging from $200 to $4 million", 200, 4e6, "USD"),
        ("40 to 50 hours", 40, 50, "hour"),
        ("four to five thousand people", 4000, 5000, "person"),
        ("tens of thousands of homes", 10_000, 100_000, "home"),
    ],
)
def test_a_range_has_two_ends_and_no_value(facts, words, low, high, unit):
    fact = only(facts(words))
    assert "value" not in fact
    assert (fact["value_low"], fact["value_high"], fact["unit"]) == (low, high, unit)


@pytest.mark.parametrize(
    ("words", "modifier"),
    [
        ("up to 5 euros", "<="),
        ("at least 5 euros", ">="),
        ("more than 5 euros", ">"),
        ("less than 5 euros", "<"),
        ("nearly 5 euros", "~"),
        ("about 5 euros", "~"),
        ("5 euros or more", ">="),
        ("5 euros", "="),
        ("allocated over five years", "="),
        ("for over five years", ">"),
    ],
)
def test_modifiers_bound_the_value(facts, words, modifier):
    assert only(facts(words))["modifier"] == modifier


def test_a_change_keeps_both_ends(facts):
    percent, to, begin = facts("Sales rose 3 percent to $5.2 million from $5.05 million.")
    assert (percent["value"], begin["value"]) == (3, 5.05e6)
    assert (to["shape"], to["from_value"], to["to_value"]) == ("change", 5.05e6, 5.2e6)


def test_a_restatement_names_the_fact_it_restates_and_shares_its_bound(facts):
    first, second = facts("up to 40 billion euros ($43.5 billion) in aid")
    assert second["same_as_start_char"] == first["start_char"]
    assert (first["modifier"], second["modifier"]) == ("<=", "<=")


@pytest.mark.parametrize(
    "words",
    [
        "It lent €2m ($2.3m) and £3m.",  # the third amount is no third form of the first
        "It lent £1m, then €2m ($2.3m; €3m with interest).",  # nor is one in the first's own currency
        "He raised £10m, about $13m, and spent €2m.",
        "The fee is €4m, or about $5m, and £3m in costs.",  # nor one that something else joins to the second
    ],
)
def test_an_amount_after_a_restatement_is_another(facts, words):
    found = facts(words)
    dollars = [fact["unit"] for fact in found].index("USD")
    assert found[dollars]["same_as_start_char"] == found[dollars - 1]["start_char"]
    assert found[dollars + 1].get("same_as_start_char") is None


@pytest.mark.parametrize(
    "words", ["It paid €4 million ($5 million; 3 percent of sales).", "The road is 100 km (62 miles / two hours) long."]
)
def test_what_is_not_of_their_kind_restates_nothing_though_it_stands_in_the_brackets(facts, words):
    first, second, third = facts(words)
    assert second["same_as_start_char"] == first["start_char"]
    assert "same_as_start_char" not in third


def test_a_third_currency_in_the_brackets_restates_too(facts):
    first, second, third = facts("It lent €2m ($2.3m; £1.7m).")
    assert second["same_as_start_char"] == third["same_as_start_char"] == first["start_char"]


@pytest.mark.parametrize(
    "words",
    [
        "Row 21",
        "a Boeing 737 landed",
        "Take Route 66 home.",
        "The G7 met.",
        "the S&P 500 rose",
        "It began in 1989.",
        "on March 7, 2019",
        "at 5:30 p.m. today",
        "Call 555-0123 now.",
        "the 2014-15 season",
        "a COVID-19 ward",
        "the 1970s",
        "no one came",
        "in the first half",
        "https://example.com/a?q=30%25",
    ],
)
def test_labels_names_and_dates_are_no_facts(facts, words):
    assert facts(words) == []


def test_contradictory_grouping_is_a_mention_without_a_value(facts):
    fact = only(facts("He counted 1,2345 in all."))
    assert (fact["text"], "value" in fact) == ("1,2345", False)


def test_a_number_beyond_float64_keeps_its_text(facts):
    fact = only(facts("He wrote " + "9" * 1000 + " down."))
    assert (fact["value_text"], "value" in fact) == ("9" * 1000, False)


def test_dates_of_the_temporal_transform_win_over_counts(facts):
    temporal = pl.DataFrame(
        {"text_no": [0], "start_char": [4], "end_char": [11], "timex_type": ["DATE"]},
        schema={"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32, "timex_type": pl.String},
    )
    assert facts("the Sept 11 attacks", temporal=temporal) == []


def test_a_duration_is_linked_to_its_temporal_mention(facts):
    temporal = pl.DataFrame(
        {"text_no": [0], "start_char": [2], "end_char": [8], "timex_type": ["DURATION"]},
        schema={"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32, "timex_type": pl.String},
    )
    assert only(facts("a 30-day pause", temporal=temporal))["temporal_start_char"] == 2


def test_passages_that_repeat_keep_their_own_places(facts):
    words = "He paid $5. " + "x " * 200 + "He paid $5. "
    first, second = facts(words)
    assert words[first["start_char"] : first["end_char"]] == "$5"
    assert second["start_char"] > 400


def test_rows_of_figures_are_a_table_and_no_facts(facts):
    assert facts("1.5 2.5 3.5 4.5 5.5 6.5 7.5 8.5 9.5") == []


@pytest.mark.parametrize(
    ("words", "texts", "values"),
    [
        ("It lent 9 billion and 11 billion on Monday.", ["9 billion", "11 billion"], [9e9, 1.1e10]),
        ("Profits of $2 million and $3 million.", ["$2 million", "$3 million"], [2e6, 3e6]),
        ("They sold 4 million and 5 million and 6 million.", ["4 million", "5 million", "6 million"], [4e6, 5e6, 6e6]),
        ("It lent two hundred and fifty thousand.", ["two hundred and fifty thousand"], [250_000]),
    ],
)
def test_figures_with_a_multiplier_each_are_numbers_of_their_own(facts, words, texts, values):
    rows = facts(words)
    assert [row["text"] for row in rows] == texts
    assert [row["value"] for row in rows] == values


def test_ends_with_a_multiplier_each_are_one_range(facts):
    fact = only(facts("The bridge will cost between 2 billion and 3 billion euros."))
    assert (fact["shape"], fact["value_low"], fact["value_high"], fact["unit"]) == ("range", 2e9, 3e9, "EUR")


@pytest.mark.parametrize(
    ("words", "text", "value", "unit", "si_value"),
    [
        ("The guard is 6 feet 2 inches tall.", "6 feet 2 inches", 74, "inch", 1.8796),
        ("The trout weighed 3 pounds and 4 ounces.", "3 pounds and 4 ounces", 52, "ounce", 1.47417511),
        ("A wall of five feet, nine inches.", "five feet, nine inches", 69, "inch", 1.7526),
    ],
)
def test_feet_and_inches_are_one_measure_in_the_smaller_unit(facts, words, text, value, unit, si_value):
    fact = only(facts(words))
    assert (fact["text"], fact["value"], fact["unit"]) == (text, value, unit)
    assert fact["si_value"] == pytest.approx(si_value)


def test_hours_and_minutes_stay_apart(facts):
    assert [row["unit"] for row in facts("The ferry took 3 hours and 20 minutes.")] == ["hour", "minute"]


@pytest.mark.parametrize(
    ("words", "kind", "unit", "low", "high"),
    [
        ("Fraud cost banks tens of millions of dollars.", "money", "USD", 1e7, 1e8),
        ("The storm left thousands of miles of roads under water.", "dimension", "mile", 1000, 10_000),
        ("Hundreds of farmers marched.", "count", "farmer", 100, 1000),
    ],
)
def test_vague_figures_have_the_unit_behind_of(facts, words, kind, unit, low, high):
    fact = only(facts(words))
    assert (fact["kind"], fact["shape"], fact["unit"]) == (kind, "vague", unit)
    assert (fact["value_low"], fact["value_high"]) == (low, high)


@pytest.mark.parametrize(
    "words",
    [
        "The blast killed 12 miners and 40 were trapped.",
        "Rescuers freed 12 miners and 40 remain below.",
        "Police said 12 miners died and about 40 are missing.",
    ],
)
def test_what_suffered_is_counted_without_its_noun(facts, words):
    assert [(row["value"], row.get("unit")) for row in facts(words)] == [(12, "miner"), (40, "miner")]


def test_police_officers_are_officers(facts):
    assert only(facts("About 30 police officers stood guard."))["unit"] == "officer"


def test_what_has_its_mark_in_front_takes_none_from_the_next(facts):
    rows = facts("Rent $ 4,200.00 $ 5,310.75 in all.")
    assert [(row["text"], row["unit"]) for row in rows] == [("$ 4,200.00", "USD"), ("$ 5,310.75", "USD")]


@pytest.mark.parametrize(
    ("words", "unit", "modifier"),
    [
        ("Families live on less than a dollar.", "USD", "<"),
        ("The crater is more than a kilometre wide.", "kilometre", ">"),
        ("Nearly a foot of rain fell.", "foot", "~"),
    ],
)
def test_a_bounded_article_counts_one_of_a_unit(facts, words, unit, modifier):
    fact = only(facts(words))
    assert (fact["value"], fact["unit"], fact["modifier"]) == (1, unit, modifier)


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("12 Greek and Turkish islands were hit.", "island"),
        ("The visitors made 240 runs.", "run"),
        ("The storm claimed 14 lives.", "life"),
        ("The ship carried 30 Sudanese.", "Sudanese"),
        ("They met on one rainy afternoon and heard one complete symphony.", "symphony"),
    ],
)
def test_reads_the_noun_behind_adjectives_peoples_and_short_verbs(facts, words, noun):
    assert facts(words)[-1]["unit"] == noun


@pytest.mark.parametrize(
    "words", ["He wrote down two numbers.", "It was a three-nil-four formation.", "He said one thirty."]
)
def test_numbers_count_no_numbers(facts, words):
    assert all("unit" not in fact for fact in facts(words))


def test_two_peoples_share_their_noun(facts):
    rows = facts("Four Greek and two Turkish sailors were rescued.")
    assert [(row["value"], row["unit"]) for row in rows] == [(4, "sailor"), (2, "sailor")]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("It will feed between 80 million and 60 million people.", 6e7, 8e7),
        ("Prices range from $40 to $25.", 25, 40),
        ("Nights ranged from -3 °C to -9 °C.", -9, -3),
        ("It takes one to three weeks.", 1, 3),
        ("It fell from $40 to $25.", 40, 25),
    ],
)
def test_a_range_has_its_lower_end_first_and_a_change_its_ends_as_told(facts, words, low, high):
    fact = only(facts(words))
    assert (fact["value_low"], fact["value_high"]) == (low, high)


def test_either_of_two_is_no_range(facts):
    assert [row["value"] for row in facts("It will cost either $10 or $20.")] == [10, 20]


def test_a_vote_is_a_score(facts):
    fact = only(facts("Deputies voted 210 to 145 to pass it."))
    assert (fact["kind"], fact["unit"], fact["value_low"], fact["value_high"]) == ("score", "vote", 210, 145)


def test_a_margin_of_error_is_not_negative(facts):
    assert only(facts("The margin of error is plus or minus 4 percent."))["value"] == 4


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("- 2,500", -2500),
        ("- 2,500 were there", 2500),
        ("4.75 k", 4750),
        ("2,674.5 G", 2674.5e9),
        ("It paid 1800k.", 1800000),
        ("He ran a 10 k.", 10),
        ("minus one over 40", -1 / 40),
        ("There were two thousand and three hundred of them.", 2300),
    ],
)
def test_reads_lone_signs_and_multiplying_letters(facts, words, value):
    assert only(facts(words))["value"] == pytest.approx(value)


@pytest.mark.parametrize(
    "words",
    [
        "See http://www.example.com/a=7&b=40 for it.",
        "See example.com/?q=Or%20USD for it.",
        "She was the number two player.",
        "It starts at 1430 UTC.",
        "It runs from May 8 - 11.",
        "It was a twenty-first birthday.",
    ],
)
def test_addresses_ranks_times_and_days_are_no_facts(facts, words):
    assert facts(words) == []


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("It weighs 3 kg and 250 g.", 3250, "gram"),
        ("It is 2 km 30 m 5 cm long.", 203005, "centimetre"),
        ("The board is 3 in thick.", 3, "inch"),
        ("The board measures 3 in.", 3, "inch"),
        ("The screen is 7'' wide.", 7, "inch"),
        ("It holds 4 metres cubed.", 4, "cubic metre"),
    ],
)
def test_reads_measures_in_several_units_and_inches(facts, words, value, unit):
    fact = only(facts(words))
    assert (fact["kind"], fact["value"], fact["unit"]) == ("dimension", value, unit)


def test_in_is_mostly_no_inch(facts):
    assert "unit" not in facts("They won 3 in May.")[0]


def test_not_to_exceed_is_a_ceiling(facts):
    assert only(facts("A fine not to exceed $500."))["modifier"] == "<="


def test_a_part_of_them_ends_at_a_point_or_a_rate(facts):
    assert only(facts("About 6 percent of the U.S. workforce is idle."))["of_text"] == "the U.S. workforce"
    assert facts("It scans a third of the sky every two nights.")[0]["of_text"] == "the sky"
    assert facts("It pays 70% of the cost of the cure (drugs included).")[0]["of_text"] == "the cost of the cure"
    assert "unit" not in facts("It employs half of the workforce, mainly small farmers.")[0]


def test_an_average_in_games_is_no_ratio(facts):
    assert [row["value"] for row in facts("He had 2.85 in 14 starts.")] == [2.85, 14]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("She hurt two and wounded a third.", [(2.0, "person")]),
        ("Sales fell by a third.", [(1 / 3, None)]),
        ("The dig took 10 years and more.", [(10.0, "year")]),
        ('<post id="721695114943442946">', []),
    ],
)
def test_thirds_tags_and_lower_bounds(said, words, expected):
    assert said(words) == expected


def test_the_days_and_years_of_dates_take_no_unit(facts):
    temporal = pl.DataFrame(
        {"text_no": [0, 0], "start_char": [3, 21], "end_char": [16, 27], "text": ["11 April 2013", "Oct. 9"]}
        | {"timex_type": ["DATE", "DATE"]},
        schema_overrides={"text_no": pl.UInt32, "start_char": pl.UInt32, "end_char": pl.UInt32},
    )
    assert facts("On 11 April 2013\nA   Oct. 9 second debate", temporal=temporal) == []


@pytest.mark.parametrize(
    ("words", "ages"),
    [
        ("At 35 he still believes it.", [35]),
        ("Even now at 86 she says so.", [86]),
        ("Jo Lund, at 15 the youngest of all, smiled.", [15]),
        ("His fall when he was 12 drives him on.", [12]),
        ("What he saw when he was 9 haunts him.", [9]),
        ("Those between the ages of 17 and 20 may vote.", [17, 20]),
        ("It hurts when you're 12 and 13.", [12, 13]),
        ("Lund, 40 — a father and student — fell.", [40]),
        ("Berg, now 81 and retired, agreed.", [81]),
        ("“It is hard,” said Diagne (29), who sows.", [29]),
        ("The two welders, 24 and 31, fell.", [24, 31]),
        ("His daughters, 3, 5 and 9, slept.", [3, 5, 9]),
        ("Brothers Ola and Per Lund, 33 and 36, won.", [33, 36]),
        ("A boy of 9 and a woman of 80 fell.", [9, 80]),
        ("She gave birth at 42 and died at 90.", [42, 90]),
        ("He is the child of two doctors.", []),
        ("He died at 9 on Monday.", []),
        ("The lots, 40 and 44, were sold.", []),
        ("The numbers, 40 and 44, were drawn.", []),
        ("The clubs of Lund and North Malmo, 12 and 14, met.", []),
        ("At 3 he left the office.", []),
        ("At 60 it is strong.", []),
        ("When he was 22 stitches closed it.", []),
        ("When they were 20 miles away, it rained.", []),
        ("At 24 the highest count, it led.", []),
    ],
)
def test_an_age_is_told_by_who_and_what_stands_beside_it(facts, words, ages):
    assert [row["value"] for row in facts(words) if row["kind"] == "age"] == ages


@pytest.mark.parametrize(
    "words",
    [
        "The mill 14 de Julio closed.",
        "The 9 de Octubre market burned.",
        "The race is set for 4 june.",
        "They sow Anacafé 14, and more.",
        "The protests of 11J shook it.",
        "At the end of the 19th century and the beginning of the 20th.",
        "It was so in the late 19th and early 20th centuries.",
        "He was booked U/s 7 of it.",
        "It falls under subsection 1 of it.",
        "By Law No. (10) it is so.",
        "The road from kilometre 5 is closed.",
        "The town is ground zero.",
    ],
)
def test_names_days_and_parts_of_laws_are_no_facts(facts, words):
    assert facts(words) == []


def test_a_force_and_a_rank_beside_a_century_are_facts(said):
    assert said("A force of 13N was measured.") == [(13, "newton")]
    assert said("In the 19th century she came 20th in it.") == [(20, None)]


@pytest.mark.parametrize(
    ("words", "ranks"),
    [
        ("It was his 99th and 100th goal for the club.", [99, 100]),
        ("The brand marks its 25th and 50th year.", [25, 50]),
        ("It spans the 20th and 21st centuries.", []),
        ("It stands between 42nd and 43rd Street.", []),
        ("It is on the 3rd and 4th of May.", []),
    ],
)
def test_two_ranks_are_two(facts, words, ranks):
    assert [row["value"] for row in facts(words)] == ranks


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('He is "99.9" percent certain.', [(99.9, "percent")]),
        ("It is “100” percent safe.", [(100, "percent")]),
        ("A fifth inmate was moved.", []),
        ("Her half brother left.", []),
        ("The blast was in front of 131 West 23rd Street.", []),
    ],
)
def test_figures_in_quotation_marks_and_what_is_no_part(said, words, expected):
    assert said(words) == expected
