"""Which way the words around a date look: "will meet Friday" ahead, "met Friday" back."""

import polars as pl

from transforms import spans
from transforms.temporal.words import EDGE, any_of

# Every pattern here reads ASCII only and captures nothing: both cost a factor of ten and more.
_FUTURE = (
    r"will|shall|won't|'ll|due|schedul[a-z]+|slated|plans?|planned|planning|expect[a-z]*|set (?:to|for)"
    r"|going to|upcoming"
    r"|until|till|would|hopes?|intends?|wants?|aims?|ready|about to|as (?:early|soon|late) as|effective|payable"
    r"|starts|begins|opens|ends|kicks off|meets|expires?|through"
)
_PAST = "(?-i:[a-z][a-z]+ed)|" + any_of(
    "said says was were had did has have told came went made took met left fell rose won lost got gave held began saw "
    "found sent spoke wrote became shot struck sold bought paid led ran put hit cut since last spent broke set"
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
_JUST_BEFORE = (
    r"to (?:be )?[a-z]+(?: (?-i:[a-z]+))?(?: (?-i:[a-z]+))? (?:on )?$"
    r"|by(?: (?:the|this|next|early|late|mid|end of))?[ -]?$"
)
_SENTENCE_END = r"[a-z0-9][.!?][\"')]*[ \n]+|\n"
_CUE = rf"(?i-u)(?:{_SENTENCE_END}|{EDGE}(?:(?:{_TO_THE}|{_DONE}|{_TO_COME}|{_FUTURE}|{_PAST}){EDGE}|{_JUST_BEFORE}))"
_CUE_AFTER = (
    rf"(?i-u)(?:{_SENTENCE_END}|[;:]|{EDGE}(?:will|won't|would|(?:is|are) (?:expected|scheduled)|{_PAST}){EDGE})"
)
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
    found = found.join(after, on="_row", how="left", maintain_order="left").select("_row", tense=tense)
    nothing = pl.Series("tense", [None], dtype=pl.Int32).new_from_index(0, mentions.height)
    return mentions.drop("_row").with_columns(nothing.scatter(found["_row"], found["tense"]))


def _meaning(cues: pl.DataFrame) -> pl.DataFrame:
    """Add `means`, read once per different cue."""
    chain = pl.lit(None, pl.Int32)
    for means, pattern in reversed(_CUE_MEANS):
        chain = pl.when(pl.col("cue").str.contains(pattern)).then(means or None).otherwise(chain)
    known = cues.select(pl.col("cue").unique()).with_columns(means=chain.cast(pl.Int32))
    return cues.join(known, on="cue", how="left", maintain_order="left")
