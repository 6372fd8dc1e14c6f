"""What a user has left to read, from what is read with every list of chats anyway."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from snowfight.domain.messages.retention import Retention
from snowfight.models.records import Membership, RoomState, UnreadMark

MENTIONS = 100
"""That are counted at most (wire contract, part 3)."""


@dataclass(frozen=True)
class Unread:
    """How far a user has read a chat, how many messages they have left there, and how many of those mention them;
    `since` is the message from which on they have marked it unread."""

    read: int
    count: int
    mentions: int
    since: int | None = None


class UnreadCounts:
    def __init__(self, retention: Retention) -> None:
        self._retention = retention

    def of(
        self, username: str, states: Collection[RoomState], memberships: Mapping[str, Membership]
    ) -> dict[str, Unread]:
        """What is left to read in each of the chats. Nobody's own messages are; deleted ones are not, as far as the
        chat's row knows of them. Requests as Retention.begins."""
        read = {state.name: read_up_to(state, username, memberships.get(state.name)) for state in states}
        marks = {state.name: _mark(state, username, memberships.get(state.name)) for state in states}
        marked = {name: mark.seq - 1 for name, mark in marks.items() if mark}
        begins = self._retention.begins(states, read | marked)
        return {
            state.name: _unread(
                state, memberships.get(state.name), read[state.name], begins[state.name], marks[state.name]
            )
            for state in states
        }


def read_up_to(state: RoomState, username: str, membership: Membership | None) -> int:
    """How far the user has read: nobody's own messages are unread."""
    return max(membership.read_seq if membership else 0, state.sent.get(username, 0))


def _mark(state: RoomState, username: str, membership: Membership | None) -> UnreadMark | None:
    """What the user has marked unread; whoever writes in the chat has read it."""
    mark = membership.mark if membership else None
    return mark if mark and read_up_to(state, username, membership) <= mark.end else None


def _unread(state: RoomState, membership: Membership | None, read: int, begin: int, mark: UnreadMark | None) -> Unread:
    passed_over = {*state.deletions, *(mark.own if mark else ())}
    left = state.last_seq - begin - sum(begin < seq <= state.last_seq for seq in passed_over)
    everybody = {*state.mentions_all} - {*(membership.passed_over if membership else ())}
    mentioning = {*(membership.mentions if membership else ()), *everybody} - passed_over
    mentions = sum(begin < seq <= state.last_seq for seq in mentioning)
    since = begin + 1 if mark and begin < state.last_seq else None
    return Unread(read, max(0, left), min(MENTIONS, mentions), since)
