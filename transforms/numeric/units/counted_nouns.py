"""Counted nouns: "27-country bloc", "105 children", "about 300 troops", "17 first-team players"."""

import polars as pl

from transforms.columns.distinct import apply_once, own_number
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SMALL_WORDS, SPACE
from transforms.numeric.units import lexicon
from transforms.numeric.units.lemmas import IRREGULAR, singular_of

_IRREGULAR_PLURALS = [word for word in IRREGULAR if not word.endswith("s") and word != "percent"]

# Words that end the noun phrase behind a number.
STOP = (
    "the|a|an|of|in|on|at|to|by|for|from|with|without|and|or|but|nor|as|than|that|which|who|whom|whose|when|where"
    "|while|if|is|are|was|were|be|been|being|has|have|had|do|does|did|will|would|can|could|may|might|must|shall"
    "|should|said|says|say|he|she|it|they|we|i|you|his|her|its|their|our|my|your|this|these|those|there|here|not|so"
    "|because|since|until|before|after|over|under|about|into|out|up|down|off|per|vs|versus|via|according|during"
    "|between|against|through|across|among|around|near|then|also|each|every|just|only|them|him|us|me|both|all|some"
    "|any|no|what|how|why|last|next|ago|later|earlier|yesterday|today|tomorrow|monday|tuesday|wednesday|thursday"
    "|friday|saturday|sunday|told|took|made|went|came|got|makes|takes|gets|goes|comes|became|rose|fell|killed|went"
    "|left|remain|remains|showed|shows|means|like|including|followed|compared|am|pm|it's|he's|she's|that's|there's"
    "|ended|ends|plus|minus|times|died|won|lost|beat|voted|followed|respectively|gained|dropped|climbed|slipped|fell"
    "|rose|percent|even|still|were|whether|though|although|however|upon|within|towards|toward|onto|above|below"
    "|behind|beyond|despite|except|unless|once|too|very|much"
)
_NOT_NOUNS = (
    "is|was|has|his|its|as|this|us|plus|minus|vs|less|unless|across|always|perhaps|thus|towards|besides|does|goes"
    "|says|means|makes|takes|gets|comes|yes|regardless|nevertheless|previous|various|numerous|famous|serious"
    "|dangerous|religious|precious|obvious|enormous|tremendous|continuous|consecutive|famously|business|press"
    "|congress|progress|process|access|success|loss|boss|mass|class|glass|gas|bus|virus|campus|corps|status|focus"
    "|bonus|census|chorus|minus|versus|ours|theirs|yours|hers|himself|themselves|mr|mrs|ms|afterwards|overseas"
    "|upwards|downwards|sometimes|perhaps|alas|bias|chaos|christmas|texas|paris|news|politics|economics|physics"
    "|remains|shows|wants|needs|looks|seems|begins|ends|stands|sits|runs|leaves|follows|includes|requires|gives"
    "|keeps|starts|tells|thinks|believes|hopes|plans|works|lives|wins|loses|gains|falls|rises|drops|suggests"
    "|indicates|others'|analysis|basis|crisis|st|dies|it's|let's|nowadays|indigenous|nervous|suspicious|anonymous"
    "|spacious|ambitious|generous|notorious|infamous|gorgeous|luxurious|delicious|curious|conscious|cautious"
    "|previously|simultaneous|miscellaneous|homogeneous|perilous|fabulous|ridiculous|vicious"
)

