"""A user's chats, as the drop-down lists them and as one opens."""

from __future__ import annotations

from collections.abc import Mapping

from snowfight.clock import Clock
from snowfight.domain.access import Action, allow
from snowfight.domain.history import History
from snowfight.domain.presenting import messages_of
from snowfight.domain.viewing import Viewing
from snowfight.models.chat import Chat, ChatList, ChatPage
from snowfight.models.message import HistoryQuery, Message
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import RoomState
from snowfight.storage.accounts import Accounts
from snowfight.storage.connections import Connections
from snowfight.storage.messages import Messages
from snowfight.storage.rooms import Rooms


class Chats:
    def __init__(
        self,
        rooms: Rooms,
        messages: Messages,
        accounts: Accounts,
        connections: Connections,
        viewing: Viewing,
        clock: Clock,
    ) -> None:
        self._rooms = rooms
        self._messages = messages
        self._accounts = accounts
        self._connections = connections
        self._viewing = viewing
        self._history = History(rooms, messages, accounts)
        self._clock = clock

    def all(self, username: str) -> ChatList:
        """The user's chats, newest activity first; a constant number of requests for up to a hundred."""
        reads = self._rooms.memberships(username)
        states = {PUBLIC_CHAT: RoomState.public()} | self._rooms.states(reads)
        ordered = sorted(states.values(), key=_activity, reverse=True)
        entries = self._messages.get((state.name, state.last_seq) for state in ordered)
        last = {message.room: message for message in messages_of(list(entries.values()), self._accounts)}
        return ChatList(chats=[self._chat(state, username, reads, last.get(state.name)) for state in ordered])

    def open(self, username: str, name: str) -> ChatPage:
        """One chat with its members and its newest messages; raises NoSuchChat, NotAMember."""
        room = allow(Action.VIEW, self._rooms.load(name), username)
        page = self._history.page_of(room, HistoryQuery())
        reads = self._rooms.read_seqs(username, [name])
        last = page.messages[-1] if page.messages else None
        return ChatPage(
            chat=self._chat(room.state, username, reads, last),
            members=self._viewing.members(room),
            messages=page.messages,
            has_older=page.has_older,
        )

    def _chat(self, state: RoomState, username: str, reads: Mapping[str, int], last: Message | None) -> Chat:
        read_seq = max(reads.get(state.name, 0), state.sent.get(username, 0))
        viewers = self._connections.viewers(state.name, self._clock.now())
        return Chat(
            name=state.name,
            kind=state.kind,
            title=state.title,
            admin=state.admin,
            open=state.open,
            member_count=state.member_count,
            online_count=len({viewer.username for viewer in viewers}),
            last_seq=state.last_seq,
            read_seq=read_seq,
            unread=max(0, state.last_seq - read_seq),
            last_message=last,
        )


def _activity(state: RoomState) -> float:
    return state.active.timestamp() if state.active else 0.0
