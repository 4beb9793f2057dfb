"""Prefixes and suffixes of a figure: "US$" and "Rs" before it, "k" and "m" behind it."""

import polars as pl

from transforms.columns.distinct import apply_once, own_number
from transforms.columns.lazy import once
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units import lexicon
from transforms.numeric.units.shared_letters import with_shared_letters
from transforms.numeric.units.stop_words import STOP
from transforms.text.patterns import beyond, escaped

# A letter that multiplies: behind an amount of money, or before a noun or a unit ("12.3m tonnes").
_LETTER = "^(?: {2}k(?-u:\\b)| ?(?:[kKmMbBtTG]|MM|mm)(?-u:\\b))"
# "1.9m Ukrainians", "500k subscribers", "6.1m printed and online copies", "12.3m tonnes".
_LETTER_BEFORE_NOUN = (
    "^[kKmMbB]((?: [A-Za-z][A-Za-z.-]*,?){0,4}? (?:[a-z]{2,}[a-rtv-z]s|[A-Z][A-Za-z]+s|people|men|women|children"
    "|staff|troops|police|personnel|euros?|barrels|fish|sheep|cattle|aircraft))(?-u:\\b)"
)
# "3m kronor", "a 20m yuan fine", "2m Swedish krona": money whose name does not end like a plural.
_MONIES = (
    "kron(?:or|er|e|a|ur)|yuan|yen|won|rand|baht|naira|zloty|lir[ae]|rupiah|ringgit|dong|birr|taka|kwacha|cedi|lei|leva"
    "|forint|renminbi|rupee|peso|real|reais|rou?ble|hryvnia|riyal|rial|dirham|dinar|shekel|franc|pound|euro|dollar|kuna"
    "|koruna|som|tenge|manat|lari|dram|kip|kyat|riel|tugrik|ariary|metical|pula|dalasi|leone|gourde|guarani|boliviano"
    "|quetzal|lempira|colon|cordoba|balboa|tala|vatu|kina|toman|shilling"
)
_LETTER_BEFORE_MONEY = f"^[kKmMbB] ?[$€£¥₹]|^[kKmMbB] (?:[A-Z][a-z]+ )?(?:{_MONIES})(?-u:\\b)"
# "Some 2.4m were vaccinated": persons, at the head of a clause.
_LETTER_BEFORE_VERB = (
    "^[kKmMbB] (?:were|are|have|had|voted|live|lived|died|fled|lost|came|left|stayed|watched|signed|joined)(?-u:\\b)"
)
_OPENS_A_CLAUSE = (
    '(?:^|[.;:,”"\n] |(?i:(?:^|[^a-z])(?:about|some|nearly|almost|and|but|another|than|while|estimated) ))$'
)
# "1.2m sq km", "40m cubic metres", "3k km".
_LETTER_BEFORE_MEASURE = (
    "^[kKmMbB] (?:sq[.]? ?(?:km|m|ft|feet|miles?|yards?|metres?|meters?|kilomet(?:re|er)s?)|km2?"
    "|m3|m³|km²|ha|kg|[kMGT]Wh?"
    "|(?:square|cubic) (?:(?:kilo)?met(?:re|er)s?|miles?|feet|yards?|km)|bpd|b/d|boe/d|tpa|cu[.]? ?(?:ft|m))(?-u:\\b)"
)
_LETTER_APART_BEFORE_NOUN = (
    "^ [MBK] (?:people|users|customers|viewers|views|downloads|subscribers|followers|visitors|barrels|tonnes|tons"
    "|dollars|euros)(?-u:\\b)"
)
# What metres are followed by: sizes, races, and things that are so long or high.
_OF_METRES = (
    "^m (?:wide|long|tall|deep|high|away|above|below|thick|across|apart|square|cubic|race|sprint|hurdle|dash|final"
    "|freestyle|backstroke|breaststroke|butterfly|medley|relay|individual|steeplechase|world|olympic|event|run|walk"
    "|swim|title|gold|silver|bronze|champion|heat|semi|pool|air|rifle|pistol|platform|springboard|wave|swell|radius"
    "|depth|cable|ladder|pole|mast|tower|wall|bridge|boat|yacht|ship|screen|track|lane|court|putt|drive|penalt"
    "|strike|stretch|tunnel|level|seas)"
)
_FUN_RUNS = "^[kK] (?:race|run|fun|walk|charity|course|event)"
# "100K", "1.2M" by themselves, but neither the company 3M nor a 5K run.
_LETTER_ALONE = "^[kKMBG](?-u:\\b)"
# "an 18K gold watch".
_OF_GOLD = "^[kK] (?:(?:white|yellow|rose|solid|pure) )?(?:gold|jewel)"
# "2.33 k", "1,674.5 G", where nothing follows that they could belong to; "a 10 k" is a run.
# Both ends of a range: "4k-6k".
_LETTER_TO, _LETTER_FROM = "^[kKmMbB] ?[-–] ?[0-9]", "[0-9][kKmMbB] ?[-–] ?$"
_LETTER_APART = "^ {1,2}[kMG](?:$|[.,;:!?)](?:[^A-Za-z]|$))"
SCALE_BEHIND = f"^{SPACE}(?:million|billion|trillion|thousand|bn|mn|crore|lakh)(?-u:\\b)"
# Marks that only follow the figure.
_ONLY_BEHIND = ("kn", "лв", "Tomans", "đ")
# Codes that are words too: before a figure they need their country in the article, and no other word in capitals.
_WORDS_TOO = ("CUP", "COP", "PEN", "RON", "GEL", "TRY", "BAM", "LAK", "MOP")
_IN_CAPITALS = f"(?:[A-Z]{{2,}}[ ,.:-]+|[0-9] ?)(?:{'|'.join(_WORDS_TOO)}) ?$"
_SMALL_AFTER = f"(?:{'|'.join(_WORDS_TOO)})[-−]?$"


