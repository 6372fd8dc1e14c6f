"""What a block forbids, and whom it hides: asked by everything that happens between two users.

Nothing is asked of a user who has blocked nobody and whom nobody has blocked, as their account says, which whoever asks
has read anyway. What knows is loaded with the first who has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from snowfight.errors import NotAccepted
from snowfight.models.records import Account, RoomState

NOBODY: frozenset[str] = frozenset()


class Blocks(Protocol):
    """What knows (storage.moderation.blocks)."""

    def among(self, username: str, others: Iterable[str]) -> frozenset[str]:
        """Those of the others whom the user has blocked, or by whom they were; one request for a hundred."""
        ...

    def between_all(self, pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of the pairs between whom there is a block; one request for a hundred."""
        ...


class Blocking:
    def __init__(self, load: Callable[[], Blocks]) -> None:
        self._load = load

    def among(self, account: Account | None, others: Iterable[str]) -> frozenset[str]:
        """Those of the others for whom the user is as if not there, and they for the user."""
        if account is None or not account.has_blocks:
            return NOBODY
        names = set(others) - {account.username}
        return self._load().among(account.username, names) if names else NOBODY

    def hidden(self, viewer: str, accounts: Mapping[str, Account]) -> frozenset[str]:
        """Those of the users of `accounts` for whom the viewer is as if not there, where that may be among them."""
        mine = accounts.get(viewer)
        if mine is not None:
            return self.among(mine, (name for name, account in accounts.items() if account.has_blocks))
        names = [name for name, account in accounts.items() if account.has_blocks]
        return self._load().among(viewer, names) if names else NOBODY

    def by_each(self, accounts: Iterable[Account], others: Iterable[str]) -> dict[str, frozenset[str]]:
        """The same for several users at once, by name; who is not named there has nobody."""
        asked = [account.username for account in accounts if account.has_blocks]
        names = set(others)
        pairs = [(user, other) for user in asked for other in names if other != user]
        found = self._load().between_all(pairs) if pairs else frozenset[tuple[str, str]]()
        return {user: frozenset(other for name, other in found if name == user) for user, _ in found}

    def allow(self, account: Account | None, state: RoomState) -> None:
        """Raises NotAccepted in a private chat of two of whom one has blocked the other, whichever asks."""
        if state.pair and self.among(account, state.pair):
            raise NotAccepted
