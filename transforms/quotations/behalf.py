"""For whom a spokesman speaks: "a spokesman for the company", "Kremlin spokesman Dmitry Peskov", "Hale's lawyer"."""

import polars as pl

from transforms.text import windows

_AGENT = (
    r"(?:spokes(?:man|woman|person|people|men|women)|lawyers?|attorneys?|solicitors?|barristers?|representatives?|"
    r"publicists?|press secretary)"
)
_CAPITAL = r"\p{Lu}[\p{L}\p{M}\p{N}.&'’-]*"
_NAMES = rf"{_CAPITAL}(?: (?:of |the |and |for )?{_CAPITAL})*"
_BODY = (
    r"(?:campaign|administration|family|foundation|government|ministry|office|group|team|department|company|police|"
    r"party)"
)
_PRINCIPAL = rf"(?:(?:the|an?|his|her|its|their) )?(?:{_NAMES}(?:['’]s)?(?: {_BODY})?|[a-z]+(?:['’]s [a-z]+)?)"
# Behind the speaker's first letter: "a spokesman for X", "Ann Hale, a lawyer for X".
_FOR = (
    rf"^(?:{_NAMES}, )?(?:(?:an?|the|another|one|its|his|her|their) )?(?:[\p{{L}}-]+ ){{0,3}}{_AGENT} (?:for|of) "
    rf"(?<principal>{_PRINCIPAL})"
)
# Before it: "Kremlin spokesman Dmitry Peskov", "Hale's lawyer, Ann Berg".
_RANK = r"(?:chief |deputy |campaign |senior )?"
_OF = rf"(?:^|[ \n])(?:An? )?(?<principal>(?:the )?{_NAMES}?(?: {_BODY})?) {_RANK}{_AGENT},? $"
_OWN = rf"^(?:[Tt]he |[Aa]n? )?(?<principal>{_NAMES}?)(?:['’]s?)? {_RANK}{_AGENT}$"
_BEFORE, _AFTER = 60, 160
_AGENT_AT_ALL = r"spokes|awyer|ttorney|olicitor|arrister|epresentative|ublicist|press secretary"


def with_principals(rows: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add on_behalf_of (String): whom the speaker speaks for, as printed, where the clause tells.

    Takes rows with text_no, speaker_text and speaker_start_byte.
    """
    key = ["text_no", "speaker_start_byte", "speaker_text"]
    speaks = texts["text"].str.contains(_AGENT_AT_ALL)
    speakers = rows.select(key).filter(speaks.gather(rows["text_no"])).unique(maintain_order=True).drop_nulls()
    places = speakers.with_columns(start_byte="speaker_start_byte", end_byte="speaker_start_byte")
    nearby = windows.around(places, texts, before=_BEFORE, after=_AFTER)
    agent = pl.col("before").str.contains(_AGENT_AT_ALL) | pl.col("after").str.contains(_AGENT_AT_ALL)
    nearby = nearby.filter(agent)
    found = nearby.select(
        *key,
        on_behalf_of=pl.coalesce(
            pl.col("after").str.extract(_FOR, 1),
            pl.col("speaker_text").str.extract(_OWN, 1),
            pl.col("before").str.extract(_OF, 1),
        )
        .str.strip_chars_end("'’.")
        .str.strip_suffix("'s")
        .str.strip_suffix("’s"),
    )
    return rows.join(found, on=key, how="left", maintain_order="left")
