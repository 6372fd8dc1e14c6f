"""Given messages that are kept for a time only, when that is over, then nobody is shown them any more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from snowfight.errors import NoFile
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Join
from snowfight.models.export import MessageLine
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.database import Database
from snowfight.storage.rows.messages import MessageRow
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.tables import SETTINGS, empty_tables, rows


@pytest.fixture
def chat(database: Database) -> Chat:
    """A chat that keeps messages for ten days."""
    return keeping(10, database)


def keeping(days: int, database: Database) -> Chat:
    return Chat(settings=replace(SETTINGS, retention_days=days, rate_burst=1000), database=database)


def visible(chat: Chat, room: str = PUBLIC_CHAT, **query: int) -> list[int]:
    page = chat.history.page("ann", room, HistoryQuery.model_validate(query))
    return [message.seq for message in page.messages]


def a_week(chat: Chat) -> None:
    """A message a day, the last of them today."""
    ann = chat.connect(chat.user("ann", verified=True))
    for _day in range(6):
        chat.say(ann)
        chat.clock.advance(days=1)
    chat.say(ann)


def test_a_message_ends_after_its_days_whether_its_row_is_gone_or_not(chat: Chat) -> None:
    # Given
    a_week(chat)
    # When
    chat.clock.advance(days=6)
    # Then
    assert visible(chat) == visible(chat, after=0) == visible(chat, before=8) == [4, 5, 6, 7]
    assert len(rows("messages")) == 7


def test_dynamodb_is_told_when_to_collect_a_message_and_not_before_its_end(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    sent_at = chat.clock.now()
    chat.say(ann)
    [row] = rows("messages")
    end = (sent_at + timedelta(days=10)).timestamp()
    assert end <= int(row["expires_at"]["N"]) < end + 1


def test_where_messages_are_kept_for_ever_none_is_told_to_end(database: Database) -> None:
    chat = keeping(0, database)
    chat.say(chat.connect(chat.user("ann")))
    [row] = rows("messages")
    assert "expires_at" not in row
    assert chat.chat_lists.one("ann", PUBLIC_CHAT).retention_days is None


def test_a_group_may_keep_its_messages_for_less_from_one_moment_to_the_next(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann", verified=True))
    room = chat.groups.create("ann", NewGroup(groupchat_name="snow"))
    chat.say(ann, room=room)
    chat.clock.advance(days=3)
    chat.say(ann, room=room)
    # When
    chat.groups.edit("ann", room, EditGroup(retention_days=2))
    # Then
    assert visible(chat, room) == [2]
    assert chat.chat_lists.one("ann", room).retention_days == 2


def test_a_group_cannot_keep_its_messages_for_longer_than_the_deployment(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann", verified=True))
    room = chat.groups.create("ann", NewGroup(groupchat_name="snow"))
    chat.groups.edit("ann", room, EditGroup(retention_days=30))
    chat.say(ann, room=room)
    assert chat.chat_lists.one("ann", room).retention_days == 10
    chat.clock.advance(days=11)
    assert visible(chat, room) == []


def test_what_was_to_end_ends_though_messages_are_kept_for_longer_since(chat: Chat) -> None:
    # Given
    ann = chat.connect(chat.user("ann", verified=True))
    room = chat.groups.create("ann", NewGroup(groupchat_name="snow"))
    chat.groups.edit("ann", room, EditGroup(retention_days=1))
    chat.say(ann, room=room)
    # When
    chat.groups.edit("ann", room, EditGroup(retention_days=0))
    chat.say(ann, room=room)
    chat.clock.advance(days=2)
    # Then
    assert visible(chat, room) == [2]


def test_a_chat_of_which_nothing_is_left_goes_on_with_the_next_number(chat: Chat) -> None:
    # Given
    a_week(chat)
    chat.clock.advance(days=11)
    MessageRow.get(PUBLIC_CHAT, 7).delete()
    # When, then
    bob = chat.connect(chat.user("bob"))
    assert chat.subscriptions.join(bob, Join(type="join", room=PUBLIC_CHAT))[0].last_seq == 7
    listed = chat.chat_lists.one("bob", PUBLIC_CHAT)
    assert (listed.last_seq, listed.unread, listed.last_message) == (7, 0, None)
    chat.say(bob)
    assert visible(chat) == [8]
    assert chat.chat_lists.one("ann", PUBLIC_CHAT).unread == 1


def test_only_what_may_be_shown_is_unread(chat: Chat) -> None:
    chat.user("bob")
    a_week(chat)
    chat.clock.advance(days=6)
    for collected in range(3):
        assert chat.chat_lists.one("bob", PUBLIC_CHAT).unread == 4
        MessageRow.get(PUBLIC_CHAT, collected + 1).delete()


def test_a_reader_who_was_away_for_long_finds_the_beginning_past_any_number_of_messages_that_are_over(
    chat: Chat,
) -> None:
    # Given
    chat.connect(chat.user("ann"))
    chat.say(chat.connect("ann"))
    fill(chat, PUBLIC_CHAT, ["ann"], 500)
    chat.clock.advance(days=11)
    fill(chat, PUBLIC_CHAT, ["ann"], 3)
    # When
    page = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(after=10, limit=2))
    # Then
    assert [message.seq for message in page.messages] == [502, 503]
    assert (page.has_older, page.has_newer) == (False, True)


def test_what_was_stored_to_be_kept_for_longer_is_taken_away_once_somebody_looks(
    chat: Chat, database: Database
) -> None:
    # Given messages of a time when they were kept for ever
    forever = keeping(0, database)
    ann = forever.connect(forever.user("ann"))
    for _ in range(3):
        forever.say(ann)
    chat.gateway = forever.gateway
    chat.clock.advance(days=11)
    chat.say(ann)
    # When
    assert visible(chat) == [4]
    chat.work()
    # Then
    assert [row["seq"]["N"] for row in rows("messages")] == ["4"]
    assert visible(chat) == [4]
    assert chat.jobs.due() == []


def test_an_export_holds_no_message_that_is_over(chat: Chat) -> None:
    a_week(chat)
    chat.clock.advance(days=6)
    head = chat.export.page("ann", None)
    page = chat.export.page("ann", head.cursor)
    assert [MessageLine.model_validate_json(line).seq for line in page.lines] == [4, 5, 6, 7]


def test_a_file_cannot_be_read_when_its_message_is_over(chat: Chat) -> None:
    a_week(chat)
    chat.clock.advance(days=11)
    with pytest.raises(NoFile):
        chat.file_link_reader.links(chat.file_link_reader.admit("ann", PUBLIC_CHAT), 1)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("say"), st.integers(1, 3)),
        st.tuples(st.just("days"), st.integers(1, 4)),
        st.tuples(st.just("keep"), st.integers(0, 5)),
        st.tuples(st.just("collect"), st.just(0)),
        st.tuples(st.just("work"), st.just(0)),
    ),
    max_size=14,
)


class Den:
    """A group, and when its messages are to end by what was said of it."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.ann = chat.connect(chat.user("ann", verified=True))
        self.room = chat.groups.create("ann", NewGroup(groupchat_name="snow"))
        self.days = 4
        self.lifetimes: list[tuple[datetime, datetime]] = []

    def do(self, what: str, number: int) -> None:
        if what == "say":
            for _ in range(number):
                now = self.chat.clock.now()
                self.lifetimes.append((now, now + timedelta(days=self.days)))
                self.chat.say(self.ann, room=self.room)
        elif what == "days":
            self.chat.clock.advance(days=number)
        elif what == "keep":
            self.chat.groups.edit("ann", self.room, EditGroup(retention_days=number))
            self.days = min(4, number or 4)
        elif what == "collect":  # as DynamoDB's TTL does, some day
            for row in rows("messages"):
                if int(row["expires_at"]["N"]) <= self.chat.clock.now().timestamp():
                    MessageRow.get(self.room, int(row["seq"]["N"])).delete()
        else:
            self.chat.work()

    def alive(self) -> set[int]:
        """The messages that may be shown."""
        now, kept = self.chat.clock.now(), timedelta(days=self.days)
        stored = {int(row["seq"]["N"]) for row in rows("messages")}
        lifetimes = enumerate(self.lifetimes, 1)
        return {seq for seq, (sent_at, end) in lifetimes if seq in stored and min(end, sent_at + kept) > now}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_said_kept_and_collected_each_message_is_shown_until_its_end_and_never_after(
    database: Database, steps: list[tuple[str, int]]
) -> None:
    # Given
    empty_tables()
    den = Den(keeping(4, database))
    for step in steps:
        # When
        den.do(*step)
        # Then a newcomer sees what follows the last one that is over; who catches up sees that, and none that is over
        alive, last = den.alive(), len(den.lifetimes)
        first = next((seq for seq in range(last, 0, -1) if seq not in alive), 0) + 1
        seen = list(range(first, last + 1))
        assert visible(den.chat, den.room, limit=200) == seen
        caught_up = visible(den.chat, den.room, after=0, limit=200)
        assert caught_up[len(caught_up) - len(seen) :] == seen
        assert set(caught_up) <= alive
