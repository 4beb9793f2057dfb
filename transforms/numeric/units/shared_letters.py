"""Letters that multiply because the words around write amounts with them: "raised $300m ... and another 150m"."""

import polars as pl

# What metres are told of: words beside the figure, words right before it, what follows it.
_LENGTHS = (
    "high|heights?|depth|deep|deeper|long|length|distance|wide|width|radius|altitude|summit|tall|thick|shore|coast"
    "|offshore|beach|sea|lake|cliff|crater|border|rises?|climb(?:s|ed)?|swam|swims?|ran|runs?|sprint(?:s|ed)?"
    "|rac(?:e|es|ed|ing)|jump(?:s|ed)?|threw|throw|dived?|dives?|measur(?:es|ed|ing)|walk(?:s|ed)?|stretch(?:es|ed)?"
    "|sank|drift(?:s|ed)?|freestyle|medley|relay|hurdles|backstroke|butterfly|breaststroke|olympic|laps?|lives|lived"
    "|located|situated|metres?|meters?|feet"
)
_OF_LENGTH = f"(?:^|[^A-Za-z])(?i:{_LENGTHS})(?:[^A-Za-z]|$)"
_DETERMINED = "(?:^|[^A-Za-z])(?i:the|men['’]s|women['’]s|his|her|an?|within) $"
# "40m of water", "150m from the station".
_STRETCHED = (
    "(?:water|rope|cables?|fenc(?:e|es|ing)|pipes?|pipeline|tracks?|road|walls?|wire|cloth|fabric|snow|ice|sand)"
)
_STARTS = (
    "(?:station|school|house|home|road|street|border|entrance|gate|scene|site|finish|goal|line|village|town|mosque|church"
    "|hospital|hotel|airport|runway|square|market|bridge|building|stadium|blast|epicent(?:re|er)|surface|front|base"
    "|camp|park|beach|shore|coast|river|land|doors?)"
)
_BESIDE = (
    "^m(?:,? (?:off|above|below|up|down|into|along|north|south|east|west|away|behind|ahead|before|under|underground"
    "|over|beneath|past|short|beyond|inside|outside|across|between|apart|downstream|upstream|square|cubic)(?-u:\\b)"
    f"| of {_STRETCHED}(?-u:\\b)"
    f"| from (?:the |its |his |her |their |an? )?(?:[a-z]+ ){{0,2}}{_STARTS}(?-u:\\b)| ?[x×]|[²³/-])"
)
_LETTER = "^m(?-u:\\b)"
_MEASURED = (
    "^(?:m|ft)(?-u:\\b)|^[ -]?(?:metres?|meters?|feet|foot|ft|km|kilomet(?:re|er)s?|miles?|cm|mm|yards?)(?-u:\\b)"
)


def with_shared_letters(numbers: pl.DataFrame) -> pl.DataFrame:
    """Let "m" behind a figure multiply where its passage writes amounts so and nothing there is measured in metres.

    Takes numbers with text_no, near_lead, near_after, prefix and letter, null where no letter multiplies; sets letter.
    """
    begins = pl.col("near_after").str.starts_with("m") & pl.col("letter").is_null()
    rows = numbers.select(begins).to_series().arg_true()
    asked = pl.col("near_after").str.contains(_LETTER) & pl.col("text").str.contains("[0-9]$")
    rows = rows.filter(numbers.select("near_after", "text")[rows].select(asked).to_series())
    if rows.is_empty():
        return numbers
    written_so = (pl.col("letter") == "m") | (
        (pl.col("prefix") != "") & (pl.col("text").str.ends_with("bn") | pl.col("text").str.ends_with("tn"))
    )
    amounts = numbers.select(written_so.fill_null(value=False)).to_series()
    passages = numbers["text_no"].gather(rows)
    beside = numbers.select("text_no", "near_lead", "near_after", "letter")
    beside = beside.filter(beside["text_no"].is_in(passages.unique().implode()))
    around = pl.concat_str("near_lead", pl.lit("0"), "near_after")
    length = around.str.contains(_OF_LENGTH) | pl.col("near_after").str.contains(_BESIDE)
    length |= pl.col("near_lead").str.contains(_DETERMINED)
    bare = pl.col("letter").is_null() & pl.col("near_after").str.contains(_MEASURED)
    measured = beside.filter(bare & (length | ~pl.col("near_after").str.contains(_LETTER)))["text_no"]
    written = numbers["text_no"].filter(amounts)
    multiplies = passages.is_in(written.implode()) & ~passages.is_in(measured.implode())
    rows = rows.filter(multiplies)
    return numbers.with_columns(letter=numbers["letter"].scatter(rows, pl.repeat("m", len(rows), eager=True)))
