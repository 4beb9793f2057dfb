"""Names of an article that decide for others of it: "Halden Motor Co." for "Halden", "Anna Berg" for "Berg".

A name that is found in one sentence is the same name in the next, and the short form of a firm or a person is that firm
or person, whatever it would be elsewhere.
"""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import TYPE, TYPES, type_codes, type_names
from transforms.columns.dtypes import Bools, Bytes, Int64s
from transforms.columns.lazy import once
from transforms.entities.context_types import is_land_or_word
from transforms.entities.ner.lexicon import words_of
from transforms.entities.span_fusion import listed_types, sharing_bytes
from transforms.text import spans, windows
from transforms.text.filter_spans import longest_from_left
from transforms.text.letters import CAPITAL, LETTER, LETTERS, SMALL

_PER, _ORG, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "ORG", "LOC", "MISC"))
_PLACE = ("text_no", "start_byte", "end_byte")
# "Halden Motor Co.": a firm by its last word.
_FORM = (
    r",? (?:Inc|Incorporated|Corp|Corporation|Co|Company|Ltd|Limited|Plc|PLC|plc|LLC|LLP|AG|SE|SA|S\.A|NV|N\.V|Group|"
    r"Holdings?|Bancorp|GmbH|AB|ASA|Oyj|SpA)\.?$"
)
# "Reserve Bank of India": what the article may call it in short, unless many are called so.
_OF_A_PLACE = (
    rf"^({CAPITAL}[^ ]+(?: {CAPITAL}[^ ]+)* (?:Bank|Commission|Council|Committee|Authority|Agency|Association|"
    rf"Federation|Union|"
    r"Institute|Academy|Society|Board|Chamber|Exchange|Corporation|Company|Party|Congress|Front|Movement|League|Court|"
    rf"University|College|Museum|Foundation)) of (?:the )?{CAPITAL}[^ ]+(?: {CAPITAL}[^ ]+)?$"
)
_GENERIC = ["Human Rights Commission", "Human Rights Council"]
_SURNAME = rf"^{CAPITAL}[^ ]+ (?:[^ ]+ )*?({CAPITAL}[{LETTERS}'’-]{{2}}[{LETTERS}'’-]*)$"
_GIVEN = rf"^({CAPITAL}{SMALL}{{3}}{SMALL}*) {CAPITAL}"
_EASTERN_SURNAMES = """Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo Lin Gao Luo Zheng Liang
Xie Song
Tang Han Feng Deng Cao Peng Zeng Xiao Tian Dong Pan Yuan Cai Jiang Yu Du Ye Cheng Wei Su Lu Ding Ren Yao Shen Xi Qin
Hou Kim
Lee Park Choi Jung Kang Cho Yoon Jang Lim Shin Kwon Hwang Ahn Moon Seo Ryu Bae Nam Noh Tsai Chiang Hsu Lai Wong Chan
Cheung
Leung Ng Chow Nguyen Tran Pham""".split()  # noqa: SIM905
_EASTERN = rf"^({'|'.join(_EASTERN_SURNAMES)}) {CAPITAL}{SMALL}+(?:-?{LETTER}+)?$"
_NAME = rf"^{CAPITAL}[{LETTERS}&'’.-]+(?: [{LETTERS}&'’.-]+){{0,4}}$"
_IN_A_PLACE = (
    r"(?:(?-u:\b)(?:in|In|at|At|near|Near|outside|around|across|through|downtown|central|northern|southern|eastern|"
    r"western|city of|town of) |\n|^)$"
)
# A capital word next to makes another name of it, but for these before it.
_WORD_BEFORE = r"(?:^|[^\p{L}])(\p{Lu}[\p{L}.'’-]*) $"
_WORD_AFTER = r"^(?: |['’]s )?(?:\p{Lu}\p{Ll}|-\p{L})"
_LED_AFTER = r"^-(?:led|backed|ruled|controlled|run|owned|linked|funded|affiliated)(?-u:\b)"
_LEAST_CHARS = 3
# What a word with a capital begins with: an ASCII letter, or the first of several bytes.
_LETTERS, _LEAST_LEAD_BYTE = np.uint8(26), 0xC2
_IN_A_WORD = np.array([chr(byte).isalnum() and byte < 0x80 for byte in range(256)])


