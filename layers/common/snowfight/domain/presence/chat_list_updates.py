"""What is new in the list of chats: how many show one, and how far the public chat is, for those who do not show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from snowfight.clock import Clock
from snowfight.domain.presence.announcements import Announcement, next_announcement
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.contacts import AUDIENCE
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import ChatIndicators

TALK = f"list:{PUBLIC_CHAT}"


class ChatListUpdates:
    def __init__(self, rows: PresenceRows, broadcast: PresenceBroadcast, clock: Clock) -> None:
        self._rows = rows
        self._broadcast = broadcast
        self._clock = clock

    def tell(self, marks: Mapping[str, str], quiet: timedelta) -> None:
        """Tell each connection in one frame what is new of the marked topics."""
        now = self._clock.now()
        topics = dict(marks)
        if TALK in topics and not self._broadcast.is_alone():
            if next(iter(topics)) == TALK:
                self._tell_all(topics[TALK], now, quiet)
                return
            del topics[TALK]  # the workers could not know who has been told of other chats: next time
        names = {topic: topic.partition(":")[2] for topic in topics}
        counts = self._rows.counts.of(names.values(), now)
        public = self._public() if TALK in topics else RoomState.public()
        announcements: dict[str, Announcement] = {}
        news: dict[Link, dict[str, int]] = {}
        for topic, name in names.items():
            current = _talk(counts[name], public) if topic == TALK else str(counts[name])
            announcements[topic] = next_announcement(
                self._rows.counts.announced(topic), current, topics[topic], now, quiet
            )
            for link in self._others(name):
                if link.opened in announcements[topic].window:
                    news.setdefault(link, {})[name] = counts[name]
        self._broadcast.post((link, frame) for link, own in news.items() for frame in _indicators(own, public))
        for topic, announcement in announcements.items():
            announcement.settle(self._rows.counts, self._rows.turns, topics[topic], now)

    def _tell_all(self, version: str, now: datetime, quiet: timedelta) -> None:
        count, public = self._rows.counts.of([PUBLIC_CHAT], now)[PUBLIC_CHAT], self._public()
        announcement = next_announcement(self._rows.counts.announced(TALK), _talk(count, public), version, now, quiet)
        for frame in _indicators({PUBLIC_CHAT: count}, public):
            self._broadcast.everybody(frame, announcement.window, unless=PUBLIC_CHAT)
        announcement.settle(self._rows.counts, self._rows.turns, version, now)

    def _others(self, name: str) -> set[Link]:
        """The connections that have the chat in their list, but do not show it."""
        if name == PUBLIC_CHAT:
            links = self._broadcast.online_connections()
        else:
            room = self._rows.rooms.load(name)
            links = self._broadcast.of(room.members) if room and len(room.members) <= AUDIENCE else []
        return set(links) - self._rows.connections.showing(name, links)

    def _public(self) -> RoomState:
        return self._rows.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())


def _talk(count: int, public: RoomState) -> str:
    return f"{count}, {public.last_seq}, {public.last_rev}"


def _indicators(counts: dict[str, int], public: RoomState) -> Iterator[ChatIndicators]:
    is_told = PUBLIC_CHAT in counts
    last_seqs = {PUBLIC_CHAT: public.last_seq} if is_told else {}
    last_revs = {PUBLIC_CHAT: public.last_rev} if is_told else {}
    return ChatIndicators.of(counts, {}, last_seqs, last_revs, {})
