"""The hooks of a chat: made, listed and taken away by who looks after it."""

from __future__ import annotations

import secrets
import string
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.admission import admit
from snowfight.domain.credentials import HookKey
from snowfight.domain.permissions import Action
from snowfight.errors import NoSuchHook, TooManyHooks
from snowfight.models.records import RoomState
from snowfight.models.robots.hooks import MAX_HOOKS, Hook, HookList, HookMade, NewHook
from snowfight.storage.hooks.hooks import HookRows, KeptHook
from snowfight.storage.rate_limits import RateLimit, RateLimits
from snowfight.storage.rooms.contested import uncontested
from snowfight.storage.rooms.rooms import Rooms

MADE = RateLimit("hooks", 100, timedelta(hours=1), "at most 100 hooks an hour")
"""Of one user: the account of each stays for ever."""

LETTERS = 8
"""Of the name of a hook's account (wire contract, part 8)."""


class HookService:
    """`site` is the chat's address, of which a hook's is a part."""

    def __init__(
        self,
        rooms: Rooms,
        rows: HookRows,
        rate_limits: RateLimits,
        clock: Clock,
        site: str,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._rooms = rooms
        self._rows = rows
        self._rate_limits = rate_limits
        self._clock = clock
        self._site = site
        self._pause = pause

    def make(self, username: str, name: str, body: NewHook, signed_in: datetime | None) -> HookMade:
        """Make a hook of the chat; raises as `admit`, and TooManyHooks, RateLimited, Unavailable."""
        self._admitted(username, name, signed_in)
        self._rate_limits.spend(MADE, username, self._clock.now())
        hook, key = uncontested(lambda: self._make(username, name, body, signed_in), self._pause)
        return HookMade(id=hook.id, name=hook.name, url=f"{self._site}/api/hook/{name}/{key.text}")

    def hooks(self, username: str, name: str, signed_in: datetime | None) -> HookList:
        """The chat's hooks, oldest first; raises as `admit`."""
        self._admitted(username, name, signed_in)
        return HookList(hooks=[_told(hook) for hook in self._rows.of(name)])

    def delete(self, username: str, name: str, identifier: str, signed_in: datetime | None) -> None:
        """Take a hook away: its address is none at once, what it wrote stays. Raises as `admit`, and NoSuchHook."""
        self._admitted(username, name, signed_in)
        uncontested(lambda: self._delete(name, identifier), self._pause)

    def _make(self, username: str, name: str, body: NewHook, signed_in: datetime | None) -> tuple[KeptHook, HookKey]:
        """One try, from a fresh look at the chat, with a name and a key of its own."""
        state = self._admitted(username, name, signed_in)
        if len(self._rows.of(name)) >= MAX_HOOKS:
            raise TooManyHooks
        key = HookKey.new()
        hook = KeptHook(
            room=name,
            id=key.id,
            name=body.name,
            username=_username(),
            maker=username,
            digest=key.digest,
            created=self._clock.now(),
        )
        self._rows.create(hook, state)
        return hook, key

    def _delete(self, name: str, identifier: str) -> None:
        hook = self._rows.get(name, identifier)
        if hook is None:
            raise NoSuchHook
        self._rows.delete(hook)

    def _admitted(self, username: str, name: str, signed_in: datetime | None) -> RoomState:
        return admit(self._rooms, Action.INTEGRATE, username, name, signed_in).state


def _username() -> str:
    return "hook_" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(LETTERS))


def _told(hook: KeptHook) -> Hook:
    return Hook(id=hook.id, name=hook.name, username=hook.username, created=hook.created, last_used=hook.last_used)