_WORD = "[A-Za-z][A-Za-z&.]*(?:['’-][A-Za-z]+)*"
# A word in -ss, -us or -is is hardly ever a plural ("Class C warrants", "US vessels", "previous sessions").
# "20 police officers", "two staff members": plurals that are attributes of another.
_ATTRIBUTE = (
    "(?i:police|staff|fish|media|data|aircraft|cattle|weapons|arms|sports|sales|goods|rights|drugs|customs|savings|securities"
    f"|operations|systems|services){SPACE}[a-z]{{3,}}[a-hj-rtv-z]s"
)
_PLURAL = f"(?:{_ATTRIBUTE}|[a-z]+(?:-[A-Za-z]+)*[a-hj-rtv-z]s|(?:[A-Za-z]+-)?(?i:{'|'.join(_IRREGULAR_PLURALS)}))"
_PEOPLES = "(?:[A-Z]{2,}[a-z]?s|[A-Z][A-Za-z]*(?:-[A-Za-z]+)*[a-rtv-z]s|[A-Z][a-z]+ese|(?i:people|men|women|children))"
_DETERMINER = "(?:the|its|his|her|their|our|my|your|these|those|all|all the|those)"
_OF = f"(?:{SPACE}of(?:{SPACE}{_DETERMINER})?(?:{SPACE}(?:most|more|many|few))?)"
_ENDS = "(?:[^A-Za-z'’0-9-]|[-'’][^A-Za-z]|$)"
# The first plural behind the number, at most four words on; one character more to see that the word is whole. A name
# ("two Marines", "five Iraqis") counts only where no plural follows it ("two Hamas militants").
_PHRASE = f'^["”’]?{_OF}?{SPACE}(?:{_WORD},?{SPACE}){{0,5}}?{_PLURAL}{_ENDS}'
_NAMED_PHRASE = f'^["”’]?{_OF}?{SPACE}(?:{_WORD},?{SPACE}){{0,3}}?{_PEOPLES}{_ENDS}'
_ATTRIBUTIVE = "^-[a-z]{3,}(?:-[a-z]+)*(?:[^A-Za-z'’0-9]|$)"
# Singular nouns that precede another noun: "a 12 page document", "3 cylinder engine".
_MEASURING = (
    "page|cylinder|speed|seat|story|storey|game|member|point|country|nation|state|bedroom|room|person|bed|star|door"
    "|piece|race|match|inning|car|man|woman|character|run|goal|shot|vote|game|city|team|unit|core|lane|stop|part"
    "|step|way|party|judge|station|vehicle|record"
)
_BEFORE_NOUN = f"^ (?:{_MEASURING}) [a-z]{{3,}}"
_PAIR = f"(?:^|{SPACE})([A-Z][A-Za-z]+(?:{SPACE}[A-Z])?){SPACE}and{SPACE}([A-Z][A-Za-z]+(?:{SPACE}[A-Z])?|other){SPACE}"
# "6.1 million printed and online copies": neither word is a plural of its own.
_PAIR_OF_ADJECTIVES = (
    f"^((?:[a-z-]+{SPACE})?[a-z-]*[a-rt-z]){SPACE}(?:and|or){SPACE}([a-z-]*(?:[a-fh-rt-z]|[a-mo-z]g){SPACE})"
)
_OPEN_WORD = "[a-z]+(?:-[a-z]+)*"
_ADJECTIVE = (
    "(?:[a-z]+(?:ing|ed|al|ive|ous|ic|ary|ent|ant|ular|able|ible|ful|less|ian|ese|ish)|new|old|big|small|young|sunny"
    "|rainy|tiny|heavy|busy|easy|angry|complete|entire|whole|extra|separate|armed|local|single|senior|major|other"
    "|large|good|bad|police|army|navy|government|opposition|state|security|military|prison|hospital|school|union"
    "|party|family|news)"
)
# "one another", "one day", "one more": no count of anything.
_NEVER_ONE = (
    "another|day|thing|more|less|fewer|else|way|word|side|hand|reason|step|time|time|big|such|who|else|too|for|can"
    "|could|needs|wants|has|never|ever|always|knows|think|thinks|gets|made|called|used|based|named|again|already"
    "|right|left|who's|else's|expert|analyst|official"
)
_NOT_ATTRIBUTIVE = (
    "for|by|in|per|a|an|with|off|sided|fold|time|way|on|man|third|thirds|quarter|quarters|half|fifths|fourths|plus"
    "|something|odd|ish|under|over|and|to|old|tenths|eighths|sixths|digit|figure|fifth|fourth|or|upmanship|stop|down"
    "|out|hit|love|all|all|like|dimensional|hundred|thousand|million|billion"
)


# What is no noun behind any number: another number, and what sums and lists say.
_NUMBER_WORDS = (*SMALL_WORDS, "number", "numbers", "equal", "equals")
# Verbs that are nouns in the plural right behind a number: "169 runs", "claimed 20 lives".
_VERBS_TOO = "runs|wins|lives|works|plans|gains|falls|drops|starts|stands|looks|needs|losses|leaves|shows|rises|ends"
_RIGHT_BEHIND = f"^{SPACE}({_VERBS_TOO})(?:[^A-Za-z'’-]|$)"

