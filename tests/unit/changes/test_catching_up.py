"""Given somebody who was away, when they ask what has changed since, then they get all of it or are told to reload."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

import pytest

from snowfight.domain.changes import pages
from snowfight.models.client_frames import Join, Ping
from snowfight.models.message import HistoryQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Entry, Link
from snowfight.storage.database import Database
from snowfight.storage.messages.changes import LIFE
from snowfight.storage.rows.messages import ChangeRow
from tests.support.changes import changes, delete, edit, frames, message, react, refusal, revs
from tests.support.chat import Chat
from tests.support.gateway import RecordingGateway
from tests.support.tables import SETTINGS
from tests.support.wire import Wire


def say(chat: Chat, link: Link, count: int, room: str = PUBLIC_CHAT) -> None:
    for number in range(count):
        chat.say(link, str(number), room=room)


def seqs(chat: Chat, room: str = PUBLIC_CHAT, **query: int) -> list[int]:
    return [each.seq for each in changes(chat, "ann", room, **query).messages]


def toggle(chat: Chat, link: Link, seq: int, times: int, room: str = PUBLIC_CHAT) -> None:
    for number in range(times):
        react(chat, link, seq, on=number % 2 == 0, room=room)


def test_every_message_comes_once_in_its_current_state_in_the_order_of_its_last_change(chat: Chat, ann: Link) -> None:
    say(chat, ann, 4)
    for seq in (3, 1, 2, 3):
        react(chat, ann, seq, chr(0x1F600 + len(revs(chat))))
    page = changes(chat, "ann")
    assert [each.seq for each in page.messages] == [1, 2, 3]
    assert page.messages == [message(chat, "ann", seq) for seq in (1, 2, 3)]
    assert [each.rev for each in page.messages] == [2, 3, 4]
    assert (page.rev, page.more, page.reset) == (4, False, False)


def test_only_what_came_after_is_told(chat: Chat, ann: Link) -> None:
    say(chat, ann, 3)
    for seq in (1, 2, 3):
        react(chat, ann, seq)
    assert [seqs(chat, after=rev) for rev in range(4)] == [[1, 2, 3], [2, 3], [3], []]
    assert (changes(chat, "ann", after=3).rev, changes(chat, "ann", after=3).reset) == (3, False)


def test_a_message_that_changes_again_while_the_last_page_is_read_is_on_it(
    chat: Chat, ann: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given
    say(chat, ann, 2)
    react(chat, ann, 1)
    get = chat.messages.get

    def late(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Entry]:
        monkeypatch.undo()
        react(chat, ann, 1, "🎉")
        return get(keys)

    # When it changes between the reading of the log of changes and that of the messages
    monkeypatch.setattr(chat.messages, "get", late)
    page = changes(chat, "ann")
    # Then it is told as it is now, and the cursor stays where the log was read to
    assert [(each.seq, each.rev) for each in page.messages] == [(1, 2)]
    assert (page.rev, page.more) == (1, False)


def test_of_a_chat_without_changes_there_are_none(chat: Chat, ann: Link) -> None:
    say(chat, ann, 1)
    assert changes(chat, "ann").model_dump() == {"messages": [], "rev": 0, "more": False, "reset": False}


def test_pages_lead_to_the_end_whatever_their_limit(chat: Chat, ann: Link) -> None:
    say(chat, ann, 6)
    for seq in (1, 2, 3, 1, 4, 2, 5, 6, 1):
        react(chat, ann, seq, chr(0x1F600 + len(revs(chat))))
    whole = changes(chat, "ann").messages
    for limit in (1, 2, 3, 5, 6, 7):
        got, after = [], 0
        while True:
            page = changes(chat, "ann", after=after, limit=limit)
            assert len(page.messages) <= limit
            got += page.messages
            assert page.rev > after
            after = page.rev
            if not page.more:
                break
        assert (got, after) == (whole, 9)


def test_messages_from_before_what_is_shown_are_left_out_and_the_end_is_told_all_the_same(
    chat: Chat, ann: Link
) -> None:
    say(chat, ann, 4)
    for seq in (1, 3, 4, 2):
        react(chat, ann, seq)
    assert seqs(chat, first=3) == [3, 4]
    assert seqs(chat, first=3, after=2) == [4]
    for first in (3, 5):
        page = changes(chat, "ann", first=first, after=1)
        assert (page.rev, page.more, page.reset) == (4, False, False)


def test_a_page_looks_through_so_many_changes_and_leads_on(
    chat: Chat, ann: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given
    monkeypatch.setattr(pages, "LOOKED_AT", 5)
    say(chat, ann, 3)
    toggle(chat, ann, 1, 7)
    toggle(chat, ann, 2, 2)
    # When, Then: nothing that is shown, and yet progress
    page = changes(chat, "ann", first=2)
    assert ([each.seq for each in page.messages], page.rev, page.more) == ([], 5, True)
    page = changes(chat, "ann", first=2, after=5)
    assert ([each.seq for each in page.messages], page.rev, page.more) == ([2], 9, False)
    # what has changed further on comes with its last change
    react(chat, ann, 1, on=False)
    assert [(seqs(chat, after=rev), changes(chat, "ann", after=rev).rev) for rev in (0, 5)] == [([], 5), ([2, 1], 10)]


def test_what_changed_while_a_page_was_read_is_not_lost(chat: Chat, wire: Wire, ann: Link) -> None:
    say(chat, ann, 2)
    react(chat, ann, 1)
    react(chat, ann, 2)
    for count in range(5):
        before = len(revs(chat))
        with wire.rival_after(count, lambda: toggle(chat, ann, 1, 2)):
            page = changes(chat, "ann")
        after = changes(chat, "ann", after=page.rev)
        newest = {each.seq: each for each in (*page.messages, *after.messages)}
        assert list(newest.values()) != []
        assert {seq: newest[seq].rev for seq in newest} == {seq: message(chat, "ann", seq).rev for seq in (1, 2)}
        assert page.rev >= before


def test_a_page_is_cut_at_a_megabyte_and_leads_on(database: Database, wire: Wire) -> None:
    # Given texts of 16 KB
    chat = Chat(settings=replace(SETTINGS, message_length=4000, rate_burst=1000), database=database)
    ann = chat.connect(chat.user("ann"))
    for _ in range(70):
        chat.say(ann, "🐒" * 4000)
    for seq in range(1, 71):
        react(chat, ann, seq)
    # When
    page = changes(chat, "ann", limit=200)
    # Then
    assert len(page.model_dump_json().encode()) < 1_000_000
    assert (page.more, page.rev) == (True, page.messages[-1].rev)
    rest = changes(chat, "ann", after=page.rev, limit=200)
    assert [each.seq for each in (*page.messages, *rest.messages)] == list(range(1, 71))
    assert (rest.more, rest.rev) == (False, 70)
    older = chat.history.page("ann", PUBLIC_CHAT, HistoryQuery(limit=200))
    assert len(older.model_dump_json().encode()) < 1_000_000
    assert older.has_older
    assert older.messages[-1].seq == 70


def test_what_is_no_longer_all_there_is_a_reset(chat: Chat, ann: Link) -> None:
    # Given three changes, then, three weeks later, two more
    say(chat, ann, 5)
    toggle(chat, ann, 1, 3)
    chat.clock.advance(days=21)
    toggle(chat, ann, 2, 2)
    # When the first are over, collected or not
    chat.clock.advance(days=LIFE.days - 21)
    for _ in range(2):
        for after, reset in ((0, True), (2, True), (3, False), (4, False), (5, False)):
            page = changes(chat, "ann", after=after)
            # Then
            assert page.reset == reset
            assert page.rev == 5
            assert not page.more
            assert [each.seq for each in page.messages] == ([2] if after in {3, 4} else [])
        ChangeRow("CHANGES#public-chat", 2).delete()
        ChangeRow("CHANGES#public-chat", 1).delete()
    # and when all are
    chat.clock.advance(days=21)
    for after in range(5):
        page = changes(chat, "ann", after=after)
        assert (page.messages, page.rev, page.more, page.reset) == ([], 5, False, True)
    page = changes(chat, "ann", after=5)
    assert (page.messages, page.rev, page.more, page.reset) == ([], 5, False, False)


def test_lines_are_kept_for_the_contracts_thirty_days(chat: Chat, ann: Link) -> None:
    assert timedelta(days=30) <= LIFE
    say(chat, ann, 1)
    toggle(chat, ann, 1, 3)
    chat.clock.advance(days=30)
    assert seqs(chat) == [1]


@pytest.mark.parametrize("after", [4, 1000, 2**53 - 1])
def test_who_knows_of_more_than_there_is_is_told_to_reload(chat: Chat, ann: Link, after: int) -> None:
    say(chat, ann, 1)
    toggle(chat, ann, 1, 3)
    page = changes(chat, "ann", after=after)
    assert (page.messages, page.rev, page.more, page.reset) == ([], 3, False, True)


def test_changes_are_for_who_may_see_the_chat(chat: Chat, private: str, group: str, cat: Link) -> None:
    for room, code in ((private, "no_such_chat"), (group, "not_a_member"), ("nowhere", "no_such_chat")):
        assert refusal(lambda room=room: changes(chat, "cat", room)) == code


def test_messages_that_are_over_are_left_out(database: Database, wire: Wire) -> None:
    chat = Chat(settings=replace(SETTINGS, retention_days=10, rate_burst=1000), database=database)
    ann = chat.connect(chat.user("ann"))
    say(chat, ann, 1)
    chat.clock.advance(days=5)
    say(chat, ann, 1)
    for seq in (1, 2):
        react(chat, ann, seq)
    chat.clock.advance(days=5)
    page = changes(chat, "ann")
    assert ([each.seq for each in page.messages], page.rev, page.reset) == ([2], 2, False)
    # there is nothing to react to, and a deletion is done already
    assert refusal(lambda: react(chat, ann, 1, "🎉")) == "no_such_message"
    assert refusal(lambda: edit(chat, ann, 1, "again")) == "no_such_message"
    assert not delete(chat, ann, 1).stored


@pytest.mark.parametrize("count", range(6))
def test_a_page_of_history_is_at_least_as_new_as_it_says(chat: Chat, wire: Wire, ann: Link, count: int) -> None:
    # Given
    say(chat, ann, 1)
    toggle(chat, ann, 1, 2)
    # When somebody changes something while it is read
    for look in (
        lambda: chat.history.page("ann", PUBLIC_CHAT, HistoryQuery()),
        lambda: chat.chat_lists.open("ann", PUBLIC_CHAT),
    ):
        before = revs(chat)[-1]
        with wire.rival_after(count, lambda: toggle(chat, ann, 1, 2)):
            page = look()
        # Then
        assert before <= page.rev <= page.messages[0].rev
        assert page.messages[0].rev > page.rev or page.rev == revs(chat)[-1] or seqs(chat, after=page.rev) == [1]


def test_who_opens_a_chat_is_told_how_far_its_changes_are_whatever_its_row_knows(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    # Given a change whose maker died once it was stored
    say(chat, ann, 1, private)
    react(chat, bob, 1, room=private)
    dead(chat, wire, ann, private)
    assert chat.rooms.states([private])[private].last_rev == 1
    # When, Then
    assert chat.subscriptions.join(bob, Join(type="join", room=private))[0].last_rev == 2
    page = changes(chat, "bob", private)
    assert (page.rev, page.messages[0].rev) == (2, 2)
    assert (changes(chat, "bob", private, after=2).rev, changes(chat, "bob", private, after=2).reset) == (2, False)


def dead(chat: Chat, wire: Wire, link: Link, room: str, *, told: bool = False) -> None:
    """A change of message 1 whose maker dies once it is stored, before it is `told`, and before the chat's row is."""
    gateway = chat.gateway if told else RecordingGateway()
    service, chat.changes = chat.changes, chat.changes_through(gateway)
    before = len(revs(chat, room))
    for count in range(3, 6):
        with wire.dead_after(count):
            react(chat, link, 1, "🎉", room=room)
        if len(revs(chat, room)) > before:
            break
    chat.changes = service


