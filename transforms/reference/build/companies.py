"""Listed companies and their tickers out of pytickersymbols (MIT): "Palo Alto Networks", PANW, United States.

The package holds the members of twenty indices of America, Europe and Japan.
"""

import re
from dataclasses import dataclass

import polars as pl

from transforms.reference.build.alias_rows import finish, slug

# What is left off a company's name when news writes it.
_FORM = re.compile(
    r"(?:,? (?:inc|incorporated|corp|corporation|co|company|cos|companies|ltd|limited|llc|plc|ag|sa|se|nv|"
    r"n\.v\.|s\.a\.|"
    r"s\.p\.a\.|spa|ab|asa|oyj|holdings?|group|kgaa|& co\. kgaa|\(.*\))\.?)+$",
    re.IGNORECASE,
)
# Short names that are ordinary words, first names, surnames or places: only their full form is the company's.
_ORDINARY = frozenset(
    """admiral alphabet apple arm ball block booking box city continental customers diploma employers enact evolution
    first gates hilltop hub investor match merchants minerals now news next orange partners pool progressive recruit
    screen shift sharp shell southern target the triumph universal visa waters alamo albany albemarle angi antofagasta
    argan arlo babcock baxter berkeley blackstone brady brinker bristow buckle canon casio corning cummins dana dell
    douglas dover eaton edison elis elisa everest ferrari fox fresnillo griffon hawkins hayward hella ing kao knowles
    legrand lennox linde lindsay matson matthews mckesson merck moog noble norma orion palomar patrizia pearson phoenix
    puma rogers roper sage salzgitter stepan stride tennant toto trimble tyler uber ventas vinci weir wendel wiley
    williams aon mercury crown chart guess gap hasbro globe unity unum snap chase hess match primo sable
    cactus compass deluxe diodes disco harmonic hexagon indus integer interface kingfisher persimmon plexus
    radian rational
    sabre scholastic tapestry verve xylem olympus schrödinger stryker chubb beazley hubbell mccormick moelis hoya amada
    sampo organon loews tidewater frontdoor""".split()  # noqa: SIM905
) | {"national bank", "independent bank", "preferred bank", "public storage", "world acceptance", "national healthcare"}
_COUNTRIES = {"Netherlands": "NL", "Switzerland": "CH", "United Kingdom": "GB", "United States": "US", "Germany": "DE"}


@dataclass(frozen=True)
class Company:
    """A listed company: its full name, the short one (empty where that is another word), tickers, ISO 3166 country."""

    name: str
    short: str
    tickers: tuple[str, ...]
    country_code: str | None


def listed_companies() -> list[Company]:
    """All companies of the package, by name."""
    from pytickersymbols import PyTickerSymbols

    by_name: dict[str, Company] = {}
    for stock in sorted(
        PyTickerSymbols().get_all_stocks(), key=lambda stock: (stock["name"], stock.get("symbol") or "")
    ):
        name = re.sub(r"\s*\(.*\)$", "", " ".join(stock["name"].split()))
        ticker = stock.get("symbol") or ""
        tickers = (ticker,) if re.fullmatch(r"[A-Z]{2,5}", ticker) else ()
        short = _FORM.sub("", name).removesuffix(" &")
        short = "" if short.lower() in _ORDINARY or len(short) < 3 else short
        by_name.setdefault(name, Company(name, short, tickers, _country_code(stock.get("country") or "")))
    return list(by_name.values())


def _country_code(country: str) -> str | None:
    import pycountry

    if country in _COUNTRIES:
        return _COUNTRIES[country]
    found = pycountry.countries.get(name=country)
    return found.alpha_2 if found else None


def companies_listed(others: pl.DataFrame) -> pl.DataFrame:
    """Alias rows of listed companies that `others` (alias rows) does not have; of those that it has, their tickers.

    Names of more than one word and short names that are no other word are looked for in texts; a ticker only explains
    what a tagger found, in the company of its exchange or its company.
    """
    rows = pl.DataFrame(
        [(c.name, c.short or c.name, bool(c.short), list(c.tickers), c.country_code) for c in listed_companies()],
        schema=["full", "name", "plain", "tickers", "country_code"],
        orient="row",
        schema_overrides={"tickers": pl.List(pl.String), "country_code": pl.String},
    )
    known = others.filter(pl.col("type") == "ORG", pl.col("relation") != "acronym").sort(
        "weight", descending=True, maintain_order=True
    )
    known = known.unique("alias", keep="first", maintain_order=True).select("alias", known_id="entity_id", known="name")
    for column in ("full", "name"):
        rows = rows.join(known, left_on=column, right_on="alias", how="left", suffix=f"_{column}")
    rows = rows.with_columns(
        entity_id=pl.coalesce("known_id", "known_id_name", "org:" + slug(pl.col("name"))),
        curated=pl.coalesce("known", "known_name"),
    ).unique("entity_id", keep="first", maintain_order=True)
    # KLA of California is not the Kosovo Liberation Army.
    is_known = pl.coalesce("known_id", "known_id_name").is_not_null()
    rows = rows.filter(is_known | ~pl.col("entity_id").is_in(others["entity_id"].unique().implode()))
    tickers = rows.explode("tickers").drop_nulls("tickers")
    tickers = tickers.filter(pl.col("tickers").is_duplicated().not_(), ~pl.col("tickers").is_in(_NO_TICKERS))
    several = pl.col("name").str.contains(" ", literal=True)
    parts = [
        rows.with_columns(alias=pl.col("full"), relation=pl.lit("alias"), searched=pl.col("full").str.contains(" ")),
        rows.with_columns(
            alias=pl.col("name"),
            relation=pl.lit("name"),
            searched=pl.col("plain") & (several | (pl.col("name").str.len_chars() > 3)),
        ),
        tickers.with_columns(alias=pl.col("tickers"), relation=pl.lit("ticker"), searched=pl.lit(False)),
    ]
    columns = ["alias", "relation", "searched", "entity_id", "name", "country_code", "curated"]
    found = pl.concat([part.select(columns) for part in parts]).filter(
        (pl.col("relation") == "ticker") | pl.col("curated").is_null()
    )
    taken = others.select("alias").unique()
    found = found.join(taken, on="alias", how="anti", maintain_order="left")
    found = found.with_columns(name=pl.coalesce("curated", "name"), type=pl.lit("ORG"), entity_type=pl.lit("ORG"))
    return finish(found, "pytickersymbols (MIT)", weight=pl.lit(700_000_000))


# Tickers that are words, acronyms of others or units.
_NO_TICKERS = """ALL ARE IT NOW ON SO A AI AN CAT COST DAY FAST HAS KEY LOW MA PEG SEE TAP WELL YUM CEO IPO AMP CAR EAT
FUN HE MS PM US UK EU UN AM ED GE GM HP IR KO LA MO MU PG PH ROK SYK TT UPS DE DD EL ES FE HD ICE IP LH LIN SAN SAP BMW
VOW AIR ALV BAS BAY SIE RWE ENI ING ADS CON SHW MTD AES ACN ADM AIG AMD BA BP BT CNN CVS DTE EIX EMR EOG ETN EXC GIS
HSY IBM IFF KHC KKR MMM PNC PPG PPL PVH RCL RSG TGT USB WEC WM XOM ABB UBS UCB RTX TSN CPR CMS DOC HOLX SPA TEN BOX RUN
AIT APA ARM BIO CAG CAP CDC CIA CPI CPU CSR DNA ECB EPA ETF FDA FDI GDP IMF MIT NBA NFL NHL NRG PCG PSA SEC SRE WHO WTO
""".split()  # noqa: SIM905
