"""Given a message, when a moderator takes it away, then it is a tombstone for everybody, and written down."""

from __future__ import annotations

import pytest

from snowfight.domain.moderation.cases import Case
from snowfight.errors import SnowfightError
from snowfight.models.chat import EditGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.models.user import Role
from tests.support.changes import delete, pin, refusal, shown
from tests.support.community import SPAM, Community
from tests.support.tables import rows

CASE = Case("mod", SPAM, report="r1")


@pytest.mark.parametrize("where", ["public", "private", "group"])
def test_a_message_that_was_reported_goes_wherever_it_is(
    community: Community, ann: Link, private: str, group: str, where: str
) -> None:
    # Given
    chat = community.chat
    room = {"public": PUBLIC_CHAT, "private": private, "group": group}[where]
    chat.say(ann, "buy snow", room=room)
    # When
    assert community.removals.remove(CASE, room, 1)
    # Then
    [message] = shown(chat, "ann", room)
    assert (message.body, message.deleted_by, message.rev) == (None, "mod", 1)
    [frame] = chat.gateway.frames(ann.connection_id, "change_handler")
    assert (frame["kind"], frame["username"]) == ("delete", "mod")
    [entry] = community.log
    assert (entry.action, entry.actor, entry.target, entry.room, entry.seq) == ("delete", "mod", "ann", room, 1)
    assert (entry.reason, entry.report) == (SPAM, "r1")
    [notice] = community.told("ann")
    assert (notice.kind, notice.text, notice.room, notice.seq) == ("deleted", SPAM, room, 1)
    assert chat.gateway.frames(ann.connection_id, "notice")


def test_what_is_gone_already_changes_nothing_and_is_told_nobody(community: Community, ann: Link) -> None:
    community.chat.say(ann)
    assert community.removals.remove(CASE, PUBLIC_CHAT, 1)
    before = rows("rooms"), rows("messages")
    assert not community.removals.remove(CASE, PUBLIC_CHAT, 1)
    assert not community.removals.remove(CASE, PUBLIC_CHAT, 2)
    assert not community.removals.remove(CASE, "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", 1)
    assert (rows("rooms"), rows("messages")) == before


def test_who_is_no_moderator_removes_nothing(community: Community, ann: Link) -> None:
    community.chat.say(ann)
    assert refusal(lambda: community.removals.remove(Case("bob", SPAM), PUBLIC_CHAT, 1)) == "not_allowed"
    assert shown(community.chat, "ann")[0].body == "hello"


DELETES = {
    # where, who: what a frame that deletes Ann's message comes to; Cat is the group's admin, Mod in it where said
    ("public", "member"): "not_yours",
    ("public", "moderator"): "deleted",
    ("public", "owner"): "deleted",
    ("private", "member"): "no_such_chat",
    ("private", "moderator"): "no_such_chat",
    ("private", "owner"): "no_such_chat",
    ("group", "member"): "no_such_chat",
    ("group", "moderator"): "no_such_chat",
    ("in the group", "member"): "not_yours",
    ("in the group", "moderator"): "deleted",
    ("in the group", "owner"): "deleted",
}


@pytest.mark.parametrize(("where", "role"), DELETES)
def test_a_frame_deletes_where_its_senders_role_reaches(
    community: Community, ann: Link, private: str, group: str, cat: Link, where: str, role: Role
) -> None:
    # Given
    chat = community.chat
    community.appoint("cat", role)
    room = {"public": PUBLIC_CHAT, "private": private}.get(where, group)
    if where == "in the group":
        chat.groups.edit("ann", group, EditGroup(add_members=["cat"]))
    chat.say(ann, room=room)
    # When
    try:
        delete(chat, cat, 1, room=room)
        outcome = "deleted"
    except SnowfightError as error:
        outcome = error.code
    # Then it is written down, and only then
    assert outcome == DELETES[where, role]
    written = [(entry.action, entry.actor, entry.target, entry.room, entry.seq) for entry in community.log]
    assert written == ([("delete", "cat", "ann", room, 1)] if outcome == "deleted" else [])


def test_in_a_private_chat_moderators_delete_their_own_alone(community: Community, ann: Link, bob: Link) -> None:
    private = community.chat.private_chats.with_user("ann", "bob")
    community.appoint("bob", "moderator")
    community.chat.say(ann, room=private)
    assert refusal(lambda: delete(community.chat, bob, 1, room=private)) == "not_yours"


def test_ones_own_and_what_an_admin_deletes_are_not_written_down(
    community: Community, ann: Link, bob: Link, group: str
) -> None:
    chat = community.chat
    community.appoint("ann", "moderator")
    for link in (ann, bob):
        chat.say(link, room=group)
    delete(chat, ann, 1, room=group)
    delete(chat, ann, 2, room=group)
    assert community.log == []


def test_moderators_pin_in_the_public_chat_and_in_groups_that_they_are_in(
    community: Community, ann: Link, bob: Link, group: str
) -> None:
    chat = community.chat
    for room in (PUBLIC_CHAT, group):
        chat.say(ann, room=room)
        assert refusal(lambda room=room: pin(chat, bob, 1, room=room)) == "not_admin"
    community.appoint("bob", "moderator")
    for room in (PUBLIC_CHAT, group):
        assert pin(chat, bob, 1, room=room).stored


def test_moderators_mention_everybody_in_the_public_chat(community: Community, ann: Link, mod: Link) -> None:
    chat = community.chat
    for link in (ann, mod):
        chat.say(link, "@all come out")
    assert [message.mentions_all for message in shown(chat, "bob")] == [False, True]
    assert chat.chat_lists.one("bob", PUBLIC_CHAT).unread_mentions == 1
