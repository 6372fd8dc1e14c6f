"""An S3 bucket, as far as whole objects with plain names are read, written once, deleted and listed."""

from __future__ import annotations

import hashlib
import os
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote, urlencode
from xml.etree import ElementTree as ET

from snowfight.aws.address import url_of
from snowfight.aws.credentials import Credentials
from snowfight.aws.endpoint import Endpoint, Reply

CONNECT_TIMEOUT = 2.0
READ_TIMEOUT = 5.0
"""Seconds; the largest object has a few megabytes."""

PAGE = 1000
"""Objects of one list (S3's own limit)."""

_MISSING = (HTTPStatus.NOT_FOUND, HTTPStatus.FORBIDDEN)
"""Whoever may not list a bucket is not told which names it has (S3, GetObject)."""


class BucketError(OSError):
    """S3 answered with a status that nobody expected."""


@dataclass(frozen=True)
class StoredObject:
    """An object's name, and when it was written."""

    key: str
    written: datetime


class Bucket:
    """The bucket `name` in `region`. Names of objects hold letters, digits and `/._-` alone."""

    def __init__(
        self,
        name: str,
        region: str,
        credentials: Callable[[], Credentials] | None = None,
        *,
        environment: Mapping[str, str] = os.environ,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        own = url_of("s3", region, environment)
        is_aws = own == url_of("s3", region, {})
        # What stands in for S3 has one name for all buckets; S3 itself wants a bucket's own (virtual-hosted style).
        url = f"https://{name}.s3.{region}.amazonaws.com" if is_aws else own
        self._path = "/" if is_aws else f"/{name}/"
        self._endpoint = Endpoint(
            "s3", region, credentials, url=url, connect=CONNECT_TIMEOUT, read=READ_TIMEOUT, tls=tls
        )

    def get(self, key: str) -> bytes | None:
        """An object's content, None where there is none. Raises OSError."""
        reply = self._send("GET", key)
        return None if reply.status in _MISSING else _fine(reply).body

    def put_new(self, key: str, content: bytes) -> None:
        """Write an object whose name nobody has used. Raises OSError, also where the name is taken."""
        _fine(self._send("PUT", key, content, {"if-none-match": "*"}))

    def delete(self, key: str) -> None:
        """Delete an object; one that is gone is fine. Raises OSError."""
        _fine(self._send("DELETE", key))

    def page(self, after: str = "") -> list[StoredObject]:
        """The first objects by name behind `after`, a page of them. Raises OSError."""
        named = {"list-type": "2", "max-keys": str(PAGE), **({"start-after": after} if after else {})}
        query = urlencode(named, quote_via=quote, safe="")
        root = ET.fromstring(_fine(self._send("GET", f"?{query}")).body)  # noqa: S314  (of S3, over TLS)
        space = root.tag.partition("}")[0] + "}" if root.tag.startswith("{") else ""
        return [
            StoredObject(
                each.findtext(f"{space}Key", ""), datetime.fromisoformat(each.findtext(f"{space}LastModified", ""))
            )
            for each in root.iter(f"{space}Contents")
        ]

    def _send(self, method: str, key: str, content: bytes = b"", headers: Mapping[str, str] | None = None) -> Reply:
        hashed = {"x-amz-content-sha256": hashlib.sha256(content).hexdigest()}
        return self._endpoint.send(method, self._path + key, content, {**hashed, **(headers or {})})


def _fine(reply: Reply) -> Reply:
    if reply.status >= HTTPStatus.MULTIPLE_CHOICES:
        raise BucketError(f"S3 answered {reply.status}")
    return reply
