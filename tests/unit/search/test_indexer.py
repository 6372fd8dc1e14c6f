"""Given a log that grows and shrinks, when it is indexed, then the files have all of it that is left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from snowfight.models.chat import NewGroup
from snowfight.models.client_frames import Delete
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from tests.support.chat import Chat
from tests.support.search import SMALL, Search


def say(chat: Chat, link: Link, *bodies: str) -> None:
    for body in bodies:
        chat.clock.advance(seconds=1)
        chat.say(link, body)


@pytest.mark.parametrize("said", [7, 8, 32, 33, 70])
def test_files_cover_the_log_without_a_gap(chat: Chat, search: Search, ann: Link, said: int) -> None:
    say(chat, ann, *["snow"] * said)
    search.index()
    files = search.manifest().files
    expected = [(first, min(first + SMALL.file - 1, said)) for first in range(1, said + 1, SMALL.file)]
    assert [(file.first, file.last) for file in files] == (expected if said >= SMALL.every else [])


def test_what_a_chat_grows_by_is_added_to_its_file(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, *["snow"] * 9)
    search.index()
    [before] = search.manifest().files
    say(chat, ann, "hail")
    search.index()
    [after] = search.manifest().files
    assert (before.first, before.last, after.first, after.last) == (1, 9, 1, 10)
    assert before.name != after.name
    assert search.seqs("ann", "hail") == [10]


def test_a_chat_whose_messages_are_all_over_has_nothing_to_index(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, *["snow"] * 40)
    search.index()
    # When the deployment keeps messages for a day from now on, and two have passed
    short = Chat(settings=replace(chat.settings, retention_days=1), database=chat.database, clock=chat.clock)
    another = Search(short)
    another.bucket.objects.update(search.bucket.objects)
    chat.clock.advance(days=2)
    # Then the files go, and indexing ends
    another.sweep()
    assert another.manifest().files == ()
    another.index()
    assert another.manifest().files == ()
    chat.clock.advance(hours=12)
    another.sweep()
    assert another.bucket.objects == {}


def test_files_that_nobody_names_are_deleted_after_a_while(chat: Chat, search: Search, ann: Link) -> None:
    say(chat, ann, *["snow"] * 9)
    search.index()
    orphan = f"{PUBLIC_CHAT}/1-dead.sqlite"
    search.bucket.put_new(orphan, b"")
    search.sweep()
    assert orphan in search.bucket.objects
    chat.clock.advance(minutes=16)
    search.sweep()
    [file] = search.manifest().files
    assert list(search.bucket.objects) == [f"{PUBLIC_CHAT}/{file.name}.sqlite"]


def test_a_deleted_chat_leaves_no_file(chat: Chat, search: Search, ann: Link, private: str) -> None:
    group = chat.groups.create("ann", NewGroup(groupchat_name="Fort", open=True))
    for _ in range(9):
        chat.say(ann, "snow", room=group)
    search.index(group)
    chat.groups.delete("ann", group)
    chat.work()
    chat.clock.advance(minutes=16)
    search.sweep()
    assert search.bucket.objects == {}
    assert search.manifest(group).files == ()


def test_a_missing_or_damaged_file_is_searched_in_the_log_and_asked_for_anew(
    chat: Chat, search: Search, ann: Link
) -> None:
    say(chat, ann, *["snow", "rain"] * 20)
    search.index()
    [first, second] = search.manifest().files
    key = f"{PUBLIC_CHAT}/{first.name}.sqlite"
    for content in (None, b"rubbish"):
        search.bucket.objects.pop(key, None)
        if content is not None:
            search.bucket.put_new(key, content)
        search.asked.clear()
        assert search.seqs("ann", "snow") == list(range(39, 0, -2))
        assert (PUBLIC_CHAT, first.first) in search.asked
        assert (PUBLIC_CHAT, second.first) not in search.asked
    search.indexer.rebuild(PUBLIC_CHAT, first.first)
    search.asked.clear()
    assert search.seqs("ann", "snow") == list(range(39, 0, -2))
    assert search.asked == []


def test_a_search_that_finds_much_that_is_not_indexed_has_it_indexed(
    chat: Chat, search: Search, ann: Link, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("snowfight.domain.search.room_search.LONG_TAIL", 10)
    say(chat, ann, *["snow"] * 10)
    search.page("ann", "snow", PUBLIC_CHAT)
    assert search.asked == []
    say(chat, ann, "snow")
    search.page("ann", "snow", PUBLIC_CHAT)
    assert search.asked == [(PUBLIC_CHAT, None)]


def test_a_round_goes_on_where_its_time_was_over(chat: Chat, search: Search, ann: Link) -> None:
    # Given marks in each of three files
    say(chat, ann, *["snow"] * 96)
    search.index()
    for seq in (1, 40, 80):
        chat.change(ann, Delete(type="delete", room=PUBLIC_CHAT, client_id=chat.client_id(), seq=seq))
    # When there is time for one of them in each round
    place = None
    for left in (2, 1):
        place = search.upkeep.sweep(place, lambda left=left: len(search.dirty.of(PUBLIC_CHAT)) > left)
        assert place is not None
    # Then the last round does the rest
    assert search.upkeep.sweep(place, lambda: True) is None
    assert search.dirty.of(PUBLIC_CHAT) == {}
    assert search.seqs("ann", "snow") == [seq for seq in range(96, 0, -1) if seq not in {1, 40, 80}]
