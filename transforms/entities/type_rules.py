"""What the words of a name say of its type: "Asia Foundation" is an organisation, "Typhoon Nabi" is none."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes, type_names
from transforms.columns.dtypes import Bools, Int64s
from transforms.columns.lazy import once
from transforms.entities.linking.gazetteer import reference
from transforms.entities.name_growth import CAPITALS, byte_at
from transforms.entities.span_fusion import listed_types
from transforms.text import windows

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))
# Last words that make a name an organisation's whatever comes before them; "Bank" and "Center" may end a place.
_ORGANISATIONS = """Party Foundation University Institute Association Agency Ministry Corporation Commission Council
Committee Federation Authority Organization Organisation Assembly Movement Airlines Company Alliance Club Bureau College
School Court Department Office Group Union Parliament Police Army Navy Airways Times Herald Tribune Network News
Holdings
Technologies Partners Pharmaceuticals Therapeutics Bancorp Inc Corp Ltd Plc LLC Board Society Academy Newspaper Press
Motors Systems Industries Laboratories Labs Brothers Ventures Museum Research Command Analytics Securities
Gazette Chronicle Inquirer Enquirer Examiner Telegraph Bulletin Dispatch Legislature Tribunal Secretariat Directorate
Consortium Coalition Orchestra Cooperative Consulting Studios Logistics Insurance Battalion Brigade Regiment Railways
Collective Consultants Consultores PAC""".split()  # noqa: SIM905
# Papers by two words, the last of which is somebody's surname too: "Guangming Youth Daily", "Kabul Morning Post".
_PAPERS = """Daily Post Mail Mirror Star News Express Standard Times Record Journal Review Herald Observer
Courier""".split()  # noqa: SIM905
_PAPER = (
    r" (?:Youth|Morning|Evening|Business|Sunday|Weekly|Financial|Daily|National|People['’]s|Workers['’]?|Farmers['’]?|"
    rf"Economic) (?:{'|'.join(_PAPERS)})$"
)
_ORGANISATION = f" (?:{'|'.join(_ORGANISATIONS)})$|{_PAPER}"
# "Culinary Institute of Lima".
_BODY_OF = (
    r"^(?:\S+ )*(?:Institute|University|College|Academy|Association|Federation|Council|Committee|Ministry|"
    r"Society) of \p{Lu}"
)
# Last words that make it a place's, and those of laws, prizes and events, whatever the tagger took it for.
_PLACES = """Region Province District Governorate County River Lake Mountain Mountains Island Islands Park
Airport Street Road Avenue Highway Square Valley Beach Dam Desert Peninsula Strait Village Forest
Volcano Canyon Boulevard Hospital Hotel Palace Theatre Station Stadium Bridge Tower Towers Prison Terminal Drive Plaza
Gardens Cemetery Oval Creek Falls Hills Bypass Expressway Motorway Temple Mosque Cathedral Castle Quarter Complex Resort
Mall Prefecture Interchange Junction Circuit Roundabout Chowk Gorge Delta Reef Marina Lagoon Archipelago Atoll Plateau
Zoo Aquarium Geopark Dockyard Trail Corridor Coliseum Speedway
Ballpark Amphitheatre Amphitheater""".split()  # noqa: SIM905
_PLACE_END = f" (?:{'|'.join(_PLACES)})$"
# Courts of appeal: "2nd Circuit".
_COURT = r"^(?:U\.S\. )?(?:[0-9]+[a-z]+|[A-Z][a-z]+(?:st|nd|rd|th)|D\.C\.) Circuit$"
# Of land, whatever it was taken for but a person: "Great Namaqua Bight"; what is "of" something is an event.
_LANDS = (
    "Bight|Isthmus|Gulf|Strait|Straits|Peninsula|Delta|Reef|Plateau|Glacier|Fjord|Lagoon|Archipelago|Atoll|Gorge|Canyon|"
    "Estuary|Escarpment|Massif|Highlands|Lowlands|Steppe|Rainforest|Wetlands|Desert|National Park|Mountains|Dam"
)
_LAND = (
    rf"^(?:\S+ )+?(?:{_LANDS})$|^(?:The )?(?:Isthmus|Gulf|Straits?|Bay|Cape|Isle|Port|Province|Principality|"
    rf"Peninsula) of [A-Z]"
)
_NO_LAND = r" of (?:the )?.* (?:\S+)$|^(?:Battle|Operation|Project|War) |Gulf War"
# Of these no person is called: "Braulio Carrillo National Park", "Benz Circle Road".
_NO_PERSON = (
    r" (?:National Park|River|Street|Road|Avenue|Highway|Airport|Hospital|Hotel|Stadium|Bridge|Drive|Station|Square|"
    r"Boulevard|Expressway|Prison|Circuit|Mosque|Cathedral|District|Province|Dam|Mall|Junction|Chowk|Bight|Isthmus|"
    r"Peninsula|Archipelago|Plateau|Interchange|Roundabout|Region|Prefecture|Governorate|Oblast|County)$"
)
_THINGS = """Act Bill Law Treaty Agreement Accord Accords Protocol Convention Directive Amendment Constitution
Code Festival Cup Championship Championships Olympics Award Awards Prize Medal War Revolution
Massacre Index Summit Declaration Covenant Marathon Derby Games Tour Open Expo Exposition Trophy Framework
Pact Statute Ordinance Communique Manifesto Fellowship Scholarship Biennale Triennial Carnival Referendum
Olympiad Prix Regatta Symposium Pageant Rebellion Uprising Revolt Riots Mutiny Genocide Intifada Incident Jubilee
Satyagraha Yatra Certificate Diploma Goals Peoples Castes Tribes Aboriginals Aboriginal Statement Doctrine
Document""".split()  # noqa: SIM905
_EVENTS = (
    "(?:Book|Trade|Art|World['’]s|County|Science|Job|Boat|Auto|Motor|Air|Jewell?ery|Toy) (?:Fair|Show)|Fashion Week"
)
_THING_END = f" (?:{'|'.join(_THINGS)}|{_EVENTS})$"
# What is given or kept "for" and "of" something: "Lind Award for Translation", "Year of Plant Health".
_THING_OF = (
    r"^(?:\S+ ){0,4}(?:Award|Prize|Medal|Fellowship|Scholarship|Day|Year|Decade|Treaty|Declaration|Convention|"
    r"Agreement|Charter|Covenant|Battle|Siege|Memorandum|Protocol|Statute|Call|Code) "
    r"(?:of|on|for|against|to|in) (?:the )?[A-Z]"
)
# Believers are like the members of a people; the reference table has those of one word.
_CREEDS = "Sunni|Shi['’]?ite|Shi['’]a|Shia|Muslim|Catholic|Protestant|Jewish|Hindu|Sikh|Buddhist|Orthodox|Christian"
_BELIEVERS = f"^(?:{_CREEDS}) (?:{_CREEDS}|Arab|Kurd)s?(?: (?:{_CREEDS}|Arab|Kurd)s?)?$"
# "Okinawans" are the people of Okinawa.
_GENTILE = r"^(\p{Lu}[\p{L}-]+?)(?:ns?|ans?|ians?|ese)$"
# "South Indian" is said of the people.
_SIDED = r"^(?:North|South|East|West) (\p{Lu}\p{Ll}+)$"
_STORMS = "Superstorm|Hurricanes?|Typhoons?|Cyclones?|Tropical Storms?|Storms?"
_STORM = rf"^(?:{_STORMS}) \p{{Lu}}[\w-]+(?:,? (?:and )?\p{{Lu}}[\w-]+)*$"
_NO_STORM = " (?:Cent(?:er|re)|Warning|Relief|Fund|Season|Committee)"
_STORM_PRECEDES = "(?-u:\\b)(?:(?i:hurricanes?|typhoons?|cyclones?|tropical storms?|superstorm)|Storms?) $"

# "In statements to KUNA": letters within a sentence are no town; datelines and headlines are in capitals.
_LETTERS = "^[A-Z]{3,7}$"
_WITHIN = r"(?:\p{Ll}[,;:]?[”\"’]? |[\p{Ll}0-9,;:]? ?\()$"

# The few bytes that nearly all other names differ in.
_ENDS_PLACE, _ENDS_THING = (
    utf8.table_of_pairs(word[-2:] for word in words) for words in (_PLACES, [*_THINGS, "Fair", "Show", "Week"])
)
_ENDS_LAND = utf8.table_of_pairs(word[-2:] for word in _LANDS.split("|"))
_ENDS_ORGANISATION = utf8.table_of_pairs(word[-2:] for word in [*_ORGANISATIONS, *_PAPERS])
_BEGINS_BELIEVER = utf8.table_of_pairs(word[:2] for word in _CREEDS.split("|"))
_BEGINS_STORM = utf8.table_of_pairs(word[:2] for word in _STORMS.split("|"))
_ENDS_GENTILE = utf8.table_of_pairs(("an", "ns", "se"))
_ENDS_STORM = utf8.table_of_pairs(("ne", "on", "rm", "es", "ns", "ms"))
_STORM_BYTES = len("Tropical Storms ")
_PLACE = ("text_no", "start_byte", "end_byte")


def typed_by_words(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Correct the types that the tagger gave names whose words tell another; types of the table stay.

    Organisations end like "Asia Foundation", places like "Riyadh Region", laws, prizes and events like "Clean Seas
    Act"; peoples and believers ("Hutus", "Sunni Arabs", "Okinawans") are MISC; storms are MISC, also where only their
    name stands: "Hurricane Wilma" makes every "Wilma" of the article one.
    """
    types = type_codes(found["type"])
    data, begin, end = utf8.bounds(found, texts)
    first = utf8.two_bytes(data, begin)
    things, peoples = (found["text"].is_in(words.implode()).to_numpy() for words in _things())
    types[peoples | (things & (types != _PER))] = _MISC
    organisations = (types != _ORG) & _ENDS_ORGANISATION[utf8.two_bytes(data, end - 2)]
    types[_worded(found, organisations, _ORGANISATION)] = _ORG
    of_place = found["text"].str.contains(" of ", literal=True).to_numpy()
    tied = of_place | found["text"].str.contains(" (?:on|for|against|to|in) ").to_numpy()
    letters = _worded(found, (types == _LOC) & CAPITALS[byte_at(data, end - 1)], _LETTERS)
    before = windows.around(found.select(_PLACE)[letters], texts, before=len('xx, "'), after=0)["before"]
    types[letters[before.str.contains(_WITHIN).to_numpy()]] = _ORG
    types[_worded(found, of_place & (types == _LOC), _BODY_OF)] = _ORG
    last = utf8.two_bytes(data, end - 2)
    places = _worded(found, (types == _ORG) & _ENDS_PLACE[last], _PLACE_END, _LOC)
    types[places[~found["text"].gather(places).str.contains(_COURT).to_numpy()]] = _LOC
    types[_worded(found, (types == _PER) & _ENDS_PLACE[last], _NO_PERSON)] = _LOC
    land = _ENDS_LAND[last] | of_place
    lands = _worded(found, land & ((types == _ORG) | (types == _MISC)), _LAND)
    types[lands[~found["text"].gather(lands).str.contains(_NO_LAND).to_numpy()]] = _LOC
    types[_worded(found, (types != _MISC) & _ENDS_THING[last], _THING_END)] = _MISC
    things = _worded(found, tied & (types != _MISC), _THING_OF)
    types[things[~found["text"].gather(things).str.contains(_ORGANISATION).to_numpy()]] = _MISC
    other = types != _MISC
    types[_worded(found, other & _BEGINS_BELIEVER[first], _BELIEVERS)] = _MISC
    types[_gentiles(found, ((types == _ORG) | (types == _LOC)) & _ENDS_GENTILE[last])] = _MISC
    storms = _worded(found, other & _BEGINS_STORM[first], _STORM)
    storms = storms[~found["text"].gather(storms).str.contains(_NO_STORM).to_numpy()]
    named = np.flatnonzero(other & _ENDS_STORM[utf8.two_bytes(data, np.maximum(begin - 3, 0))])
    nearby = windows.around(found.select(_PLACE)[named], texts, before=_STORM_BYTES, after=0)
    named = named[nearby["before"].str.contains(_STORM_PRECEDES).to_numpy()]
    storms = np.append(storms, named)
    types[storms] = _MISC
    types[_also_called(found, texts, types == _PER, storms)] = _MISC
    return found.with_columns(type=type_names(types))


