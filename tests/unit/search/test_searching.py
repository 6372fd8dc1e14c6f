"""Given messages that were said, when somebody searches, then they find all of it that fits and that they may read."""

from __future__ import annotations

import pytest

from snowfight.errors import Invalid, NoSuchChat, NothingToSearch, RateLimited, Unauthorized
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.client_frames import Delete, Edit
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.search import SearchQuery
from tests.support.chat import Chat
from tests.support.search import SMALL, Search


def say(chat: Chat, link: Link, *bodies: str, room: str = PUBLIC_CHAT) -> None:
    for body in bodies:
        chat.say(link, body, room=room)
        chat.clock.advance(seconds=1)


def edit(chat: Chat, link: Link, seq: int, body: str, room: str = PUBLIC_CHAT) -> None:
    frame = Edit(type="edit", room=room, client_id=chat.client_id(), seq=seq, body=body)
    chat.change(link, frame)


def delete(chat: Chat, link: Link, seq: int, room: str = PUBLIC_CHAT) -> None:
    chat.change(link, Delete(type="delete", room=room, client_id=chat.client_id(), seq=seq))


def test_what_was_said_is_found_at_once_newest_first(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, "red snow", "blue snow", "nothing")
    page = search.page("ann", "snow")
    assert [result.message.body for result in page.results] == ["blue snow", "red snow"]
    assert [result.matches for result in page.results] == [[(5, 9)], [(4, 8)]]
    assert {result.title for result in page.results} == {"Public chat"}
    assert (page.cursor, page.complete, page.searched_to) == (None, True, None)


@pytest.mark.parametrize("said", [5, 8, 31, 32, 33, 100])
def test_a_message_keeps_its_place_wherever_it_is_kept(chat: Chat, search: Search, ann: Link, said: int) -> None:
    # Given some messages, of which every third is about snow
    for n in range(1, said + 1):
        say(chat, ann, "snow" if n % 3 == 0 else "rain")
        # And the index follows as it does
        if n % SMALL.every == 0:
            search.index()
    # Then all of them are found, in order, in the files and behind them
    assert search.seqs("ann", "snow") == [n for n in range(said, 0, -1) if n % 3 == 0]
    assert search.seqs("ann", "-rain after:2020-01-01") == [n for n in range(said, 0, -1) if n % 3 == 0]


def test_pages_neither_double_nor_skip_while_people_write(chat: Chat, search: Search, ann: Link, private: str) -> None:
    # Given more than a page in two chats, part of it indexed
    for n in range(45):
        say(chat, ann, f"snow {n}")
        say(chat, ann, f"snow p{n}", room=private)
    search.index()
    # When somebody reads on while others write
    page, found = search.page("ann", "snow"), list[str]()
    while True:
        found += [result.message.body or "" for result in page.results]
        say(chat, ann, "snow again")
        say(chat, ann, "snow again", room=private)
        search.index(private)
        if page.cursor is None:
            break
        page = search.page("ann", "snow", cursor=page.cursor)
    # Then each was shown once, by time
    assert found == [f"snow {kind}{n}" for n in range(44, -1, -1) for kind in ("p", "")]


def test_what_is_edited_or_deleted_is_found_as_it_is_now(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, *["foo"] * 20)
    search.index()
    edit(chat, ann, 3, "bar")
    delete(chat, ann, 4)
    for _ in range(2):
        assert search.seqs("ann", "bar") == [3]
        assert search.seqs("ann", "foo") == [n for n in range(20, 0, -1) if n not in {3, 4}]
        search.sweep()
    assert search.dirty.of(PUBLIC_CHAT) == {}


def test_what_was_deleted_is_in_no_file_a_day_later(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, *["common"] * 10, "unspeakable", "secrets", *["common"] * 30)
    search.index()
    assert b"unspeakable" in search.content()
    delete(chat, ann, 11)
    edit(chat, ann, 12, "nothing")
    search.sweep()
    chat.clock.advance(hours=12)
    search.sweep()
    content = search.content()
    assert content
    assert b"unspeakable" not in content
    assert b"secrets" not in content


def test_a_chat_that_one_has_left_is_none(chat: Chat, search: Search, ann: Link, bob: Link) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=False))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    say(chat, ann, "snow", room=group)
    assert [result.title for result in search.results("bob", "snow")] == ["Fort"]
    chat.groups.leave("bob", group)
    assert search.results("bob", "snow") == []
    assert search.results("bob", f"snow in:{group}") == []
    with pytest.raises(NoSuchChat):
        search.page("bob", "snow", group)


def test_a_private_chat_has_no_title_and_is_searched_by_its_two_alone(
    chat: Chat, search: Search, ann: Link, private: str
) -> None:
    say(chat, ann, "snow", room=private)
    chat.user("eve")
    assert [result.title for result in search.results("bob", "snow")] == [None]
    assert search.results("eve", "snow") == []


def test_from_finds_what_somebody_wrote_until_they_are_gone(chat: Chat, search: Search, ann: Link, bob: Link) -> None:
    say(chat, ann, *["snow"] * 9)
    say(chat, bob, *["snow"] * 3)
    search.index()
    assert search.seqs("ann", "from:bob") == [12, 11, 10]
    chat.accounts.delete("bob")
    assert search.seqs("ann", "from:bob") == []
    assert search.seqs("ann", "from:nobody") == []
    assert search.seqs("ann", "snow")[:3] == [12, 11, 10]


def test_a_search_has_its_rate(chat: Chat, search: Search, ann: Link) -> None:
    for _ in range(30):
        search.service.search("ann", SearchQuery(q="snow"))
    with pytest.raises(RateLimited) as refusal:
        search.service.search("ann", SearchQuery(q="snow"))
    assert 0 < (refusal.value.retry_after or 0) <= 60


def test_what_is_no_search_is_refused_and_free(chat: Chat, search: Search, ann: Link) -> None:
    for _ in range(31):
        with pytest.raises(NothingToSearch):
            search.service.search("ann", SearchQuery(q="-lol !!!"))
        with pytest.raises(Invalid):
            search.service.search("ann", SearchQuery(q="snow", cursor="none"))
    with pytest.raises(Unauthorized):
        search.service.search("nobody", SearchQuery(q="snow"))
