"""Given chats of every kind, when somebody searches, then they find what they may read at that moment, and the rest is
as if it were not there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from snowfight.domain import newest_chats
from snowfight.errors import NoSuchChat, NotAMember, SnowfightError, Unauthorized
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.search import FileQuery
from tests.support.chat import Chat
from tests.support.search import SMALL, Search


@dataclass
class Chats:
    """Ann's and Bob's private chat, an open group of hers, and a closed one; Cat was removed from both, Dan has left
    them, Eve was never there, and Bob is in them."""

    private: str
    open: str
    closed: str

    def of(self, kind: str) -> str:
        return PUBLIC_CHAT if kind == "public" else str(getattr(self, kind))


@pytest.fixture
def chats(chat: Chat, search: Search, ann: Link, bob: Link, private: str) -> Chats:
    for name in ("cat", "dan", "eve"):
        chat.user(name, verified=True)
    groups = [chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=is_open)) for is_open in (True, False)]
    for group in groups:
        chat.groups.edit("ann", group, EditGroup(add_members=["bob", "cat", "dan"]))
    # All of them have an index, and something behind it
    for room in (PUBLIC_CHAT, private, *groups):
        for _ in range(SMALL.every + 1):
            chat.say(ann, "snow", room=room)
        search.index(room)
        chat.say(ann, "snow", room=room)
    for group in groups:
        chat.groups.edit("ann", group, EditGroup(remove_members=["cat"]))
        chat.groups.leave("dan", group)
    return Chats(private, *groups)


INSIDE = {"public": "ann bob cat dan eve", "private": "ann bob", "open": "ann bob", "closed": "ann bob"}
OUTSIDE: dict[str, type[SnowfightError]] = {"private": NoSuchChat, "open": NotAMember, "closed": NoSuchChat}


@pytest.mark.parametrize("name", ["ann", "bob", "cat", "dan", "eve"])
@pytest.mark.parametrize("kind", INSIDE)
def test_a_chat_is_searched_by_whoever_may_read_it(chats: Chats, search: Search, kind: str, name: str) -> None:
    room = chats.of(kind)
    if name in INSIDE[kind].split():
        assert len(search.results(name, "snow", room)) == SMALL.every + 2
        assert len(search.results(name, f"snow in:{room}")) == SMALL.every + 2
        search.service.files(name, room, FileQuery())
    else:
        with pytest.raises(OUTSIDE[kind]):
            search.page(name, "snow", room)
        with pytest.raises(OUTSIDE[kind]):
            search.service.files(name, room, FileQuery())
        assert search.results(name, f"snow in:{room}") == []
    readable = {chats.of(each) for each, people in INSIDE.items() if name in people.split()}
    assert {result.message.room for result in search.results(name, "snow")} == readable


def test_a_cursor_opens_no_chat(chat: Chat, chats: Chats, search: Search, ann: Link) -> None:
    # Given the cursor of somebody who may read a chat, with a place in it
    for _ in range(30):
        chat.say(ann, "snow", room=chats.closed)
    cursor = search.page("ann", "snow", chats.closed).cursor
    assert cursor
    # When somebody else goes on with it, then it leads nowhere
    assert {result.message.room for result in search.page("eve", "snow", cursor=cursor).results} <= {PUBLIC_CHAT}
    with pytest.raises(NoSuchChat):
        search.page("eve", "snow", chats.closed, cursor)


def test_who_leaves_between_two_pages_finds_no_more(chat: Chat, chats: Chats, search: Search, ann: Link) -> None:
    for _ in range(30):
        chat.say(ann, "ice", room=chats.open)
    page = search.page("bob", "ice")
    assert len(page.results) == 20
    chat.groups.leave("bob", chats.open)
    assert search.page("bob", "ice", cursor=page.cursor).results == []


def test_a_deleted_account_searches_nothing(chat: Chat, chats: Chats, search: Search) -> None:
    chat.accounts.delete("bob")
    with pytest.raises(Unauthorized):
        search.page("bob", "snow")
    for room in (PUBLIC_CHAT, chats.closed):
        with pytest.raises(Unauthorized):
            search.page("bob", "snow", room)
        with pytest.raises(Unauthorized):
            search.service.files("bob", room, FileQuery())


def test_a_deleted_group_is_found_no_more(chat: Chat, chats: Chats, search: Search) -> None:
    chat.groups.delete("ann", chats.open)
    assert search.results("ann", f"snow in:{chats.open}") == []
    assert chats.open not in {result.message.room for result in search.results("ann", "snow")}
    with pytest.raises(NoSuchChat):
        search.page("ann", "snow", chats.open)


def test_chats_that_no_list_shows_any_more_are_searched_too(
    chats: Chats, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newest_chats, "LISTED", 2)
    assert len({result.message.room for result in search.results("ann", "snow")}) == len(INSIDE)
