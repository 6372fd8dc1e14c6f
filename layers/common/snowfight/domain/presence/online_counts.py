"""Telling counts: how many are here, how many show a chat, and what is new in the list of chats."""

from __future__ import annotations

from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.presence.announcements import next_announcement
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.chat_list_updates import ChatListUpdates
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.domain.presence.statuses import Personal
from snowfight.domain.presence.turn import SITE_TOPIC, Turn, chat_of
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import OnlineCount, OnlineStatus
from snowfight.storage.presence.online_counts import SITE, Announced


class OnlineCounts:
    """What is told is counted anew each time, never added up: nothing that was lost or done twice can make it wrong."""

    def __init__(self, rows: PresenceRows, broadcast: PresenceBroadcast, sharding: Sharding, clock: Clock) -> None:
        self._rows = rows
        self._broadcast = broadcast
        self._sharding = sharding
        self._clock = clock
        self._chat_list_updates = ChatListUpdates(rows, broadcast, clock)

    def count_site(self) -> int:
        """Count who is here."""
        now = self._clock.now()
        count = self._rows.counts.users(now)
        self._rows.counts.put(SITE, count, now)
        return count

    def tell(self, kind: str, turn: Turn, personal: Personal) -> bool:
        """Tell what is due of one kind of topics; whether anybody was told. How many are here goes with what `personal`
        has for somebody, and takes it away from there."""
        match kind:
            case "site":
                return self._site(turn, personal)
            case "room":
                return self._rooms(turn)
            case _:
                return self._chat_list_updates.tell(turn)

    def _site(self, turn: Turn, personal: Personal) -> bool:
        """Tell everybody how many are here."""
        now = self._clock.now()
        last = self._rows.counts.announced(SITE_TOPIC)
        announcement = next_announcement(last, str(turn.users), turn.due.all()[SITE_TOPIC], now, turn.quiet)
        if turn.is_alone:
            online = self._broadcast.online_connections()
            announcement = announcement.among(link.opened for link in online)
            recipients = [link for link in online if link.opened in announcement.window or link.username in personal]
            changes = ((link, personal.get(link.username, [])) for link in recipients)
            self._broadcast.post((link, frame) for link, own in changes for frame in OnlineStatus.of(turn.users, own))
            personal.clear()
        else:
            self._broadcast.everybody(OnlineStatus(online_count=turn.users, changes=[]), announcement.window)
        announcement.settle(self._rows.counts, turn.due, now)
        return announcement.is_heard

    def _rooms(self, turn: Turn) -> bool:
        """Tell those who show a chat how many do, each connection about one of its chats."""
        topics = turn.topics("room")
        names = {topic: chat_of(topic) for topic in topics}
        states = {PUBLIC_CHAT: RoomState.public()} | self._rows.rooms.states(names.values())
        counts, last = self._rows.counts.with_announced(names.values(), names, self._clock.now())
        reached: set[Link] = set()
        for topic, name in names.items():
            state = states.get(name, RoomState(name, "group"))
            views = self._views(state)
            self._count(state, views, counts[name], turn)
            reached |= self._room(state, views, last[topic], topics[topic], turn, reached)
        return bool(reached)

    def _room(
        self,
        state: RoomState,
        views: dict[Link, datetime],
        last: Announced,
        version: str,
        turn: Turn,
        reached: set[Link],
    ) -> set[Link]:
        """Whom the count was told; nobody where one of them has just been told another chat's: they wait together."""
        now = self._clock.now()
        count = _users(views)
        announcement = next_announcement(last, str(count), version, now, turn.quiet).among(views.values())
        recipients = {link for link, joined in views.items() if joined in announcement.window}
        if recipients & reached:
            return set()
        frame = OnlineCount(room=state.name, online_count=count)
        if state.shards > 1 and recipients:
            self._broadcast.viewers(state, frame, announcement.window)
        else:
            self._broadcast.post((link, frame) for link in recipients)
        announcement.settle(self._rows.counts, turn.due, now)
        return recipients

    def _views(self, state: RoomState) -> dict[Link, datetime]:
        """The connections that show the chat, and since when."""
        now = self._clock.now()
        views: dict[Link, datetime] = {}
        for shard in range(state.shards):
            views |= self._rows.connections.viewers.joined(state.name, now, shard)
        return views

    def _count(self, state: RoomState, views: dict[Link, datetime], last: int, turn: Turn) -> None:
        """Keep the count for those who ask; whoever has the chat in their list is told of a new one.

        Where the turn before died it may have kept a count of which nobody was told.
        """
        now, name, count = self._clock.now(), state.name, _users(views)
        if state.name == PUBLIC_CHAT:
            self._sharding.fit(state, len(views))
        if count == last and not turn.has_died:
            return
        turn.due.put([f"list:{name}"], now)  # first: whoever counts again after a failure finds nothing new
        self._rows.counts.put(name, count, now)
        if count:
            self._rows.turns.mark("WATCHED", [name], now)
        else:
            self._rows.turns.strike("WATCHED", name)


def _users(views: dict[Link, datetime]) -> int:
    return len({link.username for link in views})
