"""An import that is made again, cut off, made twice at once, or met by people who write: all is there once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from snowfight.models.names import private_chat
from tests.ops.importing.writing.worlds import everything
from tests.support.importing import Deployed, MemoryExport, group, person, post

Deploy = Callable[..., Deployed]


class Cut(BaseException):
    """The machine has died."""


def told(deployed: Deployed, reader: str = "ann") -> dict[str, list[dict[str, Any]]]:
    """All that a user reads, but for what is made by chance: names of chats and of files."""
    found: dict[str, list[dict[str, Any]]] = {}
    for title, room in sorted(deployed.rooms(reader).items()):
        lines = [each.model_dump(exclude={"room", "id"}) for each in deployed.messages(room, reader)]
        found[title] = [{**line, "body": (line["body"] or "").partition("/chat/")[0]} for line in lines]
    return found


def cut_after(deployed: Deployed, requests: int) -> None:
    """Let the machine die at that request, or behind it."""
    left = requests

    def carry(_operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
        nonlocal left
        left -= 1
        if left < 0:
            raise Cut
        return serve()

    deployed.connection.carry = carry


def whole(deployed: Deployed) -> None:
    deployed.connection.carry = lambda _operation, _call, serve: serve()


def test_a_second_run_stores_nothing(deployed: Deployed) -> None:
    deployed.bring(everything())
    before = deployed.durable()
    # When
    deployed.bring(everything())
    # Then
    assert deployed.durable() == before


def test_nor_does_one_from_another_machine(deployed: Deployed, tmp_path: Path) -> None:
    deployed.bring(everything())
    before = deployed.durable()
    # When a run knows nothing of the first but what the deployment tells
    deployed.bring(everything(), journal=tmp_path / "another journal")
    # Then
    assert deployed.durable() == before


def test_a_journal_of_a_deployment_that_is_no_more_is_not_believed(deploy: Deploy) -> None:
    former, deployed = deploy(), deploy()
    former.bring(everything())
    # When
    deployed.bring(everything(), journal=former.source.with_name(f"{former.source.name}.journal"))
    # Then
    assert told(deployed) == told(former)


def test_a_run_that_is_cut_off_anywhere_goes_on(deploy: Deploy) -> None:
    uninterrupted = deploy()
    uninterrupted.user("bob")
    uninterrupted.bring(everything(24))
    wanted, rows = told(uninterrupted), {name: len(each) for name, each in uninterrupted.durable().items()}
    requests = 0
    while True:
        # Given a machine that dies one request later each time
        deployed = deploy()
        deployed.user("bob")
        cut_after(deployed, requests)
        try:
            deployed.bring(everything(24))
        except Cut:
            pass
        else:
            break
        whole(deployed)
        # When
        deployed.bring(everything(24))
        # Then
        assert told(deployed) == wanted, requests
        assert {name: len(each) for name, each in deployed.durable().items()} == rows, requests
        requests += 1
    assert requests > 40


def test_so_does_one_whose_every_answer_is_lost_once(deployed: Deployed) -> None:
    """What was written counts, though nobody was told."""
    deaths = 0
    for number in range(60):
        left = number

        def carry(operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
            nonlocal left
            answer = serve()
            left -= operation not in {"BatchGetItem", "Query"}
            if left < 0:
                raise Cut
            return answer

        deployed.connection.carry = carry
        try:
            deployed.bring(everything(24))
        except Cut:
            deaths += 1
        else:
            break
    whole(deployed)
    deployed.bring(everything(24))
    assert deaths
    assert [each.seq for each in deployed.messages(deployed.rooms("ann")["Snow"], "ann")] == list(
        range(1, len(deployed.messages(deployed.rooms("ann")["Snow"], "ann")) + 1)
    )
    ids = [each.client_id for each in deployed.messages(deployed.rooms("ann")["Snow"], "ann")]
    assert len(set(ids)) == len(ids)


def test_what_a_later_export_has_beyond_the_former_is_appended(deployed: Deployed) -> None:
    deployed.bring(everything(16))
    room = deployed.rooms("ann")["Snow"]
    # When
    deployed.bring(everything(24))
    # Then it is in the same chat, read by everybody
    assert deployed.rooms("ann")["Snow"] == room
    said = deployed.messages(room, "ann")
    assert said[-1].client_id != said[-2].client_id
    assert {membership.read_seq for membership in read(deployed, room)} == {said[-1].seq}


def read(deployed: Deployed, room: str) -> list[Any]:
    members = deployed.chat.rooms.load(room)
    assert members is not None
    return [deployed.chat.rooms.memberships.of(name)[room] for name in members.members]


def test_where_people_write_what_comes_later_goes_into_a_new_chat(deployed: Deployed) -> None:
    deployed.bring(everything(16))
    room = deployed.rooms("ann")["Snow"]
    deployed.chat.say(deployed.chat.connect("ann"), "we talk here now", room=room)
    before = deployed.messages(room, "ann")
    # When
    report = deployed.bring(everything(24))
    deployed.bring(everything(24))
    # Then the first is as it was, and the second has the rest alone
    assert deployed.messages(room, "ann") == before
    rest = deployed.messages(deployed.rooms("ann")["Snow (2)"], "ann")
    assert next(each.body for each in rest if each.body) == "post 17"
    assert not {each.client_id for each in rest} & {each.client_id for each in before}
    assert report.reasons["people write there: what is new went into another chat"] == 1


def test_a_reply_to_what_is_in_the_former_chat_has_a_tombstone_there(deployed: Deployed) -> None:
    export = MemoryExport([person("ann")], [group("snow", "ann")], {"snow": [post(1, "ann")]})
    deployed.bring(export)
    deployed.chat.say(deployed.chat.connect("ann"), "mine", room=deployed.rooms("ann")["Snow"])
    # When
    later = replace(export, said={"snow": [post(1, "ann"), post(2, "ann", "answer", thread="1")]})
    deployed.bring(later)
    # Then
    root, answer = deployed.messages(deployed.rooms("ann")["Snow (2)"], "ann")
    assert (root.deleted is not None, root.author.username, root.replies and root.replies.count) == (True, "ann", 1)
    assert (answer.body, answer.thread) == ("answer", 1)


@pytest.mark.parametrize("moment", range(1, 12))
def test_somebody_who_writes_in_the_middle_ends_the_import_there(deploy: Deploy, moment: int) -> None:
    """Of a chat of two, which both see from its beginning."""
    deployed = deploy()
    deployed.user("ann")
    deployed.user("bob")
    people = [person("ann", email="ann@example.org"), person("bob", email="bob@example.org")]
    posts = [post(number, "ann") for number in range(1, 500)]
    export = MemoryExport(people, [group("pair", "ann", "bob", kind="private", title="")], {"pair": posts})
    room = private_chat("ann", "bob")
    link = deployed.chat.connect("bob")
    count, said = 0, list[str]()

    def carry(operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
        nonlocal count
        count += operation == "TransactWriteItems"
        if operation == "TransactWriteItems" and count == moment:
            whole(deployed)
            if room in deployed.chat.rooms.states([room]):
                said.append(deployed.chat.say(link, "hello", room=room))
            deployed.connection.carry = carry
        return serve()

    deployed.connection.carry = carry
    # When
    deployed.bring(export)
    whole(deployed)
    deployed.bring(export)
    # Then every post is there once, in order, in one chat or in the other
    everywhere = {name: deployed.chat.messages.after(name, 0, 1000) for name in deployed._joined("ann")}
    bodies = [entry.body for entries in everywhere.values() for entry in entries if entry.body != "hello"]
    assert sorted(bodies, key=str) == sorted((f"post {number}" for number in range(1, 500)), key=str)
    for entries in everywhere.values():
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        numbers = [int(str(entry.body).split()[1]) for entry in entries if entry.body != "hello"]
        assert numbers == sorted(numbers)
    assert [entry.client_id for entry in everywhere.get(room, ()) if entry.body == "hello"] == said
    # And nothing of it is unread
    assert all(chat.unread <= 1 for chat in deployed.chat.chat_lists.all("ann").chats)
    assert all(chat.unread == 0 for chat in deployed.chat.chat_lists.all("bob").chats)


@pytest.mark.parametrize("turn", [1, 2, 3, 5, 8, 13, 21, 34, 55])
def test_two_at_once_store_nothing_twice(deploy: Deploy, tmp_path: Path, turn: int) -> None:
    """A whole run happens while the first is at its `turn`th request."""
    alone, deployed = deploy(), deploy()
    alone.bring(everything(24))
    count = 0

    def carry(_operation: str, _call: Any, serve: Callable[[], Any]) -> Any:
        nonlocal count
        count += 1
        if count == turn:
            whole(deployed)
            deployed.bring(everything(24), journal=tmp_path / "other")
        return serve()

    deployed.connection.carry = carry
    # When
    deployed.bring(everything(24))
    # Then
    assert told(deployed) == told(alone)
    assert {name: len(each) for name, each in deployed.durable().items()} == {
        name: len(each) for name, each in alone.durable().items()
    }


def test_a_chat_that_was_deleted_here_does_not_come_again(deployed: Deployed) -> None:
    deployed.bring(everything(8))
    room = deployed.rooms("ann")["Snow"]
    deployed.chat.groups.delete("bob", room)
    deployed.chat.work()
    # When
    report = deployed.bring(everything(16))
    # Then
    assert "Snow" not in deployed.rooms("ann")
    assert report.reasons["a chat that was deleted here"] == 1


def test_who_has_left_is_not_brought_back_and_who_came_there_is_let_in(deployed: Deployed) -> None:
    export = MemoryExport([person("ann"), person("bob")], [group("snow", "ann", "bob")], {"snow": [post(1, "ann")]})
    deployed.bring(export)
    deployed.chat.groups.leave("bob", deployed.rooms("ann")["Snow"])
    # When
    later = replace(export, everybody=[*export.everybody, person("cat")], rooms=[group("snow", "ann", "bob", "cat")])
    deployed.bring(later)
    # Then
    assert not deployed.rooms("bob")
    assert "Snow" in deployed.rooms("cat")


def test_messages_are_known_by_where_they_come_from(deployed: Deployed) -> None:
    deployed.bring(everything(8))
    ids = [each.client_id for each in deployed.messages(deployed.rooms("ann")["Snow"], "ann")]
    assert {UUID(each).version for each in ids} == {5}
    # When the same posts come from elsewhere
    deployed.bring(replace(everything(8), source="slack:T2"))
    # Then they are others
    assert deployed.durable()["messages"][0]["room"]
    assert len([row for row in deployed.durable()["messages"] if row.get("client_id", {}).get("S") in ids]) == len(ids)


def test_what_is_older_than_what_is_there_is_said(deployed: Deployed) -> None:
    export = MemoryExport([person("ann")], [group("snow", "ann")], {"snow": [post(2, "ann"), post(4, "ann")]})
    deployed.bring(export)
    # When a later export has more in between
    later = replace(export, said={"snow": [post(number, "ann") for number in range(1, 6)]})
    report = deployed.bring(later)
    # Then what comes behind is appended, and what does not is told
    bodies = [each.body for each in deployed.messages(deployed.rooms("ann")["Snow"], "ann")]
    assert bodies == ["post 2", "post 4", "post 5"]
    assert report.reasons["a message from before what is here already"] == 2
