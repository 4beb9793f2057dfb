"""Nouns that are not right behind their figure: "Two 500ml bottles", "the number of refugees has risen to 64,000"."""

import numpy as np
import polars as pl

from transforms.numeric.kinds import TIME_NOUNS
from transforms.numeric.passages import FAR_BEFORE, NUMBER_OF
from transforms.numeric.relations.moved_counts import BOUND, EVENTS_AND_THINGS, of_the_moved
from transforms.numeric.relations.told_counts import as_counts
from transforms.numeric.units.counted_nouns import nouns_behind
from transforms.numeric.units.person_nouns import is_person
from transforms.text import windows

# The noun opens what stands between; a bound sets off what is told again ("a record number of complaints, over 900").
_STATED = (
    "(?:to|(?:stood |stands |put |estimated )?at|from|is|was|are|were|reach(?:ed|es)?|exceed(?:ed|s)"
    "|surpassed|passed|topped|tops|hit|totall?ed|neared)"
)
_ON_A_DAY = "(?: (?:as (?:of|on)|on|in|at the end of) (?:[A-Z][a-z]+ )?[0-9][0-9,./ -]{1,9})?"
_NUMBER_OF = (
    f"(?:^|[^A-Za-z])(?i:numbers?) of( [A-Za-z][^.;:0-9]{{2,44}}?){_ON_A_DAY}(?: {_STATED}(?: {BOUND})?|, {BOUND}) $"
)
# The same over more words and years: "the number of parcels increased over the past three years from 8 million", "the
# number of those who pay, projected to swell to 65 million in 2025, from 49 million".
_NUMBER_BROUGHT = (
    "(?-u:\\b)(?:bring|brought|rais|tak|took|push|put|lower|reduc|cut|increas)[a-z]* (?:the|its|their) (?:total "
    "|overall )?"
    f"number of( [a-z][A-Za-z ,'’()-]{{2,110}}?) (?:to|at)(?: {BOUND})? $"
    "|(?:^|[^A-Za-z])(?i:number) of( [a-z][A-Za-z '’()-]{2,110}?) (?:is now|stands at|stood at|now stands at"
    "|has reached"
    f"|had reached|now exceeds)(?: {BOUND})? $"
)
_NUMBER_WENT = (
    "(?:^|[^A-Za-z])(?i:number) of( [a-z][A-Za-z ,'’()-]{2,70}?) (?:has |have |had |is |was |were |are |will |would "
    "|could )*"
    "(?:been |be |also |now |then )*(?:projected|expected|estimated|thought|believed|forecast|predicted|set|likely"
    "|increas(?:ed|es|ing)|decreas(?:ed|es|ing)|r[oi]se[sn]?|rising|fell|fall(?:s|en|ing)?|dropp(?:ed|ing)|drops?"
    "|grew|gr[oe]wn?"
    "|climbed|declined|doubled|tripled|jumped|surged|soared|swelled|shrank|dwindled"
    "|went)(?-u:\\b)([A-Za-z0-9 ,'’-]{0,60}?)"
    f" (?:to|from)(?: {BOUND})? $"
)
_OTHER_CLAUSE = ",? (?:while|but|as|when|which|although) |, and "
# "home to 88,000".
_HOME_TO = f"(?-u:\\b)home to (?:{BOUND} )?$"
# "Passenger numbers are capped at 260", "a population of over 3 million", "a seating capacity of 42,000".
_NUMBERS = f"(?:^|[^A-Za-z])([A-Za-z]+) (?i:numbers)(?: [A-Za-z][^.;:0-9]{{2,36}}?)? {_STATED}(?: {BOUND})? $"
_BECAME = (
    "has|had|have|been|once|reduced|cut|whittled|decimated|diminished|shrunken|slashed|dwindle|drop|fall|grow|rise"
    "|swell"
    "|shrink|to|will|would|could|may|was|is|were|now|also|already|since|then|be|expected|projected|set|grown|risen"
    "|rose|fallen|fell|swelled|swollen|grew|shrunk|shrank|doubled|dropped|estimated|thought|believed|soared|jumped"
    "|climbed|declined|dwindled|increased?|growing|rising|plunging|falling"
)
_GROUP = (
    "(?:^|[^A-Za-z])(?:(?i:([a-z]+)[ -]))?"
    "(?i:(population|capacity|crowd|audience|workforce|membership|congregation|crew|attendance|headcount|enroll?ment))"
    f"(?: at (?:the )?[A-Za-z’' -]{{2,20}}?| (?:of|in) (?:the )?[A-Z][A-Za-z’' -]{{2,20}}?| there"
    f"| here)?(?:,? (?:{_BECAME}))*"
    f" (?:of|with|around|by|number(?:ed|s|ing)|{_STATED})(?: {BOUND})? $"
)
# "a family of 13", "a team of 15": bodies that only persons make.
_BODY_OF = (
    "(?-u:\\b)(?:[Ff]amil(?:y|ies)|households?|teams?|squads?|gangs?|jury|juries|panel|cast|staff|army|choir|committee"
    "|delegation|platoon|congregation|posse|mob|entourage|task force|orchestra|troupe|crew|bench"
    "|community|communities|towns?|villages?|city|hamlet|settlement|municipality|suburb|neighbou?rhood|township|tribe"
    "|House|Senate|[Pp]arliament|[Aa]ssembly|[Ll]egislature|[Cc]abinet"
    f") of (?:{BOUND} )?$"
)
# What is counted of each, and of what it is the capacity of.
_MEMBERS = {
    "population": "person",
    "crowd": "person",
    "audience": "person",
    "congregation": "person",
    "crew": "person",
    "workforce": "worker",
    "membership": "member",
    "attendance": "person",
    "headcount": "person",
    "enrolment": "student",
    "enrollment": "student",
}
_PLACES = {"seat": "seat", "seating": "seat", "passenger": "passenger", "spectator": "spectator", "bed": "bed"}
# Populations of other beings are "the tiger population".
_OF_PERSONS = (
    "^(?:s|the|a|an|its|their|total|world|tiny|entire|remaining|human|global|national|local|urban|rural|adult|prison"
    "|jail|refugee|current|estimated"
    "|overall|resident|whole|combined|small|large|our|with|and|where|indigenous|jewish|muslim|christian|student|school"
    "|city|town|village|working|elderly|civilian|native|immigrant|migrant|inmate|black|white|whose|island|permanent)$"
)
# "a 5,000-strong crowd", "the army, 40,000 strong"; not "a 40-strong fleet".
_STRONG = "^[ -]strong(?:$|[^A-Za-z])"
_OF_THINGS = "(?i:fleets?|herds?|flocks?|packs?|convoys?|collections?|lists?|squadrons?|armadas?|winds?)(?:$|[^A-Za-z])"
_LEAST_GROUP = 2.0
# "The workforce of 2030" is one of a year, "a crowd of 2000" has so many.
_OF_A_YEAR, _YEAR = "(?:^|[^A-Za-z])(?i:the) (?:[a-z]+ ){0,2}[a-z]+ (?:of|in) $", "^(?:19|20)[0-9]{2}$"
# "from 140 to 96".
_WENT = (
    "plunging|plunged|falling|fell|rising|rose|dropping|dropped|climbing|climbed|growing|grew"
    "|(?:has|had|have|was|were|is|are)(?: (?:now|since|later|already))?(?: been)? (?:cut|reduced|slashed|fallen|risen"
    "|grown|shrunk|dropped|dwindled|climbed|declined|increased|expected|thought|estimated|believed)"
)
_ONWARD = (
    "^0(?: (?:thousand|million|billion|lakh|crore))?(?: (?:in|last|this) (?:the )?[A-Za-z]{3,})?"
    f"(?:,? (?:up|down|(?:before |and |then )?(?:{_WENT})))?,? (?:to|from)"
    f" (?:{BOUND} )?$"
    # "by 1961, it was 250,000, and a decade later, stood at 483,000", "and 4.9 million in 2021".
    f"|^0[^.;:()]{{0,44}}?,? (?:it (?:was|is|reached|stood at|hit)|(?:stood|stands|was) at|reaching) (?:{BOUND} )?$"
    f"|^0(?: (?:thousand|million|billion))?,? and (?:{BOUND} )?$"
)
_STEPS = 3


