import pytest

from tests.unit.transforms.entities.builders import found_in
from transforms.entities.name_edges import trimmed


def names(text: str) -> list[tuple[str, str]]:
    frame, texts = found_in(text)
    rows = trimmed(frame, texts)
    plain = texts["text"].item(0)
    for start, end, words in rows.select("start_char", "end_char", "text").rows():
        assert plain[start:end] == words
    return rows.select("text", "type").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ORG The Ministry of Fisheries] said so.", [("Ministry of Fisheries", "ORG")]),
        ("[PER Mr Okonjo] left.", [("Okonjo", "PER")]),
        ("[ORG Gen Prasert] left.", [("Prasert", "PER")]),
        ("[PER Perhaps Okonjo] knew.", [("Okonjo", "PER")]),
        ("[PER Does Okonjo] know?", [("Okonjo", "PER")]),
        ("[ORG Velmar Air CEO] resigned.", [("Velmar Air", "ORG")]),
        ("[ORG Velmar Says] It Will Pay", [("Velmar", "ORG")]),
        ("[ORG Velmar Raises] Outlook", [("Velmar", "ORG")]),
        ("[MISC The Fair Harvest Act] passed.", [("Fair Harvest Act", "MISC")]),
        ("[MISC The Long Winter] was shown.", [("The Long Winter", "MISC")]),
        ("[LOC The Hague] is a city.", [("The Hague", "LOC")]),
        ("“We lost,[PER ” Okonjo] said.", [("Okonjo", "PER")]),
        ("It said '[LOC 'Oslo]'.", [("Oslo", "LOC")]),
        ("[ORG 'Ndrangheta] ruled.", [("'Ndrangheta", "ORG")]),
        ("[PER ‘Bapu’ Okonjo] left.", [("‘Bapu’ Okonjo", "PER")]),
        ("Owning [ORG Velmar Media,] he said", [("Velmar Media", "ORG")]),
        ("[PER Justice Okonjo] ruled.", [("Okonjo", "PER")]),
        ("[ORG Department of Justice] lawyers", [("Department of Justice", "ORG")]),
        ("[ORG Supreme Court Justice] Okonjo", [("Supreme Court", "ORG")]),
        ("[ORG Senate Majority Leader] Okonjo", [("Senate", "ORG")]),
        ("[ORG House Minority] leader Okonjo", [("House", "ORG")]),
        ("[PER Okonjo] met [PER Berg].", [("Okonjo", "PER"), ("Berg", "PER")]),
        ("[ORG Market Outperform] is its rating.", []),
    ],
)
def test_words_that_are_not_of_the_name_are_cut_off(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ORG Nokia and Ericsson] agreed.", ["Nokia", "Ericsson"]),
        ("[ORG Velmar Group and Ostrava Bank] agreed.", ["Velmar Group", "Ostrava Bank"]),
        ("[MISC Oscar and the Velmar Prize] were given.", ["Oscar", "Velmar Prize"]),
        ("[MISC Velmar Agreement and the Kyoto Protocol] hold.", ["Velmar Agreement", "Kyoto Protocol"]),
        ("[MISC Velmar and the Wolf] was shown.", ["Velmar and the Wolf"]),
        ("[ORG Ministry of Trade and the Environment] agreed.", ["Ministry of Trade and the Environment"]),
        ("[ORG Ernst & Young and Marks and Spencer] agreed.", ["Ernst & Young", "Marks and Spencer"]),
        ("[LOC Norway and Sweden] agreed.", ["Norway", "Sweden"]),
        ("[ORG Ministry of Trade and Industry] agreed.", ["Ministry of Trade and Industry"]),
        ("[ORG Velmar Bank and Trust Company] agreed.", ["Velmar Bank and Trust Company"]),
        ("[ORG Johnson & Johnson] agreed.", ["Johnson & Johnson"]),
        ("[LOC Trinidad and Tobago] agreed.", ["Trinidad and Tobago"]),
        ("[ORG Okonjo & Sons] agreed.", ["Okonjo & Sons"]),
        ("[ORG Velmar's Thomas Okonjo] agreed.", ["Velmar", "Thomas Okonjo"]),
        ("[ORG India's Supreme Court] ruled.", ["India", "Supreme Court"]),
        ("[ORG UVHK’s Department of Physics] opened.", ["UVHK", "Department of Physics"]),
        ("[ORG Halden University's School of Law] opened.", ["Halden University", "School of Law"]),
        ("[ORG King's College] opened.", ["King's College"]),
        ("[ORG Women's Council] met.", ["Women's Council"]),
        ("[LOC Halden Port and Lerby International Airport] closed.", ["Halden Port", "Lerby International Airport"]),
        ("[PER MP Ana Torres] spoke.", ["Ana Torres"]),
        ("[PER Auntie Ana Torres] spoke.", ["Ana Torres"]),
        ("[ORG MP Materials] spoke.", ["MP Materials"]),
        ("[ORG Procter & Gamble] agreed.", ["Procter & Gamble"]),
    ],
)
def test_two_names_over_and_are_two_where_table_or_words_say_so(text, expected):
    assert [words for words, _ in names(text)] == expected


