"""Given two in a private chat, when one calls, then it rings for 45 s, and goes on until somebody hangs up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from snowfight.clock import milliseconds
from snowfight.models.chat import NotifyLevel
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.phone_calls import Device, Phones


def names(state: dict[str, object]) -> list[tuple[str, str, bool]]:
    people = state["participants"]
    assert isinstance(people, list)
    return [(each["username"], each["device"], each["video"]) for each in people]


@pytest.fixture
def ringing(ann_page: Device, bob_page: Device) -> str:
    """Ann rings for Bob."""
    ann_page.start()
    bob_page.call = ann_page.call
    return ann_page.call


@pytest.fixture
def live(ringing: str, ann_page: Device, bob_page: Device) -> str:
    bob_page.accept()
    ann_page.heard()
    bob_page.heard()
    return ringing


def test_a_call_rings_for_the_other_for_45_seconds(
    chat: Chat, ann_page: Device, bob_page: Device, private: str
) -> None:
    began = chat.clock.now()
    answer = ann_page.start(video=True)
    assert answer == {
        "type": "call_state",
        "room": private,
        "call": ann_page.call,
        "state": "ringing",
        "version": 1,
        "started_by": "ann",
        "started": began.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "expires": (began + timedelta(seconds=45)).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "participants": [{"username": "ann", "device": ann_page.id, "video": True, "since": answer["started"]}],
        "declined": [],
        "busy": [],
        "reason": None,
    }
    ring, state = bob_page.heard()
    assert ring == {
        "type": "call_ring",
        "room": private,
        "call": ann_page.call,
        "username": "ann",
        "video": True,
        "expires": answer["expires"],
    }
    assert state == answer
    assert ann_page.heard() == []


def test_whoever_accepts_is_in_it_and_everybody_knows(ringing: str, ann_page: Device, bob_page: Device) -> None:
    bob_page.heard()
    answer = bob_page.accept(video=True)
    assert (answer["state"], answer["version"]) == ("live", 2)
    assert names(answer) == [("ann", ann_page.id, False), ("bob", bob_page.id, True)]
    assert ann_page.heard() == [answer]
    assert bob_page.heard() == []


def test_accepting_on_one_device_ends_the_ringing_on_the_others(
    phones: Phones, ann_page: Device, bob_page: Device, private: str
) -> None:
    tablet = phones.device("bob", private)
    ann_page.start()
    assert [each["type"] for each in tablet.heard()] == ["call_ring", "call_state"]
    bob_page.call = ann_page.call
    answer = bob_page.accept()
    assert tablet.heard() == [answer]


def test_a_declined_call_is_over_on_all_devices(
    phones: Phones, ann_page: Device, bob_page: Device, private: str
) -> None:
    tablet = phones.device("bob", private)
    ann_page.start()
    bob_page.call = ann_page.call
    answer = bob_page.decline()
    assert (answer["state"], answer["reason"], answer["declined"]) == ("over", "declined", ["bob"])
    assert answer["participants"] == []
    assert ann_page.heard("call_state") == [answer]
    assert tablet.heard("call_state")[-1] == answer


def test_whoever_calls_may_give_up(ringing: str, ann_page: Device, bob_page: Device) -> None:
    answer = ann_page.leave()
    assert (answer["state"], answer["reason"], answer["version"]) == ("over", "cancelled", 2)
    assert bob_page.heard("call_state")[-1] == answer


def test_nobody_answers(phones: Phones, ringing: str, ann_page: Device, bob_page: Device, private: str) -> None:
    phones.wait(private, 44, ann_page)
    assert ann_page.sync()["state"] == "ringing"
    phones.wait(private, 12)
    state = ann_page.heard()[-1]
    assert (state["state"], state["reason"]) == ("over", "missed")
    assert bob_page.heard("call_state")[-1] == state


def test_a_ring_that_is_over_cannot_be_accepted_though_nobody_looked_since(
    chat: Chat, ringing: str, bob_page: Device
) -> None:
    chat.clock.advance(seconds=45)
    assert bob_page.accept()["code"] == "call_over"


def test_the_one_who_stays_is_told_that_the_other_left_and_a_minute_later_it_is_over(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    answer = bob_page.leave()
    assert (answer["state"], names(answer)) == ("live", [("ann", ann_page.id, False)])
    assert ann_page.heard() == [answer]
    phones.wait(private, 59, ann_page)
    assert ann_page.sync()["state"] == "live"
    phones.wait(private, 15, ann_page)
    state = ann_page.heard()[-1]
    assert (state["state"], state["reason"]) == ("over", "ended")


def test_who_comes_back_within_the_minute_goes_on_talking(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    bob_page.leave()
    phones.wait(private, 50, ann_page)
    assert bob_page.accept()["state"] == "live"
    phones.wait(private, 70, ann_page, bob_page)
    assert len(ann_page.sync()["participants"]) == 2


def test_the_last_one_out_ends_it(live: str, ann_page: Device, bob_page: Device) -> None:
    ann_page.leave()
    answer = bob_page.leave()
    assert (answer["state"], answer["reason"]) == ("over", "ended")


def test_a_call_that_was_answered_and_left_may_still_be_declined(live: str, ann_page: Device, bob_page: Device) -> None:
    bob_page.leave()
    answer = bob_page.decline()
    assert (answer["state"], answer["reason"]) == ("over", "ended")


def test_declining_hangs_up_nothing(phones: Phones, live: str, ann_page: Device, private: str) -> None:
    tablet = phones.device("bob", private)
    tablet.call = live
    assert tablet.decline()["state"] == "live"
    assert len(ann_page.sync()["participants"]) == 2
    assert ann_page.heard() == []


def test_who_is_in_another_call_is_busy_and_it_is_over_at_once(
    chat: Chat, phones: Phones, cat: Link, live: str, ann_page: Device, bob_page: Device
) -> None:
    room = chat.private_chats.with_user("cat", "bob")
    caller = phones.device("cat", room, link=cat)
    answer = caller.start()
    assert (answer["state"], answer["reason"], answer["busy"], answer["version"]) == ("over", "busy", ["bob"], 1)
    assert answer["participants"] == []
    assert bob_page.heard() == [answer]
    assert caller.sync() == answer
    assert caller.start()["reason"] == "busy"


def test_who_hung_up_is_busy_no_more(chat: Chat, phones: Phones, cat: Link, live: str, bob_page: Device) -> None:
    bob_page.leave()
    room = chat.private_chats.with_user("cat", "bob")
    assert phones.device("cat", room, link=cat).start()["state"] == "ringing"


def test_who_fell_silent_is_busy_no_more_though_nobody_looked_since(
    chat: Chat, phones: Phones, cat: Link, live: str
) -> None:
    chat.clock.advance(seconds=60)
    room = chat.private_chats.with_user("cat", "bob")
    caller = phones.device("cat", room, link=cat)
    assert caller.start()["state"] == "ringing"
    callee = phones.device("bob", room)
    callee.call = caller.call
    assert callee.accept()["state"] == "live"


def test_two_who_call_each_other_are_in_one_call(ringing: str, ann_page: Device, bob_page: Device) -> None:
    answer = bob_page.start()
    assert (answer["call"], answer["state"], answer["started_by"]) == (ringing, "live", "ann")
    assert ann_page.heard() == [answer]


@pytest.mark.parametrize("kind", ["call_start", "call_accept"])
def test_who_is_in_another_call_leaves_it_only_when_asked_to(
    chat: Chat, phones: Phones, cat: Link, live: str, ann_page: Device, bob_page: Device, kind: str
) -> None:
    # Given Cat, who rings for Bob before he comes back to Ann
    room = chat.private_chats.with_user("cat", "bob")
    here = phones.device("bob", room, link=bob_page.link)
    if kind == "call_accept":
        bob_page.leave()
        other = phones.device("cat", room, link=cat)
        other.start()
        here.call = other.call
        bob_page.accept()
    # When Bob wants to be in a call with her as well, then he has to leave the first one
    error = here.send(kind, video=False)
    assert (error["code"], error["call"]) == ("call_busy", here.call)
    assert len(ann_page.sync()["participants"]) == 2
    ann_page.heard()
    answer = here.send(kind, video=False, leave=True)
    assert [each["username"] for each in answer["participants"]][-1] == "bob"
    assert names(ann_page.heard()[-1]) == [("ann", ann_page.id, False)]


def test_what_cannot_be_joined_is_no_reason_to_leave_where_one_is(
    chat: Chat, phones: Phones, cat: Link, live: str, ann_page: Device, bob_page: Device
) -> None:
    room = chat.private_chats.with_user("cat", "bob")
    here = phones.device("bob", room, link=bob_page.link)
    assert here.accept(leave=True)["code"] == "call_over"
    assert here.accept()["code"] == "call_over"
    assert len(ann_page.sync()["participants"]) == 2


def test_a_device_that_accepts_takes_over_from_the_other_one(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    tablet = phones.device("bob", private)
    tablet.call = live
    answer = tablet.accept(video=True)
    assert answer["version"] == 3
    assert names(answer) == [("ann", ann_page.id, False), ("bob", tablet.id, True)]
    assert bob_page.heard() == [answer]
    assert bob_page.leave() == answer
    refused = bob_page.signal(ann_page.id)
    assert refused is not None
    assert refused["code"] == "no_such_device"


def test_whoever_calls_may_take_over_while_it_rings(
    phones: Phones, ringing: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    tablet = phones.device("ann", private)
    tablet.call = ringing
    answer = tablet.accept()
    assert (answer["state"], names(answer)) == ("ringing", [("ann", tablet.id, False)])
    bob_page.accept()
    assert tablet.leave()["state"] == "live"


def test_accepting_again_turns_the_camera_and_any_camera_makes_it_a_call_with_video(
    phones: Phones, live: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    since = ann_page.sync()["participants"][1]["since"]
    on = bob_page.accept(video=True)
    assert (on["version"], on["participants"][1]["video"], on["participants"][1]["since"]) == (3, True, since)
    assert phones.going_on("ann", private) == {
        "call": live,
        "state": "live",
        "video": True,
        "started_by": "ann",
        "version": 3,
    }
    off = bob_page.accept(video=False)
    assert (off["version"], off["participants"][1]["video"]) == (4, False)
    assert ann_page.heard() == [on, off]


def test_what_changes_nothing_is_answered_with_what_is_and_told_to_nobody(
    live: str, ann_page: Device, bob_page: Device
) -> None:
    known = ann_page.sync()
    assert ann_page.accept() == known
    assert bob_page.accept() == known
    assert ann_page.send("call_start", video=False) == known
    assert bob_page.decline() == known
    assert ann_page.heard() == bob_page.heard() == []
    left = bob_page.leave()
    ann_page.heard()
    assert bob_page.leave() == left
    assert ann_page.heard() == []


def test_a_start_that_is_repeated_rings_once(ann_page: Device, bob_page: Device) -> None:
    first = ann_page.start()
    bob_page.heard()
    assert ann_page.send("call_start", video=False) == first
    assert bob_page.heard() == []


def test_what_is_over_stays_over(live: str, ann_page: Device, bob_page: Device) -> None:
    ann_page.leave()
    last = bob_page.leave()
    ann_page.heard()
    bob_page.heard()
    for page in (ann_page, bob_page):
        assert [page.sync(), page.leave(), page.decline()] == [last] * 3
        assert page.accept()["code"] == page.send("call_start", video=False)["code"] == "call_over"
        assert page.heard() == []


def test_the_last_state_outlives_the_next_call_for_a_day(
    chat: Chat, phones: Phones, ringing: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    last = bob_page.decline()
    other = phones.device("ann", private)
    assert other.start()["state"] == "ringing"
    assert [ann_page.sync(), ann_page.leave(), bob_page.decline()] == [last] * 3
    assert bob_page.accept()["code"] == ann_page.send("call_start", video=False)["code"] == "call_over"
    assert other.sync()["state"] == "ringing"


def test_a_new_call_may_start_the_moment_a_ring_is_over_and_both_are_logged(
    chat: Chat, phones: Phones, ringing: str, ann_page: Device, bob_page: Device, private: str
) -> None:
    chat.clock.advance(seconds=45)
    bob_page.heard()
    again = phones.device("ann", private, link=ann_page.link)
    assert again.start()["state"] == "ringing"
    assert [each["state"] for each in bob_page.heard("call_state")] == ["over", "ringing"]
    bob_page.call = again.call
    bob_page.decline()
    assert [each["call"]["outcome"] for each in phones.logged("ann", private)] == ["missed", "declined"]


def test_versions_grow_by_one(ann_page: Device, bob_page: Device) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.accept()
    bob_page.accept(video=True)
    ann_page.leave()
    bob_page.leave()
    seen = [*bob_page.heard("call_state"), *ann_page.heard("call_state"), ann_page.sync()]
    assert sorted({each["version"] for each in seen}) == [1, 2, 3, 4, 5]


def test_the_ring_is_of_whom_the_chat_may_disturb(chat: Chat, ann_page: Device, bob_page: Device, private: str) -> None:
    chat.notify_levels.set("bob", private, NotifyLevel(level="none", until=None))
    assert ann_page.start()["state"] == "ringing"
    # A state is of all in a private chat, a ring is not
    assert [each["type"] for each in bob_page.heard()] == ["call_state"]
    bob_page.call = ann_page.call
    assert bob_page.accept()["state"] == "live"


def test_times_are_of_milliseconds(chat: Chat, ann_page: Device) -> None:
    chat.clock.advance(milliseconds=123)
    answer = ann_page.start()
    assert answer["started"].endswith(".123Z")
    assert ann_page.sync()["started"] == answer["started"]
    assert milliseconds(chat.clock.now()) % 1000 == 123
