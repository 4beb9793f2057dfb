"""What an amount of money is for, where its clause tells it: a price, fine, profit, loss, funding or aid."""

import polars as pl

from transforms.columns.lazy import once
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.relations.role_words import RoleWords

_BOUNDS = (
    f"(?:{SPACE}(?:at least|up to|as much as|some|about|around|nearly|almost|more than|over|less than|an estimated"
    f"|another"
    "|a further|a total of|roughly|approximately|just|only|a record|the|a|an|its|their|his|her|well over|close to"
    "|under|just over|just under|between|from))"
)
# Verbs and nouns right before the amount.
_BEFORE = {
    "fine": "(?:fines?|penalt(?:y|ies)):|fin(?:e|es|ed|ing)(?: (?:the|a|an|him|her|them|it|its"
    "|[A-Z][A-Za-z.&'’-]+)(?: [A-Za-z.&'’-]+){0,3}?)?"
    "|(?:fines?|penalt(?:y|ies))(?: (?:of|totall?ing|worth|amounting to|was|is|to|at|set at))+"
    "|ordered to pay a fine of",
    "loss": "(?:loss|losses|shortfall):|(?:loss|losses|write-?downs?|shortfall)(?: (?:of|totall?ing|was|were"
    "|widened to|narrowed to|rose to"
    "|fell to|grew to|shrank to|came to|reached|amounting to|estimated at|at|to|put at|worth))+|lost|losing|loses?",
    "profit": "(?:profits?|net income|earnings):|(?:profits?|net income|net earnings|operating income|earnings"
    "|earned income)"
    "(?: (?:after tax|before tax|for the (?:year|quarter|period)|attributable to shareholders))?"
    "(?: (?:of|was|were|is|rose to|fell to|dropped to|climbed to|jumped to|grew to|totall?ed|reached|came to"
    "|came in at|at|to|hit|stood at|amounted to|surged to|declined to|slipped to|increased to|decreased to|soared to"
    "|slumped to))+|(?:profits?|net income|earnings) (?:rose|fell|dropped|climbed|jumped|grew|surged|declined"
    "|slipped|increased|decreased|soared|slumped|more than doubled|doubled"
    "|tripled)[^.;:$€£0-9]{0,30}?(?:[0-9.]+ ?(?:%|percent|per cent) )?to",
    "aid": "(?:aid|donations?|bail-?out):|(?:aid|assistance|relief|bail-?out|donations?|aid package"
    "|relief package|rescue package)"
    "(?: (?:of|worth|totall?ing|package|was|amounting to|to|valued at))+|donat(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)",
    "funding": "(?:funding|financing|investments?|grants?|raised):|(?:funding|financing|investments?|grants?"
    "|seed money|venture capital|funding round"
    "|Series [A-H](?: round)?)"
    "(?: (?:of|worth|totall?ing|round|was|amounting to|rose to|valued at))+|rais(?:ed|ing)|secur(?:ed|ing)"
    "|(?:pour|pump|plough|plow|funnel)(?:s|ed|ing)?"
    "|invest(?:s|ed|ing)?(?: a(?:nother| further))?|co-?invest(?:ed|ing)",
    "price": "(?:pric(?:e|es)|price tag|costs?|tickets?|entrance fee|entry fee|admission):|(?:pric(?:e|es)"
    "|price tag|ticket price|asking price|sticker price|selling price|list price"
    "|purchase price|cost|costs|price of (?:a|an|the) [a-z ]{2,24}|price target)(?: (?:of|at|is|was|were|to"
    "|starts? at|starting at|from|about|tag of|set at|rose to|fell to|dropped to|climbed to|jumped to))+|cost|costs"
    "|costing|priced (?:at|from)|(?:sold|sells?|selling|retails?|retailing|on sale|for sale|bought|auctioned"
    "|acquired|going|went|changed hands|purchased|snapped up)[^.;:$€£0-9]{0,44}? (?:for|at)|(?:trad(?:ed|ing)"
    "|clos(?:ed|ing)|settled|opened|quoted|changing hands|fetch(?:ed|es)|sold) (?:at|for)|fetch(?:ed|es|ing)?",
}
# "the $37 million raised by": a participle, where "$20 raised eyebrows" has a verb.
_BY_WHOM = f"(?:{SPACE}(?:so far|already|this year|last year))?{SPACE}(?:by|at|from|in|for|through|during)"
# What follows the amount: "a $4 million fine", "$5 billion in aid".
_FOR = (
    f"^(?:{SPACE}|-)(?:(?:in|of|worth of){SPACE})?(?:(?:[a-z]+(?:-[a-z]+)?|Series [A-H]|[A-Z][a-z]+){SPACE}){{0,2}}?(?:"
)
_BEHIND = {
    "fine": "fines?|penalt(?:y|ies)",
    "loss": f"loss|losses|lost(?:{_BY_WHOM}|{SPACE}to)",
    "profit": "profits?|net income|earnings",
    "aid": "aid|assistance|relief|bail-?out|donations?|rescue package|humanitarian"
    f"|(?:donated|pledged)(?:{_BY_WHOM}|{SPACE}to)",
    "funding": "funding|financing|venture capital|funding round|grants?|seed money|Series [A-H]|seed round"
    f"|investments?|(?:raised|invested){_BY_WHOM}",
    "price": "price|price tag|ticket|asking price|purchase price|acquisition price",
}
# Goods are priced by these; what a share pays or earns is no price.
_GOODS = (
    *(
        "barrel",
        "ounce",
        "troy ounce",
        "ton",
        "tonne",
        "metric ton",
        "pound",
        "gallon",
        "litre",
        "liter",
        "kilogram",
        "kilo",
    ),
    *(
        "bushel",
        "bottle",
        "pack",
        "packet",
        "pint",
        "ticket",
        "can",
        "bbl",
        "kg",
        "lb",
        "megawatt hour",
        "mmbtu",
        "carat",
    ),
)
_NO_PRICE = (
    "(?i:(?-u:\\b)(?:tax|duty|levy|subsid|tariff|fee|royalt|dividend|earn|income|profit|loss|wage|bonus|premium"
    "|discount)[a-z]*)"
)
# "Oil lost $3 to $48": a fall in price is no loss; small change hardly is one.
_SLIDES = f"^(?:,{SPACE}or{SPACE}|{SPACE}to{SPACE}|{SPACE}(?:a|per){SPACE})"
_LEAST_LOSS = 100.0
# Parts of words, one of which is near every amount that has a role.
_STEMS = (
    *(
        "fine",
        "fining",
        "penal",
        "loss",
        "lost",
        "losing",
        "lose",
        "profit",
        "income",
        "earning",
        "aid",
        "assist",
        "relief",
    ),
    *(
        "bail",
        "donat",
        "pledg",
        "fund",
        "financ",
        "invest",
        "grant",
        "rais",
        "secur",
        "seed",
        "venture",
        "series",
        "pric",
    ),
    *(
        "cost",
        "sold",
        "sell",
        "retail",
        "sale",
        "bought",
        "auction",
        "acqui",
        "purchas",
        "snapped",
        "went",
        "going",
        "trad",
    ),
    *(
        "clos",
        "settled",
        "opened",
        "quoted",
        "hands",
        "fetch",
        "humanit",
        "shortfall",
        "write",
        "ticket",
        "rescue package",
    ),
    *("pour", "pump", "plough", "plow", "funnel", "admission", "fee:"),
)


