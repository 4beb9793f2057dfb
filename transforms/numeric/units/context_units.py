"""Units disambiguated by context: an ounce of gold, 20 kt of copper, bushels of wheat, British gallons."""

import polars as pl

from transforms.columns.masked import on_rows
from transforms.numeric.units import currency

_PRECIOUS = "(?i:(?-u:\\b)(?:gold|silver|platinum|palladium|rhodium|bullion)(?-u:\\b))"
_ORE = (
    "(?i:^ of (?-u:\\b)|^ (?:[a-z]+ )?(?:copper|zinc|nickel|lead|lithium|iron|ore|concentrate|coal|steel|aluminium"
    "|aluminum|uranium|cobalt|tin|cement|sugar|wheat|rice|coffee|cocoa)(?-u:\\b))"
)
# "Output was 110 kt": what is mined, made and weighed, unless something blows, sails or flies nearby.
_WEIGHED = (
    "(?i:(?-u:\\b)(?:weigh(?:s|ed|ing)?|output|production|produc(?:ed?|es|ing)|mined?|mines|miner|smelters?|refinery|ores?"
    "|exports?|exported|imports?|imported|shipments?|stocks?|inventor(?:y|ies)|harvest|crops?|tonn(?:es|age)|emissions?"
    "|CO2|metals?|copper|zinc|nickel|lead|lithium|iron|concentrate|coal|steel|alumini?um|uranium|cobalt|tin|cement|sugar"
    "|wheat|rice|coffee|cocoa|deficit|surplus)(?-u:\\b))"
)
_SAILS_OR_BLOWS = (
    "(?i:(?-u:\\b)(?:winds?|windy|gust(?:s|ed|ing)?|breezes?|gales?|storms?|cyclones?|hurricanes?|typhoons?|speeds?|fast(?:er|est)?|knots?"
    "|sail(?:s|ed|ing|ors?)?|ships?|vessels?|boats?|yachts?|ferry|ferries|tankers?|frigates?|destroyers?|submarines?"
    "|aircraft|planes?|jets?|helicopters?|runway|airspeed|cruis(?:e|es|ed|ing)|sea|seas|coasts?|coastal|offshore|shores?"
    "|ports?|harbou?rs?|islands?|isles?|isle|waters|naval|navy|maritime|nautical|anchored|adrift|fishing"
    "|exclusion zone)(?-u:\\b))"
)
# "450 nm light": lengths of waves and of what is etched or too small to see.
_TINY = (
    "(?i:(?-u:\\b)(?:chips?|wafers?|nodes?|process(?:es)?|semiconductors?|transistors?|lithography|wave(?:length)?s?|light|lasers?"
    "|particles?|nano[a-z]*|layers?|films?|pores?|virus(?:es)?|molecul[a-z]+|optical|spectr[a-z]+|ultraviolet|infrared|UV|LED"
    "|absor[a-z]+|emit[a-z]*|thick(?:ness)?|diameter)(?-u:\\b))"
)
_NAUTICAL_MILE_M = 1852.0
# "22-carat gold": 22 parts of 24, no weight.
_FINE_GOLD = (
    "(?i:(?-u:\\b)(?:gold|jewell?ery|ornaments?|rings?|necklaces?|bracelets?|chains?|bars?|coins?"
    "|bangles?|watch)(?-u:\\b))"
)
_PARTS_OF_GOLD = (9.0, 10.0, 14.0, 18.0, 20.0, 21.0, 22.0, 23.0, 24.0)
# Kilograms of a bushel, by the test weight that grain is traded at (United States Department of Agriculture).
_BUSHELS = {
    "wheat|soybeans?|soyabeans?|soya|beans|potatoes": 27.2155422,
    "corn|maize|rye|sorghum|flax": 25.40117272,
} | {
    "barley": 21.77243376,
    "oats": 14.51495584,
}


