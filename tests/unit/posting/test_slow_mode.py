"""Given slow mode, then everybody writes once in so many seconds, but for those who look after the chat."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.errors import RateLimited
from snowfight.models.chat import EditGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link, PostingRules
from tests.support.changes import edit, react, refusal, shown
from tests.support.chat import Chat
from tests.support.community import Community
from tests.support.wire import Wire


def test_the_next_message_waits_and_says_how_long(chat: Chat, ann: Link, bob: Link, private: str) -> None:
    chat.rules = PostingRules(slow_seconds=30)
    chat.say(ann)
    chat.clock.advance(seconds=10)
    with pytest.raises(RateLimited) as limited:
        chat.say(ann)
    assert limited.value.retry_after == 20
    # Others, other chats, and what is no message go on
    chat.say(bob)
    for _ in range(2):
        chat.say(ann, room=private)
    edit(chat, ann, 1, "hello you")
    react(chat, ann, 1)
    # When the time is over, on the millisecond
    chat.clock.advance(seconds=20)
    chat.say(ann)
    assert len(shown(chat, "bob")) == 3


def test_what_is_refused_takes_no_turn_and_a_retry_takes_its_own_again(chat: Chat, ann: Link, wire: Wire) -> None:
    chat.rules = PostingRules(slow_seconds=30, words=("buy",))
    assert refusal(lambda: chat.say(ann, "buy")) == "not_allowed_word"
    client_id = chat.client_id()
    # Given a message whose turn was taken, and that was never stored
    chat.checks._paces.take_turn("ann", PUBLIC_CHAT, client_id, 30, chat.clock.now())
    chat.say(ann, client_id=client_id)
    assert len(shown(chat, "ann")) == 1
    # And once it is stored, it is acknowledged again whenever it comes
    chat.messages._receipts.clear()
    chat.say(ann, client_id=client_id)
    assert len(shown(chat, "ann")) == 1


def test_a_group_has_its_own_which_its_admin_sets(chat: Chat, ann: Link, bob: Link, group: str) -> None:
    chat.groups.edit("ann", group, EditGroup(slow_seconds=60))
    assert chat.chat_lists.settings("ann", group).slow_seconds == 60
    assert chat.chat_lists.one("bob", group).slow_seconds == 60
    for _ in range(2):
        chat.say(ann, room=group)
    chat.say(bob, room=group)
    assert refusal(lambda: chat.say(bob, room=group)) == "rate_limited"
    # When it is taken back
    chat.groups.edit("ann", group, EditGroup(slow_seconds=0))
    chat.say(bob, room=group)
    assert chat.chat_lists.settings("ann", group).slow_seconds == 0


def test_moderators_are_free_of_it(community: Community, ann: Link, bob: Link, group: str) -> None:
    chat = community.chat
    chat.rules = PostingRules(slow_seconds=60)
    chat.groups.edit("ann", group, EditGroup(slow_seconds=60))
    community.appoint("bob", "moderator")
    for room in (PUBLIC_CHAT, group):
        for _ in range(3):
            chat.say(bob, room=room)


def test_it_costs_one_write_where_it_is_on_and_nothing_elsewhere(
    chat: Chat, ann: Link, private: str, wire: Wire
) -> None:
    chat.rules = PostingRules(slow_seconds=5)
    costs: list[tuple[int, int]] = []
    for room in (PUBLIC_CHAT, private):
        chat.say(ann, room=room)
        chat.clock.advance(minutes=1)
        with wire.watched() as slow:
            chat.say(ann, room=room)
        chat.rules = PostingRules()
        chat.clock.advance(minutes=1)
        with wire.watched() as plain:
            chat.say(ann, room=room)
        chat.rules = PostingRules(slow_seconds=5)
        chat.clock.advance(minutes=1)
        costs.append((len(slow.requests) - len(plain.requests), slow.write_units - plain.write_units))
    assert costs == [(1, 1), (0, 0)]


def test_its_rows_end_with_the_pause(chat: Chat, ann: Link) -> None:
    from tests.support.tables import rows  # noqa: PLC0415

    chat.rules = PostingRules(slow_seconds=30)
    chat.say(ann)
    [row] = [row for row in rows("ephemeral") if row["sk"]["S"].startswith("pace#")]
    end = int(row["expires_at"]["N"]) - chat.clock.now().timestamp()
    assert timedelta(seconds=30) <= timedelta(seconds=end) <= timedelta(seconds=32)
