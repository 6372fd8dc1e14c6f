"""Bringing a file to Cloudinary as a browser does: multipart/form-data, by a signed upload, streamed from the disk."""

from __future__ import annotations

import json
import secrets
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

from ops.failure import Failure
from snowfight.models.file import UploadGrant

Post = Callable[[UploadGrant, Path], Mapping[str, Any] | None]
"""Brings a file; what is answered, None where the file is refused. Raises Failure where nothing is answered."""

TRIES = 3
PAUSE = 2.0
TIMEOUT = 120.0
"""Seconds, of one try."""

_CHUNK = 256 * 1024


def post(grant: UploadGrant, file: Path) -> Mapping[str, Any] | None:
    """A `Post` over HTTP."""
    for tried in range(1, TRIES + 1):
        try:
            return _once(grant, file)
        except HTTPError as error:
            with error:
                if error.code < HTTPStatus.INTERNAL_SERVER_ERROR and error.code != HTTPStatus.TOO_MANY_REQUESTS:
                    return None
        except (URLError, OSError, ValueError):
            pass
        if tried < TRIES:
            time.sleep(PAUSE * tried)
    raise Failure("Cloudinary does not take files: try again later, the same command goes on")


def _once(grant: UploadGrant, file: Path) -> Mapping[str, Any]:
    boundary = secrets.token_hex(16)
    head = "".join(
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in grant.fields.items()
    )
    head += f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n'
    head += "Content-Type: application/octet-stream\r\n\r\n"
    first, last = head.encode(), f"\r\n--{boundary}--\r\n".encode()
    request = urllib.request.Request(  # noqa: S310  (the address is Cloudinary's, by the operator's own settings)
        grant.upload_url,
        data=_body(first, file, last),
        headers={
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Content-Length": str(len(first) + file.stat().st_size + len(last)),
        },
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
        return json.loads(answer.read())


def _body(first: bytes, file: Path, last: bytes) -> Iterator[bytes]:
    yield first
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            yield chunk
    yield last
