"""Where a name begins and ends: "The Ministry of Health", "Kenya Airways CEO", "Target and Amazon", "V. Drakes"."""

import re
from functools import lru_cache

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, number, type_codes
from transforms.columns.dtypes import Bools
from transforms.columns.lazy import once
from transforms.entities.common_nouns import common_words
from transforms.entities.linking.gazetteer import countries
from transforms.entities.ner.lexicon import heads, words_of
from transforms.entities.span_fusion import listed_type, listed_types, replaced
from transforms.entities.titles import TITLED, portfolios, titles_alone, without_title
from transforms.text import windows

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))

# What comes before the name of a person and is not part of it.
_TITLES = (
    r"(?:Mr|Mrs|Ms|Mx|Dr|Hr|PM|Madam|Madame|Prof|Rev|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Insp|Cllr|Hon|Shri|Smt|Datuk|"
    r"Gen\.-Col|Brig|Maj|Cmdr)\.? "
)
# Words that open a sentence or a headline before a name.
_OPENERS = (
    "Even|Some|Only|But|And|While|When|After|As|If|For|From|With|By|Of|Since|Although|Though|However|Meanwhile|Perhaps|"
    "Also|Yet|Because|Until|Unless|Why|How|Where|Who|Then|Now|So|Like|Both|Many|Most|Here|There|Once|Maybe|Still|Again|"
    "Does|Did|Is|Are|Was|Were|Could|Would|Should|Has|Have|Had|Outside|Inside|Asked|Told|What|Which|Whether|That|This|"
    "These|Those|His|Her|Their|Our"
)
# Offices in letters and kin, before what was found to be a person.
_LETTERS = (
    "MP|MK|CM|LG|MLA|MNA|MEC|OC|ACP|DCP|SSP|Comptroller|Counsell?ors?|Advocate|Auntie|Grandmother|Grandfather|Nuncio|"
    "Under|Regarding|Dubbed|Former|Then|Justice|Chief Justice"
)
_MOST_NAMES = 4
_LETTERED = re.compile(rf"(?:{_LETTERS}) (?=\S)")
_OPENED = re.compile(rf"(?:{_OPENERS}) (?=\S)")
_TITLED = re.compile(_TITLES)
_ARTICLED = re.compile(r"The (?=[A-Z])")
# Offices in letters and the verbs of headlines in a title's case.
_TRAILING = re.compile(
    r"(?: (?:Majority|Minority)(?: (?:Leader|Whip))?|(?<=Court) (?:Chief )?Justices?| (?:CEO|CFO|COO|CTO|Says|Said|"
    r"Sees|Warns|Cuts|Beats|Raises|Unveils|Announces|Launches|Shares|Stock|Stocks|Earnings|Profit|Profits|Revenue))$"
)
_LAW_ENDS = re.compile(r" (?:Act|Bill|Law|Treaty|Agreement|Accords?|Protocol|War|Cup|Games|Index|Prize|Awards?)$")
# A first name and one to three more words.
_FULL_NAME = re.compile(r"([A-Z][a-z]+) (?:[A-Z]\S+ ){0,2}[A-ZÀ-Þ][\w'’-]+")
# "KFC-parent Yum Brands", "London-based": a name before the hyphen, and perhaps one behind it.
_COMPOUND = re.compile(
    r"(?P<left>.+?)-(?:parent|based|backed|owned|led|listed|born|headquartered|controlled|run|linked|funded|made|style|"
    r"educated|trained|registered|occupied|held|administered|majority|sponsored|affiliated|era)(?: (?P<right>.+))?"
)
_OWNED = re.compile(r"(?P<owner>.+?)['’]s (?P<person>(?P<first>[A-Z][a-z]+) [A-Z]\S+(?: [A-Z]\S+)?)")
# "India's Supreme Court", "UN's Food and Agriculture Organization": whose it is and what it is.
_POSSESSIVE = re.compile(r"(?P<owner>.+?)['’]s (?P<body>[A-ZÀ-Þ].+)")
_BODY = (
    "Ministry|Department|Court|Parliament|Office|Organi[sz]ation|Agency|Commission|Council|Committee|Bureau|Authority|"
    "Directorate|Administration|Institute|Bank|Army|Police|Navy|Government|Assembly|Senate|Congress|Party|Cent(?:er|re)|"
    "School|Faculty|College|University|Academy|Federation|Association|Board|Union|Secretariat|Embassy|Museum|Library"
)
_HAS_BODY = re.compile(rf"\b(?:{_BODY})\b")
_IS_BODY = re.compile(rf"[A-Z.]{{2,7}}|.*\b(?:{_BODY})")
# Two of a kind: "Halden Port and Lerby International Airport".
_HEADED = re.compile(
    rf".*\b(?:{_BODY}|Airport|Port|Park|Hospital|Bridge|Stadium|Hotel|Station|Street|Road|Avenue|River|Lake|Island)"
)
# A place or a chamber and a party: "the Kentucky Republican", "Senate Democrats", "the Ohio Democratic" primary.
_PARTISAN = re.compile(r"(?P<left>.+) (?P<party>Republicans?|Democrats?|Democratic)")
_CHAMBERS = ("Senate", "House")
_WINGS = ("Young", "Liberal", "Moderate", "Progressive", "Radical", "Independent", "Union", "Jackson", "Lincoln")
_PARTY_WORDS = r" (?:Republicans?|Democrats?|Democratic)$"
# Who governs, not a body: "the Obama Administration".
_GOVERNMENT = re.compile(r"(?P<head>[A-Z][A-Za-z'’-]+) Administration(?P<several>s)?")
# No names either: feasts by their letters, aversions, figures that firms report.
_FEAST = re.compile(r"Eid(?:[ -](?:al|ul|el|ur)[ -]?(?:fitr|adha|azha))?", re.IGNORECASE)
_AVERSION = re.compile(r"\w+(?:phobia|phobic|phobes?)")
_MEASURE = re.compile(r".+ (?:Rates?|Ratios?|Frequency|Margins?|Yields?|Threshold)")
# Marks that open or close what is quoted: "” Teevan" of "Congress,” Teevan said"; "'Ndrangheta" is a name.
_MARKS = re.compile(r"[\"“”]+ ?|['‘’](?=[A-Z][^'‘’]*$)(?!Ndrangheta)")
_LAST_MARK = re.compile(r"[,;:]$| [–—-]$")
# "Sadik of Noongola Degree College".
_PUPIL = re.compile(r"(?P<person>[A-Z][a-z]+) of (?P<body>[A-Z].* (?:College|University|School|Academy))")
_AND = re.compile(r",? (?:and|&) | / ")
# "Sahara The Reserve Bank of India": a headline ran into the sentence behind it.
_RUN_TOGETHER = re.compile(r"(?P<left>.+) The (?P<right>.+)")
_COMPANY_ENDS = re.compile(
    r" (?:Inc|Corp|Co|Ltd|Plc|PLC|LLC|AG|SE|Group|Holdings|Bank|Airlines|Motors|University|Party|Company|"
    r"Corporation)\.?$"
)
_NAMELIKE = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)?")
# What goes on after "and" in the name of one firm: "Savings and Loan", "Smith & Sons".
_GOES_ON = re.compile(r"(?:Sons|Loan|Savings|Trust|Company|Co|Partners|Associates|Finance|Insurance|Sciences?)\b")
_SUSPECT = (
    rf"^(?:The|{_OPENERS}|{_LETTERS}) |^{_TITLES}| (?:and|&|/) |['’]s [A-Z]|-[a-z]+(?: |$)| (?:CEO|CFO|COO|CTO|S[a-z]+|"
    rf"Warns|Cuts|Beats|Raises|"
    rf"Unveils|Announces|Launches|Earnings|Profits?|Revenue)$|^[\"'“”‘’]|[,;:–—]$| -$|{_PARTY_WORDS}| The |{TITLED}|"
    r"^[A-Z][a-z]+ of .* (?:College|University|School|Academy)$|"
    r"(?:phobia|phobic|phobes?)$|^Eid| (?:Rates?|Ratios?|Frequency|Margins?|Yields?|Threshold)$|"
    r" (?:Majority|Minority|Leader|Whip|Justices?|Administrations?)$"
)
# Ratings, units, offices and notions in letters; they are nobody.
_NOBODY = frozenset(
    """IPO IPOs CEO CEOs CFO COO CTO CIO GDP GNP CPI EPS ETF ETFs EBITDA SUV SUVs EV EVs AVs RNA DNA mRNA NPL NPLs NGO
    NGOs MOU MOUs PPP PPPs SME SMEs AGM ESG R&D M&A HR IT VAT ROI YoY QoQ FY PC PCs TV TVs DVD CD GPS LED LCD USB PDF
    FAQ VIP PhD MBA MPs MP Rs Rs. ATM ATMs UTC API APIs B2B Q1 Q2 Q3 Q4 H1 H2 ICU PPE NFT NFTs OTC REIT REITs CPU GPU
    GPUs AI ML VR AR 5G 4G LLM LLMs PM SMS MMS LNG MoU MoUs QR OTP BMI IVF IED IEDs WMD UAV UAVs Pope Member
    Speaker Officer Article
    Phase Modified Premium President Chairman VP FDI BPO KPI KPIs Indigenous Republic Emergency SDG SDGs RFP ERP CRM
HVAC PTSD ADHD PACs Reps Govs LGBT Royal
    A B C D E F G H I J K L M N O P Q R S T U V W Y Z""".split()  # noqa: SIM905
)
_NOBODY |= frozenset(
    """Crown Prince|Crown Princess|Head of State|Heads of State|Prime Minister|Vice President|Vice Presidential|
Vice Premier|
General Public|Human Rights|Information Technology|Super PAC|Super PACs|Red Notice|Chief Executive|Attorney General|
First Lady|Secretary of State|Secretary General|Secretary-General|Majesty|His Majesty|Her Majesty|Highness|
Royal Highness|Royal Highnesses|Business Intelligence|Data Warehouse|Terms of Use|Privacy Policy|Head Office|
State Government|Central Government|Gross Domestic Product|Gross National Product|Eastern Standard Time|
Eastern Daylight Time|Greenwich Mean Time|Pacific Standard Time|Pacific Daylight Time|Eastern Time|
Pacific Time|Mountain Time|
Member States|Member State|Board of Directors|Annual Report|Press Release""".replace("\n", "").split("|")
)
# Days are no names; these are dates in temporal_mentions.
_HOLIDAYS = frozenset(
    """Christmas|Christmas Day|Christmas Eve|Boxing Day|New Year|New Year's|New Year’s|New Year's Day|New Year’s Day|
New Year's Eve|New Year’s Eve|Lunar New Year|Chinese New Year|Easter|Easter Sunday|Easter Monday|Good Friday|
Palm Sunday|Ash Wednesday|Maundy Thursday|Pentecost|Epiphany|Ascension Day|All Saints' Day|All Saints’ Day|
Thanksgiving|Thanksgiving Day|Black Friday|Cyber Monday|Halloween|Labor Day|Labour Day|May Day|Memorial Day|
Veterans Day|Presidents Day|Presidents' Day|Presidents’ Day|Columbus Day|Independence Day|Juneteenth|
Martin Luther King Jr. Day|Mother's Day|Mother’s Day|Father's Day|Father’s Day|Valentine's Day|Valentine’s Day|
St. Patrick's Day|St. Patrick’s Day|Canada Day|Australia Day|Anzac Day|Bastille Day|Republic Day|Victory Day|
Remembrance Day|Armistice Day|Ramadan|Eid al-Fitr|Eid al-Adha|Eid ul-Fitr|Eid ul-Adha|Nowruz|Diwali|Deepavali|
Holi|Hanukkah|Chanukah|Passover|Yom Kippur|Rosh Hashanah|Mardi Gras""".replace("\n", "").split("|")
)
_RATINGS = frozenset(
    """Buy|Hold|Sell|Overweight|Underweight|Outperform|Underperform|Neutral|Market Perform|Market
    Outperform|Sector Perform
Sector Outperform|Equal Weight|Equal-Weight|Strong Buy|Strong Sell|Moderate Buy|Market Weight|Sector Weight|Top Pick
Peer Perform""".replace("\n", "|").split("|")
)
_DEGREE = r"^(?:[A-Z][A-Za-z]?\.){2,4}$|^(?:MBA|PhD|MD|CPA|CFA|RN|JD|DO|DDS|MPH|CFP|FRS|OBE|CBE|MBE|Esq\.?)$"
_DEGREES = "BA MA BS MS BSc MSc BEd MEd LLB LLM MPhil BCom BBA MFA BFA PGD".split()  # noqa: SIM905
_DEGREE_PRECEDES = (
    rf"(?-u:\b)(?:{'|'.join(_DEGREES)}|MBA|PhD|Ph\.D\.?|B\.A\.|M\.A\.|[Dd]egrees?|[Dd]iploma|[Dd]octorate|[Mm]ajor(?:ed|ing)?|"
    r"(?:[Mm]aster|[Bb]achelor|[Hh]ono(?:u)?r)(?:['’]?s)?) (?:in|of) $"
)
_NEARBY_DEGREE_BYTES = len("bachelor's in ") + 4
_ENDS_IN = utf8.table_of_pairs(("in", "of"))
_INITIALS = r"(?:^|[\s(\"“])((?:[A-Z]\.[ -]?){1,3})$"
_NO_INITIALS = r"^(?:U\.S|U\.N|U\.K|E\.U|D\.C|N\.Y)\."
_LONGEST_INITIALS_BYTES = 12
_LONGEST_DEGREES_BYTES = len(", B.A., M.B.A., ")
# "Donald Trump Jr.", "Martin Luther King III".
_SUFFIX = r"^( the (?:Elder|Younger|Great)(?-u:\b)|,? (?:Jr|Sr)\.?|(?: I?V| I{2,3})(?-u:\b))"
_LONGEST_SUFFIX_BYTES = len(" the Younger ")
_PLACE = ("text_no", "start_byte", "end_byte")


