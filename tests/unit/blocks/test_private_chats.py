"""The private chat of two of whom one has blocked the other: read, and nothing new, whoever of them it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.models.client_frames import Delete, Edit, Pin, React, Send, Typing
from snowfight.models.message import HistoryQuery
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.phone_calls import Device, Phones
from tests.unit.blocks.conftest import Refusal

Act = Callable[[Chat, Link, str], object]


def _frame(chat: Chat, room: str) -> dict[str, object]:
    return {"room": room, "client_id": chat.client_id()}


ACTS: dict[str, Act] = {
    "message": lambda chat, link, room: chat.say(link, room=room),
    "edit": lambda chat, link, room: chat.change(
        link, Edit.model_validate({"type": "edit", "seq": _own(link), "body": "else", **_frame(chat, room)})
    ),
    "react": lambda chat, link, room: chat.change(
        link, React.model_validate({"type": "react", "seq": 1, "emoji": "👍", "on": True, **_frame(chat, room)})
    ),
    "pin": lambda chat, link, room: chat.change(
        link, Pin.model_validate({"type": "pin", "seq": 1, "on": True, **_frame(chat, room)})
    ),
    "typing": lambda chat, link, room: chat.typing.tell(link, Typing(type="typing", room=room)),
    "an upload's signature": lambda chat, link, room: chat.upload_admission.admit(link.username, room),
}


def _own(link: Link) -> int:
    return 1 if link.username == "ann" else 2


@pytest.fixture
def talked(chat: Chat, ann: Link, bob: Link, private: str) -> str:
    """Ann's and Bob's chat, in which each has written."""
    chat.say(ann, "one", room=private)
    chat.say(bob, "two", room=private)
    return private


@pytest.mark.parametrize("who", ["ann", "bob"])
@pytest.mark.parametrize("act", ACTS)
def test_nothing_new_is_accepted_from_either(
    chat: Chat, refusal: Refusal, talked: str, ann: Link, bob: Link, act: str, who: str
) -> None:
    link = ann if who == "ann" else bob
    # Given
    chat.block_service.block("bob", "ann")
    before = chat.rooms.states([talked])[talked]
    # When, then
    assert refusal(lambda: ACTS[act](chat, link, talked)) == "not_accepted"
    after = chat.rooms.states([talked])[talked]
    assert (after.last_seq, after.last_rev) == (before.last_seq, before.last_rev)
    # And when the block is lifted
    chat.block_service.unblock("bob", "ann")
    assert refusal(lambda: ACTS[act](chat, link, talked)) == "ok"


@pytest.mark.parametrize("who", ["ann", "bob"])
def test_reading_and_deleting_ones_own_go_on(chat: Chat, talked: str, ann: Link, bob: Link, who: str) -> None:
    link = ann if who == "ann" else bob
    chat.block_service.block("bob", "ann")
    chat.change(link, Delete.model_validate({"type": "delete", "seq": _own(link), **_frame(chat, talked)}))
    page = chat.history.page(who, talked, HistoryQuery())
    assert [message.deleted is not None for message in page.messages] == [who == "ann", who == "bob"]
    assert chat.chat_lists.one(who, talked).last_seq == 2
    assert chat.private_chats.with_user(who, "bob" if who == "ann" else "ann") == talked


def test_what_was_stored_before_is_still_acknowledged(
    chat: Chat, refusal: Refusal, talked: str, ann: Link, bob: Link
) -> None:
    client_id = chat.say(ann, "three", room=talked)
    edit = Edit.model_validate({"type": "edit", "seq": 1, "body": "else", **_frame(chat, talked)})
    chat.change(ann, edit)
    chat.block_service.block("bob", "ann")
    again = Send(type="message", room=talked, client_id=client_id, body="three")
    for sending in (chat.sending, Chat(database=chat.database, gateway=chat.gateway, clock=chat.clock).sending):
        assert refusal(lambda sending=sending: sending.send(ann, again)) == "ok"
    assert refusal(lambda: chat.change(ann, edit)) == "ok"


@pytest.mark.parametrize("who", ["ann", "bob"])
def test_no_new_private_chat_is_made(chat: Chat, refusal: Refusal, ann: Link, bob: Link, who: str) -> None:
    other = "bob" if who == "ann" else "ann"
    chat.block_service.block("bob", "ann")
    assert refusal(lambda: chat.private_chats.with_user(who, other)) == "not_accepted"
    assert list(chat.rooms.memberships.of(who)) == ["public-chat"]
    chat.block_service.unblock("bob", "ann")
    assert refusal(lambda: chat.private_chats.with_user(who, other)) == "ok"


@pytest.mark.parametrize("who", ["ann", "bob"])
def test_no_call_rings(chat: Chat, phones: Phones, private: str, ann: Link, bob: Link, who: str) -> None:
    page = phones.device(who, private, link=ann if who == "ann" else bob)
    chat.block_service.block("bob", "ann")
    assert page.start()["code"] == "not_accepted"
    chat.block_service.unblock("bob", "ann")
    assert page.start()["state"] == "ringing"


@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("who", ["ann", "bob"])
def test_whoever_blocks_somebody_hangs_up(
    chat: Chat, ann_page: Device, bob_page: Device, who: str, answered: bool
) -> None:
    # Given a call of Ann's that rings for Bob, or that he has answered
    ann_page.start()
    bob_page.call = ann_page.call
    if answered:
        bob_page.accept()
    for page in (ann_page, bob_page):
        page.heard()
    # When
    chat.block_service.block(who, "bob" if who == "ann" else "ann")
    # Then it is over for both
    assert {frame["state"] for page in (ann_page, bob_page) for frame in page.heard("call_state")} == {"over"}
    assert bob_page.accept()["code"] == "call_over"


def test_a_call_in_a_group_rings_for_the_others(chat: Chat, circle: tuple[Device, Device, Device]) -> None:
    ann, bob, cat = circle
    chat.block_service.block("bob", "ann")
    ann.start()
    assert [len(page.heard("call_ring")) for page in (bob, cat)] == [0, 1]
    chat.block_service.unblock("bob", "ann")


def test_the_others_of_a_chat_are_not_concerned(chat: Chat, refusal: Refusal, ann: Link, bob: Link, cat: Link) -> None:
    """Ann is asked about further, since she has a block; what she does with Cat is accepted."""
    room = chat.private_chats.with_user("ann", "cat")
    chat.block_service.block("bob", "ann")
    for link in (ann, cat):
        assert refusal(lambda link=link: chat.say(link, room=room)) == "ok"
    assert refusal(lambda: chat.private_chats.with_user("bob", "cat")) == "ok"
