import polars as pl
import pytest

from tests.unit.transforms.quotations.builders import direct, read, speakers

pytestmark = pytest.mark.usefixtures("read_together")

ONE_SENTENCE_EACH = [
    ('Mara Lind said: "We pay." Tom Hale said: "We do not."', ["Mara Lind", "Tom Hale"]),
    ('Mara Lind said it was "a bad joke." Tom Hale said it was none.', ["Mara Lind"]),
    ('Mara Lind called the bill "too high." Tom Hale declined to comment.', ["Mara Lind"]),
    ('"We pay," said Mara Lind. "And we wait." Tom Hale said nothing.', ["Mara Lind", "Mara Lind"]),
    ('According to Mara Lind, "the bridge is safe." Tom Hale agreed.', ["Mara Lind"]),
    ('Mara Lind said, "We pay," but Tom Hale said it was too late.', ["Mara Lind"]),
    ("Mara Lind said: “We pay”. Tom Hale said he would not.", ["Mara Lind"]),
    ('Mara Lind asked: "Who pays?" The council said it did.', ["Mara Lind"]),
    ('Mara Lind warned of "hard years" while Tom Hale promised "a feast."', ["Mara Lind", "Tom Hale"]),
    ('Mara Lind told the court she was "not there." Police said she was.', ["Mara Lind"]),
    ('"Who pays?" Mara Lind asked. Tom Hale said nothing.', ["Mara Lind"]),
    ('Tom Hale left the room. "We pay," said Mara Lind.', ["Mara Lind"]),
]


@pytest.mark.parametrize(("body", "who"), ONE_SENTENCE_EACH)
def test_words_belong_to_the_clause_they_stand_in(body, who):
    assert speakers(body) == who


SUBJECTS = [
    ('Mara Lind, who lost her house in the flood, said: "We pay."', "Mara Lind"),
    ('Mara Lind, the mayor of Norland, added: "We pay."', "Mara Lind"),
    ('Mara Lind, D-Norland, who voted no, said: "We pay."', "Mara Lind"),
    ('The mayor, Mara Lind, said: "We pay."', "Mara Lind"),
    ('Tom Hale praised the plan of Norland and said it was "a gift".', "Tom Hale"),
    ('Tom Hale left the hall, saying: "We pay."', "Tom Hale"),
    ('In a letter to Quillon, Tom Hale wrote: "We pay."', "Tom Hale"),
    ('Quillon released a statement saying "we pay for all of it."', "Quillon"),
    ('A man who saw the fire said it was "like day".', "A man"),
    ('A spokesman for Quillon said the price was "fair".', "A spokesman"),
    ('As Tom Hale put it: "We pay."', "Tom Hale"),
    ('Tom Hale on Tuesday again said: "We pay."', "Tom Hale"),
    ('The project was described by Tom Hale as "a lake of money".', "Tom Hale"),
    ('Tom Hale has said he is "not for sale".', "Tom Hale"),
    ('"We pay," said the mayor and head of the council, Mara Lind.', "Mara Lind"),
    ('"We pay," said Quillon chairman Tom Hale of Norland.', "Tom Hale"),
    ('"We pay," Norland\'s lawyer Tom Hale said.', "Tom Hale"),
    ('"We pay" for the roof, said Tom Hale.', "Tom Hale"),
]


@pytest.mark.parametrize(("body", "who"), SUBJECTS)
def test_the_subject_of_the_clause_speaks(body, who):
    assert speakers(body) == [who]


VERBS = [
    "conceded",
    "chuckled",
    "maintained",
    "lamented",
    "clarified",
    "retorted",
    "exclaimed",
    "texted",
    "agreed",
    "confirmed",
]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_of_speech_may_stand_on_either_side_of_its_subject(verb):
    assert speakers(f'"It rains," said Mara Lind. "It pours," {verb} Tom Hale.') == ["Mara Lind", "Tom Hale"]
    assert speakers(f'"It rains," said Mara Lind. "It pours," Tom Hale {verb}.') == ["Mara Lind", "Tom Hale"]


@pytest.mark.parametrize("verb", ["yodelled", "harrumphed", "lobbed", "fibbed", "trilled"])
def test_any_verb_between_a_closing_comma_and_a_name_makes_it_the_speaker(verb):
    assert speakers(f'"It rains," said Mara Lind. "It pours," {verb} Tom Hale.')[1] == "Tom Hale"


@pytest.mark.parametrize("particle", ["chimed in", "shot back", "pointed out", "weighed in", "went on", "spoke up"])
def test_a_verb_may_need_its_particle(particle):
    assert speakers(f'"It pours," Tom Hale {particle}.') == ["Tom Hale"]


