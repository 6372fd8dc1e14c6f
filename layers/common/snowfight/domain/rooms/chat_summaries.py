"""Chats as one user sees them, made from what is read together for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from snowfight.clock import Clock
from snowfight.domain.blocking import Blocking
from snowfight.domain.messages.history import History
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.messages.retention import Retention
from snowfight.domain.messages.unread import Unread, UnreadCounts
from snowfight.domain.messages.views import people_of
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.models.chat import Chat, ChatCall
from snowfight.models.message import Message
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Account, Membership, RoomState
from snowfight.models.user import Author, Member, Status
from snowfight.storage.accounts.records import authors_of
from snowfight.storage.database import together


def _no_calls(_states: Sequence[RoomState]) -> Mapping[str, ChatCall]:
    return {}


_OUTSIDE = Unread(read=0, count=0, mentions=0)


@dataclass(frozen=True)
class _Facts:
    now: datetime
    memberships: Mapping[str, Membership]
    unread: dict[str, Unread]
    last: dict[str, Message]
    counts: dict[str, int]
    authors: dict[str, Author]
    statuses: dict[str, Status]
    calls: Mapping[str, ChatCall]


ChatCalls = Callable[[Sequence[RoomState]], Mapping[str, ChatCall]]
"""What rings or goes on in chats whose rows name a call, by chat."""


class ChatSummaries:
    """`calls` is asked only where there are some."""

    def __init__(
        self,
        subscriptions: Subscriptions,
        history: History,
        views: ReaderViews,
        retention: Retention,
        blocking: Blocking,
        clock: Clock,
        calls: ChatCalls = _no_calls,
    ) -> None:
        self._calls = calls
        self._subscriptions = subscriptions
        self._history = history
        self._views = views
        self._retention = retention
        self._blocking = blocking
        self._unread = UnreadCounts(retention)
        self._clock = clock

    def of(self, username: str, states: Sequence[RoomState], memberships: Mapping[str, Membership]) -> list[Chat]:
        """Those chats, in their order; of the ones that the user is not in, nothing of what is said there."""
        inside = [state for state in states if state.name in memberships or state.name == PUBLIC_CHAT]
        last, counts = together(
            lambda: self._history.last(inside),
            lambda: self._subscriptions.online(state.name for state in states),
        )
        others = {_other(state, username) for state in states if state.pair}
        people = others | people_of(last.values())
        accounts, statuses = together(
            lambda: self._views.accounts(people),
            lambda: self._subscriptions.statuses(others),
        )
        statuses |= dict.fromkeys(self._hidden(username, others, accounts), "offline")
        authors = authors_of(accounts, people)
        shown = self._views.by(authors, list(last.values()), username, self._retention.keeps(*states))
        facts = _Facts(
            self._clock.now(),
            memberships,
            self._unread.of(username, inside, memberships),
            {message.room: message for message in shown},
            counts,
            authors,
            statuses,
            self._going_on(inside),
        )
        return [self._chat(state, username, facts) for state in states]

    def _hidden(self, username: str, others: set[str], accounts: Mapping[str, Account]) -> frozenset[str]:
        """Those of the others who are as if not there for the user."""
        pairs = {name: account for name, account in accounts.items() if name in others or name == username}
        return self._blocking.hidden(username, pairs)

    def _going_on(self, states: Sequence[RoomState]) -> Mapping[str, ChatCall]:
        named = [state for state in states if state.call]
        return self._calls(named) if named else {}

    def _chat(self, state: RoomState, username: str, facts: _Facts) -> Chat:
        other = _member(_other(state, username), facts) if state.pair else None
        known = facts.memberships.get(state.name)
        notify = known.notify_at(facts.now) if known else None
        unread = facts.unread.get(state.name, _OUTSIDE)
        is_inside = state.name in facts.unread
        return Chat(
            name=state.name,
            kind=state.kind,
            title=other.display_name if other else state.title,
            admin=state.admin,
            open=state.open,
            retention_days=self._retention.days(state),
            slow_seconds=state.slow_seconds or None,
            member_count=state.member_count,
            online_count=facts.counts[state.name],
            last_seq=state.last_seq if is_inside else 0,
            last_rev=state.last_rev if is_inside else 0,
            read_seq=unread.read,
            unread=unread.count,
            unread_mentions=unread.mentions,
            unread_from=unread.since,
            last_message=facts.last.get(state.name),
            other=other,
            notify=notify,
            notify_until=known.notify_until if known and notify else None,
            call=facts.calls.get(state.name),
        )


def _other(state: RoomState, username: str) -> str:
    first, second = state.pair or ("", "")
    return second if first == username else first


def _member(name: str, facts: _Facts) -> Member:
    return Member(**facts.authors[name].model_dump(), status=facts.statuses[name])
