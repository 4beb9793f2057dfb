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
    "taxis": "taxi",
} | {
    f"{people}s": people
    for people in (
        *("iraqi", "israeli", "pakistani", "bangladeshi", "saudi", "somali", "yemeni", "kuwaiti", "qatari", "omani"),
        *("bahraini", "emirati", "nepali", "punjabi", "azerbaijani", "uzbeki", "taxi", "ski", "nazi"),
    )
}


def singular_of(word: str) -> str:
    """The singular of an English noun: "countries" country, "children" child."""
    first, hyphen, last = word.rpartition("-")
    if last in IRREGULAR:
        return first + hyphen + IRREGULAR[last]
    if word[:1].isupper() and word.lower() in IRREGULAR:
        return IRREGULAR[word.lower()].capitalize()
    if word[:2].isupper():  # "GPUs"
        return word.removesuffix("s")
    if last.endswith("ies") and len(last) > 4:
        return word[:-3] + "y"
    if last.endswith(("ches", "shes", "sses", "xes", "zzes")):
        return word[:-2]
    if last.endswith("s") and not last.endswith(("ss", "us", "is")) and len(last) > 2:
        return word[:-1]
    return word
