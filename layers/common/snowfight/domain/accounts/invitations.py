"""Invitations that let somebody sign up: to the deployment, or to a group of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from snowfight.domain.rooms.invites import invited_room, is_secret
from snowfight.errors import BadInvite
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.moderation.invites import Invites
from snowfight.storage.rooms.rooms import Rooms


class Invitations:
    """They are as good as whoever gives them: those of somebody banned let nobody in while the ban lasts."""

    def __init__(self, invites: Invites, rooms: Rooms, accounts: Accounts) -> None:
        self._invites = invites
        self._rooms = rooms
        self._accounts = accounts

    def take(self, invite: str | None, now: datetime) -> Callable[[], None]:
        """Use an invitation once; returns what gives it back. Raises BadInvite."""
        if not invite:
            raise BadInvite
        room = invited_room(invite)
        if room is not None:
            self._need(self._admin(room, invite), now)
            return lambda: None
        self._need(self._invites.made_by(invite, now), now)
        if not self._invites.take(invite, now):
            raise BadInvite
        return lambda: self._invites.give_back(invite)

    def _admin(self, room: str, invite: str) -> str | None:
        """Who gives that invitation to a group: its admin alone is shown it. An open group's is one, too."""
        state = self._rooms.states([room]).get(room)
        return state.admin if state is not None and is_secret(state, invite) else None

    def _need(self, giver: str | None, now: datetime) -> None:
        account = self._accounts.get(giver) if giver else None
        if account is None or account.deleted or account.banned_at(now):
            raise BadInvite
