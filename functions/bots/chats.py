"""What reads chats for a bot: put together when the first asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module

from functions.bots.wiring import (
    accounts,
    blocking,
    clock,
    connections,
    database,
    jobs,
    messages,
    retention,
    rooms,
)
from snowfight.domain.messages.history import History
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.domain.rooms.chat_summaries import ChatSummaries
from snowfight.domain.rooms.members import MemberPages
from snowfight.domain.rooms.subscriptions import Subscriptions
from snowfight.models.chat import ChatCall
from snowfight.models.records import RoomState
from snowfight.storage.messages.changes import Changes
from snowfight.storage.messages.log_ends import LogEnds
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.presence.online_counts import Counts
from snowfight.storage.rooms.open_groups import OpenGroups


def _going_on(states: Sequence[RoomState]) -> Mapping[str, ChatCall]:
    """Loaded where there is a call."""
    found: Mapping[str, ChatCall] = import_module("functions.bots.calls").chat_calls.of(states)
    return found


_views = ReaderViews(accounts, Reactions(database), messages)
history = History(rooms, messages, _views, retention, jobs)
_member_pages = MemberPages(accounts, connections.users, blocking, clock)
_log_ends = LogEnds(database, messages, Changes(database))
_subscriptions = Subscriptions(rooms, messages, _member_pages, connections, Counts(database), _log_ends, clock)
_summaries = ChatSummaries(_subscriptions, history, _views, retention, blocking, clock, _going_on)
chat_lists = ChatLists(rooms, _member_pages, OpenGroups(database), history, _summaries)
