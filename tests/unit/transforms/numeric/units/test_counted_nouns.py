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
        ("One oil tank driver left.", [(1.0, "driver")]),
        ("One petrol station owner complained.", [(1.0, "owner")]),
        ("One misdemeanor count of battery stood.", [(1.0, "count")]),
        ("Three million New Yorkers voted.", [(3e6, "New Yorker")]),
        ("A six-pointed star fell.", [(6.0, "point")]),
        ("One Senator objected.", [(1.0, "senator")]),
        ("One Palestinian was held.", [(1.0, "Palestinian")]),
        ("One MP resigned.", [(1.0, "MP")]),
        ("Some 300 Japanese live there.", [(300.0, "Japanese")]),
        ("She has two brothers-in-law.", [(2.0, "brother-in-law")]),
        ("Five attorneys general sued.", [(5.0, "attorney general")]),
        ("In two earlier opinions he agreed.", [(2.0, "opinion")]),
        ("A 200-plus-page report came.", [(200.0, "page")]),
        ("He left in Lund. Around 30 to 70 people came.", [((30, 70), "person")]),
        ("Four-five men came by car.", [((4, 5), "man")]),
        ("The Dow shed -120 points.", [(-120.0, "point")]),
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It had 500 new COVID-19 cases.", [(500, "case")]),
        ("Six F-16 jets took off.", [(6, "jet")]),
        ("Two H1N1 patients died.", [(2, "patient")]),
        ("It has five PS5 consoles.", [(5, "console")]),
        ("It sold 40 iPhone 14 handsets.", [(40, "handset")]),
        ("Twenty tribesmen met 12 airmen.", [(20, "tribesman"), (12, "airman")]),
        ("Two policewomen and four salespeople left.", [(2, "policewoman"), (4, "salesperson")]),
        ("Two specimens and 12 regimens.", [(2, "specimen"), (12, "regimen")]),
        ("Two calves, three loaves and six hooves.", [(2, "calf"), (3, "loaf"), (6, "hoof")]),
        ("80,000 jihadis, 40 rabbis and 10 menus.", [(80_000, "jihadi"), (40, "rabbi"), (10, "menu")]),
        ("Police say 300 Hindus and six crew came.", [(300, "Hindu"), (6, "crew")]),
        ("Ten crew members died.", [(10, "member")]),
        ("It feeds 1.5 billion people's pets.", [(1.5e9, "person")]),
        ("Two plainclothes officers came.", [(2, "officer")]),
        ("He named nine “informal” talks.", [(9, "talk")]),
        ("Some 40-odd officers came.", [(40, "officer")]),
        ("One or more half-tonne bulls ran.", [(1, "bull"), (0.5, "metric ton")]),
        ("It needs the 1,237 delegate threshold.", [(1237, "delegate")]),
        ("A 12-man squad and a 300-strong crowd.", [(12, "man"), (300, "person")]),
    ],
)
def test_reads_rare_plurals_and_names_with_figures(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("He hit 12 home runs.", [(12, "run")]),
        ("It took hundreds of innocent lives.", [((100, 1000), "life")]),
        ("They have two straight wins.", [(2, "win")]),
        ("There are 27 different plans.", [(27, "plan")]),
        ("The record of 43.03 stands.", [(43.03, None)]),
        ("Ten squad members lives there.", [(10, "member")]),
    ],
)
def test_nouns_that_may_be_verbs_are_counted_behind_an_adjective(said, words, expected):
    assert said(words) == expected


@pytest.mark.parametrize(
    ("words", "noun"),
    [
        ("One oil tanker sank.", "tanker"),
        ("One bank manager said so.", "manager"),
        ("One bank failed.", "bank"),
        ("One party said so.", "party"),
        ("One resident said so.", "resident"),
        ("One proxy army fighting there lost.", "army"),
        ("One former campaign staffer left.", "staffer"),
        ("So many work on one campaign tied to it.", "campaign"),
        ("Only one seat is left.", "seat"),
        ("There is room for one person.", "person"),
    ],
)
def test_one_counts_the_noun_and_not_its_attribute(said, words, noun):
    assert said(words) == [(1, noun)]


@pytest.mark.parametrize("words", ["Only one survived.", "It was the only one left.", "The one candidate left."])
def test_one_without_a_noun_of_its_own_counts_nothing(said, words):
    assert said(words) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("She won 12 Grand Slam singles titles.", (12, "title")),
        ("He has 8 sports cars.", (8, "car")),
        ("They have 14 arms control experts.", (14, "expert")),
        ("He took 5 doubles crowns.", (5, "crown")),
        ("She won 6 singles.", (6, "single")),
        ("They had two very clear options.", (2, "option")),
        ("It has seven Black Friday deals.", (7, "deal")),
        ("The phone has three camera lenses.", (3, "lens")),
        ("It has one chemistry laboratory.", (1, "laboratory")),
        ("There is 1 teacher to 40 children.", (1, "teacher")),
        ("Some 40 Iraqis alive today fled riots.", (40, "Iraqi")),
    ],
)
def test_the_head_of_a_chain_of_nouns_is_counted(said, words, expected):
    assert said(words)[0] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Four plain-clothes NYPD officers came.", [(4, "officer")]),
        ("Apple sold 56 million iPhones and two eBooks.", [(56e6, "iPhone"), (2, "eBook")]),
        ("He showed a couple of these intelligence briefings.", [(2, "briefing")]),
        ("Half the condos have sold.", [(0.5, "condo")]),
    ],
)
def test_nouns_with_capitals_or_determiners_inside(said, words, expected):
    assert said(words) == expected
