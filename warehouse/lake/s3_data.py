"""Parquet files in a bucket of S3, or of a server that speaks like it.

Keys, region and endpoint are those of the environment (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL, ~/.aws and the like), as
boto3 reads them, or of a block (warehouse/lake/credentials.py). DuckDB gets them as a secret, which it shows redacted.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from warehouse.errors import DatelineError, StoreAway
from warehouse.quoting import quoted

_AT_ONCE = 8
_DELETED_AT_ONCE = 1_000
_REGION = "us-east-1"
_RETRIES = 4
_CONNECT_SECONDS, _READ_SECONDS = 10, 60

# What the server says of keys and rights; nothing of it passes by itself.
_REFUSED = frozenset(
    {"AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken", "403", "401"}
    | {"TokenRefreshRequired", "AllAccessDisabled", "ExpiredTokenException"}
)
_MISSING = frozenset({"NoSuchBucket"})


class S3Data:
    """What lies below a prefix of a bucket."""

    extensions: tuple[str, ...] = ("httpfs",)
    # Each upload under way holds a part in memory: of 5 MB, where DuckDB would take 80, and files up to 50 GB.
    settings: tuple[str, ...] = ("SET GLOBAL s3_uploader_max_filesize = '50GB'",)
    folder: Path | None = None

    def __init__(self, said: str) -> None:
        """Take s3://bucket/prefix; nothing is asked yet. Raises DatelineError for another address."""
        parts = urlsplit(said)
        if parts.scheme != "s3" or not parts.netloc or parts.query or parts.fragment or "@" in parts.netloc:
            raise DatelineError("DATELINE_DATA names no bucket", "Write it as s3://bucket/prefix, or as a folder")
        self._bucket = parts.netloc
        self._prefix = f"{parts.path.strip('/')}/".removeprefix("/")
        self.address = f"s3://{self._bucket}/{self._prefix}"

    def secret(self) -> str:
        """See warehouse/lake/store.py."""
        options = {"REGION": quoted(_region()), "SCOPE": quoted(self.address), **_keys()}
        endpoint = os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")
        if endpoint:
            where = urlsplit(endpoint if "://" in endpoint else f"https://{endpoint}")
            options |= {
                "ENDPOINT": quoted(f"{where.netloc}{where.path.rstrip('/')}"),
                "URL_STYLE": quoted("path"),
                "USE_SSL": str(where.scheme != "http").lower(),
            }
        listed = ", ".join(f"{name} {value}" for name, value in options.items())
        return f"CREATE OR REPLACE SECRET dateline_data (TYPE s3, {listed})"

    def make(self) -> None:
        """See warehouse/lake/store.py."""
        with self._explained():
            self._client.list_objects_v2(Bucket=self._bucket, Prefix=self._prefix, MaxKeys=1)

    def publish(self, files: Mapping[Path, str]) -> None:
        """See warehouse/lake/store.py. The same name always has the same bytes, so to put it again changes nothing."""
        self._each(
            lambda pair: self._client.upload_file(str(pair[0]), self._bucket, f"{self._prefix}{pair[1]}"),
            list(files.items()),
        )

    def fetch(self, names: Mapping[str, Path]) -> None:
        """See warehouse/lake/store.py."""

        def fetched(pair: tuple[str, Path]) -> None:
            name, target = pair
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            self._client.download_file(self._bucket, f"{self._prefix}{name}", str(part))
            part.replace(target)

        self._each(fetched, list(names.items()))

    def sizes(self, below: str = "") -> dict[str, int]:
        """See warehouse/lake/store.py."""
        return {name: int(about["Size"]) for name, about in self._listed(below)}

    def delete(self, names: set[str]) -> None:
        """See warehouse/lake/store.py."""
        keys = [{"Key": f"{self._prefix}{name}"} for name in sorted(names)]
        with self._explained():
            for start in range(0, len(keys), _DELETED_AT_ONCE):
                some = keys[start : start + _DELETED_AT_ONCE]
                self._client.delete_objects(Bucket=self._bucket, Delete={"Objects": some, "Quiet": True})

    def written(self, after: float, before: float) -> set[str]:
        """See warehouse/lake/store.py."""
        return {name for name, about in self._listed("") if after <= about["LastModified"].timestamp() <= before}

    def _listed(self, below: str) -> Iterator[tuple[str, Any]]:
        pages = self._client.get_paginator("list_objects_v2")
        with self._explained():
            for page in pages.paginate(Bucket=self._bucket, Prefix=f"{self._prefix}{below}"):
                for about in page.get("Contents", ()):
                    yield about["Key"].removeprefix(self._prefix), about

    def _each(self, work: Callable[[Any], object], items: list[Any]) -> None:
        with self._explained(), ThreadPoolExecutor(min(_AT_ONCE, max(len(items), 1))) as pool:
            for _ in pool.map(work, items):
                pass

    @cached_property
    def _client(self) -> Any:
        boto3 = _boto3()
        from botocore.config import Config

        config = Config(
            connect_timeout=_CONNECT_SECONDS,
            read_timeout=_READ_SECONDS,
            retries={"max_attempts": _RETRIES, "mode": "standard"},
            max_pool_connections=2 * _AT_ONCE,
        )
        return boto3.session.Session().client("s3", region_name=_region(), config=config)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Errors of boto3 as what a user can do about them."""
        from boto3.exceptions import Boto3Error, S3UploadFailedError
        from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError

        try:
            yield
        except NoCredentialsError as error:
            raise self._refused("there are no keys") from error
        except (ClientError, S3UploadFailedError) as error:
            cause = error if isinstance(error, ClientError) else error.__context__
            code = cause.response.get("Error", {}).get("Code", "") if isinstance(cause, ClientError) else str(error)
            if code in _REFUSED or any(f"({name})" in code for name in _REFUSED):
                raise self._refused(code) from error
            if code in _MISSING or "(NoSuchBucket)" in code:
                problem = f"There is no bucket {self._bucket}"
                raise DatelineError(problem, "Make it, or check DATELINE_DATA and AWS_ENDPOINT_URL") from error
            raise StoreAway(f"{self.address} cannot be used ({code or error})", _AWAY) from error
        except (BotoCoreError, Boto3Error) as error:
            raise StoreAway(f"{self.address} cannot be reached ({_line(error)})", _AWAY) from error

    def _refused(self, why: str) -> DatelineError:
        return DatelineError(
            f"{self.address} refuses ({why})",
            "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; the keys need the rights to list, "
            "read, write and delete there",
        )


_AWAY = "See that the server runs, and check DATELINE_DATA and AWS_ENDPOINT_URL"


def _keys() -> dict[str, str]:
    """The keys as DuckDB's options; boto3, which takes a while to import, is asked where the environment has none."""
    key, secret = os.environ.get("AWS_ACCESS_KEY_ID"), os.environ.get("AWS_SECRET_ACCESS_KEY")
    token = os.environ.get("AWS_SESSION_TOKEN")
    if not (key and secret):
        found = _boto3().session.Session().get_credentials()
        if found is None:
            return {}
        key, secret, token = found.get_frozen_credentials()
    keys = {"KEY_ID": quoted(str(key)), "SECRET": quoted(str(secret))}
    return keys | ({"SESSION_TOKEN": quoted(token)} if token else {})


def _region() -> str:
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or _REGION


def _boto3() -> Any:
    try:
        import boto3.session
    except ImportError as missing:
        raise DatelineError("Data in S3 needs boto3", "Install it with pip install 'dateline[s3]'") from missing
    return boto3


def _line(error: BaseException) -> str:
    return " ".join(str(error).split())
