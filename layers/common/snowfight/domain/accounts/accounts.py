"""Signing up, and the profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from snowfight.clock import Clock
from snowfight.domain.accounts.avatars import Avatars
from snowfight.domain.accounts.sessions import Sessions, new_account, user_of
from snowfight.domain.rooms.invites import invited_room
from snowfight.errors import UsernameTaken
from snowfight.integrations.identity_provider import Identity
from snowfight.models.accounts import SignedUp, SignUp
from snowfight.models.names import is_hook
from snowfight.models.user import ProfilePatch, User
from snowfight.storage.accounts.accounts import Accounts

if TYPE_CHECKING:
    from snowfight.domain.accounts.door import Door


class AccountService:
    """`door` loads what knows who may sign up."""

    def __init__(
        self,
        identity: Identity,
        accounts: Accounts,
        sessions: Sessions,
        avatars: Avatars,
        door: Callable[[], Door],
        clock: Clock,
    ) -> None:
        self._identity = identity
        self._accounts = accounts
        self._sessions = sessions
        self._avatars = avatars
        self._door = door
        self._clock = clock

    def sign_up(self, body: SignUp, address: str) -> SignedUp:
        """Make an account; raises as `Door.let_in`, and UsernameTaken, also where the name was a deleted user's or is
        one of hooks.

        `address` is where the call comes from; empty where nobody knows.
        """
        with self._door().let_in(body, address):
            if is_hook(body.username) or self._accounts.get(body.username) is not None:
                raise UsernameTaken
            self._identity.sign_up(body.username, body.email, body.password)
        group = body.invite if body.invite and invited_room(body.invite) else None
        kept = self._accounts.create(replace(new_account(body.username, body.email, self._clock.now()), invite=group))
        if kept.bot or kept.imported:  # it was made meanwhile, and nobody signs in to it
            self._identity.delete(body.username)
            raise UsernameTaken
        return SignedUp(username=body.username)

    def me(self, username: str, signed_in: datetime | None) -> User:
        """The user, as they see themselves; raises Unauthorized."""
        return user_of(self._sessions.account(username, signed_in))

    def change(self, username: str, patch: ProfilePatch, signed_in: datetime | None = None) -> User:
        """Change what `patch` names; raises Unauthorized, and BadFile before anything is changed."""
        account = self._sessions.account(username, signed_in)
        if "avatar" in patch.given:
            account = self._avatars.change(account, patch.avatar)
        if "display_name" in patch.given:
            account = self._accounts.rename(username, patch.display_name)
        return user_of(account)
