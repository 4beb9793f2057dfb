"""What looks like a name and is nobody's: "IPO", "Christmas", "Strong Buy", "Islamophobia", "Death Rates"."""

import re

from transforms.columns.dictionary import NONE, TYPES
from transforms.entities.span_fusion import listed_type

_ORG, _LOC = TYPES.index("ORG"), TYPES.index("LOC")

# Ratings, units, offices and notions in letters, and in words.
_LETTERS = frozenset(
    """IPO IPOs CEO CEOs CFO COO CTO CIO GDP GNP CPI EPS ETF ETFs EBITDA SUV SUVs EV EVs AVs RNA DNA mRNA NPL NPLs NGO
    NGOs MOU MOUs PPP PPPs SME SMEs AGM ESG R&D M&A HR IT VAT ROI YoY QoQ FY PC PCs TV TVs DVD CD GPS LED LCD USB PDF
    FAQ VIP PhD MBA MPs MP Rs Rs. ATM ATMs UTC API APIs B2B Q1 Q2 Q3 Q4 H1 H2 ICU PPE NFT NFTs OTC REIT REITs CPU GPU
    GPUs AI ML VR AR 5G 4G LLM LLMs PM SMS MMS LNG MoU MoUs QR OTP BMI IVF IED IEDs WMD UAV UAVs Pope Member Speaker
    Officer Article Phase Modified Premium President Chairman VP FDI BPO KPI KPIs Indigenous Republic Emergency SDG
    SDGs CMO CMOs CIOs CTOs CFOs COOs MRI ECG EEG PCR STD STDs STI UTI COPD CPR NICU
    FTTP FTTH FTTC FTTN VDSL ADSL DSL LTE WiFi Wi-Fi VoIP
    VPN VPNs HTML SQL SEO SaaS IoT RFID NFC LiDAR LIDAR OLED SSD RAM BIOS URL URLs FTP XML JSON CCTV DVR HDTV HDMI LPG
    CNG CFC PVC HDPE LDPE RPG RPGs ICBM ICBMs MPV EVM EVMs VVPAT OTPs KYC TDS FIRs PIL
    RFP ERP CRM HVAC PTSD ADHD PACs Reps Govs LGBT Royal Market
    A B C D E F G H I J K L M N O P Q R S T U V W Y Z""".split()  # noqa: SIM905
)
_NOTIONS = frozenset(
    """Crown Prince|Crown Princess|Head of State|Heads of State|Prime Minister|Vice President|Vice Presidential|
Vice Premier|General Public|Human Rights|Information Technology|Super PAC|Super PACs|Red Notice|Chief Executive|
Attorney General|First Lady|Secretary of State|Secretary General|Secretary-General|Majesty|His Majesty|
Her Majesty|Highness|Royal Highness|Royal Highnesses|Business Intelligence|Data Warehouse|Terms of Use|
Privacy Policy|Head Office|State Government|Central Government|Gross Domestic Product|Gross National Product|
Eastern Standard Time|Eastern Daylight Time|Greenwich Mean Time|Pacific Standard Time|Pacific Daylight Time|
Eastern Time|Pacific Time|Mountain Time|Member States|Member State|Board of Directors|Annual Report|
Press Release|Below|Above|Hence|Over|Thus|Therefore|Moreover|Instead|Furthermore|Nevertheless|Otherwise|Besides|
Nobel Laureate|Nobel Laureates|Officer Commanding|Group Managing Director""".replace("\n", "").split("|")
)
# Positions in an office: "Junior Assistant", "Deputy Collector"; not "General Manager Magazine".
_RANKS = (
    "Junior|Senior|Assistant|Deputy|Chief|Executive|Managing|Associate|Principal|Additional|Joint|Acting|Lead|Head|Staff|"
    "Vice|Special|Divisional|District|Regional|Sub|Under|General|Medical|Technical|Legal|Financial|Administrative|Police"
)
_POSTS = (
    "Assistant|Engineer|Officer|Manager|Secretary|Director|Inspector|Sub-Inspector|Commissioner|Editor|Clerk|Analyst|"
    "Advis[eo]r|Consultant|Lecturer|Professor|Counsel|Producer|Superintendent|Magistrate|Registrar|Accountant|Auditor|"
    "Collector|Constable|Curator|Economist|Scientist|Researcher|Reporter|Correspondent|Coordinator|Supervisor|Coach|"
    "Warden|Bailiff|Surgeon|Nurse|Prosecutor|Investigator|Specialist|Representative|Strategist|Whip"
)
_POSITION = re.compile(rf"(?:(?:{_RANKS})[ -])+(?:{_POSTS})s?")
# "mid-December" is a date.
_PART_OF_MONTH = re.compile(
    r"(?:early|mid|late|end|pre|post)-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*", re.IGNORECASE
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
Remembrance Day|Armistice Day|Election Day|Inauguration Day|Flag Day|Groundhog Day|Patriots' Day|Patriots’ Day|
Ramadan|Nowruz|Diwali|Deepavali|
Holi|Hanukkah|Chanukah|Passover|Yom Kippur|Rosh Hashanah|Mardi Gras""".replace("\n", "").split("|")
)
# A town in Hungary is called so too.
_GODS = frozenset(["God", "Allah"])
_RATINGS = frozenset(
    """Buy|Hold|Sell|Overweight|Underweight|Outperform|Underperform|Neutral|Market Perform|Market Outperform|
Sector Perform|Sector Outperform|Equal Weight|Equal-Weight|Strong Buy|Strong Sell|Moderate Buy|Market Weight|
Sector Weight|Top Pick|Peer Perform""".replace("\n", "").split("|")
)
# Feasts by their letters, aversions, figures that firms report.
_FEAST = re.compile(r"Eid(?:[ -](?:al|ul|el|ur)[ -]?(?:fitr|adha|azha))?", re.IGNORECASE)
_AVERSIONS = "(?:phobia|phobic|phobes?)"
_MEASURES = " (?:Rates?|Ratios?|Frequency|Margins?|Yields?|Threshold)"
_AVERSION, _MEASURE = re.compile(rf"\w+{_AVERSIONS}"), re.compile(rf".+{_MEASURES}")
# What `is_no_name` may say of, by its words and by a pattern.
NO_NAMES = _GODS | _LETTERS | _NOTIONS | _HOLIDAYS | _RATINGS
MAY_BE_NO_NAME = f"{_AVERSIONS}$|^Eid|{_MEASURES}$|^(?:{_RANKS})[ -]|^(?:early|mid|late|end|pre|post)-"


def is_no_name(words: str, kind: int) -> bool:
    """Whether words that were found to be a name of a type (place in TYPES) are none, whatever stands around them.

    Ratings and feasts never are; other words may be somebody's whom the table lists.
    """
    if words in _RATINGS or words in _HOLIDAYS or (words in _GODS and kind in (_ORG, _LOC)) or _FEAST.fullmatch(words):
        return True
    if _PART_OF_MONTH.fullmatch(words):
        return True
    told = words in _LETTERS or words in _NOTIONS or bool(_AVERSION.fullmatch(words) or _POSITION.fullmatch(words))
    return (told or (kind == _ORG and bool(_MEASURE.fullmatch(words)))) and listed_type(words) == NONE