def with_nouns_elsewhere(numbers: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give bare figures the noun behind the measure that follows them, or the one whose "number" they are.

    Takes numbers in reading order with text_no, start_char, end_char, decided, noun, lead, near_lead, rest and their
    units, and the texts they stand in; changes decided, noun, noun_words and keeps_noun of those rows. The words of a
    noun before the figure are no words of the fact.
    """
    bare = numbers.select(pl.col("decided").eq("number").fill_null(value=False)).to_series()
    beyond, counted = _before_measures(numbers, bare), _of_numbers(numbers, bare, texts)
    rows, words = ([found[place] for found in (beyond, counted)] for place in (0, 1))
    groups = pl.concat([_of_groups(numbers, bare), of_the_moved(numbers, bare)]).unique("row", keep="first")
    if not sum(map(len, rows)) + groups.height:
        return numbers
    nouns = nouns_behind(pl.concat(words)).with_columns(row=pl.concat(rows))  # one question costs as much as two
    is_beyond = pl.int_range(pl.len()) < len(beyond[0])
    nouns = nouns.with_columns(noun_words=pl.when(is_beyond).then("noun_words"), is_beyond=is_beyond)
    nouns = nouns.filter(pl.col("noun").is_not_null()).unique("row", keep="first", maintain_order=True)
    nouns = pl.concat([nouns.select(groups.columns), groups])
    told = nouns.filter(~pl.col("is_beyond"))
    given, onward = nouns, told
    for _ in range(_STEPS):
        onward = onward.filter(_goes_on(numbers, bare, onward["row"])).with_columns(pl.col("row") + 1)
        given = pl.concat([given, onward]).unique("row", keep="first")
    numbers = as_counts(numbers, given["row"], given["noun"], given["noun_words"])
    times = given.filter(pl.col("noun").is_in(TIME_NOUNS))["row"]
    lasts = pl.repeat("duration", len(times), dtype=pl.String, eager=True)
    return numbers.with_columns(decided=numbers["decided"].scatter(times, lasts))


def _before_measures(numbers: pl.DataFrame, bare: pl.Series) -> tuple[pl.Series, pl.Series]:
    """The rows that a measure follows, and the words behind it: "Two 500ml bottles", "three 20-minute talks"."""
    text_no, start, end = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char", "end_char"))
    measures = pl.col("decided").is_in(["dimension", "duration", "money"]) & pl.col("kind").is_not_null()
    measures |= pl.col("prefix_codes").is_not_null()
    is_measure = numbers.select(measures.fill_null(value=False)).to_series().to_numpy()
    is_number = (bare & (numbers["letter"] == "")).to_numpy()
    begin = start - numbers["prefix"].str.len_chars().to_numpy().astype(np.int64)
    close = (text_no[1:] == text_no[:-1]) & (begin[1:] - end[:-1] == 1) & is_number[:-1] & is_measure[1:]
    rows = pl.Series(np.flatnonzero(close).astype(np.uint32))
    return rows, numbers["rest"].gather(rows + 1)


def _of_numbers(numbers: pl.DataFrame, bare: pl.Series, texts: pl.DataFrame) -> tuple[pl.Series, pl.Series]:
    """The rows that tell a number of something, and the words behind "number of"."""
    rows = bare.arg_true()
    places = numbers.select("text_no", "start_byte", "end_byte")[rows]
    lead = windows.around(places, texts, before=FAR_BEFORE, after=0)["before"]
    asked = lead.str.contains_any(NUMBER_OF).arg_true()
    if asked.is_empty():
        return asked, pl.Series([], dtype=pl.String)
    other = pl.col("lead").str.extract(_NUMBER_WENT, 2).str.contains(_OTHER_CLAUSE)
    went = pl.when(~other).then(pl.col("lead").str.extract(_NUMBER_WENT, 1))
    of = pl.col("lead").str.extract(_NUMBER_OF, 1)
    of = pl.when(~of.str.contains(_OTHER_CLAUSE)).then(of)
    brought = [pl.col("lead").str.extract(_NUMBER_BROUGHT, place) for place in (1, 2)]
    words = pl.DataFrame({"lead": lead.gather(asked)}).select(pl.coalesce(of, went, *brought)).to_series()
    return rows.gather(asked).filter(words.is_not_null()), words.drop_nulls()


def _of_groups(numbers: pl.DataFrame, bare: pl.Series) -> pl.DataFrame:
    """The rows that say how many a group or place has, and of whom: row, noun, noun_words, is_beyond."""
    rows = bare.arg_true()
    words = pl.col("near_lead").str.contains(f"(?i:numbers |pop[.]|home to |{'|'.join(_MEMBERS)}|capacity)")
    asked = words | pl.col("near_tail").str.contains(_STRONG) | pl.col("near_lead").str.contains(_BODY_OF)
    rows = rows.filter(numbers.select("near_lead", "near_tail")[rows].select(asked).to_series())
    lead, tail = pl.col("near_lead").str, pl.col("near_tail").str
    told = numbers.select("near_lead", "near_tail", "text", "value")[rows].select(
        value="value",
        year=pl.col("text").str.contains(_YEAR) & lead.contains(_OF_A_YEAR),
        # "one crew from two" is no crew of two.
        from_two=lead.ends_with("crew from "),
        of=lead.extract(_NUMBERS, 1).str.to_lowercase(),
        before=lead.extract(_GROUP, 1).str.to_lowercase(),
        group=lead.extract(_GROUP, 2).str.to_lowercase(),
        named=lead.extract(_GROUP, 1).str.contains("^[A-Z]"),
        body=lead.contains(_BODY_OF) & ~pl.col("text").str.contains(_YEAR),
        # "Ripley (population 5,000)", "Population: 12,000".
        peopled=pl.any_horizontal(
            lead.ends_with(words) for words in ("population ", "opulation: ", "opulation, ", "(pop. ", ", pop. ")
        ),
        home=lead.contains(_HOME_TO),
        strong=tail.contains(_STRONG) & ~tail.contains(_OF_THINGS) & ~lead.contains(_OF_THINGS),
    )
    group, before, of = pl.col("group"), pl.col("before"), pl.col("of")
    persons = before.is_null() | before.str.contains(_OF_PERSONS) | pl.col("named")
    of_group = pl.when((group != "population") | persons).then(group.replace_strict(_MEMBERS, default=None))
    of_place = pl.when(group == "capacity").then(before.replace_strict(_PLACES, default=None))
    counted = pl.when(is_person(of) | of.is_in(EVENTS_AND_THINGS)).then(of)
    whole = (pl.col("value") >= _LEAST_GROUP) & (pl.col("value") == pl.col("value").floor())
    noun = pl.when(whole & ~pl.col("year") & ~pl.col("from_two")).then(
        pl.coalesce(
            counted,
            of_place,
            of_group,
            pl.when(pl.col("strong") | pl.col("body") | pl.col("peopled") | pl.col("home")).then(pl.lit("person")),
        )
    )
    nouns = told.select(row=rows, noun=noun, noun_words=pl.lit(None, pl.String), is_beyond=pl.lit(value=False))
    return nouns.filter(pl.col("noun").is_not_null())


def _goes_on(numbers: pl.DataFrame, bare: pl.Series, rows: pl.Series) -> pl.Series:
    """Whether the next figure is where the number went: "fell from 140 to 96"."""
    beyond = (rows + 1).clip(upper_bound=numbers.height - 1)
    goes_on = (numbers["text_no"].gather(beyond) == numbers["text_no"].gather(rows)) & bare.gather(beyond)
    return goes_on & (beyond > rows) & numbers["near_lead"].gather(beyond).str.contains(_ONWARD)
