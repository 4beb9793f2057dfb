"""Bounds and approximations: "more than" and "up to" before it, "or more" behind it."""

import polars as pl

from transforms.columns.distinct import apply_once, own_number
from transforms.columns.lazy import once
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.surroundings import JOINT
from transforms.text.patterns import escaped

# Words in front of a number and what they say of it.
MODIFIERS = {
    "~": "nearly|almost|not quite|virtually|close on|about|around|approximately|approx|approx.|roughly|some"
    "|circa|c.|ca.|close to|nearing|or so|averaging|averages|averaged|in the region of|in the neighborhood of"
    "|in the neighbourhood of|on the order of|of the order of|estimated|an estimated|at an estimated"
    "|equivalent to about|barely|give or take|~|≈|somewhere around|somewhere near|approximate|anywhere near|maybe"
    "|perhaps|as many as about",
    "<": "under the age of|below the age of|less than|fewer than|lower than|smaller than|under|below|beneath"
    "|just under|just below|just short of|short of|sub|sub-|shy of|just shy of|well under|well below|younger than|<"
    "|shorter than|cheaper than|lighter than",
    "<=": "less than or equal to|lower than or equal to|smaller than or equal to|fewer than or equal to"
    "|up to the age of|up to|at most|no more than|not more than|as much as|as many as|a maximum of|maximum of"
    "|maximum|as little as|within|not to exceed|not exceed|never exceed|no greater than|no higher than"
    "|no larger than|no longer than|not exceeding|≤|capped at|as high as|only up to|upto|up-to"
    "|no later than|limited to",
    ">": "over the age of|above the age of|surpassing|surpassed|surpasses|surpass|topping|topped|tops|more than"
    "|over|above|greater than|higher than|larger than|upwards of|upward of|in excess of|beyond|exceeding|exceeds"
    "|exceeded|exceed|well over|well above|just over|just above|older than|longer than|better than|>|north of"
    "|bigger than|outnumbering|faster than|heavier than|taller than|well beyond|worth over|worth more than",
    ">=": "greater than or equal to|more than or equal to|higher than or equal to|larger than or equal to"
    "|at least|no less than|no fewer than|not less than|a minimum of|minimum of|minimum|as low as|≥|not fewer than"
    "|at the very least",
}
# What may come between the modifier and the number.
_BETWEEN = "(?:the|a|an|its|their|his|another|just|only|total of|a total of)"
_FRONT_MODIFIER = "|".join(MODIFIERS.values())
# Words behind the quantity.
TRAILING = {"or more": ">=", "or so": "~", "or less": "<=", "or fewer": "<=", "at least": ">=", "+": ">="} | {
    "plus": ">=",
    "and more": ">=",
    "or higher": ">=",
    "or above": ">=",
    "and above": ">=",
    "and over": ">=",
    "or over": ">=",
    "or older": ">=",
    "and older": ">=",
    "or greater": ">=",
    "or below": "<=",
    "and below": "<=",
    "or under": "<=",
    "and under": "<=",
    "or younger": "<=",
    "or lower": "<=",
    "at most": "<=",
    "at the most": "<=",
    "or thereabouts": "~",
    "and up": ">=",
    "and upwards": ">=",
    "and upward": ">=",
    "odd": "~",
}
_PLUS_ADDS = (
    f"^{SPACE}plus{SPACE}?(?:[$€£¥₹0-9]|[A-Z]|(?:an?|the|his|her|its|their|one|two|three|four|five|six|costs?|expenses|interest"
    "|tax|taxes|fees?|bonus|bonuses|shipping|postage|some|another|any|more|other|about|up|extra|all|free)(?-u:\\b))"
)
# "€900 plus heating" adds what a word names, "a $40m plus deal", "$40m plus in May" and "$40m plus a year" do not.
_PLUS_A_THING = f"^{SPACE}plus{SPACE}[a-z]{{3,}}"
_PLUS_ENDS = (
    f"^{SPACE}plus{SPACE}(?:for|from|with|who|that|which|and|were|was|are|have|has|had|will|would|could|when|since|per|each"
    "|every|into|over|through|during|after|before|until|while|because|but|where|range|bracket|mark|deals?|category|class"
    "|club)(?-u:\\b)"
)
_ARTICLE_BEFORE = "(?i:(?:^|[^a-z])(?:an?|the|this|that|his|her|their|its|our|each|every)) $"
# "5 and up to 10", "3 and upset 4".
_UP_AGAIN = f"^{SPACE}and{SPACE}up(?:{SPACE}(?:to|from|about|by|[0-9])|[a-vx-z])"
_TRULY_OVER = (
    "(?i:(?:^|[^a-z])(?:for|of|after|in|is|was|well|just|by|takes?|took|taken|spent|spend|lasted|lasting|has|had"
    "|have|little)[ \n]over[ \n]+)$"
)


