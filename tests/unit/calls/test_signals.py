"""Given two devices in a call, when one signals, then the other's connection has it, nobody else, and no table."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

import pytest

from snowfight.models.calls.frames import MAX_SIGNAL
from tests.support.chat import Chat
from tests.support.events import frame_event
from tests.support.lambdas import Lambdas
from tests.support.phone_calls import Device, Phones
from tests.support.tables import rows
from tests.support.wire import Wire


@pytest.fixture(autouse=True)
def live(ann_page: Device, bob_page: Device) -> str:
    ann_page.start()
    bob_page.call = ann_page.call
    bob_page.accept()
    ann_page.heard()
    bob_page.heard()
    return ann_page.call


def refused(answer: dict[str, Any] | None) -> str:
    assert answer is not None
    return answer["code"]


def padded(size: int) -> dict[str, Any]:
    """Of so many bytes as compact JSON, not all of them ASCII."""
    return {"sdp": "\N{SNOWMAN}" + "v" * (size - len('{"sdp":""}') - 3)}


def test_it_comes_to_that_connection_alone_and_nothing_answers(
    phones: Phones, ann_page: Device, bob_page: Device, private: str
) -> None:
    tablet = phones.device("bob", private)
    data = {"description": {"type": "offer", "sdp": "v=0\r\n\N{SNOWMAN}"}, "candidates": [None, 1.5, True]}
    assert ann_page.signal(bob_page.id, data) is None
    assert bob_page.heard() == [
        {
            "type": "call_signal",
            "room": private,
            "call": ann_page.call,
            "from": ann_page.id,
            "username": "ann",
            "data": data,
        }
    ]
    assert ann_page.heard() == tablet.heard() == []


def test_nothing_of_it_is_kept(ann_page: Device, bob_page: Device) -> None:
    ann_page.signal(bob_page.id, {"secret": "snowball"})
    assert all("snowball" not in json.dumps(rows(table)) for table in ("rooms", "messages", "ephemeral"))


def test_it_is_so_long_at_most(ann_page: Device, bob_page: Device) -> None:
    assert ann_page.signal(bob_page.id, padded(MAX_SIGNAL)) is None
    assert len(bob_page.heard()) == 1
    error = ann_page.signal(bob_page.id, padded(MAX_SIGNAL + 1))
    assert error is not None
    assert (error["code"], error["call"], error["to"]) == ("too_long", ann_page.call, bob_page.id)
    assert bob_page.heard() == []


def test_so_many_in_ten_seconds_and_no_more(chat: Chat, ann_page: Device, bob_page: Device) -> None:
    assert [ann_page.signal(bob_page.id) for _ in range(40)] == [None] * 40
    error = ann_page.signal(bob_page.id)
    assert error is not None
    assert (error["code"], error["call"], error["to"]) == ("rate_limited", ann_page.call, bob_page.id)
    assert error["retry_after"] == 10
    assert len(bob_page.heard()) == 40
    # The other one has a budget of their own
    assert bob_page.signal(ann_page.id) is None
    chat.clock.advance(seconds=10)
    assert ann_page.signal(bob_page.id) is None


@pytest.mark.parametrize("to", ["nobody", "myself", "who left", "a tablet that rings"])
def test_where_no_such_device_is_in_the_call_it_comes_to_nobody(
    phones: Phones, ann_page: Device, bob_page: Device, private: str, to: str
) -> None:
    if to == "who left":
        bob_page.leave()
    tablet = phones.device("bob", private)
    ids = {"nobody": str(uuid4()), "myself": ann_page.id, "who left": bob_page.id, "a tablet that rings": tablet.id}
    ann_page.heard()
    error = ann_page.signal(ids[to])
    assert error is not None
    assert (error["code"], error["call"], error["to"]) == ("no_such_device", ann_page.call, ids[to])
    assert bob_page.heard("call_signal") == ann_page.heard() == tablet.heard() == []


def test_a_device_whose_connection_is_gone_is_not_there(chat: Chat, ann_page: Device, bob_page: Device) -> None:
    chat.gateway.open.discard(bob_page.link.connection_id)
    assert refused(ann_page.signal(bob_page.id)) == "no_such_device"


def test_only_who_is_in_the_call_signals(phones: Phones, ann_page: Device, bob_page: Device, private: str) -> None:
    tablet = phones.device("bob", private)
    tablet.call = ann_page.call
    assert refused(tablet.signal(ann_page.id)) == "no_such_device"
    bob_page.leave()
    ann_page.heard()
    assert refused(bob_page.signal(ann_page.id)) == "no_such_device"
    assert ann_page.heard() == []


@pytest.mark.parametrize("kind", ["call_sync", "call_accept", "call_signal"])
def test_the_next_frame_of_a_device_moves_it_to_its_new_connection(
    ann_page: Device, bob_page: Device, kind: str
) -> None:
    again = bob_page.moved()
    again.ask(kind, video=False, to=ann_page.id, data={})
    assert ann_page.heard("call_state") == []
    assert ann_page.signal(bob_page.id) is None
    assert len(again.heard("call_signal")) == 1
    assert bob_page.heard() == []


def test_who_signals_is_heard_of(phones: Phones, ann_page: Device, bob_page: Device, private: str) -> None:
    for _ in range(5):
        phones.wait(private, 20, bob_page)
        ann_page.signal(bob_page.id)
    assert len(bob_page.sync()["participants"]) == 2


def test_a_signal_asks_for_little(wire: Wire, ann_page: Device, bob_page: Device) -> None:
    ann_page.signal(bob_page.id)
    with wire.watched() as seen:
        ann_page.signal(bob_page.id)
    assert (seen.operations, seen.write_units) == (["BatchGetItem", "BatchGetItem", "UpdateItem"], 1)


@pytest.mark.parametrize(
    "data",
    [
        '{"a":' * 400 + "1" + "}" * 400,
        "[" * 50_000,
        '{"a":1e999}',
        '{"a":' + "9" * 10_000 + "}",
        '{"a":NaN}',
        '{"a":"\\ud800"}',
        '{"\\u0000":1}',
        "[]",
    ],
    ids=["deep", "deeper", "endless", "huge", "no number", "lone surrogate", "NUL", "a list"],
)
def test_what_nobody_could_read_is_a_bad_frame(
    lambdas: Lambdas, ann_page: Device, bob_page: Device, private: str, data: str
) -> None:
    frame = (
        f'{{"type":"call_signal","room":"{private}","call":"{ann_page.call}","device":"{ann_page.id}",'
        f'"to":"{bob_page.id}","data":{data}}}'
    )
    answer = lambdas.call_frames.handler(frame_event(ann_page.link, frame), object())
    assert '"code":"bad_frame"' in answer.get("body", "")
