"""First words of names in other languages: "Volcán" Arenal is a place, "Diario" de Cuba a paper."""

import numpy as np
import polars as pl

from transforms.columns import utf8
from transforms.columns.dictionary import NONE, TYPES, type_codes
from transforms.columns.dtypes import Int64s
from transforms.entities.name_growth import NEARBY_BYTES, OF, byte_at, united
from transforms.entities.span_fusion import listed_types
from transforms.text import windows

# Spanish, Portuguese, French, Italian; Malay and Indonesian, Thai, Arabic. Words that are also surnames, towns or
# English ("Castillo", "Porto", "Lago", "Place") are left out.
_PLACES = """Río Volcán Cerro Isla Islas Playa Playas Bahía Laguna Avenida Parque Quebrada Barrio Hacienda Cayo
Cayos Presa Embalse Estadio Aeropuerto Convento Península Golfo Nevado Cordillera Arroyo Finca Catedral Aeródromo Praia
Ilha Rua Morro Baía Estrada Rodovia Aeroporto Estádio Lagoa Rue Île Îles Lac Vallée Château Forêt Gare Palais Quai
Aéroport Piazza Fiume Isola Spiaggia Kampung Kampong Bukit Gunung Pulau Sungai Jalan Lorong Teluk Tanjung
Klong Khlong Khao Wat Soi Jebel Jabal Wadi Beit""".split()  # noqa: SIM905
_ORGANISATIONS = """Diario Periódico Universidad Universidade Université Universitas Ministerio Ministério Ministère
Banco Banque Fundación Fundação Fondation Fondazione Asociación Associação Partido Parti Partai Comisión Comissão
Consejo Conselho Conseil Federación Federação Fédération Frente Empresa Administración Corporación Cooperativa Sindicato
Fiscalía Colegio Liga Confederación Confederação Confederaciones Cámara Câmara Movimiento Movimento Compañía Companhia
Compagnie Société Sociedad Sociedade Agencia Agência Agence Policía Polícia Ejército Armada Alianza Aliança Coordinadora
Observatorio Yayasan Persatuan Kementerian Jamaat Jamiat Hizb Harakat""".split()  # noqa: SIM905
_THINGS = """Copa Taça Coupe Operación Operação Premio Prêmio Prix Torneo Torneio Trofeo Carnaval
Feria""".split()  # noqa: SIM905
_TYPES = {
    word: TYPES.index(kind)
    for kind, words in (("LOC", _PLACES), ("ORG", _ORGANISATIONS), ("MISC", _THINGS))
    for word in words
}
_WORDS = "|".join(_TYPES)
_OF = f"(?:{OF}|do|d['’])"
_BEFORE = rf"(?:^|[^\p{{L}}-])((?:{_WORDS}) (?:{_OF} ?)?)$"
_BEGINS = rf"^({_WORDS}) "
# What ends such a word before a name: a blank behind one of these letters, or behind a small word.
_ENDS = utf8.table_of_pairs(
    word.encode()[-2:] for word in [*_TYPES, "de", "del", "la", "las", "los", "dos", "da", "du"]
)
_FIRST = utf8.table_of_pairs(word.encode()[:2] for word in _TYPES)
# The last bytes of the two that "d'" ends in.
_APOSTROPHES = np.array([mark.encode()[-1] for mark in "'’"], dtype=np.uint8)
_PLACE = ("text_no", "start_byte", "end_byte")


def with_foreign_words(found: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Give names the word of another language that says what they are, and the type it says; in reading order.

    Takes names with type (see span_fusion.together). What the table knows as it is written keeps its type.
    """
    if found.is_empty():
        return found
    types = type_codes(found["type"])
    start, end = (found[name].to_numpy().astype(np.int64) for name in ("start_byte", "end_byte"))
    data, first, _ = utf8.bounds(found, texts)
    before_two = utf8.two_bytes(data, np.maximum(first - 3, 0))
    blank = byte_at(data, first - 1) == ord(" ")
    closes = np.flatnonzero((blank & _ENDS[before_two]) | np.isin(byte_at(data, first - 1), _APOSTROPHES))
    nearby = windows.around(found.select(_PLACE)[closes], texts, before=NEARBY_BYTES, after=0)["before"]
    words = nearby.str.extract(_BEFORE)
    new_start = start.copy()
    new_start[closes] -= words.str.len_bytes().fill_null(0).to_numpy().astype(np.int64)
    types[closes] = _said(words.str.extract("^([^ ]+)"), types[closes])
    begins = np.flatnonzero((new_start == start) & _FIRST[utf8.two_bytes(data, first)])
    word = found["text"].gather(begins).str.extract(_BEGINS)
    unlisted = listed_types(found["text"].gather(begins)) == NONE
    types[begins] = np.where(unlisted, _said(word, types[begins]), types[begins])
    return united(found, texts, new_start, end, types)


def _said(words: pl.Series, types: Int64s) -> Int64s:
    """The type each word says a name has; where there is no word, the type it has."""
    said = words.replace_strict(_TYPES, default=NONE, return_dtype=pl.Int64).fill_null(NONE).to_numpy()
    return np.where(said == NONE, types, said)
