"""Counted nouns: "27-country bloc", "105 children", "about 300 troops", "17 first-team players"."""

from collections.abc import Mapping

import polars as pl

from transforms.columns.distinct import apply_once, own_number
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SMALL_WORDS, SPACE
from transforms.numeric.units import lexicon
from transforms.numeric.units.lemmas import COMPOUND_TAILS, IRREGULAR, RARE_PLURALS, singular_of
from transforms.numeric.units.person_nouns import UNCHANGED_PEOPLES
from transforms.numeric.units.singular_nouns import with_singular_nouns
from transforms.numeric.units.stop_words import NOT_NOUNS, STOP

_IRREGULAR_PLURALS = [
    word for word in IRREGULAR if not word.endswith("s") and word != "percent" and word not in RARE_PLURALS
]
# "tribesmen", "firemen", "militiamen", "laymen", "policewomen", but neither "specimen" nor "omen".
_COMPOUND_PLURALS = (
    "[a-z]+[b-df-hj-np-tv-xz]men|[a-z]{3,}emen|[a-z]{4,}amen|[a-z]{2,}ymen|[a-z]+women|[a-z]+people|[a-z]+children"
)

_WORD = "[A-Za-z][A-Za-z&.]*(?:['’-][A-Za-z]+)*"
# Names of things may have figures in them: "COVID-19 cases", "F-16 jets".
_WORD_WITH_FIGURES = "[A-Za-z][A-Za-z0-9&.]*(?:['’-][A-Za-z0-9]+)*"
# A word in -ss, -us or -is is hardly ever a plural ("Class C warrants", "US vessels", "previous sessions").
# "20 police officers", "two staff members": plurals that are attributes of another. Those that could say or do
# something themselves ("20 police says") take no noun of four letters.
_ATTRIBUTE = (
    "(?i:police|plain-?clothes|staff|crew|fish|salmon|deer|infantry|livestock|poultry|media|data|cattle|rights|veterans"
    f"|services|earnings|elections){SPACE}(?:[A-Z]{{2,}}{SPACE})?[a-z]{{3,}}[a-hj-rtv-z]s"
    "|(?i:aircraft|weapons|arms(?:[ ]control)?|sports|sales|goods|drugs|customs|savings|securities|operations|systems"
    "|gas|news|overseas|christmas|politics|economics|physics|logistics|electronics|athletics|communications|futures"
    f"|singles|doubles|odds|textiles|ceramics|robotics|graphics|mathematics|genetics){SPACE}[a-z]{{2,}}[a-hj-rtv-z]s"
)
# "the two largest teachers unions": plurals that tell whose they are.
_BODIES = f"[a-z]{{4,}}s{SPACE}(?:unions|associations|federations|guilds|syndicates|cooperatives|lobbies)"
# "two brothers-in-law", "three passers-by", "five attorneys general".
_COMPOUNDS = f"[a-z]+s(?:-(?:{'|'.join(COMPOUND_TAILS)})|[ ](?:general|martial))"
_PLURALS = (
    f"{_ATTRIBUTE}|{_BODIES}|{_COMPOUNDS}|[a-z]+(?:-[A-Za-z]+)*[a-hj-rtv-z]s"
    f"|(?:[A-Za-z]+-)?(?i:{'|'.join(_IRREGULAR_PLURALS)})"
)
_PEOPLES = (
    "(?:[A-Z]{2,}[a-z]?s|[a-z][A-Z][a-z]+s|[A-Z][A-Za-z]*(?:-[A-Za-z]+)*[a-rtv-z]s|[A-Z][a-z]+ese|[A-Z][a-z]+[hs](?:men|women)"
    f"|(?i:people|men|women|children)|{UNCHANGED_PEOPLES})"
)
_DETERMINER = "(?:the|its|his|her|their|our|my|your|these|those|all|all the|those)"
_OF = f"(?:{SPACE}of(?:{SPACE}{_DETERMINER})?(?:{SPACE}(?:most|more|many|few))?)"
_OF_THE = f"^(?:of{SPACE})?(?:{_DETERMINER}{SPACE})?"
_ENDS = "(?:[^A-Za-z'’0-9-]|[-'’][^A-Za-z]|$)"
# The first plural behind the number, at most four words on; one character more to see that the word is whole. A name
# ("two Marines", "five Iraqis") counts only where no plural follows it ("two Hamas militants").
_PHRASE = f'^["”’]?{_OF}?{SPACE}(?:{_WORD},?{SPACE}){{0,5}}?(?:{_PLURALS}){_ENDS}'
# The same with rare plurals and names with figures, at five times the cost, for the few texts that hold such.
# "1.5 billion people's posts" are people's; "20 children's books" may be a sort of books.
_WIDE_PHRASE = (
    f'^["”’]?{_OF}?{SPACE}(?:{_WORD_WITH_FIGURES},?{SPACE}){{0,5}}?(?:(?:{_PLURALS}|(?i:{"|".join(RARE_PLURALS)})'
    f"|{_COMPOUND_PLURALS}){_ENDS}|people['’]s{SPACE})"
)
_RARE_PARTS = (*RARE_PLURALS, "men", "people's", "people’s", "speople", "children")
_WITH_FIGURE = "[A-Za-z]-?[0-9]"
_NAMED_PHRASE = f'^["”’]?{_OF}?{SPACE}(?:{_WORD},?{SPACE}){{0,3}}?{_PEOPLES}{_ENDS}'
_ATTRIBUTIVE = "^-[a-z]{3,}(?:-[a-z]+)*(?:[^A-Za-z'’0-9]|$)"
_PAIR = (
    f"(?:^|{SPACE})([A-Z][A-Za-z]+(?:{SPACE}[A-Z])?){SPACE}and{SPACE}([A-Z][A-Za-z-]+(?:{SPACE}[A-Z])?|other){SPACE}"
)
# "6.1 million printed and online copies": neither word is a plural of its own.
_PAIR_OF_ADJECTIVES = (
    f"^((?:[a-z-]+{SPACE})?[a-z-]*[a-rt-z]){SPACE}(?:and|or){SPACE}([a-z-]*(?:[a-fh-rt-z]|[a-mo-z]g){SPACE})"
)
_NOT_ATTRIBUTIVE = (
    "strong|for|by|in|per|a|an|with|off|fold|way|on|third|thirds|quarter|quarters|half|fifths|fourths|plus"
    "|something|odd|ish|under|over|and|to|old|tenths|eighths|sixths|digit|figure|fifth|fourth|or|upmanship|stop|down"
    "|out|hit|love|all|like|hundred|thousand|million|billion|magnitude"
)