@once
def _things() -> tuple[pl.Series, pl.Series]:
    """The words of the table that only a tagger finds: things that are also persons ("Katrina"), and peoples."""
    peoples = pl.col("source") == "curated/peoples.csv"
    rows = reference().filter((pl.col("type") == "MISC").all().over("alias"), ~pl.col("searched") | peoples)
    return rows.filter(~peoples)["alias"].unique().sort(), rows.filter(peoples)["alias"].unique().sort()


def _worded(found: pl.DataFrame, asked: Bools, pattern: str, kind: int = NONE) -> Int64s:
    """The rows among those asked for whose words match, and are not listed as they stand, but as of this type."""
    rows = np.flatnonzero(asked)
    rows = rows[found["text"].gather(rows).str.contains(pattern).to_numpy()]
    listed = listed_types(found["text"].gather(rows))
    unlisted: Int64s = rows[(listed == NONE) | (listed == kind)]
    return unlisted


def _gentiles(found: pl.DataFrame, asked: Bools) -> Int64s:
    """The rows among those asked for that are called after a place of the table with the ending of its people."""
    rows = _worded(found, asked, _GENTILE)
    sided = _worded(found, asked, _SIDED)
    sided = sided[listed_types(found["text"].gather(sided).str.extract(_SIDED)) == _MISC]
    stems = found["text"].gather(rows).str.extract(_GENTILE)
    people: Int64s = rows[
        (listed_types(stems) == _LOC) | (listed_types(stems + "a") == _LOC) | (listed_types(stems + "as") == _LOC)
    ]
    return np.union1d(people, sided)


def _also_called(found: pl.DataFrame, texts: pl.DataFrame, people: Bools, storms: Int64s) -> Int64s:
    """The rows of people who are called like one of the storms of the same article."""
    if not len(storms):
        return storms
    article = texts["article_no" if "article_no" in texts.columns else "text_no"]
    names = found[storms].select(name=pl.col("text").str.replace(f"^(?:{_STORMS}) ", ""), text_no="text_no")
    rows = np.flatnonzero(people)
    rows = rows[found["text"].gather(rows).is_in(names["name"].implode()).to_numpy()]
    asked = found[rows].select(article=article.gather(found["text_no"].gather(rows)), name="text", row=pl.Series(rows))
    called = names.select("name", article=article.gather(names["text_no"])).unique()
    also: Int64s = asked.join(called, on=["article", "name"], how="semi")["row"].to_numpy()
    return also
