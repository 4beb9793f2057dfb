"""What happened to the persons counted: "killed 12 people", "30 were wounded", "the death toll rose to 120"."""

import polars as pl

from transforms.columns.lazy import once
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.relations.counted_persons import BEFALLEN, PARENT_OF, THE
from transforms.numeric.relations.role_words import RoleWords
from transforms.numeric.units.person_nouns import is_person

# What is done to persons, as a past participle or an adjective behind them: "12 people were killed", "three dead".
_SUFFERED = {
    "killed": "killed|slain|slaughtered|dead|died|perished|drowned|murdered|executed|massacred|shot dead|shot to death"
    "|beheaded|(?:starved|choked|froze|frozen|trampled|hacked|bludgeoned) to death|suffocated|electrocuted|asphyxiated"
    "|lynched|gunned down|burned to death|burnt to death|crushed to death|stabbed to death|beaten to death"
    "|buried alive|lost (?:his|her|their) li(?:fe|ves)|dying|dies?",
    "injured": "injured|wounded|hurt|hospitali[sz]ed|maimed",
    "missing": "missing|unaccounted for|disappeared|gone missing|went missing",
    "arrested": "arrested|detained|taken into custody|in custody|rounded up|apprehended",
    "rescued": "rescued|saved|pulled (?:alive|to safety)|plucked|brought to safety|found alive"
    "|freed from the (?:rubble|wreck)",
    "displaced": "displaced|evacuated|homeless|uprooted|forced to flee|forced from their homes|made homeless"
    "|driven from their homes|fled (?:their|the) (?:homes?|area|fighting|violence|country|city|town|region)",
}
# The same with the persons behind it: "killed 12 people", "leaving".
_DOES = {
    "killed": "kill(?:s|ed|ing)?|slay(?:s|ing)?|slew|murder(?:s|ed|ing)?|execut(?:e|es|ed|ing)|massacr(?:e|es|ed|ing)"
    "|slaughter(?:s|ed|ing)?|behead(?:s|ed|ing)?|claim(?:s|ed|ing)? the lives of|cost the lives of|took the lives of"
    "|(?:the )?deaths? of|shoots? dead|shot dead|(?:shot|stabbed|beat) (?:and|to) (?:killed|death)",
    "injured": "injur(?:e|es|ed|ing)|wound(?:s|ed|ing)?|hurt(?:s|ing)?|maim(?:s|ed|ing)?|hospitali[sz](?:e|es|ed|ing)",
    "arrested": "arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|rounded up|rounding up|round up|apprehend(?:s|ed|ing)?"
    "|the (?:arrest|detention)s? of|took into custody",
    "rescued": "rescu(?:e|es|ed|ing)|saved|saving|plucked|the rescue of",
    "displaced": "displac(?:e|es|ed|ing)|evacuat(?:e|es|ed|ing)|uproot(?:s|ed|ing)?|forc(?:e|es|ed"
    "|ing) from their homes|the (?:evacuation|displacement) of",
}
# Nouns that are counted themselves, and those that follow a verb of loss: "claimed 20 lives".
_NOUNS = {
    "death": "killed",
    "fatality": "killed",
    "arrest": "arrested",
    "detainee": "arrested",
    "evacuee": "displaced",
} | {
    "drowning": "killed",
    "arrestee": "arrested",
}
_LIVES = "(?i:(?:claim|cost|take|taking|took|lost|losing|loss of|loses?)[a-z]*[ \n])"
_TOLL = {
    "killed": "death[ -]toll|toll|number of (?:dead|deaths|fatalities|people killed|those killed|killed)|body count",
    "injured": "number of (?:injured|wounded|those injured|people injured)",
    "missing": "number of (?:missing|people missing|those missing)",
    "arrested": "number of (?:arrests|people arrested|detainees|those arrested|those detained)",
    "displaced": "number of (?:displaced|displaced people|evacuees|people displaced)",
}
_STATED = (
    "(?:to|at|of|is|was|stands? at|stood at|reach(?:es|ed)?|passe[ds]|exceed(?:s|ed)|hit|above|over|topped|near(?:s"
    "|ed|ing)?)"
)
# "were later", "have been", "is still", "are feared": what comes between the persons and what happened to them.
_AUXILIARY = (
    "were|was|are|is|be|been|being|have|has|had|got|get|gets|getting|left|reported|reportedly|confirmed|feared"
    "|believed|presumed|declared|listed|remain|remains|remained|still|also|later|since|now|already|pronounced|found"
    "|known|thought|said|to|have|who|may|might|could|would|will|both|all|either|officially|seriously|critically"
    "|severely|slightly|badly|lightly|initially|subsequently|then|together|themselves|either|allegedly|apparently"
    "|so far"
)
_BOUNDS = (
    "at least|at most|up to|as many as|some|about|around|nearly|almost|more than|over|fewer than|less than"
    "|an estimated|another|a further|the|all|all the|those|these|his|her|their|its|a total of|roughly|approximately"
    "|another|other|only|just|exactly|well over|close to|upwards of|no fewer than|no less than|a|an|one|out of|and|or"
)
# An object behind the participle makes the persons its doers: "two gunmen killed a guard".
_NO_OBJECT = (
    '(?:$|[.,;:)!?"”—–-]|[ \n](?:[-–—]|in|by|when|and|or|but|after|on|at|during|as|since|while|with|near|over|last'
    "|outside|inside|across|under|from|amid|following|if|because|before|so|so far|there|here|yesterday|today|tonight"
    "|overnight|early|late|earlier|later|instantly|to date|nationwide|including|among|this|every|each|per|for"
    "|through|within|aboard|there|alone|monday|tuesday|wednesday|thursday|friday|saturday|sunday|is|was|were|are"
    "|that|who|which)(?-u:\\b))"
)
_INTRANSITIVE = (
    "suffocated|dead|died|drowned|perished|missing|homeless|dying|dies?|unaccounted for|disappeared|in custody|hurt"
)
# What is said on both sides of the persons: "pulled 14 miners to safety", "forced 200 people from their homes".
_AROUND = {
    "rescued": (
        "pull(?:s|ed|ing)?|bring(?:s|ing)?|brought|got|lift(?:s|ed|ing)?|winch(?:ed|ing)?|carri(?:ed|es)"
        "|airlift(?:ed|ing)?|pluck(?:ed|ing)?|recover(?:ed|ing)?|free[ds]?",
        "to safety|alive|from (?:the |a |under )?(?:rubble|wreck|wreckage|debris|burning|roof|roofs|sea|water|river)",
    ),
    "displaced": (
        "forc(?:e|es|ed|ing)|driv(?:es?|en|ing)|drove|order(?:ed|ing)?|prompt(?:ed|ing)?|caus(?:ed|ing)|chas(?:ed|ing)",
        "(?:out )?(?:from|of) (?:their|the) (?:homes?|houses|villages?|land)|to (?:leave|flee|evacuate|abandon)",
    ),
    "killed": ("le(?:ft|aves|aving)", "dead"),
    "injured": ("le(?:ft|aves|aving)", "(?:with )?(?:serious |minor |severe )?(?:injuries|injured|wounded|hurt)"),
    "arrested": ("(?:took|taken?|taking)", "into custody"),
}
# One person before others: "killed a woman and two children".
_PERSON = (
    "man|woman|boy|girl|child|baby|soldier|officer|policeman|civilian|driver|guard|wife|husband|mother|father|son"
    "|daughter|journalist|teacher|student"
)
# A group of words without a clause of its own: "on a bus near the town", ", including two children,".
_PLACE = (
    "(?:[ \n](?:in|on|at|from|aboard|of|near|inside|outside|with|across|around|under|between)[ \n][^.;:,0-9]{1,44}?)?"
    "(?:,[ \n](?:including|among them|mostly|[a-z]+ of them"
    "|both)[ \n][^.;:,]{1,44},|[ \n]including[ \n][^.;:,]{1,44}?)?"
)
# "two women and a man were killed", "seven miners, a cook and two guards were hurt".
_NUMBER_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"
_AND_OTHERS = (
    f"(?:(?:,|,?{SPACE}and){SPACE}(?:an?|{_NUMBER_WORDS}|[0-9]+){SPACE}(?:[a-z-]+{SPACE}){{0,2}}?[a-z]+){{0,3}}"
)
_UNNAMED = f"(?:{SPACE}(?:others?|more|of them|of whom|of which|of those|of the (?:dead|victims)|so far))?"


