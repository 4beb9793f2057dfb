import polars as pl
import pytest

from transforms.numeric.relations.roles import ROLES
from warehouse.tables import NumericFact


def roles(rows):
    return [(row.get("value", row.get("value_low")), row.get("role")) for row in rows]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("A blast killed 12 people and wounded 30.", [(12, "killed"), (30, "injured")]),
        ("At least 40 people were killed and 120 injured.", [(40, "killed"), (120, "injured")]),
        ("The death toll rose to 120 on Monday.", [(120, "killed")]),
        ("Guards detained 23 protesters in the square.", [(23, "arrested")]),
        ("Some 300 villagers are missing.", [(300, "missing")]),
        ("Rescuers pulled 14 miners to safety.", [(14, "rescued")]),
        ("Floods displaced about 45,000 people.", [(45_000, "displaced")]),
        ("The fire forced 200 residents from their homes.", [(200, "displaced")]),
        ("The crash killed a woman and two children.", [(2, "killed")]),
        ("The storm left three dead and 200 homeless.", [(3, "killed"), (200, "displaced")]),
        ("12 people, including three children, were killed.", [(12, "killed"), (3, "killed")]),
        ("The virus has claimed 20 lives.", [(20, "killed")]),
        ("Twelve migrants drowned off the coast.", [(12, "killed")]),
        ("Between 20 and 30 sailors died.", [(20, "killed")]),
        ("Two women and one man died at the bank.", [(2, "killed"), (1, "killed")]),
        ("Three soldiers and two civilians drowned.", [(3, "killed"), (2, "killed")]),
        ("Blast Kills Two In Lund", [(2, "killed")]),
        ("Bomb Kills 12 in Lund", [(12, "killed")]),
        ("Seven miners, a cook and two guards were injured.", [(7, "injured"), (2, "injured")]),
        ("One bus driver and one ticket inspector were hurt.", [(1, "injured"), (1, "injured")]),
        ("The attack left one soldier dead and one officer wounded.", [(1, "killed"), (1, "injured")]),
        ("30 of the 80 wounded remained in hospital.", [(30, None), (80, "injured")]),
        ("Some 315,000 were killed and wounded.", [(315_000, None)]),
        ("The raid left 40 people dead or injured.", [(40, None)]),
    ],
)
def test_what_befell_persons_is_read_from_their_clause(facts, words, expected):
    assert roles(facts(words)) == expected


@pytest.mark.parametrize(
    "words", ["A landslide kills 14.", "Police said 31 were arrested.", "Several dozen were hurt."]
)
def test_bare_figures_that_something_befell_are_persons(facts, words):
    (row,) = facts(words)
    assert (row["kind"], row["unit"]) == ("count", "person")


@pytest.mark.parametrize(
    "words",
    [
        "Two gunmen killed a guard and fled.",
        "Firefighters rescued 12 dogs.",
        "More than 1,000 houses were destroyed.",
        "A man suspected of shooting three people at a firm where he had worked was arrested.",
        "12 soldiers watched the parade.",
        "Two men wounded a policeman.",
        "Nobody was hurt when 40 people left.",
    ],
)
def test_doers_things_and_animals_have_no_role(facts, words):
    assert [row for row in facts(words) if "role" in row] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The company was fined $4 million.", [(4e6, "fine")]),
        ("A €4 million fine was imposed.", [(4e6, "fine")]),
        ("The bank made a net profit of $2.3 billion.", [(2.3e9, "profit")]),
        ("It lost $40 million last year.", [(4e7, "loss")]),
        ("The start-up raised $12 million.", [(1.2e7, "funding")]),
        ("Norway pledged $50 million in humanitarian aid.", [(5e7, "aid")]),
        ("The house sold for $1.2 million.", [(1.2e6, "price")]),
        ("A ticket costs $20.", [(20, "price")]),
        ("Oil fell to $48.15 a barrel.", [(48.15, "price")]),
        ("Revenue rose to $4 billion.", [(4e9, None)]),
        ("She was paid $300,000.", [(3e5, None)]),
        ("Oil lost $3 to trade lower.", [(3, None)]),
        ("The tax is $2 a pack.", [(2, None)]),
    ],
)
def test_what_money_is_for_is_read_from_its_clause(facts, words, expected):
    assert roles(facts(words)) == expected


def test_the_contract_declares_these_roles():
    assert NumericFact.columns()["role"].dtype == pl.Enum(ROLES)


def test_what_an_amount_is_set_against_has_a_role_of_its_own(facts):
    assert roles(facts("A net loss of $30m versus a profit of $12m.")) == [(3e7, "loss"), (1.2e7, "profit")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The three workers - two women and a man - were killed.", ["killed", "killed"]),
        ("The five sailors – four Danes and a Swede – were detained.", ["arrested", "arrested"]),
        ("The six climbers (four men and two women) were found dead.", ["killed", "killed", "killed"]),
        ("The two students, both from Lund, were injured.", ["injured"]),
        ("The two officers, who had just left the bar, were wounded.", ["injured"]),
        ("The two passengers, a mother and her son, died at the scene.", ["killed"]),
        ("One soldier, a Swede, was killed.", ["killed"]),
        ("The three judges - two women and a man - said the thief was killed.", []),
        ("The two brothers, whose father was killed, left.", []),
        ("The four men, after a guard was wounded, fled.", []),
        ("In a village of 300 people, both girls, it said, were killed.", []),
        ("The leader of 40 rebels, a Dane, was killed.", []),
    ],
)
def test_what_is_set_off_between_persons_and_their_verb_does_not_part_them(facts, words, expected):
    assert [row["role"] for row in facts(words) if "role" in row] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The $37 million raised by the senator was spent.", "funding"),
        ("The $40 million invested by the fund was gone.", "funding"),
        ("The £200,000 donated by readers built a ward.", "aid"),
        ("The $12,000 lost in the theft was insured.", "loss"),
        ("They poured $40 million into the firm.", "funding"),
        ("Sale price: $400.", "price"),
        ("Cost: €45 per person", "price"),
        ("Fine: $150.", "fine"),
        ("Net profit: $3.2 million.", "profit"),
        ("Net loss: €40 million.", "loss"),
        ("Funding: $12 million.", "funding"),
        ("The $20 raised eyebrows.", None),
        ("The bidding began at $400.", None),
        ("The oil: $400 of it.", None),
    ],
)
def test_a_participle_or_a_colon_tells_what_money_is_for(facts, words, expected):
    [row] = facts(words)
    assert row.get("role") == expected