TITLES = [
    "Sen.",
    "Gov.",
    "Gen.",
    "Lt. Col.",
    "Rev.",
    "Dr.",
    "Mr.",
    "Mrs.",
    "U.S. Rep.",
    "Prof.",
    "Sgt",
    "Mayor",
    "former Sen.",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_hides_no_speaker(title):
    assert speakers(f'"It pours," said {title} Tom Hale. "It will stop."') == ["Tom Hale", "Tom Hale"]
    assert speakers(f'"It pours," {title} Tom Hale said.') == ["Tom Hale"]


MARKS = [
    ('Mara Lind: "We pay."', "Mara Lind", "colon"),
    ('Mayor Mara Lind: "We pay."', "Mara Lind", "colon"),
    ('From Mara Lind: "We pay."', "Mara Lind", "colon"),
    ('Tom Hale had one more threat for all: "We pay nobody."', "Tom Hale", "colon"),
    ("“We pay.” - Mara Lind", "Mara Lind", "dash"),
    ("“We pay.” — Mayor Mara Lind", "Mara Lind", "dash"),
    ("“We pay.” -Commissioner Mara Lind", "Mara Lind", "dash"),
    ("Tom Hale chimed in. “We pay.”", "Tom Hale", "sentence_before"),
    ('Tom Hale weighed in. "We pay."', "Tom Hale", "sentence_before"),
    ('Tom Hale sees in the bridge of Norland "a road to nowhere".', "Tom Hale", "verb_before"),
    ('Tom Hale tore into the plan for "a road to nowhere".', "Tom Hale", "subject"),
]


@pytest.mark.parametrize(("body", "who", "rule"), MARKS)
def test_marks_and_sentences_name_the_speaker(body, who, rule):
    assert read(body).select("speaker_text", "rule").row(-1) == (who, rule)


GOING_ON = [
    ('"We pay," Tom Hale told a rally in Norland late on Friday. "We always did."', ["Tom Hale"] * 2),
    ('Tom Hale said: "We pay.\n\n"We always did."', ["Tom Hale"] * 2),
    ('"We pay.\n\n"We always did," said Tom Hale.', ["Tom Hale"] * 2),
    ('"We pay," said Tom Hale, "and we always did."', ["Tom Hale"] * 2),
    ('Tom Hale spoke of "debts" and "sins".', ["Tom Hale"] * 2),
    ('"We pay," said Tom Hale. The hall was cold. "Never," a man shouted.', ["Tom Hale", "a man"]),
    ('"We pay," said Tom Hale.\n\n"Never," countered Mara Lind.', ["Tom Hale", "Mara Lind"]),
    ('"We pay," said Tom Hale. "Debt" is a word of the plan.', ["Tom Hale", None]),
]


@pytest.mark.parametrize(("body", "who"), GOING_ON)
def test_the_speaker_goes_on_until_another_speaks(body, who):
    assert speakers(body) == who


NAMED_ONLY = [
    'A plan called "Dawn" was dropped.',
    'A club dubbed "the nest" by the press was closed.',
    'Norland fined the driver accused of "reckless speed".',
    'The bridge, described as "a lake of rust", was closed.',
    '"We pay," said Tom Hale. "Never," as far as anybody knows about Mara Lind.',
]


@pytest.mark.parametrize("body", NAMED_ONLY)
def test_what_something_is_called_is_nobodys_speech(body):
    assert speakers(body)[-1] in (None, "the press")


def test_what_somebody_calls_it_is_his_speech():
    assert speakers('It opened what Tom Hale called "a new dawn".') == ["Tom Hale"]
    assert speakers('He called "a new dawn" what others saw.') == ["He"]


NOBODY = [
    'Mara Lind, nicknamed "Ox," was held.',
    'Mara Lind, alias "Doc," was held.',
    'A man who goes by the name "Shorty" was held.',
    'Mara Lind, better known as "The Fox," was held.',
    'Mara "Ox" Lind was held.',
]


@pytest.mark.parametrize("body", NOBODY)
def test_a_name_between_marks_is_no_quotation(body):
    assert direct(body) == []


TERMS = [
    'Tom Hale, author of "The Long Winter", was held.',
    'Tom Hale sold the film "A Winter in Norland" to Quillon.',
    'Quillon sells the "dome" to Norland.',
    'Tom Hale was known as the "bagman" of the club.',
]


@pytest.mark.parametrize("body", TERMS)
def test_a_term_is_a_fragment_that_nobody_says(body):
    assert read(body).select("is_fragment", "speaker_text").rows() == [(True, None)]


@pytest.mark.parametrize(
    ("body", "is_fragment"),
    [
        ('Tom Hale called it "a joke".', True),
        ('Tom Hale said it was "late and thin".', True),
        ('Tom Hale watched and said "The Long Winter" was no film for him.', True),
        ('Tom Hale said: "Shame."', False),
        ('"Shame on them," said Tom Hale.', False),
        ('Tom Hale said "we are lost".', False),
        ('Tom Hale said the plan "is dead".', False),
    ],
)
def test_less_than_a_clause_is_a_fragment(body, is_fragment):
    assert read(body).filter(kind="direct")["is_fragment"].to_list() == [is_fragment]


BEHALF = [
    ('"We pay," said a spokesman for Quillon.', "Quillon"),
    ('"We pay," said Tom Hale, a lawyer for the family.', "the family"),
    ('Quillon spokeswoman Mara Lind said: "We pay."', "Quillon"),
    ('Lind\'s lawyer, Tom Hale, said: "We pay."', "Lind"),
    ('"We pay," said Tom Hale, a spokesman for the Norland police.', "the Norland police"),
    ('"We pay," said Tom Hale.', None),
]


@pytest.mark.parametrize(("body", "principal"), BEHALF)
def test_a_spokesman_speaks_for_somebody(body, principal):
    assert read(body)["on_behalf_of"].to_list() == [principal]


PRONOUNS = [
    ('Mara Lind met Tom Hale. "We pay," he said.', "id:Hale"),
    ('Tom Hale met Mara Lind. "We pay," she said.', "id:Lind"),
    ('Mr. Okafor met Mara Lind. "We pay," he said.', "id:Okafor"),
    ('Ms. Okafor met Tom Hale. "We pay," she said.', "id:Okafor"),
    ('Tom Hale urged Mara Lind to pay. "We do," he said.', "id:Hale"),
    ('"We pay," she said.', None),
    ('Quillon is here. "We pay," it said.', None),
]


@pytest.mark.parametrize(("body", "person"), PRONOUNS)
def test_a_pronoun_means_the_last_person_that_fits(body, person):
    assert read(body)["entity_id"].to_list() == [person]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“We pay,” Hale\u00a0told the board.", "Hale"),
        ("“We pay,” said\u202fHale of the mill.", "Hale"),
        ("“We pay,” Lind\u2009said at its\u00a0meeting.", "Lind"),
        ("“We pay,” \u00adHale said.", "Hale"),
    ],
)
def test_blanks_that_keep_a_line_together_part_words_too(body, speaker):
    assert speakers(body) == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ('"It is late." He said.', "He"),
        ('"It is late." Hale added.', "Hale"),
        ('"It is late…" Mara Lind said. The hall was dark.', "Mara Lind"),
        ('"It is late." The mayor said on Monday.', None),
        ('"It is late." Hale left.', None),
    ],
)
def test_a_sentence_of_nothing_but_a_clause_belongs_to_the_words_before(body, speaker):
    assert speakers(body) == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("“We pay,” Lind campaign manager Tom Hale said.", "Tom Hale"),
        ("“We pay,” Lind's deputy Tom Hale said.", "Tom Hale"),
        ("“We pay,” Quillon finance director Mara Lind added.", "Mara Lind"),
        ("“We pay,” Mara Lind, general counsel to Hale's bakery, said at noon.", "Mara Lind"),
    ],
)
def test_a_speaker_is_named_after_whom_he_works_for(body, speaker):
    assert speakers(body) == [speaker]


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Tom Hale said Lind would call the bridge “a gift to nobody”.", "Tom Hale"),
        ("Lind warned that the mill could declare itself “out of grain”.", "Lind"),
        ("Tom Hale said Lind called the bridge “a gift to nobody”.", "Lind"),
        ("Hale refused to say “we are sorry for that”.", "Hale"),
    ],
)
def test_what_is_only_to_be_said_is_still_the_words_of_who_tells_it(body, speaker):
    assert speakers(body) == [speaker]