_PUNCTUATION = " \n\t\r.,;:!?)(]\"”’'…-—–%/"


def with_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `noun` (String, singular head of what is counted) and `noun_words` (its words as written), else null.

    Also adds is_attributive (Boolean): "27-country". Takes numbers with text, near_after and after_no.
    """
    numbers = numbers.with_columns(_is_one=pl.col("text").str.to_lowercase() == "one")
    # "3,000 Model 3 cars": the figure of a name is passed over.
    named = pl.col("tail").str.replace(_OF_A_MODEL, "$1").str.extract("^([^0-9]*)", 1)
    numbers = on_rows(numbers, pl.col("near_tail").str.contains(_BEFORE_MODEL), _passed=named)
    # "700 or more workers", "500-plus guests".
    more = pl.col("near_tail").str.replace(_OR_MORE, " ")
    numbers = on_rows(numbers, pl.col("near_tail").str.contains(_OR_MORE), _more=more)
    numbers = numbers.with_columns(_passed=pl.coalesce("_passed", "_more")).drop("_more")
    # "three co - workers", as text that was taken apart into words has it.
    glued = pl.col("near_tail").str.replace(_PARTED_PREFIX, "$1-")
    numbers = on_rows(numbers, pl.col("near_tail").str.contains(_PARTED_PREFIX), _glued=glued)
    numbers = numbers.with_columns(_passed=pl.coalesce("_passed", "_glued")).drop("_glued")
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
    return numbers.drop("_is_one", "_near", "_near_no", "_passed")


_OR_MORE = "^(?: or (?:more|so|fewer|less)|-plus|[+]| plus) "
_PARTED_PREFIX = "^( (?:[a-z]+ ){0,2}(?:co|non|ex|anti|vice|semi|self|multi)) - "
_BEFORE_MODEL = "^(?: [A-Z][A-Za-z]+){1,3}[ -]0$"
_OF_A_MODEL = "^((?: [A-Z][A-Za-z]+){1,3})[ -][0-9][0-9A-Za-z.-]*"


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
        _verb=pl.when(~pl.col("_is_one")).then(pl.col("near_after").str.extract(_RIGHT_BEHIND, 1)),
    )
    numbers = _with_heads(numbers, pl.col("_plural"), _PHRASE)
    numbers = numbers.with_columns(noun_words=pl.coalesce("_verb", "_words"), _head=pl.coalesce("_verb", "_last")).drop(
        "_words", "_last"
    )
    # A name counts only where no plural does.
    numbers = _with_heads(numbers, pl.col("_plural") & pl.col("_head").is_null(), _NAMED_PHRASE)
    numbers = numbers.with_columns(
        noun_words=pl.coalesce("noun_words", "_words"), _head=pl.coalesce("_head", "_last")
    ).drop("_words", "_last", "_verb", "_plural")
    hyphen = pl.col("_attributive").str.contains(f"^(?:{_NOT_ATTRIBUTIVE})(?:-|$)").not_() & ~pl.col("_is_one")
    head = (
        pl.when(hyphen.fill_null(False))
        .then(pl.col("_attributive").str.extract("([a-z]+)$", 1))
        .otherwise(pl.col("_head"))
    )
    noun_words = pl.when(hyphen.fill_null(False)).then(pl.col("_attributive")).otherwise(pl.col("noun_words"))
    numbers = numbers.with_columns(_head=head, noun_words=noun_words, is_attributive=hyphen.fill_null(False))
    numbers = _with_singular_nouns(numbers)
    counts = ~pl.col("_head").is_in(_NUMBER_WORDS)
    numbers = numbers.with_columns(
        pl.when(counts).then("_head").alias("_head"), pl.when(counts).then("noun_words").alias("noun_words")
    )
    plurals = numbers["_head"].drop_nulls().unique()
    singular = pl.DataFrame(
        {"_head": plurals, "noun": pl.Series([singular_of(word) for word in plurals], dtype=pl.String)}
    )
    return numbers.join(singular, on="_head", how="left", maintain_order="left").drop("_attributive", "_head")


def _with_heads(numbers: pl.DataFrame, where: pl.Expr, pattern: str) -> pl.DataFrame:
    """Add `_words`, the noun phrase that a pattern finds at the start of `near_after` of some rows, and `_last`."""
    phrase = pl.col("near_after").str.extract(pattern, 0).str.strip_chars_end(_PUNCTUATION)
    numbers = on_rows(numbers, where, _phrase=phrase)
    heads = _heads(numbers["_phrase"].drop_nulls().unique()).rename({"noun_words": "_words", "_head": "_last"})
    return numbers.join(heads, on="_phrase", how="left", maintain_order="left").drop("_phrase")


def _heads(phrases: pl.Series) -> pl.DataFrame:
    """Which phrases are one noun phrase: _phrase, noun_words, and _head, the plural they end in."""
    words = phrases.to_frame("_phrase").with_columns(noun_words=pl.col("_phrase").str.strip_chars(' \n\u00a0"”’'))
    inner = pl.col("noun_words").str.replace(f"^(?:of{SPACE})?(?:{_DETERMINER}{SPACE})?", "").str.to_lowercase()
    words = words.with_columns(_inner=inner, _head=inner.str.extract("([a-z-]+)$", 1))
    # "17 African and Latin American countries", "five black and white photos".
    paired = (
        pl.col("noun_words").str.replace(_PAIR, "$1 $2").str.replace(f"^(?:of{SPACE})?(?:{_DETERMINER}{SPACE})?", "")
    )
    # "17 US soldiers", "IT workers": capitals are no small words.
    paired = paired.str.replace_all("(?-u:\\b)[A-Z]{2,}(?-u:\\b)", "X")
    pair = ~paired.str.contains("^(?:more|less|others?|fewer|dead|killed|injured|wounded)[ \n]")
    paired = pl.when(pair).then(paired.str.replace(_PAIR_OF_ADJECTIVES, "$1 $2")).otherwise(paired)
    paired = paired.str.to_lowercase()
    last = pl.col("noun_words").str.extract("([A-Za-z-]+)$", 1)
    kept = last.str.contains("^[A-Z]{2,}[a-z]?s$") | last.is_in(lexicon.peoples())
    words = words.with_columns(_head=pl.when(kept).then(last).otherwise("_head"))
    return words.filter(
        ~paired.str.contains(f"(?:^|[ \n\u00a0])(?:{STOP})[ ,\n\u00a0]"),
        ~pl.col("noun_words").str.contains(r",.*,|[a-z]{2}[.] |^of .*,"),
        ~pl.col("noun_words").str.contains("[A-Z][a-z]+s [a-z]+ed "),  # "Hindus braved freezing temperatures"
        ~pl.col("_head").str.contains(f"^(?:{_NOT_NOUNS})$"),
        ~pl.col("_head").str.contains("(?:ss|ous)$"),
    ).select("_phrase", "noun_words", "_head")


def _with_singular_nouns(numbers: pl.DataFrame) -> pl.DataFrame:
    """ "a 12 page document", and what "one" counts: "one solution that", "one particular demand"."""
    measured = pl.col("near_after").str.extract(_BEFORE_NOUN, 0).str.strip_chars().str.extract("^([a-z]+)", 1)
    one = pl.col("_is_one")
    # The first word, or the second where the first is an adjective by its ending.
    thing = pl.col("near_after").str.extract(
        f'^ ((?:[A-Z][A-Za-z]+ )?(?:{_ADJECTIVE} ){{0,2}}{_OPEN_WORD}(?:[a-rt-z]|ss|us))(?:[ .,;:!?)"”]|$)', 1
    )
    bare = pl.col("_head").is_null()
    numbers = on_rows(numbers, bare & one, _thing=thing)
    numbers = on_rows(numbers, bare & pl.col("near_after").str.contains(_BEFORE_NOUN) & ~one, _measured=measured)
    words = pl.col("_words")
    stops = words.str.contains(f"(?:^|[ ])(?:{STOP}|{_NEVER_ONE})(?:[ ]|$)") | words.str.contains("ly$")
    numbers = numbers.with_columns(_words=pl.coalesce("_thing", "_measured")).drop("_thing", "_measured")
    numbers = on_rows(numbers, words.is_not_null() & ~stops, _words=words)
    return numbers.with_columns(
        _head=pl.coalesce("_head", words.str.extract("([a-z]+)$", 1)), noun_words=pl.coalesce("noun_words", words)
    ).drop("_words")
