"""Given chats that are exported, when the export is imported into empty tables, then they are the same chats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ops.importing.importer import Import
from ops.importing.journal import Journal
from ops.importing.reading import open_export
from ops.importing.report import Report
from snowfight.models.chat import EditGroup, NewGroup
from snowfight.models.names import PUBLIC_CHAT
from snowfight.storage.database import Database
from tests.support.changes import delete, edit, pin, react
from tests.support.chat import Chat
from tests.support.dynamodb import MemoryConnection, bound_elsewhere
from tests.support.exporting import chats_of, export, log_of
from tests.support.importing import Deployed
from tests.support.tables import SETTINGS
from tests.unit.emoji.test_custom_emoji import add
from tests.unit.files.test_uploads import post, uploaded

PEOPLE = ("ann", "bob", "cat", "dan")


@pytest.fixture(autouse=True)
def tables() -> Iterator[None]:
    with bound_elsewhere():
        yield


def life() -> Chat:
    """Everything that people can do which has to come along."""
    chat = Chat(database=Database(SETTINGS, MemoryConnection()))
    links = {name: chat.connect(chat.user(name, verified=True), PUBLIC_CHAT) for name in PEOPLE}
    add(chat, "bob", "fort")
    open_, closed = (
        chat.groups.create("ann", NewGroup(groupchat_name=name, open=name == "Öpen")) for name in ("Öpen", "Closed")
    )
    chat.groups.edit("ann", open_, EditGroup(add_members=["bob", "dan"]))
    chat.groups.edit("ann", closed, EditGroup(add_members=["cat"]))
    pair, gone = (chat.private_chats.with_user("ann", name) for name in ("bob", "dan"))

    def say(who: str, body: str, room: str, **more: Any) -> None:
        chat.clock.advance(seconds=1)
        chat.say(links[who], body, room=room, **more)

    say("ann", "**bold** `code` <&> @bob 🎉\n- a list", open_)
    say("bob", "a reply", open_, reply_to=1)
    say("ann", "@all: a reply to the reply", open_, reply_to=2)
    say("dan", "between", open_)
    say("bob", "and back", open_, reply_to=1)
    say("bob", "oops", open_)
    say("ann", "typo", open_)
    say("ann", "a beginning that goes", open_)
    say("bob", "what stays of it", open_, reply_to=8)
    chat.clock.advance(seconds=1)
    post(chat, links["bob"], uploaded(chat, "bob", open_, filename="größe.png"), open_)
    for who, seq, emoji in (("ann", 1, "👍"), ("bob", 1, "👍🏽"), ("bob", 1, "👍"), ("ann", 4, ":fort:")):
        react(chat, links[who], seq, emoji, room=open_)
    edit(chat, links["ann"], 7, "no typo", room=open_)
    for seq in (6, 8):
        delete(chat, links["bob" if seq == 6 else "ann"], seq, room=open_)
    for seq in (4, 2):
        pin(chat, links["ann"], seq, room=open_)
    say("cat", "behind the door", closed)
    say("bob", "psst", pair)
    say("ann", "what?", pair, reply_to=1)
    say("ann", "still there?", gone)
    say("cat", "hello everybody", PUBLIC_CHAT)
    chat.groups.leave("dan", open_)
    chat.jobs.delete_account("dan", lambda: chat.accounts.delete("dan"))
    return chat


def moved(folder: Path) -> Deployed:
    """A new deployment, with what is in the folder."""
    scratch = folder.parent / "scratch"
    scratch.mkdir()
    deployed, report = Deployed(folder.parent), Report(folder)
    whole = open_export(folder, skip=False, scratch=scratch / "spool")
    with Journal(folder.parent / "journal", "test") as journal:
        Import(deployed.target, whole, journal, report, scratch, deployed.said.append).run()
    report.close()
    return deployed


def shape(chat: Chat, room: str) -> tuple[Any, ...]:
    """What a chat is but for its messages."""
    found = chat.rooms.load(room)
    assert found is not None
    state = found.state
    return state.kind, state.title, state.open, state.admin, sorted(found.members)


def test_they_are_what_they_were(tmp_path: Path) -> None:
    # Given
    here = life()
    export(here, tmp_path / "an export", PEOPLE)
    rooms = chats_of(here, "ann")
    logs = {title: log_of(here, room) for title, room in rooms.items()}
    shapes = {title: shape(here, room) for title, room in rooms.items()}
    public = log_of(here, PUBLIC_CHAT)
    # When
    there = moved(tmp_path / "an export").chat
    # Then
    found = chats_of(there, "ann")
    assert log_of(there, found.pop("Public chat")) == public
    # (who is gone is in no chat: what was said to them is in a group of whoever is left)
    assert log_of(there, found.pop("Ann, Deleted user")) == logs.pop("ann&dan")
    del shapes["ann&dan"]
    assert {title: log_of(there, room) for title, room in found.items()} == logs
    assert {title: shape(there, room) for title, room in found.items()} == shapes
