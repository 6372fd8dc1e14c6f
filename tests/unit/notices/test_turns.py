"""Given what woke the notifier, when it is not time yet, then it waits for it or has it brought again."""

from __future__ import annotations

import pytest

from snowfight.domain.notices.recipients import BURST
from snowfight.errors import Unavailable
from snowfight.models.records import Link, Room
from tests.support.chat import Chat
from tests.support.notices import Notices


@pytest.fixture
def waiting(chat: Chat, notices: Notices, ann: Link, bob: Link, private: str) -> Notices:
    """Bob was just told of a message, and there is another one since."""
    chat.connections.close(bob)
    notices.subscribe("bob")
    chat.say(ann, "one", room=private)
    notices.run()
    chat.say(ann, "two", room=private)
    notices.run()
    assert [look for _, look in notices.waits()] == ["later"]
    return notices


def seqs(notices: Notices) -> list[str]:
    return [push.payload.partition('"seq":')[2][:1] for push in notices.services.sent]


def test_what_is_due_in_a_moment_is_waited_for(chat: Chat, waiting: Notices) -> None:
    chat.clock.advance(seconds=BURST.total_seconds() - 0.5)
    taken = waiting.turns.take_all(waiting.waits(), lambda seconds: chat.clock.advance(seconds=seconds))
    assert (taken.early, seqs(waiting)) == (0, ["1", "2"])
    assert waiting.waits() == []


def test_what_is_due_later_comes_again(chat: Chat, waiting: Notices) -> None:
    pauses: list[float] = []
    taken = waiting.turns.take_all(waiting.waits(), pauses.append)
    assert (taken.early, pauses, seqs(waiting)) == (1, [1.0], ["1"])
    assert waiting.due() == [BURST]
    chat.clock.advance(seconds=BURST.total_seconds())
    assert waiting.turns.take_all(waiting.waits(), pauses.append).early == 0
    assert seqs(waiting) == ["1", "2"]


def test_a_chat_that_cannot_be_looked_at_keeps_no_other_back(
    chat: Chat, notices: Notices, ann: Link, bob: Link, private: str, group: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.connections.close(bob)
    notices.subscribe("bob")
    for room in (private, group):
        chat.say(ann, room=room)
    load = chat.rooms.load

    def broken(name: str) -> Room | None:
        if name == private:
            raise Unavailable
        return load(name)

    monkeypatch.setattr(chat.rooms, "load", broken)
    taken = notices.turns.take_all(notices.waits(), lambda _seconds: None)
    assert [subject.of for subject, _ in taken.failed] == [private]
    assert len(notices.services.sent) == 1
