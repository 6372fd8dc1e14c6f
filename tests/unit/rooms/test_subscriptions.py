"""Given the public chat and its readers, when a connection joins, leaves, reads and pings, then …"""

from __future__ import annotations

from operator import attrgetter

import pytest

from snowfight.domain.messages.outcomes import OutcomeUnknown
from snowfight.errors import NoSuchChat
from snowfight.models.client_frames import Join, Leave, Ping, PresenceFrame, Read
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat

UNKNOWN = "9c5b94b1-35ad-49bb-b118-8e8fc24abf80"


def behind(chat: Chat, link: Link, seqs: dict[str, int]) -> dict[str, int]:
    return chat.heartbeat.ping(link, Ping(type="ping", seqs=seqs)).behind


def showing(chat: Chat, room: str = PUBLIC_CHAT) -> set[str]:
    return {link.connection_id for link in chat.connections.viewers.of(room, chat.clock.now())}


def test_joining_tells_how_far_the_log_has_got_even_where_the_chats_row_does_not_know_it_yet(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a message whose function died before it could tell the chat's row
    ann = chat.connect(chat.user("ann"))
    chat.say(ann)

    def die(*_: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as patched:
        patched.setattr(chat.rooms, "advance", die)
        with pytest.raises(OutcomeUnknown):
            chat.say(ann)
    # When
    joined = chat.subscriptions.join(ann, Join(type="join", room=PUBLIC_CHAT))[0]
    # Then
    assert (joined.room, joined.last_seq, joined.members) == (PUBLIC_CHAT, 2, None)


@pytest.mark.parametrize("step", ["connections.viewers.add", "log_ends.of"])
def test_a_connection_whose_first_join_failed_is_welcomed_with_the_next(
    chat: Chat, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    # Given a first join that something keeps from its end
    ann = chat.connect(chat.user("ann"))

    def fail(*_: object) -> None:
        raise TimeoutError

    place, _, name = step.rpartition(".")
    with monkeypatch.context() as patched:
        patched.setattr(attrgetter(place)(chat), name, fail)
        with pytest.raises(TimeoutError):
            chat.subscriptions.join(ann, Join(type="join", room=PUBLIC_CHAT))
    # When, then
    seen = [chat.subscriptions.join(ann, Join(type="join", room=PUBLIC_CHAT))[1] for _ in range(2)]
    assert [state is not None for state in seen] == [True, False]


def test_a_ping_finds_a_message_whose_sender_died_and_everybody_is_told_once(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a message that was stored and told nobody, and is never tried again
    links = [chat.connect(chat.user(name), PUBLIC_CHAT) for name in ("ann", "bob", "eve")]
    ann, bob, eve = links
    chat.say(ann, "one")

    def die(*_: object, **_named: object) -> None:
        raise TimeoutError

    with monkeypatch.context() as outage:
        outage.setattr(chat.rooms, "advance", die)
        outage.setattr(chat.gateway, "broadcast", die)
        for body in ("two", "three"):
            with pytest.raises(OutcomeUnknown):
                chat.say(ann, body)
    # When
    answers = [behind(chat, link, {PUBLIC_CHAT: 1}) for link in (bob, eve)]
    # Then
    assert answers == [{PUBLIC_CHAT: 3}] * 2
    for link in links:
        bodies = [frame["message"]["body"] for frame in chat.gateway.frames(link.connection_id, "message_handler")]
        assert bodies == ["one", "two", "three"]
    [hers] = chat.chat_lists.all("ann").chats
    assert (hers.last_seq, hers.unread) == (3, 0)


def test_whoever_joins_gets_what_is_said_until_they_leave(chat: Chat) -> None:
    ann, bob = chat.connect(chat.user("ann")), chat.connect(chat.user("bob"), PUBLIC_CHAT)
    chat.say(ann, "one")
    chat.subscriptions.leave(bob, Leave(type="leave", room=PUBLIC_CHAT))
    chat.subscriptions.leave(bob, Leave(type="leave", room=PUBLIC_CHAT))
    chat.say(ann, "two")
    frames = chat.gateway.frames(bob.connection_id, "message_handler")
    assert [frame["message"]["body"] for frame in frames] == ["one"]


def test_each_tab_shows_for_itself(chat: Chat) -> None:
    one, other = chat.connect(chat.user("ann"), PUBLIC_CHAT), chat.connect("ann", PUBLIC_CHAT)
    chat.subscriptions.leave(one, Leave(type="leave", room=PUBLIC_CHAT))
    assert showing(chat) == {other.connection_id}


@pytest.mark.parametrize("room", ["nowhere", UNKNOWN, "PUBLIC-CHAT", "VIEW#public-chat"])
def test_an_unknown_chat_can_neither_be_joined_nor_read_and_leaving_it_is_fine(chat: Chat, room: str) -> None:
    ann = chat.connect(chat.user("ann"))
    with pytest.raises(NoSuchChat):
        chat.subscriptions.join(ann, Join(type="join", room=room))
    with pytest.raises(NoSuchChat):
        chat.read_receipts.read(ann, Read(type="read", room=room, seq=1))
    chat.subscriptions.leave(ann, Leave(type="leave", room=room))
    assert showing(chat, room) == set()


def test_a_ping_tells_where_the_client_is_behind_and_only_there(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    assert behind(chat, ann, {PUBLIC_CHAT: 0}) == {}
    for _ in range(3):
        chat.say(ann)
    assert behind(chat, ann, {PUBLIC_CHAT: 0}) == {PUBLIC_CHAT: 3}
    assert behind(chat, ann, {PUBLIC_CHAT: 2}) == {PUBLIC_CHAT: 3}
    for seq in (3, 4):
        assert behind(chat, ann, {PUBLIC_CHAT: seq}) == {}
    assert behind(chat, ann, {}) == {}


def test_a_ping_tells_nothing_of_other_peoples_chats(chat: Chat) -> None:
    # Given a private chat with something in it
    for name in ("ann", "bob", "eve"):
        chat.user(name)
    room = chat.private_chats.with_user("ann", "bob")
    chat.say(chat.connect("ann"), room=room)
    # When, then
    assert behind(chat, chat.connect("bob"), {room: 0}) == {room: 1}
    assert behind(chat, chat.connect("eve"), {room: 0, UNKNOWN: 0, "nowhere": 0}) == {}


def test_reading_is_cut_at_the_end_and_never_goes_back(chat: Chat) -> None:
    ann, bob = chat.connect(chat.user("ann")), chat.connect(chat.user("bob"))
    for _ in range(3):
        chat.say(ann)
    for seq, read in ((2, 2), (1, 2), (0, 2), (99, 3), (1, 3)):
        chat.read_receipts.read(bob, Read(type="read", room=PUBLIC_CHAT, seq=seq))
        [public] = chat.chat_lists.all("bob").chats
        assert (public.read_seq, public.unread) == (read, 3 - read)


def test_a_hidden_tab_makes_its_user_inactive_and_a_shown_one_brings_them_back(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    for state, status in (("inactive", "inactive"), ("active", "online")):
        chat.subscriptions.presence(ann, PresenceFrame.model_validate({"type": "presence", "state": state}))
        assert chat.connections.users.statuses(["ann"], chat.clock.now())["ann"] == status
