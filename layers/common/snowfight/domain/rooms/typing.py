"""Telling those who have a chat open that somebody is writing there."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.admission import speaking
from snowfight.domain.blocking import Blocking
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.permissions import Action, allow_frame
from snowfight.errors import NoSuchChat
from snowfight.models.client_frames import Typing
from snowfight.models.names import PUBLIC_CHAT, is_room
from snowfight.models.records import Account, Link, Room, RoomState
from snowfight.models.server_frames import TypingHandler
from snowfight.storage.presence.viewers import Viewers
from snowfight.storage.rooms.typing import TypingRows, Typist

MAX_VIEWERS = 20
"""Connections that have a chat open; where there are more, nobody is told (wire contract, "Typing")."""


class TypingNotices:
    """At most once in three seconds a user and chat, over all their connections; the writer is not answered."""

    def __init__(self, rows: TypingRows, viewers: Viewers, fanout: Fanout, blocking: Blocking, clock: Clock) -> None:
        self._blocking = blocking
        self._rows = rows
        self._viewers = viewers
        self._fanout = fanout
        self._clock = clock

    def tell(self, link: Link, frame: Typing) -> None:
        """The user is writing in the chat; raises NoSuchChat, Muted, NotAccepted.

        What ends a frame soonest is asked first. A turn is taken only where somebody would be told.
        """
        now = self._clock.now()
        if frame.room == PUBLIC_CHAT:
            self._admitted(self._rows.in_public(link.username), link.username, now)
            return
        typist = self._rows.typist(link.username, frame.room) if is_room(frame.room) else Typist()
        room = self._admitted(typist, link.username, now)
        if not typist.may_tell(now):
            return
        links = self._audience(room.state, link.username, typist.account)
        if links and self._rows.take_turn(link.username, room.name, now):
            self._fanout.post(links, TypingHandler(room=room.name, username=link.username))

    def _admitted(self, typist: Typist, username: str, now: datetime) -> Room:
        state, account = typist.state, typist.account
        if state is None or account is None or not account.is_open:
            raise NoSuchChat
        room = allow_frame(Action.SEND, Room(state, (username,) if typist.inside else ()), username)
        speaking(account, now)
        self._blocking.allow(account, state)
        return room

    def _audience(self, state: RoomState, username: str, account: Account | None) -> list[Link]:
        """The connections of others that show the chat, and may be told: across a block is nobody."""
        viewers = self._few_viewers(state)
        others = {link.username for link in viewers} - {username}
        others -= self._blocking.among(account, others)
        told = self._rows.audience(state.name, others) if others else set[str]()
        return [link for link in viewers if link.username in told]

    def _few_viewers(self, state: RoomState) -> list[Link]:
        """The connections that show the chat, none where they are many: one shard after another until they are."""
        viewers: list[Link] = []
        for shard in range(state.shards):
            viewers += self._viewers.of(state.name, self._clock.now(), shard, limit=MAX_VIEWERS + 1)
            if len(viewers) > MAX_VIEWERS:
                return []
        return viewers
