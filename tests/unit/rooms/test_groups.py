"""Groups from their making to their end, and what everybody is told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from snowfight.delivery.gateway import Report
from snowfight.domain.rooms import group_edit, groups
from snowfight.errors import BadInvite, EmailUnverified, Invalid, NoSuchUser
from snowfight.models.chat import EditGroup, GroupQuery, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.crowd import contradictions


class Group:
    """Ann's group; everybody is verified and connected."""

    def __init__(self, chat: Chat) -> None:
        self.chat = chat
        self.links = {name: chat.connect(chat.user(name, verified=True)) for name in ("ann", "bob", "cat", "dan")}
        self.room = chat.groups.create("ann", NewGroup(groupchat_name="Snow"))

    def edit(self, **body: Any) -> None:
        self.chat.clock.advance(seconds=1)
        self.chat.groups.edit("ann", self.room, EditGroup(**body))

    def events(self, name: str) -> list[tuple[str, str]]:
        """What happened, as somebody's connection was told."""
        frames = self.chat.gateway.frames(self.links[name].connection_id, "system")
        assert all(frame["room"] == self.room for frame in frames)
        return [(frame["event"], frame["username"]) for frame in frames]

    @property
    def members(self) -> list[str]:
        room = self.chat.rooms.load(self.room)
        return list(room.members) if room else []

    @property
    def invite(self) -> str:
        return self.chat.chat_lists.settings("ann", self.room).invite


@pytest.fixture
def group(chat: Chat) -> Group:
    return Group(chat)


def test_everybody_is_told_of_what_happens_while_they_are_in_their_own_coming_and_going_included(group: Group) -> None:
    # When
    group.edit(add_members=["bob", "cat"])
    group.edit(groupchat_name=" Ice ")
    group.edit(groupchat_name="Ice")
    group.chat.groups.join("dan", group.room, group.invite)
    group.edit(remove_members=["bob"])
    group.chat.groups.leave("cat", group.room)
    group.chat.groups.delete("ann", group.room)
    # Then
    everything = [
        ("added", "bob"),
        ("added", "cat"),
        ("renamed", "ann"),
        ("joined", "dan"),
        ("removed", "bob"),
        ("left", "cat"),
        ("deleted", "ann"),
    ]
    assert group.events("ann") == everything
    assert group.events("bob") == everything[:5]
    assert group.events("cat") == everything[:6]
    assert group.events("dan") == everything[3:]


def test_nothing_of_that_is_stored(group: Group) -> None:
    group.edit(add_members=["bob"], groupchat_name="Ice")
    assert group.chat.chat_lists.open("ann", group.room).messages == []


def test_a_removed_members_connections_get_nothing_more_and_show_it_no_longer(group: Group) -> None:
    # Given: Bob shows the group in two tabs
    group.edit(add_members=["bob"])
    tabs = [group.chat.connect("bob", group.room), group.chat.connect("bob", group.room)]
    group.chat.say(group.links["ann"], room=group.room)
    assert group.chat.connections.showing(group.room, tabs) == set(tabs)
    # When
    group.edit(remove_members=["bob"])
    group.chat.say(group.links["ann"], room=group.room)
    # Then
    for tab in (*tabs, group.links["bob"]):
        kinds = [frame["type"] for frame in group.chat.gateway.frames(tab.connection_id)]
        assert kinds[-2:] == ["message_handler", "system"]
    assert group.chat.connections.showing(group.room, tabs) == set()


def test_an_edit_that_cannot_be_done_whole_is_not_done_at_all(group: Group) -> None:
    group.edit(add_members=["bob"])
    group.chat.user("newcomer")
    many = [f"user_{number}" for number in range(40)]
    for body, error, named in (
        ({"add_members": ["cat", "nobody"]}, NoSuchUser, "nobody"),
        ({"add_members": ["cat", "newcomer"]}, EmailUnverified, "newcomer"),
        ({"remove_members": ["bob", "nobody"]}, NoSuchUser, "nobody"),
        ({"add_members": ["no-such user"]}, NoSuchUser, "no-such user"),
        ({"remove_members": ["bob", "ann"]}, Invalid, "yourself"),
        ({"add_members": ["cat"], "remove_members": ["cat"]}, Invalid, "cat"),
        ({"add_members": many[:20], "remove_members": many[20:]}, Invalid, "at most 30"),
    ):
        with pytest.raises(error, match=named):
            group.edit(groupchat_name="never", reset_invite=True, **body)
    assert group.members == ["ann", "bob"]
    assert group.chat.chat_lists.one("ann", group.room).title == "Snow"


