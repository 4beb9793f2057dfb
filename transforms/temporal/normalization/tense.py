"""Which way the words around a date look: "will meet Friday" ahead, "met Friday" back."""

import polars as pl

from transforms.temporal.rules.lexicon import EDGE, any_of
from transforms.text import windows

# Every pattern here reads ASCII only and captures nothing: both cost a factor of ten and more.
_FUTURE = (
    r"will|shall|won't|'ll|due|schedul[a-z]+|slated|plans?|planned|planning|expect[a-z]*|prepar(?:es?|ing)"
    r"|set (?:to|for)|going to|upcoming|await[a-z]*|go(?:es)? to the polls|runs (?:from|until|till)"
    r"|(?:is|are) (?:meeting|visiting|leaving|arriving|heading|flying|travel+ing|hosting)"
    r"|would|hopes?|hoping|intends?|wants?|aims?|ready|about to|as (?:early|soon|late) as|effective|payable"
    r"|starts|begins|opens|ends|kicks off|meets?|expires?|departs|arrives|resumes|travels"
)
_PAST = "(?-i:[a-z][a-z]+ed)|" + any_of(
    "said says was were had did has have told came went made took met left fell rose won lost got gave held began saw "
    "found sent spoke wrote became shot struck sold bought paid led ran put hit cut since last spent broke set"
)
# "will be paid", "was to be discussed": one cue, whatever the verb at its end looks like.
_TO_COME = (
    r"(?:will|would|shall|(?-i:may)|might|should|could|can|must|'ll"
    r"|(?:is|are|was|were|set|due|scheduled|expected|planned|likely) to)"
    r"(?: (?:not|also|be|have|then|only|again))* [a-z]+"
)
# "failed to agree", "could not be reached": done, though an infinitive follows.
_DONE = (
    r"(?:continued|began|failed|helped|managed|used|had|forced|seemed|appeared|started|refused|voted|tried|attempted"
    r"|rushed|went|came|returned|headed|announced|reported|spoke|sent|handed|over|flew|travel+ed|moved) to [a-z]+"
    r"|voted [0-9]+(?:-| to )[0-9]+ to [a-z]+|could(?: not|n't) (?:be )?[a-z]+|according to"
)
# "agreed to acquire it in January": a month to come; a weekday there is as often the day of the agreement.
_AGREED = (
    r"(?:agree[a-z]*|decid[a-z]+|decision|proposal|proposed|offer|offered|pledged|promised|vowed|arrange[a-z]*)"
    r" to [a-z]+"
)
# "until Thursday they had waited" lies behind, "the talks go on until Thursday" ahead.
_UNTIL = r"until|till"
# "due to an error": no infinitive.
_TO_THE = r"(?:next |due )to (?:the|an?|its|his|her|their|our|this|these|those|more|at|about|be a)"
# "to the embassies", "a proposed sale", "announced the plan": says nothing, the cue before it does.
_SILENT = (
    r"to (?:the|an?|its|his|her|their|our|this|these|those|more|at|about|be a)"
    r"|(?:an?|the|its|his|her|their|our|this|of|with|by|no)(?: [a-z]+ly| still| yet| newly)? [a-z]+ed"
    r"|(?:an?|the|its|his|her|their|this)(?: new)? plans?"
)
# "agreed to meet on", "by", the last words before the mention.
_JUST_BEFORE = (
    r"to (?:be )?(?-i:[a-z]+)(?: (?-i:[a-z]+))?(?: (?-i:[a-z]+))? (?:on )?$"
    r"|(?:by|through)(?: (?:the|this|next|early|late|mid|end of))?[ -]?$"
    r"|ahead of(?: [a-z'-]+){0,6} $"
)
_SENTENCE_END = r"[a-z0-9][.!?][\"')]*[ \n]+|\n"
_WORDS = "|".join([_TO_THE, _SILENT, _DONE, _AGREED, _TO_COME, _UNTIL, _FUTURE, _PAST])
_CUE = rf"(?i-u)(?:{_SENTENCE_END}|{EDGE}(?:(?:{_WORDS}){EDGE}|{_JUST_BEFORE}))"
_CUE_AFTER = (
    rf"(?i-u)(?:{_SENTENCE_END}|[;:]|{EDGE}(?:will|won't|would|(?:is|are) (?:expected|scheduled)|{_PAST}){EDGE})"
)
# The meaning of a cue that leaves it to the one before, and of one that looks ahead unless the past follows.
_NOTHING, _OPEN = 9, 3
# What a cue says, by the first of these it is.
_CUE_MEANS = [
    (0, rf"(?i-u)^(?:{_SENTENCE_END}|[;:]|{_TO_THE})$"),
    (_NOTHING, rf"(?i-u)^(?:{_SILENT})$"),
    (-1, rf"(?i-u)^(?:{_DONE})$"),
    (2, rf"(?i-u)^(?:{_AGREED})$"),
    (_OPEN, rf"(?i-u)^(?:{_UNTIL})$"),
    (1, rf"(?i-u)^(?:{_TO_COME}|{_FUTURE}|{_JUST_BEFORE}|(?:is|are) (?:expected|scheduled))$"),
    (-1, rf"(?i-u)^(?:{_PAST})$"),
]
# "ended Sept. 30", "since April", "the nine months through June" lie behind, whatever the verb before them.
_ENDED = (
    rf"(?i-u){EDGE}(?:ended|dated|since|(?:months?|weeks?|quarter) (?:through|to)|year through)[ \n]+"
    r"(?:on[ \n]+|early[ \n-]|late[ \n-]|mid-)?$"
)
# "oil for December delivery" is yet to come; "Friday crude oil rose".
_DELIVERED = rf"(?i-u)^ (?:delivery|futures|contracts?|settlement){EDGE}"

