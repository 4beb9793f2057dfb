"""What stands beside a number: "US$" before it, "million", "square feet" or "per share" after, "more than" in front."""

import polars as pl

from transforms import spans
from transforms.numeric import lexicon
from transforms.numeric.atoms import SPACE, escaped
from transforms.numeric.rows import on_rows
from transforms.numeric.unit_words import with_unit_words
from transforms.numeric.wordings import numbered, once_each, with_wordings
from transforms.once import once

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
    "|within|not to exceed|not exceed|never exceed|no greater than|no higher than|no larger than|no longer than"
    "|not exceeding|a high of|≤|capped at|as high as"
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
_LETTER = "^(?: {2}k(?-u:\\b)| ?(?:[kKmMbBtTG]|MM)(?-u:\\b))"
_LETTER_BEFORE_NOUN = (
    "^[kKmMbB](?: (?:[a-z]+ ){0,2}?(?:[a-z]{2,}s|people|men|women|children|barrels|euros?)(?-u:\\b)| ?[$€£¥₹])"
)
# "100K", "1.2M" by themselves, but neither the company 3M nor a 5K run.
_LETTER_ALONE = "^[kKMBG](?-u:\\b)"
# "2.33 k", "1,674.5 G", where nothing follows that they could belong to; "a 10 k" is a run.
_LETTER_APART = "^ {1,2}[kMG](?:$|[.,;:!?)])"
SCALE_BEHIND = f"^{SPACE}(?:million|billion|trillion|thousand|bn|mn|crore|lakh)(?-u:\\b)"


# "2 in. thick", "snow: 5 in": nothing that a preposition could have behind it.
_MEASURES_INCHES = "^(?:$|[.,;)]|[ -](?:thick|wide|long|tall|high|deep|across|x|of (?:rain|snow))(?-u:\\b))"

# Marks that stand behind the figure only.
_ONLY_BEHIND = ("kn", "zł", "Ft", "LE", "лв", "Kč", "TL")


@once
def prefix_pattern() -> str:
    """A currency at the end of what precedes a number."""
    marks = lexicon.currencies().filter(pl.col("found_as") != "name", pl.col("surface").str.len_chars() > 1)
    begin = [word for word in marks["surface"].to_list() if word not in _ONLY_BEHIND]
    return f"(?:(?-u:\\b){escaped(begin)}|[$€£¥￥₹₨₩₪₽₺₫₴₦₱₡₵₸₾₼₿₭₮₲៛฿৳]){SPACE}?[-−]?$"


# What a denominator cannot be followed by: "$6.78 billion a year earlier".
_NO_DENOMINATOR = "^[ \n](?:earlier|ago|later|before|after|previously|apart|on|older|or so ago)(?-u:\\b)"


def denominator() -> pl.Expr:
    """The words of the denominator behind the unit, empty without one."""
    per = pl.col("rest").str.extract(per_pattern(), 0).fill_null("")
    behind = pl.col("rest").str.slice(per.str.len_chars())
    return pl.when(~(behind.str.contains(_NO_DENOMINATOR) & per.str.contains("^[ ]a"))).then(per).fill_null("")


