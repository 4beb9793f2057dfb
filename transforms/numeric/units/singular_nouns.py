"""Singular nouns behind a number: "one bank manager", "one solution that", "a 12 page document"."""

import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric.units import lexicon
from transforms.numeric.units.person_nouns import is_known_person
from transforms.numeric.units.stop_words import STOP

# Singular nouns that precede another noun: "a 12 page document", "3 cylinder engine".
_MEASURING = (
    "delegate|signature|patient|student|worker|employee|word|page|cylinder|speed|seat|story|storey|game|member|point"
    "|country|nation|state|bedroom|room|person|bed|star|door|piece|race|match|inning|car|man|woman|character|run|goal|shot|vote|game|city|team|unit|core|lane|stop|part"
    "|step|way|party|judge|station|vehicle|record"
)
_BEFORE_NOUN = f"^ (?:{_MEASURING}) (?:(?:[A-Z][a-z]+ )?[a-z]{{3,}}|[A-Z]{{2,}})"
# "45 million uninsured", "tax relief for the 4 million self-employed".
_PERSONS = (
    "^ ((?:[a-z]+ )?(?:unemployed|underemployed|self-employed|uninsured|jobless|faithful|elderly|disabled|undocumented"
    f'|unvaccinated|needy))(?:[.,;:!?)”"]|$| (?:{STOP}|gathered|attended|received|get|need|live|lived|lack)(?-u:\\b))'
)
_OPEN_WORD = "[a-z]+(?:-[a-z]+)*"
# Nouns that often stand before another: "one bank manager", but "one bank failed".
_ATTRIBUTIVE_NOUNS = (
    "police|army|navy|government|opposition|state|security|military|prison|hospital|school|union|party|family|news"
    "|bank|oil|gas|food|truck|car|bus|train|taxi|drug|hotel|church|court|media|trade|labou?r|tax|credit|phone"
    "|computer|football|soccer|baseball|basketball|rugby|cricket|tennis|hockey|weather|market|fund|campaign"
    "|industry|company|city|county|district|proxy|rebel|suicide|drone|rocket|missile|border|peace|aid|relief"
    "|refugee|migrant|cargo|container|passenger|insurance|energy|film|music|research|student|traffic|murder|bomb"
    "|stock|steel|coal|gold|wine|village|town|university|college|election|defen[cs]e|intelligence|software|internet"
    "|radio|television|newspaper|magazine|health|power|water|fire|club|team|league|airline|factory|mine|rail"
)
# Words that tell what the noun did: one that was taken for an attribute is the noun itself.
_PAST = (
    "(?: [a-z]+ed| (?:sank|broke|hit|gave|met|ran|saw|put|set|led|paid|sent|spent|sold|wrote|spoke|grew|knew|began"
    "|wept|swept|caught|fled|held|kept|drove|stood|struck|shot|bought|brought|built|cut|felt|found|heard|read|sat"
    "|slept|taught|thought|threw|understood|woke|wore|burnt|hurt|shut|split|spread|quit))$"
)
# Nouns that end as adjectives do: "one resident said", "one animal died".
_LIKE_ADJECTIVES = (
    "resident|president|agent|parent|patient|client|tenant|migrant|immigrant|applicant|defendant|servant|merchant|giant"
    "|plant|restaurant|participant|assistant|lieutenant|accident|incident|document|department|apartment|moment|statement"
    "|agreement|payment|event|element|animal|criminal|trial|deal|goal|journal|festival|capital|terminal|editorial"
    "|proposal|individual|professional|general|rival|critic|clinic|mechanic|republic|detective|executive|relative"
    "|native|initiative|secretary|library|table|vehicle|guardian|musician|politician|civilian|physician|technician"
    "|percentage|protester|student|child|bed|seed|shed"
)
_GERUND = (
    " (?:meeting|building|crossing|hearing|ruling|opening|filing|killing|bombing|shooting|rating|wedding|landing"
    "|morning|evening|thing|king|ring|wing|spring|string|being|ceiling|painting|sibling|recording|drawing|warning)$"
)
# "one hit a school", "one sank".
_DID = (
    "^(?:hit|sank|broke|gave|met|ran|saw|led|paid|sent|spent|sold|wrote|spoke|grew|knew|began|fled|held|kept|drove|stood"
    "|struck|bought|brought|built|caught|felt|found|heard|sat|taught|thought|threw|understood|chose|rose|flew|sued)$"
)
_VERB = f"{_DID}|{_PAST}|^[a-z]{{3,}}ed$| (?:{STOP})$| [a-z]+ing$"
# "one misdemeanor count", "one petrol station": what another noun often stands before, and no verb.
_SECOND_NOUNS = (
    "count|charge|point|seat|vote|station|plant|field|ticket|card|case|law|difference|site|centre|center|tank|office|factory"
    "|firm|company|agency|group|team|club|school|college|hospital|league|union|party|road|bridge|train|plane|ship|boat|truck"
    "|game|event|film|song|album|survey|poll|contract|job|laboratory|lab|library|clinic|shop"
    "|store|session|meeting|course|degree|machine|lesson|message|letter|account|loan|fee|prize|medal|sample|cell|unit|member"
)
_WORD_ENDS = '(?:[ .,;:!?)"”]|$)'
# "one soldier dead".
_BEFALLEN = " (?:dead|wounded|injured|missing|killed|hurt|alive|unharmed|homeless|unaccounted)$"
_CLAUSE = f"{_PAST[:-1]} (?:{STOP})$"
_OWN_NOUN = f"(?:^|[ ])(?:{_ATTRIBUTIVE_NOUNS}|{_LIKE_ADJECTIVES})$"
_ADJECTIVE = (
    "(?:[a-z]+(?:ing|ed|al|ive|ous|ic|ary|ent|ant|ular|able|ible|ful|less|ian|ese|ish)|new|old|big|small|young|sunny"
    "|rainy|tiny|heavy|busy|easy|angry|complete|entire|whole|extra|separate|armed|local|single|senior|major|other"
    "|large|good|bad|former|paid|strong|weak|rare|key|top|main|long|short|high|low|white|black|red|blue|green|dark|bright"
    "|known|unknown|female|male|foreign|modern|minor|deep|fresh|full|hard|clear|brave|tough|huge|vast|mere|sole|simple"
    f"|better|junior|blind|sick|poor|rich|famous|veteran|{_ATTRIBUTIVE_NOUNS})"
)
# "one another", "one day", "one more": no count of anything.
_NEVER_ONE = (
    "another|day|thing|more|less|fewer|else|way|word|side|hand|reason|step|time|time|big|such|who|else|too|for|can"
    "|could|needs|wants|has|never|ever|always|knows|think|thinks|gets|made|called|used|based|named|again|already"
    "|right|left|who's|else's|expert|analyst|official|close|short|shy|due|ready|able|likely|similar|unlike|full|free|such"
)


