"""What mentioned a user, over all their chats, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import living
from snowfight.domain.messages.page_size import within
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retention import Retention
from snowfight.models.message import MentionPage, MentionQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry, RoomState
from snowfight.storage.database import together
from snowfight.storage.mentions.rows import Mention, MentionRows
from snowfight.storage.messages.log import Messages
from snowfight.storage.rooms.rooms import Rooms, Seen

PAGE = 30
"""Messages of one page (wire contract, part 3)."""

LOOKED_AT = 60
"""Mentions that one page looks through: some are of messages that are gone, or in chats that the user has left."""


class MentionPages:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        mentions: MentionRows,
        views: ReaderViews,
        retention: Retention,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._messages = messages
        self._mentions = mentions
        self._views = views
        self._retention = retention
        self._clock = clock

    def page(self, username: str, query: MentionQuery, signed_in: datetime | None = None) -> MentionPage:
        """A page of the messages that mentioned the user, newest first: fewer than thirty, even none, may come before
        the end. One Query, and the chats and messages by key. Raises Unauthorized."""
        before = int(query.cursor) if query.cursor else None
        found = self._mentions.before(username, before, self._clock.now(), LOOKED_AT + 1)
        looked_at = found[:LOOKED_AT]
        seen, entries = together(
            lambda: self._rooms.seen_by(username, {mention.room for mention in looked_at}),
            lambda: self._messages.get((mention.room, mention.seq) for mention in looked_at),
        )
        living(seen.account, signed_in)
        states = _readable(seen)
        shown = [
            (mention, entry)
            for mention in looked_at
            if (entry := entries.get((mention.room, mention.seq))) and self._is_shown(mention, entry, states, username)
        ]
        page = within([entry for _, entry in shown[:PAGE]]) if shown else []
        is_cut = len(page) < len(shown)
        end = shown[len(page) - 1][0] if is_cut else (found[LOOKED_AT - 1] if len(found) > LOOKED_AT else None)
        messages = self._views.of(page, username, self._retention.keeps(*states.values()))
        return MentionPage(messages=messages, cursor=str(end.place) if end else None)

    def _is_shown(self, mention: Mention, entry: Entry, states: Mapping[str, RoomState], username: str) -> bool:
        """Whether the message is there, where the user may read it, and mentions them still."""
        state = states.get(mention.room)
        if state is None or entry.deleted is not None or not self._retention.is_kept(state, entry):
            return False
        by_name = username in entry.mentions or entry.mentions_all or entry.quotes == username
        return by_name or mention.by_keyword


def _readable(seen: Seen) -> dict[str, RoomState]:
    """The chats that the user is in."""
    return {name: state for name, state in seen.states.items() if name == PUBLIC_CHAT or name in seen.memberships}
