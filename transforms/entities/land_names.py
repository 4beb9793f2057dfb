"""What words of land make of a name: "the Great" Australian "Bight", "the Isthmus of" Karvala, "Plaza 5 de Mayo"."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes
from transforms.entities.name_growth import CAPITALS, byte_at, bytes_beside, united, words_beside
from transforms.entities.span_fusion import listed_types

_PER, _LOC, _MISC = (TYPES.index(name) for name in ("PER", "LOC", "MISC"))
# What a people's or another land's name may go on to: "Little Egyptian Desert".
LANDFORMS = (
    "Bight|Isthmus|Gulf|Straits?|Peninsula|Delta|Reef|Barrier Reef|Plateau|Glacier|Lagoon|Archipelago|Desert|Highlands|"
    "Lowlands|Plains?|Mountains?|Alps|Coast|Basin|Canyon|Rainforest|Outback|Riviera|Shield|Trench|Sea|Ocean|Islands?|"
    "Valley|Lakes?|Dam|National Park|Corridor|Steppe|Sector|Quarter"
)
_BEHIND = (
    rf"^((?: (?:Central|Coastal|Northern|Southern|Eastern|Western|Barrier|"
    rf"Renaissance))? (?:{LANDFORMS}))(?:[^\p{{L}}\p{{N}}-]|$)"
)
# What the name of a place goes on to whatever place it is, at its end: "Río Macho" Forest Reserve, "Mendoza" Province.
_PARTS = (
    r"^((?: (?:Absolute|Integral))? (?:(?:National|Natural|Nature|Forest|Biological|Biosphere|Wildlife|Marine|Game) "
    r"(?:Reserve|Refuge|Monument|Sanctuary|Park)|Golf (?:Course|Club)|Country Club|(?:Exhibition|Convention) "
    r"Cent(?:er|re)|Expressway|Motorway|Highway|Province|Prefecture|Governorate|Oblast|Municipality|Township|"
    r"Archipelago|Peninsula|(?:International )?Airport|Reservoir|(?:Railway|Police|Bus) Station|"
    r"(?:Bus|Container) Terminal|(?:Fishing|Sea) Port|(?:Air|Naval) Base|Industrial (?:Park|Zone)|Economic Zone))"
    r"(?:[^\p{L}\p{N} -]|$| [^\p{Lu}(])"
)
_SIZES = "Great|Greater|Grand|Little|Lesser|Upper|Lower|Inner|Outer|Big|Old|High|Far|Northern|Southern|Eastern|Western"
_ENDS_IN_LAND = rf" (?:{LANDFORMS})$"
_WORD_BEFORE = (
    rf"(?:^|[^\p{{L}}-])((?:{_SIZES}) |(?:Isthmus|Gulf|Straits?|Bay|Cape|Isle|Isles|Valley|Peninsula|Plains?|Port|"
    rf"Plateau|Bight|"
    r"Lake|Mount) of (?:the )?)$"
)
_ENDS_OF = utf8.table_of_pairs(("of", "he"))
_ENDS_SIZE = utf8.table_of_pairs(size[-2:] for size in _SIZES.split("|"))


def with_lands(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give names the words of land beside them, and make places of them; in reading order.

    Takes names with type (see span_fusion.together). A people's name before a word of land is part of the land's, with
    "Great" or "Upper" before it; what a gulf, a strait or a bay is "of" is part of it, whatever it was taken for.
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    start, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    data, first, last = utf8.bounds(found, texts)
    blank = byte_at(data, first - 1) == ord(" ")
    before_two = utf8.two_bytes(data, np.maximum(first - 3, 0))
    opens = (byte_at(data, last) == ord(" ")) & CAPITALS[byte_at(data, last + 1)]
    peoples = np.flatnonzero(opens & ((types == _MISC) | (types == _LOC)))
    behind = bytes_beside(found, texts, peoples, "after", _BEHIND)
    grown = np.flatnonzero(behind)
    listed = listed_types(found["text"].gather(grown))
    behind[grown[(listed != _MISC) & (listed != _LOC)]] = 0
    places = np.flatnonzero(opens & (types == _LOC) & (behind == 0))
    behind = np.maximum(behind, bytes_beside(found, texts, places, "after", _PARTS))
    sized = np.flatnonzero(blank & (types != _PER) & _ENDS_SIZE[before_two] & (behind == 0))
    names = found["text"].gather(sized)
    ends_in_land = names.str.contains(_ENDS_IN_LAND).to_numpy() & (listed_types(names) == NONE)
    lands = np.union1d(sized[ends_in_land], np.flatnonzero(behind))
    asked = np.union1d(np.flatnonzero(blank & _ENDS_OF[before_two]), lands)
    words = words_beside(found, texts, asked, "before", _WORD_BEFORE).fill_null("")
    taken = words.str.contains(" of ", literal=True).to_numpy() | np.isin(asked, lands)
    before = np.zeros(len(found), dtype=np.int64)
    before[asked] = np.where(taken, words.str.len_bytes().to_numpy(), 0)
    changed = (before > 0) | (behind > 0)
    return united(found, texts, start - before, end + behind, np.where(changed, _LOC, types))
