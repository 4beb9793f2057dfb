"""Four digits that count instead of naming a year: "about 1800 jobs", "between 1500 and 1800 homes", "only 1200 voted".

Dates and numbers ask the same question here, so that no figure is both a year and a count.
"""

import polars as pl

# Between the figures of a list or range, and a list of years before or behind a figure.
_LINK = "(?:, ?and |, ?or |, ?| and | or | to |-|–| to about | and about )"
_CHAIN_BEFORE = f"(?:[0-9]{{4}}{_LINK})+$"
_CHAIN_AFTER = f"^(?:{_LINK}[0-9]{{4}})+"
_START = "(?:^|[^A-Za-z])"
# What only a quantity has before it.
_BOUND = (
    "at most|(?:more|less|fewer|no more|no fewer|no less|not more) than|as (?:many|much|few|little) as|nearly|almost"
    "|roughly|approximately|(?:an? )?estimated|up to|at least|upwards of|in excess of|exceed(?:s|ed|ing)?|totall?ing"
    "|carr(?:y|ies|ied|ying)|seats|seating|accommodates?|employ(?:s|ed|ing)?|feeds|houses"
    "|numbering|averaging|an average of|another|an? (?:additional|further|extra)"
    "|(?:total|maximum|minimum|record|excess|fleet|crowd|column|procession|band|group|team|force|army|audience|population|staff|workforce|convoy"
    "|shipment|batch|membership|stock|herd|flock|contingent|turnout|loss|sale|purchase|garrison|capacity|majority|sum"
    "|quota|limit|toll|list|network|pool|sample|queue|gathering|congregation|enrolment|enrollment|circulation) of"
)
_STRONG = f"(?i:{_START}(?:{_BOUND}|only|just|some|mere|(?:in all|in total|altogether|all told),)) $"
_SURE = f"(?i:{_START}(?:{_BOUND})) $"
_AFTER_TIME = (
    f"(?i:{_START}(?:since|until|till|through|from|by|in|before|after) (?:at least|at most|about|almost|up to"
    f"|nearly)) $|(?i:from|between).{{0,20}}up to $"
)
# Words that a noun behind the figure must confirm.
_WEAK = (
    f"(?i:{_START}(?:about|around|over|under|above|below|to|of|by|all|these|those|first|last|next|remaining"
    f"|extra|other)) $"
)
_CHANGED_BY = (
    f"(?i:{_START}(?:ris|rose|climb|increas|grow|grew|fall|fell|drop|declin|cut|reduc|shr[aiu]nk|jump|swell|swoll)[a-z]*"
    " (?:[a-z]+ ){0,3}by) $"
)
# Where a year is written.
_MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec"
_YEAR_PLACE = (
    f"(?i:{_START}(?:in|since|during|until|till|by|circa|c|ca|year|years|fiscal|calendar|financial|early|late|mid|spring"
    "|summer|autumn|fall|winter|the|its|his|her|their|our|this|that|a|an|than|before|after|through|versus|vs|on|season"
    f"|january|february|march|april|june|july|august|september|october|november|december|(?:{_MONTHS})[.]?|and since"
    "|q[1-4]|half|quarter|back to|like|as|[0-9]{1,2}(?:st|nd|rd|th)?,?))[ -]$"
)
_SPAN = f"(?i:{_START}(?:from|between|ranging from|period|era|decade)) $"
_WORD_BEFORE = "[a-z,] $"
_OPENS = '(?:^|[.!?:;"”\n]) ?$'
# The noun behind: the first plural, at most three words on.
_NOUN = (
    "^[ \n]((?:[A-Za-z][A-Za-z.]*(?:-[A-Za-z]+)*[ \n]){0,3}?(?:[a-z]+(?:-[a-z]+)*[a-hj-rtv-z]s|[A-Z][a-z]+(?:ans"
    "|is|ese)"
    "|people|men|women|children|staff|troops|police|aircraft|sheep|cattle|personnel|policemen|firefighters))(?:[^A-Za-z-]|$)"
)
_SMALL = (
    "the|a|an|of|in|on|at|to|by|for|from|with|and|or|but|as|than|that|which|who|when|where|while|if|is|are|was|were|has"
    "|have|had|will|would|could|it|he|she|they|we|his|her|its|their|said|says|after|before|since|until|because|not"
)
_NO_NOUN = f"(?:^|[ \n])(?:{_SMALL})[ \n]"
# What has a year of its own: "2019 levels", "1998 elections"; and verbs in -s.
_OF_A_YEAR = (
    "(?i:elections|levels|figures|results|sales|earnings|games|models|seasons|revenues|profits|estimates|targets|olympics"
    "|championships|finals|budgets|plans|protests|reforms|riots|films|talks|numbers|prices|standards|rules|laws"
    "|guidelines|attacks|bombings|polls|primaries|midterms|hearings|accords|agreements|negotiations|rates|forecasts|goals"
    "|projections|accounts|taxes|statistics|awards|qualifiers|playoffs|exports|imports|floods|fires|wildfires|hurricanes"
    "|killings|murders|demonstrations|celebrations|losses|highs|lows|peaks|contracts|plays|events|interviews|documents|reports|editions|grads"
    "|graduates|trials|charges|allegations|sanctions|costs|wars|uprisings|strikes|raids|emissions|conditions|dollars"
    "|temperatures|wages|rents|incomes|populations|deaths|births|yields|terms|vintages|wines|cases|crops|harvests|votes)$"
)
_MEASURED = (
    "^ (?:US |U[.]S[.] )?(?:dollars|euros|pounds|yen|rupees|pesos|francs|miles|kilomet(?:er|re)s|km|met(?:er"
    "|re)s|feet|tons"
    "|tonnes|hours|points|barrels|acres|hectares|square|cubic|kg|kilograms|litres|gallons|votes|copies|jobs)(?:[^A-Za-z]|$)"
)
# "A 1500-seat hall", "a 2000-strong crowd", "1920 x 1080 pixels"; "1969-style" and "1990-era" are of a year.
_OF_SO_MANY = (
    "^ ?[x×] ?[0-9]"
    "|^-(?:strong|seat(?:er)?|page|room|bed|acre|hectare|word|member|person|man|men|people|space|unit|place|capacity|plus|odd"
    "|calorie|point|piece|ton|tonne|foot|feet|metre|meter|mile|kilomet(?:re|er)|km|kg|pound|horsepower|watt|cc|hp|mw"
    "|head|student|pupil|bottle|car|vehicle|home|house|apartment|passenger|plate|hour|mile-long|metre-long|square)s?(?-u:\\b)"
)
_PEOPLE = (
    "(?:people|persons|men|women|children|troops|soldiers|workers|jobs|employees|students|police|houses|homes|staff"
    "|members|residents|passengers|patients|protesters|demonstrators|refugees|families|villagers|officers|volunteers)$"
)
_VERB = (
    "(?i:marks|sees|brings|remains|looks|does|seems|begins|ends|starts|shows|promises|was|has|is|as|its|his|this|plus)$"
)
# Years that news speaks of without a word.
_RECENT = "^(?:19[0-9]{2}|20[0-3][0-9])$"
# The two figures of a span are judged together: years both, or none.
_SPAN_BEGUN, _SPAN_ENDS = "([0-9]{4})(?: and | to |-|–)$", "^(?: and | to |-|–)([0-9]{4})"
_SINCE_1800, _ROUND = "^(?:1[89]|20)[0-9]{2}$", "^[0-9]{2}00$"
# And those that plans reach for.
_FAR_AHEAD = "^(?:20[4-9][0-9]|2100)$"


