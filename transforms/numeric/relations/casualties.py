"""What befell the persons counted: "killed 12 people", "30 were wounded", "the death toll rose to 120"."""

import polars as pl

from transforms.columns.distinct import apply_once, encode
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units.person_nouns import is_person

# What is done to persons, as a past participle or an adjective behind them: "12 people were killed", "three dead".
_SUFFERED = {
    "killed": "killed|slain|slaughtered|dead|died|perished|drowned|murdered|executed|massacred|shot dead"
    "|shot to death|beheaded|burned to death|burnt to death|crushed to death|stabbed to death|beaten to death"
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
    "|the deaths? of|death of|shoots? dead|shot dead|(?:shot|stabbed|beat) (?:and|to) (?:killed|death)",
    "injured": "injur(?:e|es|ed|ing)|wound(?:s|ed|ing)?|hurt(?:s|ing)?|maim(?:s|ed|ing)?|hospitali[sz](?:e|es|ed|ing)",
    "arrested": "arrest(?:s|ed|ing)?|detain(?:s|ed|ing)?|rounded up|rounding up|round up|apprehend(?:s|ed|ing)?"
    "|the (?:arrest|detention)s? of|took into custody",
    "rescued": "rescu(?:e|es|ed|ing)|saved|saving|plucked|the rescue of",
    "displaced": "displac(?:e|es|ed|ing)|evacuat(?:e|es|ed|ing)|uproot(?:s|ed|ing)?|forc(?:e|es|ed"
    "|ing) from their homes|the (?:evacuation|displacement) of",
}
# Nouns that are counted themselves, and those a verb of loss stands before: "claimed 20 lives".
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
# "were later", "have been", "is still", "are feared": what stands between the persons and what befell them.
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
    "|another|only|just|exactly|well over|close to|upwards of|no fewer than|no less than|a|an|one|out of|and|another"
    "|or"
)
# An object behind the participle makes the persons its doers: "two gunmen killed a guard".
_NO_OBJECT = (
    '(?:$|[.,;:)!?"”—–-]|[ \n](?:[-–—]|in|by|when|and|or|but|after|on|at|during|as|since|while|with|near|over|last'
    "|outside|inside|across|under|from|amid|following|if|because|before|so|so far|there|here|yesterday|today|tonight"
    "|overnight|early|late|earlier|later|instantly|to date|nationwide|including|among|this|every|each|per|for"
    "|through|within|aboard|there|alone|monday|tuesday|wednesday|thursday|friday|saturday|sunday|is|was|were|are"
    "|that|who|which)(?-u:\\b))"
)
_INTRANSITIVE = "dead|died|drowned|perished|missing|homeless|dying|dies?|unaccounted for|disappeared|in custody|hurt"
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
    "(?:,[ \n](?:including|among them|mostly|most of them|many of them|some of them|all of them"
    "|both)[ \n][^.;:,]{1,44},)?"
)
_UNNAMED = f"(?:{SPACE}(?:others?|more|of them|of those|of the (?:dead|victims)|so far))?"


def _behind(words: str) -> str:
    """What befell the persons, behind them and their auxiliaries."""
    return f"(?:,?{SPACE}(?:{_AUXILIARY}))+{SPACE}(?:{words})(?-u:\\b)"


def _asked_behind(wordings: pl.DataFrame) -> pl.DataFrame:
    """Add `_role_behind`, the role that the words behind a count and its noun (`_after_noun`) tell."""
    behind = pl.col("_after_noun")
    role = pl.lit(None, pl.String)
    for name, words in reversed(_SUFFERED.items()):
        passive = behind.str.contains(f"(?i:^{_PLACE}{_behind(words)})")
        bare = behind.str.contains(f"(?i:^{SPACE}(?:{words})){_NO_OBJECT}")
        adjective = behind.str.contains(f"(?i:^{SPACE}(?:{_INTRANSITIVE})(?-u:\\b))")
        own = behind.str.contains(f"(?i:^{_PLACE}{SPACE}(?:{words})(?-u:\\b))")
        role = pl.when(passive | bare | (adjective & own)).then(pl.lit(name)).otherwise(role)
    return wordings.with_columns(_role_behind=role)


