"""A message across a block mentions nobody there: it is not counted, listed, pushed or mailed; to all others it reads
as ever."""

from __future__ import annotations

import pytest

from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.preferences import SettingsPatch
from snowfight.models.records import Link
from tests.support.changes import edit
from tests.support.chat import Chat
from tests.support.crowd import crowd
from tests.support.mails import Mailing
from tests.support.mentions import bodies, unread
from tests.support.notices import Notices
from tests.support.wire import Wire


@pytest.fixture
def fort(chat: Chat, group: str, cat: Link) -> str:
    """Ann's group, with Bob and Cat in it."""
    chat.groups.join("cat", group, None)
    return group


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("by", ["ann", "bob"])
def test_who_blocked_whom_makes_no_difference(
    chat: Chat, fort: str, ann: Link, bob: Link, by: str, *, public: bool
) -> None:
    room = PUBLIC_CHAT if public else fort
    chat.block_service.block(by, "bob" if by == "ann" else "ann")
    # When each names the other, and Cat
    chat.say(ann, "@bob and @cat", room=room)
    chat.clock.advance(seconds=1)
    chat.say(bob, "@ann and @cat", room=room)
    # Then
    assert bodies(chat, "bob") == bodies(chat, "ann") == []
    assert unread(chat, "bob", room) == unread(chat, "ann", room) == 0
    assert bodies(chat, "cat") == ["@ann and @cat", "@bob and @cat"]
    # And the message itself says nothing of it
    page = chat.history.page("ann", room, HistoryQuery())
    assert [message.mentions for message in page.messages] == [["bob", "cat"], ["ann", "cat"]]


def test_nor_does_a_reply_or_a_keyword(chat: Chat, fort: str, ann: Link, bob: Link) -> None:
    chat.user_settings.change("bob", SettingsPatch(keywords=["snow"]))
    chat.say(bob, "first", room=fort)
    chat.block_service.block("bob", "ann")
    chat.say(ann, "an answer", room=fort, reply_to=1)
    chat.say(ann, "snow again", room=fort)
    assert (bodies(chat, "bob"), unread(chat, "bob", fort)) == ([], 0)


@pytest.mark.parametrize("many", [False, True])
def test_nor_does_everybody(chat: Chat, fort: str, ann: Link, bob: Link, *, many: bool) -> None:
    crowd(chat, fort, [f"user_{number:02}" for number in range(20 if many else 2)])
    chat.block_service.block("bob", "ann")
    chat.say(ann, "@all", room=fort)
    assert [unread(chat, name, fort) for name in ("bob", "cat")] == [0, 1]
    assert (bodies(chat, "bob"), bodies(chat, "cat")) == ([], ["@all"])
    # And afterwards it does
    chat.block_service.unblock("bob", "ann")
    chat.say(ann, "@all again", room=fort)
    assert [unread(chat, name, fort) for name in ("bob", "cat")] == [1, 2]


def test_an_edit_calls_nobody_across_it_and_takes_back_what_was_said_before(
    chat: Chat, fort: str, ann: Link, bob: Link
) -> None:
    chat.say(ann, "@bob", room=fort)
    chat.say(ann, "hello", room=fort)
    chat.block_service.block("bob", "ann")
    edit(chat, ann, 2, "@bob too", room=fort)
    assert (bodies(chat, "bob"), unread(chat, "bob", fort)) == (["@bob"], 1)
    edit(chat, ann, 1, "@cat", room=fort)
    assert (bodies(chat, "bob"), unread(chat, "bob", fort)) == ([], 0)
    assert bodies(chat, "cat") == ["@cat"]


def test_nothing_is_pushed_or_waits_for_a_mail_across_it(chat: Chat, fort: str, ann: Link, bob: Link) -> None:
    notices = Notices(chat)
    for name in ("bob", "cat"):
        notices.subscribe(name)
    for link in chat.fanout.of(["bob", "cat"]):
        chat.connection_lifecycle.closed(link)
    chat.block_service.block("bob", "ann")
    # When
    chat.say(ann, "hello @all", room=fort)
    chat.clock.advance(minutes=1)
    pushed = notices.run()
    # Then Cat alone is told
    assert [each["body"] for each in pushed] == ["hello @all"]
    assert set(notices.mailing.waits) == {"cat"}


def test_what_was_said_before_a_block_is_mailed_no_more(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    mailing = Mailing(chat)
    room = chat.private_chats.with_user(chat.user("cat", verified=True), "bob")
    cat = chat.connect("cat")
    chat.connection_lifecycle.closed(bob)
    for link, where in ((ann, private), (cat, room)):
        chat.say(link, f"from {link.username}", room=where)
    mailing.call("bob")
    # When
    chat.block_service.block("bob", "ann")
    mailing.later(minutes=30)
    # Then
    assert "from cat" in mailing.mail.text
    assert "from ann" not in mailing.mail.text


def test_whoever_mentions_somebody_asks_about_blocks_only_where_they_have_some(
    chat: Chat, wire: Wire, fort: str, ann: Link, bob: Link
) -> None:
    def tables_of_blocks(body: str) -> int:
        with wire.watched() as seen:
            chat.say(ann, body, room=fort)
        return sum("BLOCKS#" in str(request.arguments) for request in seen.requests)

    chat.block_service.block("bob", "cat")
    assert tables_of_blocks("@bob and @cat") == 0
    chat.block_service.block("ann", "cat")
    assert tables_of_blocks("hello") == 0
    assert tables_of_blocks("@bob and @cat") == 1
