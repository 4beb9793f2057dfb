"""Phrases that give a figure another meaning: "season two", "the 1200 block of", "children under 12", "killing one".

Each is asked of the few figures that it may be about (`steps`); transforms/numeric/kinds.py decides what follows.
"""

import polars as pl

from transforms.columns.masked import Step

# "the 1200 block of Main Street"; "2 Timothy 3:16"; "a .357 Magnum"; "net zero", "ground zero", "zero tolerance";
# "Scores of 12".
_BLOCK = "^ block of [A-Z0-9]"
_SCRIPTURE = "^ (?:Samuel|Chronicles|Corinthians|Thessalonians|Timothy|Maccabees|(?:Kings|Peter|John) 0)"
_FIREARM = (
    "^ (?:Magnum|magnum|ACP|Colt|Special|Winchester|Remington|Ruger|Glock|Beretta|Smith|S&W|Luger|revolver|pistol"
    "|handgun|rifle|gun|semi-?automatic)(?-u:\\b)"
)
_COMPOUND = "^-[A-Za-z]|^ (?i:covid|tolerance|waste|carbon|hour|sum|trust|gravity)(?-u:\\b)"
_NET = "(?i:(?:^|[^a-z])(?:net|ground)[ -])$"
# "called 911", "post-911"; "a 4×4 car".
# A version in brackets or quotation marks: "(Greece 2.0)".
_BRACKETED_NAME = "[(\\[“\"'‘](?:[A-LN-Z][A-Za-z]{2,}|M[b-z][A-Za-z]+) $"
# What figures these are about; "[1-4]" for the books of a testament.
# "On CBS's 60 Minutes".
_BROADCAST = "^ (?:Minutes|Hours)(?:$|[^A-Za-z-])"
RARE_FIGURES = "^(?:911|60|48|[0-9]{1,3}00|[.][0-9]{2,3}|357|44|[1-4]|[0-9]{1,2}[.]0|(?i:zero|scores[ \n]of))$"

# "a four-by-four car", "two-by-fours".
_BY_BEFORE, _BY_AFTER = "(?:two|four)-by(?:-| - )$", "^-by(?:-| - )(?:two|four)s?(?-u:\\b)"
# "a two-way street", "a three-way race", "a five-figure sum".
_WAY = "^-(?:way|figure)(?-u:\\b)"
# "1) registers, 2) notes", "2. Rubio (1.)": the place in a list.
_IN_A_LIST, _RANKED = "^[)] [a-z]", "^[.][)]"
_OPENS_ITEM = "^[^(]*[A-Za-z,;:] $"
# A number of a list: "1 Feel free to scream."; but "1 Israeli killed in raid".
_SENTENCE, _HEADLINE = (
    "^ [A-Z][a-z]+ [a-z]+",
    "^ [A-Za-z]+ (?:killed|dead|injured|wounded|hurt|arrested|missing|held|dies?)",
)
# A label that a word follows: "season two", "chapter three"; but not "each season two teams".
_LABEL = (
    "(?i:(?:^|[^a-z])(?:season|chapter|phase|round|episode|part|stage|volume|act|world war|tier|day|week|year|version"
    "|scene|level|grade|group|page|category|step|lane|platform|gate|option|article|section|game|match|race|leg|heat"
    "|test|verse|question|rule|unit|floor|terminal|channel|route|letter|item|file|slide|lesson|exhibit|bullet|clause"
    "|paragraph|lot|box) )$"
)
_LABEL_OF_MANY = (
    "(?i:(?:^|[^a-z])(?:each|every|per|a|this|that|same|one|next|last|any) (?:day|week|year|round|game|match|race|leg"
    "|test|page|stage|level|question|season|group|step|letter|item|file|box|lot) )$"
)

# "at one point" is a time.
_AT, _AT_ONE = "(?i:(?:^|[^a-z])at )$", ("point", "stage", "moment", "juncture")
# "only one man", "room for one person", but not "the only one left".
_COUNTING_ONE = "(?i:(?:^|[^a-z])(?:only|for|more) )$"
_THE_ONLY_ONE = "(?i:(?:^|[^a-z])(?:the|his|her|their|its|my|our|your) only )$"
# "killing one and wounding three", "one killed", but not "no one killed".
_VICTIM_BEFORE = "(?i:(?:^|[^a-z])(?:kill|injur|wound)(?:ing|ed|s)(?: at least| another| only)? )$"
_VICTIM_ENDS = "^(?:[.,;]|$| (?:and|in|at|on|near|outside|inside|during|before|when|as)(?-u:\\b))"
_VICTIM_AFTER = (
    "^ (?:killed|injured|wounded|arrested|missing|hospitali[sz]ed)(?:$|[.,;]| (?:and|in|at|on|as|after)(?-u:\\b))"
)

