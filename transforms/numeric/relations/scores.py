"""Scores, odds and ratios: "beat Everton 2-1", "6-4, 3-6, 7-5", "voted 340 to 192", "odds of 5-1".

And pairs that only look like one and are no facts: seasons, telephone and house numbers ("2014-15", "555-0123").
"""

import numpy as np
import numpy.typing as npt
import polars as pl

from transforms.columns.dtypes import Bools
from transforms.columns.lazy import once
from transforms.numeric.cues import LABEL
from transforms.numeric.relations import connectives
from transforms.numeric.relations.connectives import with_cores

# A hyphen or dash, a colon, "to", "for".
_JOINED = "^(?:-to-|-for-| for | to | ?[-–:] ?)$"
_MAY_JOIN = "^(?: ?[-–:]| to |-to-|-for-| for [0-9])"
# Characters from a figure to the next: "-to-", a dash with its blanks and a letter that multiplies.
_CLOSE = 6
# What a score is said to be.
_SCORE_NOUN = (
    "^[ \n](lead|win|victory|defeat|loss|draw|tie|rout|triumph|record|vote|decision|majority|deficit|advantage"
    "|thrashing|scoreline|score|result|aggregate)s?(?-u:\\b)"
)
_ODDS_NOUN = "^[ \n](?:odds|favou?rite|(?:long ?)?shot|outsider|underdog|chance)(?-u:\\b)"
_RATIO_NOUN = (
    "^[ \n](?:[a-z]+ )?(?:ratio|margin|majority|advantage|split|mix|leverage|basis|scale|stock split"
    "|superiority)(?-u:\\b)"
)
_ODDS = "(?i:(?-u:\\b)odds(?: (?:of|at|on|were|are|is|was|stand at|stood at|as long as|as short as)){0,2} )$"
# "the 7/2 favourite", "won at 7/2".
_OFFERED = (
    "(?i:(?-u:\\b)(?:favou?rite|won|starter|chance|outsider|priced|available|offer|backed|runner"
    "|returned)[^.;0-9]{0,16} at )$"
)
_RATIO = (
    "(?i:(?-u:\\b)(?:ratio|margin|majority)s?(?: of [a-z]+ to [a-z]+)?"
    "(?: (?:of|is|was|to|at|about|roughly|around|nearly|almost|than|more)){1,3} )$"
)
# "outnumber men three to one"; "backed it by 2 to 1", but not "fell by 2 to 1".
_OUTNUMBER = "(?i:(?-u:\\b)outnumber(?:s|ed|ing)?[^.;:0-9]{0,40} )$"
_BY = "(?i:(?-u:\\b)by (?:more than |about |nearly |almost |roughly |at least |a margin of )?)$"
_CHANGES = (
    "(?i:(?-u:\\b)(?:fell|fall|ris|rose|rise|drop|gain|cut|lower|reduc|increas|grew|grow|slip|climb"
    "|edg)[a-z]*[^.;:0-9]{0,24} by )"
)
# "voted 340 to 192", "by a vote of 12-3", "approved it by 52 to 48".
_VOTED = (
    "(?i:(?:^|[^a-z])vot(?:e|ed|ing)[ \n](?:(?:of|was|went|by|against|for|in favou?r|overwhelmingly|unanimously"
    "|narrowly|along party lines|on party lines)[ \n]){0,3})$"
)
# "ruled 6-3", "split 5-4 on the question".
_RULED = "(?i:(?-u:\\b)(?:ruled|split|decided|divided|deadlocked|voting|voted)[ \n])$"
_VOTED_BY = "(?i:(?-u:\\b)(?:vot|approv|pass|reject|adopt|back|carri|ratif|confirm)[a-z]*[^.;:0-9]{0,40} by )$"
# "passed 218-214".
_PASSED = (
    "(?i:(?-u:\\b)(?:pass|approv|reject|adopt|confirm|ratif|clear|defeat|convict|acquit|impeach|uph[eo]ld|overturn)[a-z]*"
    "(?: (?:it|him|her|them|the|a|an|bill|measure|motion|resolution|plan|budget|deal|by|[A-Z][a-z]+)){0,4} )$"
)
# Who plays and how it goes: "beat Everton 2-1", "lost the final 3-0", "drew 1-1", "the match ended 2-2".
_PLAYED = (
    "(?i:(?:^|[^a-z])(?:beat|beats|beating|beaten|defeat(?:s|ed|ing)?|edg(?:e|ed|es|ing)|thrash(?:ed|es|ing)?|rout(?:s"
    "|ed|ing)?|downs|downed|downing|topped|topping|tops|crush(?:ed|es|ing)?|hammer(?:s|ed|ing)?|stunn(?:ed|ing)"
    "|stuns|upset|outlast(?:s|ed)|overc[ao]me|sweeps?|swept|won|wins?|winning|los(?:t|e|es|ing)|dr[ae]w|draws|drawn"
    "|drawing|tied|ties|leads?|led|leading|trail(?:s|ed|ing)?|ahead|behind|level(?:led)?|finish(?:ed|es)|ended"
    "|scor(?:e|es|ed|eline)|final|half-?time|full-?time|down|up|triumph(?:s|ed)?|victory|defeat|loss|draw|draws"
    "|humbl(?:ed|es)|demolish(?:ed|es)|blank(?:ed|s)|shut out|eliminat(?:ed|es)|knock(?:ed|s) out|whitewash(?:ed)?"
    "|pip(?:ped|s)|romped|cruis(?:ed|es)|eas(?:ed|es) past|fought back|came back|equalis(?:ed|es)|all square|set"
    "|sets|aggregate|tie-?break(?:er)?|playing|played|host(?:ed|s)|visit(?:ed|s)"
    "|fell)(?-u:\\b)[^.;:()0-9]{0,44}?[ \n][(]?)$"
)
# "improved to 10-6", "Denver (10-6)".
_RECORD = "(?i:(?-u:\\b)(?:improv|f[ae]ll|drop|mov|slip|went|record|is now|are now)[a-z ]{0,12} (?:to )?[(]?)$"
# "are 22-31 this season", "were 5-2 on the road".
_STANDS = "(?i:(?:^|[^a-z])(?:are|is|were|was|went|goes|go) (?:now |only |just |a )?)$"
_IN_THE_TABLE = (
    "^ (?:this (?:season|year)|on the (?:road|season|year)|at home|all-time|overall|against|straight up|so far"
    "|in (?:the|their|his|its|conference|league|division)|when|under|since|away from home)(?-u:\\b)"
)
# "352 for 5 in 50 overs", "88-4 at lunch", "145/7": runs and wickets, of which there are ten at most.
_OF_CRICKET = (
    "(?i:(?-u:\\b)(?:overs?|wickets?|stumps|innings|bowled|batting|batted|runs?|declared|lunch|tea|unbeaten)(?-u:\\b))"
)
_WICKETS = "^(?:[0-9]|10)$"
# "took 3 for 27".
_BOWLED = "(?i:(?-u:\\b)(?:took|takes|taking|claimed|bagged|grabbed|returned|figures of|finished with|haul of) )$"
# The points of a tie-break: "6-7 (5)".
_TIE_BREAK_BEFORE, _TIE_BREAK_AFTER = "0 [(]$", "^[)]"
# "making it 2-1", "put them 1-0 up", "is at 45-42", "Lund at 41-41": how it stands.
_MAKING_IT = (
    "(?i:(?:^|[^a-z])(?:mak(?:e|es|ing)|made|left|leaving|leaves|puts?|putting) (?:it|the score(?:line)?|things|[a-z]+)"
    "|(?:^|[^a-z])(?:stood|stands?|standing|poised|locked|deadlocked|tied|remained|stayed) at) $"
)
_UP = "^ (?:up|ahead|down|in front|behind|with|to|in|after|at)(?-u:\\b)|^[.,;]|^$"
_IS_AT = (" is at ", " was at ", " are at ", " were at ")
# Chances and plans, not ties.
_NO_TIE = ("50", "20")
# A line of results: "Leeds 2-1 Everton".
_SIDE_BEFORE, _SIDE_AFTER = "(?:^|[^A-Za-z])[A-Z][A-Za-z.'’]+ $", "^ [A-Z][a-z]"
# What parts the scores of one match: "6-4, 3-6 and 7-5", "7-6 (4), 6-3".
_SERIES = "^(?: ?[(][0-9]{1,2}[)])?(?:,? (?:and )?|, ?| [(]|[)],? ?)(?:[(])?$"