def _any(words: dict[str, str]) -> str:
    return "|".join(words.values())


# "12 people in the town have since died", "12 killed in", "three dead".
_PASSIVE = (
    f"(?i:^{_AND_OTHERS}{_PLACE}(?:[)]|{SPACE}[-–—])?(?:,?{SPACE}(?:{_AUXILIARY}))+{SPACE}({_any(_SUFFERED)})(?-u:\\b))"
)
_BARE = f"(?i:^{_AND_OTHERS}{SPACE}({_any(_SUFFERED)}){_NO_OBJECT})"
_ALONE = f"(?i:^{_AND_OTHERS}{SPACE}({_INTRANSITIVE})(?-u:\\b))"
_ENDING = f"(?:{SPACE}(?:{_BOUNDS})(?-u:\\b)){{0,4}}{SPACE}$"
_COUNT = f"(?:[0-9][0-9,.]*|[a-z]+){SPACE}(?:[A-Za-z-]+{SPACE}){{0,3}}?"
_ONE_PERSON = f"(?:an?|the|his|her|their){SPACE}(?:[a-z-]+{SPACE}){{0,2}}?(?:{_PERSON}){SPACE}?"
_JOINED = f"(?:,?{SPACE}(?:and|or|including|among them|along with|as well as)|,)"
# "killing at least", "killed 12 men and", "killed a woman and".
_DOER = f"(?i:(?:^|[^a-z])({_any(_DOES)})(?:{SPACE}(?:{_COUNT}|{_ONE_PERSON}){_JOINED})?{_ENDING})"
# "12 were killed two miles away": a participle has nothing behind it.
_DONE = f"(?i:(?:was|were|been|being|are|is|be|get|got) (?:{_any(_DOES)}){_ENDING})"
# "the number of deaths rose by 12 to 340".
_TOLD = (
    f"(?i:(?-u:\\b)({_any(_TOLL)})(?-u:\\b)[^.;:0-9]{{0,44}}?(?: by [0-9][0-9,]*)?"
    f"{SPACE}{_STATED}(?:{SPACE}(?:{_BOUNDS})){{0,3}}{SPACE}$)"
)


