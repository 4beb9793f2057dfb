"""Bare figures of persons, by a few words on one side: "the two of them", "drew thousands to rallies", "hired 40"."""

import polars as pl

from transforms.columns.lazy import once
from transforms.numeric.relations.told_counts import rows_with

# "the two of them", "these two have known each other", "The five were sentenced": a few told again, of whom no number
# of things stands before.
_MORE_OR_LESS = "about|around|some|nearly|almost|at least|more than|over|up to|as many as|an estimated"
_FEW = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", *"23456789")
_THOSE = "(?-u:\\b)(?:[Tt]he|[Tt]hese|[Tt]hose|other|[Aa]ll|[Yy]ou|us|them|[Ww]e|between|[Oo]f) $"
_OF_THEM = "^ of (?:us|them|you)(?-u:\\b)"
_AS_PERSONS_DO = (
    "^(?: (?:have|had|has|were|was|are|will|would|did|may|might|could|also|later|then|all|both|never|once|first|not"
    "|still|reportedly|allegedly|now|since|often|been|being))*"
    " (?:met|meet|spoke|speak|talked|talk|married|divorced|hugged|embraced|shook hands|argued|clashed|sparred|feuded"
    "|dated|befriended|told|denied|pleaded|sentenced|charged|convicted|accused|suspected|acquitted|jailed|imprisoned"
    "|remanded|questioned|interrogated|released on bail|indicted|deported|extradited|handcuffed|learned|discuss(?:ed)?"
    "|dined|campaigned|vying|friends|rivals|brothers|sisters|siblings|cousins|lovers|classmates|colleagues|neighbou?rs"
    "|(?:closely )?related to each other|known each other|knew each other|joked|laughed|smiled|posed|taped|chatted"
    "|got into|related|laid out|got along"
    "|quarrel(?:l?ed)?|fought|debated|traded barbs|exchanged|grew up|live|lived|worked|work together|played nice"
    "|arm in arm|neck and neck|engaged|hanged|shot dead|paired|nominated|appointed|promoted|dismissed|fired|sacked"
    "|honou?red|awarded|described|insisted|vowed|hope|hoped|believe|believed|want|wanted|wish|think|feel|felt|pledged)"
    "(?-u:\\b)"
)
# "The two were described as rare": so may things be.
_OF_THINGS_TOO = (
    "^(?: [a-z]+)? (?:described|honou?red|awarded|paired|nominated|questioned) (?:as|by|with|for|in)(?-u:\\b)"
)
# "drew thousands to its rallies", "the support of millions", "Millions in the country rely on it": of persons alone.
_DRAWING = (
    "(?-u:\\b)(?:draw(?:s|ing|n)?|drew|attract(?:s|ed|ing)?|(?:support|backing|lives|hearts|minds|hopes|loyalty|votes"
    "|prayers) of|(?:watched|seen|loved|admired|mourned|joined|cheered|followed|used|heard|attended) by"
    f"|employ(?:s|ed|ing)?|inspir(?:es?|ed|ing)) (?:(?:{_MORE_OR_LESS}) )?$"
)
_LEAVING = f"(?-u:\\b)(?:leav(?:es?|ing)|left) (?:(?:{_MORE_OR_LESS}) )?$"
_LEFT = "^ (?:without|homeless|jobless|stranded|destitute|hungry|trapped)(?-u:\\b)"
_DRAWN = (
    "^(?:$|[.,;]| (?:to|at|across|around|by|with|and|outside|each|every|who|worldwide|nationwide|on|in (?:the|this"
    "|[A-Z][a-z]+)|from (?:the|across|around|all|[A-Z][a-z]+))(?-u:\\b))"
)
_RELYING = (
    "^ (?:watching|cheering|looking on|fleeing|starving|mourning|living in|trapped)(?-u:\\b)"
    "|^ (?:in|across|around|throughout) (?:the |this |our |[A-Z])[^.;:,0-9]{2,28}?"
    " (?:rely|live|face|need|depend|fear|struggle|suffer|starve|lack"
    "|go hungry|went hungry|watched|(?:are|were) waiting|are (?:at risk|hungry|starving|poor|unemployed|in need"
    "|struggling|suffering)"
    "|have no)(?-u:\\b)"
)
# "Of the 62 on board", "All 150 aboard", "Four of those elected".
_ABOARD = (
    "^ (?:on board|aboard|(?:still )?(?:inside|trapped|stranded) (?:were|was|are|have|had)"
    "|of (?:those|the people) (?:who|elected|killed|injured|wounded|hurt|arrested|accused|charged|convicted|detained"
    "|surveyed|polled|questioned|asked|interviewed|present|attending|involved|taking part|on (?:board|trial)|tested"
    "|infected|aboard|nominated|selected|invited|evacuated|rescued|missing|released|freed))(?-u:\\b)"
)
_MAY_BE_ABOARD = (" on board", " aboard", " of those ", " of the people ", " inside ", " trapped ", " stranded ")
# "190,000 are staying in shelters", "one of the millions who watched", "told the hundreds waiting outside".
_STAYING = (
    "^ (?:who|whom|whose|(?:gathered|showing up|turning up|waiting|assembled|lined up)"
    " (?:in|at|outside|inside|near|around|on|along|for|to)"
    "|(?:people )?(?:are|were|is|was|have been|had been|remain|remained) (?:now |still |already |also )?(?:staying"
    "|living"
    "|sheltering|sleeping|camping|camped|sheltered|accommodated|studying|enrolled|homeless|unemployed|out of work"
    "|fleeing|starving|protesting|marching|hospitali[sz]ed|in hospital|in custody|vaccinated"
    "|in intensive care))(?-u:\\b)"
)
_MAY_STAY = (
    " are ",
    " were ",
    " remain",
    " been ",
    " who",
    " gathered",
    " showing",
    " turning",
    " waiting",
    " assembled",
    " lin",
)
# "hired 40 in May", "deporting millions": what is done to persons alone.
_DONE_TO = (
    "(?-u:\\b)(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|deport(?:s|ed|ing)?|(?:la(?:id|y|ys|ying)) off|sack(?:ed|ing)"
    "|vaccinat(?:e|es|ed|ing)|inoculat(?:e|es|ed|ing)|infect(?:ed|ing)|imprison(?:ed|ing)|behead(?:ed|ing)"
    "|la(?:y-?offs?|ying off) of|deportations? of|exil(?:ed|ing)|extradit(?:ed|ing)|enslav(?:ed|ing)"
    "|strand(?:s|ed|ing)|interview(?:s|ed|ing)|survey(?:s|ed|ing)|polled|enroll?(?:s|ed|ing)?"
    "|employ(?:s|ed|ing)?|evict(?:ed|ing)"
    f"|indict(?:ed|ing)|resettl(?:ed|ing)|repatriat(?:ed|ing)) (?:(?:{_MORE_OR_LESS}|another"
    f"|a further) )?$"
)
_DONE_ENDS = (
    "^(?:$|[.,;]| (?:in|at|on|last|this|over|during|since|after|by|to|from|was|were|with|who|and|across|around|each"
    "|every|worldwide|nationwide)(?-u:\\b))"
)


