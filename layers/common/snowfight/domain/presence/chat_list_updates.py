"""What is new in the list of chats: how many show one, and how far the public chat is, for those who do not show it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.presence.announcements import Announcement, next_announcement
from snowfight.domain.presence.broadcast import PresenceBroadcast
from snowfight.domain.presence.contacts import AUDIENCE
from snowfight.domain.presence.presence_rows import PresenceRows
from snowfight.domain.presence.turn import TALK_TOPIC, Turn, chat_of
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import ChatIndicators


class ChatListUpdates:
    def __init__(self, rows: PresenceRows, broadcast: PresenceBroadcast, clock: Clock) -> None:
        self._rows = rows
        self._broadcast = broadcast
        self._clock = clock

    def tell(self, turn: Turn) -> bool:
        """Tell each connection in one frame what is new of the topics that are due; whether anybody was told."""
        now = self._clock.now()
        topics = turn.topics("list")
        if TALK_TOPIC in topics and not turn.is_alone:
            if next(iter(topics)) == TALK_TOPIC:
                self._tell_all(topics[TALK_TOPIC], now, turn)
                return True
            del topics[TALK_TOPIC]  # the workers could not know who has been told of other chats: next time
        names = {topic: chat_of(topic) for topic in topics}
        counts, last = self._rows.counts.with_announced(names.values(), names, now)
        public = self._public() if TALK_TOPIC in topics else RoomState.public()
        announcements: list[Announcement] = []
        news: dict[Link, dict[str, int]] = {}
        for topic, name in names.items():
            current = _talk(counts[name], public) if topic == TALK_TOPIC else str(counts[name])
            announcement = next_announcement(last[topic], current, topics[topic], now, turn.quiet)
            others = self._others(name, public)
            announcements.append(announcement.among(link.opened for link in others))
            for link in others:
                if link.opened in announcement.window:
                    news.setdefault(link, {})[name] = counts[name]
        self._broadcast.post((link, frame) for link, own in news.items() for frame in _indicators(own, public))
        for announcement in announcements:
            announcement.settle(self._rows.counts, turn.due, now)
        return bool(news)

    def _tell_all(self, version: str, now: datetime, turn: Turn) -> None:
        counts, last = self._rows.counts.with_announced([PUBLIC_CHAT], [TALK_TOPIC], now)
        count, public = counts[PUBLIC_CHAT], self._public()
        announcement = next_announcement(last[TALK_TOPIC], _talk(count, public), version, now, turn.quiet)
        for frame in _indicators({PUBLIC_CHAT: count}, public):
            self._broadcast.everybody(frame, announcement.window, unless=PUBLIC_CHAT)
        announcement.settle(self._rows.counts, turn.due, now)

    def _others(self, name: str, public: RoomState) -> set[Link]:
        """The connections that have the chat in their list, but do not show it."""
        if name == PUBLIC_CHAT:
            return set(self._broadcast.online_connections()) - self._showing(public)
        room = self._rows.rooms.load(name)
        if room is None or len(room.members) > AUDIENCE:
            return set()
        return set(self._broadcast.of(room.members)) - self._showing(room.state)

    def _showing(self, state: RoomState) -> set[Link]:
        """Those that show the chat, by the rows of its viewers: of so many connections as show it they are a few pages,
        where the connections' own rows would be a read each."""
        now, viewers = self._clock.now(), self._rows.connections.viewers
        return {link for shard in range(state.shards) for link in viewers.of(state.name, now, shard)}

    def _public(self) -> RoomState:
        return self._rows.rooms.states([PUBLIC_CHAT]).get(PUBLIC_CHAT, RoomState.public())


def _talk(count: int, public: RoomState) -> str:
    return f"{count}, {public.last_seq}, {public.last_rev}"


def _indicators(counts: dict[str, int], public: RoomState) -> Iterator[ChatIndicators]:
    is_told = PUBLIC_CHAT in counts
    last_seqs = {PUBLIC_CHAT: public.last_seq} if is_told else {}
    last_revs = {PUBLIC_CHAT: public.last_rev} if is_told else {}
    return ChatIndicators.of(counts, {}, last_seqs, last_revs, {})
