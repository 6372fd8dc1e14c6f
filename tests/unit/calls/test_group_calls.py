"""Given a group, when one calls, then those ring who may be disturbed, whoever comes is in it, and it ends with the
last."""

from __future__ import annotations

from typing import Any

import pytest

from snowfight.models.chat import EditGroup, NotifyLevel
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.phone_calls import Device, Phones

Circle = tuple[Device, Device, Device]


def kinds(page: Device) -> list[str]:
    return [each["type"] for each in page.heard()]


def users(state: dict[str, Any]) -> list[str]:
    return [each["username"] for each in state["participants"]]


def ring(circle: Circle, **parts: Any) -> dict[str, Any]:
    """Ann rings for the others."""
    ann, bob, cat = circle
    answer = ann.start(**parts)
    bob.call = cat.call = ann.call
    return answer


def party(phones: Phones, group: str, size: int, *, video: bool = False) -> list[Device]:
    """A call of so many in the group, which has more members."""
    names = [f"user_{number:02}" for number in range(7)]
    for name in names:
        phones.chat.user(name)
    crowd(phones.chat, group, names)
    pages = [phones.device(name, group) for name in ("ann", *names)]
    pages[0].start(video=video)
    for page in pages[1:]:
        page.call = pages[0].call
    for page in pages[1:size]:
        assert page.accept(video=video)["state"] == "live"
    return pages


def test_everybody_rings_and_whoever_comes_is_in_it(circle: Circle) -> None:
    ann, bob, cat = circle
    answer = ring(circle)
    assert kinds(bob) == kinds(cat) == ["call_ring", "call_state"]
    bob.accept()
    late = cat.accept(video=True)
    assert (answer["state"], late["state"], users(late)) == ("ringing", "live", ["ann", "bob", "cat"])
    assert [each["version"] for each in ann.heard()] == [2, 3]