def without_the_undecided(numbers: pl.DataFrame) -> pl.DataFrame:
    """Drop numbers that are no fact, but for those with a neighbour so close that the two may be a score.

    Years, labels and parts of dates are four in ten of all numbers; what follows is asked of the others.
    """
    near = _close_pairs(numbers)
    near = near[numbers["tail"].gather(near).str.contains(_MAY_JOIN).to_numpy()]
    keep = numbers["decided"].is_not_null().to_numpy().copy()
    keep[near] = keep[near + 1] = True
    return numbers.filter(pl.Series(keep))


def with_scores(numbers: pl.DataFrame) -> pl.DataFrame:
    """Decide which neighbouring figures are a score, odds or a ratio, and which pairs are no facts at all.

    Takes numbers in reading order with their words and kinds. Sets `decided` of both figures (score, or null for a
    season or a telephone number) and adds `is_scored` (Boolean, true of the first figure of a score) and `score_unit`
    (String: vote, odds, ratio or the noun behind it, null where none is said).
    """
    near = _close_pairs(numbers)
    names = ("prefix_key", "kind", "value", "noun", "text")
    first = numbers.select("text_no", "start_char", "words", "rest", "lead", *names)[near]
    second = numbers.select("start_char", "prefix", "rest", "per_unit", "words", *names)[near + 1]
    pairs = with_cores(first.hstack(second.rename(lambda name: "next_" + name)))
    # Few neighbours are joined as the two figures of a score are.
    joined = pairs.select(pl.col("core").str.contains(_JOINED).fill_null(value=False)).to_series()
    near, pairs = near[joined.to_numpy()], pairs.filter(joined)
    pairs = pairs.lazy().with_columns(_said()).collect(engine="in-memory")
    unit, hyphen = pairs["_unit"], pairs["_hyphen"].to_numpy()
    # "2-3-6": three figures in a chain are no score.
    chained = _in_chains(near, hyphen)
    scored = (unit.is_not_null().to_numpy() | pairs["_played"].to_numpy()) & ~chained
    scored = _along_series(pairs, scored, hyphen & pairs["_whole"].to_numpy() & ~chained)
    # A pair of digits with a hyphen that no word speaks for is a season, a page, a telephone number.
    nothing = hyphen & pairs["_looks_like_one"].to_numpy() & ~scored
    decided = numbers["decided"]
    for rows, verdict in ((near[nothing], None), (near[scored], "score")):
        for places in (rows, rows + 1):
            decided = decided.scatter(pl.Series(places), pl.Series([verdict] * len(places), dtype=pl.String))
    is_scored = np.zeros(numbers.height, dtype=bool)
    is_scored[near[scored]] = True
    units = pl.Series([None], dtype=pl.String).new_from_index(0, numbers.height)
    for places in (near[scored], near[scored] + 1):
        units = units.scatter(pl.Series(places), unit.filter(pl.Series(scored)))
    numbers = numbers.with_columns(decided=decided, is_scored=pl.Series(is_scored), score_unit=units)
    return _with_slash(_without_tie_breaks(numbers, near[scored] + 1))