# "children under 12", "those 18 and over", "99 or older"; "under-21 teams".
_AGED = (
    "people|persons|those|anyone|everyone|someone|children|kids|adults|men|women|girls|boys|youths?|teens|teenagers"
    "|minors|players|athletes|drivers|workers|residents|seniors|students|pupils|voters|citizens|patients|Americans"
    "|Britons|viewers|youngsters|males|females|infants|babies|candidates|employees|visitors|passengers|applicants"
)
UNDER = "(?i:(?:^|[^a-z])(?:(?:under|over|above|below)[ -]|(?:older|younger) than ))$"
_GROUP_UNDER = (
    f"(?:^|[^A-Za-z])(?i:{_AGED})(?: there)?(?: (?:who|that))?(?: (?:are|is|were|was))?(?: aged?)?"
    " (?i:under|over|above|below) $"
)
_THAN = "(?i:older|younger) than $"
_UNDER_HYPHEN = "(?i:(?:^|[^a-z])(?:under|over)-)$"
OR_OLDER = "^,? (?:or|and) (?:older|younger|over|above|under|below|up)(?-u:\\b)"
_OLDER = "^,? (?:or|and) (?:older|younger)(?-u:\\b)"
_GROUP = f"(?:^|[^A-Za-z])(?i:{_AGED})(?: (?:who|that) (?:are|is|were|was))?(?: aged?)? $"


def steps() -> list[Step]:
    """What to ask of which figures, as Boolean columns that are null for all others.

    `_no_quantity` of rare figures, `_of_a_label` of number words, `_idiom`, `_victim` and `_counting_one` of the word
    one, `_of_age` of what "under" precedes or "or older" follows. Reads near_lead, near_tail, text, value and noun, and
    the answers about figures and words of cues.py.
    """
    lead, tail, value = pl.col("near_lead").str, pl.col("near_tail").str, pl.col("value")
    text = pl.col("text").str
    name = tail.contains(_BLOCK) & text.ends_with("00") | tail.contains(_SCRIPTURE) & (value <= _LAST_BOOK)
    calibre = tail.contains(_FIREARM) & text.contains("^(?:[.]|357$|44$)")
    version = lead.contains(_BRACKETED_NAME) & text.ends_with(".0")
    zero = (value == 0) & (tail.contains(_COMPOUND) | lead.contains(_NET)) & text.contains("^[A-Za-z]")
    name |= text.contains("^4$") & (lead.contains("0×$") | tail.contains("^×0(?:[^0-9.]|$)"))
    emergency = text.contains("^911$") & pl.col("noun").is_null()
    broadcast = text.contains("^(?:60|48)$") & tail.contains(_BROADCAST)
    scores = text.contains("of$") & tail.contains("^ 0")
    label = lead.contains(_LABEL) & ~lead.contains(_LABEL_OF_MANY)
    victim = lead.contains(_VICTIM_BEFORE) & tail.contains(_VICTIM_ENDS) | tail.contains(_VICTIM_AFTER)
    # "Men under 35 support Smiths" counts none; "over 40 games old" does.
    goes_on = pl.col("noun").is_null() | pl.col("noun_words").str.contains(" ", literal=True)
    group = lead.contains(_GROUP_UNDER) & goes_on & value.is_between(1, 115)
    group |= lead.contains(_THAN) & value.is_between(1, 115)
    youth = lead.contains(_UNDER_HYPHEN) & value.is_between(3, 99)
    older = tail.contains(_OLDER) | lead.contains(_GROUP)
    return [
        Step(
            pl.col("_rare_figure"), {"_no_quantity": name | calibre | version | zero | scores | emergency | broadcast}
        ),
        Step(
            pl.col("_small_word"),
            {"_of_a_label": label, "_by_four": lead.contains(_BY_BEFORE) | tail.contains(f"{_BY_AFTER}|{_WAY}")},
        ),
        Step(
            pl.col("_one"),
            {
                "_idiom": lead.contains(_AT) & pl.col("noun").is_in(_AT_ONE),
                "_victim": victim & ~pl.col("_pronoun_before"),
                "_counting_one": lead.contains(_COUNTING_ONE) & ~lead.contains(_THE_ONLY_ONE),
            },
        ),
        Step(
            pl.col("_list_mark_before") & pl.col("_whole"),
            {"_of_a_list": tail.contains(_SENTENCE) & ~tail.contains(_HEADLINE) & (value <= _LONGEST_LIST)},
        ),
        Step(
            pl.col("_may_be_item") & pl.col("_whole"),
            {
                "_item": (tail.contains(_IN_A_LIST) & lead.contains(_OPENS_ITEM) & (value <= _LONGEST_LIST))
                | (tail.contains(_RANKED) & lead.ends_with("("))
            },
        ),
        Step(pl.col("_whole") & pl.col("_under"), {"_young": group | youth}),
        Step(pl.col("_whole") & pl.col("_or_older"), {"_older": older}),
    ]


_LONGEST_LIST = 20
# "1 Maccabees" to "4 Maccabees".
_LAST_BOOK = 4