def test_a_heartbeat_finds_a_change_whose_maker_died_and_tells_everybody(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    # Given
    say(chat, ann, 1, private)
    dead(chat, wire, ann, private)
    assert frames(chat, bob) == []
    # When
    pong = chat.heartbeat.ping(bob, Ping(type="ping", revs={private: 0}))
    # Then
    assert pong.changed == {private: 1}
    for link in (ann, bob):
        assert [frame["rev"] for frame in frames(chat, link)] == [1]
    assert chat.rooms.states([private])[private].last_rev == 1


def test_a_heartbeat_names_the_chats_whose_last_change_is_another_and_only_where_it_asks(
    chat: Chat, private: str, group: str, ann: Link, bob: Link
) -> None:
    for room in (private, group, PUBLIC_CHAT):
        say(chat, ann, 1, room)
        toggle(chat, bob, 1, 2, room)
    pong = chat.heartbeat.ping(ann, Ping(type="ping", seqs={private: 0}, revs={private: 1, group: 2, PUBLIC_CHAT: 7}))
    assert (pong.behind, pong.changed) == ({private: 1}, {private: 2, PUBLIC_CHAT: 2})
    assert "changed" not in chat.heartbeat.ping(ann, Ping(type="ping", seqs={private: 0})).model_dump()


def test_a_heartbeat_of_who_was_told_more_than_the_chats_row_knows_mends_the_row(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    """Else every heartbeat of everybody would find another number there, and ask, until the next change."""
    # Given a change whose maker died between telling it and telling the row
    say(chat, ann, 1, private)
    dead(chat, wire, ann, private, told=True)
    assert [frame["rev"] for frame in frames(chat, bob)] == [1]
    assert chat.rooms.states([private])[private].last_rev == 0
    # When
    pong = chat.heartbeat.ping(bob, Ping(type="ping", revs={private: 1}))
    # Then
    assert pong.changed == {}
    assert chat.rooms.states([private])[private].last_rev == 1


def test_a_retry_of_a_change_that_nobody_was_told_of_tells_everybody(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    say(chat, ann, 1, private)
    dead(chat, wire, ann, private)
    assert react(chat, ann, 1, "🎉", room=private).rev == 1
    assert [frame["rev"] for frame in frames(chat, bob)] == [1]
    assert react(chat, ann, 1, "🎉", room=private).rev == 1
    assert len(frames(chat, bob)) == 1


def test_a_maker_who_dies_leaves_no_hole_and_no_deletion_uncounted(
    chat: Chat, wire: Wire, private: str, ann: Link, bob: Link
) -> None:
    # Given a deletion that the chat's row was never told of
    say(chat, ann, 3, private)
    service, chat.changes = chat.changes, chat.changes_through(RecordingGateway())
    with wire.dead_after(4):
        delete(chat, ann, 2, room=private)
    chat.changes = service
    assert revs(chat, private) == [1]
    assert chat.rooms.states([private])[private].deletions == ()
    # When somebody else changes something
    react(chat, bob, 1, room=private)
    # Then
    assert revs(chat, private) == [1, 2]
    assert chat.rooms.states([private])[private].deletions == (2,)
