"""What events cost, at the wire."""

from __future__ import annotations

from snowfight.models.client_frames import React
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.event_sender import Sender
from tests.support.wire import Wire


def test_a_chat_without_subscriptions_is_what_it_was(chat: Chat, wire: Wire, ann: Link, group: str) -> None:
    chat.say(ann, room=group)
    with wire.watched() as seen:
        chat.say(ann, room=group)
    assert (len(seen.requests), seen.write_units) == (6, 4)


def test_a_message_wakes_by_one_write_however_many_are_told(
    chat: Chat, wire: Wire, sender: Sender, ann: Link, group: str
) -> None:
    chat.say(ann, room=group)
    for _ in range(5):
        sender.subscribe(group)
    with wire.watched() as seen:
        chat.say(ann, room=group)
    assert (len(seen.requests), seen.write_units) == (7, 5)
    with wire.watched() as seen:  # it is awake already
        chat.say(ann, room=group)
    assert len(seen.requests) == 7


def test_an_event_is_three_writes_and_seven_reads(
    chat: Chat, wire: Wire, sender: Sender, ann: Link, group: str
) -> None:
    sender.subscribe(group)
    chat.say(ann, room=group)
    with wire.watched() as seen:
        assert len(sender.run()) == 1
    # The row that woke it goes; the turn is taken, and left where the cursor is moved
    assert seen.write_units == 3
    # Subscriptions, the chat, its subscriptions' makers, three logs, people
    assert seen.operations.count("Query") == 4
    assert seen.operations.count("BatchGetItem") == 3


def test_more_events_are_one_write_each(chat: Chat, wire: Wire, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    for _ in range(10):
        chat.say(ann, room=group)
    with wire.watched() as seen:
        assert len(sender.run()) == 10
    assert seen.write_units == 2 + 10
    assert len(seen.requests) == 9 + 10


def test_what_waits_for_its_time_costs_no_turn(chat: Chat, wire: Wire, sender: Sender, ann: Link, group: str) -> None:
    sender.subscribe(group)
    sender.receivers.answer = lambda _post: 500
    chat.say(ann, room=group)
    sender.run()
    for minutes in (1, 1):
        chat.clock.advance(minutes=minutes)
        sender.run()
    chat.say(ann, room=group)  # while nothing is tried for five minutes
    with wire.watched() as seen:
        assert sender.run() == []
    assert (len(seen.requests), seen.write_units) == (4, 1)


def test_a_change_wakes_by_one_write(chat: Chat, wire: Wire, sender: Sender, ann: Link, group: str) -> None:
    def react(emoji: str) -> React:
        return React(type="react", room=group, seq=1, emoji=emoji, on=True, client_id=chat.client_id())

    chat.say(ann, room=group)
    chat.change(ann, react("🔥"))
    with wire.watched() as before:
        chat.change(ann, react("🐒"))
    sender.subscribe(group)
    with wire.watched() as after:
        chat.change(ann, react("👍"))
    assert len(after.requests) == len(before.requests) + 1
    assert after.write_units == before.write_units + 1


def test_who_comes_costs_no_request_more(
    chat: Chat, wire: Wire, sender: Sender, ann: Link, cat: Link, group: str
) -> None:
    with wire.watched() as before:
        chat.groups.join("cat", group, None)
    chat.groups.leave("cat", group)
    sender.subscribe(group)
    with wire.watched() as after:
        chat.groups.join("cat", group, None)
    assert len(after.requests) == len(before.requests)
    assert after.write_units == before.write_units + 4  # two rows more in the transaction
