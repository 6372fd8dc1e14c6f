"""What a call of two asks for, from ring to end: frames in and out, and DynamoDB's requests of each."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.phone_calls import Device, Phones
from tests.support.wire import Wire

Way = tuple[str, int, int, int]
"""Of one frame: its type, frames out (its answer too), DynamoDB's requests, their write units."""


@pytest.fixture
def call(chat: Chat, wire: Wire, ann_page: Device, bob_page: Device) -> list[Way]:
    """A call between two pages, warm."""
    ways: list[Way] = []

    def count(kind: str, act: Callable[[], object]) -> None:
        before = _posted(chat.gateway)
        with wire.watched() as seen:
            answer = act()
        out = _posted(chat.gateway) - before + (answer is not None)
        ways.append((kind, out, len(seen.requests), seen.write_units))

    def talk() -> None:
        count("call_start", ann_page.start)
        bob_page.call = ann_page.call
        count("call_accept", bob_page.accept)
        for one, other in ((ann_page, bob_page), (bob_page, ann_page)) * 2:
            count("call_signal", lambda one=one, other=other: one.signal(other.id))
        count("call_leave", ann_page.leave)
        count("call_leave", bob_page.leave)

    talk()
    ways.clear()
    talk()
    return ways


def _posted(gateway: RecordingGateway) -> int:
    return len(gateway._frames)


def test_a_whole_call_of_two_is_eight_frames_in_and_fifteen_out(call: list[Way]) -> None:
    assert [(kind, out) for kind, out, *_ in call] == [
        ("call_start", 3),  # the state is answered; the other has the ring, and the state
        ("call_accept", 2),
        ("call_signal", 1),
        ("call_signal", 1),
        ("call_signal", 1),
        ("call_signal", 1),
        ("call_leave", 2),
        ("call_leave", 4),  # with the log's message, for both
    ]
    assert len(call) <= 12
    assert sum(out for _, out, *_ in call) <= 16


def test_what_each_frame_asks_of_dynamodb(call: list[Way]) -> None:
    assert [each[:1] + each[2:] for each in call] == [
        ("call_start", 8, 8),
        ("call_accept", 4, 4),
        ("call_signal", 3, 1),
        ("call_signal", 3, 1),
        ("call_signal", 3, 1),
        ("call_signal", 3, 1),
        ("call_leave", 4, 4),
        ("call_leave", 14, 12),  # with the log's message, which alone asks for ten
    ]


def test_a_sync_is_two_reads_and_one_write(chat: Chat, wire: Wire, ann_page: Device) -> None:
    ann_page.start()
    chat.clock.advance(seconds=20)
    with wire.watched() as seen:
        ann_page.sync()
    assert (seen.operations, seen.write_units) == (["Query", "BatchGetItem", "UpdateItem"], 1)


def test_a_look_of_the_watcher_is_four_reads_and_one_write(
    chat: Chat, phones: Phones, wire: Wire, ann_page: Device, private: str
) -> None:
    ann_page.start()
    phones.watch(private)
    chat.clock.advance(seconds=10)
    with wire.watched() as seen:
        assert phones.watch(private)
    assert seen.write_units == 1
    assert sum(not request.writes for request in seen.requests) == 4


def test_many_connections_of_the_other_cost_no_request_more(
    phones: Phones, wire: Wire, ann_page: Device, private: str
) -> None:
    with wire.watched() as few:
        ann_page.start()
    ann_page.leave()
    pages = [phones.device("bob", private) for _ in range(40)]
    with wire.watched() as many:
        ann_page.start()
    assert many.operations == few.operations
    assert all(len(page.heard()) == 2 for page in pages[:5])
