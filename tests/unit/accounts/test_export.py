"""A user's own data, page by page: all of it, once, and nobody else's."""

from __future__ import annotations

import json
from typing import Any

import pytest

from snowfight.domain.accounts import export
from snowfight.errors import Invalid
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from tests.support.chat import Chat
from tests.support.crowd import fill
from tests.support.wire import Wire

Line = dict[str, Any]


def pages(chat: Chat, username: str) -> list[list[Line]]:
    """All pages, as the client joins them."""
    found: list[list[Line]] = []
    cursor: str | None = None
    while cursor is not None or not found:
        page = chat.export.page(username, cursor)
        found.append([json.loads(line) for line in page.lines])
        cursor = page.cursor
    return found


def lines(chat: Chat, username: str) -> list[Line]:
    return [line for page in pages(chat, username) for line in page]


def test_the_user_comes_first_then_every_chat_present_and_past_then_every_word_of_theirs(chat: Chat) -> None:
    # Given
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    private = chat.private_chats.with_user("ann", "bob")
    now, then = (chat.groups.create("bob", NewGroup(groupchat_name=title)) for title in ("Now", "Then"))
    for group in (now, then):
        chat.groups.edit("bob", group, EditGroup(add_members=["ann"]))
    links = {name: chat.connect(name) for name in ("ann", "bob")}
    for room in (PUBLIC_CHAT, private, now, then):
        for name, link in links.items():
            chat.say(link, f"{name} in {room}", room=room)
    chat.groups.leave("ann", then)
    chat.groups.edit("bob", then, EditGroup(groupchat_name="Renamed without her"))
    # When
    user, *rest = lines(chat, "ann")
    # Then
    assert user == {
        "kind": "user",
        "username": "ann",
        "display_name": "Ann",
        "avatar_url": None,
        "bot": False,
        "email": "ann@example.org",
        "email_verified": True,
        "role": "member",
    }
    chats = {line["name"]: line for line in rest if line["kind"] == "chat"}
    assert {name: (line["chat_kind"], line["title"], line["left"] is None) for name, line in chats.items()} == {
        PUBLIC_CHAT: ("public", "Public chat", True),
        private: ("private", None, True),
        now: ("group", "Now", True),
        then: ("group", "Then", False),
    }
    messages = [line for line in rest if line["kind"] == "message"]
    assert {line["body"] for line in messages} == {f"ann in {room}" for room in chats}
    assert {line["author"]["username"] for line in messages} == {"ann"}


def test_nothing_of_other_peoples_and_no_secret_is_in_it(chat: Chat) -> None:
    # Given
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    private = chat.private_chats.with_user("ann", "bob")
    group = chat.groups.create("ann", NewGroup(groupchat_name="ours"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    bob = chat.connect("bob")
    for room in (PUBLIC_CHAT, private, group):
        chat.say(bob, "not hers", room=room)
    state = chat.rooms.states([group])[group]
    # When
    text = json.dumps(lines(chat, "ann"))
    # Then
    assert [secret for secret in ("bob", "Bob", "not hers", state.invite or "") if secret in text] == []


def test_each_of_thousands_of_messages_comes_once_in_pages_that_cost_little(chat: Chat, wire: Wire) -> None:
    # Given
    for name in ("ann", "bob", "cat"):
        chat.user(name, verified=True)
    fill(chat, PUBLIC_CHAT, ["bob", "ann", "cat"], 4500)
    fill(chat, chat.private_chats.with_user("ann", "bob"), ["ann"], 10)
    # When
    with wire.watched() as seen:
        found = pages(chat, "ann")
    # Then
    messages = [(line["room"], line["seq"]) for page in found for line in page if line["kind"] == "message"]
    assert len(messages) == len(set(messages)) == 1500 + 10
    assert len(found) == 1 + 1 + 3
    assert len(seen.requests) <= 4 * len(found) + 1  # which looks for reactions
    assert all(len(page) <= export.LOOKED_AT for page in found)


def test_long_messages_make_shorter_pages_and_none_is_lost_between_them(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    chat.user("ann")
    fill(chat, PUBLIC_CHAT, ["ann"], 25, body="🐒" * 300)
    monkeypatch.setattr(export, "PAGE_BYTES", 5_000)
    found = pages(chat, "ann")[1:]
    assert [line["seq"] for page in found for line in page] == list(range(1, 26))
    sizes = [
        sum(len(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()) for line in page)
        for page in found
    ]
    assert max(sizes) <= 5_000


def test_a_single_message_longer_than_a_page_is_a_page(chat: Chat, monkeypatch: pytest.MonkeyPatch) -> None:
    chat.user("ann")
    fill(chat, PUBLIC_CHAT, ["ann"], 3)
    monkeypatch.setattr(export, "PAGE_BYTES", 10)
    assert [len(page) for page in pages(chat, "ann")] == [2, 1, 1, 1]


def test_an_export_goes_on_where_a_group_was_deleted_meanwhile(chat: Chat) -> None:
    # Given
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    groups = sorted(chat.groups.create("bob", NewGroup(groupchat_name="group")) for _ in range(3))
    for name in groups:
        chat.groups.edit("bob", name, EditGroup(add_members=["ann"]))
        fill(chat, name, ["ann"], 1)
    fill(chat, PUBLIC_CHAT, ["ann"], 1)
    cursor = chat.export.page("ann", chat.export.page("ann", None).cursor).cursor
    # When: the cursor points to the second group
    chat.groups.delete("bob", groups[1])
    chat.work()
    # Then
    rooms: list[str] = []
    while cursor is not None:
        page = chat.export.page("ann", cursor)
        rooms += [json.loads(line)["room"] for line in page.lines]
        cursor = page.cursor
    assert rooms == [groups[2], PUBLIC_CHAT]


def test_an_empty_cursor_begins_at_the_beginning(chat: Chat) -> None:
    chat.user("ann")
    assert chat.export.page("ann", "") == chat.export.page("ann", None)


@pytest.mark.parametrize("cursor", ["x", "🐒", "eyJyb29tIjogInB1YmxpYy1jaGF0In0", "e30", "bnVsbA"])
def test_what_is_no_cursor_is_refused(chat: Chat, cursor: str) -> None:
    chat.user("ann")
    with pytest.raises(Invalid):
        chat.export.page("ann", cursor)


def test_a_cursor_opens_no_chat_that_the_user_was_never_in(chat: Chat) -> None:
    # Given: Bob's cursor, which stands in a group of his
    for name in ("ann", "bob"):
        chat.user(name, verified=True)
    group = chat.groups.create("bob", NewGroup(groupchat_name="his"))
    fill(chat, group, ["bob"], 1)
    cursor = chat.export.page("bob", None).cursor
    # When Ann uses it
    page = chat.export.page("ann", cursor)
    # Then
    assert (page.lines, page.cursor) == ([], None)
