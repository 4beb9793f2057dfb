"""Tense: which way the clause around a date looks: "will meet Friday" ahead, "declined to comment on Monday" back."""

import re
from functools import lru_cache

import numpy as np
import polars as pl

from transforms.columns.dtypes import Int64s
from transforms.columns.utf8 import place as place_in_texts
from transforms.temporal.rules.lexicon import EDGE, any_of
from transforms.temporal.rules.verbs import CUES_BEFORE, CUES_BEHIND, NAMED_VERB, letter_of
from transforms.text import windows

# "ended Sept. 30", "since April", "the nine months through June" lie behind, whatever the verb before them.
_ENDED = (
    rf"(?i-u){EDGE}(?:ended|dated|since(?: [a-z]+ing(?: [a-z]+)?(?: in| on)?)?"
    r"|(?:months?|weeks?|quarter) (?:through|to)|year through"
    # "Sales fell 2 percent in May", read in April: a figure that moved is known.
    r"|(?:fell|rose|grew|shrank|dropped|jumped|climbed|slipped|declined|increased|slowed|surged|slumped|tumbled"
    r"|eased|widened|narrowed)"
    r"(?: (?:by )?(?:an? |about )?[0-9][0-9.,]*(?:%| per ?cent| points?)?"
    r"| sharply| slightly| again| further)? in)[ \n]+"
    r"(?:on[ \n]+|early[ \n-]|late[ \n-]|mid-)?$"
)
# "oil for December delivery" is yet to come; "Friday crude oil rose".
_DELIVERED = rf"(?i-u)^ (?:delivery|futures|contracts?|settlement){EDGE}"
# "Reports its December quarter": what is reported on lies behind, whenever it is.
_REPORTED_ON = (
    rf"(?i-u){EDGE}(?:report|publish|releas|post|announc|unveil|disclos|giv)(?:s|es|e|ed|ing)?(?: (?:its|the|their"
    rf"|his|her))? $"
)
_EVENTS = any_of(
    "primary primaries election elections vote ballot referendum meeting summit talks hearing game match race final "
    "debate auction deadline caucus caucuses rally conference convention decision report encounter contest gathering "
    "event session speech trip visit show concert festival launch release opening test briefing trial inauguration "
    "address clash fight fixture semi-final runoff run-off"
)
# "Monday's ban": what a day has is known, and so behind, unless it is an event the verb looks ahead to.
_HAS = r"(?i-u)^(?:'|(?u:\x{2019}))s?(?-u:\b)"
_HAS_EVENT = rf"(?i-u)^(?:'|(?u:\x{{2019}}))s? (?:[a-z-]+ ){{0,2}}{_EVENTS}{EDGE}"
# "with Wednesday's debate approaching", "before Monday's caucus"
_COMING = (
    rf"(?i-u)^(?:'|(?u:\x{{2019}}))s? (?:[a-z-]+ ){{1,3}}"
    rf"(?:approaching|looming|nearing|drawing near|coming up){EDGE}"
)
_BEFORE_EVENT = rf"(?i-u){EDGE}(?:before|leading up to|run-up to)[ \n]+$"
# "The November election", read in July: a month whose vote is near is that one, unless its outcome is told.
_VOTE = any_of(
    "primary primaries election elections ballot referendum caucus caucuses race contest runoff run-off midterms polls"
)
_HAS_VOTE = rf"(?i-u)^(?:(?:'|(?u:\x{{2019}}))s?)? (?:[a-z-]+ ){{0,2}}{_VOTE}{EDGE}"
_TOLD = any_of("won lost loss held after since following swept boycotted carried contested disputed rigged from")
_OUTCOME = rf"(?i-u){EDGE}{_TOLD}(?: of| in)?(?: (?:the|an?|its|his|her|their|that|last))? $"
_BEFORE_BYTES, _AFTER_BYTES, _CUES_AT_MOST = 120, 60, 8
# A date that opens its sentence has its verb behind it: "In December, a woman in the audience at a rally asked".
_OPENING_BYTES, _AFTER_OPENING_BYTES = 16, 110
# "('The long winter', Norpress, Thursday)": a paper is cited after it came out.
_CITED_BEFORE, _CITED_AFTER = r"[,:] $", r"^\)"

# Kinds whose direction depends on the tense around them.
_TENSED = ["weekday", "month", "part", "day", "holiday", "slashed", "nth_weekday", "nth_unit", "day_of_month"]
AHEAD, BACK, SURELY_BACK, IN_MONTHS, NEAREST, NEAR_EVENT = 1, -1, -2, 2, 3, 5