# "a three-legged dog" has three legs.
_HAVING = {
    "eyed": "eye",
    "legged": "leg",
    "wheeled": "wheel",
    "headed": "head",
    "handed": "hand",
    "pronged": "prong",
    "tiered": "tier",
    "storied": "storey",
    "storeyed": "storey",
    "bedroomed": "bedroom",
    "engined": "engine",
    "masted": "mast",
    "fingered": "finger",
    "winged": "wing",
    "cornered": "corner",
    "seated": "seat",
    "membered": "member",
    "lettered": "letter",
    "dimensional": "dimension",
    "pointed": "point",
    "sided": "side",
}
# What is no noun behind any number: another number, and what sums and lists say.
_NUMBER_WORDS = (*SMALL_WORDS, "number", "numbers", "equal", "equals")
# Verbs that are nouns in the plural right behind a number: "169 runs", "claimed 20 lives".
# And behind small words that are no noun in the plural: "12 home runs", "thousands of innocent lives".
_VERBS_TOO = "runs|wins|lives|works|plans|gains|falls|drops|starts|stands|looks|needs|losses|leaves|shows|rises|ends"
_RIGHT_BEHIND = f"^({_OF}?{SPACE}(?:[a-z]+(?:-[a-z]+)*[a-rt-z]{SPACE}){{0,2}}?(?:{_VERBS_TOO}))(?:[^A-Za-z'’-]|$)"
_NO_WORDS_BEHIND = f"(?:^|[ ])(?:{STOP}|{NOT_NOUNS}|people|men|women|children|police|staff|troops|crew|th|st)[ ]"

_FURTHER_FIGURE = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_PUNCTUATION = " \n\t\r.,;:!?)(]\"”’'…-—–%/"


