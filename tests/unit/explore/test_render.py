"""What templates are given of an article."""

from explore.articles import Article
from explore.highlight import Fact
from explore.render import PART_CHARS, PART_FACTS, article_of, whole_article


def of_figures(count: int, chars: int) -> Article:
    """An article of so many characters, with so many figures next to each other."""
    body = ("7 " * count).ljust(chars, ".")
    facts = [Fact("numeric", at, at + 1, "7", "number 7", "numeric.number", "0") for at in range(0, 2 * count, 2)]
    return Article({"title": None, "body": body}, {"title": [], "body": facts}, [], [])


def test_an_article_that_travels_is_never_cut_however_long_it_is():
    given = whole_article(of_figures(2 * PART_FACTS, PART_CHARS))
    assert given["parts"] == 1
    assert "".join(segment.text for segment in given["body_segments"]) == "7 " * 2 * PART_FACTS + "." * (
        PART_CHARS - 4 * PART_FACTS
    )


def test_an_empty_article_has_one_part():
    assert whole_article(of_figures(0, 0))["parts"] == 1
    assert article_of(of_figures(0, 0), ["numeric"], 3)["part"] == 1


def test_a_page_has_at_most_so_many_facts():
    article = of_figures(2 * PART_FACTS + 1, PART_CHARS)
    assert article_of(article, ["numeric"], 1)["parts"] > 2
