"""Telling counts: how many are here, how many show a chat, and what is new in the list of chats."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.fanout.shards import Sharding
from snowfight.domain.presence.announcements import next_announcement
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.chat_list_updates import ChatListUpdates
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.domain.presence.statuses import Personal
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import OnlineCount, OnlineStatus
from snowfight.storage.presence.online_counts import SITE

AT_ONCE = 200
"""Chats that are counted in one go; the others wait for the next."""

Marks = Mapping[str, str]


class OnlineCounts:
    """What is told is counted anew each time, never added up: nothing that was lost or done twice can make it wrong."""

    def __init__(self, rows: PresenceRows, broadcast: PresenceBroadcast, sharding: Sharding, clock: Clock) -> None:
        self._rows = rows
        self._broadcast = broadcast
        self._sharding = sharding
        self._clock = clock
        self._chat_list_updates = ChatListUpdates(rows, broadcast, clock)

    def count_site(self) -> None:
        """Count who is here."""
        now = self._clock.now()
        self._rows.counts.put(SITE, self._rows.counts.users(now), now)

    def site(self, topic: str, version: str, quiet: timedelta, personal: Personal) -> Personal:
        """Tell everybody how many are here, with what `personal` has for them; returns what is not told yet of that."""
        now = self._clock.now()
        count, _ = self._rows.counts.site(now)
        announcement = next_announcement(self._rows.counts.announced(topic), str(count), version, now, quiet)
        if self._broadcast.is_alone():
            online = self._broadcast.online_connections()
            recipients = [link for link in online if link.opened in announcement.window or link.username in personal]
            changes = ((link, personal.get(link.username, [])) for link in recipients)
            self._broadcast.post((link, frame) for link, own in changes for frame in OnlineStatus.of(count, own))
            personal = {}
        else:
            self._broadcast.everybody(OnlineStatus(online_count=count, changes=[]), announcement.window)
        announcement.settle(self._rows.counts, self._rows.turns, version, now)
        return personal

    def rooms(self, marks: Marks, quiet: timedelta) -> None:
        """Tell those who show a chat how many do, each connection about one of its chats."""
        topics = {topic: topic.partition(":")[2] for topic in list(marks)[:AT_ONCE]}
        states = {PUBLIC_CHAT: RoomState.public()} | self._rows.rooms.states(topics.values())
        reached: set[Link] = set()
        for topic, name in topics.items():
            reached |= self._room(states.get(name, RoomState(name, "group")), topic, marks[topic], quiet, reached)

    def lists(self, marks: Marks, quiet: timedelta) -> None:
        """Tell those who have a chat in their list but do not show it what is new there."""
        self._chat_list_updates.tell({topic: marks[topic] for topic in list(marks)[:AT_ONCE]}, quiet)

    def _room(self, state: RoomState, topic: str, version: str, quiet: timedelta, reached: set[Link]) -> set[Link]:
        """Whom the count was told; nobody where one of them has just been told another chat's: they wait together."""
        now = self._clock.now()
        views: dict[Link, datetime] = {}
        for shard in range(state.shards):
            views |= self._rows.connections.viewers.joined(state.name, now, shard)
        count = len({link.username for link in views})
        self._keep(state.name, count)
        if state.name == PUBLIC_CHAT:
            self._sharding.fit(state, len(views))
        announcement = next_announcement(self._rows.counts.announced(topic), str(count), version, now, quiet)
        recipients = {link for link, joined in views.items() if joined in announcement.window}
        if recipients & reached:
            return set()
        frame = OnlineCount(room=state.name, online_count=count)
        if state.shards > 1:
            self._broadcast.viewers(state, frame, announcement.window)
        else:
            self._broadcast.post((link, frame) for link in recipients)
        announcement.settle(self._rows.counts, self._rows.turns, version, now)
        return recipients

    def _keep(self, name: str, count: int) -> None:
        """Keep the count for those who ask; whoever has the chat in their list is told of a new one."""
        now = self._clock.now()
        if self._rows.counts.of([name], now)[name] == count:
            return
        self._rows.counts.put(name, count, now)
        self._rows.turns.mark("DUE", [f"list:{name}"], now)
        if count:
            self._rows.turns.mark("WATCHED", [name], now)
        else:
            self._rows.turns.strike("WATCHED", name)
