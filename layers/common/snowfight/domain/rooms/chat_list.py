"""A user's chats, as the drop-down lists them and as one opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate

from snowfight.domain.admission import Admitted, admit, living
from snowfight.domain.messages.history import History
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.views import message_of
from snowfight.domain.newest_chats import newest
from snowfight.domain.permissions import Action
from snowfight.domain.rooms.subscriptions import Subscriptions
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
from snowfight.models.records import Entry, Membership, Room, RoomState
from snowfight.models.user import Author, Member, Status
from snowfight.storage.accounts.accounts import Accounts
from snowfight.storage.database import together
from snowfight.storage.rooms.open_groups import OpenGroups
from snowfight.storage.rooms.rooms import Rooms

SHOWN = 500_000
"""Characters of last messages in one list: more than a thousand chats have, unless the deployment allows longer ones,
and with the worst of characters still below the 6 MB that a function may answer (Lambda quotas)."""


@dataclass(frozen=True)
class _Facts:
    """What summaries are made of, read together for all of them."""

    reads: dict[str, int]
    unread: dict[str, int]
    last: dict[str, Entry]
    counts: dict[str, int]
    authors: dict[str, Author]
    statuses: dict[str, Status]


class ChatLists:
    def __init__(
        self,
        rooms: Rooms,
        accounts: Accounts,
        subscriptions: Subscriptions,
        open_groups: OpenGroups,
        history: History,
        retention: Retention,
    ) -> None:
        self._open_groups = open_groups
        self._rooms = rooms
        self._accounts = accounts
        self._subscriptions = subscriptions
        self._history = history
        self._retention = retention

    def all(self, username: str, signed_in: datetime | None = None) -> ChatList:
        """The user's chats, newest activity first; the same number of requests for one and for a hundred.

        Raises Unauthorized where a token from `signed_in` counts no longer, as do all of these.
        """
        account, reads = self._rooms.user(username)
        living(account, signed_in)
        states = newest(self._rooms.states(reads).values())
        return ChatList(chats=_bounded(self._summaries(username, states, reads)))

    def one(self, username: str, name: str, signed_in: datetime | None = None) -> Chat:
        """One chat of the user; raises NoSuchChat, NotAMember."""
        return self._summary(username, admit(self._rooms, Action.VIEW, username, name, signed_in))

    def open(self, username: str, name: str, signed_in: datetime | None = None) -> ChatPage:
        """One chat with its first members and its newest messages; raises NoSuchChat, NotAMember."""
        admitted = admit(self._rooms, Action.VIEW, username, name, signed_in)
        page = self._history.page_of(admitted.state, HistoryQuery())
        first = self._subscriptions.members(self._listed(admitted.state))
        return ChatPage(
            chat=self._summary(username, admitted),
            members=first.members,
            members_cursor=first.cursor,
            messages=page.messages,
            has_older=page.has_older,
        )

    def members(self, username: str, name: str, query: MemberQuery, signed_in: datetime | None = None) -> MemberPage:
        """A page of a chat's members; raises NoSuchChat, NotAMember, Invalid for the public chat, which lists none."""
        admitted = admit(self._rooms, Action.VIEW, username, name, signed_in)
        if name == PUBLIC_CHAT:
            raise Invalid([FieldError("chatroom_name", "the public chat has no list of members")])
        return self._subscriptions.members(self._listed(admitted.state), query.cursor)

    def settings(self, username: str, name: str, signed_in: datetime | None = None) -> GroupSettings:
        """What the admin of a group sees of it; raises NoSuchChat, NotAMember, NotAdmin."""
        admitted = admit(self._rooms, Action.EDIT, username, name, signed_in)
        return GroupSettings(
            chat=self._summary(username, admitted),
            members=self._subscriptions.members(self._listed(admitted.state)).members,
            invite=admitted.state.invite or "",
        )

    def groups(self, username: str, query: GroupQuery, signed_in: datetime | None = None) -> GroupList:
        """Open groups by name; of those that the user is not in, nothing of what is said there."""
        names, cursor = self._open_groups.find(query.query, query.cursor)
        seen = self._rooms.seen_by(username, names)
        living(seen.account, signed_in)
        found = [seen.states[name] for name in names if name in seen.states and seen.states[name].open]
        return GroupList(groups=self._summaries(username, found, seen.memberships), cursor=cursor)

    def _listed(self, state: RoomState) -> Room:
        """The chat with its members; one that has been deleted in the meantime has none."""
        room = self._rooms.load(state.name) if state.name != PUBLIC_CHAT else None
        return room or Room(state)

    def _summary(self, username: str, admitted: Admitted) -> Chat:
        return self._summaries(username, [admitted.state], admitted.reads)[0]

    def _summaries(self, username: str, states: list[RoomState], reads: dict[str, Membership]) -> list[Chat]:
        inside = [state for state in states if state.name in reads or state.name == PUBLIC_CHAT]
        last, counts = together(
            lambda: self._history.last(inside),
            lambda: self._subscriptions.online(state.name for state in states),
        )
        read = {state.name: _read(state, username, reads) for state in inside}
        others = {_other(state, username) for state in states if state.pair}
        authors, statuses = together(
            lambda: self._accounts.authors({*others, *(entry.author for entry in last.values())}),
            lambda: self._subscriptions.statuses(others),
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


def _bounded(chats: list[Chat]) -> list[Chat]:
    """The chats, without the last messages of the longest quiet where all together would be too much of an answer."""
    total = list(accumulate(len(chat.last_message.body or "") if chat.last_message else 0 for chat in chats))
    return [
        chat if size <= SHOWN else chat.model_copy(update={"last_message": None})
        for chat, size in zip(chats, total, strict=True)
    ]


def _other(state: RoomState, username: str) -> str:
    first, second = state.pair or ("", "")
    return second if first == username else first


def _member(name: str, facts: _Facts) -> Member:
    return Member(**facts.authors[name].model_dump(), status=facts.statuses[name])