@pytest.mark.parametrize(
    "words", ["IPO", "GDP", "SUVs", "CEO", "Q3", "NGOs", "EPS", "Market Perform", "Overweight", "Strong Buy", "Rs"]
)
def test_ratings_and_notions_in_letters_are_nobody(words):
    assert names(f"It is [ORG {words}] here.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PER Ilse Okonjo], [ORG M.B.A.], spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [LOC B.A.], [ORG C.P.A.], spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [ORG MBA], spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [LOC Ph].D., M.P.H., spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [PER Ed].D., spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [ORG B.Sc]., spoke.", ["Ilse Okonjo"]),
        ("[PER Ilse Okonjo], [PER Ed] and others spoke.", ["Ilse Okonjo", "Ed"]),
        ("It was [ORG S.E.C.] who spoke.", ["S.E.C."]),
        ("P. [PER Drumm] spoke.", ["P. Drumm"]),
        ("So J.R. [PER Drumm] spoke.", ["J.R. Drumm"]),
        ("The U.S. [PER Drumm] spoke.", ["Drumm"]),
        ("[PER Martin Drumm] Jr. spoke.", ["Martin Drumm Jr."]),
        ("[PER Martin Drumm] III spoke.", ["Martin Drumm III"]),
        ("[ORG Yahoo]! rose.", ["Yahoo!"]),
        ("She earned her [ORG BA] in [LOC Osterology] there.", []),
        ("He has a degree in [ORG Osterology] and an [ORG MA] from [ORG Drumm University].", ["Drumm University"]),
        ("She took a degree in [LOC Leeds].", ["Leeds"]),
        ("[ORG BA] cut fares.", ["BA"]),
    ],
)
def test_degrees_are_no_names_and_initials_belong_to_theirs(text, expected):
    assert [words for words, _ in names(text)] == expected


def test_a_name_of_ten_thousand_words_is_left_as_it_is():
    long = " ".join(["Velmar"] * 10_000)
    assert names(f"[ORG {long}] fell.") == [(long, "ORG")]


@pytest.mark.parametrize(
    "day",
    [
        "Christmas",
        "Christmas Eve",
        "Easter",
        "Good Friday",
        "Thanksgiving",
        "Halloween",
        "Labor Day",
        "Ramadan",
        "Diwali",
        "Yom Kippur",
    ],
)
def test_holidays_are_no_names(day):
    assert trimmed(*found_in(f"They met on [MISC {day}].")).is_empty()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [ORG Kenya Uganda] pact", [("Kenya", "LOC"), ("Uganda", "LOC")]),
        ("The [ORG South Korea Japan] talks", [("South Korea", "LOC"), ("Japan", "LOC")]),
        ("ambassador to [ORG Peru Jane Drumm]", [("Peru", "LOC"), ("Jane Drumm", "PER")]),
        ("The [ORG Jordan Martin Foundation] gave.", [("Jordan Martin Foundation", "ORG")]),
        ("The [ORG Peru Drumm] mine", [("Peru Drumm", "ORG")]),
        ("[PER Chad Anna Drumm] left.", [("Chad Anna Drumm", "PER")]),
    ],
)
def test_a_country_and_another_or_a_person_are_two(text, expected):
    assert names(text) == expected


