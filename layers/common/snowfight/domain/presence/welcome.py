"""What a connection is told first: how many are here, and what is new in the user's chats."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from snowfight.clock import Clock
from snowfight.domain.fanout.fanout import Fanout
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.unread import UnreadCounts
from snowfight.domain.newest_chats import newest
from snowfight.models.base import Answer
from snowfight.models.records import Link, RoomState
from snowfight.models.server_frames import ChatIndicators, OnlineStatus
from snowfight.storage.database import together
from snowfight.storage.presence.connections import Connections
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rooms.rooms import Rooms

LAG = timedelta(seconds=2)
"""A connection that is so new may be missing from a count that was made after it."""


Rings = Callable[[str, Sequence[RoomState]], Sequence[Answer]]


def _no_rings(_username: str, _states: Sequence[RoomState]) -> Sequence[Answer]:
    return ()


class Welcome:
    """`rings` is what rings for a user in chats whose rows name a call; asked only where there are such."""

    def __init__(
        self,
        rooms: Rooms,
        connections: Connections,
        counts: Counts,
        fanout: Fanout,
        retention: Retention,
        clock: Clock,
        rings: Rings = _no_rings,
    ) -> None:
        self._rings = rings
        self._unread = UnreadCounts(retention)
        self._rooms = rooms
        self._connections = connections
        self._counts = counts
        self._fanout = fanout
        self._clock = clock

    def is_due(self, link: Link) -> bool:
        """Whether the connection has not been welcomed; whoever asks does it."""
        return self._connections.welcome(link)

    def welcome(self, link: Link, *known: RoomState) -> None:
        """Post the first frames; what changes later is told within the budget of presence. `known` are chats that have
        been read just now."""
        count, frames = together(lambda: self._site(link), lambda: list(self._frames(link.username, known)))
        self._fanout.post([link], OnlineStatus(online_count=count, changes=[]))
        for frame in frames:
            self._fanout.post([link], frame)

    def _site(self, link: Link) -> int:
        """How many are here, this user among them whether they have been counted already or not."""
        count, counted = self._counts.site(self._clock.now())
        if counted is not None and link.opened < counted - LAG:
            return max(1, count)
        others = [each for each in self._fanout.of([link.username]) if each.opened < link.opened]
        return max(1, count if others else count + 1)

    def _frames(self, username: str, known: Sequence[RoomState]) -> Iterator[Answer]:
        reads = self._rooms.memberships.of(username)
        at_hand = {state.name: state for state in known if state.name in reads}
        read = at_hand | self._rooms.states(reads.keys() - at_hand.keys())
        states = {state.name: state for state in newest(read.values())}
        counts = self._counts.of(states, self._clock.now())
        unread = self._unread.of(username, states.values(), reads)
        calling = [state for state in states.values() if state.call]
        yield from ChatIndicators.of(
            chat_counts={name: counts[name] for name in states},
            unread={name: each.count for name, each in unread.items()},
            last_seqs={name: state.last_seq for name, state in states.items()},
            last_revs={name: state.last_rev for name, state in states.items()},
            unread_mentions={name: each.mentions for name, each in unread.items() if each.mentions},
        )
        yield from self._rings(username, calling) if calling else ()
