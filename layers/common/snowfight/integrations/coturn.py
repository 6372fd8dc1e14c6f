"""coturn, which shares a secret with the deployment (`use-auth-secret`): it checks credentials that it never saw."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.errors import Unavailable
from snowfight.integrations.boto_clients import secret
from snowfight.integrations.turn import Relays
from snowfight.models.calls.ice import IceServer

LIFE = timedelta(hours=6)
"""Of credentials: longer than most calls, and at most 12 hours (wire contract, part 6). coturn asks for it when a relay
is taken, and not while it is held."""

KEPT = timedelta(minutes=10)
"""For so long the secret is not read again: a new one needs no deploy."""


class Coturn:
    """`urls` of the servers; `parameter` names the secret that is theirs too."""

    def __init__(self, urls: tuple[str, ...], parameter: str, read: Callable[[str], str] = secret) -> None:
        self._urls = urls
        self._parameter = parameter
        self._read = read
        self._secret = b""
        self._stale: datetime | None = None

    def relays(self, username: str, _device: str, now: datetime, /) -> Relays:
        """One entry for all servers (TURN REST API, draft-uberti-behave-turn-rest-00): until when, for whom, and an
        HMAC of that. coturn tells users apart, and no devices."""
        expires = (now + LIFE).replace(microsecond=0)
        name = f"{int(expires.timestamp())}:{username}"
        credential = base64.b64encode(hmac.digest(self._shared(now), name.encode(), "sha1")).decode()
        return Relays((IceServer(urls=list(self._urls), username=name, credential=credential),), expires)

    def _shared(self, now: datetime) -> bytes:
        if self._stale is None or now >= self._stale:
            text = self._read(self._parameter).strip()
            if not text:
                raise Unavailable
            self._secret, self._stale = text.encode(), now + KEPT
        return self._secret
