"""Where a search goes on: for each chat that was searched the number below which, for all others the time before which.

A number is exact: what is said meanwhile, however much, neither doubles nor hides anything. A hundred chats have room
in an address; where more were searched, the last of them follow the time alone, and to the millisecond: else a page
would begin anew with what was said in them in the minute before.
"""

from __future__ import annotations

import base64
import binascii
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from snowfight.clock import from_milliseconds, milliseconds
from snowfight.errors import FieldError, Invalid
from snowfight.models.names import PUBLIC_CHAT

ROOMS = 100

SLACK = timedelta(minutes=1)
"""Clocks of functions differ: what was written so much after the time still counts as before it."""

_MOMENT = timedelta(milliseconds=1)
"""As exact as times are kept."""

_HEAD = struct.Struct(">Bq")
_PLACE = struct.Struct(">16sQ")
_ALL_NAMED, _SOME_NAMED = 1, 2
_LATEST = milliseconds(datetime(9999, 1, 1, tzinfo=UTC))


@dataclass(frozen=True)
class Cursor:
    """`time` is how far back all chats were searched; `places` are the numbers below which each goes on, and `is_whole`
    says whether they name every chat that was searched."""

    time: datetime
    places: Mapping[str, int] = field(default_factory=dict[str, int])
    is_whole: bool = True

    @property
    def latest(self) -> datetime:
        """Nothing that was written from then on is left, in the chats that are not named."""
        return self.time + (SLACK if self.is_whole else _MOMENT)

    @classmethod
    def of(cls, text: str) -> Cursor:
        """The cursor that a client was given; raises Invalid for any other text."""
        try:
            content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
            form, time = _HEAD.unpack_from(content)
            places = dict(_PLACE.iter_unpack(content[_HEAD.size :]))
        except (binascii.Error, struct.error):
            raise _none() from None
        if form not in (_ALL_NAMED, _SOME_NAMED) or not 0 <= time < _LATEST or len(places) > ROOMS:
            raise _none()
        named = {_name(room): seq for room, seq in places.items()}
        return cls(from_milliseconds(time), named, is_whole=form == _ALL_NAMED)

    def __str__(self) -> str:
        named = list(self.places.items())[:ROOMS]
        form = _ALL_NAMED if self.is_whole and len(named) == len(self.places) else _SOME_NAMED
        places = [_PLACE.pack(_key(room), seq) for room, seq in named]
        content = _HEAD.pack(form, milliseconds(self.time)) + b"".join(places)
        return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _key(room: str) -> bytes:
    return bytes(16) if room == PUBLIC_CHAT else UUID(room).bytes


def _name(key: bytes) -> str:
    return PUBLIC_CHAT if key == bytes(16) else str(UUID(bytes=key))


def _none() -> Invalid:
    return Invalid([FieldError("cursor", "must be an earlier answer's")])