def with_singular_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give numbers that no plural follows the singular noun they count: "a 12 page document", "one solution that".

    Takes distinct wordings with near_after, _is_one, noun_words and _head, the noun as far as it is known; fills the
    last two where they are null.
    """
    measured = pl.col("near_after").str.extract(_BEFORE_NOUN, 0).str.strip_chars().str.extract("^([a-z]+)", 1)
    one = pl.col("_is_one")
    # The first word, or the second where the first is an adjective by its ending.
    thing = pl.col("near_after").str.extract(
        f'^ ((?:[A-Z][A-Za-z]+ )?(?:{_ADJECTIVE} ){{0,2}}{_OPEN_WORD}(?:[a-rt-z]|ss|us))(?:[ .,;:!?)"”]|$)', 1
    )
    bare = pl.col("_head").is_null()
    numbers = on_rows(numbers, bare & one, _thing=thing)
    things = numbers["_thing"].drop_nulls().unique()
    numbers = numbers.with_columns(pl.col("_thing").replace_strict(things, _own_nouns(things), default=None))
    numbers = on_rows(numbers, bare & one, _person=_persons_behind_one(pl.col("_thing")))
    numbers = numbers.with_columns(_thing=pl.coalesce("_person", "_thing")).drop("_person")
    numbers = on_rows(numbers, bare & pl.col("near_after").str.contains(_BEFORE_NOUN) & ~one, _measured=measured)
    persons = pl.col("near_after").str.extract(_PERSONS, 1)
    numbers = on_rows(numbers, bare & ~one & pl.col("near_after").str.contains(_PERSONS), _persons=persons)
    numbers = numbers.with_columns(
        _head=pl.when(pl.col("_persons").is_not_null()).then(pl.lit("people")).otherwise("_head"),
        noun_words=pl.coalesce("noun_words", "_persons"),
    ).drop("_persons")
    words = pl.col("_words")
    stops = words.str.contains(f"(?:^|[ ])(?:{STOP}|{_NEVER_ONE})(?:[ ]|$)") | words.str.contains("ly$|^half-")
    numbers = numbers.with_columns(_words=pl.coalesce("_thing", "_measured")).drop("_thing", "_measured")
    numbers = on_rows(numbers, words.is_not_null() & ~stops, _words=words)
    return numbers.with_columns(
        _head=pl.coalesce("_head", _head_of(words)), noun_words=pl.coalesce("noun_words", words)
    ).drop("_words")


def _head_of(words: pl.Expr) -> pl.Expr:
    """The last word, in lower case but for peoples and letters: "Iraqi", "MP"."""
    head = words.str.extract("([A-Z]?[a-z]+|MP|MEP)$", 1)
    people = pl.concat_str(head, pl.lit("s")).is_in(lexicon.peoples())
    return pl.when(people | head.str.ends_with("P")).then(head).otherwise(head.str.to_lowercase())


def _persons_behind_one(thing: pl.Expr) -> pl.Expr:
    """The person that "one" counts behind other nouns ("one oil tank driver") or a title ("One Senator objected")."""
    near = pl.col("near_after").str
    words = near.extract_groups(f"^ ({_OPEN_WORD}) ({_OPEN_WORD})(?: ({_OPEN_WORD}))?{_WORD_ENDS}")
    first, second, third = (words.struct.field(str(place)) for place in (1, 2, 3))
    plain = [~word.str.contains(f"^(?:{STOP}|{_NEVER_ONE}|[a-z]+ed|[a-z]+ly)$") for word in (first, second)]
    opens = ~is_known_person(first) & plain[0] & ~first.str.contains(_DID)
    compound = (
        pl.when(opens & is_known_person(second) & (third.is_null() | ~is_known_person(third)))
        .then(pl.concat_str(first, second, separator=" "))
        .when(opens & plain[1] & is_known_person(third) & ~second.str.contains(_DID))
        .then(pl.concat_str(first, second, third, separator=" "))
    )
    thing_of_two = opens & second.str.contains(f"^(?:{_SECOND_NOUNS})$") & (third.is_null() | ~is_known_person(third))
    several = pl.coalesce(compound, pl.when(thing_of_two).then(pl.concat_str(first, second, separator=" ")))
    titled = near.extract("^ ([A-Z][a-z]+|MP|MEP)(?:[.,;:)]|$| [a-z])", 1)
    is_titled = is_known_person(titled.str.to_lowercase()) | titled.is_in(["MP", "MEP"])
    return pl.coalesce(several, pl.when(thing.is_null() & is_titled).then(titled))


def _own_nouns(things: pl.Series) -> pl.Series:
    """Noun phrases behind "one" without the verb or the clause that ends them; null where no noun is left.

    "School closed" and "party said" are a school and a party.
    """
    thing, found = pl.col("thing"), things.to_frame("thing")
    # Two words may be too many: "campaign tied to".
    found = found.with_columns(thing=pl.when(thing.str.contains(_CLAUSE)).then(_shorter(thing)).otherwise(thing))
    found = found.with_columns(thing=thing.str.replace(_BEFALLEN, ""))
    verb = thing.str.contains(_VERB) & ~thing.str.contains(_GERUND)
    own = pl.when(_shorter(thing).str.contains(_OWN_NOUN)).then(_shorter(thing))
    return found.select(pl.when(verb).then(own).otherwise(thing)).to_series()


def _shorter(thing: pl.Expr) -> pl.Expr:
    return thing.str.replace(" [a-z-]+$", "")
