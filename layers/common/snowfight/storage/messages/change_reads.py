"""What has to be known before a message is changed: rows of several tables by key, in one request."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from snowfight.models.records import Account, CustomEmoji, Entry, Link, Reacted, Room
from snowfight.storage.accounts.records import account_of, account_row
from snowfight.storage.database import Database
from snowfight.storage.emoji.custom_emoji import custom_emoji_of, emoji_row
from snowfight.storage.messages.entries import entry_of
from snowfight.storage.messages.pins import pins_of, pins_row
from snowfight.storage.messages.reactions import reacted_of, reacted_row
from snowfight.storage.presence.online_users import presence_row
from snowfight.storage.presence.records import live_links
from snowfight.storage.rows.ephemeral import PresenceRow
from snowfight.storage.rows.messages import MessageRow
from snowfight.storage.rows.rooms import AccountRow, EmojiRow, PinsRow, ReactedRow
from snowfight.storage.rows.row import Row

FEW = 2
"""In a chat of so few people (private ones) everybody's account is read too: one of them wrote the message."""


@dataclass(frozen=True)
class Wanted:
    """What a kind of change needs besides the message: what `username` has put on it, the chat's pins, the custom emoji
    of that name."""

    reacted: bool = False
    pins: bool = False
    emoji: str | None = None


@dataclass(frozen=True)
class Reading:
    """A message and what goes with it, as they were at one moment or another of one request."""

    entry: Entry | None = None
    reacted: Reacted | None = None
    pins: tuple[int, ...] = ()
    emoji: CustomEmoji | None = None
    accounts: dict[str, Account] = field(default_factory=dict[str, Account])
    links: list[Link] = field(default_factory=list[Link])
    """The connections of the chat's members; none of the public chat's, which lists no members."""


class ChangeReads:
    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, room: Room, seq: int, username: str, wanted: Wanted, now: datetime) -> Reading:
        """Read the message `seq` for a change by `username`; one request for a chat of up to ninety members."""
        keys: list[Row] = [MessageRow(room.name, seq), *(presence_row(name) for name in room.members)]
        if wanted.reacted:
            keys.append(reacted_row(username, room.name, seq))
        if wanted.pins:
            keys.append(pins_row(room.name))
        if wanted.emoji is not None:
            keys.append(emoji_row(wanted.emoji))
        if len(room.members) <= FEW:
            keys += [account_row(name) for name in room.members]
        return _reading(self._database.get_many(keys), now)


def _reading(rows: list[Row], now: datetime) -> Reading:
    found = Reading()
    links: list[Link] = []
    for row in rows:
        match row:
            case MessageRow():
                found = replace(found, entry=entry_of(row))
            case ReactedRow():
                found = replace(found, reacted=reacted_of(row))
            case PinsRow():
                found = replace(found, pins=pins_of(row))
            case EmojiRow():
                found = replace(found, emoji=custom_emoji_of(row))
            case AccountRow():
                account = account_of(row)
                found.accounts[account.username] = account
            case PresenceRow():
                links += live_links(row, now)
            case _:
                pass
    return replace(found, links=links)
