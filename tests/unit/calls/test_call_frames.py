"""Given a frame about a call that cannot be served, then its sender is told why, and nothing has moved."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest

from snowfight.clock import SystemClock
from snowfight.domain.calls.calls import STARTED
from snowfight.models.chat import NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.transport.throttle import Throttle
from tests.support.chat import Chat
from tests.support.clock import ManualClock
from tests.support.crowd import crowd
from tests.support.events import frame_event
from tests.support.gateway import RecordingGateway
from tests.support.lambdas import Lambdas
from tests.support.phone_calls import Device, Phones

FRAMES: dict[str, dict[str, Any]] = {
    "call_start": {"video": False},
    "call_accept": {"video": False},
    "call_decline": {},
    "call_leave": {},
    "call_sync": {},
    "call_signal": {"to": str(uuid4()), "data": {}},
}
KNOWING = {"call_decline", "call_leave", "call_sync"}
"""Frames that the last state answers while there is one."""


@pytest.fixture
def live(ann_page: Device, bob_page: Device) -> str:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.accept()
    ann_page.heard()
    bob_page.heard()
    return ann_page.call


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize("place", ["private", "group", "nowhere", "\N{SNOWMAN}" * 300])
def test_who_is_no_member_is_told_of_no_such_chat(
    chat: Chat, phones: Phones, private: str, group: str, kind: str, place: str
) -> None:
    room = {"private": private, "group": group}.get(place, place)
    stranger = phones.device(chat.user("dan"), room)
    if place in {"private", "group"}:
        ann = phones.device("ann", room)
        ann.start()
        stranger.call = ann.call
    error = stranger.ask(kind, **FRAMES[kind])
    assert error is not None
    assert (error["code"], error["call"]) == ("no_such_chat", stranger.call)
    assert len(phones.parts.rows.newest([private, group])) == (place in {"private", "group"})


@pytest.mark.parametrize("kind", FRAMES)
def test_in_the_public_chat_there_are_no_calls(phones: Phones, ann: Link, kind: str) -> None:
    error = phones.device("ann", PUBLIC_CHAT, link=ann).ask(kind, **FRAMES[kind])
    assert error is not None
    assert error["code"] == "no_calls_here"


def test_in_a_group_of_more_than_twenty_nobody_calls(chat: Chat, phones: Phones, ann: Link) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="Crowd"))
    crowd(chat, group, [f"user_{number:02}" for number in range(20)])
    assert phones.device("ann", group, link=ann).start()["code"] == "no_calls_here"


@pytest.mark.parametrize("kind", sorted(FRAMES.keys() - {"call_start"}))
def test_a_call_that_never_was_is_over(ann_page: Device, kind: str) -> None:
    error = ann_page.ask(kind, **FRAMES[kind])
    assert error is not None
    assert (error["type"], error["code"], error["call"]) == ("error", "call_over", ann_page.call)
    assert error.get("to") == FRAMES[kind].get("to")


@pytest.mark.parametrize("kind", sorted(FRAMES.keys() - {"call_start"}))
def test_a_call_of_another_chat_is_over_here(
    phones: Phones, bob: Link, group: str, live: str, ann_page: Device, kind: str
) -> None:
    elsewhere = phones.device("bob", group)
    elsewhere.call = live
    error = elsewhere.ask(kind, **FRAMES[kind])
    assert error is not None
    assert error["code"] == "call_over"
    assert len(ann_page.sync()["participants"]) == 2


@pytest.mark.parametrize("kind", FRAMES)
def test_what_is_over_is_over_unless_one_only_wants_to_know(
    live: str, ann_page: Device, bob_page: Device, kind: str
) -> None:
    ann_page.leave()
    last = bob_page.leave()
    answer = bob_page.ask(kind, **{**FRAMES[kind], "to": ann_page.id})
    assert answer is not None
    assert answer == last if kind in KNOWING else answer["code"] == "call_over"


@pytest.mark.parametrize("kind", FRAMES)
def test_a_device_of_another_user_s_moves_nothing(phones: Phones, live: str, ann_page: Device, kind: str) -> None:
    before = ann_page.sync()
    thief = phones.device("bob", ann_page.room)
    thief.call, thief.id = live, ann_page.id
    error = thief.ask(kind, **{**FRAMES[kind], "to": ann_page.id})
    assert error is not None
    assert (error["code"], error["call"]) == ("no_such_device", live)
    assert ann_page.heard() == []
    assert ann_page.sync() == before


def test_a_device_that_is_not_in_the_call_learns_the_state_and_moves_nothing(
    phones: Phones, live: str, ann_page: Device
) -> None:
    before = ann_page.sync()
    tablet = phones.device("bob", ann_page.room)
    tablet.call = live
    assert tablet.sync() == tablet.leave() == tablet.decline() == before
    assert ann_page.heard() == []


@pytest.mark.parametrize("kind", FRAMES)
@pytest.mark.parametrize(
    "wrong",
    [
        {"call": "no uuid"},
        {"call": 7},
        {"device": None},
        {"device": "C0FFEE00-0000-4000-8000-00000000000\N{ARABIC-INDIC DIGIT ONE}"},
        {"room": ["den"]},
        {"video": "perhaps", "to": "nobody"},
        {"video": None, "data": None},
        {"video": 10**30, "data": "text"},
    ],
    ids=str,
)
def test_what_is_no_frame_is_told_as_such(lambdas: Lambdas, kind: str, wrong: dict[str, Any], bob: Link) -> None:
    if not wrong.keys() & {"call", "device", "room", *FRAMES[kind]}:
        return
    frame = {"type": kind, "room": "den", "call": str(uuid4()), "device": str(uuid4()), **FRAMES[kind]}
    answer = lambdas.call_frames.handler(frame_event(bob, {**frame, **wrong}), object())
    assert '"code":"bad_frame"' in answer["body"]


@pytest.mark.parametrize("kind", FRAMES)
def test_where_calls_are_off_every_frame_is_told_so(
    lambdas: Lambdas, kind: str, bob: Link, private: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = lambdas.call_frames
    off = module.settings.__class__(**{**module.settings.__dict__, "calls": False})
    monkeypatch.setattr(module, "settings", off)
    frame = {"type": kind, "room": private, "call": str(uuid4()), "device": str(uuid4()), **FRAMES[kind]}
    assert '"code":"calls_off"' in module.handler(frame_event(bob, frame), object())["body"]


def test_the_function_answers_on_the_connection_and_posts_to_the_others(
    lambdas: Lambdas, ann: Link, private: str, chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, gateway = lambdas.call_frames, RecordingGateway()
    bob = Link("bob-now", "bob", SystemClock().now())
    chat.connection_lifecycle.opened(bob)
    gateway.open.add(bob.connection_id)
    monkeypatch.setattr(lambdas.call_wiring.fanout, "_gateway", gateway)
    call, device = str(uuid4()), str(uuid4())
    frame = {"type": "call_start", "room": private, "call": call, "device": device, "video": True}
    assert '"state":"ringing"' in module.handler(frame_event(ann, frame), object())["body"]
    assert [each["type"] for each in gateway.frames(bob.connection_id)] == ["call_ring", "call_state"]
    assert gateway.frames(ann.connection_id) == []


def test_who_starts_calls_without_end_has_to_wait(chat: Chat, ann_page: Device, bob_page: Device, private: str) -> None:
    for _ in range(STARTED.amount):
        assert ann_page.start()["state"] == "ringing"
        ann_page.leave()
    bob_page.heard()
    error = ann_page.start()
    assert (error["code"], error["call"]) == ("rate_limited", ann_page.call)
    assert error["retry_after"] == STARTED.window.total_seconds()
    assert bob_page.heard() == []
    # Joining what is there is not what it counts
    bob_page.start()
    assert ann_page.start()["state"] == "live"
    ann_page.call = bob_page.call
    ann_page.leave()
    bob_page.leave()
    chat.clock.advance(seconds=error["retry_after"] + 1)
    assert ann_page.start()["state"] == "ringing"


def test_who_floods_a_call_with_changes_is_stopped_before_anything_is_read(
    lambdas: Lambdas, ann: Link, private: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    module, gateway = lambdas.call_frames, RecordingGateway()
    monkeypatch.setattr(lambdas.call_wiring.fanout, "_gateway", gateway)
    monkeypatch.setattr(module.router, "_throttle", Throttle(ManualClock()))  # however slow this machine is
    frame = {"room": private, "call": str(uuid4()), "device": str(uuid4())}
    module.handler(frame_event(ann, {"type": "call_start", "video": True, **frame}), object())
    answers = [
        module.handler(frame_event(ann, {"type": "call_accept", "video": bool(turn % 2), **frame}), object())["body"]
        for turn in range(100)
    ]
    assert sum("rate_limited" in answer for answer in answers) == 61
