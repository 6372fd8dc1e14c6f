"""Given a chat's log, when a page of it is asked for, then …"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from snowfight.errors import NoSuchChat
from snowfight.models.message import MAX_SEQ, HistoryQuery, MessagePage
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.rows.messages import MessageRow
from tests.support.chat import Chat

SIZES = (0, 1, 5)
"""Messages of the logs that are read."""

NUMBERS = st.one_of(st.integers(0, 8), st.just(MAX_SEQ))
ANCHORS = st.one_of(
    st.just({}),
    st.fixed_dictionaries({"offset": NUMBERS}),
    st.fixed_dictionaries({"before": NUMBERS}),
    st.fixed_dictionaries({"after": NUMBERS}),
    st.fixed_dictionaries({"around": NUMBERS}),
)


def asking(anchor: dict[str, int], limit: int) -> HistoryQuery:
    return HistoryQuery.model_validate({**anchor, "limit": limit})


QUERIES = st.builds(asking, ANCHORS, st.integers(1, 7))


def expected(log: list[int], query: HistoryQuery) -> tuple[list[int], bool, bool]:
    """The page by brute force: what is there, and whether anything lies beyond either end."""
    if query.around is not None:
        pages = [log[at : at + query.limit] for at in range(max(1, len(log) - query.limit + 1))]
        nearest = min(log, key=lambda seq: abs(seq - (query.around or 0)), default=0)
        page = min(pages, key=lambda page: abs(page.index(nearest) - query.limit // 2) if nearest in page else 99)
        return page, bool(page) and page[0] > log[0], bool(page) and page[-1] < log[-1]
    if query.after is not None:
        older = [seq for seq in log if seq <= query.after]
        rest = log[len(older) :]
        return rest[: query.limit], bool(older), len(rest) > query.limit
    skipped = query.offset or 0
    end = len(log) - skipped if query.before is None else sum(seq < query.before for seq in log)
    end = max(0, end)
    start = max(0, end - query.limit)
    return log[start:end], start > 0, end < len(log)


def summary(page: MessagePage) -> tuple[list[int], bool, bool]:
    return [message.seq for message in page.messages], page.has_older, page.has_newer


@pytest.mark.parametrize("size", SIZES)
def test_every_page_is_what_lies_there_and_says_what_lies_beyond(chat: Chat, size: int) -> None:
    # Given
    ann = chat.connect(chat.user("ann"))
    for _ in range(size):
        chat.say(ann)

    # When, then
    @settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.differing_executors])
    @given(QUERIES)
    @example(HistoryQuery(offset=0, limit=200))
    @example(HistoryQuery(before=0, limit=1))
    @example(HistoryQuery(before=1, limit=1))
    @example(HistoryQuery(after=0, limit=5))
    @example(HistoryQuery(after=5, limit=1))
    @example(HistoryQuery(offset=5, limit=1))
    def ask(query: HistoryQuery) -> None:
        page = chat.history.page("ann", PUBLIC_CHAT, query)
        assert summary(page) == expected(list(range(1, size + 1)), query)

    ask()


def test_following_has_older_and_has_newer_shows_every_message_once(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann"))
    for _ in range(11):
        chat.say(ann)
    # When one goes back from the newest page, and another follows from the first
    page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(limit=3))
    backwards = [message.seq for message in page.messages]
    while page.has_older:
        page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(before=backwards[0], limit=3))
        backwards = [message.seq for message in page.messages] + backwards
    page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(after=0, limit=4))
    forwards = [message.seq for message in page.messages]
    while page.has_newer:
        page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(after=forwards[-1], limit=4))
        forwards += [message.seq for message in page.messages]
    # Then
    assert backwards == forwards == list(range(1, 12))


def test_messages_carry_their_authors_as_they_are_now(chat: Chat) -> None:
    # Given two authors, one of whom is renamed and one deleted afterwards
    for name in ("ann", "bob"):
        chat.say(chat.connect(chat.user(name)))
    chat.accounts.rename("ann", "Annie")
    chat.accounts.delete("bob")
    # When
    authors = [message.author for message in chat.history.page("ann", PUBLIC_CHAT, HistoryQuery()).messages]
    # Then
    assert [(author.username, author.display_name) for author in authors] == [
        ("ann", "Annie"),
        ("deleted-user", "Deleted user"),
    ]


@pytest.mark.parametrize("name", ["", "nowhere", "public-chat ", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80", "a#b"])
def test_an_unknown_chat_has_no_pages(chat: Chat, name: str) -> None:
    with pytest.raises(NoSuchChat):
        chat.history.page(chat.user("ann"), name, HistoryQuery())


def test_a_deleted_message_keeps_its_number_and_loses_what_it_said(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    chat.say(ann)
    row = MessageRow.get(PUBLIC_CHAT, 1)
    row.update([MessageRow.deleted.set(1_769_860_800_000)])
    [message] = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery()).messages
    assert (message.seq, message.body, message.file) == (1, None, None)
    assert message.deleted is not None
