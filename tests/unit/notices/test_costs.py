"""What notices cost the messages that may need one, at the wire."""

from __future__ import annotations

import pytest

from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.notices import Notices
from tests.support.wire import Watch, Wire


def sent(chat: Chat, wire: Wire, link: Link, room: str, body: str = "hello") -> Watch:
    chat.say(link, room=room)
    with wire.watched() as seen:
        chat.say(link, body, room=room)
    return seen


def test_where_everybody_looks_a_message_costs_what_it_did(
    chat: Chat, wire: Wire, notices: Notices, ann: Link, bob: Link, private: str, group: str
) -> None:
    notices.subscribe("bob")
    for room in (private, group, PUBLIC_CHAT):
        seen = sent(chat, wire, ann, room)
        assert (len(seen.requests), seen.write_units) == (6, 4)
    assert notices.waits() == []


def test_who_is_away_and_cannot_be_told_costs_one_read(chat: Chat, wire: Wire, notices: Notices, ann: Link) -> None:
    room = chat.private_chats.with_user("ann", chat.user("dan"))
    seen = sent(chat, wire, ann, room)
    assert (len(seen.requests), seen.write_units) == (7, 4)
    assert seen.rounds == 4  # it is asked for while the message is stored
    assert notices.waits() == []


def test_who_is_away_and_can_be_told_costs_one_read_and_one_write_however_many_they_are(
    chat: Chat, wire: Wire, notices: Notices, ann: Link, bob: Link, group: str
) -> None:
    crowd(chat, group, names := [f"user_{number:02}" for number in range(18)])
    for name in names:
        chat.user(name)
    for name in ("bob", *names):
        notices.subscribe(name)
    chat.connections.close(bob)
    seen = sent(chat, wire, ann, group)
    assert (len(seen.requests), seen.write_units) == (8, 5)


def test_the_public_chat_costs_a_mention_one_request_and_who_is_away_one_write(
    chat: Chat, wire: Wire, notices: Notices, ann: Link, bob: Link
) -> None:
    looks = sent(chat, wire, ann, PUBLIC_CHAT, "@bob")
    chat.connections.close(bob)
    away = sent(chat, wire, ann, PUBLIC_CHAT, "@bob")
    assert (len(away.requests), away.write_units) == (len(looks.requests) + 1, looks.write_units + 1)
    nobody = sent(chat, wire, ann, PUBLIC_CHAT)
    assert (len(nobody.requests), nobody.write_units) == (6, 4)


@pytest.mark.parametrize("devices", [1, 10])
def test_a_notice_costs_no_more_writes_for_more_devices(
    chat: Chat, wire: Wire, notices: Notices, ann: Link, bob: Link, private: str, devices: int
) -> None:
    chat.connections.close(bob)
    for _ in range(devices):
        notices.subscribe("bob")
    chat.say(ann, room=private)
    with wire.watched() as seen:
        assert len(notices.run()) == devices
    # The row that woke the notifier goes; that the user was told is kept
    assert (len(seen.requests), seen.write_units) == (10, 2)
