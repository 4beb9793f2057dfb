"""Local holidays: named days on other dates in other countries: "Independence Day", "Mother's Day", "Labour Day"."""

import re
from functools import lru_cache

# Month and day of fixed days, by name and country. Source: each country's own law on public holidays.
_FIXED_DAYS: dict[str, str] = {
    "independence day": (
        "US 7-4 IN 8-15 PK 8-14 GH 3-6 NG 10-1 KE 12-12 UG 10-9 TZ 12-9 ZM 10-24 ZW 4-18 UA 8-24 PL 11-11 FI 12-6 "
        "EE 2-24 LV 11-18 LT 2-16 GR 3-25 RO 5-9 BY 7-3 MD 8-27 GE 5-26 AM 9-21 AZ 10-18 KZ 12-16 UZ 9-1 MX 9-16 "
        "BR 9-7 AR 7-9 CL 9-18 CO 7-20 PE 7-28 EC 8-10 PH 6-12 ID 8-17 MY 8-31 BD 3-26 LK 2-4 JM 8-6 TT 8-31 "
        "KR 8-15 KP 9-9 VN 9-2 DZ 7-5 MA 11-18 TN 3-20 SN 4-4 CI 8-7 CM 1-1 MT 9-21 CY 10-1 HR 5-30 IS 6-17 JO 5-25 "
        "LB 11-22 SY 4-17 MM 1-4 HT 1-1 SS 7-9 SD 1-1 MZ 6-25 AO 11-11 NA 3-21 BW 9-30 MW 7-6 RW 7-1 CD 6-30"
    ),
    "national day": (
        "CN 10-1 SG 8-9 CH 8-1 NO 5-17 SE 6-6 FR 7-14 ES 10-12 BE 7-21 AT 10-26 HU 8-20 TW 10-10 AE 12-2 SA 9-23 "
        "QA 12-18 KW 2-25 BH 12-16 OM 11-18 VN 9-2 CA 7-1 AU 1-26 NZ 2-6 IE 3-17 LU 6-23 RO 12-1 BG 3-3"
    ),
    "republic day": "IN 1-26 TR 10-29 IT 6-2 PT 10-5 PK 3-23 NP 5-28 KZ 10-25 AM 5-28 TN 7-25 BR 11-15",
    "victory day": "RU 5-9 BY 5-9 KZ 5-9 UA 5-9 FR 5-8 CZ 5-8 SK 5-8 TR 8-30 BD 12-16 HR 8-5 EE 6-23",
    "constitution day": "US 9-17 JP 5-3 NO 5-17 ES 12-6 PL 5-3 DK 6-5 MX 2-5 UA 6-28 TH 12-10 IN 11-26 KZ 8-30",
    "labour day": (
        "IN 5-1 PK 5-1 CN 5-1 SG 5-1 MY 5-1 DE 5-1 FR 5-1 ES 5-1 IT 5-1 BR 5-1 KE 5-1 NG 5-1 GH 5-1 ZA 5-1 PH 5-1 "
        "ID 5-1 BD 5-1 LK 5-1 HK 5-1 RU 5-1 UA 5-1 PL 5-1 TR 5-1 EG 5-1 AR 5-1 CL 5-1 GR 5-1 PT 5-1"
    ),
}  # fmt: skip
LOCAL_DAYS: dict[tuple[str, str], tuple[int, int]] = {
    (name, country): (int(month), int(day))
    for name, listed in _FIXED_DAYS.items()
    for country, month, day in re.findall(r"([A-Z]{2}) ([0-9]+)-([0-9]+)", listed)
}
# Worked out in transforms/temporal/rules/holidays.py: the countries whose day differs from the one most papers mean.
_OTHERWISE = {
    "thanksgiving": {"CA": "CA"},
    "thanksgiving day": {"CA": "CA"},
    "mother's day": {"GB": "GB", "IE": "GB"},
    "father's day": {"AU": "AU", "NZ": "AU"},
    "labour day": {"CA": "CA", "NZ": "NZ"},
    "diwali": {"SG": "SG", "MY": "SG"},
    "eid al-fitr": dict(zip(["SG", "IN", "PK", "ID", "MY", "BD"], ["SG", "IN", "PK", "ID", "MY", "BD"], strict=True)),
    "eid al-adha": dict(zip(["SG", "IN", "PK", "ID", "MY", "BD"], ["SG", "IN", "PK", "ID", "MY", "BD"], strict=True)),
}


def local_name(name: str, country: str) -> str | None:
    """The name of the day as that country keeps it ("mother's day@GB"); None where it has none of its own."""
    otherwise = _OTHERWISE.get(name, {}).get(country)
    if otherwise is not None:
        return f"{name}@{otherwise}"
    return f"{name}@{country}" if (name, country) in LOCAL_DAYS else None


