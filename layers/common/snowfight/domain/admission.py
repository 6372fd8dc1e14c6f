"""Whether a caller may do something in a chat, and has an account at all: one read of three rows, by key.

A bearer token is good for fifteen minutes, whatever becomes of its user meanwhile: so every call asks the account's
row, together with what it reads in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from snowfight.domain.permissions import Action, allow
from snowfight.errors import Muted, Unauthorized
from snowfight.models.names import is_room
from snowfight.models.records import Account, Membership, Room, RoomState
from snowfight.storage.rooms.rooms import Rooms


@dataclass(frozen=True)
class Admitted:
    """The caller, the chat, and what is kept of them in it; None in a public chat that they have read nothing of."""

    account: Account
    state: RoomState
    membership: Membership | None

    @property
    def reads(self) -> dict[str, Membership]:
        """How far the caller has read, by chat."""
        return {self.state.name: self.membership} if self.membership else {}


def admit(rooms: Rooms, action: Action, username: str, name: str, signed_in: datetime | None = None) -> Admitted:
    """The chat of that name, where the user may do `action` in it; `signed_in` is when their token's session began.

    Raises Unauthorized, and as `allow`.
    """
    seen = rooms.seen_by(username, [name] if is_room(name) else [])
    account = living(seen.account, signed_in)
    state, membership = seen.states.get(name), seen.memberships.get(name)
    inside = (username,) if membership else ()
    room = allow(action, Room(state, inside) if state else None, username, account.role)
    return Admitted(account, room.state, membership)


def living(account: Account | None, signed_in: datetime | None = None) -> Account:
    """The account, if it is neither deleted nor banned and a session from `signed_in` still counts, which a bot has
    none of; raises Unauthorized."""
    if account is None or not account.is_open:
        raise Unauthorized
    if signed_in is not None and (account.bot or not account.admits(signed_in)):
        raise Unauthorized
    return account


def speaking(account: Account, now: datetime) -> Account:
    """The account, if it is not muted; raises Muted."""
    if mute := account.muted_at(now):
        raise Muted(mute.until)
    return account