_ARTICLE = "(?:^|[^A-Za-z])(?i:the|an?|his|her|their) $"


def _before_noun(near: pl.Expr) -> pl.Expr:
    """Whether a multiplying letter and a noun follow the figure."""
    between = near.str.extract(_LETTER_BEFORE_NOUN, 1).str.replace_all("(?-u:\\b)[A-Z]{2,}(?-u:\\b)", "X")
    noun = between.is_not_null() & ~between.str.to_lowercase().str.contains(f"(?:^|[ ])(?:{_CLAUSE})[ ,]")
    noun &= ~near.str.contains(_OF_METRES) & ~near.str.contains(_FUN_RUNS)
    return noun | near.str.contains(f"{_LETTER_BEFORE_MONEY}|{_LETTER_BEFORE_MEASURE}|{_LETTER_APART_BEFORE_NOUN}")


# Words that no noun phrase goes across; "printed and online copies" goes across its "and".
_CLAUSE = "|".join(word for word in STOP.split("|") if word not in ("and", "or"))


@once
def prefix_pattern() -> str:
    """A currency at the end of what precedes a number."""
    marks = lexicon.currencies().filter(pl.col("found_as") != "name", pl.col("surface").str.len_chars() > 1)
    begin = [word for word in marks["surface"].to_list() if word not in _ONLY_BEHIND]
    local = _letters_alone()
    words = [word for word in (*begin, *local) if word[0].isalnum()]
    signs = [word for word in begin if not word[0].isalnum()]
    return f"(?:(?-u:\\b){escaped(words)}|{escaped(signs)}|[$€£¥￥₹₨₩₪₽₺₫₴₦₱₡₵₸₾₼₿₭₮₲៛฿৳]){SPACE}?[-−]?$"


def with_prefixes(wordings: pl.DataFrame) -> pl.DataFrame:
    """The mark of money at the end of `near_before` and what it means."""
    prefix = pl.col("near_before").str.extract(prefix_pattern(), 0).fill_null("")
    # "CVE-2020", "PHP-8"; letters at the end of a line are another sentence's.
    other = prefix.str.contains("^[A-Za-z]+[-−]$|^[A-Za-z][^$€£¥]*\n")
    # Signs of countries as parts of names: "Vitamin D 500", "U.S. R 21", "ID.5".
    other |= pl.col("near_before").str.contains("[&./'’-](?:[A-Z]|ID)[.]? ?$") & prefix.str.contains(
        "^(?:[A-Z]|ID)[.]? ?$"
    )
    other |= pl.col("near_before").str.contains(_IN_CAPITALS) | prefix.str.contains(_SMALL_AFTER)
    wordings = wordings.with_columns(prefix=pl.when(other).then(pl.lit("")).otherwise(prefix))
    mark = pl.col("prefix").str.strip_chars(" \n\u00a0-−")
    wordings = wordings.with_columns(prefix_key=pl.when(mark != "").then(mark))
    return wordings.join(_marks(), on="prefix_key", how="left", maintain_order="left")


