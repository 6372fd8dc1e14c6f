"""Given a user and the public chat, when their chats are listed or one is opened, then …"""

from __future__ import annotations

import pytest

from snowfight.errors import NoSuchChat
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat


def test_the_public_chat_is_there_before_anybody_has_written(chat: Chat) -> None:
    [public] = chat.chat_lists.all(chat.user("ann")).chats
    assert (public.name, public.kind, public.open, public.admin) == (PUBLIC_CHAT, "public", True, None)
    assert (public.last_seq, public.read_seq, public.unread, public.last_message, public.other) == (0, 0, 0, None, None)


def test_a_chat_shows_its_newest_message_and_what_is_unread(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    chat.user("bob")
    for body in ("one", "two"):
        chat.say(ann, body)
    [bobs] = chat.chat_lists.all("bob").chats
    assert bobs.last_message is not None
    assert (bobs.last_message.body, bobs.last_message.author.display_name, bobs.unread) == ("two", "Ann", 2)
    [hers] = chat.chat_lists.all("ann").chats
    assert (hers.read_seq, hers.unread) == (2, 0)


def test_an_opened_chat_holds_the_newest_thirty_oldest_first(chat: Chat) -> None:
    ann = chat.connect(chat.user("ann"))
    for number in range(32):
        chat.say(ann, str(number))
        chat.clock.advance(seconds=1)
    page = chat.chat_lists.open("ann", PUBLIC_CHAT)
    assert [message.seq for message in page.messages] == list(range(3, 33))
    assert (page.has_older, page.members, page.chat.last_message) == (True, [], page.messages[-1])


@pytest.mark.parametrize("name", ["nowhere", "", "9c5b94b1-35ad-49bb-b118-8e8fc24abf80"])
def test_an_unknown_chat_cannot_be_opened(chat: Chat, name: str) -> None:
    with pytest.raises(NoSuchChat):
        chat.chat_lists.open(chat.user("ann"), name)