@once
def _modifier_table() -> pl.DataFrame:
    pairs = [(word, modifier) for modifier, words in MODIFIERS.items() for word in words.split("|")]
    table = pl.DataFrame(pairs, schema=["modifier_words", "modifier"], orient="row")
    table = table.with_columns(pl.col("modifier_words").str.replace_all("[ \n-]+", " ").str.strip_chars())
    return table.unique("modifier_words", keep="first")


def with_modifiers(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `modifier` (=, ~, <, <=, >, >=) from the words before the number (`lead`) and after the unit (`rest`)."""
    unsigned = pl.col("near_lead").str.replace(f"{_SIGN}|{_MAGNITUDE}", "")
    ends = [pl.col("near_lead").str.ends_with(words) for words in ("agnitude ", "agnitude of ", "agnitude - ")]
    numbers = on_rows(numbers, pl.col("is_minus") | pl.any_horizontal(ends), _unsigned=unsigned)
    signed = pl.col("_unsigned").is_not_null()
    numbers = numbers.with_columns(
        _unsigned=pl.coalesce("_unsigned", "near_lead"),
        _unsigned_no=pl.when(signed).then(own_number() + pl.len()).otherwise(pl.col("lead_no")),
    )
    numbers = apply_once(numbers, "_unsigned_no", ["_unsigned"], _with_front_modifiers)
    trailing = f"^(?:{SPACE}?-?(?:{escaped(list(TRAILING))}))"
    behind = pl.col("rest").str.extract(trailing, 0).str.strip_chars(" \n-")
    behind = behind.replace_strict(TRAILING, default=None, return_dtype=pl.String)
    # "€40m plus €8m" adds, "$40m plus" bounds; "40-odd men" are about 40, "three odd men" are three.
    adds = pl.col("rest").str.contains(f"{_PLUS_ADDS}|^{SPACE}odd|{_UP_AGAIN}|^ ?[+] ?[0-9]")
    thing = pl.col("rest").str.contains(_PLUS_A_THING) & ~pl.col("rest").str.contains(_PLUS_ENDS)
    thing &= pl.col("decided").is_in(["money", "dimension", "duration", "percent"])
    adds |= thing & ~pl.col("near_lead").str.contains(_ARTICLE_BEFORE)
    numbers = on_rows(numbers, pl.col("rest").str.contains(trailing), _behind=pl.when(~adds).then(behind))
    # "45-plus hours": before the unit.
    joint = pl.col("suffix").str.extract("^[- ](plus|odd|something)[ -]", 1)
    joint = joint.replace_strict(TRAILING, default="~", return_dtype=pl.String)
    numbers = on_rows(numbers, pl.col("suffix").str.contains(JOINT), _inside=joint)
    # "allocated over five years" is no bound; "for over five years" is.
    over = (pl.col("decided") == "duration") & (pl.col("_front") == "over")
    during = ~pl.col("_unsigned").str.contains(_TRULY_OVER) & ~pl.col("rest").str.contains(
        f"^{SPACE}(?:ago|later|earlier|old|away|before|after|now)"
    )
    numbers = on_rows(numbers, over, _during=during)
    numbers = on_rows(numbers, pl.col("modifier").is_not_null(), _nothing=_bounds_nothing())
    # "a couple of hundred" is about two hundred.
    couple = pl.when(pl.col("sort") == "couple").then(pl.lit("~"))
    nothing = pl.col("_during").fill_null(False) | pl.col("_nothing").fill_null(False)
    bound = pl.when(~nothing).then(pl.col("modifier"))
    numbers = numbers.with_columns(modifier=pl.coalesce(bound, "_behind", "_inside", couple, pl.lit("=")))
    return numbers.drop("_unsigned", "_unsigned_no", "_front", "_behind", "_inside", "_during", "_nothing")


# "handed over £3m", "took over three banks"; "took over 20 minutes" is a bound.
_PHRASAL = (
    "(?i:(?:^|[^a-z])(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|sign(?:ed|s|ing)?|giv(?:e|es|ing|en)|gave|knock(?:ed|s"
    "|ing)?|roll(?:ed|s|ing)?|mull(?:ed|s|ing)?|por(?:e|ed|ing)|squabbl(?:e|ed|ing)|fight(?:s|ing)?|fought|argu(?:e"
    "|ed|ing)|fret(?:ted|ting)?|quarrel(?:led|ling)?|haggl(?:e|ed|ing)|tak(?:e|es|ing|en)|took|hand(?:ed)? (?:it"
    "|them)|disput(?:e|es)|sue[ds]?|suing|row|rows|clash(?:ed|es)?|pass(?:ed|es|ing)?|pull(?:ed|s|ing)|spill(?:ed|s|ing)?"
    "|gloss(?:ed|es|ing)?|ced(?:e|ed|es|ing)|fork(?:ed|s|ing)|agoni[sz](?:e|ed|ing)|puzzl(?:e|ed|ing)) over )$"
)
# "edged up to 1.7 percent" is where it went.
_WENT_UP = (
    "(?i:(?:^|[^a-z])(?:edg|inch|tick|creep|crept|go|goes|gone|went|nudg|mov|climb|ris|rose|jump|shoot|shot|push|bump|step"
    "|scal|ramp|round"
    "|add|catch|caught|driv|drove|bring|brought|pick|speed|sped|pull|rack|surg|trend|bid)[a-z]* up to )$"
)
# "4 percent more than a year ago", "less than the 30-year mean": what is compared, not bounded.
_COMPARES = (
    "(?:(?:0|%|percent|per cent|times|million|billion|points?) (?:more|less)"
    "|(?:^|[^A-Za-z])(?:fewer|lower|higher|larger"
    "|smaller|better|worse|cheaper|dearer|stronger|weaker|faster|slower|bigger|greater|poorer|richer|safer|warmer|colder"
    "|happier|different)) than (?:an? )?$"
)
_THAN_THE = "(?i:(?:than|about|around|over|under|above|below) (?:the|its|their|his|her|a|an) )$"
# "above the 270 delegate threshold", "below the 2 percent target", "above the 48,000 who came".
_MARK = (
    "^[ -](?:[a-z]+[ -])?(?:threshold|mark|limit|minimum|maximum|average|barrier|target|level|cap|ceiling|quota"
    "|forecasts?|estimates?|consensus|benchmark|expected|predicted|projected|planned|reported|recorded|registered"
    "|who|that)(?-u:\\b)"
)


@once
def _bounds_nothing() -> pl.Expr:
    """Whether the words before a number only look like a bound."""
    lead, rest = pl.col("_unsigned"), pl.col("rest")
    phrasal = (pl.col("_front") == "over") & lead.str.contains(_PHRASAL) & (pl.col("decided") != "duration")
    phrasal |= (pl.col("_front") == "up to") & lead.str.contains(_WENT_UP)
    time = pl.col("decided") == "duration"
    ago = rest.str.contains(f"^{SPACE}(?:ago|earlier|before|previously)")
    compared = time & ago & lead.str.contains(_COMPARES)
    benchmark = lead.str.contains(_THAN_THE) & (
        pl.col("words").str.contains("[0-9a-z]-[a-z]")
        | pl.col("is_attributive")
        | ((pl.col("modifier") != "~") & rest.str.contains(_MARK))
    )
    return phrasal | compared | benchmark


_SIGN = "(?:(?i:minus|negative)[ \n-]|[-−])$"
# "at least magnitude 5.9", "more than a magnitude of 7".
_MAGNITUDE = "(?i:magnitude)(?: of| -)? $"


def _with_front_modifiers(wordings: pl.DataFrame) -> pl.DataFrame:
    """The words at the end of `_unsigned` that bound a number (_front), and what they say (modifier)."""
    words = escaped(_FRONT_MODIFIER.split("|"))
    front = f"(?i:(?:^|[^A-Za-z0-9]){words}{SPACE}?(?:{_BETWEEN}{SPACE}){{0,2}}[-−(]?)$"
    lead = pl.col("_unsigned")
    wordings = on_rows(wordings, lead.str.contains(front), _found=lead.str.extract(front, 0).str.to_lowercase())
    found = wordings.select(pl.col("_found").unique())
    known = found.with_columns(
        _front=pl.col("_found")
        .str.extract(f"^[^a-z0-9~≈<>≤≥]?({words})", 1)
        .str.replace_all("[ \n-]+", " ")
        .str.strip_chars(),
    ).join(_modifier_table(), left_on="_front", right_on="modifier_words", how="left")
    return wordings.join(known, on="_found", how="left", maintain_order="left").drop("_found")
