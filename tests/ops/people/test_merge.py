"""Given an account that came with an import, when an operator merges it into somebody's, then …"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest

from ops.failure import Failure
from ops.people.merge import Merge, Merged
from snowfight.errors import CodeExpired
from snowfight.models.accounts import Claim, FinishClaim
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.message import MentionQuery, Message, ThreadQuery
from snowfight.models.names import PUBLIC_CHAT
from snowfight.models.records import Link
from snowfight.storage.accounts.records import account_row
from snowfight.storage.database import Database
from snowfight.storage.rows.messages import ManifestRow
from snowfight.storage.rows.robots import ImportedPersonRow, ImportedRow
from snowfight.storage.rows.rooms import AccountRow
from tests.support.changes import pin, react, reactions, shown
from tests.support.chat import Chat
from tests.support.dynamodb import Answer, MemoryConnection, bound_elsewhere
from tests.support.imported import PEOPLE, SOURCE, imported
from tests.support.tables import SETTINGS
from tests.support.wire import Killed


@dataclass
class World:
    """Ann, Bob, and `old`, who came along: in a group of its own with Bob, in one with both, gone from a third, and in
    private chats with either."""

    chat: Chat
    connection: MemoryConnection
    links: dict[str, Link]
    both: str
    own: str
    left: str
    private: str
    with_ann: str
    indexed: list[str] = field(default_factory=list[str])

    def merge(self, old: str = "old", new: str = "ann") -> Merged | None:
        assert self.chat.database is not None
        return Merge(
            self.chat.database, old, new, self.indexed.append, lambda _line: None, pause=lambda _seconds: None
        ).run()

    def rows(self, table: str) -> list[dict[str, Any]]:
        return self.connection.served.rows(table)

    def members(self, room: str) -> tuple[str, ...]:
        found = self.chat.rooms.load(room)
        return found.members if found else ()

    def chats(self, username: str) -> set[str]:
        return {each.name for each in self.chat.chat_lists.all(username).chats} - {PUBLIC_CHAT}


@pytest.fixture
def world() -> Iterator[World]:
    with bound_elsewhere():
        connection = MemoryConnection()
        chat = Chat(database=Database(SETTINGS, connection))
        links = {name: chat.connect(chat.user(name, verified=True), PUBLIC_CHAT) for name in ("ann", "bob")}
        imported(chat, "old", "old@example.org")
        chat.accounts.verify_email("old")
        links["old"] = chat.connect("old", PUBLIC_CHAT)
        yield _life(chat, connection, links)


def _life(chat: Chat, connection: MemoryConnection, links: dict[str, Link]) -> World:
    groups: dict[str, str] = {}
    for title, members in (("both", ["bob", "ann"]), ("own", ["bob"]), ("left", ["bob"])):
        groups[title] = chat.groups.create("old", NewGroup(groupchat_name=title))
        chat.groups.edit("old", groups[title], EditGroup(add_members=members))
    both = groups["both"]
    chat.say(links["old"], "one", room=both)
    chat.say(links["bob"], "hi @OLD, `@old` and old@old", room=both, reply_to=1)
    chat.say(links["old"], "three", room=both, reply_to=1)
    chat.say(links["ann"], "four", room=both)
    for name, emoji in (("old", "👍"), ("ann", "👍"), ("bob", "👍"), ("old", "🎉"), ("bob", "🎉")):
        react(chat, links[name], 4, emoji, room=both)
    pin(chat, links["old"], 1, room=both)
    chat.say(links["old"], "mine", room=groups["own"])
    chat.say(links["old"], "bye", room=groups["left"])
    chat.groups.leave("old", groups["left"])
    private, with_ann = (chat.private_chats.with_user("old", name) for name in ("bob", "ann"))
    for room in (private, with_ann):
        chat.say(links["old"], "psst", room=room)
    chat.say(links["bob"], "where is @old?")
    assert chat.database is not None
    chat.database.update(account_row("old"), [AccountRow.email_verified.set(False)])
    ImportedRow(f"IMPORTED#{SOURCE}", "C1", room=both).save()
    return World(chat, connection, links, both, groups["own"], groups["left"], private, with_ann)


def said(world: World, room: str, username: str = "bob") -> list[tuple[int, str, str | None]]:
    return [(each.seq, each.author.username, each.body) for each in shown(world.chat, username, room)]


# what changes hands


def test_what_the_one_wrote_is_the_others(world: World) -> None:
    world.merge()
    assert said(world, world.both) == [
        (1, "ann", "one"),
        (2, "bob", "hi @ann, `@ann` and old@old"),
        (3, "ann", "three"),
        (4, "ann", "four"),
    ]
    assert said(world, world.own) == [(1, "ann", "mine")]
    assert said(world, world.left) == [(1, "ann", "bye")]


def test_threads_quotes_and_mentions_name_the_other(world: World) -> None:
    world.merge()
    page = world.chat.thread_pages.page("bob", world.both, 1, ThreadQuery())
    root: Message = page.root
    assert root.replies is not None
    assert (root.replies.count, root.replies.usernames) == (2, ["ann", "bob"])
    assert [(each.author.username, each.quoted and each.quoted.author.username) for each in page.messages] == [
        ("bob", "ann"),
        ("ann", "ann"),
    ]
    assert page.messages[0].mentions == ["ann"]
    assert [row["author"]["S"] for row in world.rows("messages") if row["room"]["S"].startswith("THREAD#")] == [
        "bob",
        "ann",
    ]
    mentions = world.chat.mention_pages.page("ann", MentionQuery()).messages
    assert [(each.room, each.body) for each in mentions if each.room == PUBLIC_CHAT] == [
        (PUBLIC_CHAT, "where is @ann?")
    ]


def test_an_emoji_that_both_have_put_there_is_there_once(world: World) -> None:
    world.merge()
    assert reactions(world.chat, 4, "bob", world.both) == {"👍": ["ann", "bob"], "🎉": ["ann", "bob"]}
    assert world.chat.reactions.of("ann", [(world.both, 4)])[world.both, 4].emoji.keys() == {"👍", "🎉"}
    react(world.chat, world.links["ann"], 4, "🎉", on=False, room=world.both)
    assert reactions(world.chat, 4, "bob", world.both)["🎉"] == ["bob"]


def test_groups_have_the_other_in_the_place_of_the_one(world: World) -> None:
    world.merge()
    assert set(world.members(world.both)) == {"ann", "bob"}
    assert world.members(world.own) == ("ann", "bob")
    assert world.members(world.left) == ("bob",)
    states = world.chat.rooms.states([world.both, world.own, world.left])
    assert {name: (state.admin, state.member_count) for name, state in states.items()} == {
        world.both: ("ann", 2),
        world.own: ("ann", 2),
        world.left: ("bob", 1),
    }
    assert "old" not in states[world.both].sent
    world.chat.groups.edit("ann", world.own, EditGroup(groupchat_name="Mine"))


def test_private_chats_are_the_others_but_the_one_between_them(world: World) -> None:
    world.merge()
    state = world.chat.rooms.states([world.private])[world.private]
    assert (state.kind, state.pair) == ("private", ("ann", "bob"))
    assert said(world, world.private, "ann") == [(1, "ann", "psst")]
    assert said(world, world.with_ann, "ann") == [(1, "ann", "psst")]
    assert world.chat.rooms.states([world.with_ann])[world.with_ann].pair == ("ann", "old")
    assert world.chats("ann") == {world.both, world.own, world.private, world.with_ann}
    world.chat.say(world.links["ann"], "hello", room=world.private)
    assert said(world, world.private)[-1] == (2, "ann", "hello")


def test_nothing_is_unread_by_it(world: World) -> None:
    world.merge()
    unread = {each.name: each.unread for each in world.chat.chat_lists.all("ann").chats}
    assert unread[world.own] == unread[world.private] == 0


def test_the_one_is_gone_and_the_name_never_free(world: World) -> None:
    before = world.chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count
    world.merge()
    account = world.chat.accounts.get("old")
    assert account is not None
    assert (account.deleted, account.author.username) == (True, "deleted-user")
    assert world.chat.rooms.states([PUBLIC_CHAT])[PUBLIC_CHAT].member_count == before - 1
    kept = [row for row in world.rows("rooms") if row["pk"]["S"] == "USER#old"]
    assert {row["sk"]["S"] for row in kept} == {"ACCOUNT", f"ROOM#{world.with_ann}"}


def test_nobody_claims_it_any_more(world: World) -> None:
    world.chat.claiming.ask(Claim(email="old@example.org"), "")
    code = world.chat.mail.sent[-1][2].split("code is ")[1][:6]
    world.merge()
    body = FinishClaim(email="old@example.org", code=code, password="correct horse")
    with pytest.raises(CodeExpired):
        world.chat.claiming.finish(body, "")
    assert world.chat.identity.users.keys() <= {"ann", "bob"}


def test_a_later_import_finds_the_person_where_they_are_now(world: World) -> None:
    world.merge()
    [row] = ImportedPersonRow.query(PEOPLE)
    assert (row.sk, row.username) == (f"{SOURCE}#old", "ann")


def test_of_two_that_were_imported_the_other_is_claimed_by_either_address(world: World) -> None:
    imported(world.chat, "old_2", source="zulip:x")
    world.merge(new="old_2")
    world.chat.claiming.ask(Claim(email="old@example.org"), "")
    assert "the account old_2 yours" in world.chat.mail.sent[-1][2]


def test_what_somebody_wrote_who_is_a_member_nowhere_is_found_by_where_it_came_from(world: World) -> None:
    imported(world.chat, "gone")
    assert world.chat.database is not None
    key = [row for row in world.rows("messages") if row["room"]["S"] == world.both and row["seq"]["N"] == "4"]
    key[0]["author"]["S"] = "gone"
    world.merge("gone")
    assert said(world, world.both)[3][1] == "ann"


def test_the_index_of_chats_that_have_one_is_built_anew(world: World) -> None:
    for room in (world.both, world.left):
        ManifestRow(f"INDEX#{room}", 0, version=1, splitter=1, files="[]").save()
    done = world.merge()
    assert sorted(set(world.indexed)) == sorted([world.both, world.left])
    assert done is not None
    assert done.indexed == world.indexed


# what is refused


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("nobody", "ann", "no user called nobody"),
        ("old", "nobody", "no user called nobody"),
        ("ann", "bob", "is its owner's"),
        ("old", "old", "the same account"),
        ("old", "a b", "must be 3 to 20"),
        ("", "ann", "must be 3 to 20"),
    ],
)
def test_what_cannot_be_merged_is_said_in_a_line_and_nothing_is_done(
    world: World, old: str, new: str, words: str
) -> None:
    before = copy.deepcopy(world.connection.served.tables)
    with pytest.raises(Failure, match=words):
        world.merge(old, new)
    assert world.connection.served.tables == before


def test_what_was_begun_into_one_is_not_merged_into_another(world: World) -> None:
    with _dead_after(world, 5), pytest.raises(Killed):
        world.merge()
    with pytest.raises(Failure, match="is being made a part of ann"):
        world.merge(new="bob")


def test_a_person_does_not_become_a_bot(world: World) -> None:
    assert world.chat.database is not None
    world.chat.database.update(account_row("bob"), [AccountRow.bot.set(True)])
    with pytest.raises(Failure, match="one is a bot"):
        world.merge(new="bob")


# again, and cut off


def test_again_changes_nothing(world: World) -> None:
    world.merge(" OLD ", "Ann")
    before = copy.deepcopy(world.connection.served.tables)
    assert world.merge() is None
    assert world.connection.served.tables == before


def test_whoever_is_cut_off_anywhere_and_goes_on_has_done_the_same(world: World) -> None:
    ManifestRow(f"INDEX#{world.both}", 0, version=1, splitter=1, files="[]").save()
    start = copy.deepcopy(world.connection.served.tables)
    world.merge()
    whole = world.connection.served.tables
    place = 0
    for place in count():
        world.connection.served.tables = copy.deepcopy(start)
        world.indexed.clear()
        try:
            with _dead_after(world, place):
                world.merge()
        except Killed:
            world.merge()
        else:
            break
        assert _rows(world.connection.served.tables) == _rows(whole), f"dead after {place} requests"
        assert world.both in world.indexed
    assert place > 30


def _rows(tables: dict[str, Any]) -> dict[str, Any]:
    """What the tables hold; how often somebody came into groups is a bound, not a count."""
    return {name: dict(sorted(table.items.items())) for name, table in tables.items()}


class _dead_after:  # noqa: N801  (reads as what it does)
    """Kills whoever asks for anything after so many requests."""

    def __init__(self, world: World, requests: int) -> None:
        self._connection = world.connection
        self._left = requests

    def __enter__(self) -> None:
        self._kept = self._connection.carry
        self._connection.carry = self._carry

    def __exit__(self, *_: object) -> None:
        self._connection.carry = self._kept

    def _carry(self, _operation: str, _call: Any, serve: Callable[[], Answer]) -> Answer:
        if self._left == 0:
            raise Killed
        self._left -= 1
        return serve()
