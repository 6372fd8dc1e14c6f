"""A user's chats, as the drop-down lists them and as one opens."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from snowfight.domain.admission import Admitted, admit, living
from snowfight.domain.messages.history import History
from snowfight.domain.newest_chats import bounded, newest
from snowfight.domain.permissions import Action
from snowfight.domain.rooms.chat_summaries import ChatSummaries
from snowfight.domain.rooms.invites import invitation
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.read_receipts import tells_reading
from snowfight.errors import FieldError, Invalid
from snowfight.models.chat import (
    Chat,
    ChatList,
    ChatPage,
    GroupList,
    GroupQuery,
    GroupSettings,
    MemberPage,
    MemberQuery,
)
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Membership, Room, RoomState
from snowfight.storage.rooms.open_groups import OpenGroups
from snowfight.storage.rooms.rooms import Rooms


class ChatLists:
    def __init__(
        self,
        rooms: Rooms,
        member_pages: MemberPages,
        open_groups: OpenGroups,
        history: History,
        summaries: ChatSummaries,
    ) -> None:
        self._rooms = rooms
        self._member_pages = member_pages
        self._open_groups = open_groups
        self._history = history
        self._summaries = summaries

    def all(self, username: str, signed_in: datetime | None = None) -> ChatList:
        """The user's chats, newest activity first; the same number of requests for one and for a hundred.

        Raises Unauthorized where a token from `signed_in` counts no longer, as do all of these.
        """
        account, reads = self._rooms.memberships.with_account(username)
        living(account, signed_in)
        return ChatList(chats=[chat for _state, chat in self._own(username, reads)])

    def all_and_one(
        self, username: str, reads: Mapping[str, Membership], name: str
    ) -> tuple[ChatList, ChatPage | None]:
        """As `all`, of a living user whose memberships have been read, and the page of one of those chats, as `open`;
        None where `name` is none of them."""
        own = self._own(username, reads)
        pages = [self._page(username, state, chat) for state, chat in own if state.name == name]
        return ChatList(chats=[chat for _state, chat in own]), next(iter(pages), None)

    def one(self, username: str, name: str, signed_in: datetime | None = None) -> Chat:
        """One chat of the user; raises NoSuchChat, NotAMember."""
        return self._summary(username, admit(self._rooms, Action.VIEW, username, name, signed_in))

    def open(self, username: str, name: str, signed_in: datetime | None = None) -> ChatPage:
        """One chat with its first members and its newest messages; raises NoSuchChat, NotAMember."""
        admitted = admit(self._rooms, Action.VIEW, username, name, signed_in)
        return self._page(username, admitted.state, self._summary(username, admitted))

    def _own(self, username: str, reads: Mapping[str, Membership]) -> list[tuple[RoomState, Chat]]:
        """The user's chats, as they are kept and as the user sees them."""
        states = newest(self._rooms.states(reads).values())
        return list(zip(states, bounded(self._summaries.of(username, states, reads)), strict=True))

    def _page(self, username: str, state: RoomState, chat: Chat) -> ChatPage:
        page = self._history.page_of(state, username, HistoryQuery())
        listed = self._listed(state)
        first = self._member_pages.page(listed, username)
        return ChatPage(
            chat=chat,
            members=first.members,
            members_cursor=first.cursor,
            messages=page.messages,
            has_older=page.has_older,
            rev=page.rev,
            readers=self._readers(listed, username),
        )

    def _readers(self, room: Room, username: str) -> dict[str, int] | None:
        """How far each of the others has read; None where that is told nobody. Nobody's own messages are unread."""
        if not tells_reading(room):
            return None
        others = [name for name in room.members if name != username]
        read = self._rooms.read_positions.told_to(username, room.name, others)
        return {name: max(seq, room.state.sent.get(name, 0)) for name, seq in read.items()}

    def members(self, username: str, name: str, query: MemberQuery, signed_in: datetime | None = None) -> MemberPage:
        """A page of a chat's members; raises NoSuchChat, NotAMember, Invalid for the public chat, which lists none."""
        admitted = admit(self._rooms, Action.VIEW, username, name, signed_in)
        if name == PUBLIC_CHAT:
            raise Invalid([FieldError("chatroom_name", "the public chat has no list of members")])
        return self._member_pages.page(self._listed(admitted.state), username, query.cursor)

    def settings(self, username: str, name: str, signed_in: datetime | None = None) -> GroupSettings:
        """What the admin of a group sees of it; raises NoSuchChat, NotAMember, NotAdmin."""
        admitted = admit(self._rooms, Action.EDIT, username, name, signed_in)
        return GroupSettings(
            chat=self._summary(username, admitted),
            invite=invitation(admitted.state),
            members=self._member_pages.page(self._listed(admitted.state), username).members,
            slow_seconds=admitted.state.slow_seconds,
        )

    def groups(self, username: str, query: GroupQuery, signed_in: datetime | None = None) -> GroupList:
        """Open groups by name; of those that the user is not in, nothing of what is said there."""
        names, cursor = self._open_groups.find(query.query, query.cursor)
        seen = self._rooms.seen_by(username, names)
        living(seen.account, signed_in)
        found = [seen.states[name] for name in names if name in seen.states and seen.states[name].open]
        return GroupList(groups=self._summaries.of(username, found, seen.memberships), cursor=cursor)

    def _listed(self, state: RoomState) -> Room:
        """The chat with its members; one that has been deleted in the meantime has none."""
        room = self._rooms.load(state.name) if state.name != PUBLIC_CHAT else None
        return room or Room(state)

    def _summary(self, username: str, admitted: Admitted) -> Chat:
        return self._summaries.of(username, [admitted.state], admitted.reads)[0]