LOCAL_NAMES = sorted({*_FIXED_DAYS, *_OTHERWISE})

# What names a country in a text: itself, its people, its chief places.
_PLACES = {
    "US": "United_States|U\\.S\\.|US|USA|America|American|Americans|Washington|New_York|Texas|California|Florida"
    "|Chicago|Boston"
    "|Los_Angeles|Philadelphia|White_House|Ohio|Pennsylvania|Michigan|Macy's|Detroit|Dallas",
    "GB": "Britain|British|Britons|UK|U\\.K\\.|England|English|London|Leeds|Scotland|Scottish|Wales|Welsh|Manchester"
    "|Liverpool"
    "|Birmingham|Edinburgh|Glasgow|Cardiff|Bristol|Sheffield|Yorkshire|Belfast|Downing_Street",
    "CA": "Canada|Canadian|Canadians|Ottawa|Toronto|Montreal|Vancouver|Ontario|Quebec|Alberta|Calgary|Manitoba"
    "|Winnipeg|Halifax",
    "AU": "Australia|Australian|Australians|Sydney|Melbourne|Canberra|Brisbane|Perth|Adelaide|Queensland|Victoria"
    "|Tasmania",
    "NZ": "New_Zealand|New_Zealander|New_Zealanders|Wellington|Auckland|Christchurch",
    "IE": "Ireland|Irish|Dublin|Cork|Galway",
    "IN": "India|Indian|Indians|Delhi|New_Delhi|Mumbai|Kolkata|Chennai|Bengaluru|Bangalore|Modi",
    "PK": "Pakistan|Pakistani|Pakistanis|Islamabad|Karachi|Lahore",
    "BD": "Bangladesh|Bangladeshi|Bangladeshis|Dhaka",
    "SG": "Singapore|Singaporean|Singaporeans|Little_India",
    "MY": "Malaysia|Malaysian|Malaysians|Kuala_Lumpur",
    "ID": "Indonesia|Indonesian|Indonesians|Jakarta",
    "PH": "Philippines|Philippine|Filipino|Filipinos|Manila",
    "LK": "Sri_Lanka|Sri_Lankan|Sri_Lankans|Colombo",
    "CN": "China|Chinese|Beijing|Shanghai",
    "TW": "Taiwan|Taiwanese|Taipei",
    "HK": "Hong_Kong",
    "KR": "South_Korea|South_Korean|South_Koreans|Seoul",
    "JP": "Japan|Japanese|Tokyo",
    "VN": "Vietnam|Vietnamese|Hanoi",
    "TH": "Thailand|Thai|Bangkok",
    "GH": "Ghana|Ghanaian|Ghanaians|Accra",
    "NG": "Nigeria|Nigerian|Nigerians|Abuja|Lagos",
    "KE": "Kenya|Kenyan|Kenyans|Nairobi",
    "UG": "Uganda|Ugandan|Ugandans|Kampala",
    "TZ": "Tanzania|Tanzanian|Tanzanians|Dar_es_Salaam",
    "ZM": "Zambia|Zambian|Zambians|Lusaka",
    "ZW": "Zimbabwe|Zimbabwean|Zimbabweans|Harare",
    "ZA": "South_Africa|South_African|South_Africans|Pretoria|Johannesburg|Cape_Town",
    "NA": "Namibia|Namibian|Namibians|Windhoek",
    "DZ": "Algeria|Algerian|Algerians|Algiers",
    "MA": "Morocco|Moroccan|Moroccans|Rabat",
    "EG": "Egypt|Egyptian|Egyptians|Cairo",
    "UA": "Ukraine|Ukrainian|Ukrainians|Kyiv|Kiev",
    "RU": "Russia|Russian|Russians|Moscow|Kremlin|Red_Square",
    "BY": "Belarus|Belarusian|Belarusians|Minsk",
    "MD": "Moldova|Moldovan|Moldovans|Chisinau",
    "GE": "Tbilisi|Georgian|Georgians",
    "AM": "Armenia|Armenian|Armenians|Yerevan",
    "AZ": "Azerbaijan|Azerbaijani|Azerbaijanis|Baku",
    "KZ": "Kazakhstan|Kazakh|Astana",
    "UZ": "Uzbekistan|Uzbek|Tashkent",
    "PL": "Poland|Polish|Poles|Warsaw",
    "FI": "Finland|Finnish|Finns|Helsinki",
    "EE": "Estonia|Estonian|Estonians|Tallinn",
    "LV": "Latvia|Latvian|Latvians|Riga",
    "LT": "Lithuania|Lithuanian|Lithuanians|Vilnius",
    "SE": "Sweden|Swedish|Swedes|Stockholm",
    "NO": "Norway|Norwegian|Norwegians|Oslo",
    "DK": "Denmark|Danish|Danes|Copenhagen",
    "IS": "Iceland|Icelandic|Icelanders|Reykjavik",
    "DE": "Germany|German|Germans|Berlin",
    "FR": "France|French|Paris",
    "ES": "Spain|Spanish|Spaniards|Madrid",
    "PT": "Portugal|Portuguese|Lisbon",
    "IT": "Italy|Italian|Italians|Rome",
    "CH": "Switzerland|Swiss|Bern",
    "AT": "Austria|Austrian|Austrians|Vienna",
    "BE": "Belgium|Belgian|Belgians|Brussels",
    "HU": "Hungary|Hungarian|Hungarians|Budapest",
    "GR": "Greece|Greek|Greeks|Athens",
    "RO": "Romania|Romanian|Romanians|Bucharest",
    "BG": "Bulgaria|Bulgarian|Bulgarians|Sofia",
    "HR": "Croatia|Croatian|Croats|Zagreb",
    "CZ": "Czech|Czechs|Prague",
    "SK": "Slovakia|Slovak|Slovaks|Bratislava",
    "CY": "Cyprus|Cypriot|Cypriots|Nicosia",
    "TR": "Turkey|Turkish|Turks|Ankara|Istanbul",
    "SA": "Saudi|Saudi_Arabia|Riyadh|Mecca|Jeddah",
    "AE": "United_Arab_Emirates|UAE|Dubai|Abu_Dhabi|Emirati",
    "QA": "Qatar|Qatari|Doha",
    "KW": "Kuwait|Kuwaiti|Kuwaitis",
    "JO": "Jordanian|Jordanians|Amman",
    "LB": "Lebanon|Lebanese|Beirut",
    "MX": "Mexico|Mexican|Mexicans",
    "BR": "Brazil|Brazilian|Brazilians|Brasilia|Sao_Paulo",
    "AR": "Argentina|Argentine|Argentines|Buenos_Aires",
    "CL": "Chilean|Chileans|Santiago",
    "CO": "Colombia|Colombian|Colombians|Bogota",
    "PE": "Peru|Peruvian|Peruvians|Lima",
    "EC": "Ecuador|Ecuadorean|Ecuadorian|Quito",
    "JM": "Jamaica|Jamaican|Jamaicans|Kingston",
    "TT": "Trinidad|Port_of_Spain",
    "HT": "Haiti|Haitian|Haitians|Port-au-Prince",
}
COUNTRY_OF = {
    word.replace("_", " ").replace("\\.", "."): country
    for country, words in _PLACES.items()
    for word in words.split("|")
}
_ALL_PLACES = sorted((word for words in _PLACES.values() for word in words.split("|")), key=len, reverse=True)
PLACE = rf"(?-u:\b)(?:{'|'.join(word.replace('_', ' ') for word in _ALL_PLACES)})(?:(?-u:\b)|$)"