def trimmed(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give names the words that are theirs; in reading order.

    Takes names with type (see span_fusion.together). Articles, forms of address, sentence openers and the verbs of
    headlines are cut off, two names over "and" are two where the table or their last words say so, initials before a
    surname belong to it. Ratings, holidays, degrees behind a name and notions in letters ("IPO") are left out.
    What the table knows as it is written stays whole.
    """
    if found.is_empty():
        return found
    surface, surfaces = number(found["text"])
    suspect = (
        surfaces.str.contains(_SUSPECT)
        | surfaces.str.contains(_lands_first())
        | surfaces.is_in(_NOBODY | _RATINGS | _HOLIDAYS)
    )
    rows = np.flatnonzero(suspect.to_numpy()[surface])
    types = type_codes(found["type"])
    words = found["text"].gather(rows).to_list()
    parts = [
        (row, first, text, kind)
        for row, word, given in zip(rows.tolist(), words, types[rows].tolist(), strict=True)
        if (read := _read(word, given)) is not None
        for first, text, kind in (read or ((0, None, given),))
    ]
    schema = {"row": pl.Int64, "first": pl.Int64, "text": pl.String, "type": pl.Int64}
    found = replaced(found, pl.DataFrame(parts, schema=schema, orient="row"))
    # "US$40" is money.
    data, _, end = utf8.bounds(found, texts)
    last = texts["text"].str.len_bytes().to_numpy()[found["text_no"].to_numpy()]
    money = (data[np.minimum(end, max(len(data) - 1, 0))] == ord("$")) & (found["end_byte"].to_numpy() < last)
    nobody = _super_pacs(found, texts) | _studies(found, texts) | titles_alone(found, texts) | portfolios(found, texts)
    found = found.filter(pl.Series(~money & ~nobody))
    return _with_suffixes(_with_initials(found.filter(pl.Series(~_degrees(found, texts))), texts), texts)


@lru_cache(1 << 14)
def _read(words: str, kind: int) -> tuple[tuple[int, str, int], ...] | None:
    """What stays of a name: first character, words and type of each part; nothing of nobody; None: all of it."""
    if words in _RATINGS or words in _HOLIDAYS or _FEAST.fullmatch(words):
        return ()
    if listed_type(words) != NONE:
        return None
    if words in _NOBODY or _AVERSION.fullmatch(words) or (kind == _ORG and _MEASURE.fullmatch(words)):
        return ()
    if (titled := without_title(words, kind)) is not None:
        return (titled,)
    marks = _MARKS.match(words)
    first = marks.end() if marks else 0
    rest = _LAST_MARK.sub("", words[first:])
    articled = () if kind == _MISC and not _LAW_ENDS.search(words) else (_ARTICLED,)
    for pattern in (_OPENED, *articled, _TITLED):
        while opened := pattern.match(rest):
            first, rest = first + opened.end(), rest[opened.end() :]
            kind = _PER if pattern is _TITLED and kind != _MISC else kind
    if (opened := _LETTERED.match(rest)) and (kind == _PER or (kind == _ORG and _is_person(rest[opened.end() :]))):
        first, rest, kind = first + opened.end(), rest[opened.end() :], _PER
    if kind != _MISC:
        rest = _TRAILING.sub("", rest)
    parts = _divided(rest, kind)
    if parts is None:
        return None if rest == words else ((first, rest, _type_of(rest, kind)),)
    return tuple((first + at, text, given) for at, text, given in parts)


def _divided(words: str, kind: int) -> list[tuple[int, str, int]] | None:
    """Two names that were taken for one."""
    if (compound := _COMPOUND.fullmatch(words)) and (left := compound["left"]):
        kinds = (_type_of(left, _ORG if kind == _ORG and not compound["right"] else _LOC), kind)
        parts = [(0, left, kinds[0])]
        return (
            [*parts, (compound.start("right"), compound["right"], _type_of(compound["right"], kind))]
            if compound["right"]
            else parts
        )
    if (owned := _OWNED.fullmatch(words)) and _is_first_name(owned["first"]):
        owner = _type_of(owned["owner"], _ORG)
        return [(0, owned["owner"], owner), (owned.start("person"), owned["person"], _PER)]
    if kind != _PER and (held := _POSSESSIVE.fullmatch(words)) and _HAS_BODY.search(held["body"]):
        owner = listed_type(held["owner"])
        if owner in (_ORG, _LOC) or (owner == NONE and _IS_BODY.fullmatch(held["owner"])):
            owner = _ORG if owner == NONE else owner
            return [(0, held["owner"], owner), (held.start("body"), held["body"], _type_of(held["body"], _ORG))]
    if owned:
        return None
    if kind == _ORG and (pupil := _PUPIL.fullmatch(words)) and _is_first_name(pupil["person"]):
        return [(0, pupil["person"], _PER), (pupil.start("body"), pupil["body"], _type_of(pupil["body"], _ORG))]
    if (government := _GOVERNMENT.fullmatch(words)) and (
        government["several"] or listed_type(government["head"]) == _PER
    ):
        return [(0, government["head"], _PER)]
    if kind == _ORG and (lands := _two_lands(words)):
        return lands
    if kind == _ORG and (partisan := _PARTISAN.fullmatch(words)) and _may_have_parties(partisan["left"]):
        parts = [(0, partisan["left"], _type_of(partisan["left"], _ORG))]
        party = listed_type(partisan["party"])
        return parts if party == NONE else [*parts, (partisan.start("party"), partisan["party"], party)]
    if (run := _RUN_TOGETHER.fullmatch(words)) and (after := listed_type(run["right"])) != NONE:
        return [(0, run["left"], _type_of(run["left"], kind)), (run.start("right"), run["right"], after)]
    between = list(_AND.finditer(words))
    if len(between) != 1 or kind not in (_ORG, _LOC, _PER):
        return None
    left, right = words[: between[0].start()], words[between[0].end() :]
    types = listed_type(left), listed_type(right)
    apart = (
        NONE not in types
        or bool(_HEADED.fullmatch(left) and _HEADED.fullmatch(right))
        or (
            bool(_COMPANY_ENDS.search(left))
            and not _GOES_ON.match(right)
            and (types[1] != NONE or bool(_COMPANY_ENDS.search(right)))
        )
        or (kind == _ORG and " and " in between[0][0] and _are_two_firms(left, right))
    )
    if not apart or not left or not right:
        return None
    return [(0, left, _type_of(left, kind)), (between[0].end(), right, _type_of(right, kind))]


def _are_two_firms(left: str, right: str) -> bool:
    """Whether words on both sides of "and" are names of their own: "Air Costa and Spicejet", "Weibo and Douyin".

    Not where one ends in an ordinary word ("Film and Entertainment"), nor where both may be founders ("Kurz and Kelm").
    """
    if not _NAMELIKE.fullmatch(left) or not _NAMELIKE.fullmatch(right) or _GOES_ON.match(right):
        return False
    words = [side.lower().split() for side in (left, right)]
    # The first of two may be ordinary ("Air Costa"); the last of a body's name makes what is before "and" its part.
    last = {side[-1] for side in words}
    if not last.isdisjoint(common_words()) or words[1][-1] in heads() or right.rpartition(" ")[2] in _countries():
        return False
    people = words_of("first") | words_of("last")
    is_land = listed_type(f"{left} and {right.partition(' ')[0]}") != NONE
    return not is_land and not any(people.issuperset(side) for side in words)


def _two_lands(words: str) -> list[tuple[int, str, int]] | None:
    """A country and what stands behind it, a country or a person: "U.S. Namibia" cooperation, "Peru Ana Díaz"."""
    opened = re.match(_lands_first(), words)
    if opened is None:
        return None
    rest = words[opened.end() :]
    kind = _LOC if rest in _countries() else NONE
    if kind == NONE and (person := _FULL_NAME.fullmatch(rest)) and _is_first_name(person[1]):
        kind = NONE if rest.rpartition(" ")[2].lower() in heads() else _PER
    land = (0, words[: opened.end() - 1], _LOC)
    return None if kind == NONE else [land, (opened.end(), rest, kind)]


@once
def _countries() -> frozenset[str]:
    return frozenset(countries().to_list())


@once
def _lands_first() -> str:
    """A country and a blank, the longest first: "Papua New Guinea " before "Papua "."""
    return rf"^(?:{'|'.join(map(re.escape, sorted(_countries(), key=len, reverse=True)))}) "


def _may_have_parties(words: str) -> bool:
    """Whether words before a party are where its member is from: "Ohio", "Senate"; not "Young" or "Social"."""
    return words in _CHAMBERS or (listed_type(words) == _LOC and words not in _WINGS)


def _is_person(words: str) -> bool:
    """Whether words behind an office in letters are a person: "Saadoun Hammad" of "MP Saadoun Hammad"."""
    parts = words.lower().split()
    named = 1 < len(parts) <= _MOST_NAMES or parts[0] in words_of("first")
    return named and heads().isdisjoint(parts) and common_words().isdisjoint(parts)


def _is_first_name(word: str) -> bool:
    return word.lower() in words_of("first") and word.lower() not in words_of("city")


def _type_of(words: str, kind: int) -> int:
    listed = listed_type(words)
    return kind if listed == NONE else listed


def _super_pacs(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """The letters "PAC" of articles that speak of super PACs, a kind of committee and no party."""
    rows = np.flatnonzero((found["text"] == "PAC").to_numpy())
    out = np.zeros(len(found), dtype=bool)
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=len("super "), after=0)
    text = found["text_no"].to_numpy()[rows]
    said = np.unique(text[nearby["before"].str.contains("^[Ss]uper[ -]$").to_numpy()])
    out[rows[np.isin(text, said)]] = True
    return out


def _studies(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """What somebody has a degree in, and the degree's letters: "her BA in Sociology"."""
    data, begin, _ = utf8.bounds(found, texts)
    rows = np.flatnonzero(
        _ENDS_IN[utf8.two_bytes(data, np.maximum(begin - 3, 0))] | found["text"].is_in(_DEGREES).to_numpy()
    )
    nearby = windows.around(found.select(_PLACE)[rows], texts, before=_NEARBY_DEGREE_BYTES, after=len(" from "))
    words = found["text"].gather(rows)
    subject = nearby["before"].str.contains(_DEGREE_PRECEDES) & pl.Series(listed_types(words) == NONE)
    letters = words.is_in(_DEGREES) & nearby["after"].str.contains(r"^,? (?:in|from|at|and) ")
    letters &= nearby["before"].str.contains(r"(?-u:\b)(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Aa]n?|[Tt]he|and) $")
    out = np.zeros(len(found), dtype=bool)
    out[rows[(subject | letters).to_numpy()]] = True
    return out


def _degrees(found: pl.DataFrame, texts: pl.DataFrame) -> Bools:
    """The letters behind the name of a person: "Ilse Lind, M.B.A."."""
    degrees = np.flatnonzero(found["text"].str.contains(_DEGREE).to_numpy())
    out = np.zeros(len(found), dtype=bool)
    if not len(degrees):
        return out
    nearby = windows.around(found.select(_PLACE)[degrees], texts, before=24, after=0)
    behind = nearby["before"].str.contains(r"[\p{L}.],? (?:[A-Z][A-Za-z.]*\.?,? ){0,3}$").to_numpy()
    people = type_codes(found["type"]) == _PER
    ends = utf8.place(found.filter(pl.Series(people)), "end_byte")
    begin = utf8.place(found, "start_byte")[degrees]
    nearest = np.append(ends, np.int64(-1 << 40))[np.searchsorted(ends, begin, side="right") - 1]
    out[degrees[behind & (begin - nearest <= _LONGEST_DEGREES_BYTES)]] = True
    return out


def _with_initials(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Persons with the initials that come before them: "V. Drakes" of "Drakes"."""
    people = np.flatnonzero(type_codes(found["type"]) == _PER)
    nearby = windows.around(found.select(_PLACE)[people], texts, before=_LONGEST_INITIALS_BYTES, after=0)
    initials = nearby["before"].str.extract(_INITIALS)
    initials = initials.set(initials.str.contains(_NO_INITIALS).fill_null(value=False), None)
    size = initials.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    start, end = found["start_byte"].to_numpy().astype(np.int64), found["end_byte"].to_numpy().astype(np.int64)
    text = found["text_no"].to_numpy()
    before = np.where((people > 0) & (text[people - 1] == text[people]), end[people - 1], 0)
    free = (size > 0) & (start[people] - size >= before)
    rows, size = people[free], size[free]
    if not len(rows):
        return found
    grown = np.zeros(len(found), dtype=np.int64)
    grown[rows] = size
    whole = pl.Series(initials.fill_null("").filter(pl.Series(free))) + found["text"].gather(rows)
    by = pl.Series(grown, dtype=pl.UInt32)
    return found.with_columns(
        start_byte=pl.col("start_byte") - by,
        start_char=pl.col("start_char") - by,
        text=found["text"].scatter(rows, whole),
    )


def _with_suffixes(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Persons of two words with the junior or the number behind them, and "Yahoo" with its exclamation mark."""
    people = np.flatnonzero(
        ((found["type"] == "PER") & found["text"].str.contains(" ", literal=True)).to_numpy()
        | (found["text"] == "Yahoo").to_numpy()
    )
    nearby = windows.around(found.select(_PLACE)[people], texts, before=0, after=_LONGEST_SUFFIX_BYTES)
    suffix = nearby["after"].str.extract(_SUFFIX)
    suffix = suffix.fill_null("").zip_with(
        found["text"].gather(people) != "Yahoo", nearby["after"].str.extract("^(!)").fill_null("")
    )
    size = suffix.str.len_bytes().to_numpy().astype(np.int64)
    rows, words = people[size > 0], suffix.filter(pl.Series(size > 0))
    if not len(rows):
        return found
    grown = np.zeros(len(found), dtype=np.int64)
    grown[rows] = size[size > 0]
    by = pl.Series(grown, dtype=pl.UInt32)
    whole = found["text"].gather(rows) + words
    found = found.with_columns(
        end_byte=pl.col("end_byte") + by, end_char=pl.col("end_char") + by, text=found["text"].scatter(rows, whole)
    )
    # What the tagger had taken for a name of its own is in another now.
    inside = utf8.place(found, "start_byte")[1:] < np.maximum.accumulate(utf8.place(found, "end_byte"))[:-1]
    return found.filter(pl.Series(np.append(True, ~inside)))