def test_thirty_come_and_go_in_one_edit_with_everything_else(group: Group) -> None:
    names = [group.chat.user(f"user_{number}", verified=True) for number in range(30)]
    group.edit(add_members=names, open=True)
    group.edit(remove_members=names[:15], add_members=["bob", "cat", "dan"], groupchat_name="Ice", reset_invite=True)
    assert set(group.members) == {"ann", "bob", "cat", "dan", *names[15:]}
    assert contradictions() == []


def test_adding_a_member_and_removing_none_changes_nothing(group: Group) -> None:
    group.edit(add_members=["bob"])
    group.edit(add_members=["bob", "ann"], remove_members=["cat"])
    assert group.members == ["ann", "bob"]
    assert group.events("ann") == [("added", "bob")]
    assert group.events("cat") == []


def test_the_longest_standing_member_takes_over(group: Group) -> None:
    group.edit(add_members=["cat"])
    group.edit(add_members=["bob"])
    group.edit(remove_members=["cat"])
    group.edit(add_members=["cat"])
    group.chat.groups.leave("ann", group.room)
    assert group.chat.chat_lists.one("cat", group.room).admin == "bob"


def test_whoever_comes_back_stands_at_the_end_and_has_nothing_unread(group: Group) -> None:
    group.edit(add_members=["bob"])
    group.edit(add_members=["cat"])
    group.edit(remove_members=["bob"])
    group.chat.say(group.links["ann"], room=group.room)
    group.edit(add_members=["bob"])
    assert group.members == ["ann", "cat", "bob"]
    assert group.chat.chat_lists.one("bob", group.room).unread == 0
    assert len(group.chat.chat_lists.open("bob", group.room).messages) == 1


def test_an_invitation_is_unguessable_and_ends_when_it_is_reset(group: Group) -> None:
    old = group.invite
    assert len(old) == len(f"{group.room}.") + 24
    for wrong in (None, "", old[:-1], old + "x", "-"):
        with pytest.raises(BadInvite):
            group.chat.groups.join("bob", group.room, wrong)
    group.edit(reset_invite=True)
    with pytest.raises(BadInvite):
        group.chat.groups.join("bob", group.room, old)
    group.chat.groups.join("bob", group.room, group.invite)
    group.chat.groups.join("bob", group.room, "whatever: a member is in")
    assert group.members == ["ann", "bob"]