@once
def _letters_alone() -> list[str]:
    """Letters that are a sign of money where their country is named."""
    local = lexicon.currencies().filter(pl.col("found_as") == "local", pl.col("surface").str.len_chars() == 1)
    return [sign for sign in local["surface"].to_list() if sign.isalpha() and sign.isascii()]


@once
def _marks() -> pl.DataFrame:
    """What each mark before a figure means: prefix_key, prefix_factor, prefix_codes, prefix_from."""
    prefixes = lexicon.currencies().filter(pl.col("found_as") != "name")
    return prefixes.select(
        prefix_key=pl.col("surface"),
        prefix_factor=pl.col("factor"),
        prefix_codes=pl.col("codes"),
        prefix_from=pl.when(pl.col("surface").is_in(_WORDS_TOO)).then(pl.lit("local")).otherwise("found_as"),
    ).unique("prefix_key", keep="last", maintain_order=True)


def with_letters(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add `letter`, what multiplies the figure or names its dollars right behind it, and `tail`, what follows that."""
    near = pl.col("near_after")
    numbers = apply_once(
        numbers,
        "after_no",
        ["near_after"],
        lambda wordings: wordings.with_columns(
            _letter=near.str.extract(_LETTER, 0),
            _before_noun=_before_noun(near),
            _metres=near.str.contains("^m ") & ~near.str.contains(_LETTER_BEFORE_MONEY),
            _before_verb=near.str.contains(_LETTER_BEFORE_VERB),
            _ranged=near.str.contains(_LETTER_TO),
            _alone=near.str.contains(_LETTER_ALONE),
            _of_gold=near.str.contains(_OF_GOLD),
            _kelvins=near.str.contains("^K(?-u:\\b)"),
            _apart=near.str.contains(_LETTER_APART),
            _large=near.str.contains("^[MBbG](?-u:\\b)"),
            _of_states=near.str.contains(" (?:U[.]S[.]|US(?-u:\\b))"),
        ),
    )
    whole = pl.col("text").str.contains("^[0-9]+$")
    multiplies = (
        (pl.col("prefix") != "")
        # "The 400 m hurdles" are told by their article too.
        | (pl.col("_before_noun") & ~(pl.col("_metres") & whole & pl.col("near_lead").str.contains(_ARTICLE)))
        | (pl.col("_before_verb") & pl.col("near_lead").str.contains(_OPENS_A_CLAUSE))
        # "11,000K" are kelvins.
        | (
            pl.col("_alone")
            & (pl.col("value") >= 10)
            & ~pl.col("_of_gold")
            & ~(pl.col("_kelvins") & pl.col("text").str.contains(",", literal=True))
        )
        | (pl.col("_apart") & (pl.col("value") >= 10) & ~pl.col("near_lead").str.contains("(?:^|[^A-Za-z])(?i:an?) $"))
        | (pl.col("_apart") & pl.col("text").str.contains(".", literal=True))
        | pl.col("_ranged")
        | pl.col("near_lead").str.contains(_LETTER_FROM)
        | (pl.col("_large") & pl.col("text").str.contains(".", literal=True))
    )
    digits = pl.col("text").str.contains("[0-9]$")
    numbers = on_rows(numbers, pl.col("_letter").is_not_null(), letter=pl.when(multiplies & digits).then("_letter"))
    numbers = with_shared_letters(numbers)
    # "$75 U.S. per barrel".
    american = beyond("near_after", "letter").str.extract("^ (?:U[.]S[.]|US(?-u:\\b))", 0)
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
    tails = {"tail": beyond("after", "letter"), "near_tail": beyond("near_after", "letter")}
    numbers = on_rows(numbers, pl.col("letter") != "", **tails)
    numbers = numbers.with_columns(
        tail=pl.coalesce("tail", "after"),
        near_tail=pl.coalesce("near_tail", "near_after"),
        tail_no=pl.when(pl.col("letter") == "").then("tail_no").otherwise(own_number()),
    )
    return numbers.drop(
        "_letter",
        "_before_noun",
        "_metres",
        "_before_verb",
        "_ranged",
        "_alone",
        "_kelvins",
        "_of_gold",
        "_apart",
        "_large",
        "_of_states",
        "_american",
        "after",
    )
