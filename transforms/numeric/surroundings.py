"""What stands beside a number: "US$" before it, "million", "square feet" or "per share" after, "more than" in front."""

import functools

import polars as pl

from transforms import spans
from transforms.numeric import lexicon
from transforms.numeric.atoms import SPACE
from transforms.numeric.rows import on_rows

# Bytes read on either side of a number: room for a modifier and a long currency name.
BEFORE, AFTER = 48, 72

# Words in front of a number and what they say of it.
MODIFIERS = {
    "~": "nearly|almost|not quite|virtually|close on|about|around|approximately|approx|approx.|roughly|some"
    "|circa|c.|ca.|close to|nearing|or so|averaging"
    "|averages|averaged|in the region of|in the neighborhood of|in the neighbourhood of|on the order of|of the order of"
    "|estimated|an estimated|at an estimated|equivalent to about|barely|give or take|~|≈|somewhere around"
    "|somewhere near"
    "|approximate|anywhere near|maybe|perhaps|as many as about",
    "<": "less than|fewer than|lower than|smaller than|under|below|beneath|just under|just below"
    "|just short of|short of|sub|sub-|shy of|just shy of|well under|well below|younger than|<|shorter than"
    "|cheaper than|lighter than",
    "<=": "up to|at most|no more than|not more than|as much as|as many as|a maximum of|maximum of|maximum|as little as"
    "|within|no greater than|no higher than|no larger than|no longer than|not exceeding|a high of|≤"
    "|capped at|as high as"
    "|only up to|upto|up-to|no later than|limited to",
    ">": "more than|over|above|greater than|higher than|larger than|upwards of|upward of|in excess of|beyond|exceeding"
    "|exceeds|exceeded|exceed|well over|well above|just over|just above"
    "|older than|longer than|better than|>|north of|bigger than|outnumbering|faster than"
    "|heavier than|taller than|well beyond|worth over|worth more than",
    ">=": "at least|no less than|no fewer than|not less than|a minimum of|minimum of|minimum|as low as|≥|not fewer than"
    "|a low of|at the very least",
}
# What may stand between the modifier and the number.
_BETWEEN = "(?:the|a|an|its|their|his|another|just|only|total of|a total of)"
_FRONT_MODIFIER = "|".join(MODIFIERS.values())
# Words behind the quantity.
TRAILING = {"or more": ">=", "or so": "~", "or less": "<=", "or fewer": "<=", "at least": ">=", "+": ">="} | {
    "plus": ">=",
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
}
# Denominators that may follow "a", "an" or "each"; after "per" and "/" any word may.
_PER_NOUNS = (
    "share|barrel|bbl|ounce|ton|tonne|pound|gallon|litre|liter|kilogram|kilo|kg|bushel|head|person|night|day|week|month"
    "|year|quarter|hour|minute|second|square foot|square meter|square metre|square mile|sq ft|sq m|sqm"
    "|sq. ft.|seat|unit|piece|pop|game"
    "|annum|capita|mile|km|kilometer|kilometre|acre|hectare|mmbtu|kWh|MWh|megawatt hour|kilowatt hour|carat|troy ounce"
    "|million btu|million british thermal units|thousand cubic feet|dozen|bottle|head|m2|sq km|square kilometre"
    "|square kilometer|cubic meter|cubic metre|metric ton|decade|term|season|semester|ticket|vote|child"
    "|student|family|household"
)


# A letter that multiplies: behind an amount of money, or before a noun or a unit ("12.3m tonnes").
_LETTER = "^ ?(?:[kKmMbBtTG]|MM)(?-u:\\b)"
_LETTER_BEFORE_NOUN = (
    "^[kKmMbB](?: (?:[a-z]+ ){0,2}?(?:[a-z]{2,}s|people|men|women|children|barrels|euros?)(?-u:\\b)| ?[$€£¥₹])"
)
# "100K", "1.2M" by themselves, but neither the company 3M nor a 5K run.
_LETTER_ALONE = "^[kKMBG](?-u:\\b)"
SCALE_BEHIND = f"^{SPACE}(?:million|billion|trillion|thousand|bn|mn|crore|lakh)(?-u:\\b)"


def _escaped(words: list[str]) -> str:
    """Alternation of literal surfaces, longest first; blanks also stand for line breaks and hyphens."""
    marks = {c: "\\" + c for c in ".$^*+?()[]{}|"}
    surfaces = ["".join(marks.get(c, c) for c in word).replace(" ", "[ \n-]") for word in words]
    return "(?:" + "|".join(sorted(surfaces, key=lambda word: (-len(word), word))) + ")"