def with_surroundings(numbers: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add to numbers what stands beside them.

    Adds `after` (window), `near_before` and `near_after` (its part up to the next figure), `prefix` (currency before),
    `lead` (what stands before that), `suffix` (unit with what joins it), `tail` (what follows the figure) and `rest`
    (what follows its unit), all String, empty where there is none; and the columns of lexicon.surfaces() for the
    prefix (`prefix_*`) and the suffix.
    """
    numbers = spans.around(numbers, texts, before=BEFORE, after=AFTER)
    numbers = with_wordings(numbers, texts)
    lead_no, after_no = numbered(numbers["near_before"]), numbered(numbers["near_after"])
    numbers = numbers.with_columns(lead_no=lead_no, after_no=after_no, tail_no=after_no)
    numbers = once_each(numbers, "lead_no", ["near_before"], _with_prefixes)
    leads = {
        f"_{name}": pl.col(name).str.head(pl.col(name).str.len_chars() - pl.col("prefix").str.len_chars())
        for name in ("before", "near_before")
    }
    numbers = on_rows(numbers, pl.col("prefix") != "", **leads)
    numbers = numbers.with_columns(
        lead=pl.coalesce("_before", "before"), near_lead=pl.coalesce("_near_before", "near_before")
    ).drop("_before", "before", "_near_before", "near_before")
    numbers = _with_letters(numbers)
    # "two tenths of a percent", "half of a mile"; "tens of thousands of dollars".
    of_a = pl.col("tail").str.extract(f"^{SPACE}of{SPACE}an?{SPACE}", 0)
    of = pl.col("tail").str.extract(f"^{SPACE}of{SPACE}", 0)
    of_it = pl.when(pl.col("sort") == "vague").then(of).otherwise(of_a)
    numbers = on_rows(numbers, pl.col("sort").is_in(["fraction", "vague"]), _of_a=of_it)
    numbers = on_rows(numbers, pl.col("_of_a").is_not_null(), _behind=_beyond("near_tail", "_of_a"))
    number = pl.when(pl.col("_behind").is_null()).then("tail_no").otherwise(_own_number() + pl.len())
    numbers = numbers.with_columns(_behind=pl.coalesce("_behind", "near_tail"), _behind_no=number)
    numbers = once_each(numbers, "_behind_no", ["_behind"], _with_units)
    numbers = numbers.with_columns(
        suffix=pl.when(pl.col("_unit").is_null())
        .then(pl.lit(""))
        .otherwise(pl.concat_str("_of_a", "_unit", ignore_nulls=True)),
        suffix_word=pl.col("suffix_word").fill_null(""),
    )
    return _without_shared_marks(_without_false_letters(numbers))


def _own_number() -> pl.Expr:
    """A number beyond those of the wordings, for the few rows that are read for themselves."""
    return pl.len().cast(pl.Int64) + pl.int_range(pl.len(), dtype=pl.Int64)


def _beyond(text: str, part: str) -> pl.Expr:
    """What follows a part at the start of a text."""
    return pl.col(text).str.slice(pl.col(part).str.len_chars())


def _with_prefixes(wordings: pl.DataFrame) -> pl.DataFrame:
    """The mark of money at the end of `near_before` and what it means."""
    prefix = pl.col("near_before").str.extract(prefix_pattern(), 0).fill_null("")
    wordings = wordings.with_columns(prefix=prefix)
    mark = pl.col("prefix").str.strip_chars(" \n\u00a0-−")
    wordings = wordings.with_columns(prefix_key=pl.when(mark != "").then(mark))
    return wordings.join(_marks(), on="prefix_key", how="left", maintain_order="left")


@once
def _marks() -> pl.DataFrame:
    """What each mark before a figure means: prefix_key, prefix_factor, prefix_codes, prefix_from."""
    prefixes = lexicon.currencies().filter(pl.col("found_as") != "name")
    return prefixes.select(
        prefix_key=pl.col("surface"),
        prefix_factor=pl.col("factor"),
        prefix_codes=pl.col("codes"),
        prefix_from=pl.col("found_as"),
    ).unique("prefix_key", keep="last", maintain_order=True)


def _with_letters(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `letter`, what multiplies the figure or names its dollars right behind it, and `tail`, what follows that."""
    near = pl.col("near_after")
    numbers = once_each(
        numbers,
        "after_no",
        ["near_after"],
        lambda wordings: wordings.with_columns(
            _letter=near.str.extract(_LETTER, 0),
            _before_noun=near.str.contains(_LETTER_BEFORE_NOUN),
            _alone=near.str.contains(_LETTER_ALONE),
            _apart=near.str.contains(_LETTER_APART),
            _large=near.str.contains("^[MBbG](?-u:\\b)"),
            _of_states=near.str.contains(" (?:U[.]S[.]|US(?-u:\\b))"),
        ),
    )
    multiplies = (
        (pl.col("prefix") != "")
        | pl.col("_before_noun")
        | (pl.col("_alone") & (pl.col("value") >= 10))
        | (pl.col("_apart") & (pl.col("value") >= 10) & ~pl.col("near_lead").str.contains("(?:^|[^A-Za-z])(?i:an?) $"))
        | (pl.col("_apart") & pl.col("text").str.contains(".", literal=True))
        | (pl.col("_large") & pl.col("text").str.contains(".", literal=True))
    )
    digits = pl.col("text").str.contains("[0-9]$")
    numbers = on_rows(numbers, pl.col("_letter").is_not_null(), letter=pl.when(multiplies & digits).then("_letter"))
    # "$75 U.S. per barrel".
    american = _beyond("near_after", "letter").str.extract("^ (?:U[.]S[.]|US(?-u:\\b))", 0)
    numbers = numbers.with_columns(pl.col("letter").fill_null(""))
    dollars = pl.col("_of_states") & pl.col("prefix").str.starts_with("$")
    numbers = on_rows(numbers, dollars, _american=american)
    numbers = numbers.with_columns(letter=pl.concat_str("letter", "_american", ignore_nulls=True))
    dollar = _marks().row(by_predicate=pl.col("prefix_key") == "US$", named=True)
    is_american = pl.col("_american").is_not_null()
    numbers = numbers.with_columns(
        pl.when(is_american).then(pl.lit(meaning)).otherwise(pl.col(name)).alias(name)
        for name, meaning in dollar.items()
    )
    tails = {"tail": _beyond("after", "letter"), "near_tail": _beyond("near_after", "letter")}
    numbers = on_rows(numbers, pl.col("letter") != "", **tails)
    numbers = numbers.with_columns(
        tail=pl.coalesce("tail", "after"),
        near_tail=pl.coalesce("near_tail", "near_after"),
        tail_no=pl.when(pl.col("letter") == "").then("tail_no").otherwise(_own_number()),
    )
    return numbers.drop("_letter", "_before_noun", "_alone", "_apart", "_large", "_of_states", "_american", "after")


def _with_units(wordings: pl.DataFrame) -> pl.DataFrame:
    """The unit at the start of `_behind`, its word, what it means and what speaks against it."""
    wordings = with_unit_words(wordings, "_behind")
    wordings = wordings.with_columns(suffix_word=pl.col("_unit").str.strip_chars(" \n\u00a0-"))
    rest, word = _beyond("_behind", "_unit"), pl.col("suffix_word")
    wordings = on_rows(
        _look_up(wordings),
        pl.col("_unit").is_not_null(),
        _goes_on=rest.str.contains("^['’.-]?[A-Za-z0-9]"),
        # A mark that the next figure follows is that figure's own: "$10-$20", "1 $10".
        _is_next=word.is_in(lexicon.prefixes())
        & (rest.str.contains("^[0-9]") | (pl.col("_unit").str.contains("-") & rest.str.contains("^ ?[0-9]"))),
        # "$20,000 $37,300": what has its mark in front takes none from the next.
        _is_next_apart=word.is_in(lexicon.prefixes()) & rest.str.contains("^ ?[0-9]"),
        _letter=word.is_in(lexicon.LETTER_UNITS),
        _inches=word.is_in(["in", "in."]) & rest.str.contains(_MEASURES_INCHES),
        _blank=pl.col("_unit").str.contains("^[ \n\u00a0]"),
        _name=word.str.contains("^[A-Z][a-z]{2,}$"),
    )
    doubtful = pl.col("_is_next") | pl.col("_is_next_apart") | pl.col("_letter") | pl.col("_name")
    return wordings.with_columns(_doubtful=doubtful.fill_null(value=False))


def _without_false_letters(numbers: pl.DataFrame) -> pl.DataFrame:
    """Drop single letters that are a unit only right behind digits: "37m", "118.5p", not "two m"."""
    word, text = pl.col("suffix_word"), pl.col("text")
    blank = pl.col("suffix").str.contains("^[ \n\u00a0]")
    apart = word.is_in(lexicon.LETTERS_APART)
    drop = pl.col("_letter") & (
        ~text.str.contains("[0-9]$")
        | (blank & ~apart & ~pl.col("_inches"))
        | pl.col("_goes_on")
        | pl.col("suffix").str.starts_with("-")
    )
    # "the 1970s", "Channel 5s": seconds have a decimal part; feet and inches no quotation that they close.
    drop |= (word == "s") & ~text.str.contains(".", literal=True)
    drop |= (word == "in") & ~pl.col("_inches")
    drop |= word.is_in(["'", '"', "''"]) & (pl.col("lead").str.contains("[\"'“‘`]") | text.str.contains("[0-9]{3}"))
    drop |= pl.col("_is_next") | (pl.col("_is_next_apart") & (pl.col("prefix") != ""))
    # "During 2016 Stone spoke": a year and a name.
    drop |= text.str.contains("^(?:19|20)[0-9]{2}$") & pl.col("_name") & (pl.col("prefix") == "")
    numbers = on_rows(numbers, pl.col("_doubtful"), _drop=drop)
    dropped = pl.col("_drop").fill_null(value=False)
    numbers = numbers.with_columns(
        *(pl.when(dropped).then(pl.lit("")).otherwise(pl.col(name)).alias(name) for name in ("suffix", "suffix_word")),
        surface_no=pl.when(~dropped).then(pl.col("surface_no")),
    )
    numbers = on_rows(numbers, pl.col("suffix") != "", _rest=_beyond("tail", "suffix"))
    numbers = numbers.with_columns(
        lexicon.surfaces().drop("key").select(pl.all().gather(numbers["surface_no"])),
        rest=pl.coalesce("_rest", "tail"),
    )
    return numbers.drop(
        "_rest",
        "surface_no",
        "_drop",
        "_doubtful",
        "_is_next",
        "_is_next_apart",
        "_goes_on",
        "_letter",
        "_inches",
        "_blank",
        "_name",
        "_behind",
        "_behind_no",
    )


def _without_shared_marks(numbers: pl.DataFrame) -> pl.DataFrame:
    """Take a mark that one number has behind it and the next before it from the next: "10 $ 30 cent"."""
    end = pl.col("end_char").cast(pl.Int64) + pl.col("letter").str.len_chars() + pl.col("suffix").str.len_chars()
    begin = pl.col("start_char").cast(pl.Int64) - pl.col("prefix").str.len_chars()
    before = (
        (end.shift(1) > begin)
        & (pl.col("text_no").shift(1) == pl.col("text_no"))
        & pl.col("prefix_codes").is_not_null()
    )
    before = (before & (pl.col("kind").shift(1) == "money")).fill_null(False)
    shared = numbers.select(before).to_series()
    if not shared.any():
        return numbers
    return numbers.with_columns(
        prefix=pl.when(shared).then(pl.lit("")).otherwise(pl.col("prefix")),
        prefix_key=pl.when(~shared).then(pl.col("prefix_key")),
        prefix_codes=pl.when(~shared).then(pl.col("prefix_codes")),
        prefix_from=pl.when(~shared).then(pl.col("prefix_from")),
        lead=pl.when(shared).then(pl.lit(" ")).otherwise(pl.col("lead")),
        near_lead=pl.when(shared).then(pl.lit(" ")).otherwise(pl.col("near_lead")),
        lead_no=pl.when(shared).then(_own_number()).otherwise(pl.col("lead_no")),
    )


def _look_up(wordings: pl.DataFrame) -> pl.DataFrame:
    """Add surface_no, the row of lexicon.surfaces() that a unit word is: symbols as written, names in lower case."""
    surfaces = lexicon.surfaces().select("key").with_row_index("surface_no")
    words = wordings.select(pl.col("suffix_word").drop_nulls().unique()).filter(pl.col("suffix_word") != "")
    lower = pl.col("suffix_word").str.to_lowercase()
    keys = [pl.col("suffix_word"), lower.str.replace_all("[ \n-]+", " "), lower]
    tried = [words.with_columns(key=key, _try=pl.lit(no)) for no, key in enumerate(keys)]
    meanings = pl.concat(tried).join(surfaces, on="key", how="inner").sort("_try")
    meanings = meanings.unique("suffix_word", keep="first").drop("key", "_try")
    return wordings.join(meanings, on="suffix_word", how="left", maintain_order="left")


_TRULY_OVER = (
    "(?i:(?:^|[^a-z])(?:for|of|after|in|is|was|well|just|by|takes?|took|taken|spent|spend|lasted|lasting|has|had|have"
    "|little)[ \n]over[ \n]+)$"
)


@once
def _modifier_table() -> pl.DataFrame:
    pairs = [(word, modifier) for modifier, words in MODIFIERS.items() for word in words.split("|")]
    table = pl.DataFrame(pairs, schema=["modifier_words", "modifier"], orient="row")
    table = table.with_columns(pl.col("modifier_words").str.replace_all("[ \n-]+", " ").str.strip_chars())
    return table.unique("modifier_words", keep="first")


def with_modifiers(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `modifier` (=, ~, <, <=, >, >=) from the words before the number (`lead`) and after the unit (`rest`)."""
    unsigned = pl.col("near_lead").str.replace(_SIGN, "")
    numbers = on_rows(numbers, pl.col("is_minus"), _unsigned=unsigned)
    numbers = numbers.with_columns(
        _unsigned=pl.coalesce("_unsigned", "near_lead"),
        _unsigned_no=pl.when(pl.col("is_minus")).then(_own_number() + pl.len()).otherwise(pl.col("lead_no")),
    )
    numbers = once_each(numbers, "_unsigned_no", ["_unsigned"], _with_front_modifiers)
    trailing = f"^(?:{SPACE}?-?(?:{escaped(list(TRAILING))}))"
    behind = pl.col("rest").str.extract(trailing, 0).str.strip_chars(" \n-")
    behind = behind.replace_strict(TRAILING, default=None, return_dtype=pl.String)
    numbers = on_rows(numbers, pl.col("rest").str.contains(trailing), _behind=behind)
    # "allocated over five years" is no bound; "for over five years" is.
    over = (pl.col("decided") == "duration") & (pl.col("_front") == "over")
    during = ~pl.col("_unsigned").str.contains(_TRULY_OVER) & ~pl.col("rest").str.contains(
        f"^{SPACE}(?:ago|later|earlier|old|away|before|after|now)"
    )
    numbers = on_rows(numbers, over, _during=during)
    bound = pl.when(~pl.col("_during").fill_null(False)).then(pl.col("modifier"))
    numbers = numbers.with_columns(modifier=pl.coalesce(bound, "_behind", pl.lit("=")))
    return numbers.drop("_unsigned", "_unsigned_no", "_front", "_behind", "_during")


_SIGN = "(?:(?i:minus|negative)[ \n-]|[-−])$"


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


def per_pattern() -> str:
    """A denominator at the start of `rest`: " per share", " a barrel", "/sq ft"."""
    nouns = escaped(_PER_NOUNS.split("|"))
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
