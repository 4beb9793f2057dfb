"""Signs, codes and names of money, and what only looks like them."""

import datetime

import pytest


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("Orders of $US30 million.", 30e6, "USD"),
        ("A fee of $A7m.", 7e6, "AUD"),
        ("A fee of $NZ900.", 900.0, "NZD"),
        ("A loan of HK $40m.", 40e6, "HKD"),
        ("A loan of AU $12.50.", 12.5, "AUD"),
        ("A loan of S $8mil.", 8e6, "SGD"),
        ("A fee of Cdn$75.", 75.0, "CAD"),
        ("A fine of Kč900.", 900.0, "CZK"),
        ("A fine of US dollars 900.", 900.0, "USD"),
        ("The fund took in $25mm.", 25e6, "USD"),
        ("It paid 3m kronor.", 3e6, "SEK"),
        ("A 20m yuan fine.", 20e6, "CNY"),
        ("It cost 2m Danish kroner.", 2e6, "DKK"),
        ("It pays 300 CUP.", 300.0, "CUP"),
        ("It cost 8 pulas.", 8.0, "BWP"),
        ("It cost 60 kwanzas.", 60.0, "AOA"),
        ("It cost 60 nairas.", 60.0, "NGN"),
        ("It cost 60 dobras.", 60.0, "STN"),
        ("It cost 60 bolívares.", 60.0, "VES"),
        ("It cost 60 Icelandic krónur.", 60.0, "ISK"),
        ("It cost 60 ZiG.", 60.0, "ZWG"),
        ("It lost Uganda Shillings 3.4 billion.", 3.4e9, "UGX"),
        ("They cost Naira 35 million each.", 35e6, "NGN"),
        ("He owes Zambian Kwacha 4.5 million.", 4.5e6, "ZMW"),
        ("He holds 4 BTC.", 4.0, "XBT"),
        ("He holds 900 USDT.", 900.0, "USDT"),
        ("A grant of R40 million.", 40e6, "ZAR"),
    ],
)
def test_reads_signs_codes_and_names(facts, words, value, unit):
    (fact,) = facts(words)
    assert (fact["kind"], fact["value"], fact["unit"]) == ("money", value, unit)


@pytest.mark.parametrize(
    ("words", "source", "value", "unit"),
    [
        ("A loaf costs R19 in Soweto.", "example.com", 19.0, "ZAR"),
        ("A loaf costs R19.", "news.example.co.za", 19.0, "ZAR"),
        ("Jeddah set aside SR20 billion.", "example.com", 20e9, "SAR"),
        ("The flat in Doha is QR 300,000.", "example.com", 300000.0, "QAR"),
        ("A ticket costs Dh45.", "example.ae", 45.0, "AED"),
        ("Lagos owes N700 million.", "example.com", 700e6, "NGN"),
        ("The Accra court heard of GH¢30 million.", "example.com", 30e6, "GHS"),
        ("Manila lent P900 million.", "example.com", 900e6, "PHP"),
        ("Gaborone lent P900.", "example.com", 900.0, "BWP"),
        ("Lusaka pays K450.", "example.com", 450.0, "ZMW"),
        ("The mill in Kuwait made KD 12 million.", "example.com", 12e6, "KWD"),
        ("Bogota set aside COP 300,000.", "example.com", 300000.0, "COP"),
        ("Romania lent RON 40 million.", "example.com", 40e6, "RON"),
        ("Georgia lent GEL 40.", "example.com", 40.0, "GEL"),
        ("Seoul set aside Won 300 billion.", "example.com", 300e9, "KRW"),
        ("Denmark lent DKr 300.", "example.com", 300.0, "DKK"),
        ("A flat in Macau is MOP$300,000.", "example.com", 300000.0, "MOP"),
        ("Nicaragua lent C$40.", "example.com", 40.0, "NIO"),
        ("Canada lent C$40.", "example.com", 40.0, "CAD"),
        ("The canal in Panama made B/. 40 million.", "example.com", 40e6, "PAB"),
    ],
)
def test_a_local_sign_is_money_where_its_country_is_named(facts, words, source, value, unit):
    (fact,) = facts(words, source=source)
    assert (fact["kind"], fact["value"], fact["unit"]) == ("money", value, unit)


@pytest.mark.parametrize(
    "words",
    [
        "The P900 phone and the R15 camera.",
        "Vitamin D 500 helps.",
        "Take the R24 near Pretoria.",
        "The flaw CVE-2019-1234 was closed.",
        "An ARM64 chip.",
        "The filmed speech is in 1080p.",
        "He bought 300 AMD put options.",
        "The year 2019 marks a turn.",
        "Section B 12 burned.",
        "SDG 15 protects forests.",
        "The COP 28 talks in Colombia ended.",
        "WORLD CUP 12 TEAMS ARE IN CUBA",
        "The cop 300 miles off in Colombia slept.",
    ],
)
def test_other_letters_are_no_money(facts, words):
    assert all(fact["kind"] != "money" for fact in facts(words))


def test_german_marks_need_germany_after_their_end(facts):
    day = datetime.date(2020, 6, 1)
    assert all(fact["kind"] != "money" for fact in facts("She got two marks fewer.", published=day))
    assert facts("In Germany it cost 40 marks.", published=day)[0]["unit"] == "DEM"
    assert facts("It cost 40 marks.", published=datetime.date(1998, 6, 1))[0]["unit"] == "DEM"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("In Panama the works cost B/.40 million.", (40e6, "PAB")),
        ("In Peru the fare is S/.35 a head.", (35.0, "PEN")),
        ("It cost 5 million kroner.", (5e6, "NOK")),
        ("Thieves took $2. 6 million in jewels.", (2.6e6, "USD")),
    ],
)
def test_signs_that_end_in_a_point_and_parted_decimals(said, words, expected):
    assert said(words)[0] == expected


def test_a_price_at_the_end_of_a_sentence_is_not_joined_with_the_next(said):
    assert said("It cost $5. 6 million people came.") == [(5.0, "USD"), (6e6, "person")]
