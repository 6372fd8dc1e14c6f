"""Chats come along as what they were: who is in them, who looks after them, who finds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from snowfight.models.names import private_chat
from snowfight.storage.accounts import accounts
from snowfight.storage.rooms.open_groups import OpenGroups
from tests.support.importing import Deployed, MemoryExport, group, person, post

ANN, BOB, CAT = person("ann"), person("bob"), person("cat")
PAIR = group("pair", "ann", "bob", kind="private", title="")


def found(deployed: Deployed) -> list[str]:
    """The groups that everybody finds."""
    assert deployed.chat.database is not None
    return OpenGroups(deployed.chat.database).find("", None)[0]


@pytest.mark.parametrize(("kind", "is_open"), [("open", True), ("closed", False)])
def test_open_groups_are_found_by_everybody(deployed: Deployed, kind: str, is_open: bool) -> None:
    deployed.bring(MemoryExport([ANN], [group("snow", "ann", kind=kind)], {"snow": [post(1, "ann")]}))
    room = deployed.rooms("ann")["Snow"]
    assert deployed.chat.rooms.states([room])[room].open == is_open
    assert found(deployed) == ([room] if is_open else [])


@pytest.mark.parametrize(
    ("creator", "members", "admin"),
    [
        ("CAT", ("ann", "bob"), "cat"),
        (None, ("bob", "ann"), "bob"),
        ("GONE", ("bob", "ann"), "bob"),
        (None, ("robo", "ann"), "ann"),
        (None, ("robo",), "robo"),
    ],
)
def test_the_creator_is_the_admin_or_who_has_been_there_longest(
    deployed: Deployed, creator: str | None, members: tuple[str, ...], admin: str
) -> None:
    people = [ANN, BOB, CAT, person("robo", bot=True), person("gone", deleted=True)]
    deployed.bring(MemoryExport(people, [group("snow", *members, creator=creator)], {}))
    [room] = found(deployed)
    there = deployed.chat.rooms.load(room)
    assert there is not None
    assert there.state.admin == admin
    assert set(there.members) == {*members, admin}


def test_where_nobody_is_told_those_are_members_who_wrote(deployed: Deployed) -> None:
    deployed.bring(MemoryExport([ANN, BOB, CAT], [group("snow")], {"snow": [post(1, "bob"), post(2, "ann")]}))
    there = deployed.chat.rooms.load(deployed.rooms("ann")["Snow"])
    assert there is not None
    assert (there.state.admin, set(there.members)) == ("bob", {"ann", "bob"})


def test_a_chat_that_nobody_is_left_in_is_left_out(deployed: Deployed) -> None:
    gone = person("gone", deleted=True)
    report = deployed.bring(MemoryExport([gone], [group("snow", "gone")], {"snow": [post(1, "gone")]}))
    assert report.reasons["a chat that nobody is in who is still there"] == 1
    assert not deployed.durable()["messages"]


def test_nothing_is_unread_and_nobody_is_told(deployed: Deployed) -> None:
    posts = [post(1, "ann", "hi @bob"), post(2, "bob", "@all"), post(3, "ann", "answer", reply_to="2")]
    deployed.bring(MemoryExport([ANN, BOB], [group("snow", "ann", "bob"), PAIR], {"snow": posts, "pair": posts}))
    # Then
    for name in ("ann", "bob"):
        for chat in deployed.chat.chat_lists.all(name).chats:
            assert (chat.unread, chat.unread_mentions) == (0, 0), chat.name
    kinds = {row["room"]["S"].partition("#")[0] for row in deployed.durable()["messages"]}
    assert not kinds & {"MENTIONS", "NOTICE", "CHANGES", "EVENTS"}
    assert not deployed.tables.rows("ephemeral")


def test_a_direct_chat_is_the_private_chat_of_the_two(deployed: Deployed) -> None:
    deployed.bring(MemoryExport([ANN, BOB], [PAIR], {"pair": [post(1, "ann"), post(2, "bob")]}))
    room = private_chat("ann", "bob")
    assert [each.body for each in deployed.messages(room, "bob")] == ["post 1", "post 2"]
    # and they go on in it
    assert deployed.chat.private_chats.with_user("ann", "bob") == room


def test_one_that_nobody_wrote_in_is_not_made(deployed: Deployed) -> None:
    deployed.bring(MemoryExport([ANN, BOB], [PAIR], {}))
    assert not deployed.rooms("ann")


@pytest.mark.parametrize("members", [("ann",), ("ann", "ann"), ("ann", "bob", "cat"), ("ann", "gone")])
def test_a_direct_chat_of_one_or_of_many_is_a_closed_group(deployed: Deployed, members: tuple[str, ...]) -> None:
    people = [ANN, BOB, CAT, person("gone", deleted=True)]
    notes = group("notes", *members, kind="private", title="Notes")
    deployed.bring(MemoryExport(people, [notes], {"notes": [post(1, "ann")]}))
    room = deployed.rooms("ann")["Notes"]
    state = deployed.chat.rooms.states([room])[room]
    assert (state.kind, state.open, state.admin) == ("group", False, "ann")


def test_two_who_write_here_already_have_their_past_in_a_group(deployed: Deployed) -> None:
    for name in ("ann", "bob"):
        deployed.user(name)
    room = deployed.chat.private_chats.with_user("ann", "bob")
    deployed.chat.say(deployed.chat.connect("ann"), "here already", room=room)
    people = [person("ann", email="ann@example.org"), person("bob", email="bob@example.org")]
    # When
    deployed.bring(MemoryExport(people, [PAIR], {"pair": [post(1, "ann")]}))
    # Then
    assert [each.body for each in deployed.messages(room, "ann")] == ["here already"]
    assert [each.body for each in deployed.messages(deployed.rooms("bob")["ann, bob"], "bob")] == ["post 1"]


def test_one_that_they_have_and_never_wrote_in_is_the_one(deployed: Deployed) -> None:
    for name in ("ann", "bob"):
        deployed.user(name)
    room = deployed.chat.private_chats.with_user("ann", "bob")
    people = [person("ann", email="ann@example.org"), person("bob", email="bob@example.org")]
    deployed.bring(MemoryExport(people, [PAIR], {"pair": [post(1, "ann")]}))
    assert [each.body for each in deployed.messages(room, "ann")] == ["post 1"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [("", "ann, bob"), ("\n \t", "ann, bob"), ("a\nb", "a b"), ("x" * 300, "x" * 128), ("\ud800", "?")],
)
def test_titles_are_made_to_fit(deployed: Deployed, title: str, shown: str) -> None:
    deployed.bring(MemoryExport([ANN, BOB], [group("snow", "ann", "bob", title=title)], {}))
    assert list(deployed.rooms("ann")) == [shown]


def test_a_group_of_many(deployed: Deployed) -> None:
    names = [f"user{number}" for number in range(75)]
    deployed.bring(MemoryExport([*map(person, names)], [group("snow", *names)], {"snow": [post(1, "user3")]}))
    there = deployed.chat.rooms.load(deployed.rooms("user74")["Snow"])
    assert there is not None
    assert (len(there.members), there.state.member_count) == (75, 75)
    account = deployed.chat.accounts.get("user74")
    assert account is not None
    assert account.joins == 1


def test_members_beyond_the_bound_are_left_out(deployed: Deployed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.importing.writing.chats.MAX_MEMBERS", 2)
    report = deployed.bring(MemoryExport([ANN, BOB, CAT], [group("snow", "ann", "bob", "cat")], {}))
    assert not deployed.rooms("cat")
    assert report.reasons["members beyond the first 2"] == 1


def test_who_is_in_as_many_groups_as_one_may_be_comes_into_no_other(
    deploy: Callable[..., Deployed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.importing.writing.accounts.MAX_GROUPS", 2)
    monkeypatch.setattr("snowfight.domain.rooms.group_limits.MAX_GROUPS", 2)
    monkeypatch.setattr(accounts, "MAX_GROUPS", 2)
    deployed = deploy()
    rooms = [group(f"snow{number}", "bob", "ann") for number in range(3)]
    report = deployed.bring(MemoryExport([ANN, BOB], rooms, {}))
    assert len(deployed.rooms("ann")) == 2
    assert report.reasons["a member who is in as many groups as one may be"] == 2


def test_the_index_of_each_chat_is_built_once(deployed: Deployed) -> None:
    export = MemoryExport([ANN, BOB], [group("snow", "ann"), group("bare", "ann")], {"snow": [post(1, "ann")]})
    for _ in range(2):
        deployed.bring(export)
    assert deployed.indexed == [deployed.rooms("ann")["Snow"]]


def test_nobody_sees_a_group_before_all_of_it_is_there(deployed: Deployed) -> None:
    seen: list[tuple[int, int]] = []

    def carry(_operation: str, _call: object, serve: Callable[[], object]) -> object:
        rows = deployed.tables.rows("rooms")
        groups = [row for row in rows if row["pk"]["S"].startswith("USER#") and row["sk"]["S"].startswith("ROOM#")]
        seen.append((len(groups), len(deployed.tables.rows("messages"))))
        return serve()

    deployed.connection.carry = carry  # type: ignore[assignment]
    deployed.bring(MemoryExport([ANN], [group("snow", "ann")], {"snow": [post(n, "ann") for n in range(500)]}))
    assert {said for groups, said in seen if groups} == {500}
