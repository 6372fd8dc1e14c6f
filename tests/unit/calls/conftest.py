from __future__ import annotations

import pytest

from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.phone_calls import Device, Phones


@pytest.fixture
def phones(chat: Chat) -> Phones:
    return Phones(chat)


@pytest.fixture
def ann_page(phones: Phones, ann: Link, private: str) -> Device:
    """Ann's, in her private chat with Bob."""
    return phones.device("ann", private, link=ann)


@pytest.fixture
def bob_page(phones: Phones, bob: Link, private: str) -> Device:
    return phones.device("bob", private, link=bob)


@pytest.fixture
def circle(chat: Chat, phones: Phones, group: str, ann: Link, bob: Link, cat: Link) -> tuple[Device, Device, Device]:
    """Pages of Ann, Bob and Cat, in the group of all three."""
    chat.groups.join("cat", group, None)
    pages = tuple(phones.device(link.username, group, link=link) for link in (ann, bob, cat))
    for page in pages:
        page.heard()
    return pages[0], pages[1], pages[2]