def _with_slash(numbers: pl.DataFrame) -> pl.DataFrame:
    """Read "7/2" as odds and "145/7" as runs and wickets where the words around it say so.

    The two figures become value_low and value_high. What is far more than one whole ("120/80") is no fraction and,
    where nothing is said of it, no fact.
    """
    slash = numbers["text"].str.contains("/", literal=True).arg_true()
    if slash.is_empty():
        return numbers
    few = numbers.select("text", "lead", "rest", "kind", "low", "high")[slash]
    figure, lead, rest = pl.col("text"), pl.col("lead"), pl.col("rest")
    said = lead.str.contains(_ODDS) | lead.str.contains(_OFFERED) | rest.str.contains(_ODDS_NOUN)
    ends = [figure.str.extract("^([0-9]{1,3})/([0-9]{1,2})$", group).cast(pl.Float64) for group in (1, 2)]
    is_odds = said & ends[0].is_not_null() & pl.col("kind").is_null()
    few = few.with_columns(_low=ends[0], _high=ends[1], is_odds=is_odds.fill_null(value=False))
    around = pl.concat_str(lead, pl.lit(" 0 "), rest)
    wickets = (pl.col("_high") <= _WICKETS_OF_A_SIDE) & around.str.contains(_OF_CRICKET)
    whole = (pl.col("_low") >= _RUNS) & pl.col("kind").is_null()
    few = few.with_columns(_cricket=(whole & wickets).fill_null(value=False), _whole=whole.fill_null(value=False))
    few = few.with_columns(_scored=pl.col("is_odds") | pl.col("_cricket"))
    unit = few.select(pl.when("is_odds").then(pl.lit("odds"))).to_series()
    nothing = slash.filter(few.select(pl.col("_whole") & ~pl.col("_scored")).to_series())
    rows, unit, few = slash.filter(few["_scored"]), unit.filter(few["_scored"]), few.filter("_scored")
    answers = {"noun_words": None, "value": None, "exact": None}
    changed = {
        name: numbers[name].scatter(rows, pl.Series([answer] * len(rows), dtype=numbers[name].dtype))
        for name, answer in answers.items()
    }
    decided = numbers["decided"].scatter(nothing, pl.Series([None] * len(nothing), dtype=pl.String))
    return numbers.with_columns(
        **changed,
        decided=decided.scatter(rows, pl.Series(["score"] * len(rows), dtype=pl.String)),
        noun=numbers["noun"].scatter(rows, unit),
        low=numbers["low"].scatter(rows, few["_low"]),
        high=numbers["high"].scatter(rows, few["_high"]),
    )


