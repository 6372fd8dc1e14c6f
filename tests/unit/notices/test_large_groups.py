"""Notices of a group whose many members are away."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from snowfight.delivery.web_push.push import Push, PushResult
from snowfight.domain.notices import looking
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.notices import FakePushServices, Notices

FEW = 4


class Death(Exception):
    """The notifier's time is over."""


class MortalPushServices(FakePushServices):
    """Whoever pushes for the second time dies of it."""

    calls = 0

    def send(self, pushes: Sequence[Push]) -> list[PushResult]:
        self.calls += 1
        if self.calls == 2:
            raise Death
        return super().send(pushes)


def test_a_notifier_that_dies_is_followed_by_one_that_tells_those_who_are_left(
    chat: Chat, notices: Notices, ann: Link, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a group of which more are away than are told at once
    monkeypatch.setattr(looking, "TOLD_AT_ONCE", FEW)
    names = [chat.user(f"user_{number:02}") for number in range(3 * FEW - 1)]
    crowd(chat, group, names)
    devices = [notices.subscribe(name) for name in names]
    notices.services = MortalPushServices()
    # When the notifier dies after the first of them, and the stream brings the same record again
    chat.say(ann, room=group)
    waits = notices.waits()
    with pytest.raises(Death):
        notices.run()
    assert len(notices.services.sent) == FEW
    for subject, look in waits:
        notices.turns.take(subject, look)
    # Then everybody is told, and nobody twice
    assert sorted(push.subscription.endpoint for push in notices.services.sent) == sorted(devices)
