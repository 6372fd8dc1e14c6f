"""Given a message, when it is deleted, then nothing of it is left but its place."""

from __future__ import annotations

import pytest

from snowfight.errors import NoFile, Unavailable
from snowfight.models.client_frames import Ping
from snowfight.models.message import Message
from snowfight.models.records import Link
from tests.support.changes import (
    changes,
    delete,
    edit,
    frames,
    leftovers,
    message,
    pin,
    react,
    refusal,
    revs,
    shown,
)
from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.tables import rows
from tests.support.wire import Wire
from tests.unit.files.test_uploads import post, uploaded


def test_a_tombstone_keeps_its_place_its_author_its_time_and_nothing_that_was_said(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    client_id = chat.say(ann, "a secret", room=private)
    edit(chat, ann, 1, "another secret", room=private)
    react(chat, bob, 1, room=private)
    pin(chat, bob, 1, room=private)
    before = message(chat, "bob", 1, private)
    # When
    delete(chat, ann, 1, room=private)
    # Then
    after = message(chat, "bob", 1, private)
    assert (after.seq, after.author, after.created, after.client_id) == (1, before.author, before.created, client_id)
    assert (after.body, after.file, after.reactions, after.pinned) == (None, None, [], False)
    assert (after.deleted, after.deleted_by, after.rev) == (chat.clock.now(), "ann", 4)
    assert Message.model_validate(frames(chat, bob)[-1]["message"]) == after
    assert chat.changes.pages.pins("bob", private).messages == []
    assert "secret" not in str(rows("messages"))


def test_the_author_may_delete_whenever(chat: Chat, ann: Link) -> None:
    chat.say(ann)
    chat.clock.advance(days=3650)
    assert delete(chat, ann, 1).stored


def test_a_groups_admin_deletes_everybodys_and_nobody_else_does(
    chat: Chat, group: str, private: str, ann: Link, bob: Link
) -> None:
    for room in (group, private, "public-chat"):
        chat.say(ann, room=room)
        chat.say(bob, room=room)
        assert refusal(lambda room=room: delete(chat, bob, 1, room=room)) == "not_yours"
        if room != group:
            assert refusal(lambda room=room: delete(chat, ann, 2, room=room)) == "not_yours"
    delete(chat, ann, 2, room=group)
    assert message(chat, "bob", 2, group).deleted_by == "ann"


def test_a_tombstone_is_others_as_little_as_a_message_was(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    # Given
    for author in (ann, bob):
        chat.say(author, room=group)
        delete(chat, author, 1 if author is ann else 2, room=group)
    # When, Then
    assert refusal(lambda: delete(chat, bob, 1, room=group)) == "not_yours"
    outcome = delete(chat, ann, 2, room=group)
    assert (outcome.stored, outcome.rev) == (False, 2)
    assert message(chat, "ann", 2, group).deleted_by == "bob"


def test_of_what_is_deleted_there_is_no_such_message(chat: Chat, ann: Link) -> None:
    chat.say(ann)
    delete(chat, ann, 1)
    for act in (
        lambda: edit(chat, ann, 1, "again"),
        lambda: react(chat, ann, 1),
        lambda: react(chat, ann, 1, on=False),
    ):
        assert refusal(act) == "no_such_message"


def test_a_tombstone_cannot_be_pinned(chat: Chat, private: str, ann: Link) -> None:
    chat.say(ann, room=private)
    delete(chat, ann, 1, room=private)
    for on in (True, False):
        assert refusal(lambda on=on: pin(chat, ann, 1, on=on, room=private)) == "no_such_message"


def test_a_retry_of_a_message_that_was_deleted_is_acknowledged_and_told_to_nobody(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    client_id = chat.say(ann, "a secret", room=private)
    delete(chat, ann, 1, room=private)
    told = len(frames(chat, bob, "message_handler"))
    # When
    chat.say(ann, "a secret", room=private, client_id=client_id)
    # Then
    assert [ack["seq"] for ack in frames(chat, ann, "ack")] == [1, 1]
    assert len(frames(chat, bob, "message_handler")) == told
    assert message(chat, "bob", 1, private).body is None


def test_what_is_told_again_of_a_deleted_message_is_its_tombstone(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    # Given a message whose sender died once it was stored, and that another device has deleted
    client_id = chat.client_id()
    sending, chat.sending = chat.sending, chat.sending_through(RecordingGateway())
    with wire.dead_after(5):
        chat.say(ann, "a secret", room=private, client_id=client_id)
    chat.sending = sending
    assert chat.rooms.states([private])[private].last_seq == 0
    delete(chat, ann, 1, room=private)
    # When
    chat.say(ann, "a secret", room=private, client_id=client_id)
    # Then
    [frame] = frames(chat, bob, "message_handler")
    assert (frame["message"]["body"], frame["message"]["rev"]) == (None, 1)
    assert frame["message"]["deleted"] is not None
    assert chat.heartbeat.ping(bob, Ping(type="ping", seqs={private: 1}, revs={private: 1})).changed == {}


def test_the_file_of_a_deleted_message_goes_with_it_though_its_store_is_down_for_a_while(
    chat: Chat, private: str, ann: Link, bob: Link
) -> None:
    # Given
    post(chat, ann, uploaded(chat, "ann", private), private)
    post(chat, ann, uploaded(chat, "ann", private), private)
    react(chat, bob, 1, room=private)
    # When
    delete(chat, ann, 1, room=private)
    # Then it is nobody's at once
    with pytest.raises(NoFile):
        chat.file_link_reader.links(chat.file_link_reader.admit("bob", private), 1)
    # and goes as soon as that can be done
    chat.files.down = True
    chat.work()
    with pytest.raises(Unavailable):
        chat.file_cleanup.orphans(lambda: True)
    assert len(chat.files.kept) == 2
    chat.files.down = False
    chat.file_cleanup.orphans(lambda: True)
    assert len(chat.files.kept) == 1
    assert chat.jobs.due() == []


def test_whoever_had_reacted_keeps_no_row_of_a_deleted_message(chat: Chat, private: str, ann: Link, bob: Link) -> None:
    for seq in (1, 2):
        chat.say(ann, room=private)
        for link in (ann, bob):
            react(chat, link, seq, room=private)
    delete(chat, ann, 1, room=private)
    chat.work()
    assert [key for key in leftovers(private) if key.startswith("REACTED#")] == [
        f"REACTED#{name} {private}#{2:016d}" for name in ("ann", "bob")
    ]


def test_a_deleter_who_is_gone_is_called_deleted_user(chat: Chat, group: str, ann: Link, bob: Link) -> None:
    # Given a message that the admin took away, who has gone since
    chat.say(bob, room=group)
    delete(chat, ann, 1, room=group)
    chat.accounts.delete("ann")
    # When, Then
    assert message(chat, "bob", 1, group).deleted_by == "deleted-user"
    assert changes(chat, "bob", group).messages[0].deleted_by == "deleted-user"
    listed = next(each for each in chat.chat_lists.all("bob").chats if each.name == group)
    assert listed.last_message is not None
    assert listed.last_message.deleted_by == "deleted-user"
    assert '"ann"' not in "".join(_exported(chat, "bob"))


def _exported(chat: Chat, username: str) -> list[str]:
    lines: list[str] = []
    cursor = ""
    while cursor is not None:
        page = chat.export.page(username, cursor)
        lines += [line for line in page.lines if '"message"' in line]
        cursor = page.cursor
    return lines


@pytest.mark.parametrize("count", range(4))
@pytest.mark.parametrize("other", ["edit", "react"])
def test_a_deletion_wins_over_whatever_comes_at_the_same_time(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link, count: int, other: str
) -> None:
    chat.say(ann, "a secret", room=private)

    def act() -> None:
        if other == "edit":
            edit(chat, ann, 1, "a secret, again", room=private)
        else:
            react(chat, bob, 1, room=private)

    with wire.rival_after(count, lambda: delete(chat, ann, 1, room=private)) as acted:
        try:
            act()
        except Exception as error:  # noqa: BLE001
            assert getattr(error, "code", error) == "no_such_message"  # noqa: PT017
    assert acted()
    chat.work()
    [found] = shown(chat, "bob", private)
    assert (found.body, found.reactions, found.rev) == (None, [], revs(chat, private)[-1])
    assert [key for key in leftovers(private) if "REACT" in key] == []
