"""One name, one key: "President Zelenskyy's" is `zelenskyy`, "The Home Depot Inc." `home depot`, "U.S." `us`."""

import polars as pl

from transforms.entities.ner.lexicon import words_of

# Words before a person's name that are not part of it; folded, without full stops.
TITLES = frozenset(
    """mr mrs ms miss mx dr sir lord lady dame prof professor president vice-president vice prime minister premier
    chancellor king queen prince princess crown pope cardinal archbishop bishop rev reverend father sister brother
    sheikh sheik shaikh ayatollah grand imam mullah rabbi senator sen rep representative congressman congresswoman gov
    governor mayor secretary ambassador judge justice chief gen general lt lieutenant col colonel maj major capt captain
    sgt sergeant cpl corporal cmdr commander adm admiral brig brigadier marshal field director chairman chairwoman
    chairperson ceo spokesman spokeswoman spokesperson envoy leader coach striker defender midfielder goalkeeper
    attorney lawyer analyst economist dictator actor actress singer author writer foreign defense defence interior
    finance deputy former acting president-elect ex-president first lady state speaker commissioner inspector officer
    detective constable sultan emir baron baroness count duke duchess messrs madam madame monsieur herr senor saint
    justice councillor councilman mp dep undersecretary us republican democratic of the ex-prime""".split()  # noqa: SIM905
)
# A title alone is a first name or surname in these: Prince (the singer), Pope, King, Bishop.
_SUFFIXES = r" (?:phd|md|qc|mp|obe|cbe|frs)$"
# Fathers and sons are two persons: what tells them apart stays in the key, not in the surname.
_GENERATION = r" (?:jr|sr|ii|iii|iv)$"
_PARTICLES = (
    "van von der den de del della di da dos das du la le bin ibn ben al el abu ter ten st san bint o ap vander zu af"
)
_SURNAME = rf"((?:(?:{_PARTICLES.replace(' ', '|')}) )*[^ ]+)$"
# "Ben Carson" and "Al Gore" are called by a given name; "Ben Ali" and "Al Jaber" by their fathers'.
_GIVEN_OR_PARTICLE = r"^(?:ben|al) ([^ ]+)$"
_NAMES_OF_FATHERS = frozenset(
    """ali salman youssef yousef yusuf bella zion ami ari dov israel david shabbat nasser hassan hussein ahmed mohamed
    mohammed omar osman said saeed saleh salem amar amor mansour khalil ibrahim abdallah abdullah assad jaber sabah
    hilal sisi saud thani maktoum nahyan hamad rashid qasim harbi ghamdi otaibi qahtani zahrani shehri mutairi dosari
    amin farsi hashimi masri najjar sharif khatib hariri jamal haddad mahdi sadr""".split()  # noqa: SIM905
)
_COMPANY_FORMS = (
    "inc incorporated corp corporation co company cos companies ltd limited llc llp lp plc ag sa se nv bv gmbh spa ab "
    "asa oyj kk bhd sdn pte pty holdings holding group"
)
_COMPANY_FORM = rf"(?:,? (?:{_COMPANY_FORMS.replace(' ', '|')}))+$"
# Letters that NFKD leaves whole.
_WHOLE_LETTERS = {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"}
# Short forms of first names and the name they mean.
_SHORT_FIRST_NAMES = """bill=william will=william billy=william bob=robert rob=robert bobby=robert jim=james jimmy=james
mike=michael mick=michael joe=joseph tom=thomas dick=richard rick=richard rich=richard dan=daniel danny=daniel
tony=anthony antony=anthony ed=edward eddie=edward ted=edward ben=benjamin binyamin=benjamin dave=david steve=steven
stephen=steven pete=peter nick=nicholas chris=christopher matt=matthew jeff=jeffrey geoff=geoffrey greg=gregory
ken=kenneth ron=ronald don=donald al=albert alex=alexander aleksandr=alexander aleksander=alexander andy=andrew
larry=lawrence charlie=charles chuck=charles sam=samuel fred=frederick jack=john jon=john johnny=john hank=henry
harry=henry gerry=gerald jerry=gerald phil=philip phillip=philip pat=patrick sandy=alexander liz=elizabeth
beth=elizabeth kate=katherine cathy=catherine sue=susan debbie=deborah barb=barbara jen=jennifer jenny=jennifer
sergey=sergei dmitri=dmitry dmitriy=dmitry yevgeny=evgeny mohamed=mohammed muhammad=mohammed mohammad=mohammed
muhammed=mohammed mohamad=mohammed ahmad=ahmed hasan=hassan hussain=hussein yasir=yasser vladimir=volodymyr
alexei=alexey aleksei=alexey yuriy=yuri nikolay=nikolai vincent=vince"""
NICKNAMES = dict(pair.split("=") for pair in _SHORT_FIRST_NAMES.split())

_ACRONYM = r"^(?:[A-Z]\.? ?){2,8}$|^[A-Z][A-Z0-9&-]{1,7}$"
_NO_INITIAL = {"of", "the", "for", "and", "de", "in", "on", "to", "a", "an", "y", "et", "des", "du", "la", "del"}


def folded(text: pl.Expr) -> pl.Expr:
    """Lower case without accents, full stops, curly quotes, possessives, a leading article or double spaces."""
    text = text.str.normalize("NFKD").str.replace_all(r"\p{M}", "").str.to_lowercase()
    text = text.str.replace_many(list(_WHOLE_LETTERS), list(_WHOLE_LETTERS.values()))
    text = text.str.replace_all(r"[’‘ʼ`]", "'").str.replace_all(r"[‐‑–]", "-").str.replace_all("&", " and ")
    text = text.str.replace_all(".", " ", literal=True).str.replace_all(r"[\s,\"“”]+", " ").str.strip_chars(" '-")
    text = text.str.replace(r" ?'s$", "").str.replace(r"^the (.)", "$1")
    # "u s" and "j f": the letters of an acronym stand together again.
    return text.str.replace(r"^([a-z]) ([a-z])$", "$1$2").str.replace(r"^([a-z]) ([a-z]) ([a-z])$", "$1$2$3")


def keys(surfaces: pl.DataFrame) -> pl.DataFrame:
    """Read the parts of names, once per distinct words and type.

    Takes text and type; gives one row per distinct pair with

    - `whole`: the folded name
    - `key`: the same without titles, name suffixes and company forms
    - `titled`: whether a title was taken off
    - `words` (UInt32): number of words in the key
    - `first`, `initial`, `surname`: of a person; a lone name is its own surname and has no first
    - `initials`, `all_initials`: of an organisation, without and with its small words
    - `is_acronym`: whether the words are written as an acronym
    """
    rows = surfaces.select("text", "type").unique(maintain_order=True)
    rows = rows.with_columns(whole=folded(pl.col("text")))
    person, organisation = pl.col("type") == "PER", pl.col("type") == "ORG"
    rows = rows.with_columns(bare=pl.when(person).then(_without_titles()).otherwise("whole"))
    rows = rows.with_columns(
        key=pl.when(person)
        .then(pl.col("bare").str.replace(_SUFFIXES, ""))
        .when(organisation)
        .then(pl.col("bare").str.replace(_COMPANY_FORM, ""))
        .otherwise("bare"),
        titled=person & (pl.col("bare") != pl.col("whole")),
    )
    rows = rows.with_columns(key=pl.when(pl.col("key") == "").then("whole").otherwise("key"))
    rows = rows.with_columns(
        words=pl.col("key").str.count_matches(" ", literal=True) + 1,
        surname=pl.when(person).then(pl.col("key").str.replace(_GENERATION, "").str.extract(_SURNAME)),
        is_acronym=pl.col("text").str.contains(_ACRONYM),
    )
    # Asked of few, as the lexicon is long.
    lone = rows["surname"].str.extract(_GIVEN_OR_PARTICLE)
    surnames = words_of("last") - _NAMES_OF_FATHERS
    borne = pl.Series([word if word in surnames else None for word in lone.to_list()], dtype=pl.String)
    rows = rows.with_columns(surname=pl.coalesce(borne, "surname"))
    generation = pl.when(person).then(pl.col("key").str.extract(f"({_GENERATION})"))
    named = person & (pl.col("surname") != pl.col("key").str.replace(_GENERATION, ""))
    first = pl.when(named).then(pl.col("key").str.extract(r"^([^ ]+) "))
    rows = rows.with_columns(
        first=first.replace(NICKNAMES) + generation.fill_null(""),
        given=first,
        initial=first.str.slice(0, 1),
        surname=pl.col("surname").str.replace(r"^(?:al|el)[- ]", ""),
    )
    letters = pl.col("key").str.replace_all("-", " ").str.split(" ")
    return rows.with_columns(
        initials=pl.when(organisation & (pl.col("words") > 1)).then(_first_letters(letters, small_words=False)),
        all_initials=pl.when(organisation & (pl.col("words") > 1)).then(_first_letters(letters, small_words=True)),
    ).drop("bare")


def display(text: pl.Expr) -> pl.Expr:
    """A name as a table should show it: without possessive, leading article, title before a person, double spaces."""
    text = text.str.replace_all(r"\s+", " ").str.strip_chars(" ,").str.replace(r" ?['’]s$|['’]$", "")
    return text.str.replace(r"^[Tt]he ([A-Z])", "$1").str.replace(_TITLE_AS_PRINTED, "$1")


def _without_titles() -> pl.Expr:
    """The folded name without the titles before it; a name of titles only stays whole."""
    return pl.col("whole").str.replace(_TITLES_BEFORE, "$1")


_TITLES_BEFORE = r"^(?:(?:u s|u k|u n|" + "|".join(sorted(TITLES, key=len, reverse=True)) + r") )+([^ ])"
_TITLE_AS_PRINTED = (
    r"^(?:(?:U\.S|U\.K|"
    + "|".join(f"[{word[0].upper()}{word[0]}]{word[1:]}" for word in sorted(TITLES, key=len, reverse=True))
    + r")\.? )+([A-Z])"
)


def _first_letters(words: pl.Expr, *, small_words: bool) -> pl.Expr:
    word = pl.element()
    kept = words if small_words else words.list.filter(~word.is_in(list(_NO_INITIAL)))
    return kept.list.eval(pl.element().str.slice(0, 1)).list.join("")