def test_a_super_pac_is_no_name_and_a_party_of_the_same_letters_is_one():
    assert trimmed(*found_in("A super [ORG PAC] paid. The [ORG PAC] is rich.")).is_empty()
    assert trimmed(*found_in("The [ORG PAC] and others voted."))["text"].to_list() == ["PAC"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the [ORG Kentucky Republican] left", [("Kentucky", "LOC"), ("Republican", "MISC")]),
        ("the [ORG Michigan Democratic] primary", [("Michigan", "LOC"), ("Democratic", "MISC")]),
        ("[ORG Senate Republican] leaders", [("Senate", "ORG"), ("Republican", "MISC")]),
        ("[ORG House Democrats] agreed", [("House", "ORG"), ("Democrats", "MISC")]),
        ("[ORG U.S. Democratic] candidates", [("U.S.", "LOC"), ("Democratic", "MISC")]),
        ("[ORG Texas Republicans] met", [("Texas", "LOC"), ("Republicans", "MISC")]),
        ("[ORG Young Republicans] met", [("Young Republicans", "ORG")]),
        ("[ORG Social Democrats] met", [("Social Democrats", "ORG")]),
        ("[ORG Liberal Democrats] met", [("Liberal Democrats", "ORG")]),
        ("the [ORG Texas Republican Party] met", [("Texas Republican Party", "ORG")]),
    ],
)
def test_a_place_and_a_party_are_two(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the [ORG Obama Administration] said", [("Obama", "PER")]),
        ("the [PER Lincoln Administrations] said", [("Lincoln", "PER")]),
        ("the [ORG Veterans Administration] said", [("Veterans Administration", "ORG")]),
        ("the [ORG Small Business Administration] said", [("Small Business Administration", "ORG")]),
    ],
)
def test_a_presidents_administration_names_the_president(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("words", ["R", "D", "Gross Domestic Product", "Eastern Standard Time", "Pacific Time"])
def test_letters_of_parties_and_times_are_nobody(words):
    assert names(f"He came ([ORG {words}]).") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The [PER Amir] left.", []),
        ("It was signed by His Highness the [ORG Sultan].", []),
        ("The late [PER Emir] was mourned.", []),
        ("The [ORG Sultan of Oman] left.", [("Oman", "LOC")]),
        ("The then [ORG Bishop of Lagos] left.", [("Lagos", "LOC")]),
        ("[PER Amir] said so.", [("Amir", "PER")]),
        ("The [PER King] family left.", [("King", "PER")]),
        ("The [ORG Cardinals] won.", [("Cardinals", "ORG")]),
        ("He saw [PER Amir Okonjo].", [("Amir Okonjo", "PER")]),
        ("They spoke of [PER Islamophobia].", []),
        ("[ORG Judge Okonjo] ruled.", [("Okonjo", "PER")]),
        ("[PER Emperor Okonjo] died.", [("Okonjo", "PER")]),
        ("[ORG Sheikh Okonjo] died.", [("Okonjo", "PER")]),
        ("[PER Sheikh Okonjo Rahman] died.", [("Sheikh Okonjo Rahman", "PER")]),
        ("The [ORG Detective Branch] asked.", [("Detective Branch", "ORG")]),
        ("The [ORG Bishop Museum] opened.", [("Bishop Museum", "ORG")]),
        ("[PER Former Okonjo] aides met.", [("Okonjo", "PER")]),
        ("Both [PER Okonjo –] and others met.", [("Okonjo", "PER")]),
        ("On [PER Eid Al Adha] all rest.", []),
        ("[ORG MP Saadoun Okonjo] spoke.", [("Saadoun Okonjo", "PER")]),
        ("[ORG MP Materials] fell.", [("MP Materials", "ORG")]),
        (
            "[PER Ana] and [ORG Sadik of Noongola Degree College] met.",
            [("Ana", "PER"), ("Sadik", "PER"), ("Noongola Degree College", "ORG")],
        ),
        ("The [ORG Isle of Lerby School] opened.", [("Isle of Lerby School", "ORG")]),
        ("The Minister of [ORG Gender Equality and Family] left.", []),
        ("The Minister of Rivers, [ORG Canals and Ports], left.", []),
        ("The Minister of Health, [ORG Lerby University] and others left.", [("Lerby University", "ORG")]),
        ("The Minister of the [ORG Lerby Regional Government] left.", [("Lerby Regional Government", "ORG")]),
        ("Their [ORG Royal] Highnesses left.", []),
        ("The [ORG Capital Adequacy Ratio] rose.", []),
    ],
)
def test_a_title_alone_is_nobody(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[ORG Air Norvik and Zoomjet] agreed.", ["Air Norvik", "Zoomjet"]),
        ("[ORG Veltrix and Douvin] agreed.", ["Veltrix", "Douvin"]),
        ("[ORG Film and Entertainment] grew.", ["Film and Entertainment"]),
        ("[ORG Smith and Wesson] grew.", ["Smith and Wesson"]),
        ("[ORG Veltrix and Sons] grew.", ["Veltrix and Sons"]),
        ("[ORG Salmon and Rivers Canada] met.", ["Salmon and Rivers Canada"]),
        ("[ORG Jammu and Kashmir Veltrix] met.", ["Jammu and Kashmir Veltrix"]),
        ("[ORG Velmar The Reserve Bank of India] met.", ["Velmar", "Reserve Bank of India"]),
    ],
)
def test_names_that_no_list_ties_are_two(text, expected):
    assert [name for name, _ in names(text)] == expected