# Right behind these no figure counts, whatever follows.
_LED_TO_A_YEAR = (
    f"(?i:{_START}(?:in|since|during|until|till|the|its|his|her|their|our|this|that|an?|years?|fiscal|calendar|early|late|spring|summer|autumn|fall|winter"
    "|january|february|march|april|may|june|july|august|september|october|november|december)) $"
)


def may_count(before: str, after: str) -> pl.Expr:
    """Whether `counts` may be true of figures with this text around them: all but "in 1999" and the like."""
    return ~pl.col(before).str.contains(_LED_TO_A_YEAR) | pl.col(after).str.contains(_OF_SO_MANY)


def counts(before: str, figure: str, after: str) -> pl.Expr:
    """Whether four digits count something; `before` and `after` name columns with some 40 characters next to it.

    The figure is no year if a quantity's bound or determiner comes before it, if it is in a range or list that a
    plural noun ends, or if a plural noun follows and nothing that goes with years precedes. Without either it is left
    to be a year.
    """
    lead = pl.col(before).str.replace(_CHAIN_BEFORE, "")
    tail = pl.col(after).str.replace(_CHAIN_AFTER, "")
    recent = pl.col(figure).str.contains(_RECENT)
    phrase = tail.str.extract(_NOUN, 1)
    noun = phrase.is_not_null() & ~phrase.str.contains(_NO_NOUN) & ~phrase.str.contains(f"(?:^|[ \n]){_VERB}")
    measured = tail.str.contains(_MEASURED)
    span = lead.str.contains(_SPAN)
    years = _are_years(before, figure, after)
    counted = (noun & ~((recent | span) & phrase.str.contains(_OF_A_YEAR))) | measured
    strong = lead.str.contains(_STRONG) & ~lead.str.contains(_AFTER_TIME)
    sure = lead.str.contains(_SURE) & ~lead.str.contains(_AFTER_TIME)
    weak = lead.str.contains(_WEAK)
    place = lead.str.contains(_YEAR_PLACE)
    bounded = (strong & (counted | ~recent)) | (sure & ~lead.str.contains("(?i:up to|at least) $")) | (weak & counted)
    bounded |= lead.str.contains(_CHANGED_BY) & (~recent | counted)
    of_a_verb = counted & lead.str.contains(_WORD_BEFORE) & ~place & (~span | ~years | measured)
    many = pl.col(after).str.contains(_OF_SO_MANY)
    opens = counted & lead.str.contains(_OPENS) & (~recent | phrase.str.contains(_PEOPLE))
    # "a reduction by 2050".
    far = pl.col(figure).str.contains(_FAR_AHEAD) & ~counted
    by_year = lead.str.contains(f"(?i:{_START}by) $") & (recent | far)
    return ((bounded & ~by_year) | of_a_verb | opens | many).fill_null(value=False)


def _are_years(before: str, figure: str, after: str) -> pl.Expr:
    """Whether a span of these figures is one of years: "between 1850 and 1950", not "between 1700 and 2000 homes"."""
    first = pl.col(before).str.extract(_SPAN_BEGUN, 1)
    last = pl.col(after).str.extract(_SPAN_ENDS, 1)
    begin, end = pl.coalesce(first, figure), pl.when(first.is_null()).then(last).fill_null(pl.col(figure))
    is_round = begin.str.contains(_ROUND) & end.str.contains(_ROUND)
    return end.str.contains(_RECENT) & begin.str.contains(_SINCE_1800) & ~(is_round & (begin != end))
