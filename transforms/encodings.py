"""Bytes to text: UTF-8 with or without its mark, UTF-16 with its mark, and what older newsrooms left behind."""

import codecs

import polars as pl

# What news archives were written in before UTF-8; guessing among all known encodings finds exotic ones in short texts.
_OLDER_ENCODINGS = [
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "koi8_r",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]

# "â€™" for a right quote, "Ã©" for é: UTF-8 that was once read as Windows-1252 and saved again.
_MOJIBAKE = r"â€|Ã[\u0080-\u00BF]|Â[\u00A0-\u00BF]"

# No text holds these; a record with them is an image, an archive or a page of a database.
_BINARY = r"[\x00\x02-\x08\x0E-\x19]{2}|\x00"


def decode(records: pl.DataFrame, column: str) -> pl.DataFrame:
    """Read a Binary column as text.

    Adds `decoded` (String): the text with LF line ends, without a byte order mark, common mis-decodings repaired; null
    where the bytes are no text. Records that are not UTF-8 are the exception and are looked at one by one.
    """
    raw = records[column]
    try:
        text = raw.cast(pl.String)
    except pl.exceptions.PolarsError:
        text = pl.Series([_decode_one(record) for record in raw], dtype=pl.String)
    text = text.alias("decoded").str.replace(r"^\x{FEFF}", "").str.replace_all(r"\r\n?", "\n")
    text = _mend(text)
    binary = text.str.contains(_BINARY)
    return records.with_columns(decoded=pl.select(pl.when(~binary).then(text)).to_series())


def decode_bytes(record: bytes) -> str | None:
    """The text of bytes that prove their encoding: UTF-8, or UTF-16 with its mark; else None."""
    if record.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(record, "utf-16")
    return _strictly(record, "utf-8")


def _decode_one(record: bytes | None) -> str | None:
    if record is None:
        return None
    text = decode_bytes(record)
    return (
        guessed(record) if text is None and not record.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else text
    )


def _strictly(record: bytes, encoding: str) -> str | None:
    try:
        return record.decode(encoding)
    except UnicodeDecodeError:
        return None


def guessed(record: bytes) -> str | None:
    """The likeliest older encoding; Windows-1252, by far the commonest, where it is as likely as the best."""
    from charset_normalizer import from_bytes  # here and below: most nights have UTF-8 alone

    matches = from_bytes(record, cp_isolation=_OLDER_ENCODINGS)
    best = matches.best()
    if best is None:
        return None
    western = next((match for match in matches if match.encoding == "cp1252" and match.chaos <= best.chaos), best)
    return str(western)


def _mend(text: pl.Series) -> pl.Series:
    """Undo double encoding where its signs are there; ftfy leaves good text alone."""
    broken = text.str.contains(_MOJIBAKE).fill_null(False)
    if not broken.any():
        return text
    import ftfy

    repaired = text.filter(broken).map_elements(ftfy.fix_encoding, return_dtype=pl.String)
    return text.scatter(broken.arg_true(), repaired)
