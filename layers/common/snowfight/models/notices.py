"""Notices of those who do not look: what browsers subscribe with, and what is pushed to them."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from snowfight.models.base import Answer, Body, Time

PREVIEW = 120
"""Characters of a message that a notice shows at most (wire contract, "Notices when nobody looks")."""

PAYLOAD_BYTES = 3_000
"""Of what is pushed, as JSON (wire contract; encrypted, it has to fit into the 4,096 of RFC 8030, section 7.2)."""

_P = 2**256 - 2**224 + 2**192 + 2**96 - 1
_B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
"""The curve P-256: y² = x³ − 3x + b modulo p (FIPS 186-4, D.1.2.3)."""


def from_base64url(text: str) -> bytes:
    """The bytes of base64url, padded or not; raises ValueError."""
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("must be base64url") from None


def _public_key(text: str) -> str:
    """Refuse what is no uncompressed point of P-256 (RFC 8291, section 3.1)."""
    point = from_base64url(text)
    x, y = int.from_bytes(point[1:33]), int.from_bytes(point[33:])
    if len(point) != 65 or point[0] != 4 or max(x, y) >= _P or (y * y - (x * x * x - 3 * x + _B)) % _P:  # noqa: PLR2004
        raise ValueError("must be a public key of P-256")
    return text


def _secret(text: str) -> str:
    """Refuse what are not 16 bytes (RFC 8291, section 3.2)."""
    if len(from_base64url(text)) != 16:  # noqa: PLR2004
        raise ValueError("must be a secret of 16 bytes")
    return text


Endpoint = Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern=r"^[!-~]+$")]
"""Where a push service takes what is pushed; which ones are known is the deployment's."""

Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$", max_length=35)]
"""A language tag (RFC 5646)."""


MailStop = Literal["bounced", "complained"]
"""Why notices are mailed no more: the address cannot be delivered to, or its owner called such a mail unwanted."""


class PushKey(Answer):
    """What browsers subscribe with."""

    public_key: str


class SubscriptionKeys(Body):
    """A browser's keys, base64url."""

    p256dh: Annotated[str, Field(max_length=100), AfterValidator(_public_key)]
    auth: Annotated[str, Field(max_length=30), AfterValidator(_secret)]


class PushSubscribe(Body):
    """Body of `POST /api/push/subscribe`."""

    endpoint: Endpoint
    keys: SubscriptionKeys
    language: Language | None = None


class PushEndpoint(Body):
    """Body of `POST /api/push/unsubscribe` and `/api/push/test`."""

    endpoint: Endpoint


class PushDevice(Answer):
    """A browser that is pushed to; `id` is the SHA-256 of its endpoint, base64url."""

    id: str
    created: Time


class PushDevices(Answer):
    """The caller's browsers that are pushed to, and why notices are not mailed, if something speaks against it."""

    devices: list[PushDevice]
    mail_stopped: MailStop | None


class MailToken(BaseModel):
    """Query of the link that ends the mailing of notices."""

    model_config = ConfigDict(extra="ignore", frozen=True, defer_build=True)

    token: Annotated[str, Field(max_length=200)] = ""


class MessagePush(Answer):
    """What is pushed of a message; `unread` is over all chats."""

    kind: Literal["message"] = "message"
    room: str
    seq: int
    title: str
    body: str
    icon: str | None
    url: str
    unread: int


class CallPush(Answer):
    """What is pushed of a call that rings until `expires`, or was missed: `seq` is the message that tells of that."""

    kind: Literal["call"] = "call"
    room: str
    seq: int | None
    title: str
    body: str
    icon: str | None
    url: str
    unread: int
    call: str
    state: Literal["ringing", "missed"]
    expires: Time | None


class ReadPush(Answer):
    """What is pushed of a chat that was read elsewhere, up to `seq`."""

    kind: Literal["read"] = "read"
    room: str
    seq: int
    unread: int