# "The three workers - two women and a man - were killed", "The two students, both Swedes, were hurt": what is set off
# between the persons and the verb. Whom a preposition precedes it did not befall ("In a town of 300, two girls, ...").
_ASIDE = (
    f"^(?:{SPACE}[-–—]{SPACE}[^.;:()]+?{SPACE}[-–—]|{SPACE}[(][^.;:()]+[)]|,{SPACE}[^.;:()]+?,)"
    f"({SPACE}(?:were|have|are|was|has|is|had|died|drowned|perished|disappeared)(?-u:\\b))"
)
_OF_ONLY_ONE, _OF_SEVERAL = ("was", "has", "is"), ("were", "have", "are")
# What opens a clause or a list instead.
_NO_ASIDE = (
    *("and", "but", "or", "while", "when", "as", "after", "before", "although", "said", "says", "he", "she", "they"),
    *("officials", "police", *_NUMBER_WORDS.split("|")),
)
_BEHIND_PREPOSITION = (
    "(?i:(?:^|[^a-z])(?:in|of|with|for|at|from|by|to|on|among|between|near|against|after|than)"
    f"(?:{SPACE}(?:the|these|those|all|about|some|nearly|over|at least|more than)){{0,2}}{SPACE}$)"
)


_OF_ONE = "^(?:[^.;:,]{3,70}?|, an? [^.;:,]{2,40},) (?:was|is|has been) "
# "315,000 killed and wounded" are neither.
_MIXED = (
    "(?i:^[^.;:0-9]{0,60}?(?-u:\\b)(?:(?:killed|dead|died) (?:and|or|and/or) (?:injured|wounded|hurt|missing)"
    "|(?:injured|wounded|hurt) (?:and|or|and/or) (?:killed|dead))(?-u:\\b))"
)
_OF_WHOLE = (
    f"^{SPACE}of{SPACE}(?:(?:the{SPACE})?[A-Za-z]+['’]s|the|its|their|his|her|those|these|our|all)?{SPACE}?"
    f"(?:[0-9][0-9,.]*(?:{SPACE}(?:thousand|million|billion))?|[a-z]+)"
    f"{SPACE}[a-z]+(?:{SPACE}(?:members|workers|officers))?"
)
# "Three of the five hikers died": the five did not.
_PART_OF = (
    "(?:[0-9]|(?-u:\\b)(?i:one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|eleven|twelve|[a-z]+ty|thousand"
    f"|million|billion)){SPACE}of{SPACE}(?:(?:the{SPACE})?[A-Za-z]+['’]s|the|its|their|his|her|those|these|our|my|all)"
    f"{SPACE}$"
)


