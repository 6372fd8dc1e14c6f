"""What a mail tells somebody: what was written to them in private, or mentions them, and they have not read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from snowfight.domain.blocking import Blocking
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.unread import read_up_to
from snowfight.domain.newest_chats import activity
from snowfight.domain.rooms.notify_levels import level_of
from snowfight.models.names import PUBLIC_CHAT, is_group
from snowfight.models.records import Account, Entry, Membership, RoomState
from snowfight.storage.accounts.user_settings import UserSettings
from snowfight.storage.mentions.rows import MentionRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms

if TYPE_CHECKING:
    from snowfight.models.chat import Kind

CHATS = 50
"""Chats that are looked into for one mail, those in which something happened last."""

MESSAGES = 100
"""Messages of one chat, and mentions in all of them, that are looked at for one mail: the newest."""


@dataclass(frozen=True)
class Told:
    """What earlier mails have told, and the user has seen: nothing before `since`, and of some chats nothing up to a
    message."""

    since: datetime
    seqs: Mapping[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class MissedChat:
    """A chat, and the messages there that the user is told of, oldest first; never none."""

    state: RoomState
    entries: tuple[Entry, ...]

    @property
    def newest(self) -> datetime:
        return self.entries[-1].created


class MissedMessages:
    def __init__(
        self, rooms: Rooms, messages: Messages, mentions: MentionRows, retention: Retention, blocking: Blocking
    ) -> None:
        self._blocking = blocking
        self._rooms = rooms
        self._messages = messages
        self._mentions = mentions
        self._retention = retention

    def of(self, account: Account, settings: UserSettings, told: Told, now: datetime) -> list[MissedChat]:
        """The chats that there is something to tell of, newest first. Some five requests, one for each private chat in
        which something was written since, and one for every hundred private chats."""
        username = account.username
        memberships = self._rooms.memberships.of(username)
        levels = {name: level_of(settings, each, _kind(name), now) for name, each in memberships.items()}
        mentions = self._mentions.before(username, None, now, MESSAGES)
        mentioned = [(each.room, each.seq) for each in mentions if levels.get(each.room, "none") != "none"]
        private = {name for name, level in levels.items() if level == "all" and _kind(name) == "private"}
        states = self._rooms.states(private.union(room for room, _ in mentioned)).values()
        lively = [each for each in states if each.active is not None and each.active >= told.since]
        chosen = sorted(lively, key=activity, reverse=True)[:CHATS]
        read = {each.name: _read(username, each, memberships.get(each.name), told) for each in chosen}
        entries = sorted(self._messages.get(mentioned).values(), key=lambda entry: entry.seq)
        chats: list[MissedChat] = []
        for state in chosen:
            above = read[state.name]
            if state.name in private:
                found = self._messages.before(state.name, None, MESSAGES, above)
            else:
                found = [entry for entry in entries if entry.room == state.name and entry.seq > above]
            if kept := tuple(entry for entry in found if self._is_told(username, state, entry, told)):
                chats.append(MissedChat(state, kept))
        return sorted(self._heard(account, chats), key=lambda chat: chat.newest, reverse=True)

    def _heard(self, account: Account, chats: list[MissedChat]) -> Iterable[MissedChat]:
        """What of the chats does not come across a block."""
        apart = self._blocking.among(account, (entry.author for chat in chats for entry in chat.entries))
        for chat in chats:
            if kept := tuple(entry for entry in chat.entries if entry.author not in apart):
                yield replace(chat, entries=kept)

    def _is_told(self, username: str, state: RoomState, entry: Entry, told: Told) -> bool:
        """Whether an unread message is one to tell of, as it is now."""
        is_theirs = entry.author == username or (entry.call is not None and username not in entry.call.missed)
        is_new = entry.created >= told.since
        return is_new and not is_theirs and entry.deleted is None and self._retention.is_kept(state, entry)


def _read(username: str, state: RoomState, membership: Membership | None, told: Told) -> int:
    """Up to where the user has read the chat, or been told of it."""
    return max(read_up_to(state, username, membership), told.seqs.get(state.name, 0))


def _kind(name: str) -> Kind:
    if name == PUBLIC_CHAT:
        return "public"
    return "group" if is_group(name) else "private"