@functools.cache
def suffix_pattern() -> str:
    """A unit at the start of what follows a number."""
    alternatives = []
    for surface, unit_from in lexicon.surfaces().select("key", "unit_from").iter_rows():
        word = _escaped([surface]) if unit_from != "name" else f"(?i:{_escaped([surface])})"
        alternatives.append(
            (-len(surface), word + ("(?-u:\\b)" if surface[-1].isalnum() and surface[-1].isascii() else ""))
        )
    return f"^(?:{SPACE}?-?{SPACE}?)(?:{'|'.join(word for _, word in sorted(alternatives))})"


# Marks that stand behind the figure only.
_ONLY_BEHIND = ("kn", "zł", "Ft", "LE", "лв", "Kč", "TL")


@functools.cache
def prefix_pattern() -> str:
    """A currency at the end of what precedes a number."""
    marks = lexicon.currencies().filter(pl.col("found_as") != "name", pl.col("surface").str.len_chars() > 1)
    begin = [word for word in marks["surface"].to_list() if word not in _ONLY_BEHIND]
    return f"(?:(?-u:\\b){_escaped(begin)}|[$€£¥￥₹₨₩₪₽₺₫₴₦₱₡₵₸₾₼₿₭₮₲៛฿৳]){SPACE}?[-−]?$"


# What a denominator cannot be followed by: "$6.78 billion a year earlier".
_NO_DENOMINATOR = "^[ \n](?:earlier|ago|later|before|after|previously|apart|on|older|or so ago)(?-u:\\b)"


def denominator() -> pl.Expr:
    """The words of the denominator behind the unit, empty without one."""
    per = pl.col("rest").str.extract(per_pattern(), 0).fill_null("")
    behind = pl.col("rest").str.slice(per.str.len_chars())
    return pl.when(~(behind.str.contains(_NO_DENOMINATOR) & per.str.contains("^[ ]a"))).then(per).fill_null("")