def _asked_before(wordings: pl.DataFrame) -> pl.DataFrame:
    """Add `_role_before`, the role that the words before a count tell: "killing at least", "killed 12 men and"."""
    before = pl.col("_before")
    count = f"(?:[0-9][0-9,.]*|[a-z]+){SPACE}(?:[A-Za-z-]+{SPACE}){{0,3}}?"
    person = f"(?:an?|the|his|her|their){SPACE}(?:[a-z-]+{SPACE}){{0,2}}?(?:{_PERSON})"
    role = pl.lit(None, pl.String)
    for name, words in reversed(_DOES.items()):
        ending = f"(?:{SPACE}(?:{_BOUNDS})(?-u:\\b)){{0,4}}{SPACE}$"
        joined = f"(?:,?{SPACE}(?:and|or|including|among them|along with|as well as)|,)"
        own = f"(?i:(?:^|[^a-z])(?:{words})(?:{SPACE}(?:{count}|{person}{SPACE}?){joined})?{ending})"
        told = before.str.contains(own)
        # "12 were killed two miles away": a participle has nothing behind it.
        passive = before.str.contains(f"(?i:(?:was|were|been|being|are|is|be|get|got) (?:{words}){ending})")
        role = pl.when(told & ~passive).then(pl.lit(name)).otherwise(role)
    for name, words in reversed(_TOLL.items()):
        stated = f"[^.;:0-9]{{0,44}}?{SPACE}{_STATED}(?:{SPACE}(?:{_BOUNDS})){{0,3}}{SPACE}$"
        toll = f"(?i:(?-u:\\b)(?:{words})(?-u:\\b){stated})"
        role = pl.when(before.str.contains(toll)).then(pl.lit(name)).otherwise(role)
    return wordings.with_columns(_role_before=role)


_ANY_BEHIND = "(?i:" + "|".join([*_SUFFERED.values(), *(behind for _, behind in _AROUND.values())]) + ")"
_ANY_BEFORE = "(?i:" + "|".join([*_DOES.values(), *_TOLL.values()]) + ")"


def with_casualties(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `_befell` (String): killed, injured, missing, arrested, rescued, displaced, null where not told.

    Takes numbers with decided, noun, noun_words, lead and rest. Counts of persons are asked, and bare figures, which
    must stand right at the words that tell it ("12 were killed").
    """
    kind, noun = pl.col("decided"), pl.col("noun")
    persons = kind.eq("count") & is_person(noun)
    bare = kind.eq("number")
    told = pl.col("rest").str.contains(_ANY_BEHIND) | pl.col("lead").str.contains(_ANY_BEFORE)
    events = noun.replace_strict(_NOUNS, default=None, return_dtype=pl.String)
    numbers = on_rows(numbers, kind.eq("count") & noun.is_in([*_NOUNS, "life"]), _event=_of_events(events))
    asked = numbers.select((persons | bare).fill_null(value=False)).to_series().arg_true()
    few = numbers.select("lead", "rest", "noun_words", "decided")[asked]
    few = few.with_columns(_row=pl.Series(asked)).filter(told)
    noun_words = pl.col("noun_words").fill_null("")
    starts = pl.col("rest").str.slice(1).str.starts_with(noun_words) & (noun_words != "")
    after = pl.when(starts).then(pl.col("rest").str.slice(1 + noun_words.str.len_chars())).otherwise("rest")
    # What is counted may be what befell them: "12 dead", "30 injured people".
    dead = pl.col("noun_words").str.contains("(?i:^(?:[a-z]+ )?dead$)")
    few = few.with_columns(
        _after_noun=pl.when(pl.col("decided") == "number").then(after.str.replace(f"^{_UNNAMED}", "")).otherwise(after),
        _before="lead",
        _own=pl.when(dead).then(pl.lit("killed")),
    )
    few = apply_once(few, encode(few["_after_noun"]).number, ["_after_noun"], _asked_behind)
    few = apply_once(few, encode(few["_before"]).number, ["_before"], _asked_before)
    role = few.select(pl.coalesce("_own", "_role_behind", _adjective(), _around(), "_role_before")).to_series()
    befell = pl.Series([None], dtype=pl.String).new_from_index(0, numbers.height).scatter(few["_row"], role)
    return numbers.with_columns(_befell=befell).with_columns(_befell=pl.coalesce("_event", "_befell")).drop("_event")


def _adjective() -> pl.Expr:
    """The role in the counted noun's own words: "30 injured people", "12 missing miners"."""
    words, role = pl.col("noun_words"), pl.lit(None, pl.String)
    for name, told in reversed(_SUFFERED.items()):
        role = pl.when(words.str.contains(f"(?i:^(?:[a-z]+ )?(?:{told}) )")).then(pl.lit(name)).otherwise(role)
    return role


def _around() -> pl.Expr:
    """The role that the words on both sides tell."""
    role = pl.lit(None, pl.String)
    for name, (before, behind) in reversed(_AROUND.items()):
        told = pl.col("_before").str.contains(f"(?i:(?:^|[^a-z])(?:{before})(?:{SPACE}(?:{_BOUNDS})){{0,3}}{SPACE}$)")
        told &= pl.col("_after_noun").str.contains(f"(?i:^{_UNNAMED}(?:{SPACE}[a-z]+)?{SPACE}(?:{behind})(?-u:\\b))")
        role = pl.when(told).then(pl.lit(name)).otherwise(role)
    return role


def _of_events(events: pl.Expr) -> pl.Expr:
    """What befell those whose deaths, arrests or lives are counted."""
    lives = pl.col("lead").str.contains(_LIVES)
    return pl.coalesce(events, pl.when((pl.col("noun") == "life") & lives).then(pl.lit("killed")))
