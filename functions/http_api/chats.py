"""What reads chats for a caller: calls only, of which the jobs need none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.http_api.wiring import (
    account_rows,
    blocking,
    calls,
    clock,
    database,
    jobs,
    member_pages,
    messages,
    retention,
    rooms,
    sessions,
    subscriptions,
    ticket_issuer,
)
from snowfight.domain.accounts.export import Export
from snowfight.domain.accounts.start import Starts
from snowfight.domain.messages.history import History
from snowfight.domain.messages.reader_views import ReaderViews
from snowfight.domain.rooms.chat_list import ChatLists
from snowfight.domain.rooms.chat_summaries import ChatSummaries
from snowfight.models.chat import ChatCall
from snowfight.models.records import RoomState
from snowfight.storage.messages.reactions import Reactions
from snowfight.storage.rooms.open_groups import OpenGroups

_reactions = Reactions(database)
views = ReaderViews(account_rows, _reactions, messages)
history = History(rooms, messages, views, retention, jobs)


def _going_on(states: Sequence[RoomState]) -> Mapping[str, ChatCall]:
    found: Mapping[str, ChatCall] = calls().chat_calls.of(states)
    return found


_summaries = ChatSummaries(subscriptions, history, views, retention, blocking, clock, _going_on)
chat_lists = ChatLists(rooms, member_pages, OpenGroups(database), history, _summaries)
starts = Starts(sessions, rooms.memberships, chat_lists, ticket_issuer)
export = Export(account_rows, rooms, messages, _reactions, retention)