def with_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `noun` (String, singular head of what is counted) and `noun_words` (its words as written), else null.

    Also adds is_attributive (Boolean): "27-country". Takes numbers with text, near_after and after_no.
    """
    tail = pl.col("near_tail").str
    one = pl.col("text").str.to_lowercase() == "one"
    there_is = tail.contains(_ONE_TO) & pl.col("near_lead").str.contains(_THERE_IS)
    numbers = on_rows(numbers, pl.col("text") == "1", _there_is=there_is)
    one |= pl.col("_there_is").fill_null(value=False)
    numbers = numbers.with_columns(_is_one=one & ~tail.contains("^ or more ")).drop("_there_is")
    passed_over = {
        # "3,000 Model 3 cars": the figure of a name is passed over.
        _BEFORE_MODEL: pl.col("tail").str.replace(_OF_A_MODEL, "$1").str.extract("^([^0-9]*)", 1),
        # "700 or more workers", "500-plus guests", "40-odd officers".
        _OR_MORE: tail.replace(_OR_MORE, " "),
        # "a 200-plus-page report".
        _PLUS_JOINED: tail.replace(_PLUS_JOINED, "-$1"),
        # "nine “informal” talks", "500 billionaire ''family fortunes".
        _QUOTED: tail.replace(_QUOTED, "$1 ").str.replace("^([^\"”’']*)(?:[\"”’]|'') ", "$1 "),
        # "three co - workers", as text that was taken apart into words has it.
        _PARTED_PREFIX: tail.replace(_PARTED_PREFIX, "$1-"),
        _PARTED_ADJECTIVE: tail.replace(_PARTED_ADJECTIVE, "$1-$2"),
        # "some 40  events".
        _DOUBLE_BLANK: tail.replace_all(" {2,}", " "),
    }
    passed = pl.coalesce(pl.when(tail.contains(pattern)).then(rest) for pattern, rest in passed_over.items())
    numbers = on_rows(numbers, tail.contains("|".join(passed_over)), _passed=passed)
    passed = pl.col("_passed").is_not_null()
    numbers = numbers.with_columns(
        _near=pl.coalesce("_passed", "near_tail"),
        _near_no=pl.when(passed).then(own_number() + 2 * pl.len()).otherwise("tail_no"),
    )
    number = 2 * numbers["_near_no"].to_numpy() + numbers["_is_one"].to_numpy()
    numbers = apply_once(
        numbers,
        number,
        ["_near", "_is_one"],
        lambda few: _read_nouns(few.rename({"_near": "near_after"})).rename({"near_after": "_near"}),
    )
    # "A record of 43.03 stands": things come in whole numbers.
    verb = pl.col("noun").is_in(_VERBS_OF_FIGURES) & pl.col("text").str.contains("[0-9][.][0-9]*[1-9]$")
    # "a family of 13 lives there".
    of_a_body = pl.col("near_lead").str.contains(_BODY_OF)
    numbers = on_rows(numbers, pl.col("noun_words").is_in(_VERBS_OF_BODIES), _of_a_body=of_a_body)
    verb |= pl.col("_of_a_body").fill_null(value=False)
    # "the 11.5 million the party's helpers rang up" are no helpers; "a couple of these cars" are cars.
    anew = pl.col("noun_words").str.contains(_BEGINS_ANEW) & (pl.col("sort") != "fraction")
    verb |= anew & ~pl.col("text").str.ends_with("of")
    verb |= tail.contains(_QUAKE) & pl.col("text").str.contains("^[0-9][.][0-9]$")
    numbers = numbers.with_columns(
        pl.when(~verb.fill_null(value=False)).then(name).alias(name) for name in _NOUN_COLUMNS
    )
    return numbers.drop("_of_a_body", "_is_one", "_near", "_near_no", "_passed")


_NOUN_COLUMNS = ("noun", "noun_words")
_VERBS_OF_FIGURES = ("stand", "start", "show", "look", "need", "leave", "end", "work", "plan")
_BEGINS_ANEW = "^(?:the|its|his|her|their|our|my|your) "
_NAMED_DAY = "(?:Super|Fat|Shrove|Giving|Ash|Good|Black|Cyber|Easter) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day "
_VERBS_OF_BODIES = (
    *("lives", "runs", "pays", "works", "plans", "needs", "costs", "moves", "leads", "stays", "waits", "sits", "eats"),
    *("drives", "travels", "shares", "returns", "wins", "plays", "trains", "answers", "checks", "handles", "serves"),
)
_BODY_OF = "(?-u:\\b)(?i:family|household|team|squad|gang|jury|panel|cast|staff|crew|group|committee) of $"
# "5.9 earthquake jolts Iran": how strong it was.
_QUAKE = "^ (?i:(?:[a-z]+ )?(?:earthquake|quake|tremor|temblor|aftershock)(?-u:\\b))"
# "there is 1 teacher to 40 pupils".
_THERE_IS = "(?:^|[^A-Za-z])(?i:is|are|was|were|has|have|had|just|only|ratio|ratio of|least|about|with|needs?) $"
_ONE_TO = "^ [a-z]+(?: [a-z]+)? (?:to|for|per)(?: every)?(?: (?:over|about|some|around|nearly|more than))? [0a-z]"
_DOUBLE_BLANK = "^ {2,}[A-Za-z]"
_OR_MORE = "^(?: or (?:more|so|fewer|less)|[- ](?:plus|odd)|[+]) "
_PLUS_JOINED = "^-(?:plus|odd|something)-([a-z])"
_QUOTED = "^((?: [A-Za-z-]+){0,2}) (?:[\"“‘]|'')"
_PARTED_PREFIX = "^( (?:[a-z]+ ){0,2}(?:co|non|ex|anti|vice|semi|self|multi)) - "
# "the four hardest - hit villages", "two high - speed trains".
_PARTED_ADJECTIVE = (
    "^( (?:[a-z]+ ){0,2}?[a-z]+) - ((?:hit|speed|level|based|born|backed|led|run|owned|made|old|trained|related|known"
    "|paid|term|time|profile|ranking|held|funded|affected|sized|range|rise|quality|risk|tech|floor|grade) )"
)
_BEFORE_MODEL = "^(?: (?:[A-Z]|[a-z][A-Z])[A-Za-z]+){1,3}[ -]0$"
_OF_A_MODEL = "^((?: (?:[A-Z]|[a-z][A-Z])[A-Za-z]+){1,3})[ -][0-9][0-9A-Za-z.-]*"


def nouns_behind(words: pl.Series) -> pl.DataFrame:
    """The noun that each of some words begin with, as what a figure before them counts: noun, noun_words."""
    near = words.str.extract("^([^0-9]*)", 1)
    read = _read_nouns(pl.DataFrame({"near_after": near, "_is_one": pl.repeat(False, len(near), eager=True)}))
    return read.select("noun", "noun_words")


def _read_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """The nouns behind distinct wordings (near_after, _is_one)."""
    attributive = pl.col("near_after").str.extract(_ATTRIBUTIVE, 0).str.strip_chars(" \n\t\r.,;:!?)(]\"”’'-—–%/")
    # "One petition urges": a plural follows "one" only as what it is one of.
    plural = ~pl.col("_is_one") | pl.col("near_after").str.contains(f"^{SPACE}of{SPACE}")
    numbers = numbers.with_columns(
        _plural=plural,
        _attributive=attributive,
    )
    verb = pl.col("near_after").str.extract(_RIGHT_BEHIND, 1).str.strip_chars(" \n\u00a0")
    own = ~verb.str.replace(f"^of{SPACE}(?:{_DETERMINER}{SPACE})?", "").str.contains(_NO_WORDS_BEHIND)
    numbers = on_rows(
        numbers, ~pl.col("_is_one") & pl.col("near_after").str.contains(_RIGHT_BEHIND), _verb=verb, _own=own
    )
    numbers = numbers.with_columns(_verb=pl.when("_own").then("_verb"))
    near = pl.col("near_after").str
    rare = near.contains_any([*_RARE_PARTS], ascii_case_insensitive=True) | near.contains(_WITH_FIGURE)
    numbers = numbers.with_columns(_rare=rare)
    phrases = {_PHRASE: pl.col("_plural") & ~pl.col("_rare"), _WIDE_PHRASE: pl.col("_plural") & pl.col("_rare")}
    numbers = _with_heads(numbers, phrases)
    last = pl.col("_verb").str.extract("([a-z]+)$", 1)
    numbers = numbers.with_columns(noun_words=pl.coalesce("_verb", "_words"), _head=pl.coalesce(last, "_last")).drop(
        "_words", "_last", "_own"
    )
    # A name counts only where no plural does.
    numbers = _with_heads(numbers, {_NAMED_PHRASE: pl.col("_plural") & pl.col("_head").is_null()})
    numbers = numbers.with_columns(
        noun_words=pl.coalesce("noun_words", "_words"), _head=pl.coalesce("_head", "_last")
    ).drop("_words", "_last", "_verb", "_plural", "_rare")
    hyphen = pl.col("_attributive").str.contains(f"^(?:{_NOT_ATTRIBUTIVE})(?:-|$)").not_() & ~pl.col("_is_one")
    head = (
        pl.when(hyphen.fill_null(False))
        .then(pl.col("_attributive").str.extract("([a-z]+)$", 1).replace(_HAVING))
        .otherwise(pl.col("_head"))
    )
    noun_words = pl.when(hyphen.fill_null(False)).then(pl.col("_attributive")).otherwise(pl.col("noun_words"))
    numbers = numbers.with_columns(_head=head, noun_words=noun_words, is_attributive=hyphen.fill_null(False))
    numbers = with_singular_nouns(numbers)
    counts = ~pl.col("_head").is_in(_NUMBER_WORDS)
    numbers = numbers.with_columns(
        pl.when(counts).then("_head").alias("_head"), pl.when(counts).then("noun_words").alias("noun_words")
    )
    plurals = numbers["_head"].drop_nulls().unique()
    singular = pl.DataFrame(
        {"_head": plurals, "noun": pl.Series([singular_of(word) for word in plurals], dtype=pl.String)}
    )
    return numbers.join(singular, on="_head", how="left", maintain_order="left").drop("_attributive", "_head")


def _with_heads(numbers: pl.DataFrame, patterns: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """Add `_words`, the noun phrase that a pattern finds at the start of `near_after` of its rows, and `_last`."""
    found = []
    for place, (pattern, where) in enumerate(patterns.items()):
        phrase = pl.col("near_after").str.extract(pattern, 0).str.strip_chars_end(_PUNCTUATION)
        numbers = on_rows(numbers, where, **{f"_phrase_{place}": phrase.str.replace("['’]s$", "")})
        found.append(f"_phrase_{place}")
    numbers = numbers.with_columns(_phrase=pl.coalesce(found)).drop(found)
    heads = _heads(numbers["_phrase"].drop_nulls().unique()).rename({"noun_words": "_words", "_head": "_last"})
    return numbers.join(heads, on="_phrase", how="left", maintain_order="left").drop("_phrase")


def _heads(phrases: pl.Series) -> pl.DataFrame:
    """Which phrases are one noun phrase: _phrase, noun_words, and _head, the plural they end in."""
    words = phrases.to_frame("_phrase").with_columns(noun_words=pl.col("_phrase").str.strip_chars(' \n\u00a0"”’'))
    inner = pl.col("noun_words").str.replace(_OF_THE, "").str.to_lowercase()
    words = words.with_columns(_inner=inner, _head=inner.str.extract("([a-z-]+(?:[ ](?:general|martial))?)$", 1))
    # "17 African and Latin American countries", "five black and white photos".
    paired = pl.col("noun_words").str.replace(_PAIR, "$1 $2").str.replace(_OF_THE, "")
    # "17 US soldiers", "IT workers": capitals are no small words.
    paired = paired.str.replace_all("(?-u:\\b)[A-Z]{2,}(?-u:\\b)", "X")
    pair = ~paired.str.contains("^(?:more|less|others?|fewer|dead|killed|injured|wounded)[ \n]")
    paired = pl.when(pair).then(paired.str.replace(_PAIR_OF_ADJECTIVES, "$1 $2")).otherwise(paired)
    # "two very old cars", "four Super Tuesday states".
    paired = paired.str.replace("^very ", "").str.replace(_NAMED_DAY, "X ")
    # "two earlier opinions".
    paired = paired.str.to_lowercase().str.replace("^(?:earlier|later) ([a-z-]+)$", "$1")
    last = pl.col("noun_words").str.extract("([A-Za-z-]+)$", 1)
    # "56 million iPhones", "12 GPUs".
    kept = last.str.contains(
        f"^[A-Z]{{2,}}[a-z]?s$|^[a-z][A-Z][a-z]+s$|^[A-Z][a-z]+ese$|^(?:{UNCHANGED_PEOPLES})$"
    ) | last.is_in(lexicon.peoples())
    # "three million New Yorkers".
    double = pl.col("noun_words").str.extract("([A-Z][a-z]+ [A-Z][a-z]+s)$", 1)
    double = pl.when(double.is_in(lexicon.peoples())).then(double)
    words = words.with_columns(_head=pl.coalesce(double, pl.when(kept).then(last).otherwise("_head")))
    return words.filter(
        ~paired.str.contains(f"(?:^|[ \n\u00a0])(?:{STOP})[ ,\n\u00a0]"),
        # "six Orthodox, four Protestants".
        ~paired.str.contains(f"[ \n\u00a0](?:{_FURTHER_FIGURE})[ \n\u00a0]"),
        ~pl.col("noun_words").str.contains(r",.*,|[a-z]{2}[.] |^of .*,"),
        # "or 1,800 hardly matters".
        ~pl.col("_inner").str.contains(
            "^(?:hardly|barely|scarcely|never|always|often|probably|really|clearly) [a-z]+s$"
        ),
        ~pl.col("noun_words").str.contains("[A-Z][a-z]+s [a-z]+ed "),  # "Hindus braved freezing temperatures"
        # "Afghans alive rushed supplies": a people in the plural is nobody's attribute.
        ~pl.col("noun_words").str.extract("([A-Z][a-z]+s) [a-z]", 1).is_in(lexicon.peoples()).fill_null(value=False),
        ~pl.col("_head").str.contains(f"^(?:{NOT_NOUNS})$"),
        ~pl.col("_head").str.contains("(?:ss|ous)$"),
    ).select("_phrase", "noun_words", "_head")
