"""What a device needs to reach others from behind its network."""

from __future__ import annotations

from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.errors import CallsOff
from snowfight.integrations.turn import Turn
from snowfight.models.calls.ice import IceServer, IceServers
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.rate_limits import RateLimit, RateLimits

ASKED = RateLimit("ice", 30, timedelta(minutes=10), "that is very many calls; please wait a little")
"""Of one user (wire contract, part 6)."""


class IceService:
    """`stun_urls` are told to everybody; `turn` makes credentials, None: there are no relays. With `relay_only` media
    are to go through those alone."""

    def __init__(
        self,
        accounts: Accounts,
        rate_limits: RateLimits,
        clock: Clock,
        *,
        calls: bool,
        stun_urls: tuple[str, ...],
        turn: Turn | None,
        relay_only: bool,
    ) -> None:
        self._accounts = accounts
        self._rate_limits = rate_limits
        self._clock = clock
        self._calls = calls
        self._stun = [IceServer(urls=list(stun_urls))] if stun_urls else []
        self._turn = turn
        self._relay_only = relay_only

    def servers(self, username: str, device: str, signed_in: datetime) -> IceServers:
        """The servers of that user's device; raises Unauthorized, CallsOff, RateLimited, Unavailable."""
        living(self._accounts.get(username), signed_in)
        if not self._calls:
            raise CallsOff
        now = self._clock.now()
        self._rate_limits.spend(ASKED, username, now)
        relays = self._turn.relays(username, device, now) if self._turn else None
        return IceServers(
            ice_servers=[*self._stun, *(relays.servers if relays else ())],
            expires=relays.expires if relays else None,
            relay_only=self._relay_only,
        )