def tenses(mentions: pl.DataFrame, texts: pl.DataFrame, sentences: pl.DataFrame) -> pl.DataFrame:
    """Add `tense` (Int32): 1 where the clause of a bare date looks ahead, -1 where it looks back, else null.

    -2 means surely back ("ended Sept. 30", "had grown by Sunday"), 2 ahead only in months ("promised to pay in May"),
    3 back if it was yesterday ("were to meet on Friday"), 5 the weekday that is nearer ("a lead in Tuesday's primary")
    or the month if it is near ("money for the November election").
    """
    mentions = mentions.with_row_index("_row")
    asked = mentions.select("_row", "text_no", "start_byte", "end_byte").filter(
        mentions.select(
            (pl.col("kind").is_in(_TENSED) & pl.col("step").is_null())
            | ((pl.col("rule") == "in_focus") & (pl.col("unit") == "weekend"))
            | (pl.col("rule") == "end_of_unit")
            | ((pl.col("rule") == "in_focus") & pl.col("text").str.contains("(?i)(?:full|entire|whole) year$"))
            | pl.col("text").is_in(["overnight", "Overnight"]),
        ).to_series(),
        mentions.select(pl.col("year").is_null() & pl.col("year_step").is_null()).to_series(),
    )
    to_start, to_end = _bytes_of_sentence(asked, sentences)
    after_bytes = np.where(to_start < _OPENING_BYTES, _AFTER_OPENING_BYTES, _AFTER_BYTES)
    context = windows.around(
        asked, texts, before=np.minimum(_BEFORE_BYTES, to_start), after=np.minimum(after_bytes, to_end)
    )
    before, after = pl.col("before"), pl.col("after")
    read = context.select(
        "_row",
        "after",
        ended=before.str.contains(_ENDED),
        reported=before.str.contains(_REPORTED_ON) & after.str.contains(r"^ [a-z]"),
        coming=after.str.contains(_COMING),
        near_event=before.str.contains(_BEFORE_EVENT) & after.str.contains(_HAS_EVENT),
        near_vote=after.str.contains(_HAS_VOTE) & ~before.str.contains(_OUTCOME),
        cited=before.str.contains(_CITED_BEFORE) & after.str.contains(_CITED_AFTER),
        delivered=after.str.contains(_DELIVERED),
        has=after.str.contains(_HAS).cast(pl.Int32) + after.str.contains(_HAS_EVENT).cast(pl.Int32),
        acts=before.str.contains(NAMED_VERB),
        cues=_letters(context["before"].str.extract_all(CUES_BEFORE).list.tail(_CUES_AT_MOST)),
    )
    # What follows the date is read only where the clause before it leaves it open.
    different = read.select("cues").unique()
    different = different.with_columns(open=pl.Series(map(is_open, different["cues"]), dtype=pl.Boolean))
    read = read.join(different, on="cues", how="left", maintain_order="left")
    following = read.filter("open").select("_row", "after", acts_behind=after.str.contains(NAMED_VERB))
    letters = _letters(following["after"].str.extract_all(CUES_BEHIND).list.head(_CUES_AT_MOST))
    following = following.select("_row", "acts_behind", behind=letters)
    read = read.drop("after").join(following, on="_row", how="left", maintain_order="left")
    clauses = ["cues", "behind", "has", "acts", "acts_behind"]
    different = read.select(clauses).unique()
    directions = [
        direction(_acted(cues, acts), _acted(behind or "", acts_behind), has)
        for cues, behind, has, acts, acts_behind in different.iter_rows()
    ]
    known = different.with_columns(direction=pl.Series(directions, dtype=pl.Int32))
    read = read.join(known, on=clauses, how="left", nulls_equal=True, maintain_order="left")
    tense = (
        pl.when("ended")
        .then(SURELY_BACK)
        .when(pl.col("reported") | pl.col("cited"))
        .then(BACK)
        .when(pl.col("delivered") | pl.col("coming"))
        .then(AHEAD)
        .when("near_event")
        .then(NEAR_EVENT)
        .otherwise(pl.col("direction"))
        .cast(pl.Int32)
    )
    found = read.select("_row", tense=tense)
    kind = mentions["kind"][found["_row"]]
    open_ = found["tense"].is_null() | (found["tense"] == BACK)
    near_vote = read["near_vote"] & (kind == "month") & open_
    found = found.with_columns(tense=pl.when(near_vote).then(NEAR_EVENT).otherwise("tense"))
    found = found.filter((kind == "weekday") | near_vote | found["tense"].ne_missing(NEAR_EVENT))
    nothing = pl.Series("tense", [None], dtype=pl.Int32).new_from_index(0, mentions.height)
    return mentions.drop("_row").with_columns(nothing.scatter(found["_row"], found["tense"]))


def _bytes_of_sentence(mentions: pl.DataFrame, sentences: pl.DataFrame) -> tuple[Int64s, Int64s]:
    """How many bytes of its sentence come before each mention and after it."""
    starts = place_in_texts(sentences, "start_byte")
    at = np.maximum(np.searchsorted(starts, place_in_texts(mentions, "start_byte"), side="right") - 1, 0)
    if not len(starts):
        none = np.zeros(mentions.height, dtype=np.int64)
        return none, none
    start = sentences["start_byte"].to_numpy().astype(np.int64)[at]
    end = sentences["end_byte"].to_numpy().astype(np.int64)[at]
    before = mentions["start_byte"].to_numpy() - start
    behind = end - mentions["end_byte"].to_numpy()
    return np.maximum(before, 0), np.maximum(behind, 0)


