"""What a call asks of AWS, for `make cost`: media go from browser to browser, so it is what finds a way and watches."""

from __future__ import annotations

from typing import Any

from bench.actions import Scene
from bench.usage import Usage
from snowfight.models.records import Link
from tests.support.dynamodb import bound_elsewhere
from tests.support.phone_calls import Device, Phones

MINUTES = 3
SYNC_SECONDS = 20
WATCH_SECONDS = 12
"""As long as the watcher's stream gathers records (infra/background/call_watcher.py)."""


def calling() -> dict[str, Usage]:
    """What each asks for."""
    with bound_elsewhere():
        return {f"a call of two, {MINUTES} minutes": _call()}


def _call() -> Usage:
    """Two who look: one rings, the other comes at once, both hang up."""
    scene = Scene(2)
    room = scene.chat.private_chats.with_user(scene.names[0], scene.names[1])
    scene.show(room)
    phones = Phones(scene.chat)
    caller, callee = (phones.device(link.username, room, link=link) for link in scene.links)
    before = Counted(phones)
    with scene.till.counted() as usage:
        caller.start()
        callee.call = caller.call
        callee.accept()
        for one, other in ((caller, callee), (callee, caller)) * 2:
            one.signal(other.id)
        _go_on(phones, caller, callee, usage)
        caller.leave()
        callee.leave()
    usage.frames += before.frames
    usage.invocations += before.frames
    usage.posts += before.answers
    return usage


def _go_on(phones: Phones, caller: Device, callee: Device, usage: Usage) -> None:
    for second in range(1, MINUTES * 60 + 1):
        phones.chat.clock.advance(seconds=1)
        if second % SYNC_SECONDS == 0:
            caller.sync()
            callee.sync()
        if second % WATCH_SECONDS == 0:
            usage.invocations += 1
            phones.watch(caller.room)


class Counted:
    """Counts frames, and those that are answered, each of which is a frame out."""

    def __init__(self, phones: Phones) -> None:
        self.frames = self.answers = 0
        self._answer = phones.parts.answer
        phones.parts.answer = self._counted

    def _counted(self, link: Link, raw: dict[str, Any]) -> dict[str, Any] | None:
        answer = self._answer(link, raw)
        self.frames += 1
        self.answers += answer is not None
        return answer
