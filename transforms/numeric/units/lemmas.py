"""Singulars of what is counted: "countries" country, "children" child, "Iraqis" iraqi."""

# Plurals without an s, and their singulars.
IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "policemen": "policeman",
    "firemen": "fireman",
    "fishermen": "fisherman",
    "gunmen": "gunman",
    "lawmen": "lawman",
    "businessmen": "businessman",
    "servicemen": "serviceman",
    "congressmen": "congressman",
    "crewmen": "crewman",
    "spokesmen": "spokesman",
    "grandchildren": "grandchild",
    "schoolchildren": "schoolchild",
    "feet": "foot",
    "teeth": "tooth",
    "mice": "mouse",
    "geese": "goose",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "halves": "half",
    "wolves": "wolf",
    "leaves": "leaf",
    "thieves": "thief",
    "shelves": "shelf",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "viruses": "virus",
    "buses": "bus",
    "bonuses": "bonus",
    "campuses": "campus",
    "crises": "crisis",
    "diagnoses": "diagnosis",
    "analyses": "analysis",
    "hypotheses": "hypothesis",
    "theses": "thesis",
    "lenses": "lens",
    "gases": "gas",
    "canvases": "canvas",
    "atlases": "atlas",
    "prognoses": "prognosis",
    "neuroses": "neurosis",
    "oases": "oasis",
    "parentheses": "parenthesis",
    "syntheses": "synthesis",
    "bases": "base",
    "series": "series",
    "species": "species",
    "aircraft": "aircraft",
    "troops": "troop",
    "police": "police",
    "cattle": "cattle",
    "sheep": "sheep",
    "fish": "fish",
    "personnel": "personnel",
    "staff": "staff",
    "percent": "percent",
    "cookies": "cookie",
    "movies": "movie",
    "zombies": "zombie",
    "rookies": "rookie",
    "calories": "calorie",
    "shoes": "shoe",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "torpedoes": "torpedo",
    "media": "medium",
    "data": "data",
    "alumni": "alumnus",
    "bacteria": "bacterium",
    "dead": "person",
    "caches": "cache",
    "aches": "ache",
    "headaches": "headache",
    "moustaches": "moustache",
    "avalanches": "avalanche",
    "niches": "niche",
    "axes": "axe",
    "calves": "calf",
    "loaves": "loaf",
    "scarves": "scarf",
    "hooves": "hoof",
    "dwarves": "dwarf",
    "elves": "elf",
}
# Plurals that few texts have; whoever looks for plurals first looks for these alone.
_RARE = {
    "oxen": "ox",
    "larvae": "larva",
    "fungi": "fungus",
    "nuclei": "nucleus",
    "cacti": "cactus",
    "referenda": "referendum",
    "memoranda": "memorandum",
    "stadia": "stadium",
    "crew": "crew",
    "deer": "deer",
    "salmon": "salmon",
    "shrimp": "shrimp",
    "offspring": "offspring",
    "spacecraft": "spacecraft",
    "watercraft": "watercraft",
    "livestock": "livestock",
    "poultry": "poultry",
    "infantry": "infantry",
    "mujahideen": "mujahid",
}
# Nouns in -i and -u, whose plurals in -is and -us look like singulars.
_IN_VOWELS = (
    *("iraqi", "israeli", "pakistani", "bangladeshi", "saudi", "somali", "yemeni", "kuwaiti", "qatari", "omani"),
    *("bahraini", "emirati", "nepali", "punjabi", "azerbaijani", "uzbeki", "taxi", "ski", "nazi"),
    *("jihadi", "rabbi", "alibi", "kiwi", "bikini", "safari", "tsunami", "yogi", "corgi", "maharishi", "wiki"),
    *("tutsi", "houthi"),
    *("menu", "guru", "emu", "sadhu", "hindu", "hutu", "zulu", "manchu", "haiku", "tutu", "gnu"),
)
_RARE |= {f"{noun}s": noun for noun in _IN_VOWELS}
RARE_PLURALS = tuple(_RARE)
IRREGULAR |= _RARE
# "shoes", "canoes"; all others end as "volcanoes" does.
_IN_OE = (
    "shoes",
    "toes",
    "foes",
    "canoes",
    "hoes",
    "does",
    "floes",
    "oboes",
    "aloes",
    "woes",
    "roes",
    "horseshoes",
    "tiptoes",
)
# "tribesmen", "servicewomen", "salespeople", "stepchildren".
_COMPOUNDS = (("women", "woman"), ("men", "man"), ("people", "person"), ("children", "child"))
_COMPOUND_ENDS = tuple(plural for plural, _ in _COMPOUNDS)


# What follows the plural of a compound noun: "passers-by", "attorneys general".
COMPOUND_TAILS = (
    *("in-law", "by", "to-be", "up", "at-arms", "in-chief", "of-war", "in-waiting", "at-large"),
    *("general", "martial", "designate", "elect"),
)


def singular_of(word: str) -> str:
    """The singular of an English noun: "countries" country, "children" child."""
    plural, joint, behind = word.partition(" " if " " in word else "-")
    if behind in COMPOUND_TAILS:  # "brothers-in-law"
        return singular_of(plural) + joint + behind
    first, hyphen, last = word.rpartition("-")
    if last in IRREGULAR:
        return first + hyphen + IRREGULAR[last]
    if word[:1].isupper() and word.lower() in IRREGULAR:
        return IRREGULAR[word.lower()].capitalize()
    if word[:2].isupper():  # "GPUs"
        return word.removesuffix("s")
    if last.endswith(_COMPOUND_ENDS):
        plural, singular = next(pair for pair in _COMPOUNDS if last.endswith(pair[0]))
        return word.removesuffix(plural) + singular
    if last.endswith("wives"):  # "housewives"
        return word.removesuffix("wives") + "wife"
    if last.endswith("oes"):
        return word[:-1] if last in _IN_OE else word[:-2]
    if last.endswith("ies") and len(last) > 4:
        return word[:-3] + "y"
    if last.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 2:
        return word[:-1]
    return word
