"""Names by their last words: "Star Market 50 Index", "Lisbon Fashion Week", "Planting Hope, INC", "JHA" President."""

import polars as pl

from transforms.columns.dictionary import TYPES
from transforms.columns.lazy import once
from transforms.entities.foreign_bodies import FOREIGN_BODY
from transforms.entities.ner.lexicon import words_of
from transforms.entities.no_names import is_no_name
from transforms.entities.ordinary_words import common_words
from transforms.text import spans

_ORG, _LOC, _MISC = (TYPES.index(name) for name in ("ORG", "LOC", "MISC"))

# "Star Market 50 Index"; generations: "Gen Z".
_INDEX = r"(?-u:\b)(?:[A-Z][A-Za-z&/.]+[ -]){1,5}(?:[0-9]{2,4} )?Index(?-u:\b)"
_EVENT = (
    r"(?-u:\b)(?:[A-Z][A-Za-z'’&-]+ ){1,4}(?:Fashion Week|Film Festival|Book Fair|Motor Show|Auto Show|Air Show|"
    r"Biennale|"
    r"Grand Prix|Olympiad|Regatta|(?:Half )?Marathon|Jazz Festival|Music Festival|Food Festival|"
    r"Literary Festival)(?-u:\b)"
)
_GENERATION = r"(?-u:\b)(?:Gen|Generation) (?:[XYZ]|Alpha)(?-u:\b)"
# "Planting Hope, INC", "Brescia Acciai S.p.A.": a firm by its form.
_FIRM_WORD = r"[A-Z][^ \n,.-]*(?:-[A-Z][^ \n,.-]*)?"
_FIRM_WORDS = rf"(?-u:\b){_FIRM_WORD}(?: (?:& )?{_FIRM_WORD})*"
_FORMED = rf"{_FIRM_WORDS},? (?:(?:INC|LLC|LLP|LTD|PLC|Plc|plc)(?-u:\b)|(?:Inc|Ltd)(?-u:\b)\.?)"
# No other name ends so.
_FORMED_ABROAD = (
    rf"{_FIRM_WORDS},? (?:S\.p\.A\.|N\.V\.|[eE]\.V\.|K\.K\.|W\.L\.L\.|S\.r\.l\.|Q\.P\.S\.C\.|S\.A\. de C\.V\.|"
    rf"(?:GmbH|SpA|WLL|"
    r"Sdn\.? Bhd|Pty\.? Ltd|Pte\.? Ltd|PJSC|OJSC|QPSC|Oyj)(?-u:\b)|Co\.?,? (?:Ltd|Inc|LLC|LLP)(?-u:\b)\.?)"
)
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_OPENERS = (
    rf"^(?:(?:In|On|By|Since|From|For|Until) (?:{_MONTH}) (?:[0-9]+,? )?|"
    r"(?:The|In|On|At|And|But|By|For|With|From|As|If|When|While|After|Its|Their|Our|His|That|This|Both) )+"
)
# "JHA President Abdul Hindi": letters before an office within.
_OFFICES = (
    "President|Chair(?:man|woman|person)|CEO|Managing Director|Secretary[- ]General|Director[- ]General|Director|"
    "Commissioner|General Manager|spokes(?:man|woman|person)|chief executive|chairman|president|officials?|"
    "Executive Director|Deputy Director|leader"
)
_HEADED_LETTERS = rf"(?-u:\b)[A-Z]{{3,7}} (?:{_OFFICES})(?-u:\b)"
_OFFICE = f" (?:{_OFFICES})$"
# Squares by their days: "Plaza 5 de Mayo".
_SQUARE = (
    r"(?-u:\b)(?:Plaza|Avenida|Calle|Rua|Rue|Place|Parque|Praça|Paseo|Puente|Barrio|Largo|Avenue|"
    r"Boulevard) (?:du |de |del )?"
    r"[0-9]{1,2} (?:de )?[A-Za-z][a-z]{2}[a-z]*(?-u:\b)"
)

