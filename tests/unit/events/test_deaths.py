"""Given whoever writes or sends dies at any step, or somebody else comes in between, then every event is told, in
order, and by one at a time."""

from __future__ import annotations

import pytest

from snowfight.models.chat import EditGroup
from snowfight.models.client_frames import React
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.event_sender import Sender
from tests.support.wire import Wire

STEPS = range(18)
"""More requests than any of what follows takes."""


def bodies(sender: Sender) -> list[str]:
    """What was told, each once, in the order of the first time."""
    told = [post.event["data"]["message"]["body"] for post in sender.receivers.posts]
    return list(dict.fromkeys(told))


def settle(chat: Chat, sender: Sender) -> None:
    """Whoever died, their turn ends, and what waits comes again."""
    for _ in range(4):
        chat.clock.advance(minutes=3)
        sender.run()


@pytest.mark.parametrize("step", STEPS)
def test_who_writes_and_dies_and_tries_again_has_it_told(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    sender.subscribe(group)
    client_id = chat.client_id()
    with wire.dead_after(step):
        chat.say(ann, "one", room=group, client_id=client_id)
    chat.say(ann, "one", room=group, client_id=client_id)
    sender.run()
    assert bodies(sender) == ["one"]


@pytest.mark.parametrize("step", STEPS)
def test_who_changes_something_and_dies_and_tries_again_has_it_told(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    chat.say(ann, room=group)
    sender.subscribe(group, "change")
    frame = React(type="react", room=group, seq=1, emoji="🐒", on=True, client_id=chat.client_id())
    with wire.dead_after(step):
        chat.change(ann, frame)
    chat.change(ann, frame)
    assert [event["data"]["rev"] for event in sender.run()] == [1]


@pytest.mark.parametrize("step", STEPS)
def test_who_comes_or_goes_is_told_of_if_and_only_if_it_is_so(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, cat: Link, group: str, step: int
) -> None:
    sender.subscribe(group, "member")
    with wire.dead_after(step):
        chat.groups.edit("ann", group, EditGroup(add_members=["cat"]))
    room = chat.rooms.load(group)
    assert room is not None
    expected = ["member.added"] if "cat" in room.members else []
    assert [event["type"] for event in sender.run()] == expected


@pytest.mark.parametrize("step", STEPS)
def test_a_sender_that_dies_is_followed_by_one_that_tells_the_rest(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    sender.subscribe(group)
    for body in ("one", "two", "three"):
        chat.say(ann, body, room=group)
    records = sender.waits()
    with wire.dead_after(step):
        sender.turns.take_all(records, lambda: True, lambda _seconds: None)
    sender.turns.take_all(records, lambda: True, lambda _seconds: None)  # the stream brings them again
    settle(chat, sender)
    assert bodies(sender) == ["one", "two", "three"]
    assert len(sender.receivers.posts) <= 4  # what was under way at most twice


@pytest.mark.parametrize("step", STEPS)
def test_a_sender_that_dies_over_a_failure_is_followed_by_one_that_tries_again(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    sender.subscribe(group)
    chat.say(ann, "one", room=group)
    sender.receivers.answer = lambda _post: 500
    records = sender.waits()
    with wire.dead_after(step):
        sender.turns.take_all(records, lambda: True, lambda _seconds: None)
    sender.turns.take_all(records, lambda: True, lambda _seconds: None)
    sender.receivers.answer = lambda _post: 200
    before = len(sender.receivers.posts)
    settle(chat, sender)
    assert len(sender.receivers.posts) == before + 1


@pytest.mark.parametrize("step", STEPS)
def test_two_at_once_never_send_to_one(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    sender.subscribe(group)
    for body in ("one", "two", "three"):
        chat.say(ann, body, room=group)
    records = sender.waits()

    def other() -> None:
        sender.turns.take_all(records, lambda: True, lambda _seconds: None)

    with wire.rival_after(step, other):
        other()
    settle(chat, sender)
    assert bodies(sender) == ["one", "two", "three"]
    assert len(sender.receivers.posts) == 3


@pytest.mark.parametrize("step", STEPS)
def test_what_is_said_while_it_looks_is_told_too(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    sender.subscribe(group)
    chat.say(ann, "one", room=group)
    with wire.rival_after(step, lambda: chat.say(ann, "two", room=group)):
        sender.run()
    sender.run()
    assert bodies(sender) == (["one", "two"] if chat.messages.newest(group) == 2 else ["one"])


@pytest.mark.parametrize("step", STEPS)
def test_what_is_said_while_one_subscribes_is_told_or_was_before(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, bob: Link, group: str, step: int
) -> None:
    with wire.rival_after(step, lambda: sender.subscribe(group)) as acted:
        chat.say(bob, "one", room=group)
    if not acted():
        sender.subscribe(group)
    sender.run()
    start = sender.of(group).cursor.seq
    assert start == 1, "what was said, or told, the cursor is behind"
    assert bodies(sender) in ([], ["one"])


@pytest.mark.parametrize("step", STEPS)
def test_who_joins_while_one_subscribes_is_told_of_or_was_there_before(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, cat: Link, group: str, step: int
) -> None:
    seen: list[bool] = []

    def subscribe() -> None:
        room = chat.rooms.load(group)
        seen.append(room is not None and "cat" in room.members)
        sender.subscribe(group, "member")

    with wire.rival_after(step, subscribe):
        chat.groups.join("cat", group, None)
    events = [event["type"] for event in sender.run()]
    assert events == ([] if not seen or seen == [True] else ["member.joined"])


@pytest.mark.parametrize("step", STEPS)
def test_two_who_subscribe_at_once_never_make_more_than_a_chat_may_have(
    chat: Chat, sender: Sender, wire: Wire, ann: Link, group: str, step: int
) -> None:
    for _ in range(4):
        sender.subscribe(group)
    made: list[str] = []

    def attempt() -> None:
        try:
            made.append(sender.subscribe(group).id)
        except Exception as error:  # noqa: BLE001  (which one is looked at below)
            made.append(type(error).__name__)

    with wire.rival_after(step, attempt) as acted:
        attempt()
    assert len(sender.rows.of(group)) == 5
    assert chat.rooms.states([group])[group].events == 5
    assert made.count("TooManySubscriptions") == (1 if acted() else 0)
