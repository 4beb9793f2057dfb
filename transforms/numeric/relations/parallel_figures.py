"""Figures told alike, the noun or unit with the first alone: "40 shops in Lund, 25 in Malm and 12 in Kiruna"."""

import numpy as np
import polars as pl

from transforms.numeric.relations.unit_sharing import UNIT_COLUMNS

_ABOUT = (
    "(?:(?:about|around|some|only|just|nearly|almost|at least|more than|over|up to|fewer than|less than|as many as"
    "|another|a further) )?"
)
_PREPOSITIONS = "in|on|at|near|inside|outside|for|to|by|with|against|during|from"
# Those that say the same of a place.
_PLACES = ("in", "on", "at", "near", "inside", "outside")
# The words back to the figure before: the nought where it has digits.
_FIGURE = (
    "(?:^0|(?:^|[^A-Za-z])(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty"
    "|dozen|hundred|thousand|million))"
)
_BEFORE = f"{_FIGURE}(?: [^.;:()]*?)? ({_PREPOSITIONS}) [^.;:()]{{2,40}}?(?:,|,? and|,? but|,? while| to) {_ABOUT}$"
_BEHIND = f"^ ({_PREPOSITIONS})(?-u:\\b)"
# "Ruiz has 11 delegates, Paz has 10", "France with 40 medals, Spain with 12": the same verb before both, and the end of
# a clause behind the second.
_VERB = f"(with|has|had|have|won|got|took|received|scored|made|sold|sent|holds|gets|wins) {_ABOUT}$"
_GAPPED = (
    f"{_FIGURE}[^.;:()]*?(?:,|,? and|,? while|;)(?: and)?(?: followed by)? (?:the )?"
    f"(?:[A-Z][A-Za-z’'.-]+ ){{1,3}}{_VERB}"
)
_CLOSED = "^(?:$|[.,;]| (?:and|while|but) )"
# "Lund (300,000 inhabitants) and Port Said (125,000)".
_BRACKETED, _UNBRACKETED = f"{_FIGURE}[^.;:()]*[)](?:,|,? and)[^.;:()]{{2,40}}[(]{_ABOUT}$", "^[)]"
# How far apart two values are that are told alike; how many such follow one noun.
_LIKE, _STEPS = 20.0, 4
_TAKEN = (*(name for name in UNIT_COLUMNS if name != "noun_words"), "keeps_suffix", "keeps_noun")


def with_parallel_figures(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give bare figures the noun or unit of the figure right before them, where the same words are about both.

    The same is a preposition behind them, a verb before them or the brackets around them.

    Takes numbers in reading order with text_no, decided, noun, value, near_lead, near_tail and their units; changes
    unit_sharing.UNIT_COLUMNS, keeps_suffix and keeps_noun of those rows, whose noun_words stay null.
    """
    bare = (pl.col("decided") == "number") & (pl.col("text_no") == pl.col("text_no").shift(1))
    rows = numbers.select(bare.fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return numbers
    first, second = pl.col("near_lead").str.extract(_BEFORE, 1), pl.col("near_tail").str.extract(_BEHIND, 1)
    alike = (first == second) | (first.is_in([*_PLACES]) & second.is_in([*_PLACES]))
    alike = alike.fill_null(value=False)
    alike |= pl.col("near_lead").str.contains(_BRACKETED) & pl.col("near_tail").str.contains(_UNBRACKETED)
    gapped = pl.col("near_lead").str.extract(_GAPPED, 1) == pl.col("_before").str.extract(_VERB, 1)
    alike |= gapped.fill_null(value=False) & pl.col("near_tail").str.contains(_CLOSED)
    few = numbers.select("near_lead", "near_tail")[rows].with_columns(_before=numbers["near_lead"].gather(rows - 1))
    told = few.select(alike).to_series()
    at = rows.filter(told).to_numpy().astype(np.int64)
    if not len(at):
        return numbers
    kind = pl.col("decided")
    has_own = ((kind == "count") & pl.col("noun").is_not_null()) | kind.is_in(["money", "dimension", "duration"])
    # The row that has the noun or unit: its own, or that of the figure before where it goes on.
    own = numbers.select(has_own.fill_null(value=False)).to_series().to_numpy()
    source = np.where(own, np.arange(numbers.height), -1)
    for _ in range(_STEPS):
        source[at] = source[at - 1]
    value = numbers["value"].to_numpy()
    whole = np.maximum(source[at], 0)
    takes = (source[at] >= 0) & (value[at] <= _LIKE * value[whole]) & (value[at] * _LIKE >= value[whole])
    places, wholes = pl.Series(at[takes]), pl.Series(whole[takes])
    taken = [numbers[name].scatter(places, numbers[name].gather(wholes)) for name in _TAKEN]
    return numbers.with_columns(
        *taken,
        noun_words=numbers["noun_words"].scatter(places, pl.repeat(None, len(places), dtype=pl.String, eager=True)),
    )
