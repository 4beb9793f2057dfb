"""Affixes and context of a number: "US$" before it, "million", "square feet" or "per share" after."""

import polars as pl

from transforms.columns.distinct import apply_once, encode, own_number
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units import lexicon
from transforms.numeric.units.affixes import with_letters, with_prefixes
from transforms.numeric.units.unit_names import with_unit_words
from transforms.numeric.windows import with_wordings
from transforms.text import windows
from transforms.text.patterns import beyond

# Bytes read on either side of a number: room for a modifier and a long currency name.
BEFORE, AFTER = 48, 72

# "2 in. thick", "snow: 5 in": nothing that a preposition could have behind it.
_MEASURES_INCHES = "^(?:$|[.,;)]|[ -](?:thick|wide|long|tall|high|deep|across|x|of (?:rain|snow))(?-u:\\b))"

# "45-plus hours", "20-odd years": what bounds a figure before its unit.
JOINT = "^[- ](?:plus|odd|something)[ -]"
_QUOTE, _UNQUOTE = '["“‘]$', '^["”’] '

_TRADED = (
    "^ (?:[a-z]+ ){0,2}(?:shares?|options?|stocks?|contracts?|warrants?|bonds?|calls?|puts?|chips?|cards?"
    "|processors?|gpus?|cpus?|systems?|servers?|laptops?|employees|workers|staff|members|points|directors|executives|printers|jobs"
    "|engineers|managers|investors|customers)(?-u:\\b)"
)
_DETERMINER = "^ (?:the|an?|its|his|her|their|our|this|that|another|one|how|where|when)(?-u:\\b)"
_FILED = (
    "^ (?:report|filing|form|disclosure|holding|freighter|document|notice|statement|series|model|version|jet|plane)"
)
_LINES_OF_VIDEO = ["144", "240", "360", "480", "576", "720", "1080", "1440", "2160", "4320"]
_FEET, _INCHES = ("'", "’", "′"), ('"', "”", "″", "''")
# "6'2\"", "5’ 10½”", and what precedes their inches.
_AND_INCHES = "^['’′] ?[0-9]{1,2}(?:[½¼¾]|[.][0-9]| ?[0-9]/[0-9])?(?:[\"”″]|''|’’| ?in(?:ch(?:es)?)?(?-u:\\b))"
_OF_FEET = "[0-9]['’′] ?$"