@pytest.mark.parametrize(
    "body",
    [
        "Hale said on Norland's “The Long Morning” that it rained.",
        "Mara Lind told “Good Evening, Norland” that it rained.",
        "Tom Hale hosted “Bread, Salt, Rain!” for years and said nothing.",
        "Lind starred in the film “The Mill: A Life.”",
        "On Norland Radio's “Bread and Salt,” Tom Hale said it rained.",
        'Hale wrote it. <post author="Mara Lind" date="9 March">Hale said it rained.',
    ],
)
def test_the_title_of_a_work_is_nobodys_speech(body):
    assert [speaker for speaker in speakers(body) if speaker] == []


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Writer and broadcaster Tom Hale met Lind and described her as a “powerful but humble presence”.", "Tom Hale"),
        ("Hale said that his office was asking for papers “to settle the matter at last”.", "Hale"),
        ("Hale was unmoved by Lind's questioning of the deal, leaks that it was “going on and on”.", "Hale"),
        ("Tovar, “the painter of kings,” was in town and “was well known to all,” says Lind.", "Lind"),
        ("Harbour terms such as “the last hour of all” are heard.", None),
        ("Hale was planning to open a shop with “secrets”.", None),
    ],
)
def test_what_looks_like_a_verb_of_speech_may_be_none(body, speaker):
    assert speakers(body)[0] == speaker


@pytest.mark.parametrize(
    ("body", "person"),
    [
        ("Tom Hale wrote to the board. “Okafor knew of it.” “We pay,” he said.", "id:Hale"),
        ("“Kovalenko owes us,” said Tom Hale. “We pay,” he said.", "id:Hale"),
        ("Mara Lind, said Tom Hale, has closed the mill. Then “it rained,” he said.", "id:Hale"),
        ("Tom Hale came early. A Lind supporter was there too. “We pay,” he said.", "id:Hale"),
    ],
)
def test_a_pronoun_means_nobody_who_is_only_spoken_of(body, person):
    rows = read(body).filter(pl.col("speaker_text") == "he")
    assert rows["entity_id"].to_list() == [person]