@pytest.mark.parametrize("suffix", [" the Elder", " the Younger", " the Great", " Jr.", " III"])
def test_elders_and_juniors_keep_what_tells_them_apart(suffix):
    assert names(f"[PER Lukas Okonjo]{suffix} painted.") == [(f"Lukas Okonjo{suffix}", "PER")]


@pytest.mark.parametrize(
    "text",
    [
        "A [PER Senior Clerk] took the bribe.",
        "The [ORG Deputy Collector] came.",
        "The post of [MISC Assistant Registrar] is vacant.",
        "He spoke as [ORG Chief of Lerby Secretariat].",
        "The [ORG National Director of Public Prosecutions] left.",
        "The [PER Additional Superintendent of Police] said so.",
        "Fighting began in [LOC mid-December].",
        "They prayed to [LOC God].",
        "It needs [ORG FTTP] lines and an [ORG MRI] machine.",
    ],
)
def test_positions_gods_and_months_are_no_names(text):
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the [ORG Office of the Director of Lerby Water]", [("Office of the Director of Lerby Water", "ORG")]),
        ("The [LOC Chief of Lerby Bay] is a rock.", [("Chief of Lerby Bay", "LOC")]),
        ("[PER God] knows.", [("God", "PER")]),
        (
            "at [ORG Lerby University, Ministry of Health] and others",
            [("Lerby University", "ORG"), ("Ministry of Health", "ORG")],
        ),
        ("the [ORG University of Lerby, Halden]", [("University of Lerby, Halden", "ORG")]),
        (
            "the [ORG Lerby Police Department's Norvik Precinct]",
            [("Lerby Police Department", "ORG"), ("Norvik Precinct", "ORG")],
        ),
        (
            "the [MISC Lerby Center’s Democracy Program]",
            [("Lerby Center", "ORG"), ("Democracy Program", "MISC")],
        ),
        ("the [ORG Lerby's Norvik Group]", [("Lerby's Norvik Group", "ORG")]),
        (
            "the [ORG Lerby Farmers Federation Patricio Drumm]",
            [("Lerby Farmers Federation", "ORG"), ("Patricio Drumm", "PER")],
        ),
        ("[PER LEBA Patricio Drumm] said", [("LEBA", "ORG"), ("Patricio Drumm", "PER")]),
        ("[PER MLA Patricio Drumm] said", [("Patricio Drumm", "PER")]),
        ("of the [LOC Republic Patricio Drumm]", [("Patricio Drumm", "PER")]),
        ("the [LOC Republic Victoria Park]", [("Republic Victoria Park", "LOC")]),
        ("the [ORG Bank of Patricio Drumm]", [("Bank of Patricio Drumm", "ORG")]),
        ("the [ORG University Patricio Drumm Institute]", [("University Patricio Drumm Institute", "ORG")]),
        ("before [ORG Judges Lister Okello] and others", [("Lister Okello", "PER")]),
        ("[PER Senators Lind] left.", [("Lind", "PER")]),
    ],
)
def test_bodies_in_a_row_are_several_and_titles_may_be_plural(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[PER In Portland], they met.", [("Portland", "LOC")]),
        ("[LOC At Harwick] they met.", [("Harwick", "LOC")]),
        ("[PER At Fisher], fees rose.", [("Fisher", "PER")]),
        ("The [LOC Republic Pedro Lindo] met.", [("Pedro Lindo", "PER")]),
        ("The [ORG State Grace Bank] met.", [("State Grace Bank", "ORG")]),
        ("Quoting them, [ORG OC Mainuddin] met.", [("Mainuddin", "PER")]),
        ("[PER Before Shorten] left, he met.", [("Shorten", "PER")]),
        ("[ORG Italy's Dini] met.", [("Italy", "LOC"), ("Dini", "PER")]),
        ("[ORG Singapore’s National] Day came.", [("Singapore’s National", "ORG")]),
        ("[ORG On Semiconductor] met.", [("On Semiconductor", "ORG")]),
        (
            "[ORG Kazakhstan’s Zakchil Ramirez] won.",
            [("Kazakhstan", "LOC"), ("Zakchil Ramirez", "PER")],
        ),
        ("[ORG Kazakhstan’s Zakchil Veltrov] won.", [("Kazakhstan", "LOC"), ("Zakchil Veltrov", "ORG")]),
        ("[ORG America’s Promise Velma] won.", [("America’s Promise Velma", "ORG")]),
    ],
)
def test_where_somebody_is_and_whose_somebody_is_is_not_the_name(text, expected):
    assert names(text) == expected