_RUNS, _WICKETS_OF_A_SIDE = 20, 10


def _without_tie_breaks(numbers: pl.DataFrame, second: npt.NDArray[np.int64]) -> pl.DataFrame:
    """Drop the points of a tie-break behind the second figure of a score: "6-7 (5)"."""
    rows = second[second + 1 < numbers.height] + 1
    asked = numbers.select("text_no", "start_char", "text", "near_lead", "near_tail")[rows]
    before = numbers.select(text_before="text_no", end=pl.col("start_char") + pl.col("text").str.len_chars())[rows - 1]
    beside = asked.hstack(before).select(
        (pl.col("text_no") == pl.col("text_before"))
        & (pl.col("start_char") - pl.col("end") == len(" ("))
        & pl.col("text").str.contains("^[0-9]{1,2}$")
        & pl.col("near_lead").str.contains(_TIE_BREAK_BEFORE)
        & pl.col("near_tail").str.contains(_TIE_BREAK_AFTER)
    )
    rows = rows[beside.to_series().to_numpy()]
    return numbers.with_columns(
        decided=numbers["decided"].scatter(pl.Series(rows), pl.Series([None] * len(rows), dtype=pl.String))
    )


def _close_pairs(numbers: pl.DataFrame) -> npt.NDArray[np.int64]:
    """The rows that the next of the same text follows with room for "-to-" between them."""
    text_no, start, end = (numbers[name].to_numpy().astype(np.int64) for name in ("text_no", "start_char", "end_char"))
    close = (text_no[1:] == text_no[:-1]) & (start[1:] - end[:-1] <= _CLOSE)
    return np.flatnonzero(close)