def are_persons(figures: pl.DataFrame) -> pl.Series:
    """Whether each bare figure is of persons (Boolean). Takes text, sort, near_lead and near_tail."""
    lead, tail, text = figures["near_lead"], figures["near_tail"], figures["text"].str.to_lowercase()
    those = rows_with(lead, text.is_in(_FEW).arg_true(), _THOSE)
    did = rows_with(tail, those, f"{_OF_THEM}|{_AS_PERSONS_DO}")
    did = did.filter(~did.is_in(rows_with(tail, did, _OF_THINGS_TOO).implode()))
    many = figures.select(_many() & ~pl.col("near_lead").str.contains_any(["$", "€", "£"])).to_series().arg_true()
    persons = [
        did,
        rows_with(tail, rows_with(lead, many, _DRAWING), _DRAWN),
        rows_with(tail, rows_with(lead, many, _LEAVING), _LEFT),
        rows_with(tail, many, _RELYING),
        rows_with(tail, tail.str.contains_any([*_MAY_BE_ABOARD]).fill_null(value=False).arg_true(), _ABOARD),
        rows_with(tail, tail.str.contains_any([*_MAY_STAY]).fill_null(value=False).arg_true(), _STAYING),
        rows_with(tail, rows_with(lead, pl.arange(len(lead), eager=True), _DONE_TO), _DONE_ENDS),
    ]
    told = pl.repeat(value=False, n=len(lead), eager=True)
    for rows in persons:
        told[rows] = True
    return told


@once
def _many() -> pl.Expr:
    """Whether a figure is hundreds or more of something, told in a plural."""
    text = pl.col("text").str.to_lowercase()
    vague = (pl.col("sort") == "vague") & ~text.str.contains_any(["million", "billion", "couple", "few", "several"])
    return vague.fill_null(value=False) | (text == "millions")