def _letters(cues: pl.Series) -> pl.Series:
    """The cues of each list as one string of letters, read once per different cue."""
    each = pl.DataFrame({"cue": cues}).with_row_index("at").explode("cue").drop_nulls("cue")
    known = each.select(pl.col("cue").unique())
    known = known.with_columns(letter=pl.Series(map(letter_of, known["cue"]), dtype=pl.String))
    each = each.join(known, on="cue", how="left", maintain_order="left")
    joined = each.group_by("at", maintain_order=True).agg(pl.col("letter").str.join())
    empty = pl.Series([""], dtype=pl.String).new_from_index(0, len(cues))
    return empty.scatter(joined["at"], joined["letter"])


def _acted(cues: str, acts: bool | None) -> str:
    """Words that are a verb only behind one who acts, read as verbs or left out."""
    return cues.replace("t", "T" if acts else "")


@lru_cache(1 << 15)
def is_open(before: str) -> bool:
    """Whether what follows a date may change which way its clause looks."""
    clause = before.rsplit(".", 1)[-1]
    return (
        clause[-1:] in _OPEN_ENDS
        or re.search("[,;q][_sI]*$", clause) is not None
        or "P" in clause
        or clause.endswith("c")
        or _governing(clause.replace("t", ""), "") is None
    )


@lru_cache(1 << 15)
def direction(before: str, behind: str, has: int = 0) -> int | None:
    """Which way the clause looks whose cues are these letters: those before a date and those behind it.

    `has` is 1 before "'s", 2 before "'s" and an event.
    """
    clause, following = before.rsplit(".", 1)[-1], behind.split(".", 1)[0]
    if clause[-1:] in _OPEN_ENDS:
        return _open_ended(clause[-1], clause[:-1], following)
    subject = re.search("[,;q][_sI]*$", clause)
    if (
        subject
        and re.match("[_s]*[VbHDTWFPun]" if subject[0][0] == "," else ",?[_s]*[VbHDTWFPun]", following)
        and not has
    ):
        # "..., the ministry on Sunday issued a warning".
        return _first_behind(following)
    governing = _governing(clause, following)
    if has and governing in (AHEAD, NEAREST):
        return governing if has > 1 or clause.rstrip("_,qI").endswith("N") else BACK
    if governing is None and has != 1:
        governing = _first_behind(following)
    return NEAR_EVENT if governing is None and has > 1 else governing


_OPEN_ENDS = {"Y", "U", "R"}
_SAYS_BACK, _SAYS_AHEAD = "OVDAHhbE", "WFfGBTM"


def _open_ended(end: str, clause: str, following: str) -> int | None:
    """ "By Sunday the list had grown", "postponed until Tuesday", "sales through October"."""
    own = clause.rsplit(";", 1)[-1]
    if end != "Y" and re.search("E[^VDHFWTu]*$", own):
        return AHEAD
    if end == "U" and re.search("(?:h|I)[_,q]*$", own) and not re.search("b[_,q]*I", own):
        # "Candidates have until Friday to sign", "need not come until Friday".
        return AHEAD
    governing = _governing(own, "") if own.strip(",q_Is") else _first_behind(following)
    if governing == BACK:
        return SURELY_BACK
    return AHEAD if governing is None and end != "R" else governing


def _governing(clause: str, following: str) -> int | None:
    """What the verb nearest before the date says, with what governs it in turn."""
    cues = re.sub("[_s]", "", clause)
    for place in range(len(cues) - 1, -1, -1):
        cue, earlier = cues[place], cues[:place].rstrip("qw")
        if cue in _SAYS_BACK:
            conditional = cue == "V" and re.search("c[^,;bHhO]*$", earlier)
            return AHEAD if conditional else BACK
        if cue == "u":
            return BACK if "x" in earlier else AHEAD
        if cue == "c":
            # "If October's debate showed": what follows says more.
            return AHEAD if place < len(cues) - 1 or not following.startswith(("V", "b")) else BACK
        if cue == "w":
            return AHEAD
        if cue == "n":
            # "A truce that was to begin on Monday was put off".
            return BACK if "q" in earlier and re.match("[,_]?[VbHD]", following) else NEAREST
        if cue == "G":
            # "He is campaigning Wednesday", in Thursday's paper.
            return NEAREST
        if cue in _SAYS_AHEAD:
            return AHEAD
        if cue == "a":
            return IN_MONTHS
        if cue == "N" and not re.search("[,;]", cues[place:]):
            return AHEAD
        if cue == "P":
            # "had been due to land"; "a march planned for Sunday drew thousands".
            loose = not earlier.endswith(("b", "h", "W", "u", "V"))
            if earlier.endswith("H") or (loose and re.match("[,_]?[VbHD]", following)):
                return BACK
            # "He was set to speak on Friday", read on Saturday.
            return NEAREST if earlier.endswith("b") else AHEAD
    return None


def _first_behind(following: str) -> int | None:
    """What the first verb behind the date says: "On Friday parliament votes"."""
    for cue in following:
        if cue == ";":
            return None
        if cue in "VDbHhAE":
            return BACK
        if cue == "n":
            return NEAREST
        if cue == "G":
            return NEAREST
        if cue in "WFfPTu":
            return AHEAD
    return None
