"""Given two who do something about one call at the same moment, then it is as if one had come first."""

from __future__ import annotations

import pytest

from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.phone_calls import Device, Phones
from tests.support.wire import Wire

STEPS = range(9)
"""As many requests as a start takes."""


@pytest.mark.parametrize("step", STEPS)
def test_two_who_call_each_other_at_once_talk_to_each_other(
    phones: Phones, wire: Wire, ann_page: Device, bob_page: Device, private: str, step: int
) -> None:
    with wire.rival_after(step, bob_page.start):
        answer = ann_page.start()
    call = answer["call"]
    assert call in {ann_page.call, bob_page.call}
    ann_page.call = bob_page.call = call
    state = ann_page.sync()
    assert (state["state"], {each["username"] for each in state["participants"]}) == ("live", {"ann", "bob"})
    # And once both have hung up, nothing of it is left but one message
    ann_page.leave()
    bob_page.leave()
    assert len(phones.logged("ann", private)) == 1
    assert phones.going_on("ann", private) is None
    assert phones.chat.rooms.states([private])[private].call is None


@pytest.mark.parametrize("step", STEPS)
def test_the_last_seat_is_taken_once(chat: Chat, phones: Phones, wire: Wire, group: str, step: int) -> None:
    crowd(chat, group, names := [f"user_{number}" for number in range(4)])
    for name in names:
        chat.user(name)
    pages = [phones.device(name, group) for name in ("ann", *names)]
    pages[0].start(video=True)
    for page in pages[1:]:
        page.call = pages[0].call
    for page in pages[1:3]:
        page.accept(video=True)
    answers: list[str] = []
    with wire.rival_after(step, lambda: answers.append(pages[3].accept(video=True)["type"])):
        answers.append(pages[4].accept(video=True)["type"])
    assert sorted(answers) in (["call_state", "error"], ["call_state"])
    assert len(pages[0].sync()["participants"]) == 4


@pytest.mark.parametrize("step", STEPS)
def test_nobody_is_in_two_calls(
    chat: Chat, phones: Phones, wire: Wire, ann_page: Device, group: str, step: int
) -> None:
    tablet = phones.device("ann", group)
    with wire.rival_after(step, tablet.start):
        ann_page.start()
    calls = phones.parts.rows.newest([ann_page.room, group]).values()
    assert sum(each.username == "ann" for call in calls for each in call.participants) == 1


@pytest.mark.parametrize("step", STEPS)
def test_who_accepts_while_the_caller_gives_up_is_in_it_or_is_told_that_it_is_over(
    phones: Phones, wire: Wire, ann_page: Device, bob_page: Device, private: str, step: int
) -> None:
    ann_page.start()
    bob_page.call = ann_page.call
    with wire.rival_after(step, ann_page.leave):
        answer = bob_page.accept()
    assert answer.get("code", answer.get("state")) in {"call_over", "live"}
    assert bob_page.sync()["state"] == ("over" if "code" in answer else "live")
