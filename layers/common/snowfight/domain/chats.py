"""A user's chats, as the drop-down lists them and as one opens."""

from __future__ import annotations

from dataclasses import dataclass

from snowfight.domain.access import Action, allow
from snowfight.domain.history import History
from snowfight.domain.presenting import message_of
from snowfight.domain.retention import Retention
from snowfight.domain.viewing import Viewing
from snowfight.models.chat import Chat, ChatList, ChatPage, GroupList, GroupQuery, GroupSettings
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT, is_room
from snowfight.models.records import Entry, Membership, Room, RoomState
from snowfight.models.user import Author, Member, Status
from snowfight.storage.accounts import Accounts
from snowfight.storage.database import together
from snowfight.storage.opens import OpenGroups
from snowfight.storage.rooms import Rooms


@dataclass(frozen=True)
class _Facts:
    """What summaries are made of, read together for all of them."""

    reads: dict[str, int]
    unread: dict[str, int]
    last: dict[str, Entry]
    counts: dict[str, int]
    authors: dict[str, Author]
    statuses: dict[str, Status]


class Chats:
    def __init__(
        self,
        rooms: Rooms,
        accounts: Accounts,
        viewing: Viewing,
        opens: OpenGroups,
        history: History,
        retention: Retention,
    ) -> None:
        self._opens = opens
        self._rooms = rooms
        self._accounts = accounts
        self._viewing = viewing
        self._history = history
        self._retention = retention

    def all(self, username: str) -> ChatList:
        """The user's chats, newest activity first; the same number of requests for one and for a hundred."""
        reads = self._rooms.memberships(username)
        states = {PUBLIC_CHAT: RoomState.public()} | self._rooms.states(reads)
        ordered = sorted(states.values(), key=_activity, reverse=True)
        return ChatList(chats=self._summaries(username, ordered, reads))

    def one(self, username: str, name: str) -> Chat:
        """One chat of the user; raises NoSuchChat, NotAMember."""
        return self._summary(username, self._seen(username, name).state)

    def open(self, username: str, name: str) -> ChatPage:
        """One chat with its members and its newest messages; raises NoSuchChat, NotAMember."""
        room = self._seen(username, name)
        page = self._history.page_of(room, HistoryQuery())
        first = self._viewing.members(room)
        return ChatPage(
            chat=self._summary(username, room.state),
            members=first.members,
            members_cursor=first.cursor,
            messages=page.messages,
            has_older=page.has_older,
        )

    def settings(self, username: str, room: Room) -> GroupSettings:
        """What the admin of `room` sees of it."""
        return GroupSettings(
            chat=self._summary(username, room.state),
            members=self._viewing.members(room).members,
            invite=room.state.invite or "",
        )

    def groups(self, username: str, query: GroupQuery) -> GroupList:
        """Open groups by name; of those that the user is not in, nothing of what is said there."""
        names, cursor = self._opens.find(query.query, query.cursor)
        states = self._rooms.states(names)
        shown = [states[name] for name in names if name in states and states[name].open]
        reads = self._rooms.memberships_of(username, names)
        return GroupList(groups=self._summaries(username, shown, reads), cursor=cursor)

    def _seen(self, username: str, name: str) -> Room:
        return allow(Action.VIEW, self._rooms.load(name) if is_room(name) else None, username)

    def _summary(self, username: str, state: RoomState) -> Chat:
        reads = self._rooms.memberships_of(username, [state.name])
        return self._summaries(username, [state], reads)[0]

    def _summaries(self, username: str, states: list[RoomState], reads: dict[str, Membership]) -> list[Chat]:
        inside = [state for state in states if state.name in reads or state.name == PUBLIC_CHAT]
        last, counts = together(
            lambda: self._history.last(inside),
            lambda: self._viewing.online(state.name for state in states),
        )
        read = {state.name: _read(state, username, reads) for state in inside}
        others = {_other(state, username) for state in states if state.pair}
        authors, statuses = together(
            lambda: self._accounts.authors({*others, *(entry.author for entry in last.values())}),
            lambda: self._viewing.statuses(others),
        )
        facts = _Facts(read, self._retention.unread(inside, read), last, counts, authors, statuses)
        return [self._chat(state, username, facts) for state in states]

    def _chat(self, state: RoomState, username: str, facts: _Facts) -> Chat:
        last = facts.last.get(state.name)
        other = _member(_other(state, username), facts) if state.pair else None
        return Chat(
            name=state.name,
            kind=state.kind,
            title=other.display_name if other else state.title,
            admin=state.admin,
            open=state.open,
            retention_days=self._retention.days(state),
            member_count=state.member_count,
            online_count=facts.counts[state.name],
            last_seq=state.last_seq if state.name in facts.reads else 0,
            read_seq=facts.reads.get(state.name, 0),
            unread=facts.unread.get(state.name, 0),
            last_message=message_of(last, facts.authors[last.author]) if last else None,
            other=other,
        )


def _read(state: RoomState, username: str, reads: dict[str, Membership]) -> int:
    """How far the user has read: nobody's own messages are unread."""
    known = reads.get(state.name)
    return max(known.read_seq if known else 0, state.sent.get(username, 0))


def _activity(state: RoomState) -> float:
    return state.active.timestamp() if state.active else 0.0


def _other(state: RoomState, username: str) -> str:
    first, second = state.pair or ("", "")
    return second if first == username else first


def _member(name: str, facts: _Facts) -> Member:
    return Member(**facts.authors[name].model_dump(), status=facts.statuses[name])
