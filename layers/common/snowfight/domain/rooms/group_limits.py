"""How often one user may make groups and private chats, and change who is in them (ADR 0032)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from snowfight.clock import Clock
from snowfight.errors import CannotBeAdded, TooManyChats
from snowfight.models.records import Account
from snowfight.storage import database
from snowfight.storage.accounts.accounts import MAX_GROUPS, Accounts
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.memberships import Memberships

HOUR = timedelta(hours=1)

GROUPS = RateLimit("groups", 100, HOUR, "at most 100 new groups an hour")
PEOPLE = RateLimit("people", 500, HOUR, "at most 500 people added an hour")
SAME_PERSON = 60
"""Times an hour that one may add the same person. All three: wire contract, HTTP."""

CHANGES = RateLimit("changes", 1200, HOUR, "at most 1,200 changes of groups an hour")
"""Edits and joins, which the members are told of: more than the limits above can need."""

PRIVATE = RateLimit("private", 200, HOUR, "at most 200 new private chats an hour")

T = TypeVar("T")


class GroupLimits:
    """Each of these counts what it allows, and raises RateLimited for what it does not."""

    def __init__(self, memberships: Memberships, accounts: Accounts, rate_limits: RateLimits, clock: Clock) -> None:
        self._memberships = memberships
        self._accounts = accounts
        self._rate_limits = rate_limits
        self._clock = clock

    def make(self, username: str) -> None:
        """The user makes a group."""
        self._rate_limits.spend(GROUPS, username, self._clock.now())

    def change(self, username: str, added: Sequence[str] = ()) -> None:
        """The user changes a group or joins one, and adds people to it."""
        now = self._clock.now()
        self._rate_limits.spend(CHANGES, username, now)
        if not added:
            return
        self._rate_limits.spend(PEOPLE, username, now, len(added))

        def add(name: str) -> None:
            detail = f"{name} was added {SAME_PERSON} times within an hour"
            self._rate_limits.spend(RateLimit(f"added {name}", SAME_PERSON, HOUR, detail), username, now)

        list(database.pool.map(add, added))

    def meet(self, username: str) -> None:
        """The user makes a private chat."""
        self._rate_limits.spend(PRIVATE, username, self._clock.now())

    def need_room(self, caller: Account) -> None:
        """Raises TooManyChats where the caller is in as many groups as one may be."""
        if self._is_full(caller):
            raise TooManyChats

    def need_room_of(self, account: Account) -> None:
        """Raises CannotBeAdded where the user is in as many groups as one may be."""
        if self._is_full(account):
            raise CannotBeAdded(f"{account.username} is in as many groups as one may be")

    def _is_full(self, account: Account) -> bool:
        """The account's row counts upwards alone: at its bound, and where it never counted, that is set right first."""
        if account.joins is not None and account.joins < account.max_joins:
            return False
        groups = self._memberships.count_groups(account.username, MAX_GROUPS)
        self._accounts.recount(account, groups)
        return groups >= MAX_GROUPS


def once(act: Callable[[T], object]) -> Callable[[T], None]:
    """`act` the first time that it is called, and nothing after that: a contested change is tried again for nothing."""
    done = False

    def first(value: T) -> None:
        nonlocal done
        if not done:
            act(value)
            done = True

    return first
