"""Cloudinary, through its own SDK, which is loaded only where a file is at hand.

What its signatures bind, and what they do not, is told in ADR 0012.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from snowfight.errors import Unavailable, UploadsOff
from snowfight.integrations.boto_clients import secret
from snowfight.integrations.file_storage import Asset
from snowfight.models.file import IMAGE_FORMATS, Kind, StoredFile, UploadAnswer, UploadGrant

THUMBNAIL = "c_limit,w_640"
"""At most 640 px wide, never larger than the picture itself."""

AVATAR = {"width": 256, "height": 256, "crop": "fill", "gravity": "auto"}
EMOJI = {"width": 128, "height": 128, "crop": "limit"}
"""At most that large (wire contract, part 2), never larger than the picture itself."""

STILL = "webp"
"""What thumbnails, avatars and emoji are made into: one frame, without what a camera wrote into the picture."""

TYPE = "authenticated"
"""Cloudinary's delivery type of everything we keep: nothing of it is served without a signature."""

EVERY_KIND = ("image", "raw", "video")
"""Where a file may lie: Cloudinary's signature leaves the resource type to whoever uploads."""

TIMEOUT = 5.0
"""Seconds of one try; the SDK makes four of a connection that fails."""


class CloudinaryFiles:
    """`parameter` names the secret that holds a CLOUDINARY_URL, `cloudinary://key:secret@cloud`; empty: no account."""

    def __init__(self, parameter: str, read: Callable[[str], str] = secret) -> None:
        self._parameter = parameter
        self._read = read

    @property
    def on(self) -> bool:
        return bool(self._parameter)

    @cached_property
    def _sdk(self) -> Any:
        """The SDK, told the account once."""
        if not self.on:
            raise UploadsOff
        account = _account(self._read(self._parameter))
        import cloudinary  # noqa: PLC0415  (nobody who only talks waits for it)
        from cloudinary import api, exceptions, utils  # noqa: PLC0415

        cloudinary.config(**account)
        return SimpleNamespace(api=api, utils=utils, NotFound=exceptions.NotFound)

    def grant(self, public_id: str, kind: Kind, now: datetime) -> UploadGrant:
        # A name is written once: what was posted cannot be replaced while its signature is still good.
        params: dict[str, object] = {
            "public_id": public_id,
            "type": TYPE,
            "overwrite": "false",
            "timestamp": int(now.timestamp()),
        }
        if kind == "image":
            params["allowed_formats"] = ",".join(IMAGE_FORMATS)
        url, fields = self._signed("upload", kind, params)
        return UploadGrant(upload_url=url, fields={name: str(value) for name, value in fields.items()})

    def is_genuine(self, answer: UploadAnswer) -> bool:
        return bool(self._sdk.utils.verify_api_response_signature(answer.public_id, answer.version, answer.signature))

    def find(self, public_id: str, kind: Kind) -> Asset | None:
        sdk = self._sdk
        with _answers():
            try:
                # How long a recording is counts as its metadata, which are told to who asks.
                asked = {"media_metadata": True} if kind == "video" else {}
                found = sdk.api.resource(public_id, resource_type=kind, type=TYPE, **asked)
            except sdk.NotFound:
                return None
            return Asset(
                version=int(found["version"]),
                bytes=int(found["bytes"]),
                format=found.get("format"),
                width=found.get("width") or None,  # of sound it may be 0
                height=found.get("height") or None,
                duration=_seconds(found.get("duration")),
            )

    def download(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        return self._link(file, now, expires, format=file.format, attachment="true", target_filename=file.filename)

    def thumbnail(self, file: StoredFile, now: datetime, expires: datetime) -> str:
        return self._link(file, now, expires, format=STILL, transformation=THUMBNAIL)

    def avatar(self, public_id: str, version: int) -> str:
        return self._lasting(public_id, version, AVATAR)

    def emoji(self, public_id: str, version: int) -> str:
        return self._lasting(public_id, version, EMOJI)

    def delete(self, public_ids: Sequence[str]) -> None:
        api = self._sdk.api
        for kind in EVERY_KIND:
            with _answers():
                api.delete_resources(list(public_ids), resource_type=kind, type=TYPE, invalidate=True)

    def purge(self, prefix: str) -> bool:
        api, more = self._sdk.api, False
        for kind in EVERY_KIND:
            with _answers():
                answer = api.delete_resources_by_prefix(prefix, resource_type=kind, type=TYPE, invalidate=True)
            more = more or bool(answer.get("partial"))
        return more

    def _lasting(self, public_id: str, version: int, cut: Mapping[str, object]) -> str:
        options = {"resource_type": "image", "type": TYPE, "version": version, "sign_url": True, "format": STILL}
        url, _ = self._sdk.utils.cloudinary_url(public_id, **options, **cut)
        return str(url)

    def _link(self, file: StoredFile, now: datetime, expires: datetime, **params: str | None) -> str:
        named = {
            "public_id": file.public_id,
            "type": TYPE,
            "timestamp": int(now.timestamp()),
            "expires_at": int(expires.timestamp()),
        }
        url, signed = self._signed("download", file.resource_type, {**named, **params})
        return f"{url}?{urlencode(signed)}"

    def _signed(self, action: str, kind: str, params: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        utils = self._sdk.utils
        return str(utils.cloudinary_api_url(action, resource_type=kind)), utils.sign_request(params, {})


def _seconds(told: object) -> float | None:
    """How long a recording is; None where that is not told, or is no length."""
    return round(float(told), 3) if isinstance(told, int | float) and 0 < told < math.inf else None


@contextmanager
def _answers() -> Generator[None]:
    try:
        yield
    except Exception as error:
        raise Unavailable from error


def _account(url: str) -> dict[str, Any]:
    """The SDK's settings from a CLOUDINARY_URL; raises Unavailable for anything else, and repeats none of it."""
    parts = urlsplit(url.strip())
    if parts.scheme != "cloudinary" or not (parts.username and parts.password and parts.hostname):
        raise Unavailable
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    secure = options.pop("secure", "true") == "true"
    return {
        "cloud_name": parts.hostname,
        "api_key": parts.username,
        "api_secret": parts.password,
        "secure": secure,
        "timeout": TIMEOUT,
        **options,
    }
