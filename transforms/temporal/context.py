"""What the words around a date tell: "will meet Friday" looks ahead, "$1990" and "the 22-year-old" are no dates."""

import polars as pl

from transforms import spans
from transforms.temporal.words import EDGE

# Every pattern here reads ASCII only and captures nothing: both cost a factor of ten and more.
_FUTURE = (
    r"will|shall|won't|'ll|due|schedul[a-z]+|slated|plans?|planned|planning|expect[a-z]*|set (?:to|for)|going to|upcoming"
    r"|until|till|would|hopes?|intends?|wants?|aims?|ready|about to|as (?:early|soon|late) as|effective|payable"
    r"|starts|begins|opens|ends|kicks off|meets|expires?|through"
)
_PAST = (
    r"said|says|was|were|had|did|has|have|told|(?-i:[a-z][a-z]+ed)|came|went|made|took|met|left|fell|rose|won|lost|got|gave"
    r"|held|began|saw|found|sent|spoke|wrote|became|shot|struck|sold|bought|paid|led|ran|put|hit|cut|since|last|spent"
    r"|broke|set"
)
# "will be paid", "was to be discussed": one cue, whatever the verb at its end looks like.
_TO_COME = (
    r"(?:will|would|shall|may|must|(?:is|are|was|were|set|due|scheduled|expected|planned|likely) to|'ll)"
    r"(?: (?:not|also|be|have|then|only|again))* [a-z]+"
)
# "failed to agree", "continued to fall": done, though an infinitive follows.
_DONE = (
    r"(?:continued|began|failed|helped|managed|used|had|forced|seemed|appeared|started|refused|voted|tried|attempted"
    r"|rushed|went|came|returned) to [a-z]+"
)
# "to the embassies", "due to an error": no infinitive.
_TO_THE = r"(?:next |due )?to (?:the|an?|its|his|her|their|our|this|these|those|more|at|about|be a)"
# "agreed to meet on", "by", the last words before the mention.
_JUST_BEFORE = r"to (?:be )?[a-z]+(?: (?-i:[a-z]+))?(?: (?-i:[a-z]+))? (?:on )?$|by(?: (?:the|this|next|early|late|mid|end of))?[ -]?$"
_SENTENCE_END = r"[a-z0-9][.!?][\"')]*[ \n]+|\n"
_CUE = rf"(?i-u)(?:{_SENTENCE_END}|{EDGE}(?:(?:{_TO_THE}|{_DONE}|{_TO_COME}|{_FUTURE}|{_PAST}){EDGE}|{_JUST_BEFORE}))"
_CUE_AFTER = rf"(?i-u)(?:{_SENTENCE_END}|[;:]|{EDGE}(?:will|won't|would|(?:is|are) (?:expected|scheduled)|{_PAST}){EDGE})"
# What a cue says, by the first of these it is.
_CUE_MEANS = [
    (0, rf"(?i-u)^(?:{_SENTENCE_END}|[;:]|{_TO_THE})$"),
    (-1, rf"(?i-u)^(?:{_DONE})$"),
    (1, rf"(?i-u)^(?:{_TO_COME}|{_FUTURE}|{_JUST_BEFORE}|(?:is|are) (?:expected|scheduled))$"),
    (-1, rf"(?i-u)^(?:{_PAST})$"),
]
# "ended Sept. 30" lies behind, whatever the verb before it.
_ENDED = rf"(?i-u){EDGE}(?:ended|dated)[ \n]+(?:on[ \n]+)?$"

# Kinds whose direction hangs on the tense around them.
_TENSED = ["weekday", "month", "part", "day", "holiday"]


