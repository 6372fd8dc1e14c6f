"""What telling a program of a message asks of AWS, for `make cost`: counted as everything there, by the code itself."""

from __future__ import annotations

from bench.actions import Scene
from bench.usage import Usage
from tests.support.dynamodb import bound_elsewhere
from tests.support.event_sender import Sender

MEMORY_GB = 0.25
"""Of the sender (infra/background/event_sender.py)."""

WORK = 0.1
"""Seconds that a receiver takes to answer, which Lambda bills."""


def telling() -> dict[str, Usage]:
    """What each asks for."""
    with bound_elsewhere():
        return {
            "a text, where a program is told, more": _text(subscribed=True).less(_text(subscribed=False)),
            "an event, to one program": _event(),
        }


def _text(*, subscribed: bool) -> Usage:
    scene, sender, room = _scene(subscribed=subscribed)
    sender.run()
    return scene.once(room)


def _event() -> Usage:
    """The sender is woken, for this one alone."""
    scene, sender, room = _scene(subscribed=True)
    sender.run()
    scene.once(room)
    with scene.till.counted(invocations=1) as usage:
        told = len(sender.run())
    usage.work, usage.memory = WORK * told, MEMORY_GB
    return usage


def _scene(*, subscribed: bool) -> tuple[Scene, Sender, str]:
    """Two in a group, both here."""
    scene = Scene(2)
    room = scene.group()
    sender = Sender(scene.chat)
    if subscribed:
        sender.subscribe(room, "message", by=scene.names[0])
    scene.text(room)
    return scene, sender, room
