import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.definitions import typed_by_definition


def types(text: str) -> list[str]:
    return typed_by_definition(*found_in(text))["type"].cast(str).to_list()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They filmed the TV drama [ORG Lantern Hill] there.", "MISC"),
        ("The new drama series [ORG Lantern Hill] began.", "MISC"),
        ("Her new novel [LOC Bellrock] sold well.", "MISC"),
        ("The film “[PER Anna Lerby]” opened.", "MISC"),
        ("A song called so is [LOC Bellrock].", "LOC"),
        ("Few speak the [LOC Drumma] language.", "MISC"),
        ("He speaks [LOC Drumma] at home.", "MISC"),
        ("It knows languages such as [ORG Drumma].", "MISC"),
        ("[PER Drumma] cuisine is hot.", "MISC"),
        ("The [ORG Drumma] people fish.", "MISC"),
        ("[ORG Drumma] people fish.", "ORG"),
        ("He left the village of [ORG Kalongo].", "LOC"),
        ("A village called [PER Kalongo] burned.", "LOC"),
        ("[ORG Kalongo], a small village in the north, burned.", "LOC"),
        ("[ORG Kalongo] is Africa’s oldest national park, and high.", "LOC"),
        ("Police in [ORG Kalongo] district said so.", "LOC"),
        ("[LOC Veltrix] is one of the largest chipmakers.", "ORG"),
        ("[LOC Veltrix], a chipmaker based in Lerby, hired.", "ORG"),
        ("[PER Veltrix], a Spanish retailer, opened.", "ORG"),
        ("[ORG Kalongo], a Kenyan village, burned.", "LOC"),
        ("The newspaper [LOC Veltrix] said so.", "ORG"),
        ("The airline [PER Veltrix] said so.", "ORG"),
        ("[PER Anna Lerby], a spokeswoman for the airline, said so.", "PER"),
        ("It is owned 60% by Gdynia-based [PER Orlica Energia] and others.", "ORG"),
        ("It is owned 60 percent by [PER Veltrix].", "ORG"),
        ("It is owned by [PER Anna Lerby].", "PER"),
        ("London-based [PER Smith] paints.", "PER"),
        ("The sports firm [PER Anna Lerby] left.", "PER"),
        ("[PER Anna Lerby] is a city in the making.", "PER"),
        ("[ORG Veltrix], a town councillor, said so.", "ORG"),
        ("The film [LOC Germany] made.", "LOC"),
    ],
)
def test_words_next_to_a_name_define_it(text, kind):
    assert types(text) == [kind]


