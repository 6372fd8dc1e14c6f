"""Given people who have changed messages, when they, a chat or a message go, then nothing of theirs stays behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.models.accounts import SignUp
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.database import Database
from tests.support.changes import chip, delete, edit, frames, leftovers, message, pin, react, reactions, revs, shown
from tests.support.chat import Chat
from tests.support.crowd import cheer
from tests.support.scene import PASSWORD
from tests.support.tables import SETTINGS, rows
from tests.support.wire import Wire

NAMES = [f"user_{number:03}" for number in range(120)]


@pytest.fixture
def eve(chat: Chat) -> Link:
    """Somebody who can prove who they are."""
    chat.account_service.sign_up(SignUp(username="eve", email="eve@example.org", password=PASSWORD), "")
    chat.accounts.verify_email("eve")
    return chat.connect("eve", PUBLIC_CHAT)


def settle(chat: Chat) -> None:
    for _ in range(10):
        chat.work()
        chat.clock.advance(minutes=3)


def test_a_deleted_accounts_reactions_are_taken_back_each_by_a_change_of_deleted_user(
    chat: Chat, group: str, ann: Link, bob: Link, eve: Link
) -> None:
    # Given reactions where Eve is, and where she was
    chat.groups.join("eve", group, None)
    chat.say(ann, room=group)
    chat.say(ann)
    for link, emoji, room in ((bob, "👍", group), (eve, "👍", group), (eve, "🎉", group), (eve, "👍", PUBLIC_CHAT)):
        react(chat, link, 1, emoji, room=room)
    chat.groups.leave("eve", group)
    assert reactions(chat, 1, "ann", group) == {"👍": ["bob", "eve"], "🎉": ["eve"]}
    # When
    chat.deletion.delete("eve", PASSWORD)
    settle(chat)
    # Then
    assert reactions(chat, 1, "ann", group) == {"👍": ["bob"]}
    assert reactions(chat, 1) == {}
    told = [frame for frame in frames(chat, bob) if frame["username"] == "deleted-user"]
    assert sorted((frame["room"], frame["kind"], frame["on"], frame["emoji"]) for frame in told) == sorted(
        (room, "react", False, emoji) for room, emoji in ((group, "👍"), (group, "🎉"), (PUBLIC_CHAT, "👍"))
    )
    assert (revs(chat, group), revs(chat)) == ([1, 2, 3, 4, 5], [1, 2])
    assert [row["pk"]["S"] for row in rows("rooms") if row["pk"]["S"] == "REACTED#eve"] == []


def test_of_those_whom_a_message_does_not_name_too(chat: Chat, ann: Link, eve: Link) -> None:
    # Given
    chat.say(ann)
    cheer(chat, PUBLIC_CHAT, 1, "👍", NAMES[:60])
    react(chat, eve, 1)
    # When
    chat.deletion.delete("eve", PASSWORD)
    settle(chat)
    # Then
    assert chip(chat, 1).count == 60
    assert "eve" not in str([row for row in rows("rooms") if row["pk"]["S"].startswith("REACT")])
    assert revs(chat)[-1] == 62


def test_the_work_goes_on_where_its_time_was_up(chat: Chat, ann: Link, eve: Link) -> None:
    # Given
    for seq in range(1, 6):
        chat.say(ann)
        react(chat, eve, seq)
    chat.deletion.delete("eve", PASSWORD)
    # When each round has time for two steps
    for _ in range(12):
        for job in chat.jobs.due():
            steps = iter([True, True])
            chat.job_runner.run(job, has_time=lambda steps=steps: next(steps, False))
        chat.clock.advance(minutes=3)
    # Then
    assert [each.reactions for each in shown(chat, "ann")] == [[]] * 5
    assert chat.jobs.due() == []


@pytest.mark.parametrize("gone", ["message", "chat"])
def test_what_is_gone_already_is_no_hindrance(chat: Chat, group: str, ann: Link, eve: Link, gone: str) -> None:
    chat.groups.join("eve", group, None)
    chat.say(ann, room=group)
    react(chat, eve, 1, room=group)
    if gone == "message":
        delete(chat, ann, 1, room=group)
    else:
        chat.groups.delete("ann", group)
    chat.deletion.delete("eve", PASSWORD)
    settle(chat)
    assert [row for row in rows("rooms") if row["pk"]["S"].startswith("REACTED#")] == []
    assert chat.jobs.due() == []


def test_a_deleted_chat_takes_its_changes_reactions_and_pins_along(
    chat: Chat, group: str, ann: Link, bob: Link
) -> None:
    # Given
    for seq in (1, 2, 3):
        chat.say(ann, room=group)
        react(chat, bob, seq, room=group)
        pin(chat, ann, seq, room=group)
    delete(chat, ann, 3, room=group)
    chat.say(ann, room=group)
    cheer(chat, group, 4, "👍", NAMES)
    assert {key.partition("#")[0] for key in leftovers(group)} == {
        "REACTED",
        "REACTIONS",
        "ROOM",
        *(f"change {rev}" for rev in revs(chat, group)),
    }
    # When
    chat.groups.delete("ann", group)
    settle(chat)
    # Then
    assert leftovers(group) == []
    assert chat.jobs.due() == []


def test_messages_that_are_over_take_their_reactions_along(database: Database, wire: Wire) -> None:
    # Given a group that shortens the time for which it keeps messages
    chat = Chat(settings=replace(SETTINGS, rate_burst=1000), database=database)
    ann, bob = (chat.connect(chat.user(name, verified=True)) for name in ("ann", "bob"))
    group = chat.groups.create("ann", NewGroup(groupchat_name="Fort"))
    chat.groups.edit("ann", group, EditGroup(add_members=["bob"]))
    for seq in (1, 2):
        chat.say(ann, room=group)
        for link in (ann, bob):
            react(chat, link, seq, room=group)
    chat.say(ann, room=group)
    cheer(chat, group, 3, "👍", NAMES)
    chat.clock.advance(days=5)
    chat.say(ann, room=group)
    react(chat, bob, 4, room=group)
    # When
    chat.groups.edit("ann", group, EditGroup(retention_days=3))
    assert [each.seq for each in shown(chat, "bob", group)] == [4]
    settle(chat)
    # Then
    kept = [key for key in leftovers(group) if key.startswith("REACT")]
    assert kept == [f"REACTED#bob {group}#{4:016d}"]


def test_rows_of_reactions_are_collected_with_the_message_where_that_ends(database: Database, wire: Wire) -> None:
    chat = Chat(settings=replace(SETTINGS, retention_days=10), database=database)
    ann = chat.connect(chat.user("ann"))
    chat.say(ann)
    react(chat, ann, 1)
    [row] = [row for row in rows("messages") if row["room"]["S"] == PUBLIC_CHAT]
    [reacted] = [row for row in rows("rooms") if row["pk"]["S"] == "REACTED#ann"]
    assert reacted["expires_at"] == row["expires_at"]
    # and what only remembers frames, when those are repeated no more
    react(chat, ann, 1, on=False)
    [reacted] = [row for row in rows("rooms") if row["pk"]["S"] == "REACTED#ann"]
    assert int(reacted["expires_at"]["N"]) == chat.clock.now().timestamp() + 25 * 3600


def test_a_message_of_who_is_gone_can_be_reacted_to_and_names_nobody(
    chat: Chat, ann: Link, bob: Link, eve: Link
) -> None:
    chat.say(eve, "adieu")
    edit(chat, eve, 1, "farewell")
    chat.deletion.delete("eve", PASSWORD)
    settle(chat)
    react(chat, bob, 1)
    assert message(chat, "ann", 1).author.username == "deleted-user"
    assert frames(chat, ann)[-1]["message"]["author"]["username"] == "deleted-user"
