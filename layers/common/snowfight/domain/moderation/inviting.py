"""Inviting people to the deployment, which moderators may."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.moderation.authority import Authority
from snowfight.models.moderation import Invite, NewInvite
from snowfight.storage.moderation.invites import Invites
from snowfight.storage.rate_limits import RateLimit, RateLimits

CODE_BYTES = 18
"""144 random bits: 24 characters that nobody guesses, none of them the dot that a group's invitation has."""

MADE = RateLimit("invitations", 100, timedelta(hours=1), "at most 100 invitations an hour")


class Inviting:
    """`site` is the chat's address, for links."""

    def __init__(
        self, authority: Authority, invites: Invites, rate_limits: RateLimits, clock: Clock, site: str
    ) -> None:
        self._authority = authority
        self._invites = invites
        self._rate_limits = rate_limits
        self._clock = clock
        self._site = site

    def invite(self, username: str, body: NewInvite, signed_in: datetime | None) -> Invite:
        """Make an invitation; raises Unauthorized, NotAllowed, RateLimited."""
        self._authority.having("moderator", username, signed_in)
        now = self._clock.now()
        self._rate_limits.spend(MADE, username, now)
        code = secrets.token_urlsafe(CODE_BYTES)
        self._invites.put(code, username, body.uses, now + timedelta(days=body.days))
        return Invite(code=code, url=f"{self._site}/invite/{code}")