def tenses(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `tense` (Int32): 1 where the nearest cue in the sentence speaks of the future, -1 of the past, else null.

    -2 means certainly past ("ended Sept. 30").
    """
    mentions = mentions.with_row_index("_row")
    asked = mentions.select("_row", "text_no", "start_byte", "end_byte").filter(
        mentions.select(
            (pl.col("kind").is_in(_TENSED) & pl.col("step").is_null())
            | ((pl.col("rule") == "in_focus") & (pl.col("unit") == "weekend")),
        ).to_series(),
        mentions.select(pl.col("year").is_null() & pl.col("year_step").is_null()).to_series(),
    )
    beside = spans.around(asked, texts, before=100, after=50)
    cues = beside.select(
        "_row",
        "after",
        ended=pl.col("before").str.contains(_ENDED),
        cue=pl.col("before").str.extract_all(_CUE).list.last(),
    )
    found = _meaning(cues)
    silent = found["means"].is_null()
    after = cues.filter(silent).select("_row", cue=pl.col("after").str.extract_all(_CUE_AFTER).list.first())
    after = _meaning(after).select("_row", later="means")
    tense = pl.when(pl.col("ended")).then(-2).otherwise(pl.coalesce("means", "later")).cast(pl.Int32)
    found = found.join(after, on="_row", how="left").select("_row", tense=tense)
    return mentions.join(found, on="_row", how="left", maintain_order="left").drop("_row")


def _meaning(cues: pl.DataFrame) -> pl.DataFrame:
    """Add `means`, read once per different cue."""
    chain = pl.lit(None, pl.Int32)
    for means, pattern in reversed(_CUE_MEANS):
        chain = pl.when(pl.col("cue").str.contains(pattern)).then(means or None).otherwise(chain)
    known = cues.select(pl.col("cue").unique()).with_columns(means=chain.cast(pl.Int32))
    return cues.join(known, on="cue", how="left", maintain_order="left")


# Things that are so many years old; whatever else is, is a person or a beast.
_OLD_THINGS = (
    "war|conflict|crisis|dispute|feud|strike|stalemate|standoff|cease-?fire|truce|agreement|deal|pact|treaty|law|ban"
    "|embargo|blockade|siege|insurgency|uprising|rebellion|revolt|campaign|government|administration|coalition|regime"
    "|republic|state|nation|country|kingdom|program|programme|project|policy|plan|rule|tradition|company|firm|business"
    "|building|institution|organi[sz]ation|group|party|movement|union|league|club|team|school|university|church"
    "|cathedral|temple|mosque|bridge|tower|house|home|ship|plane|jet|aircraft|fleet|car|vehicle|train|scheme|system"
    "|standard|technology|record|mark|monarchy|dynasty|empire|alliance|partnership|marriage|relationship|friendship"
    "|case|lawsuit|investigation|probe|inquiry|trial|slump|recession|expansion|recovery|drought|famine|epidemic|pandemic"
    "|outbreak|contract|software|magazine|newspaper|paper|airline|museum|theat(?:er|re)|hotel|factory|plant|mine"
    "|occupation|intifada|struggle|effort|process|constitution|legislation|restriction|sanctions|bull market"
)
_COUNTED = (
    "people|persons?|troops|soldiers|men|women|children|dead|miles|kilomet(?:er|re)s|km|met(?:er|re)s|feet|tons|tonnes"
    "|dollars|euros|pounds|yen|points|votes|jobs|workers|employees|homes|houses|seats|members|students|police|shares"
    "|barrels|percent|per cent|hours|police|officers|civilians|refugees|delegates|acres|hectares|years|days|cases"
    "|copies|units|degrees|guests|demonstrators|protesters|others|more"
)
_YEAR_CUE = (
    r"(?i)(?:^|[(,\n-] ?|\b(?:in|since|of|by|from|to|until|till|before|after|during|and|the|for|than|early|late|about"
    r"|around|or|through|between|a|this|that|summer|winter|spring|fall|year|its|his|her|their|into|back|circa|mid))[ \n]?$"
)
_RATE = (
    r"(?i)(?:[0-9][0-9.,]*|%|\b(?:million|billion|thousands?|hundreds?|dozens?|percent|cents?|times|one|two|three|four"
    r"|five|six|seven|eight|nine|ten|twelve|twenty))(?:[ ][a-z-]+){0,3}[ ]$"
)
_MONTH_CUE = (
    r"(?i)\b(?:in|since|of|by|from|to|until|till|before|after|during|and|or|the|for|than|through|between|this|that|last|next"
    r"|every|each|as|its|their|early|late|mid|on|around|about|ending|ended|with|a|past|coming|over|was|is|at)[ \n-]$|[,;(\x{2014}-] ?$|^$"
)


def without_look_alikes(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Drop what only looks like a date: prices, quantities, scores, ages, verbs, names of people and of programmes.

    Takes mentions with the fields of the grammar; lengths that are rates ("$5 a year") become sets.
    """
    beside = spans.around(mentions, texts, before=24, after=24)
    before, after, text = pl.col("before"), pl.col("after"), pl.col("text")
    rule, unit = pl.col("rule"), pl.col("unit")
    mid_sentence = before.str.contains(r"[A-Za-z0-9,]['\x{2019}]?[ ]$")
    capital_next = after.str.contains(r"^[ ][A-Z]")

    figure = text.str.contains("^[0-9]")
    price = figure & before.str.contains(r"(?:[$\x{a3}\x{20ac}\x{a5}#]|US\$|[0-9][.,:/-]|\b[Nn]o\. ?)$")
    price = price | (figure & after.str.contains(r"^(?:[.,:][0-9]|%| ?per ?cent\b)"))

    bare_year = (rule == "year") & text.str.contains(r"^[0-9]{4}$")
    year = pl.col("year").is_between(1900, 2059)
    no_year = bare_year & (
        after.str.contains(r"^(?:-[a-z0-9]|/[0-9])")
        | (~year & ~before.str.contains(_YEAR_CUE))
        | (after.str.contains(rf"^[ ](?:[a-z]+[ ])?(?:{_COUNTED})\b") & ~before.str.contains(r"(?i)\b(?:in|since|of)[ \n]$"))
        | before.str.contains(r"\b(?:Windows|Office|Boeing|[Ff]light|Highway|Route|[Rr]oom|Resolution|Peugeot|Nikkei|Russell|FTSE)[ ]$")
    )
    in_words = (rule == "year") & text.str.contains(r"(?i)^(?:two.thousand|(?:eight|nine)teen.hundred)$")

    plain_clock = (rule == "clock") & text.str.contains(r"^[0-9]{1,2}[:.][0-9]{2}$")
    no_clock = plain_clock & ~(
        text.str.contains(":", literal=True)
        & before.str.contains(r"(?i)\b(?:at|by|until|from|to|till|before|after|about|around|and)[ \n]$")
    )
    no_clock = no_clock | ((rule == "clock") & (text == "Noon") & mid_sentence)

    bare_month = (rule == "month") & text.str.contains("^[A-Z][A-Za-z]+$")
    ambiguous = text.is_in(["May", "March", "April", "June", "August"])
    no_month = bare_month & ambiguous & (
        ~before.str.contains(_MONTH_CUE)
        | (capital_next & ~before.str.contains(r"(?i)\b(?:in|since|until|by|during)[ \n]$"))
        | ((text == "March") & after.str.contains(r"^[ ](?:for|of the|on|against|to)[ ][A-Z]"))
        | ((text == "May") & (before.str.contains(r"(?:^|\n|[.!?\"] ?)$") | before.str.contains(r"[A-Z][a-z]+\.?,?[ ]$")))
    )

    bare_season = (rule == "season") & pl.col("year").is_null() & pl.col("step").is_null() & pl.col("year_step").is_null()
    fall = text.str.contains("(?i)(?:fall|spring)$")
    said_of_season = before.str.contains(r"(?i)\b(?:in|by|since|until|during|early|late|each|every|mid|of)[ \n-]$")
    no_season = bare_season & (
        (fall & ~text.str.contains(r"(?i)^(?:the|early|late|mid)") & ~said_of_season)
        | (text.str.contains(r"(?i)fall$") & after.str.contains(r"^[ ](?:in|of|to|from)\b"))
        | after.str.contains(r"^[ ](?:Olympi|Games|[A-Z])|^-")
        | (text.str.contains("^[A-Z]") & mid_sentence)
        | (~said_of_season & ~text.str.contains(r"(?i)^(?:the|early|late|mid)"))
    )
    no_season = no_season | ((rule == "season") & text.str.contains("(?i)^(?:this|that|the) fall$") & after.str.contains("^ (?:in|of|to) "))

    no_unit = (
        (rule.is_in(["one_unit", "in_focus"]) & (unit == "second"))
        | ((rule == "one_unit") & (unit == "quarter") & ~text.str.contains("(?i)past"))
        | (rule.is_in(["attributive", "duration"]) & (unit == "quarter") & (text.str.contains("(?i)-quarters") | (after.str.contains("^ of ") & text.str.contains("(?i)(?:three|two) quarters$"))))
        | ((rule == "in_focus") & text.str.contains("(?i)^the (?:day|decade|century)$"))
        | ((rule == "in_focus") & after.str.contains(r"^[ ](?:before|after|when|that|in which)\b"))
        | ((rule == "part_of_day") & text.str.contains("(?i)^(?:the|that)") & after.str.contains(r"^[ ](?:of|before|after|the|shift|train|sky)\b"))
        | (rule.is_in(["duration", "attributive"]) & text.str.contains(r"^[0-9]+ (?:Minutes|Hours|Days)$"))
        | (text.str.contains(r"^This (?:Week|Morning)$") & before.str.contains("[\"\u201c'`] ?$"))
        | (text.is_in(["Today", "Tomorrow", "Tonight", "Now"]) & before.str.contains(r"[A-Za-z]['\x{2019}]?s?[ ]$"))
    )
    bare_length = (rule == "bare_units") & text.str.contains(r"(?i)^[a-z]+$") & ~before.str.contains(
        r"(?i)\b(?:for|in|after|within|over|lasted|last|took|takes?|spent|spend|despite|through|throughout|many)[ \n]$"
    )
    no_reference = (rule == "reference") & (
        (text.str.contains("(?i)^soon$") & (before.str.contains(r"(?i)\bas[ \n]$") | after.str.contains(r"^(?:-|[ ](?:after|enough|as)\b)")))
        | (text.str.contains("(?i)future$") & after.str.contains("^ of "))
        | after.str.contains("^-")
    )
    adverb = rule == "adverb_of_frequency"
    named_thing = adverb & text.str.contains("(?i)^(?:annual|quarterly)$") & after.str.contains(r"(?i)^[ ](?:[a-z-]+[ ])?(?:dividend|meeting|report|general meeting)")
    no_set = named_thing | adverb & capital_next & (before.str.contains(r"(?i)\b(?:the|party|newspaper|owned|run|language)[ ]$") | text.str.contains("^[A-Z]"))
    decade_age = (rule == "decade") & (
        before.str.contains(r"(?i)\b(?:his|her|their|my|our|your|low|high|upper|lower)[ -](?:early[ -]|mid[ -]|late[ -])?$")
        | (text.str.contains("^[0-9]0s$"))
    )
    age = (pl.col("kind") == "age") & ~(
        text.str.contains("(?i)old$") & after.str.contains(rf"(?i)^[ ](?:[a-z-]+[ ])?(?:{_OLD_THINGS})s?\b")
    )
    senior = (rule == "duration") & after.str.contains(r"^[ ](?:of age|(?:his|her|my) (?:senior|junior)|-old)\b")

    wrong = [
        price, no_year, in_words, no_clock, no_month, no_season, no_unit, bare_length, no_reference, no_set, decade_age,
        age, senior,
    ]  # fmt: skip
    rate = (rule == "one_unit") & text.str.contains("(?i)^an? [a-z]+$") & before.str.contains(_RATE)
    attacks = (
        (pl.col("kind") == "day") & (pl.col("month") == 9) & (pl.col("day") == 11) & pl.col("year").is_null()
        & after.str.contains(r"(?i)^,? (?:attack|terror|hijack|commission|strike|plot|victim|suicide)")
    )  # fmt: skip
    year_long = (rule == "in_focus") & (unit == "year") & after.str.contains(r"^[ ](?:ended|ending|to)\b")
    kept = beside.filter(~pl.any_horizontal(*[expression.fill_null(False) for expression in wrong]))
    return kept.with_columns(
        kind=pl.when(rate)
        .then(pl.lit("set"))
        .when((pl.col("kind") == "age") | year_long)
        .then(pl.lit("duration"))
        .otherwise(pl.col("kind")),
        amount=pl.when(year_long).then(1.0).otherwise(pl.col("amount")),
        focus=pl.when(year_long).then(None).otherwise(pl.col("focus")),
        year=pl.when(attacks).then(2001).otherwise(pl.col("year")),
    ).drop("before", "after")