# Kinds whose direction hangs on the tense around them.
_TENSED = ["weekday", "month", "part", "day", "holiday"]


def tenses(mentions: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add `tense` (Int32): 1 where the nearest cue in the sentence speaks of the future, -1 of the past, else null.

    -2 means certainly past ("ended Sept. 30"), 2 that something was agreed upon which months may belong to.
    """
    mentions = mentions.with_row_index("_row")
    asked = mentions.select("_row", "text_no", "start_byte", "end_byte").filter(
        mentions.select(
            (pl.col("kind").is_in(_TENSED) & pl.col("step").is_null())
            | ((pl.col("rule") == "in_focus") & (pl.col("unit") == "weekend"))
            | pl.col("text").is_in(["overnight", "Overnight"]),
        ).to_series(),
        mentions.select(pl.col("year").is_null() & pl.col("year_step").is_null()).to_series(),
    )
    beside = windows.around(asked, texts, before=100, after=50)
    cues = beside.select(
        "_row",
        "after",
        ended=pl.col("before").str.contains(_ENDED),
        cues=pl.col("before").str.extract_all(_CUE),
    )
    found = _meaning(cues.with_columns(cue=pl.col("cues").list.last()))
    # Where the last cue says nothing, the one before it does, or that before it.
    for back in (-2, -3):
        quiet = found["means"] == _NOTHING
        if not quiet.any():
            break
        earlier = _meaning(
            found.filter(quiet).with_columns(cue=pl.col("cues").list.get(back, null_on_oob=True)).drop("means")
        )
        found = found.with_columns(found["means"].scatter(quiet.arg_true(), earlier["means"]))
    found = found.with_columns(means=pl.when(pl.col("means") != _NOTHING).then(pl.col("means")))
    silent = found["means"].is_null() | (found["means"] == _OPEN)
    after = cues.filter(silent).select("_row", cue=pl.col("after").str.extract_all(_CUE_AFTER).list.first())
    after = _meaning(after).select("_row", later="means")
    known = pl.when(pl.col("means") != _OPEN).then(pl.col("means"))
    tense = (
        pl.when(pl.col("ended"))
        .then(-2)
        .when(pl.col("after").str.contains(_DELIVERED))
        .then(1)
        .otherwise(pl.coalesce(known, "later", "means"))
        .cast(pl.Int32)
    )
    found = found.join(after, on="_row", how="left", maintain_order="left").select(
        "_row", tense=tense.replace(_OPEN, 1)
    )
    nothing = pl.Series("tense", [None], dtype=pl.Int32).new_from_index(0, mentions.height)
    return mentions.drop("_row").with_columns(nothing.scatter(found["_row"], found["tense"]))


def _meaning(cues: pl.DataFrame) -> pl.DataFrame:
    """Add `means`, read once per different cue."""
    chain = pl.lit(None, pl.Int32)
    for means, pattern in reversed(_CUE_MEANS):
        chain = pl.when(pl.col("cue").str.contains(pattern)).then(means or None).otherwise(chain)
    known = cues.select(pl.col("cue").unique()).with_columns(means=chain.cast(pl.Int32))
    return cues.join(known, on="cue", how="left", maintain_order="left")