def with_context_units(numbers: pl.DataFrame) -> pl.DataFrame:
    """Give ounces of gold, kilotons, miles at sea and bushels of a crop the unit and SI factor that they have there.

    Takes numbers with unit, suffix_word, lead and rest; changes unit, si_unit and si_factor of those rows.
    """
    unit, word, rest = pl.col("unit"), pl.col("suffix_word"), pl.col("rest")
    around = pl.concat_str(pl.col("lead").str.tail(40), pl.lit(" "), rest.str.head(40))
    # "3 ounces of butter" are no gold, whatever was weighed before.
    named = pl.when(rest.str.contains("^ of [a-z]")).then(rest.str.head(24)).otherwise(around)
    numbers = on_rows(numbers, unit == "ounce", _precious=named.str.contains(_PRECIOUS))
    fine = named.str.contains(_FINE_GOLD) & ~around.str.contains("(?i:diamond|gem|stone|sapphire|ruby|emerald)")
    numbers = on_rows(numbers, (unit == "carat") & pl.col("value").is_in(_PARTS_OF_GOLD), _fine=fine)
    clause = pl.concat_str(pl.col("lead").str.tail(40), pl.lit(" "), rest.str.head(40).str.replace("[,;.] .*$", ""))
    weighed = clause.str.contains(_WEIGHED) & ~clause.str.contains(_SAILS_OR_BLOWS)
    numbers = on_rows(numbers, (unit == "knot") & (word == "kt"), _ore=rest.str.contains(_ORE) | weighed)
    at_sea = around.str.contains(_SAILS_OR_BLOWS) & ~around.str.contains(_TINY)
    numbers = on_rows(numbers, (unit == "nanometre") & (word == "nm"), _sea=at_sea)
    factor = pl.lit(None, pl.Float64)
    for crop, kilograms in _BUSHELS.items():
        of_crop = around.str.contains(f"(?i:(?-u:\\b)(?:{crop})(?-u:\\b))")
        factor = pl.when(of_crop).then(kilograms).otherwise(factor)
    numbers = on_rows(numbers, unit == "bushel", _bushel=factor)
    precious, ore, bushel, fine = pl.col("_precious"), pl.col("_ore"), pl.col("_bushel"), pl.col("_fine")
    sea = pl.col("_sea")
    weighs = precious | ore | bushel.is_not_null()
    return numbers.with_columns(
        unit=pl.when(precious)
        .then(pl.lit("troy ounce"))
        .when(ore)
        .then(pl.lit("kiloton"))
        .when(sea)
        .then(pl.lit("nautical mile"))
        .when(fine)
        .then(pl.lit("karat"))
        .otherwise(unit),
        si_unit=pl.when(weighs).then(pl.lit("kg")).when(fine).then(pl.lit("")).otherwise("si_unit"),
        si_factor=pl.when(precious)
        .then(0.0311034768)
        .when(ore)
        .then(1e6)
        .when(sea)
        .then(_NAUTICAL_MILE_M)
        .otherwise(pl.coalesce(bushel, "si_factor")),
    ).drop("_precious", "_ore", "_sea", "_bushel", "_fine")


# "3.5 degrees above normal", "rose by 2 degrees": how far apart two temperatures are has no zero to count from.
_FURTHER = (
    "^,? (?:(?:above|below) (?:the )?(?:[a-z-]+ )?(?:normal|average|mean|norm|usual|seasonal|pre|last|levels?|what"
    "|that|those)|higher|lower|warmer|colder|cooler|hotter|more|less|of (?:warming|cooling))(?-u:\\b)"
)
_MOVED_BY = (
    "(?i:(?-u:\\b)(?:by|another|extra|give or take|plus or minus|(?:warming|cooling) (?:to|at|below|under|within)"
    "|ris(?:e|es|en|ing)|rose|fell|fallen|dropped|warmed|cooled|climbed|(?:rise"
    "|increase|drop|fall|difference|change|warming|cooling|gap|swing|anomaly) of) "
    "(?:about |around |nearly |almost |more than |up to |just |only |at least |an average of )?)$"
)


def with_differences(numbers: pl.DataFrame) -> pl.DataFrame:
    """Take the zero out of temperatures that say how far apart two are; 2 degrees Celsius are then 2 K.

    Takes numbers with decided, lead and rest; changes si_offset of those rows.
    """
    apart = pl.col("rest").str.contains(_FURTHER) | pl.col("lead").str.contains(_MOVED_BY)
    rows = numbers.select((pl.col("decided") == "temperature").fill_null(value=False)).to_series().arg_true()
    if rows.is_empty():
        return numbers
    few = numbers.select("text_no", "start_char", "lead", "rest", "si_offset")[rows].with_columns(_apart=apart)
    # "rose 1.1C (2F)", "2 degrees Celsius, or 3.6 degrees Fahrenheit, above normal": the same said twice.
    apart_from_next = pl.col("start_char").shift(-1).cast(pl.Int64) - pl.col("start_char").cast(pl.Int64)
    again = (
        (pl.col("text_no").shift(-1) == pl.col("text_no"))
        & pl.col("rest").str.contains(_SAID_AGAIN)
        & apart_from_next.is_between(0, _CLOSE)
    )
    few = few.with_columns(_again=again.fill_null(value=False))
    first = pl.col("_again") & pl.col("_apart").shift(-1)
    second = pl.col("_again").shift(1) & pl.col("_apart").shift(1)
    apart = pl.any_horizontal("_apart", first.fill_null(value=False), second.fill_null(value=False))
    offsets = few.select(pl.when(apart).then(0.0).otherwise("si_offset")).to_series()
    return numbers.with_columns(si_offset=numbers["si_offset"].scatter(rows, offsets))


