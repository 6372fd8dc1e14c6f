"""Blocking somebody, and letting it be: at once, for both, and without a word to either (docs/blocks.md)."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.presence.partings import Partings
from snowfight.errors import NoSuchUser, SelfBlock, TooManyBlocks
from snowfight.models.moderation import BlockList
from snowfight.models.names import private_chat
from snowfight.models.names import username as canonical
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.moderation.blocks import MAX_BLOCKS, Between, BlockRows
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rooms.rooms import Rooms

CHANGES = RateLimit("blocks", 1200, timedelta(hours=1), "at most 1,200 changes of blocks an hour")

PAGE = 25
"""Blocks of a deleted user that are looked at before it is asked whether there is time for more."""


@dataclass(frozen=True)
class Apart:
    """What ends between two users when one blocks the other: who sees the other as gone, and their call.

    `hang_up` takes a user out of the call of a chat; it is asked for where there is one.
    """

    rooms: Rooms
    partings: Partings
    hang_up: Callable[[str, str], None]

    def part(self, username: str, other: str) -> None:
        """The user has blocked the other. The block stands, whatever fails here."""
        with suppress(Exception):
            self.partings.tell(username, other, apart=True)
        with suppress(Exception):
            name = private_chat(username, other)
            state = self.rooms.states([name]).get(name)
            if state is not None and state.call:
                self.hang_up(name, username)

    def meet(self, username: str, other: str) -> None:
        """Neither blocks the other any more, whatever fails here."""
        with suppress(Exception):
            self.partings.tell(username, other, apart=False)


class BlockService:
    """`pause` waits between two tries of what others change, too."""

    def __init__(
        self,
        rows: BlockRows,
        accounts: Accounts,
        apart: Apart,
        rate_limits: RateLimits,
        clock: Clock,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rows = rows
        self._accounts = accounts
        self._apart = apart
        self._rate_limits = rate_limits
        self._clock = clock
        self._pause = pause

    def block(self, username: str, other: str, signed_in: datetime | None = None) -> None:
        """The user blocks the other; again is fine. Raises Unauthorized, SelfBlock, NoSuchUser, TooManyBlocks,
        RateLimited, Unavailable."""
        name = self._other(username, other, signed_in)
        before = uncontested(lambda: self._block(username, name, signed_in), self._pause)
        if not before.by_me and not before.by_them:
            self._apart.part(username, name)

    def unblock(self, username: str, other: str, signed_in: datetime | None = None) -> None:
        """The user blocks the other no more; again is fine. Raises as `block`."""
        name = self._other(username, other, signed_in)
        before = uncontested(lambda: self._unblock(username, name, signed_in), self._pause)
        if before.by_me and not before.by_them:
            self._apart.meet(username, name)

    def blocked(self, username: str, signed_in: datetime | None = None) -> BlockList:
        """Whom the user has blocked, by name; raises Unauthorized."""
        account = living(self._accounts.get(username), signed_in)
        return BlockList(usernames=self._rows.blocked_by(username) if account.has_blocks else [])

    def _other(self, username: str, text: str, signed_in: datetime | None) -> str:
        """The name of somebody else; raises Unauthorized, NoSuchUser, SelfBlock."""
        try:
            name = canonical(text)
        except ValueError:
            living(self._accounts.get(username), signed_in)
            raise NoSuchUser from None
        if name == username:
            living(self._accounts.get(username), signed_in)
            raise SelfBlock
        return name

    def _block(self, username: str, other: str, signed_in: datetime | None) -> Between:
        seen = self._rows.between(username, other)
        living(seen.account, signed_in)
        if seen.other is None or seen.other.deleted:
            raise NoSuchUser
        if not seen.by_me:
            if seen.blocking >= MAX_BLOCKS:
                raise TooManyBlocks
            self._rate_limits.spend(CHANGES, username, self._clock.now())
            self._rows.block(username, other, seen)
        return seen

    def _unblock(self, username: str, other: str, signed_in: datetime | None) -> Between:
        seen = self._rows.between(username, other)
        living(seen.account, signed_in)
        if seen.by_me:
            self._rate_limits.spend(CHANGES, username, self._clock.now())
            self._rows.unblock(username, other, seen)
        elif seen.other is None or seen.other.deleted:
            raise NoSuchUser
        return seen


class BlockClearing:
    def __init__(self, rows: BlockRows, pause: Callable[[float], None] = time.sleep) -> None:
        self._rows = rows
        self._pause = pause

    def forget(self, username: str, has_time: Callable[[], bool]) -> bool:
        """Lift all blocks of a user who is no more, in either direction, while there is time; says whether that was
        all. Raises Unavailable."""
        while page := self._rows.page(username, PAGE):
            for other in page:
                if not has_time():
                    return False
                uncontested(lambda other=other: self._lift(username, other), self._pause)
        return True

    def _lift(self, username: str, other: str) -> None:
        seen = self._rows.between(username, other)
        if seen.by_me:
            self._rows.unblock(username, other, seen)
            seen = self._rows.between(username, other)
        if seen.by_them:
            self._rows.unblock(other, username, seen.turned)