def with_money_roles(amounts: pl.DataFrame) -> pl.DataFrame:
    """Add `_purpose` (String): price, fine, profit, loss, funding or aid, null where the clause tells none.

    Takes amounts of money with lead, rest, value and per_unit.
    """
    lead, rest, per = pl.col("lead"), pl.col("rest"), pl.col("per_unit")
    amounts = amounts.with_columns(
        _before=lead.str.extract(_ANY_BEFORE, 1),
        _behind=rest.str.extract(_ANY_BEHIND, 1),
        _between=rest.str.extract(_ANY_BEHIND, 0),
    )
    amounts = amounts.with_columns(
        _led=_WORDS_BEFORE.roles(amounts["_before"]), _followed=_WORDS_BEHIND.roles(amounts["_behind"])
    )
    # "a loss of $30m versus a profit of $12m": what follows is another's.
    another = pl.col("_between").str.contains(_ANOTHERS).fill_null(value=False)
    amounts = amounts.with_columns(_followed=pl.when(~another).then("_followed"))
    slides = rest.str.contains(_SLIDES) | (pl.col("value") < _LEAST_LOSS)
    purpose = pl.col("_led")
    slid = (purpose == "loss") & slides.fill_null(value=False) & ~pl.col("_before").str.contains("(?i:^loss)")
    before = pl.when(~slid).then(purpose)
    priced = per.is_in(_GOODS) & ~lead.str.contains(_NO_PRICE) & ~rest.str.contains(f"^{SPACE}{_NO_PRICE}")
    own = pl.when(per.is_null() | (per == "share")).then(pl.coalesce("_followed", before))
    told = pl.coalesce(own, pl.when(priced).then(pl.lit("price")), before)
    amounts = amounts.lazy().with_columns(_purpose=told).collect(engine="in-memory")
    return amounts.drop("_before", "_behind", "_between", "_led", "_followed")


_ANOTHERS = f"^{SPACE}(?:versus|vs[.]?|against|compared|and|or|from|after|than|while|but|not){SPACE}"
# One pattern each finds the words; which of them they are is asked of the words alone.
_ANY_BEFORE = f"(?:^|[^A-Za-z])((?i:{'|'.join(_BEFORE.values())})){_BOUNDS}{{0,3}}{SPACE}$"
_ANY_BEHIND = f"{_FOR}({'|'.join(_BEHIND.values())}))(?-u:\\b)"
_WORDS_BEFORE, _WORDS_BEHIND = RoleWords(_BEFORE), RoleWords(_BEHIND)


@once
def may_tell() -> pl.Expr:
    """A quick first look: whether the words around an amount hold any word that tells what it is for."""
    stems = [pl.col(name).str.contains_any([*_STEMS], ascii_case_insensitive=True) for name in ("lead", "rest")]
    return stems[0] | stems[1] | pl.col("per_unit").is_not_null()