# How far apart the two figures of one temperature are, in code points.
_SAID_AGAIN, _CLOSE = "^ ?[(]|^,? or ", 40


# What an imperial measure is in that of the United States: gallons of 4.54609 and 3.785411784 litres, fluid ounces of
# 28.4130625 and 29.5735295625 millilitres, hundredweights of 112 and 100 pounds.
_IMPERIAL = {"gallon": 4.54609 / 3.785411784, "quart": 4.54609 / 3.785411784, "pint": 4.54609 / 3.785411784} | {
    "fluid ounce": 28.4130625 / 29.5735295625,
    "mile per gallon": 3.785411784 / 4.54609,
    "hundredweight": 1.12,
}
_METRIC = {"ton": 1000 / 907.18474}
# Countries of the Commonwealth measure as Britain does; no other country but the United States has short tons.
_BRITISH_SOURCE = r"[.](?:uk|ie|au|nz|in|pk|lk|za|ng|gh|ke|mt|cy|jm|tt)(?:$|[/:])"
_NO_COUNTRY_SOURCE = r"[.](?:us|com|org|net|edu|gov|mil|info|io|tv)(?:$|[/:])"
_COUNTRY_SOURCE = r"[.][a-z]{2}(?:$|[/:])"
_BRITISH_SPELLING = (
    "colour|labour|harbour|favour|honour|neighbour|centre|metre|litre|tonne|programme|organisation|organised|realise"
    "|recognise|defence|licence|cheque|tyre|travelled|cancelled|aluminium"
)


def with_local_measures(facts: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Take gallons, pints and fluid ounces as imperial in British articles, tons as metric outside the United States.

    Takes facts with text_no, unit and si_value, and texts with source; changes si_value. An article is British by its
    source's domain, by the country it speaks of, or by its spelling; without a sign of it American measures hold.
    """
    ratios = _IMPERIAL | _METRIC
    rows = facts.select(pl.col("unit").is_in([*ratios]) & pl.col("si_value").is_not_null()).to_series().arg_true()
    if rows.is_empty():
        return facts
    few = facts.select("text_no", "unit", "si_value")[rows]
    article = texts.select("text_no", "source", "article_no")
    told = texts.join(article.join(few, on="text_no", how="semi").select("article_no"), on="article_no", how="semi")
    spelled = pl.col("text").str.contains(f"(?-u:\\b)(?i:{_BRITISH_SPELLING})")
    british = told.group_by("article_no").agg(_spelled=spelled.any())
    named = currency.named_countries(told)
    pounds, dollars = pl.col("code") == "GBP", pl.col("code") == "USD"
    weights = named.group_by(article_no="article").agg(
        _pounds=pl.col("weight").filter(pounds).sum(),
        _dollars=pl.col("weight").filter(dollars).sum(),
        _others=pl.col("weight").filter(~dollars).sum(),
    )
    source = pl.col("source").fill_null("").str.to_lowercase()
    here = source.str.contains(_COUNTRY_SOURCE) & ~source.str.contains(_NO_COUNTRY_SOURCE)
    few = (
        few.join(article, on="text_no", how="left", maintain_order="left")
        .join(british, on="article_no", how="left", maintain_order="left")
        .join(weights, on="article_no", how="left", maintain_order="left")
        .with_columns(
            pl.col("_pounds", "_dollars", "_others").fill_null(0.0), pl.col("_spelled").fill_null(value=False)
        )
    )
    told_british = (pl.col("_pounds") > pl.col("_dollars")) | (pl.col("_spelled") & (pl.col("_dollars") == 0))
    imperial = source.str.contains(_BRITISH_SOURCE) | (~here & told_british)
    metric = here | (pl.col("_others") > pl.col("_dollars")) | (pl.col("_spelled") & (pl.col("_dollars") == 0))
    ratio = (
        pl.when(pl.col("unit").is_in([*_IMPERIAL]) & imperial)
        .then(pl.col("unit").replace_strict(ratios, default=1.0, return_dtype=pl.Float64))
        .when(pl.col("unit").is_in([*_METRIC]) & metric)
        .then(pl.col("unit").replace_strict(ratios, default=1.0, return_dtype=pl.Float64))
        .otherwise(1.0)
    )
    measured = few.select(pl.col("si_value") * ratio).to_series()
    return facts.with_columns(si_value=facts["si_value"].scatter(rows, measured))
