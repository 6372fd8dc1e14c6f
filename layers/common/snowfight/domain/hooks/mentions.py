"""Whom a hook mentions: nobody but everybody at once, where its maker may."""

from __future__ import annotations

from dataclasses import replace

from snowfight.domain.mentions.names import ALL, names_in
from snowfight.domain.messages.mentioning import Mentions
from snowfight.domain.permissions import Action, allow
from snowfight.errors import SnowfightError
from snowfight.models.records import Account, Entry, Room
from snowfight.storage.accounts.accounts import Accounts


class HookMentions:
    """Serves domain.messages.mentioning; `mentions` keeps what a message mentions, as of any other."""

    def __init__(self, mentions: Mentions, accounts: Accounts) -> None:
        self._mentions = mentions
        self._accounts = accounts

    def resolved(self, room: Room, entry: Entry) -> Entry:
        """The message, marked for everybody where its text says so; then two requests, for who made the hook."""
        everybody = ALL in names_in(entry.body or "") and self._may(room, entry.author)
        return replace(entry, mentions=(), mentions_all=everybody)

    def record(self, room: Room, entry: Entry, before: Entry | None = None, author: Account | None = None) -> None:
        self._mentions.record(room, entry, before, author)

    def _may(self, room: Room, username: str) -> bool:
        hook = self._accounts.get(username)
        maker = self._accounts.get(hook.maker) if hook and hook.maker else None
        if maker is None:
            return False
        try:
            allow(Action.MENTION_ALL, room, maker.username, maker.role)
        except SnowfightError:
            return False
        return True