def _asked_behind(wordings: pl.DataFrame) -> pl.DataFrame:
    """Add `_role_behind`, the role that the words behind a count and its noun (`_after_noun`) tell."""
    behind = pl.col("_after_noun").str
    words = pl.coalesce(behind.extract(_PASSIVE, 1), behind.extract(_BARE, 1), behind.extract(_ALONE, 1))
    return wordings.with_columns(_role_behind=_SUFFERED_WORDS.roles(wordings.select(words).to_series()))


def _asked_before(wordings: pl.DataFrame) -> pl.DataFrame:
    """Add `_role_before`, the role that the words before a count tell."""
    before = pl.col("_before").str
    wordings = wordings.with_columns(_does=before.extract(_DOER, 1), _toll=before.extract(_TOLD, 1))
    wordings = on_rows(wordings, pl.col("_does").is_not_null(), _done=before.contains(_DONE))
    wordings = wordings.with_columns(
        _does=_DOING_WORDS.roles(wordings["_does"]), _toll=_TOLL_WORDS.roles(wordings["_toll"])
    )
    does = pl.when(~pl.col("_done").fill_null(value=False)).then("_does")
    return wordings.with_columns(_role_before=pl.coalesce("_toll", does)).drop("_does", "_toll", "_done")


_SUFFERED_WORDS, _DOING_WORDS, _TOLL_WORDS = RoleWords(_SUFFERED), RoleWords(_DOES), RoleWords(_TOLL)

# Parts of words, one of which is near every count that has a role.
_STEMS = (
    *(
        "kill",
        "slain",
        "slay",
        "slew",
        "slaughter",
        "dead",
        "die",
        "dying",
        "perish",
        "drown",
        "murder",
        "execut",
        "massacr",
    ),
    *(
        "behead",
        "suffocat",
        "starv",
        "choke",
        "froze",
        "trampl",
        "hacked",
        "bludgeon",
        "electrocut",
        "asphyx",
        "lynch",
        "gunned",
        "death",
        "lives",
        "fatal",
        "their life",
        "buried alive",
        "toll",
        "body count",
        "injur",
        "wound",
        "hurt",
    ),
    *(
        "hospital",
        "maim",
        "missing",
        "unaccounted",
        "disappear",
        "arrest",
        "detain",
        "detention",
        "custody",
        "round",
        "apprehend",
    ),
    *(
        "rescu",
        "saved",
        "saving",
        "pluck",
        "pulled",
        "safety",
        "alive",
        "rubble",
        "wreck",
        "debris",
        "burning",
        "roof",
        "from ",
    ),
    *(
        "displac",
        "evacu",
        "homeless",
        "uproot",
        "forced",
        "forcing",
        "forces",
        "driv",
        "fled",
        "flee",
        "to leave",
        "to abandon",
    ),
    *("shot", "to leave"),
)


