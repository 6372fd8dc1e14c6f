"""Given a call that rings, when a page connects, then it rings there as well."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from snowfight.domain.presence.welcome import Welcome
from snowfight.models.chat import NotifyLevel
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.phone_calls import Device, Phones
from tests.support.wire import Wire


def welcomed(chat: Chat, phones: Phones, username: str) -> list[dict[str, Any]]:
    """The calls that a new page of the user's hears of."""
    link = phones.connect(username)
    _welcome(chat).welcome(link)
    return chat.gateway.frames(link.connection_id, "call_ring")


def _welcome(chat: Chat) -> Welcome:
    return Welcome(
        *(chat.rooms, chat.connections, chat.counts, chat.fanout, chat.retention, chat.clock),
        chat.calls.chat_calls.rings,
    )


def test_it_rings_there_too(chat: Chat, phones: Phones, ann_page: Device, bob_page: Device) -> None:
    ann_page.start(video=True)
    [ring] = bob_page.heard("call_ring")
    chat.clock.advance(seconds=44)
    assert welcomed(chat, phones, "bob") == [ring]


@pytest.mark.parametrize("why", ["caller", "declined", "accepted", "rang out", "over", "level none"])
def test_it_does_not_where_it_rings_no_more(
    chat: Chat, phones: Phones, ann_page: Device, bob_page: Device, private: str, why: str
) -> None:
    if why == "level none":
        chat.notify_levels.set("bob", private, NotifyLevel(level="none", until=None))
    ann_page.start()
    bob_page.call = ann_page.call
    match why:
        case "declined":
            bob_page.decline()
        case "accepted":
            bob_page.accept()
        case "rang out":
            chat.clock.advance(seconds=45)
        case "over":
            ann_page.leave()
        case _:
            pass
    assert welcomed(chat, phones, "ann" if why == "caller" else "bob") == []


def test_where_nobody_calls_a_page_asks_for_nothing_more(
    chat: Chat, phones: Phones, wire: Wire, private: str, group: str, ann_page: Device
) -> None:
    link = phones.connect("bob")
    plain = Welcome(*(chat.rooms, chat.connections, chat.counts, chat.fanout, chat.retention, chat.clock))
    with wire.watched() as without:
        plain.welcome(link)
    with wire.watched() as before:
        _welcome(chat).welcome(link)
    assert before.operations == without.operations
    ann_page.start()
    with wire.watched() as during:
        _welcome(chat).welcome(link)
    assert len(during.requests) == len(before.requests) + 1
    ann_page.leave()
    with wire.watched() as after:
        _welcome(chat).welcome(link)
    assert after.operations == before.operations


def test_nor_do_lists_of_chats_and_messages(
    chat: Chat, wire: Wire, ann: Link, ann_page: Device, bob_page: Device, private: str
) -> None:
    def asked() -> list[list[str]]:
        seen: list[list[str]] = []
        for act in (lambda: chat.chat_lists.all("ann"), lambda: chat.say(ann, room=private)):
            with wire.watched() as watch:
                act()
            seen.append(watch.operations)
            chat.clock.advance(seconds=timedelta(seconds=5).total_seconds())
        return seen

    asked()
    before = asked()
    ann_page.start()
    lists, messages = asked()
    assert (len(lists), messages) == (len(before[0]) + 1, before[1])
    bob_page.call = ann_page.call
    bob_page.decline()
    assert asked() == before
