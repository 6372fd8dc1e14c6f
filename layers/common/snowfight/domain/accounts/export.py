"""A user's own data, as JSON Lines in pages: who they are, the chats that they are or were in, what they wrote."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from snowfight.domain.admission import living
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.views import people_of, shown
from snowfight.errors import FieldError, Invalid
from snowfight.models.base import Answer
from snowfight.models.export import ChatLine, MessageLine, ReactionLine, UserLine
from snowfight.models.message import MAX_SEQ
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Entry, Membership, RoomState
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.rooms.rooms import Rooms

LISTED = 1000
"""Chats of one page; those that somebody has left are without number."""

LOOKED_AT = 2000
"""Messages of a log that one page looks through; own ones are picked out, since no message pays for an index."""

PAGE_BYTES = 1_000_000
"""Of lines: even with every character escaped it is below the 6 MB that a function may answer (Lambda quotas)."""


class _Cursor(BaseModel):
    """Where the next page begins: in which chat, behind which message; None: with the line of the chat.

    Of `reactions`: behind the one to that message.
    """

    model_config = ConfigDict(strict=True, extra="forbid")

    room: str = Field(max_length=64)
    after: int | None = Field(ge=0, le=MAX_SEQ)
    part: Literal["messages", "reactions"] = "messages"


@dataclass(frozen=True)
class Page:
    """JSON lines, and where to go on (None: that was all)."""

    lines: list[str]
    cursor: str | None


class Export:
    def __init__(
        self, accounts: Accounts, rooms: Rooms, messages: Messages, reactions: Reactions, retention: Retention
    ) -> None:
        self._reactions = reactions
        self._retention = retention
        self._accounts = accounts
        self._rooms = rooms
        self._messages = messages

    def page(self, username: str, cursor: str | None, signed_in: datetime | None = None) -> Page:
        """One page, the first without a cursor or with an empty one; raises Unauthorized, Invalid for what is none."""
        account = living(self._accounts.get(username), signed_in)
        at = _decode(cursor) if cursor else _Cursor(room="", after=None)
        if at.part == "reactions":
            return self._reactions_page(account, at)
        if at.after is None:
            return self._chats_page(account, at.room)
        names = self._names(username, at.room, 2)
        if not names:
            return Page([], self._first_reactions(account.username))
        if names[0] != at.room:  # that chat has been deleted in the meantime
            at = _Cursor(room=names[0], after=0)
        return self._messages_page(account, names, at)

    def _chats_page(self, account: Account, start: str) -> Page:
        """A page of the user's chats by name, the first with who they are; after the last begin the messages."""
        found = self._memberships(account.username, start, LISTED + 1)
        page, more = found[:LISTED], found[LISTED:]
        states = self._rooms.states(membership.room for membership in page)
        lines: list[Answer] = [_chat_line(membership, states.get(membership.room)) for membership in page]
        if not start:
            lines.insert(0, _user_line(account))
        texts = [line.model_dump_json() for line in lines]
        return Page(texts, _encode(more[0].room, None) if more else self._first(account.username))

    def _first(self, username: str) -> str:
        return _encode(self._names(username, "", 1)[0], 0)

    def _names(self, username: str, start: str, limit: int) -> list[str]:
        return [membership.room for membership in self._memberships(username, start, limit)]

    def _memberships(self, username: str, start: str, limit: int) -> list[Membership]:
        """The first chats from the name `start` on, the public one among them whether it was read or not: it is last
        of all names."""
        found = self._rooms.memberships.page(username, limit, start)
        if len(found) < limit and start <= PUBLIC_CHAT and all(each.room != PUBLIC_CHAT for each in found):
            found.append(Membership(PUBLIC_CHAT))
        return found

    def _messages_page(self, account: Account, names: list[str], at: _Cursor) -> Page:
        """The user's messages of the first of `names`, up to where the page is full; then on to the next of them."""
        looked_at = self._messages.after(at.room, at.after or 0, LOOKED_AT)
        state = self._rooms.states([at.room]).get(at.room) or RoomState.public()
        own = [e for e in looked_at if e.author == account.username and self._retention.is_kept(state, e)]
        me = account.author
        authors = {**self._accounts.authors(people_of(own) - {me.username}), me.username: me}
        lines: list[str] = []
        size = 0
        for entry in own:
            line = MessageLine(**dict(shown(entry, authors))).model_dump_json()
            size += len(line.encode())
            if lines and size > PAGE_BYTES:
                return Page(lines, _encode(at.room, entry.seq - 1))
            lines.append(line)
        if len(looked_at) == LOOKED_AT:
            return Page(lines, _encode(at.room, looked_at[-1].seq))
        return Page(lines, _encode(names[1], 0) if len(names) > 1 else self._first_reactions(account.username))

    def _first_reactions(self, username: str) -> str | None:
        """Where the user's reactions begin; None where there are none."""
        return _encode("", 0, "reactions") if self._reactions.by(username, 1) else None

    def _reactions_page(self, account: Account, at: _Cursor) -> Page:
        """The user's reactions to messages that still are there."""
        page = self._reactions.by(account.username, LISTED, (at.room, at.after or 0) if at.room else None)
        states = self._rooms.states({reacted.room for reacted in page})
        entries = self._messages.get((reacted.room, reacted.seq) for reacted in page)
        lines = [
            ReactionLine(room=reacted.room, seq=reacted.seq, emoji=emoji).model_dump_json()
            for reacted in page
            if self._is_there(states.get(reacted.room), entries.get((reacted.room, reacted.seq)))
            for emoji in reacted.emoji
        ]
        more = len(page) == LISTED
        return Page(lines, _encode(page[-1].room, page[-1].seq, "reactions") if more else None)

    def _is_there(self, state: RoomState | None, entry: Entry | None) -> bool:
        if state is None or entry is None or entry.deleted is not None:
            return False
        return self._retention.is_kept(state, entry)


def _chat_line(membership: Membership, state: RoomState | None) -> ChatLine:
    title = state.title if state is not None and membership.left is None else membership.title
    return ChatLine(
        name=membership.room,
        chat_kind=state.kind if state else None,
        title=title or None,
        joined=membership.joined,
        left=membership.left,
    )


def _user_line(account: Account) -> UserLine:
    return UserLine(
        username=account.username,
        display_name=account.display_name,
        avatar_url=account.avatar_url,
        email=account.email,
        email_verified=account.email_verified,
    )


def _encode(room: str, after: int | None, part: Literal["messages", "reactions"] = "messages") -> str:
    text = _Cursor(room=room, after=after, part=part).model_dump_json()
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _decode(cursor: str) -> _Cursor:
    try:
        return _Cursor.model_validate_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValidationError, binascii.Error, ValueError):
        raise Invalid([FieldError("cursor", "is none of this export's")]) from None
