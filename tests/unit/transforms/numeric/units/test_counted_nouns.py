"""What is counted, and the letters that multiply before it."""

import pytest


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Some 2.1m Ukrainians fled.", [(2.1e6, "Ukrainian")]),
        ("It lost 3.6m customers.", [(3.6e6, "customer")]),
        ("It has 700k subscribers.", [(700e3, "subscriber")]),
        ("It sold 5.3m printed and online copies.", [(5.3e6, "copy")]),
        ("Nearly 4 B people lack it.", [(4e9, "person")]),
        ("It cut 20k staff.", [(20e3, "staff")]),
        ("A fee of 4m Aussie dollars.", [(4e6, "AUD")]),
        ("He won the 100m sprints.", [(100.0, "metre")]),
        ("It is 2.5m deep pools.", [(2.5, "metre")]),
        ("A wall 3m high stood.", [(3.0, "metre")]),
    ],
)
def test_a_letter_before_a_noun_multiplies(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The raid killed 14 US soldiers.", [(14.0, "soldier")]),
        ("It hired 60 IT workers.", [(60.0, "worker")]),
        ("It bought 90 EVs.", [(90.0, "EV")]),
        ("It has 12 MPs.", [(12.0, "MP")]),
        ("It ordered 4,000 GPUs.", [(4000.0, "GPU")]),
        ("It shipped 7,000 Model X and Model Y vans.", [(7000.0, "van")]),
        ("It recalled 2,000 Model 5 cars.", [(2000.0, "car")]),
        ("Three 250ml bottles.", [(3.0, "bottle"), (250.0, "millilitre")]),
        ("Two 30-minute talks.", [(2.0, "talk"), (30.0, "minute")]),
        ("Four $5 notes.", [(4.0, "note"), (5.0, "USD")]),
        ("He closed four of its shops.", [(4.0, "shop")]),
        ("It made 3.2 million carts, up from 2.9 million.", [(3.2e6, "cart"), (2.9e6, "cart")]),
        ("One letter urges ministers to act.", [(1.0, "letter")]),
        ("One police officer and one Kurdish man died.", [(1.0, "officer"), (1.0, "man")]),
        ("Six Kurds and ten Londoners met.", [(6.0, "Kurd"), (10.0, "Londoner")]),
        ("Some 40 red and white flags.", [(40.0, "flag")]),
    ],
)
def test_reads_what_is_counted(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("two chemical weapons attacks", (2.0, "attack")),
        ("33 human rights experts", (33.0, "expert")),
        ("four arms caches", (4.0, "cache")),
        ("three co - workers", (3.0, "co-worker")),
        ("over 1.000 persons", (1000.0, "person")),
    ],
)
def test_the_last_noun_is_what_is_counted(said, words, expected):
    assert said(words) == [expected]