# "USS Carney", "HMS Queen Elizabeth": ships of navies and merchants.
_SHIP = (
    r"(?-u:\b)(?:USS|USNS|HMS|HMAS|HMCS|HMNZS|RMS|RRS|USCGC|BRP|M/V|KRI|ROKS|"
    r"(?:the|The|aboard|vessel|ship|ferry|tanker|freighter|carrier|frigate|destroyer) (?:MV|INS)) "
    r"[A-Z][a-z]+(?: (?:[A-Z]\. )?[A-Z][a-z]+)?(?-u:\b)"
)
_IS_SHIP = "^(?:US|HM|RM|RR|BRP|M/?V|INS|KRI|ROK)[A-Z]* "
_BEHIND_SHIP = (
    r" (?:[A-Z][a-z]+day|Captain|Commander|Commanding|Capt|Strike|Carrier|Group|Class|The|In|On|And|Is|Was|Has|Will)$"
)
_BEFORE_SHIP = "(?:the|aboard|vessel|ship|ferry|tanker|freighter|carrier|frigate|destroyer) "
_NO_SHIP = "^INS (?:Commissioner|Director|District|Agents?|Detention|Officers?)"
# "JD(S)", "CPI (Maoist)": a party and its wing; courts by their circuit; whose office it is.
_WING = r"(?-u:\b)[A-Z]{2,6}(?:\((?:[A-Z]{1,3}|[A-Z][a-z]{3,9})\)| \((?:Maoists?|Marxists?|Marxist-Leninist|M-L|ML)\))"
_NO_WING = r"\((?:PDF|AFP|AP|Reuters|USA|UK|EU|UN)\)"
_CIRCUIT = (
    r"(?-u:\b)(?:U\.S\. )?(?:[0-9]{1,2}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|"
    r"Tenth|Eleventh|D\.C\.) (?:U\.S\. )?Circuit(?: Court of Appeals?)?(?-u:\b)"
)
_OFFICE_OF = (
    r"(?-u:\b)(?:[A-Z][A-Za-z.]+ |State['’]s ){0,4}(?:Prosecutor|Attorney|Minister|Premier|President|Governor|Mayor|"
    r"Sheriff|Ombudsman|Auditor|Advocate|Solicitor|Commissioner|Coroner|Comptroller|Chancellor|Defender|Examiner)"
    r"(?:[ -]General)?(?:['’]s|s['’]) Office(?-u:\b)"
)

# "Citizens for Trump", "Physicians Against Torture": capitals within a sentence that only a name has.
_GROUP_FOR = (
    r"(?-u:\b)(?:Citizens|Veterans|Vets|Mothers|Moms|Parents|Doctors|Physicians|Lawyers|Scientists|Students|Bikers|"
    r"Truckers|Farmers|Teachers|Nurses|Writers|Artists|Workers|Businesses|Professionals|Friends|Taxpayers|Families) "
    r"(?:for(?: a| the)?|[Aa]gainst|[Ww]ithout|[Uu]nited for|of) [A-Z][A-Za-z'’-]+(?: [A-Z][a-z]+)?(?-u:\b)"
)
# "Paris 2024 Olympic Games".
_GAMES = (
    r"(?-u:\b)(?:[A-Z][a-z]+ ){1,2}(?:19|20)[0-9]{2} (?:Summer |Winter |Youth |FIFA )?"
    r"(?:Olympic Games|Olympics|Paralympic Games|Paralympics|World Cup|World Expo|Expo|Commonwealth Games)(?-u:\b)"
)

