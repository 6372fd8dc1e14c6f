"""Who may sign up: what owners decided, asked before an account is made (wire contract, part 7)."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from snowfight.clock import Clock
from snowfight.domain.accounts.challenges import Challenges
from snowfight.domain.accounts.invitations import Invitations
from snowfight.errors import AddressNotAccepted, BadDomain, Closed
from snowfight.models.accounts import SignUp
from snowfight.storage.moderation.banned_addresses import BannedAddresses
from snowfight.storage.moderation.community_settings import CommunitySettingsRows
from snowfight.storage.rate_limits import RateLimit, RateLimits

if TYPE_CHECKING:
    from snowfight.models.moderation import CommunitySettings


@dataclass(frozen=True)
class Door:
    """`sign_ups` are those that one address may make within an hour; 0: as many as it likes."""

    community: CommunitySettingsRows
    banned: BannedAddresses
    invitations: Invitations
    challenges: Challenges
    rate_limits: RateLimits
    clock: Clock
    sign_ups: int

    @contextmanager
    def let_in(self, body: SignUp, address: str) -> Generator[None]:
        """Whatever makes the account is done inside: where that fails, the invitation and the challenge stay unused.

        `address` is where the call comes from; empty where nobody knows. A try counts whatever becomes of it: who tries
        many finds out who is here. Raises RateLimited; Closed, BadDomain, AddressNotAccepted; BadChallenge, BadInvite;
        Unavailable.
        """
        now = self.clock.now()
        if address and self.sign_ups:
            self.rate_limits.spend(self._limit, f"address#{address}", now)
        rules = self.community.load()
        _need_mode(rules, body.email)
        if self.banned.has(body.email, now):
            raise AddressNotAccepted
        with ExitStack() as unused:
            if rules.challenge:
                unused.callback(self.challenges.take(body.challenge))
            if rules.sign_up == "invited":
                unused.callback(self.invitations.take(body.invite, now))
            yield
            unused.pop_all()

    @property
    def _limit(self) -> RateLimit:
        detail = "many accounts were made from your network; please try later"
        return RateLimit("sign-ups", self.sign_ups, timedelta(hours=1), detail)


def _need_mode(rules: CommunitySettings, email: str) -> None:
    """Domains are compared exactly, in any case; an invitation changes nothing about them."""
    if rules.sign_up == "closed":
        raise Closed
    if rules.sign_up == "domains" and email.rpartition("@")[2].lower() not in rules.domains:
        raise BadDomain
