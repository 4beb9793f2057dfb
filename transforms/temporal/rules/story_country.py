"""Country of a story: the countries that places, peoples and papers name: "Ottawa", "Canadians", "thestar.com.my"."""

import re
from functools import lru_cache

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
    "IL": "Israel|Israeli|Israelis|Jerusalem|Tel_Aviv",
    "IQ": "Iraq|Iraqi|Iraqis|Baghdad",
    "IR": "Iran|Iranian|Iranians|Tehran",
    "AF": "Afghanistan|Afghan|Afghans|Kabul",
    "SY": "Syria|Syrian|Syrians|Damascus",
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
    "VE": "Venezuela|Venezuelan|Venezuelans|Caracas",
    "BO": "Bolivia|Bolivian|Bolivians|La_Paz",
    "PY": "Paraguay|Paraguayan|Paraguayans",
    "UY": "Uruguay|Uruguayan|Uruguayans|Montevideo",
    "CU": "Cuba|Cuban|Cubans|Havana",
    "DO": "Dominican_Republic|Santo_Domingo",
    "CR": "Costa_Rica|Costa_Rican|Costa_Ricans",
    "GT": "Guatemala|Guatemalan|Guatemalans",
    "SV": "El_Salvador|Salvadoran|Salvadorans",
    "HN": "Honduras|Honduran|Hondurans|Tegucigalpa",
    "NI": "Nicaragua|Nicaraguan|Nicaraguans|Managua",
    "PA": "Panamanian|Panamanians|Panama_City",
    "BB": "Barbados|Barbadian|Barbadians|Bridgetown",
    "BS": "Bahamas|Bahamian|Bahamians|Nassau",
    "GY": "Guyana|Guyanese",
    "BZ": "Belize|Belizean|Belizeans",
    "ME": "Montenegro|Montenegrin|Montenegrins",
    "MK": "Macedonia|Macedonian|Macedonians|Skopje",
    "BA": "Bosnia|Bosnian|Bosnians|Sarajevo",
    "AL": "Albania|Albanian|Albanians|Tirana",
    "XK": "Kosovo|Kosovan|Kosovar|Kosovars|Pristina",
    "TJ": "Tajikistan|Tajik|Dushanbe",
    "KG": "Kyrgyzstan|Kyrgyz|Bishkek",
    "KH": "Cambodia|Cambodian|Cambodians|Phnom_Penh",
    "TL": "East_Timor|Timor-Leste|Dili",
    "FJ": "Fiji|Fijian|Fijians|Suva",
    "PG": "Papua_New_Guinea|Port_Moresby",
    "MM": "Myanmar|Burma|Burmese|Yangon",
    "NL": "Netherlands|Dutch|Amsterdam|The_Hague",
    "SN": "Senegal|Senegalese|Dakar",
    "CI": "Ivory_Coast|Ivorian|Ivorians|Abidjan",
    "CM": "Cameroon|Cameroonian|Cameroonians|Yaounde",
    "BJ": "Benin|Beninese",
    "BF": "Burkina_Faso|Burkinabe|Ouagadougou",
    "TG": "Togo|Togolese",
    "GA": "Gabon|Gabonese|Libreville",
    "TD": "Chadian|Chadians|N'Djamena",
    "NE": "Nigerien|Niamey",
    "ML": "Malian|Malians|Bamako",
    "MR": "Mauritania|Mauritanian",
    "GN": "Guinean|Conakry",
    "GM": "Gambia|Gambian|Gambians|Banjul",
    "SL": "Sierra_Leone|Freetown",
    "LR": "Liberia|Liberian|Liberians|Monrovia",
    "DJ": "Djibouti",
    "ER": "Eritrea|Eritrean|Eritreans|Asmara",
    "SO": "Somalia|Somali|Somalis|Mogadishu",
    "SD": "Sudan|Sudanese|Khartoum",
    "SS": "South_Sudan|South_Sudanese|Juba",
    "BI": "Burundi|Burundian|Bujumbura",
    "RW": "Rwanda|Rwandan|Rwandans|Kigali",
    "CD": "Congolese|Kinshasa",
    "MZ": "Mozambique|Mozambican|Maputo",
    "AO": "Angola|Angolan|Angolans|Luanda",
    "BW": "Botswana|Gaborone",
    "MW": "Malawi|Malawian|Malawians|Lilongwe",
    "MG": "Madagascar|Malagasy|Antananarivo",
    "MU": "Mauritius|Mauritian|Mauritians",
    "LS": "Lesotho|Maseru",
    "SZ": "Eswatini|Swaziland",
    "LY": "Libya|Libyan|Libyans|Tripoli",
    "TN": "Tunisia|Tunisian|Tunisians|Tunis",
    "MT": "Malta|Maltese|Valletta",
    "HT": "Haiti|Haitian|Haitians|Port-au-Prince",
}
COUNTRY_OF = {
    word.replace("_", " ").replace("\\.", "."): country
    for country, words in _PLACES.items()
    for word in words.split("|")
}
_ALL_PLACES = sorted((word for words in _PLACES.values() for word in words.split("|")), key=len, reverse=True)
# A name that ends in a full stop ends there.
_STOPPED = "|".join(word for word in _ALL_PLACES if word.endswith("."))
_PLAIN = "|".join(word.replace("_", " ") for word in _ALL_PLACES if not word.endswith("."))
PLACE = rf"(?-u:\b)(?:{_STOPPED}|(?:{_PLAIN})(?:(?-u:\b)|$))"

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
