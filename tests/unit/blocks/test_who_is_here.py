"""Each of two who are apart is offline for the other, wherever that can be seen, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from snowfight.models.chat import MemberQuery
from snowfight.models.client_frames import Join, PresenceFrame, Typing
from snowfight.models.records import Link
from snowfight.models.user import Member
from tests.support.chat import Chat
from tests.support.dynamodb import bound_elsewhere
from tests.support.presence import Presence

Look = Callable[[Chat, str, str, str], str | None]
"""What the viewer sees of a user, who is in that chat with them."""


def _of(members: Sequence[Member] | None, name: str) -> str | None:
    return {member.username: member.status for member in members or ()}[name]


def _joined(chat: Chat, viewer: str, name: str, room: str) -> str | None:
    return _of(chat.subscriptions.join(chat.connect(viewer), Join(type="join", room=room))[0].members, name)


def _listed(chat: Chat, viewer: str, name: str, _room: str) -> str | None:
    others = [each.other for each in chat.chat_lists.all(viewer).chats if each.other]
    return _of(others, name)


def _in_settings(chat: Chat, _viewer: str, name: str, room: str) -> str | None:
    """As the group's admin, Ann, has it; of Ann as the others do."""
    viewer = "ann" if name == "bob" else "bob"
    if viewer == "bob" or chat.rooms.states([room])[room].kind == "private":
        return _of(chat.chat_lists.open(viewer, room).members, name)
    return _of(chat.chat_lists.settings(viewer, room).members, name)


LOOKS: dict[str, Look] = {
    "a profile": lambda chat, viewer, name, _room: chat.profiles.profile(viewer, name).status,
    "a chat": lambda chat, viewer, name, room: _of(chat.chat_lists.open(viewer, room).members, name),
    "members": lambda chat, viewer, name, room: _of(chat.chat_lists.members(viewer, room, MemberQuery()).members, name),
    "a group's settings": _in_settings,
    "what a connection is told that opens it": _joined,
    "the other of a private chat, in the list": _listed,
}


@pytest.mark.parametrize("kind", ["private", "group"])
@pytest.mark.parametrize("look", LOOKS)
def test_each_is_offline_for_the_other(
    chat: Chat, ann: Link, bob: Link, private: str, group: str, look: str, kind: str
) -> None:
    room = private if kind == "private" else group
    assert LOOKS[look](chat, "ann", "bob", room) == LOOKS[look](chat, "bob", "ann", room) == "online"
    # When
    chat.block_service.block("bob", "ann")
    # Then
    hidden = None if look == "a profile" else "offline"
    assert LOOKS[look](chat, "ann", "bob", room) == LOOKS[look](chat, "bob", "ann", room) == hidden
    # And when it is lifted
    chat.block_service.unblock("bob", "ann")
    assert LOOKS[look](chat, "ann", "bob", room) == LOOKS[look](chat, "bob", "ann", room) == "online"


def test_whoever_shares_nothing_with_them_sees_nothing_either_way(chat: Chat, ann: Link, bob: Link) -> None:
    assert chat.profiles.profile("ann", "bob").status is None
    chat.block_service.block("bob", "ann")
    assert chat.profiles.profile("ann", "bob").status is None
    assert chat.profiles.profile("ann", "ann").status == "online"


def test_a_third_sees_both_and_both_see_the_third(chat: Chat, ann: Link, bob: Link, cat: Link, group: str) -> None:
    chat.groups.join("cat", group, None)
    chat.block_service.block("bob", "ann")
    for viewer, seen in (
        ("cat", {"ann": "online", "bob": "online", "cat": "online"}),
        ("ann", {"ann": "online", "bob": "offline", "cat": "online"}),
        ("bob", {"ann": "offline", "bob": "online", "cat": "online"}),
    ):
        members = chat.chat_lists.open(viewer, group).members
        assert {member.username: member.status for member in members} == seen


def test_both_see_the_other_go_when_one_blocks_and_come_back_when_it_is_lifted(
    chat: Chat, ann: Link, bob: Link, group: str
) -> None:
    chat.block_service.block("bob", "ann")
    chat.block_service.block("ann", "bob")
    assert changes(chat, ann) == [("bob", "offline")]
    assert changes(chat, bob) == [("ann", "offline")]
    # When one lifts theirs, nothing is to be seen
    chat.block_service.unblock("bob", "ann")
    assert len(changes(chat, ann)) == 1
    # But when the other does
    chat.subscriptions.presence(ann, PresenceFrame(type="presence", state="inactive"))
    chat.block_service.unblock("ann", "bob")
    assert changes(chat, ann) == [("bob", "offline"), ("bob", "online")]
    assert changes(chat, bob) == [("ann", "offline"), ("ann", "inactive")]


@pytest.mark.parametrize("why", ["they share nothing", "one was not here"])
def test_nothing_is_told_of_a_block_where_nothing_could_be_seen(chat: Chat, ann: Link, bob: Link, why: str) -> None:
    if why == "one was not here":
        chat.private_chats.with_user("ann", "bob")
        chat.connection_lifecycle.closed(bob)
    for act in (chat.block_service.block, chat.block_service.unblock):
        act("bob", "ann")
        assert changes(chat, ann) == changes(chat, bob) == []


def test_presence_tells_neither_of_the_other_and_the_third_of_both() -> None:
    with bound_elsewhere():
        presence = Presence()
        chat = presence.chat
        links = {name: chat.connect(chat.user(name, verified=True)) for name in ("ann", "bob", "cat")}
        for one, other in (("ann", "bob"), ("ann", "cat"), ("bob", "cat")):
            chat.private_chats.with_user(one, other)
        presence.settle()
        chat.block_service.block("bob", "ann")
        told = {name: changes(chat, link) for name, link in links.items()}
        # When
        for name in ("ann", "bob"):
            chat.subscriptions.presence(links[name], PresenceFrame(type="presence", state="inactive"))
        presence.settle()
        # Then
        news = {name: changes(chat, link)[len(told[name]) :] for name, link in links.items()}
        assert (news["ann"], news["bob"]) == ([], [])
        assert sorted(news["cat"]) == [("ann", "inactive"), ("bob", "inactive")]


def test_neither_sees_the_other_write(chat: Chat, group: str) -> None:
    links = {name: chat.connect(name) for name in ("ann", "bob")}
    cat = chat.connect(chat.user("cat", verified=True))
    chat.groups.join("cat", group, None)
    for link in (*links.values(), cat):
        chat.subscriptions.join(link, Join(type="join", room=group))
    chat.block_service.block("bob", "ann")
    for link in links.values():
        chat.typing.tell(link, Typing(type="typing", room=group))
    heard = {
        name: [frame["username"] for frame in chat.gateway.frames(link.connection_id, "typing_handler")]
        for name, link in (*links.items(), ("cat", cat))
    }
    assert heard == {"ann": [], "bob": [], "cat": ["ann", "bob"]}


def changes(chat: Chat, link: Link) -> list[tuple[str, str]]:
    """The statuses that the connection was told."""
    frames = chat.gateway.frames(link.connection_id, "online_status_handler")
    return [(each["username"], each["status"]) for frame in frames for each in frame["changes"]]
