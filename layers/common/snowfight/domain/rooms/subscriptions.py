"""What a connection shows: opening and closing chats, whether its tab is in use."""

from __future__ import annotations

from collections.abc import Iterable

from snowfight.clock import Clock
from snowfight.domain.permissions import Action, allow_frame
from snowfight.domain.rooms.members import MemberPages
from snowfight.models.client_frames import Join, Leave, PresenceFrame
from snowfight.models.names import is_room
from snowfight.models.records import Link, Room, RoomState
from snowfight.models.server_frames import MAX_FRAME, Joined
from snowfight.models.user import Status
from snowfight.storage.messages.log import Messages
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.presence.viewers import shard_of
from snowfight.storage.rooms.rooms import Rooms

JOINED_WITH = 100
"""A group of more members is joined without a list of them (wire contract, `joined`); so is one whose names and
pictures are too long for one frame."""

COUNTED = 100
"""Viewers that a join counts itself; where there are more, one does not show."""


class Subscriptions:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        member_pages: MemberPages,
        connections: Connections,
        counts: Counts,
        log_ends: LogEnds,
        clock: Clock,
    ) -> None:
        self._log_ends = log_ends
        self._counts = counts
        self._rooms = rooms
        self._messages = messages
        self._member_pages = member_pages
        self._connections = connections
        self._clock = clock

    def join(self, link: Link, frame: Join) -> tuple[Joined, RoomState | None]:
        """The connection shows the chat from now on; with the chat as it was read where the connection is to be
        welcomed, which nobody else does then. Raises NoSuchChat.

        The numbers of the newest message and change are read *after* the connection has become a viewer: what is stored
        later is posted to it, what was stored before is told here.
        """
        room = self.viewable(frame.room, link.username)
        shown = self._connections.view(link, room.name, shard_of(link, room.state.filling), self._clock.now())
        try:
            joined = self._joined(room, link)
        except Exception:
            if shown is not None:
                self._connections.unwelcome(link, shown.mark)
            raise
        return joined, room.state if shown is not None and shown.is_new else None

    def reach(self, room: Room, seq: int) -> int:
        """`seq`, cut at the end of the chat's log: its row may be behind, which is told while frames go out."""
        return seq if seq <= room.state.last_seq else min(seq, self._messages.newest(room.name))

    def leave(self, link: Link, frame: Leave) -> None:
        """The connection shows the chat no more; one that it did not show is fine."""
        if is_room(frame.room):
            self._connections.unview(link, frame.room)

    def presence(self, link: Link, frame: PresenceFrame) -> None:
        """The tab is shown and used, or hidden or idle."""
        self._connections.users.mark(link, frame.state, self._clock.now())

    def online(self, names: Iterable[str]) -> dict[str, int]:
        """How many users show each of the chats, as they were last counted."""
        return self._counts.of(names, self._clock.now())

    def _joined(self, room: Room, link: Link) -> Joined:
        last_seq, last_rev = self._log_ends.of(room.state)
        joined = Joined(room=room.name, last_seq=last_seq, last_rev=last_rev, online_count=self._online(room))
        if not 0 < len(room.members) <= JOINED_WITH:
            return joined
        full = joined.model_copy(update={"members": self._member_pages.page(room, link.username).members})
        return full if len(full.model_dump_json().encode()) <= MAX_FRAME else joined

    def _online(self, room: Room) -> int:
        """How many users show the chat, who has just come among them: of many, as they were last counted."""
        now = self._clock.now()
        first = self._connections.viewers.of(room.name, now, limit=COUNTED) if room.state.shards == 1 else []
        if 0 < len(first) < COUNTED:
            return len({link.username for link in first})
        return max(len({link.username for link in first}), self.online([room.name])[room.name] + 1)

    def statuses(self, usernames: Iterable[str]) -> dict[str, Status]:
        """Who is here, and whether they look; not for everybody to see."""
        return self._connections.users.statuses(usernames, self._clock.now())

    def viewable(self, name: str, username: str) -> Room:
        """The chat, if the user may see it; over a WebSocket every refusal is NoSuchChat."""
        return allow_frame(Action.VIEW, self._rooms.load(name) if is_room(name) else None, username)