def test_a_full_group_lets_nobody_in(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (groups, group_edit):
        monkeypatch.setattr(module, "MAX_MEMBERS", 2)
    group.edit(add_members=["bob"])
    with pytest.raises(BadInvite, match="full"):
        group.chat.groups.join("cat", group.room, group.invite)
    with pytest.raises(Invalid, match="at most 2"):
        group.edit(add_members=["cat"])
    group.edit(add_members=["cat"], remove_members=["bob"])
    assert group.members == ["ann", "cat"]


def titles(chat: Chat, query: str = "") -> list[str]:
    found: list[str] = []
    cursor = None
    while True:
        page = chat.chat_lists.groups("dan", GroupQuery(query=query, cursor=cursor))
        found += [one.title for one in page.groups]
        if page.cursor is None:
            return found
        cursor = page.cursor


def test_open_groups_are_found_by_any_part_of_their_name_whatever_its_case(chat: Chat, group: Group) -> None:
    for title in ("Große Straße", "grosse Dinge", "Zoo", "apes"):
        chat.groups.create("ann", NewGroup(groupchat_name=title, open=True))
    assert titles(chat) == ["apes", "grosse Dinge", "Große Straße", "Zoo"]
    assert titles(chat, "GROSSE") == ["grosse Dinge", "Große Straße"]
    assert titles(chat, "nowhere") == []


@pytest.mark.parametrize("query", ["istanbul", "ISTANBUL", "İstanbul", "ıstanbul", " kis aksami "])
def test_open_groups_are_found_from_any_keyboard(chat: Chat, group: Group, query: str) -> None:
    chat.groups.create("ann", NewGroup(groupchat_name="İstanbul Kış Akşamı", open=True))
    assert titles(chat, query) == ["İstanbul Kış Akşamı"]


def test_the_list_of_open_groups_follows_opening_closing_renaming_and_deleting(chat: Chat, group: Group) -> None:
    for body, after in (
        ({"open": True}, ["Snow"]),
        ({"groupchat_name": "SNOW"}, ["SNOW"]),
        ({"groupchat_name": "Ice"}, ["Ice"]),
        ({"groupchat_name": "Fire", "open": False}, []),
        ({"groupchat_name": "Water", "open": True}, ["Water"]),
    ):
        group.edit(**body)
        assert titles(chat) == after
        assert contradictions() == []
    chat.groups.delete("ann", group.room)
    assert titles(chat) == []


def test_the_list_of_open_groups_comes_in_pages_of_thirty(chat: Chat, group: Group) -> None:
    names = [f"group {number:03}" for number in range(65)]
    for title in names:
        chat.groups.create("ann", NewGroup(groupchat_name=title, open=True))
    assert len(chat.chat_lists.groups("dan", GroupQuery()).groups) == 30
    assert titles(chat) == names


def test_the_status_of_somebody_is_for_those_who_share_a_chat_with_them(group: Group) -> None:
    def status(viewer: str) -> str | None:
        return group.chat.profiles.profile(viewer, "bob").status

    assert [status(name) for name in ("ann", "bob")] == [None, "online"]
    group.edit(add_members=["bob"])
    assert status("ann") == "online"
    group.chat.groups.delete("ann", group.room)
    assert status("ann") is None
    group.chat.private_chats.with_user("dan", "bob")
    assert status("dan") == "online"
    group.chat.connection_lifecycle.closed(group.links["bob"])
    assert status("dan") == "offline"


def test_a_private_chat_shows_each_the_other(group: Group) -> None:
    room = group.chat.private_chats.with_user("ann", "bob")
    assert room == group.chat.private_chats.with_user("bob", "ANN")
    for who, other in (("ann", "bob"), ("bob", "ann")):
        one = group.chat.chat_lists.one(who, room)
        assert (one.kind, one.title, one.member_count) == ("private", other.title(), 2)
        assert (one.admin, one.open) == (None, False)
        assert one.other is not None
        assert (one.other.username, one.other.status) == (other, "online")


def test_chats_are_listed_by_their_newest_activity(group: Group) -> None:
    chat = group.chat
    chat.clock.advance(seconds=1)
    private = chat.private_chats.with_user("ann", "bob")

    def listed() -> list[str]:
        return [one.name for one in chat.chat_lists.all("ann").chats]

    assert listed() == [private, group.room, PUBLIC_CHAT]
    links: list[Link] = [group.links["ann"], group.links["bob"]]
    for link, room in zip(links, (PUBLIC_CHAT, private), strict=True):
        chat.clock.advance(seconds=1)
        chat.say(link, room=room)
    assert listed() == [private, PUBLIC_CHAT, group.room]


def test_telling_of_many_takes_no_longer_than_telling_of_one(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a connection that takes all the time that there is
    post = group.chat.gateway.broadcast
    given: list[float] = []

    def slow(connection_ids: Iterable[str], frame: bytes, *, seconds: float) -> Report:
        given.append(seconds)
        group.chat.clock.advance(seconds=min(seconds, 3))
        return post(connection_ids, frame, seconds=seconds)

    monkeypatch.setattr(group.chat.gateway, "broadcast", slow)
    # When four things are to be told
    group.edit(add_members=["bob", "cat", "dan"], groupchat_name="Ice")
    # Then the call still ends before the gateway gives it up
    assert given == [8, 5, 2, 0]
    assert group.members == ["ann", "bob", "cat", "dan"]


def test_who_missed_something_is_not_told_what_came_after_it(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a member whose connection is not reached
    group.edit(add_members=["bob", "cat"])
    audiences: list[list[str]] = []

    def misses_bob(connection_ids: Iterable[str], _frame: bytes, **_: float) -> Report:
        audiences.append([name for name, link in group.links.items() if link.connection_id in set(connection_ids)])
        return Report(unreached=[group.links["bob"].connection_id])

    monkeypatch.setattr(group.chat.gateway, "broadcast", misses_bob)
    # When
    group.edit(add_members=["dan"], groupchat_name="Ice")
    # Then
    assert audiences == [["ann", "bob", "cat", "dan"], ["ann", "cat", "dan"]]