def test_one_may_come_long_after_it_rang(phones: Phones, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    phones.wait(group, 300, ann, bob)
    assert users(cat.accept()) == ["ann", "bob", "cat"]


def test_who_calls_while_there_is_a_call_joins_it_and_it_rings_for_nobody_again(circle: Circle) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    cat.heard()
    answer = cat.start(video=True)
    assert (answer["call"], users(answer)) == (ann.call, ["ann", "bob", "cat"])
    assert kinds(bob)[-1] == "call_state"
    assert "call_ring" not in kinds(ann)


def test_it_is_declined_when_all_who_were_rung_have_said_so(circle: Circle) -> None:
    ann, bob, cat = circle
    ring(circle)
    first = bob.decline()
    assert (first["state"], first["declined"]) == ("ringing", ["bob"])
    assert ann.heard() == [first]
    assert cat.heard("call_state")[-1] == first
    last = cat.decline()
    assert (last["state"], last["reason"], last["declined"]) == ("over", "declined", ["bob", "cat"])
    assert ann.heard() == [last]


def test_it_is_missed_where_some_declined_and_some_did_not_answer(phones: Phones, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.decline()
    bob.heard()
    phones.wait(group, 60)
    last = ann.heard()[-1]
    assert (last["state"], last["reason"]) == ("over", "missed")
    assert cat.heard()[-1] == last
    assert bob.heard() == []
    assert bob.sync() == last


def test_who_declined_may_come_all_the_same(circle: Circle) -> None:
    _ann, bob, _cat = circle
    ring(circle)
    bob.decline()
    answer = bob.accept()
    assert (answer["state"], answer["declined"]) == ("live", [])


def test_declining_ends_nothing_that_goes_on(circle: Circle) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    assert cat.decline()["state"] == "live"
    assert ann.sync()["declined"] == ["cat"]


def test_who_was_not_rung_has_nothing_to_decline(chat: Chat, circle: Circle, group: str) -> None:
    ann, _bob, cat = circle
    chat.notify_levels.set("cat", group, NotifyLevel(level="none", until=None))
    answer = ring(circle)
    assert cat.decline() == answer
    assert ann.heard() == []


def test_no_more_come_in_the_end_than_a_message_can_name(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("snowfight.domain.calls.transitions.MOST", 2)
    _ann, bob, cat = circle
    ring(circle)
    bob.accept()
    bob.leave()
    assert cat.accept()["code"] == "call_full"
    assert users(bob.accept()) == ["ann", "bob"]


def test_who_started_may_leave_and_the_others_go_on(phones: Phones, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    cat.accept()
    assert users(ann.leave()) == ["bob", "cat"]
    cat.leave()
    phones.wait(group, 120, bob)
    alone = bob.sync()
    assert (alone["state"], users(alone)) == ("live", ["bob"])
    assert bob.leave()["reason"] == "ended"


def test_who_started_ends_it_while_nobody_has_come(circle: Circle) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.decline()
    assert ann.leave()["reason"] == "cancelled"
    assert cat.heard()[-1]["reason"] == "cancelled"


def test_those_who_are_in_another_call_are_not_rung_and_are_named(chat: Chat, phones: Phones, circle: Circle) -> None:
    _ann, bob, cat = circle
    dan = chat.user("dan")
    other = phones.device("bob", chat.private_chats.with_user("bob", dan), link=bob.link)
    other.start()
    bob.heard()
    answer = ring(circle)
    assert (answer["state"], answer["busy"]) == ("ringing", ["bob"])
    assert bob.heard() == []
    assert kinds(cat) == ["call_ring", "call_state"]
    # Whoever is not rung does not have to decline
    assert cat.decline()["reason"] == "declined"


def test_who_wants_no_notices_of_the_chat_is_told_nothing_and_may_come(chat: Chat, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    chat.notify_levels.set("cat", group, NotifyLevel(level="none", until=None))
    ring(circle)
    bob.accept()
    assert cat.heard() == []
    assert users(cat.accept()) == ["ann", "bob", "cat"]
    ann.leave()
    assert kinds(cat) == ["call_state"]


def test_nobody_outside_of_a_group_is_told_anything(chat: Chat, phones: Phones, circle: Circle, group: str) -> None:
    _ann, bob, _cat = circle
    stranger = phones.device(chat.user("dan"), group)
    ring(circle)
    bob.accept()
    bob.leave()
    assert stranger.heard() == []


def test_who_neither_rings_nor_is_in_it_is_told_no_more(phones: Phones, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    phones.wait(group, 50, ann, bob)
    cat.heard()
    bob.leave()
    assert cat.heard() == []


@pytest.mark.parametrize(("video", "most"), [(True, 4), (False, 6)])
def test_so_many_are_in_it_and_no_more(phones: Phones, group: str, video: bool, most: int) -> None:
    pages = party(phones, group, most, video=video)
    for kind in ("call_accept", "call_start"):
        error = pages[most].send(kind, video=video)
        assert (error["code"], error["call"]) == ("call_full", pages[0].call)
    assert len(pages[0].sync()["participants"]) == most
    pages[1].leave()
    assert len(pages[most].accept(video=video)["participants"]) == most


def test_a_full_call_lets_its_own_move_between_their_devices(phones: Phones, group: str) -> None:
    pages = party(phones, group, 4, video=True)
    tablet = phones.device("ann", group)
    tablet.call = pages[0].call
    assert len(tablet.accept(video=True)["participants"]) == 4


def test_nobody_turns_on_video_where_there_are_too_many_for_it(phones: Phones, group: str) -> None:
    pages = party(phones, group, 5)
    before = pages[0].sync()
    assert pages[1].accept(video=True)["code"] == "call_full"
    assert pages[5].accept(video=True)["code"] == "call_full"
    tablet = phones.device("ann", group)
    tablet.call = pages[0].call
    assert tablet.accept(video=True)["code"] == "call_full"
    assert pages[0].sync() == before


def test_who_is_full_elsewhere_stays_where_they_are(chat: Chat, phones: Phones, group: str) -> None:
    pages = party(phones, group, 4, video=True)
    other = phones.device(pages[4].link.username, chat.private_chats.with_user("user_03", "ann"))
    pages[0].leave()
    pages[5].accept(video=True)
    other.start()
    assert pages[4].accept(video=True)["code"] == "call_full"
    assert pages[4].accept(video=True, leave=True)["code"] == "call_full"
    assert users(other.sync()) == ["user_03"]


def test_whoever_leaves_the_group_leaves_its_call(chat: Chat, circle: Circle, group: str) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    cat.accept()
    chat.groups.leave("bob", group)
    assert users(ann.heard()[-1]) == ["ann", "cat"]
    assert bob.sync()["code"] == bob.leave()["code"] == "no_such_chat"


def test_whoever_is_removed_from_the_group_is_out_of_its_call_and_rings_no_more(
    chat: Chat, circle: Circle, group: str
) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    bob.heard()
    cat.heard()
    chat.groups.edit("ann", group, EditGroup(remove_members=["bob", "cat"]))
    assert users(ann.heard()[-1]) == ["ann"]
    assert users(bob.heard()[-1]) == ["ann"]
    assert users(cat.heard()[-1]) == ["ann"]
    assert cat.accept()["code"] == "no_such_chat"


def test_a_call_that_rings_ends_with_its_starter_s_membership(chat: Chat, circle: Circle, group: str) -> None:
    _ann, bob, cat = circle
    bob.start()
    cat.heard()
    chat.groups.edit("ann", group, EditGroup(remove_members=["bob"]))
    assert cat.heard()[-1]["reason"] == "cancelled"


def test_who_was_removed_need_not_decline(chat: Chat, circle: Circle, group: str) -> None:
    ann, _bob, cat = circle
    ring(circle)
    cat.decline()
    chat.groups.leave("bob", group)
    assert ann.heard()[-1]["reason"] == "declined"


def test_a_group_that_is_deleted_ends_its_call_without_a_message(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    ann, bob, cat = circle
    ring(circle)
    bob.accept()
    for page in circle:
        page.heard()
    chat.groups.delete("ann", group)
    last = bob.heard("call_state")[-1]
    assert (last["state"], last["participants"]) == ("over", [])
    assert ann.heard("call_state")[-1] == cat.heard("call_state")[-1] == last
    phones.watch(group)
    assert chat.messages.newest(group) == 0
    # And whoever was in it may call elsewhere
    room = chat.private_chats.with_user("ann", "bob")
    assert phones.device("ann", room).start()["state"] == "ringing"


def test_a_group_that_grows_beyond_twenty_keeps_its_call_and_begins_no_other(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    ann, bob, cat = circle
    ring(circle)
    crowd(chat, group, names := [f"user_{number:02}" for number in range(17)])
    for name in names:
        chat.user(name)
    assert bob.accept()["state"] == "live"
    crowd(chat, group, ["user_17"])
    chat.user("user_17")
    assert users(cat.accept()) == ["ann", "bob", "cat"]
    late = phones.device("user_17", group)
    assert users(late.start()) == ["ann", "bob", "cat", "user_17"]
    late.call = ann.call
    for page in (ann, bob, cat, late):
        page.leave()
    assert ann.start()["code"] == "no_calls_here"


def test_a_group_of_twenty_calls(chat: Chat, phones: Phones, circle: Circle, group: str) -> None:
    crowd(chat, group, names := [f"user_{number:02}" for number in range(17)])
    for name in names:
        chat.user(name)
    pages = [phones.device(name, group) for name in names]
    ring(circle)
    assert all(kinds(page) == ["call_ring", "call_state"] for page in pages)


def test_who_is_new_in_the_group_joins_without_having_been_rung(
    chat: Chat, phones: Phones, circle: Circle, group: str
) -> None:
    pages = circle
    ring(circle)
    dan = phones.device(chat.user("dan", verified=True), group)
    chat.groups.join("dan", group, None)
    dan.heard()
    dan.call = pages[0].call
    assert users(dan.accept()) == ["ann", "dan"]
