"""Given frames that wait for an answer, when the outbox is asked to send, then only what is due goes out."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from bench.peers import outbox
from bench.peers.outbox import LONGEST, SHORTEST, Outbox
from tests.e2e.client import Json


@dataclass(eq=False)
class Keeper:
    sent: list[Json] = field(default_factory=list[Json])
    slowest: float = 0.0

    async def send(self, frame: Json) -> None:
        self.sent.append(frame)

    @property
    def bodies(self) -> list[str]:
        return [frame["body"] for frame in self.sent]


@dataclass
class Clock:
    now: float = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(outbox, "time", clock)
    return clock


async def test_of_one_guest_one_frame_is_under_way_until_it_is_acknowledged(clock: Clock) -> None:
    box, ann, bob = Outbox(), Keeper(), Keeper()
    for sender, body in ((ann, "one"), (ann, "two"), (bob, "three")):
        await box.add(sender, {"body": body})

    assert (ann.bodies, bob.bodies) == (["one"], ["three"])

    clock.now += 1
    box.acknowledged(ann.sent[0]["client_id"])
    await box.resend()

    assert ann.bodies == ["one", "two"]
    assert (box.again, ann.slowest) == (0, 1)


async def test_what_nobody_acknowledges_goes_out_again_ever_later(clock: Clock) -> None:
    box, ann = Outbox(), Keeper()
    await box.add(ann, {"body": "one"})
    clock.now += SHORTEST / 2
    await box.resend()

    assert ann.bodies == ["one"]

    for _ in range(3):
        clock.now += LONGEST * 1.25
        await box.resend()

    assert ann.bodies == ["one"] * 4
    assert len({frame["client_id"] for frame in ann.sent}) == 1
    assert box.again == 3


async def test_what_was_refused_goes_out_again_when_the_answer_said(clock: Clock) -> None:
    box, ann = Outbox(), Keeper()
    await box.add(ann, {"body": "one"})
    box.refused({"client_id": ann.sent[0]["client_id"], "retry_after": 2.5})
    clock.now += 2
    await box.resend()

    assert ann.bodies == ["one"]

    clock.now += 1
    await box.resend()

    assert ann.bodies == ["one", "one"]
