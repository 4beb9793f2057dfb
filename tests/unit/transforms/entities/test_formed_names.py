import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.patterns import patterned


def names(text: str) -> list[tuple[str, str]]:
    return patterned(*found_in(text)).select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The [ORG Karwa] 50 Index fell.", "Karwa 50 Index", "MISC"),
        ("The Lagos All Share Index closed.", "Lagos All Share Index", "MISC"),
        ("The Nordic 40 Index gained.", "Nordic 40 Index", "MISC"),
        ("They showed at [LOC Lerby] Fashion Week on Monday.", "Lerby Fashion Week", "MISC"),
        ("At the Astronomy Olympiad they won.", "Astronomy Olympiad", "MISC"),
        ("In [LOC Halden] Book Fair halls it was hot.", "Halden Book Fair", "MISC"),
        ("He won the [LOC Lower Saxony] Grand Prix.", "Lower Saxony Grand Prix", "MISC"),
        ("Some of Gen [MISC Z] agree.", "Gen Z", "MISC"),
        ("They left Plaza 9 de [PER Julio] late.", "Plaza 9 de Julio", "LOC"),
        ("A march on Avenida 24 de Julho ended.", "Avenida 24 de Julho", "LOC"),
        ("[LOC Brescia] Acciai S.p.A. will cut jobs.", "Brescia Acciai S.p.A.", "ORG"),
        ("[LOC Sapporo] Denki K.K. said no.", "Sapporo Denki K.K.", "ORG"),
        ("The Lerby Foods Pty Ltd plant burned.", "Lerby Foods Pty Ltd", "ORG"),
        ("The Lerby Foods Co Ltd plant burned.", "Lerby Foods Co Ltd", "ORG"),
        ("In May Lerby Foods Co., Inc. grew.", "Lerby Foods Co., Inc.", "ORG"),
        ("The groups are Growing Peace, INC and others.", "Growing Peace, INC", "ORG"),
        ("It is owned by Torrent Gas plc, they say.", "Torrent Gas plc", "ORG"),
        ("He heads the Direction générale des douanes in town.", "Direction générale des douanes", "ORG"),
        ("The Autorité des marchés financiers fined it.", "Autorité des marchés financiers", "ORG"),
        ("The Conseil supérieur de la magistrature met.", "Conseil supérieur de la magistrature", "ORG"),
        ("The Institut für Zeitgeschichte said so.", "Institut für Zeitgeschichte", "ORG"),
        ("The Movimento dos Trabalhadores Sem [PER Terra] met.", "Movimento dos Trabalhadores Sem Terra", "ORG"),
        ("The Fundación para la [ORG Educación Popular] closed.", "Fundación para la Educación Popular", "ORG"),
        ("The BHA President said so.", "BHA", "ORG"),
        ("She told the LKUB spokesman.", "LKUB", "ORG"),
        ("The NRP(SD) lost.", "NRP(SD)", "ORG"),
        ("Two of the KPI(M) left.", "KPI(M)", "ORG"),
        ("A man of the LPB (Marxist) spoke.", "LPB (Marxist)", "ORG"),
        ("The [ORG USS Lerby] sailed.", "USS Lerby", "MISC"),
        ("Aboard HMS [PER Ana] Grace in May.", "HMS Ana Grace", "MISC"),
        ("The USS Ronald B. Halden left.", "USS Ronald B. Halden", "MISC"),
        ("On the tanker MV Norvik it burned.", "MV Norvik", "MISC"),
        ("The USS Lerby Commander said so.", "USS Lerby", "MISC"),
        ("The 4th Circuit ruled so.", "4th Circuit", "ORG"),
        ("The [LOC D.C.] Circuit ruled so.", "D.C. Circuit", "ORG"),
        ("The [ORG U.S.] 4th Circuit Court of Appeals ruled.", "U.S. 4th Circuit Court of Appeals", "ORG"),
        ("The [MISC Uzbek] Prosecutor General's Office said.", "Uzbek Prosecutor General's Office", "ORG"),
        ("The [LOC Halden] County State's Attorney’s Office sued.", "Halden County State's Attorney’s Office", "ORG"),
        ("At the Taiwan High Prosecutors' Office it is.", "Taiwan High Prosecutors' Office", "ORG"),
        ("He has a NutriSpoon at home.", "NutriSpoon", "MISC"),
        ("A group called Citizens for [PER Lind] met.", "Citizens for Lind", "ORG"),
        ("In it Physicians Against Torture spoke.", "Physicians Against Torture", "ORG"),
        ("For the [LOC Halden] 2024 Olympic [MISC Games] they train.", "Halden 2024 Olympic Games", "MISC"),
        ("The iFarmer® is new.", "iFarmer", "MISC"),
    ],
)
def test_form_gives_a_name_away(text, name, kind):
    assert names(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "The office commission met.",
        "The FORMER President left.",
        "King Drumm VII President of all.",
        "Increasing Income was hard.",
        "The PPP chairman left.",
        "The direction of the wind changed.",
        "He bought two EV(s) there.",
        "Many citizens for a change met.",
        "Republicans for Lind are few.",
        "It was MV Lerby who wrote.",
        "He was in the INS Detention there.",
        "The second circuit was closed.",
        "In the mayor's office it is.",
        "They met MacArthur and JohnPeter there.",
        "An eBook and StatesIn it.",
        "The KwaLerby-Natal plan and the site AgriPaper.cn fell.",
    ],
)
def test_what_only_looks_so_is_no_name(text):
    assert names(text) == []