# One pattern is compiled and put to the texts instead of several.
_FORMED_NAME = f"{_INDEX}|{_EVENT}|{_GENERATION}|{_SQUARE}|{_FORMED_ABROAD}|{FOREIGN_BODY}"
_BY_LETTERS = f"{_SHIP}|{_WING}|{_CIRCUIT}|{_OFFICE_OF}|{_GROUP_FOR}|{_GAMES}"
_BODY_NAME = f"{_FORMED}|{_HEADED_LETTERS}"
# "NutriBullet", "iShares": capitals within a word.
_MIXED = (
    r"(?:^|[\s(“\"‘])(?:[A-Z][a-z]{2,}[A-Z][a-z]{2,}(?:[A-Z][a-z]+)*|[ei][A-Z][a-z]{3,})(?:[\s,;:)’'”\"®™!?]|\.\s|\.?$)"
)
_BEFORE_MIXED, _BEHIND_MIXED = r"^[^A-Za-z]+", r"[^A-Za-z]+$"
_NO_MIXED = (
    r"^(?:Mac|Van|Fitz|San|Von|Des|Del)[A-Z]|^e(?:Commerce|Book|Sport|Learning|Mail|Bike|Wallet|Paper)s?$|"
    r"(?:In|On|The|After|And|But|For|With|View|More|Read|Share|Photo|By|This|That|It|He|She|Premium|Subscribe|All)$"
)


def formed(texts: pl.DataFrame) -> list[tuple[pl.DataFrame, int]]:
    """Names that take the place of shorter ones inside: mentions frames and the type of each (place in TYPES)."""
    lettered = spans.without_edges(spans.find_in_few(texts, _BY_LETTERS), f"{_OPENERS}|^{_BEFORE_SHIP}", _BEHIND_SHIP)
    lettered = lettered.filter(~lettered["text"].str.contains(f"{_NO_SHIP}|{_NO_WING}"))
    ship = lettered["text"].str.contains(f"{_IS_SHIP}|{_GAMES}")
    out = [(lettered.filter(ship), _MISC), (lettered.filter(~ship), _ORG)]
    rows = spans.without_edges(spans.find_in_few(texts, _FORMED_NAME), _OPENERS, "")
    if rows.is_empty():
        return out
    square = rows["text"].str.contains(f"^{_SQUARE}$")
    thing = rows["text"].str.contains(f"^(?:{_INDEX}|{_EVENT}|{_GENERATION})$")
    return [*out, (rows.filter(square), _LOC), (rows.filter(thing), _MISC), (rows.filter(~square & ~thing), _ORG)]


def bodies(texts: pl.DataFrame) -> pl.DataFrame:
    """Organisations where nothing else is found: firms by their form, letters before an office; a mentions frame."""
    rows = spans.find_in_few(texts, _BODY_NAME)
    if rows.is_empty():
        return rows
    return _letters(spans.without_edges(rows, _OPENERS, _OFFICE))


def mixed(texts: pl.DataFrame) -> pl.DataFrame:
    """Words with capitals inside that are no persons' and no two words run together; a mentions frame."""
    rows = spans.without_edges(spans.find_in_few(texts, _MIXED), _BEFORE_MIXED, _BEHIND_MIXED)
    if rows.is_empty():
        return rows
    names = rows["text"].str.extract_groups(r"^([A-Z]?[a-z]+)([A-Z][a-z]+)$").struct
    people = _people()
    parts = zip(names[0].str.to_lowercase().to_list(), names[1].str.to_lowercase().to_list(), strict=True)
    free = pl.Series([not (one in people and two in people) for one, two in parts], dtype=pl.Boolean)
    return rows.filter(free, ~pl.col("text").str.contains(_NO_MIXED))


@once
def _people() -> frozenset[str]:
    return words_of("first") | words_of("last")


def _letters(rows: pl.DataFrame) -> pl.DataFrame:
    """Letters without words in capitals, numbers and notions ("FORMER President", "VII", "PPP")."""
    said = [word.lower() not in common_words() and not is_no_name(word, _ORG) for word in rows["text"].to_list()]
    return rows.filter(pl.Series(said, dtype=pl.Boolean), ~pl.col("text").str.contains("^[IVXLC]+$"))
