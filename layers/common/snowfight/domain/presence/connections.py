"""Opening and closing connections."""

from __future__ import annotations

import secrets

from snowfight.clock import Clock
from snowfight.errors import RateLimited, Unauthorized
from snowfight.models.accounts import Ticket
from snowfight.models.records import Account, Link
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.accounts.budgets import TokenBucket
from snowfight.storage.accounts.tickets import LIFE, Tickets
from snowfight.storage.presence.connections import Connections

TICKET_BYTES = 32
TICKETS = TokenBucket("tickets", burst=200, per_second=2)
"""A browser that lost its network comes back with every tab at once; nobody has more than 200 that are in use."""

MAX_TICKET = 128
"""Characters that are looked at; ours have 43."""


class TicketIssuer:
    """Issues tickets, and takes them at the door. `origins` are the site's; a script sends none."""

    def __init__(self, tickets: Tickets, accounts: Accounts, clock: Clock, origins: tuple[str, ...] = ()) -> None:
        self._tickets = tickets
        self._accounts = accounts
        self._clock = clock
        self._origins = frozenset(origins)

    def issue(self, username: str) -> Ticket:
        """A ticket for one connection; raises RateLimited, Unauthorized where there is no such user."""
        now = self._clock.now()
        charge = self._accounts.budgets.spend(TICKETS, username, now)
        if charge.account is None:
            raise Unauthorized
        if not charge.taken:
            raise RateLimited("that is very many connections", retry_after=charge.retry_after or 1)
        ticket = secrets.token_urlsafe(TICKET_BYTES)
        self._tickets.put(ticket, username, now)
        return Ticket(ticket=ticket, expires_in=int(LIFE.total_seconds()))

    def admit(self, ticket: str, origin: str | None) -> str | None:
        """Whose ticket that is, using it up; None where it is no good, or from a session that has ended since, or a
        bot's whose maker is no more, or the page that asks is not the site's."""
        if not 0 < len(ticket) <= MAX_TICKET or not ticket.isascii():
            return None
        if origin is not None and origin not in self._origins:
            return None
        given = self._tickets.take(ticket, self._clock.now())
        account = self._accounts.get(given.username) if given else None
        if given is None or account is None or not account.admits(given.at) or not self._has_maker(account):
            return None
        return account.username

    def _has_maker(self, account: Account) -> bool:
        """Whether who made a bot may do anything themselves; of people there is nobody to ask."""
        maker = self._accounts.get(account.maker) if account.maker else None
        return account.maker is None or (maker is not None and maker.is_open)


class ConnectionLifecycle:
    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def opened(self, link: Link) -> None:
        """The gateway has accepted a connection; raises TooMany, which refuses it. Nothing is posted to it yet: the
        gateway would answer 410."""
        self._connections.open(link)

    def closed(self, link: Link) -> None:
        """The gateway has seen a connection end. It may never say so, or say so twice."""
        self._connections.close(link)
