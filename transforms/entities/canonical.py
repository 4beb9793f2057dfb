"""The same one tomorrow: "Olena Kovalenko" of two nights is one entity, whichever night was read first."""

import hashlib

import polars as pl

from transforms.entities import names
from transforms.entities.gazetteer import reference

_ID_HEX_DIGITS = 16


def with_ids(mentions: pl.DataFrame) -> pl.DataFrame:
    """Give an id to what no table knows.

    Takes mentions with type, entity_id and canonical (see resolution.resolve); fills entity_id where it is null and
    canonical is not: `per:`, `org:`, `loc:` or `misc:` and a hash of type and canonical name, the same in every batch.
    """
    wanted = mentions.filter(pl.col("entity_id").is_null(), pl.col("canonical").is_not_null())
    wanted = wanted.select("type", "canonical").unique(maintain_order=True)
    # "Anna K. Berg" and "Anna Berg" of two articles are one; a middle name that is written out tells people apart.
    middle_initials = pl.col("canonical").str.replace_all(r" [a-z](?: [a-z])* ", " ")
    name = pl.when(pl.col("type") == "PER").then(middle_initials).otherwise("canonical")
    distinct = wanted.with_columns(name=name)
    ids = [_minted(kind, text) for kind, text in distinct.select("type", "name").rows()]
    minted = wanted.with_columns(_minted=pl.Series(ids, dtype=pl.String))
    mentions = mentions.join(minted, on=["type", "canonical"], how="left", maintain_order="left")
    return mentions.with_columns(entity_id=pl.coalesce("entity_id", "_minted")).drop("_minted")


def _minted(kind: str, name: str) -> str:
    digest = hashlib.sha256(f"{kind}:{name}".encode()).hexdigest()
    return f"{kind.lower()}:{digest[:_ID_HEX_DIGITS]}"
