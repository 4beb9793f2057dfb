"""The unit right behind a number: " square feet", "-mile", "%", " Swiss francs", "GWh".

A pattern of two thousand names takes longer to compile than a batch takes to read, so names are looked up: the words
behind the number, one, two and more of them, in the table of names. Symbols are few and have their pattern.
"""

import polars as pl

from transforms.columns.lazy import once
from transforms.columns.masked import on_rows
from transforms.numeric.numerals.lexicon import SPACE
from transforms.numeric.units import lexicon
from transforms.text.patterns import escaped

# Between a number and its unit.
_LEAD_IN = f"(?:{SPACE}?-?{SPACE}?)"
_WORD, _BETWEEN_WORDS = "[A-Za-z0-9_]+", "[^A-Za-z0-9_]{1,2}"
_IN_BRACKETS = "^ ?[(]([A-Za-zµμ°%][A-Za-zµμ°²³/0-9 ]{1,15})[)]"
_PLAIN_NAME = f"^{_WORD}(?:{_BETWEEN_WORDS}{_WORD})*$"


def with_unit_words(wordings: pl.DataFrame, column: str) -> pl.DataFrame:
    """Add `_unit` (String): the longest unit at the start of a column, with what joins it to the number, else null."""
    text = pl.col(column)
    wordings = on_rows(wordings, text.str.contains(_symbols()), _symbol=text.str.extract(_symbols(), 0))
    # "35 (kg)": a symbol or name of two letters and more in brackets.
    inside = pl.col("_unit_inside")
    held = text.str.extract(_IN_BRACKETS, 1)
    wordings = on_rows(
        wordings, text.str.contains(_IN_BRACKETS), _unit_inside=held, _held=text.str.extract(_IN_BRACKETS, 0)
    )
    known = lexicon.surfaces()["key"].implode()
    is_unit = inside.is_in(known) | inside.str.to_lowercase().is_in(known)
    wordings = on_rows(wordings, inside.is_not_null(), _bracketed=pl.when(is_unit).then("_held"))
    wordings = wordings.with_columns(_symbol=pl.coalesce("_symbol", "_bracketed")).drop(
        "_unit_inside", "_held", "_bracketed"
    )
    opening = text.str.extract(f"^{_LEAD_IN}({_WORD})", 1).str.to_lowercase()
    wordings = wordings.with_columns(_opening=opening).join(
        _openings(), on="_opening", how="left", maintain_order="left"
    )
    named = wordings.filter(pl.col("_most").is_not_null()).select(column, "_most").unique(column)
    tried = []
    for count in range(1, _most_words() + 1):
        run = f"^{_LEAD_IN}((?:{_WORD}{_BETWEEN_WORDS}){{{count - 1}}}{_WORD})"
        candidates = named.filter(pl.col("_most") >= count)
        tried.append(candidates.select(column, _name=text.str.extract(run, 0), _key=text.str.extract(run, 1)))
    lower = pl.col("_key").str.to_lowercase()
    spaced = lower.str.replace_all("[\n-]", " ")
    words = pl.concat(tried).with_columns(_key=lower, _spaced=spaced)
    found = pl.concat(
        [
            words.join(_names(), left_on=key, right_on="key", how="semi").select(column, "_name")
            for key in ("_key", "_spaced")
        ]
    )
    found = found.sort(pl.col("_name").str.len_bytes(), descending=True).unique(column, keep="first")
    wordings = wordings.join(found, on=column, how="left", maintain_order="left")
    name, symbol = pl.col("_name"), pl.col("_symbol")
    longer = name.is_not_null() & (symbol.is_null() | (symbol.str.len_bytes() <= name.str.len_bytes()))
    return wordings.with_columns(_unit=pl.when(longer).then(name).otherwise(symbol)).drop(
        "_opening", "_most", "_name", "_symbol"
    )


@once
def _names() -> pl.DataFrame:
    """Names that are ASCII words: key, and how many words it has."""
    names = lexicon.surfaces().filter((pl.col("unit_from") == "name") & pl.col("key").str.contains(_PLAIN_NAME))
    return names.select("key", words=pl.col("key").str.count_matches(_WORD))


@once
def _most_words() -> int:
    return int(max(_names()["words"].to_list()))


@once
def _openings() -> pl.DataFrame:
    """First words of names (_opening), and how many words the longest of them has (_most)."""
    opening = pl.col("key").str.extract(f"^({_WORD})", 1).str.to_lowercase()
    return _names().group_by(opening.alias("_opening")).agg(_most=pl.col("words").max())


@once
def _symbols() -> str:
    """A symbol, or a name that is no plain word, at the start of what follows a number; the longest first."""
    rows = lexicon.surfaces().join(_names(), on="key", how="anti").select("key", "unit_from")
    alternatives = []
    for surface, unit_from in rows.iter_rows():
        word = escaped([surface]) if unit_from != "name" else f"(?i:{escaped([surface])})"
        whole = "(?-u:\\b)" if surface[-1].isalnum() and surface[-1].isascii() else ""
        alternatives.append((-len(surface), word + whole))
    return f"^{_LEAD_IN}(?:{'|'.join(word for _, word in sorted(alternatives))})"