def with_surroundings(numbers: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add prefix, suffix and context windows to numbers.

    Adds `after` (window), `near_before` and `near_after` (its part up to the next figure), `prefix` (currency before),
    `lead` (what precedes that), `suffix` (unit with what joins it), `tail` (what follows the figure) and `rest`
    (what follows its unit), all String, empty where there is none; and the columns of lexicon.surfaces() for the
    prefix (`prefix_*`) and the suffix.
    """
    numbers = windows.around(numbers, texts, before=BEFORE, after=AFTER)
    numbers = with_wordings(numbers, texts)
    lead_no, after_no = (encode(numbers[name]).number for name in ("near_before", "near_after"))
    numbers = numbers.with_columns(lead_no=lead_no, after_no=after_no, tail_no=after_no)
    numbers = apply_once(numbers, "lead_no", ["near_before"], with_prefixes)
    leads = {
        f"_{name}": pl.col(name).str.head(pl.col(name).str.len_chars() - pl.col("prefix").str.len_chars())
        for name in ("before", "near_before")
    }
    numbers = on_rows(numbers, pl.col("prefix") != "", **leads)
    numbers = numbers.with_columns(
        lead=pl.coalesce("_before", "before"), near_lead=pl.coalesce("_near_before", "near_before")
    ).drop("_before", "before", "_near_before", "near_before")
    numbers = with_letters(_without_double_blanks(numbers))
    # "two tenths of a percent", "half of 1 percent"; "tens of thousands of dollars"; "45-plus hours".
    of_a = pl.col("tail").str.extract(f"^{SPACE}of{SPACE}(?:an?|1|one){SPACE}", 0)
    joint = pl.col("tail").str.extract(JOINT, 0)
    of = pl.col("tail").str.extract(f"^{SPACE}of{SPACE}", 0)
    fraction = pl.col("sort") == "fraction"
    # He is "99.9" percent certain.
    quoted = pl.col("tail").str.contains(_UNQUOTE) & pl.col("near_lead").str.contains(_QUOTE)
    joint = pl.when(quoted).then(pl.col("tail").str.extract(_UNQUOTE, 0)).otherwise(joint)
    of_it = pl.when(pl.col("sort") == "vague").then(of).when(fraction).then(of_a).otherwise(joint)
    asked = pl.col("sort").is_in(["fraction", "vague"]) | pl.col("tail").str.contains(f"{JOINT}|{_UNQUOTE}")
    numbers = on_rows(numbers, asked, _of_a=of_it)
    # The figure of "of 1 percent" ends the window.
    near = pl.when(pl.col("_of_a").str.contains("1")).then("tail").otherwise("near_tail")
    behind = near.str.slice(pl.col("_of_a").str.len_chars())
    numbers = on_rows(numbers, pl.col("_of_a").is_not_null(), _behind=behind)
    number = pl.when(pl.col("_behind").is_null()).then("tail_no").otherwise(own_number() + pl.len())
    numbers = numbers.with_columns(_behind=pl.coalesce("_behind", "near_tail"), _behind_no=number)
    numbers = apply_once(numbers, "_behind_no", ["_behind"], _with_units)
    numbers = numbers.with_columns(
        suffix=pl.when(pl.col("_unit").is_null())
        .then(pl.lit(""))
        .otherwise(pl.concat_str("_of_a", "_unit", ignore_nulls=True)),
        suffix_word=pl.col("suffix_word").fill_null(""),
    )
    return _without_shared_marks(_without_false_letters(_with_points_of_rates(numbers)))


def _without_double_blanks(numbers: pl.DataFrame) -> pl.DataFrame:
    """Leave one of some blanks in the words before a number ("at least  80"), which are asked and never measured."""
    doubled = pl.col("lead").str.contains("  ", literal=True)
    single = {f"_{name}": pl.col(name).str.replace_all(" {2,}", " ") for name in ("lead", "near_lead")}
    numbers = on_rows(numbers, doubled, **single)
    numbers = numbers.with_columns(pl.coalesce(f"_{name}", name).alias(name) for name in ("lead", "near_lead"))
    return numbers.drop(single)


# "cut rates by a quarter point", "a half-point rise in its key rate": of a percentage.
_POINT = f"^(?:{SPACE}|-)(?:of{SPACE}a{SPACE}|an?{SPACE})?points?(?-u:\\b)"
_OF_RATES = (
    "(?-u:\\b)(?:(?i:rates?|yields?|borrowing costs?|monetary|interest|inflation|hikes?|basis)|Fed|ECB|FOMC|RBI|RBA|BOE"
    "|BoE|BOJ|central bank)(?-u:\\b)"
)


def _with_points_of_rates(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give "a quarter point" of an interest rate the unit percentage point."""
    point = pl.col("near_tail").str.extract(_POINT, 0)
    around = pl.concat_str("lead", pl.lit(" 0"), "tail")
    of_rates = pl.when(around.str.contains(_OF_RATES)).then(point)
    asked = (pl.col("sort") == "fraction") & (pl.col("suffix") == "")
    numbers = on_rows(numbers, asked, _point=of_rates)
    found = pl.col("_point").is_not_null()
    return numbers.with_columns(
        suffix=pl.coalesce("_point", "suffix"),
        suffix_word=pl.when(found).then(pl.lit("point")).otherwise("suffix_word"),
        surface_no=pl.when(found).then(_row_of("percentage points")).otherwise("surface_no"),
    ).drop("_point")


def _with_units(wordings: pl.DataFrame) -> pl.DataFrame:
    """The unit at the start of `_behind`, its word, what it means and what speaks against it."""
    wordings = with_unit_words(wordings, "_behind")
    wordings = wordings.with_columns(suffix_word=pl.col("_unit").str.strip_chars(" \n\u00a0-()"))
    rest, word = beyond("_behind", "_unit"), pl.col("suffix_word")
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
        # "640 AMD put options", "2018 marks a turn", "a 13F report".
        _other=(word.str.contains("^(?:[A-Z]{3}|HP)$") & rest.str.contains(_TRADED))
        | (word.str.contains("^marks?$") & rest.str.contains(_DETERMINER))
        | (word.is_in(["F", "C"]) & rest.str.contains(_FILED)),
        _inches=word.is_in(["in", "in."]) & rest.str.contains(_MEASURES_INCHES),
        _blank=pl.col("_unit").str.contains("^[ \n\u00a0]"),
        _name=word.str.contains("^[A-Z][a-z]{2,}$"),
        _word_too=word.is_in(["MP", "won"]),
    )
    doubtful = pl.col("_is_next") | pl.col("_is_next_apart") | pl.col("_letter") | pl.col("_name") | pl.col("_other")
    doubtful |= pl.col("_word_too")
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
    # "11,000K" are kelvins; a 5K run, 300K views and "3000K" are not.
    drop |= (word == "K") & ~text.str.contains(",", literal=True)
    drop &= ~(word.is_in(["in", "in."]) & pl.col("lead").str.contains("(?:^|[^A-Za-z])(?:ft|feet|foot)[.]?[ -]$"))
    drop |= word.is_in([*_FEET, *_INCHES]) & (pl.col("lead").str.contains("[\"'“‘`]") | text.str.contains("[0-9]{3}"))
    # A curly quotation mark is one unless it is part of "6’2”".
    drop |= word.is_in(["’", "”"])
    feet = word.is_in(_FEET) & text.str.contains("^[0-9]{1,3}$") & pl.col("tail").str.contains(_AND_INCHES)
    drop &= ~(feet | (word.is_in(_INCHES) & pl.col("lead").str.contains(_OF_FEET)))
    drop |= pl.col("_other") & (pl.col("power") == 0)
    drop |= (word == "MP") & ~text.str.contains("[0-9]$")  # "one MP" is no megapixel
    # "All four won", "Of 40 candidates, 12 won": nobody pays a few won; "last year 60 won prizes".
    few = (pl.col("value") < _LEAST_WON) | pl.col("tail").str.contains(_WON_SOMETHING)
    drop |= (word == "won") & few & (pl.col("power") == 0) & (pl.col("letter") == "")
    drop |= (word == "p") & text.is_in(_LINES_OF_VIDEO)
    drop |= word.is_in(["F", "C"]) & text.str.contains("^7[0-8]7$")
    drop |= pl.col("_is_next") | (pl.col("_is_next_apart") & (pl.col("prefix") != ""))
    # "During 2016 Stone spoke": a year and a name.
    drop |= text.str.contains("^(?:19|20)[0-9]{2}$") & pl.col("_name") & (pl.col("prefix") == "")
    numbers = on_rows(numbers, pl.col("_doubtful"), _drop=drop)
    dropped = pl.col("_drop").fill_null(value=False)
    numbers = numbers.with_columns(
        *(pl.when(dropped).then(pl.lit("")).otherwise(pl.col(name)).alias(name) for name in ("suffix", "suffix_word")),
        surface_no=pl.when(~dropped).then(pl.col("surface_no")),
    )
    # "a 6-foot-4 forward": the inches have no word.
    inches = pl.col("near_lead").str.contains(_FOOT_BEFORE) & text.str.contains("^(?:[0-9]|1[01])$")
    numbers = numbers.with_columns(
        surface_no=pl.when(inches & (pl.col("suffix") == "")).then(_row_of("inches")).otherwise("surface_no")
    )
    numbers = on_rows(numbers, pl.col("suffix") != "", _rest=beyond("tail", "suffix"))
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
        "_other",
        "_word_too",
        "_behind",
        "_behind_no",
    )


_LEAST_WON = 50
_WON_SOMETHING = (
    "^ won (?:the|their|his|her|its|all|both|places?|seats?|prizes?|medals?|awards?|elections?|re-?election|gold|silver"
    "|bronze|titles?|cases?|through|out)(?-u:\\b)"
)
_FOOT_BEFORE = "(?:[0-9]|one|two|three|four|five|six|seven|eight|nine|ten)-f(?:oot|eet|t)-$"


def _row_of(word: str) -> pl.Expr:
    """The row of lexicon.surfaces() for a unit's word."""
    keys = lexicon.surfaces()["key"]
    return pl.lit((keys == word).arg_max(), pl.UInt32)


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
        lead_no=pl.when(shared).then(own_number()).otherwise(pl.col("lead_no")),
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
