import pytest


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("It cost $20.", "USD"),
        ("Ottawa paid $20 to Canada's Quebec and Ontario.", "CAD"),
        ("Pakistan pays 500 rupees.", "PKR"),
        ("Norway and Oslo paid 5 crowns.", "NOK"),
        ("Egypt, Cairo: 20 million pounds.", "EGP"),
    ],
)
def test_the_article_decides_which_currency_a_shared_word_means(facts, words, unit):
    (fact,) = facts(words)
    assert (fact["unit"], fact["unit_from"]) == (unit, "context")


def test_the_candidates_are_kept(facts):
    (fact,) = facts("It cost 500 rupees.")
    assert fact["unit_candidates"][:2] == ["INR", "PKR"]


def test_a_local_source_means_its_own_dollar(facts):
    (fact,) = facts("It cost $20.", source="news.example.com.au")
    assert fact["unit"] == "AUD"


def test_beside_a_prefixed_dollar_the_bare_sign_is_the_other_one(facts):
    hong_kong, bare = facts("Hong Kong, Hong Kong, Hong Kong, Hong Kong: HK$2.3 billion ($295 million)")
    assert (hong_kong["unit"], bare["unit"]) == ("HKD", "USD")


def test_a_code_needs_no_context(facts):
    (fact,) = facts("Ottawa, Toronto and Quebec paid USD 20.")
    assert (fact["unit"], fact["unit_from"]) == ("USD", "code")


# A country word weighs 1, a stated amount 3, the source 8. To displace the US dollar takes 4, a pound or yen 2, any
# other likeliest meaning 1, and always more than twice what speaks for the likeliest.
@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Ottawa, Quebec, Ontario: it cost $20.", "USD"),
        ("Ottawa, Quebec, Ontario, Ottawa: it cost $20.", "CAD"),
        ("Ottawa, Quebec, Ontario, Ottawa, America, America: it cost $20.", "USD"),
        ("Ottawa, Quebec, Ontario, Ottawa, Ottawa, America, America: it cost $20.", "CAD"),
        ("Cairo: it cost 20 million pounds.", "GBP"),
        ("Cairo, Egypt: it cost 20 million pounds.", "EGP"),
        ("Cairo, Egypt, London: it cost 20 million pounds.", "GBP"),
        ("Cairo, Egypt, Cairo, London: it cost 20 million pounds.", "EGP"),
        ("Lahore: it cost 500 rupees.", "PKR"),
        ("Lahore, Pakistan, Mumbai: it cost 500 rupees.", "INR"),
        ("Lahore, Pakistan, Lahore, Mumbai: it cost 500 rupees.", "PKR"),
        ("It took CAD 7 and then 20 dollars.", "USD"),
        ("In Ottawa it took CAD 7 and then 20 dollars.", "CAD"),
        ("It took CAD 7, then CAD 8 and then 20 dollars.", "CAD"),
    ],
)
def test_another_currency_needs_enough_evidence_and_twice_that_of_the_likeliest(facts, words, unit):
    assert facts(words)[-1]["unit"] == unit


@pytest.mark.parametrize(("mentions", "unit"), [(3, "CAD"), (4, "USD")])
def test_a_local_source_weighs_as_much_as_eight_country_words(facts, mentions, unit):
    (fact,) = facts(", ".join(["America"] * mentions) + ": it cost $20.", source="news.example.ca")
    assert fact["unit"] == unit


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Singapore, Singapore, Singapore, Singapore, Singapore: it cost $20.", "USD"),
        ("Singapore, Singapore, Singapore, Singapore, Singapore: it cost 20 dollars.", "SGD"),
    ],
)
def test_a_bare_sign_is_no_dollar_that_its_own_press_writes_with_a_prefix(facts, words, unit):
    (fact,) = facts(words)
    assert fact["unit"] == unit


@pytest.mark.parametrize(
    ("words", "unit", "status"),
    [
        ("It cost 5 dinars.", "dinar", "ambiguous"),
        ("It cost 5 dinars in Tunis.", "TND", "no_rate"),
        ("It cost 5 rupees.", "INR", "ambiguous"),
        ("It cost $5.", "USD", "no_rate"),
    ],
)
def test_what_nothing_decides_is_not_converted_unless_its_likeliest_meaning_is_plain(facts, words, unit, status):
    (fact,) = facts(words)
    assert (fact["unit"], fact["fx_status"]) == (unit, status)


def test_each_article_decides_for_itself(many_facts):
    found = many_facts(
        ["Lahore, Pakistan: 500 rupees.", "It cost 500 rupees.", "Colombo: 500 rupees.", "Just 500 rupees."]
    )
    assert [(fact["text_no"], fact["unit"]) for fact in found] == [(0, "PKR"), (1, "INR"), (2, "LKR"), (3, "INR")]


@pytest.mark.parametrize(
    ("words", "kind", "unit"),
    [
        ("She came first with 482 marks (96.4%).", "count", "mark"),
        ("He had two marks on his neck.", "count", "mark"),
        ("In Germany it sold for 482 marks.", "money", "DEM"),
    ],
)
def test_marks_that_are_no_money_are_counted(facts, words, kind, unit):
    row = facts(words)[0]
    assert (row["kind"], row["unit"]) == (kind, unit)