def test_nothing_defines_nothing():
    found, texts = found_in("It rained.")
    assert typed_by_definition(found, texts).is_empty()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("They met at [ORG Halden House].", "LOC"),
        ("A crowd stood outside the [ORG Halden Centre].", "LOC"),
        ("The show in Lerby's [ORG Halden Museum] opened.", "LOC"),
        ("They dined at [PER Villa Halden].", "LOC"),
        ("She is a fellow at [ORG Halden House].", "ORG"),
        ("A researcher in physics at the [ORG Halden Centre] said so.", "ORG"),
        ("A seat in the [ORG Upper House] was free.", "ORG"),
        ("[ORG Halden House] said so.", "ORG"),
        ("They met at the [ORG Centre for Halden and Lerby House].", "ORG"),
        ("The shop at 90 [ORG Lerby Way] is open.", "LOC"),
        ("He waits at [ORG Halden Place], 90 Lerby Way.", "LOC"),
        ("The [ORG Halden Way] won.", "ORG"),
        ("The newspaper [PER La Halden] said so.", "ORG"),
        ("Under the [ORG Halden Schools Programme] all read.", "MISC"),
        ("A [ORG National Adaptation Plan] was passed.", "MISC"),
        ("They began [PER Project Halden] in May.", "MISC"),
        ("The [ORG Halden Project] said so.", "ORG"),
        ("The director of the [ORG Halden Project] left.", "ORG"),
        ("They relied on [PER Nathan Lane] again.", "PER"),
        ("They smiled at [PER Rebecca Hall].", "PER"),
        ("She lives on [PER Nathan Lane] in Lerby.", "LOC"),
        ("A crowd stood around [PER Albert Hall].", "LOC"),
        ("It was published at [ORG Halden House].", "ORG"),
        ("[MISC Operation Bellrock] said it had treated 40 children.", "ORG"),
        ("[MISC Operation Bellrock], a charity, sent doctors.", "ORG"),
        ("[MISC Operation Bellrock] ended in May.", "MISC"),
        ("[ORG Project Bellrock Archive] holds films.", "ORG"),
    ],
)
def test_buildings_are_places_and_programmes_are_things(text, kind):
    assert types(text) == [kind]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The [LOC Drumma] breed eats. [ORG Drumma] cows.", ["MISC", "MISC"]),
        ("The spyware [LOC Drumma] fell. [LOC Drumma] was bad.", ["MISC", "MISC"]),
        ("The [ORG KADRA] project grows. [ORG KADRA] is new.", ["MISC", "MISC"]),
        ("The [ORG KADRA] project grows. [ORG KADRA] said so.", ["ORG", "ORG"]),
        ("The [ORG KADRA] project grows, near [ORG KADRA] airport.", ["LOC", "LOC"]),
        ("A [ORG KADRA] project grows.", ["ORG"]),
        ("The [ORG Lerby Lights] event began.", ["MISC"]),
        ("The [ORG KADRA] event began.", ["ORG"]),
        ("The [ORG Lerby Moto] project grows. [ORG Lerby Moto] CEO Ana left.", ["ORG", "ORG"]),
        ("The [PER Drumma] poll is out. [PER Drumma] asked many.", ["ORG", "PER"]),
        ("[PER Ana Drumma] fell. The [PER Drumma] poll is out.", ["PER", "PER"]),
        ("[LOC Drumma] newspaper said so. [LOC Drumma] sells.", ["ORG", "ORG"]),
        ("He is director of [LOC Drumma]. [LOC Drumma] grows.", ["ORG", "ORG"]),
        ("He is director at [LOC Drumma County].", ["LOC"]),
        ("[LOC Drumma] has verbs. Few speak the [LOC Drumma] language.", ["MISC", "MISC"]),
        ("A [MISC Drumma] chief spoke. The [LOC Drummas] left.", ["MISC", "MISC"]),
        ("[PER Ana Drumma] spoke. The [LOC Drummas] left.", ["PER", "MISC"]),
        ("The [LOC Drummas] left.", ["LOC"]),
        ("[PER Kalongo] slept. [ORG Kalongo], a village in Velmar, burned.", ["LOC", "LOC"]),
        ("[PER Ana Kalongo] slept. [ORG Kalongo], a village, burned. [PER Kalongo] woke.", ["PER", "LOC", "PER"]),
        ("The start-up [LOC Velmira] grew. [LOC Velmira] fell.", ["ORG", "ORG"]),
        ("The [ORG Drumm Foundation] river is wide. [ORG Drumm Foundation] staff left.", ["LOC", "ORG"]),
    ],
)
def test_what_is_defined_once_is_so_in_the_whole_article(text, kinds):
    assert types(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("They say the [LOC Drumma] were asked. It heard [LOC Drumma] law.", ["MISC", "MISC"]),
        ("The [LOC Drumma] hope to win.", ["MISC"]),
        ("Towns on the [LOC Drumma] are dry.", ["LOC"]),
        ("The [LOC Drummas] are high.", ["LOC"]),
        ("The [LOC Drumma] is high.", ["LOC"]),
        ("The [PER Velmo] will be cheap. A [PER Velmo] sold.", ["MISC", "MISC"]),
        ("The [PER Velmo] will be cheap. [PER Ana Velmo] said so.", ["PER", "PER"]),
        ("[PER Velmo] will be late.", ["PER"]),
        ("The [PER Velmo] family was late.", ["PER"]),
    ],
)
def test_many_are_a_people_and_one_behind_an_article_is_a_thing(text, kinds):
    assert types(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("[PER Velmo] left. [PER Velmo] workers met at the [PER Velmo] plant.", ["ORG", "ORG", "ORG"]),
        ("[PER Velmo] left. [PER Velmo] workers met.", ["PER", "PER"]),
        ("[PER Ana Velmo] left. [PER Velmo] workers met at the [PER Velmo] plant.", ["PER", "PER", "PER"]),
    ],
)
def test_workers_and_plants_told_twice_make_a_firm(text, kinds):
    assert types(text) == kinds