@once
def _said() -> list[pl.Expr]:
    """What the words around a pair say of it, each null read as no."""
    core, lead, behind = pl.col("core"), pl.col("lead"), pl.col("next_rest")
    own_unit = pl.col("prefix_key").is_not_null() | pl.col("kind").is_not_null()
    next_unit = pl.col("next_prefix_key").is_not_null() | pl.col("next_kind").is_not_null()
    bare = ~own_unit & ~next_unit & (pl.col("words") == pl.col("text")) & (pl.col("next_words") == pl.col("next_text"))
    digits = pl.col("text").str.contains("^[0-9]+$") & pl.col("next_text").str.contains("^[0-9]+$")
    small = pl.col("text").str.contains("^[0-9]{1,3}$") & pl.col("next_text").str.contains("^[0-9]{1,3}$")
    years = pl.col("text").str.contains("^(?:1[0-9]|20)[0-9]{2}$")
    tight, to = core.str.contains(connectives.HYPHEN), core.str.contains("^(?:-to-|-for-| to )$")
    colon = core.str.contains(connectives.COLON)
    joined = tight | (core.str.contains(connectives.HYPHEN_OF_YEARS) & years)
    counted = pl.col("next_noun").is_not_null() | pl.col("next_per_unit").is_not_null()
    rising = (pl.col("value") < pl.col("next_value")) & counted & (pl.col("value") < 1000)
    noun = behind.str.extract(_SCORE_NOUN, 1)
    voted = (
        (tight | to)
        & (
            lead.str.contains(_VOTED)
            | (tight & small & lead.str.contains(_RULED))
            | (tight & small & lead.str.contains(_PASSED) & ~counted & (pl.col("next_value") > 0))
            | (lead.str.contains(_VOTED_BY) & ~counted)
        )
        & digits
    )
    one_to = (pl.col("value") >= 1) & (pl.col("next_value") <= 3) & (pl.col("value") > pl.col("next_value"))
    by = to & lead.str.contains(_BY) & ~lead.str.contains(_CHANGES) & one_to & ~counted
    ratio = ((tight | to | colon) & (behind.str.contains(_RATIO_NOUN) & noun.ne_missing("vote"))) & ~rising
    ratio |= (tight | to | colon) & lead.str.contains(_RATIO) & ~counted
    ratio |= to & (lead.str.contains(_OUTNUMBER) & ~counted | by)
    odds = (tight | to) & (behind.str.contains(_ODDS_NOUN) | lead.str.contains(_ODDS))
    label = lead.str.contains(LABEL)
    results = lead.str.contains(_SIDE_BEFORE) & behind.str.contains(_SIDE_AFTER) & ~label
    around = pl.concat_str(lead, pl.lit(" 0 "), behind)
    wickets = (core.str.contains("^ for $|^[-–]$")) & (pl.col("next_text").str.contains(_WICKETS))
    wickets &= (pl.col("value") > pl.col("next_value")) & around.str.contains(_OF_CRICKET)
    bowled = core.str.contains("^ for $|^[-–]$") & pl.col("text").str.contains(_WICKETS) & lead.str.contains(_BOWLED)
    records = lead.str.contains(_STANDS) & behind.str.contains(_IN_THE_TABLE)
    played = tight & small & ~rising & (lead.str.contains(_PLAYED) | lead.str.contains(_RECORD) | results | records)
    played |= small & (wickets | bowled)
    ends = behind.str.contains(_UP)
    tie = (pl.col("text") == pl.col("next_text")) & ~pl.col("text").is_in(_NO_TIE)
    stands = lead.str.contains(_MAKING_IT) | (tie & lead.str.ends_with(" at "))
    is_at = pl.any_horizontal(lead.str.ends_with(words) for words in _IS_AT)
    stands |= (pl.col("value") > pl.col("next_value")) & is_at
    played |= tight & small & ~counted & ends & stands
    unit = (
        pl.when(voted)
        .then(pl.lit("vote"))
        .when(odds)
        .then(pl.lit("odds"))
        .when(tight & small & noun.is_not_null())
        .then(noun)
        .when(ratio)
        .then(pl.lit("ratio"))
        .when(core.str.contains("^-to-$") & small)
        .then(noun)
    )
    return [
        pl.when(bare).then(unit).alias("_unit"),
        (bare & played).fill_null(value=False).alias("_played"),
        joined.fill_null(value=False).alias("_hyphen"),
        (bare & tight & small).fill_null(value=False).alias("_whole"),
        (bare & digits & ~rising).fill_null(value=False).alias("_looks_like_one"),
    ]


def _in_chains(near: npt.NDArray[np.int64], hyphen: Bools) -> Bools:
    """Which pairs share a figure with another pair."""
    touches = np.zeros(len(near) + 1, dtype=bool)
    touches[1:-1] = (near[1:] == near[:-1] + 1) & hyphen[1:] & hyphen[:-1]
    return touches[1:] | touches[:-1]


def _along_series(pairs: pl.DataFrame, scored: Bools, whole: Bools) -> Bools:
    """Also the other sets of a match of which one is a score: "6-4, 3-6, 7-5"."""
    sets = pairs.filter(pl.Series(whole))
    if sets.height < 2 or not scored.any():
        return scored
    text_no, start = sets["text_no"].to_numpy(), sets["start_char"].to_numpy().astype(np.int64)
    end = sets["next_start_char"].to_numpy().astype(np.int64) + sets["next_text"].str.len_chars().to_numpy()
    gap = start[1:] - end[:-1]
    rows = np.flatnonzero((text_no[1:] == text_no[:-1]) & (gap > 0) & (gap <= _FARTHEST))
    between = pl.DataFrame({"rest": sets["next_rest"].gather(rows), "gap": pl.Series(gap[rows])})
    goes_on = between.select(pl.col("rest").str.head(pl.col("gap")).str.contains(_SERIES)).to_series().to_numpy()
    opens = np.ones(sets.height, dtype=bool)
    opens[rows[goes_on] + 1] = False
    match = np.cumsum(opens) - 1
    scored = scored.copy()
    scored[whole] |= (np.bincount(match, weights=scored[whole]) > 0)[match]
    return scored


# Code points between two sets, with the points of a tie-break.
_FARTHEST = 12