def with_short_forms(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Add the names that the article has elsewhere, and give short forms the type of the full name.

    Takes names in reading order with type and method; gives them with more rows, in reading order.
    """
    if found.is_empty():
        return found
    article_of_text = (texts["article_no"] if "article_no" in texts.columns else texts["text_no"]).to_numpy()
    rows = found.select("text", "type", "method").with_columns(
        article=pl.Series(article_of_text[found["text_no"].to_numpy()].astype(np.int64))
    )
    article = article_of_text.astype(np.int64)
    forms = _forms(rows, _openings(found, texts, article))
    if forms.is_empty():
        return found
    found = _retyped(found, rows, forms, texts)
    return _with_others(found, forms, texts, article)


def _openings(found: pl.DataFrame, texts: pl.DataFrame, article: Int64s) -> Int64s:
    """How the words with a capital begin that are in no name yet: article and first bytes as one number, sorted."""
    laid, begin, end = utf8.flat(texts["text"]), *utf8.bounds(found, texts)[1:]
    data = laid.data
    capital = np.flatnonzero(((data - np.uint8(ord("A"))) < _LETTERS) | (data >= _LEAST_LEAD_BYTE))
    capital = capital[~_IN_A_WORD[data[np.maximum(capital - 1, 0)]] | np.isin(capital, laid.offsets)]
    before = np.searchsorted(begin, capital, side="right") - 1
    capital = capital[(before < 0) | (capital >= end[np.maximum(before, 0)])]
    of_article = article[np.searchsorted(laid.offsets, capital, side="right") - 1]
    return np.unique(_opening(of_article, data, capital))


def _opening(article: Int64s, data: Bytes, begin: Int64s) -> Int64s:
    """An article and the first _LEAST_CHARS bytes from a place on as one number."""
    number = article
    for step in range(_LEAST_CHARS):
        number = number << 8 | data[np.minimum(begin + step, max(len(data) - 1, 0))]
    return number


def _is_open(forms: pl.DataFrame, openings: Int64s) -> Bools:
    """Whether a word that begins like each name is in no name yet in its article."""
    data, offsets = utf8.buffer(forms["name"])
    return np.isin(_opening(forms["article"].to_numpy(), data, offsets[:-1]), openings)


def _forms(rows: pl.DataFrame, openings: Int64s) -> pl.DataFrame:
    """What names of each article may be called elsewhere in it: article, name, type (TYPE), rank, method.

    rank: 0 the short form of a firm, 1 a surname or first name, 2 the name itself, where the article has words that
    may be it.
    """
    text = pl.col("text")
    distinct = rows.group_by("article", "text", "type", maintain_order=True).agg(pl.len(), pl.col("method").first())
    firms = distinct.filter((pl.col("type") == "ORG") & text.str.contains(_FORM))
    base = text.str.replace(_FORM, "").str.replace(_FORM, "")
    firms = firms.with_columns(base=base)
    firms = pl.concat(
        [firms.with_columns(name="base"), firms.with_columns(name=pl.col("base").str.extract(r"^(\S+) \S"))]
    ).drop_nulls("name")
    bodies = distinct.filter((pl.col("type") == "ORG") & text.str.contains(_OF_A_PLACE))
    bodies = bodies.with_columns(base=text.str.extract(_OF_A_PLACE)).with_columns(name="base")
    firms = pl.concat([firms, bodies.filter(~pl.col("base").is_in(_GENERIC))])
    # "Bill Clinton Inc." makes no firm of the man.
    listed = pl.Series(listed_types(firms["name"]) == _PER)
    persons = distinct.filter((pl.col("type") == "PER") & text.str.contains(" ", literal=True))
    people = persons.with_columns(name=text.str.extract(_SURNAME)).drop_nulls("name")
    firms = firms.filter(~listed).join(
        people.select("article", "name"), on=["article", "name"], how="anti", maintain_order="left"
    )
    opener = persons["text"].str.extract(_GIVEN)
    given = persons.filter(opener.str.to_lowercase().is_in(_given_names().implode())).with_columns(
        name=text.str.extract(_GIVEN)
    )
    # A Chinese or Korean surname stands first: "Sun" of Sun Ruiwen.
    eastern = text.str.extract(r"^([^ ]+) ").is_in(_EASTERN_SURNAMES)
    east = persons.filter(eastern).with_columns(name=text.str.extract(_EASTERN)).drop_nulls("name")
    people = pl.concat([people, given, east])
    usual = distinct.sort("len", descending=True, maintain_order=True)
    share = pl.col("len").first() * 3 >= pl.col("len").sum() * 2
    usual = usual.group_by("article", "text", maintain_order=True).agg(pl.col("type", "method").first(), clear=share)
    usual = usual.filter("clear", pl.col("method") != "gazetteer").rename({"text": "name"})
    columns = ["article", "name", "type", "method"]
    parts = [part.select(columns).with_columns(rank=pl.lit(rank)) for rank, part in enumerate((firms, people, usual))]
    forms = pl.concat(parts).unique(["article", "name"], keep="first", maintain_order=True)
    forms = forms.filter((forms["rank"] < 2) | pl.Series(_is_open(forms, openings)))
    name = pl.col("name")
    small = name.str.to_lowercase()
    # "First" of "First Bank Corp." names nobody; nor do countries, months and ordinary words.
    common = small.is_in(_common().implode()) | is_land_or_word(forms["name"])
    common &= ~(name.is_in(_EASTERN_SURNAMES) & (pl.col("rank") == 1))
    return forms.filter(~common, name.str.len_chars() >= _LEAST_CHARS, name.str.contains(_NAME))


@once
def _given_names() -> pl.Series:
    return pl.Series(sorted(words_of("first")), dtype=pl.String)


@once
def _common() -> pl.Series:
    """Words that begin or are the names of many, in small letters."""
    words = words_of("notname") | words_of("calendar") | words_of("title") | words_of("orghead") | words_of("orgsuf")
    words |= words_of("demonym") | words_of("placehead") | words_of("creed")
    more = """the new first american united national global general international central royal great north south east
    west northern southern eastern western pacific atlantic european african asian federal public standard digital
    advanced applied best big black blue bright capital city clear community consumer direct east energy express family
    green gold golden good health high home house hudson image inter land life light local market media mega metro micro
    mid modern mountain mutual natural net old one open people point power premier prime quality red river rock safe
    sea select smart solid south star state sun super tech total trans true uni universal urban vision vital water
    white world young white day may will said god sir lord lady president mayor church school street road park
    court""".split()  # noqa: SIM905
    return pl.Series(sorted(words | set(more)), dtype=pl.String)


def _retyped(found: pl.DataFrame, rows: pl.DataFrame, forms: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give mentions of a firm's or a person's short form the type of the full name."""
    types = type_codes(found["type"])
    strong = forms.filter(pl.col("rank") < 2).select(
        "article", text="name", full=pl.col("type").cast(TYPE), rank="rank"
    )
    asked = rows.with_row_index("row").join(strong, on=["article", "text"], how="inner", maintain_order="left")
    asked = asked.filter(pl.col("type").cast(pl.String) != pl.col("full").cast(pl.String))
    if asked.is_empty():
        return found
    at = asked["row"].to_numpy()
    nearby = windows.around(found.select(_PLACE)[at], texts, before=24, after=0)
    in_place = (types[at] == _LOC) & nearby["before"].str.contains(_IN_A_PLACE).to_numpy()
    # What the table knows for a place is no person for a surname alone.
    listed = (asked["method"] == "gazetteer").to_numpy() & (asked["rank"] == 1).to_numpy()
    kept = ~in_place & ~listed
    types = types.copy()
    types[at[kept]] = type_codes(asked["full"])[kept]
    return found.with_columns(type=type_names(types))


def _with_others(
    found: pl.DataFrame, forms: pl.DataFrame, texts: pl.DataFrame, article_of_text: Int64s
) -> pl.DataFrame:
    """Names found elsewhere in the article that are in nobody's name yet."""
    some = pl.Series(np.isin(article_of_text, forms["article"].to_numpy()))
    others = spans.every_literal(texts, forms["name"].unique(maintain_order=True), some)
    article = pl.Series(article_of_text[others["text_no"].to_numpy()], dtype=pl.Int64)
    others = others.with_columns(article=article)
    others = others.join(forms, left_on=["article", "text"], right_on=["article", "name"], maintain_order="left")
    # What other articles call somebody is nothing to this one: only then the longest name counts.
    others = longest_from_left(others)
    others = spans.with_chars(others.filter(pl.Series(~sharing_bytes(others, found))), texts)
    nearby = windows.around(others, texts, before=24, after=len("-controlled "))
    before = nearby["before"].str.extract(_WORD_BEFORE)
    before_lower = before.str.strip_chars(".").str.to_lowercase()
    openers = before_lower.is_in(_openers().implode())
    goes_on = nearby["after"].str.contains(_WORD_AFTER) & ~nearby["after"].str.contains(_LED_AFTER)
    alone = (before.is_null() | openers) & ~goes_on
    alone &= ~nearby["before"].str.contains(r"[\p{L}0-9]-$|@$|[./]$")
    added = others.filter(alone.fill_null(value=False))
    if added.is_empty():
        return found
    more = added.with_columns(score=pl.lit(None, pl.Float64), type=pl.col("type").cast(TYPE)).select(
        pl.col(name).cast(dtype) for name, dtype in found.schema.items()
    )
    every = pl.concat([found, more], rechunk=True)
    return pl.DataFrame(every[np.argsort(utf8.place(every, "start_byte"), kind="stable")])


@once
def _openers() -> pl.Series:
    """Words that begin a sentence or come before a name without being part of it, in small letters."""
    words = """the a an in on at but and or he she it they we i his her its their our this that these those there here
    when while after before as if for from with by to of since although though however meanwhile both some many most
    all not no yes why what who how where will can could would should did does is was were are has have had then now so
    says said like under over against between into via because until unless even only mr mrs ms dr sen rep gov gen
    president minister chancellor senator governor secretary chairman judge justice mayor pm""".split()  # noqa: SIM905
    return pl.Series(sorted(set(words) | words_of("calendar") | words_of("title")), dtype=pl.String)
