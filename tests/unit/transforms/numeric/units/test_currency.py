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
