"""What telling somebody who is away asks of AWS, for `make cost`: counted as everything there, by the code itself."""

from __future__ import annotations

from datetime import datetime

from bench.actions import Scene
from bench.usage import Usage
from snowfight.domain.notices.looking import NEWEST
from snowfight.domain.notices.mail.digests import MailDigests
from tests.support.dynamodb import bound_elsewhere
from tests.support.mails import PAUSES, Mailing
from tests.support.notices import FakeMailing, Notices

MEMORY_GB = 0.25
"""Of the notifier (infra/background/notifier.py)."""

PROCESSORS = MEMORY_GB * 1024 / 1769
"""That it has (Lambda Developer Guide, "Configure Lambda function memory")."""

TURN_PROCESSOR = 0.012
"""Seconds of a whole processor that a turn of it takes, at most (`make bench PARTS=notices`)."""

WORK = TURN_PROCESSOR / PROCESSORS


class _Calls(FakeMailing):
    """Has those mailed who are to be."""

    def __init__(self, digests: MailDigests) -> None:
        super().__init__()
        self._digests = digests

    def wait(self, username: str, at: datetime) -> None:
        self._digests.wait(username, at)


def noticing() -> dict[str, Usage]:
    """What each asks for."""
    with bound_elsewhere():
        return {
            "a text, where members are away, more": _text(device=True).less(_text(device=False)),
            "a push, to one who is away": _push(),
            "a mail of what was missed": _mail(),
        }


def _text(*, device: bool) -> Usage:
    """A text in a group of two of whom one is away, with a device or without."""
    scene, notices, room = _away(device=device)
    notices.run()
    return scene.once(room)


def _push() -> Usage:
    """The notifier is woken, for this one alone."""
    scene, notices, room = _away(device=True)
    notices.run()
    scene.once(room)
    with scene.till.counted(invocations=1) as usage:
        usage.pushes = len(notices.run())
    usage.work, usage.memory = WORK, MEMORY_GB
    return usage


def _mail() -> Usage:
    """The notifier is woken and keeps that a mail waits; its schedule, which runs anyway, sends it."""
    scene, notices, _group = _away(device=False)
    first, second = scene.names
    room = scene.chat.private_chats.with_user(first, second)
    mailing = Mailing(scene.chat)
    notices.mailing = _Calls(mailing.digests)
    scene.once(room)
    with scene.till.counted(invocations=1) as usage:
        notices.run()
        scene.chat.clock.advance(seconds=PAUSES.after.total_seconds())
        usage.mails = mailing.digests.send_due(lambda: True).sent
    usage.work, usage.memory = 2 * WORK, MEMORY_GB
    return usage


def _away(*, device: bool) -> tuple[Scene, Notices, str]:
    """Two in a group with as many messages as are looked at; one of them is away."""
    scene = Scene(2)
    room = scene.group()
    notices = Notices(scene.chat)
    if device:
        notices.subscribe(scene.names[1])
    scene.leave()
    for _ in range(NEWEST):
        scene.text(room)
    return scene, notices, room