def with_casualties(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `_befell` (String): killed, injured, missing, arrested, rescued, displaced, null where not told.

    Takes numbers with decided, noun, noun_words, value, per_unit, lead and rest. Counts of persons are asked, and bare
    figures, which must be next to the words that tell it ("12 were killed").
    """
    kind, noun = pl.col("decided"), pl.col("noun")
    asked = (kind == "count") | (kind.eq("number") & pl.col("per_unit").is_null())
    rows = numbers.select(asked).to_series().arg_true()
    few = numbers.select("lead", "rest", "noun", "noun_words", "decided", "value")[rows]
    few = few.with_columns(_row=pl.Series(rows)).filter(
        pl.col("rest").str.contains_any([*_STEMS], ascii_case_insensitive=True)
        | pl.col("lead").str.contains_any([*_STEMS], ascii_case_insensitive=True)
        | noun.is_in([*_NOUNS, "life"])
    )
    few = few.with_columns(_event=_of_events())
    few = few.filter((kind == "number") | pl.col("_event").is_not_null() | is_person(noun))
    noun_words = pl.col("noun_words").fill_null("")
    starts = pl.col("rest").str.slice(1).str.starts_with(noun_words) & (noun_words != "")
    # "Seventeen of the 22 crew were rescued": what befell the part is told behind the whole.
    whole = pl.col("rest").str.replace(_OF_WHOLE, "")
    after = (
        pl.when(~starts & pl.col("rest").str.contains(_OF_WHOLE))
        .then(whole)
        .when(starts)
        .then(pl.col("rest").str.slice(1 + noun_words.str.len_chars()))
        .otherwise("rest")
    )
    # The noun itself may say it: "12 dead", "30 injured people".
    dead = pl.col("noun_words").str.contains("(?i:^(?:[a-z]+ )?dead$)")
    few = few.with_columns(
        _after_noun=pl.when((kind == "number") | (noun_words == ""))
        .then(after.str.replace(f"^{_UNNAMED}", ""))
        .otherwise(after),
        _before="lead",
        _own=pl.when(dead).then(pl.lit("killed")),
    )
    # "30 of the 80 wounded remained": what all of them are.
    the = (noun_words == "") & pl.col("rest").str.contains(BEFALLEN) & pl.col("lead").str.contains(THE)
    few = on_rows(few, the.fill_null(value=False), _are=pl.col("rest").str.extract("^ ([a-z]+)", 1))
    are = _SUFFERED_WORDS.roles(few["_are"])
    few = _asked_before(_asked_behind(_without_asides(few)))
    few = few.with_columns(_adjective=_SUFFERED_WORDS.roles(few.select(_adjective()).to_series()))
    few = on_rows(few, _may_be_around(), _around=_around())
    # "suspected of shooting three people at a firm where he worked was arrested": one man, not three.
    one = pl.col("_after_noun").str.contains(_OF_ONE) & (pl.col("value") > 1)
    few = few.with_columns(_role_behind=pl.when(~one.fill_null(value=False)).then("_role_behind"))
    # "executed two of them and wounded a third", "rescued ten men and two women were hurt": the verb before is theirs.
    joined = pl.col("_role_before").is_not_null() & pl.col("_after_noun").str.contains(f"^[^.;,]*{SPACE}and{SPACE}")
    few = few.with_columns(_role_behind=pl.when(~joined.fill_null(value=False)).then("_role_behind"))
    role = few.select(
        pl.coalesce("_event", "_own", "_role_behind", "_adjective", "_around", "_role_before")
    ).to_series()
    mixed = few.select(pl.col("_event").is_null() & pl.col("_after_noun").str.contains(_MIXED)).to_series()
    untold = few["lead"].str.contains(f"{_PART_OF}|{PARENT_OF}") | mixed.fill_null(value=False)
    role = pl.select(pl.coalesce(are, pl.when(~untold).then(role))).to_series()
    befell = pl.Series([None], dtype=pl.String).new_from_index(0, numbers.height).scatter(few["_row"], role)
    return numbers.with_columns(_befell=befell)


def _without_asides(few: pl.DataFrame) -> pl.DataFrame:
    """Leave out of `_after_noun` what is set off between persons and their verb: " - two women and a man - were"."""
    behind = pl.col("_after_noun").str
    few = on_rows(few, behind.contains(_MAY_BE_ASIDE), _verb=behind.extract(_ASIDE, 1).str.strip_chars())
    first, verb = behind.extract("^, ([a-z]+|[0-9])", 1), pl.col("_verb")
    opens = first.is_in(_NO_ASIDE) | first.str.contains("[0-9]")
    other = pl.when(pl.col("value") == 1).then(verb.is_in(_OF_SEVERAL)).otherwise(verb.is_in(_OF_ONLY_ONE))
    no_subject = pl.col("_before").str.contains(_BEHIND_PREPOSITION)
    rest = pl.when(~opens.fill_null(value=False) & ~other & ~no_subject).then(behind.replace(_ASIDE, "$1"))
    few = on_rows(few, verb.is_not_null(), _rest=rest)
    return few.with_columns(_after_noun=pl.coalesce("_rest", "_after_noun")).drop("_rest", "_verb")


# A quick first look at what opens behind the persons.
_MAY_BE_ASIDE = "^(?:[ \n][-–—(]|,)"


@once
def _adjective() -> pl.Expr:
    """The word of a role among the counted noun's own: "30 injured people", "12 missing miners"."""
    return pl.col("noun_words").str.extract(f"(?i:^(?:[a-z]+ )?({_any(_SUFFERED)}) )", 1)


# Parts of the words behind the persons in `_AROUND`: rare, and a look at them spares ten patterns.
_AROUND_STEMS = (
    *("to safety", "alive", "from ", "of their", "of the", "to leave", "to flee", "to evacuate", "to abandon", "dead"),
    *("injur", "wounded", "hurt", "into custody"),
)


@once
def _may_be_around() -> pl.Expr:
    """A quick first look: whether the words behind a count may be the second half of `_AROUND`."""
    behind = pl.col("_after_noun").str.replace_all(f"{SPACE}", " ")
    return behind.str.contains_any([*_AROUND_STEMS], ascii_case_insensitive=True).fill_null(value=False)


@once
def _around() -> pl.Expr:
    """The role that the words on both sides tell."""
    role = pl.lit(None, pl.String)
    for name, (before, behind) in reversed(_AROUND.items()):
        told = pl.col("_before").str.contains(f"(?i:(?:^|[^a-z])(?:{before})(?:{SPACE}(?:{_BOUNDS})){{0,3}}{SPACE}$)")
        told &= pl.col("_after_noun").str.contains(f"(?i:^{_UNNAMED}(?:{SPACE}[a-z]+)?{SPACE}(?:{behind})(?-u:\\b))")
        role = pl.when(told).then(pl.lit(name)).otherwise(role)
    return role


@once
def _of_events() -> pl.Expr:
    """What happened to those whose deaths, arrests or lives are counted."""
    events = pl.col("noun").replace_strict(_NOUNS, default=None, return_dtype=pl.String)
    lives = pl.col("lead").str.contains(_LIVES)
    return pl.coalesce(events, pl.when((pl.col("noun") == "life") & lives).then(pl.lit("killed")))