# Papers by the ending of their address, and those whose address does not tell.
_ENDINGS = (
    "uk=GB ca=CA au=AU nz=NZ ie=IE in=IN pk=PK sg=SG my=MY id=ID ph=PH gh=GH ng=NG ke=KE za=ZA "
    "ua=UA pl=PL fi=FI mx=MX br=BR jp=JP kr=KR"
)
_PAPERS = (
    "theguardian=GB telegraph=GB thetimes=GB ft.com=GB dailymail=GB bbc=GB sky.com=GB reuters=GB nytimes=US "
    "washingtonpost=US cnn=US foxnews=US usatoday=US latimes=US wsj=US npr=US nbcnews=US abcnews=US cbsnews=US "
    "dallasnews=US apnews=US politico=US bostonglobe=US chicagotribune=US ndtv=IN hindustantimes=IN indiatimes=IN "
    "thehindu=IN indianexpress=IN straitstimes=SG channelnewsasia=SG dawn.com=PK theglobeandmail=CA nationalpost=CA "
    "irishtimes=IE independent.ie=IE thestar.com.my=MY"
)
_SOURCES = [
    *(
        (re.compile(rf"(?:^|[/.]){re.escape(name)}"), country)
        for name, country in (p.split("=") for p in _PAPERS.split())
    ),
    *((re.compile(rf"\.{ending}(?:[/:]|$)"), country) for ending, country in (p.split("=") for p in _ENDINGS.split())),
]


@lru_cache(1 << 12)
def country_of_paper(source: str | None) -> str | None:
    """The country of a paper by its address."""
    address = (source or "").lower()
    return next((country for pattern, country in _SOURCES if pattern.search(address)), None)