def with_surroundings(numbers: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add to numbers what stands beside them.

    Adds `before`, `after` (windows), `prefix` (currency before), `lead` (what stands before that), `suffix` (unit
    with what joins it) and `rest` (what follows it), all String, empty where there is none; and the columns of
    lexicon.surfaces() for the prefix (`prefix_*`) and the suffix.
    """
    numbers = spans.around(numbers, texts, before=BEFORE, after=AFTER)
    numbers = numbers.with_columns(prefix=pl.col("before").str.extract(prefix_pattern(), 0).fill_null(""))
    digits = pl.col("text").str.contains("[0-9]$") & pl.col("after").str.contains(_LETTER)
    letter = pl.col("after").str.extract(_LETTER, 0)
    multiplies = (
        (pl.col("prefix") != "")
        | pl.col("after").str.contains(_LETTER_BEFORE_NOUN)
        | (pl.col("after").str.contains(_LETTER_ALONE) & (pl.col("value") >= 10))
        | (pl.col("after").str.contains("^[MBb](?-u:\\b)") & pl.col("text").str.contains(".", literal=True))
    )
    numbers = on_rows(numbers, digits, letter=pl.when(multiplies).then(letter))
    numbers = numbers.with_columns(pl.col("letter").fill_null(""))
    # "$75 U.S. per barrel".
    behind = pl.col("after").str.slice(pl.col("letter").str.len_chars())
    american = behind.str.extract("^ (?:U[.]S[.]|US(?-u:\\b))", 0)
    numbers = on_rows(numbers, pl.col("prefix").str.starts_with("$"), _american=american)
    numbers = numbers.with_columns(letter=pl.concat_str("letter", "_american", ignore_nulls=True))
    numbers = numbers.with_columns(tail=pl.col("after").str.slice(pl.col("letter").str.len_chars()))
    # "two tenths of a percent", "half of a mile".
    of_a = pl.col("tail").str.extract(f"^{SPACE}of{SPACE}an?{SPACE}", 0)
    numbers = on_rows(numbers, pl.col("sort") == "fraction", _of_a=of_a)
    numbers = numbers.with_columns(pl.col("_of_a").fill_null(""))
    behind = pl.col("tail").str.slice(pl.col("_of_a").str.len_chars())
    # Whether there is a unit is told much faster than which.
    numbers = on_rows(numbers, behind.str.contains(suffix_pattern()), _unit=behind.str.extract(suffix_pattern(), 0))
    numbers = numbers.with_columns(suffix=pl.concat_str("_of_a", "_unit").fill_null("")).drop("_unit")
    mark = pl.col("prefix").str.strip_chars(" \n\u00a0-−")
    numbers = numbers.with_columns(
        lead=pl.col("before").str.head(pl.col("before").str.len_chars() - pl.col("prefix").str.len_chars()),
        rest=pl.col("tail").str.slice(pl.col("suffix").str.len_chars()),
        prefix_key=pl.when(pl.col("_american").is_not_null()).then(pl.lit("US$")).when(mark != "").then(mark),
        suffix_word=pl.col("suffix").str.slice(pl.col("_of_a").str.len_chars()).str.strip_chars(" \n\u00a0-"),
    )
    return _without_shared_marks(_look_up(_without_false_letters(numbers)))


def _without_false_letters(numbers: pl.DataFrame) -> pl.DataFrame:
    """Drop single letters that are a unit only right behind digits: "37m", "118.5p", not "two m"."""
    word, text = pl.col("suffix_word"), pl.col("text")
    letter = word.is_in(lexicon.LETTER_UNITS)
    blank = pl.col("suffix").str.contains("^[ \n\u00a0]")
    apart = word.is_in(lexicon.LETTERS_APART)
    goes_on = pl.col("rest").str.contains("^['’.-]?[A-Za-z0-9]")
    drop = letter & (~text.str.contains("[0-9]$") | (blank & ~apart) | goes_on | pl.col("suffix").str.starts_with("-"))
    # "the 1970s", "Channel 5s": seconds have a decimal part; feet and inches no quotation that they close.
    drop |= (word == "s") & ~text.str.contains(".", literal=True)
    drop |= word.is_in(["'", '"']) & (pl.col("lead").str.contains("[\"'“‘]") | text.str.contains("[0-9]{3}"))
    # A mark that the next figure follows is that figure's own: "$10-$20", "1 $10".
    drop |= pl.col("rest").str.contains("^[0-9]") & word.is_in(lexicon.prefixes())
    drop |= (
        pl.col("suffix").str.contains("-") & pl.col("rest").str.contains("^ ?[0-9]") & word.is_in(lexicon.prefixes())
    )
    # "During 2016 Stone spoke": a year and a name.
    drop |= text.str.contains("^(?:19|20)[0-9]{2}$") & word.str.contains("^[A-Z][a-z]{2,}$") & (pl.col("prefix") == "")
    # Only the rows with a unit are read, and each once.
    numbers = on_rows(numbers, word != "", _drop=drop)
    return numbers.with_columns(
        rest=pl.when("_drop").then(pl.col("tail")).otherwise(pl.col("rest")),
        suffix=pl.when("_drop").then(pl.lit("")).otherwise(pl.col("suffix")),
        suffix_word=pl.when("_drop").then(pl.lit("")).otherwise(pl.col("suffix_word")),
    ).drop("_drop")


def _without_shared_marks(numbers: pl.DataFrame) -> pl.DataFrame:
    """Take a mark that one number has behind it and the next before it from the next: "10 $ 30 cent"."""
    end = pl.col("end_char").cast(pl.Int64) + pl.col("letter").str.len_chars() + pl.col("suffix").str.len_chars()
    begin = pl.col("start_char").cast(pl.Int64) - pl.col("prefix").str.len_chars()
    shared = (
        (end.shift(1) > begin)
        & (pl.col("text_no").shift(1) == pl.col("text_no"))
        & pl.col("prefix_codes").is_not_null()
    )
    shared = (shared & (pl.col("kind").shift(1) == "money")).fill_null(False)
    numbers = numbers.with_columns(_shared=shared)
    shared = pl.col("_shared")
    return numbers.with_columns(
        prefix=pl.when(shared).then(pl.lit("")).otherwise(pl.col("prefix")),
        prefix_key=pl.when(~shared).then(pl.col("prefix_key")),
        prefix_codes=pl.when(~shared).then(pl.col("prefix_codes")),
        prefix_from=pl.when(~shared).then(pl.col("prefix_from")),
        lead=pl.when(shared).then(pl.lit(" ")).otherwise(pl.col("lead")),
    ).drop("_shared")


def _look_up(numbers: pl.DataFrame) -> pl.DataFrame:
    """Join what the prefix and the suffix mean: symbols as written, names in lower case."""
    surfaces = lexicon.surfaces()
    words = numbers.select(pl.col("suffix_word").unique()).filter(pl.col("suffix_word") != "")
    keyed = words.with_columns(key=pl.col("suffix_word"))
    exact = keyed.join(surfaces, on="key", how="inner")
    lower = (
        words.join(exact, on="suffix_word", how="anti")
        .with_columns(key=pl.col("suffix_word").str.to_lowercase().str.replace_all("[ \n-]+", " "))
        .join(surfaces, on="key", how="inner")
    )
    hyphened = (
        words.join(pl.concat([exact, lower]), on="suffix_word", how="anti")
        .with_columns(key=pl.col("suffix_word").str.to_lowercase())
        .join(surfaces, on="key", how="inner")
    )
    meanings = pl.concat([exact, lower, hyphened]).drop("key")
    numbers = numbers.join(meanings, on="suffix_word", how="left", maintain_order="left")
    prefixes = lexicon.currencies().filter(pl.col("found_as") != "name")
    prefixes = prefixes.select(
        prefix_key=pl.col("surface"),
        prefix_factor=pl.col("factor"),
        prefix_codes=pl.col("codes"),
        prefix_from=pl.col("found_as"),
    ).unique("prefix_key", keep="last", maintain_order=True)
    return numbers.join(prefixes, on="prefix_key", how="left", maintain_order="left")


_TRULY_OVER = (
    "(?i:(?:^|[^a-z])(?:for|of|after|in|is|was|well|just|by|takes?|took|taken|spent|spend|lasted|lasting|has|had|have"
    "|little)[ \n]over[ \n]+)$"
)


@functools.cache
def _modifier_table() -> pl.DataFrame:
    pairs = [(word, modifier) for modifier, words in MODIFIERS.items() for word in words.split("|")]
    table = pl.DataFrame(pairs, schema=["modifier_words", "modifier"], orient="row")
    table = table.with_columns(pl.col("modifier_words").str.replace_all("[ \n-]+", " ").str.strip_chars())
    return table.unique("modifier_words", keep="first")


def with_modifiers(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `modifier` (=, ~, <, <=, >, >=) from the words before the number (`lead`) and after the unit (`rest`)."""
    words = _escaped(_FRONT_MODIFIER.split("|"))
    front = f"(?i:(?:^|[^A-Za-z0-9]){words}{SPACE}?(?:{_BETWEEN}{SPACE}){{0,2}}[-−(]?)$"
    unsigned = pl.col("lead").str.replace("(?:(?i:minus|negative)[ \n-]|[-−])$", "")
    lead = pl.when(pl.col("is_minus")).then(unsigned).otherwise(pl.col("lead"))
    numbers = on_rows(numbers, lead.str.contains(front), _found=lead.str.extract(front, 0).str.to_lowercase())
    found = pl.col("_found")
    trailing = f"^(?:{SPACE}?-?(?:{_escaped(list(TRAILING))}))"
    numbers = numbers.with_columns(
        _front=found.str.extract(f"^[^a-z0-9~≈<>≤≥]?({words})", 1).str.replace_all("[ \n-]+", " ").str.strip_chars(),
        _behind=pl.col("rest").str.extract(trailing, 0).str.strip_chars(" \n-"),
    )
    numbers = numbers.join(
        _modifier_table(), left_on="_front", right_on="modifier_words", how="left", maintain_order="left"
    )
    behind = pl.col("_behind").replace_strict(TRAILING, default=None, return_dtype=pl.String)
    # "allocated over five years" is no bound; "for over five years" is.
    over = (pl.col("decided") == "duration") & (pl.col("_front") == "over")
    during = ~lead.str.contains(_TRULY_OVER) & ~pl.col("rest").str.contains(
        f"^{SPACE}(?:ago|later|earlier|old|away|before|after|now)"
    )
    numbers = on_rows(numbers, over, _during=during)
    bound = pl.when(~pl.col("_during").fill_null(False)).then(pl.col("modifier"))
    return numbers.with_columns(modifier=pl.coalesce(bound, behind, pl.lit("="))).drop("_found", "_during")


def per_pattern() -> str:
    """A denominator at the start of `rest`: " per share", " a barrel", "/sq ft"."""
    nouns = _escaped(_PER_NOUNS.split("|"))
    return (
        f"^(?:{SPACE}(?:an?|each|every)[ \n\u00a0-]|-an?-|{SPACE}?/{SPACE}?|-?{SPACE}?per[ -])(?i:{nouns})(?-u:\\b)"
        f"|^(?:{SPACE}?-?per[ -]|/)[a-z]{{2,}}(?-u:\\b)"
    )


def per_unit(column: str) -> pl.Expr:
    """The denominator's name: "share", "square foot"; units by their own names."""
    word = (
        pl.col(column)
        .str.replace("^(?:[ \n](?:an?|each|every)[ \n-]|-an?-|[ \n]?/[ \n]?|-?[ \n]?per[ -])", "")
        .str.to_lowercase()
    )
    names = dict(
        lexicon.units().filter(pl.col("kind").is_in(["dimension", "duration"])).select("surface", "unit").iter_rows()
    )
    names |= {
        "annum": "year",
        "sq. ft.": "square foot",
        "million btu": "mega british thermal unit",
        "million british thermal units": "mega british thermal unit",
    }
    lower = {key.lower(): unit for key, unit in names.items()} | {
        key: unit for key, unit in names.items() if len(key) > 1
    }
    return pl.when(pl.col(column) != "").then(word.replace(lower))
